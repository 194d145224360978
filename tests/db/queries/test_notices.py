import pytest
from factories import Factory

from registry.db.queries import notices
from registry.domain.actors import Role


@pytest.mark.parametrize(
    ("roles", "of", "without", "found"),
    [
        ({Role.ADMIN}, None, None, ["chief"]),
        ({Role.INSTITUTION_ADMIN}, None, None, ["asha"]),
        ({Role.REVIEWER}, None, "nida", ["juma"]),
        ({Role.REVIEWER}, "nida", None, ["asha"]),
        ({Role.ADMIN, Role.REVIEWER}, None, None, ["asha", "chief", "juma"]),
        ({Role.AUDITOR}, None, None, []),
    ],
)
async def test_people_are_found_by_whole_roles_and_by_institution(
    make: Factory, roles: set[Role], of: str | None, without: str | None, found: list[str]
) -> None:
    await make.institution()
    await make.person("asha", Role.INSTITUTION_ADMIN, Role.REVIEWER)
    await make.person("chief", Role.ADMIN, institution=None)
    await make.person("juma", Role.REVIEWER, institution=None)
    async with make.database.reading() as session:
        assert [one.name for one in await notices.people(session, roles, of=of, without=without)] == found
