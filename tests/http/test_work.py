import asyncio

import httpx
from factories import Factory, document
from litestar import Litestar

from registry.domain.actors import Role
from registry.domain.errors import Outdated
from registry.http.work import refusal_in
from registry.usecases.checking import Checker, checker
from registry.usecases.kept import KeptReports
from registry.validators.outline import Wanted
from registry.validators.report import Report


def test_a_refusal_is_found_however_deep_the_framework_wraps_it() -> None:
    refusal = Outdated("3")
    assert refusal_in(refusal) is refusal
    assert refusal_in(ExceptionGroup("", [ValueError(), ExceptionGroup("", [refusal])])) is refusal
    assert refusal_in(ExceptionGroup("", [ValueError()])) is None
    assert refusal_in(ValueError()) is None


async def test_what_the_database_refuses_is_told_as_a_conflict_and_undone(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.catalogue()
    headers = await make.key(await make.person("amina", Role.PUBLISHER))
    path = "/api/v1/apis/cig/identities/versions"
    answers = await asyncio.gather(
        *(
            client.post(path, content=document(title=title), headers=headers | {"Content-Type": "application/json"})
            for title in ("One", "Two", "Three")
        )
    )
    assert {answer.status_code for answer in answers} <= {200, 201, 409, 412}, [answer.text for answer in answers]
    assert [answer.status_code for answer in answers].count(201) == 1
    (version,) = (await client.get(path, headers=headers)).json()
    titles = [answer.json()["version"]["facts"]["title"] for answer in answers if answer.status_code in {200, 201}]
    assert version["facts"]["title"] in titles
    assert "constraint" not in "".join(answer.text for answer in answers).lower()


async def test_strangers_check_in_a_pool_of_their_own(
    client: httpx.AsyncClient, framework: Litestar, make: Factory
) -> None:
    asked = []

    class Watched(Checker):
        async def __call__(self, content: bytes, wanted: Wanted | None = None) -> Report:
            asked.append(content)
            return await super().__call__(content, wanted)

    framework.state.check = checker(make.check.pool)
    framework.state.check_of_strangers = Watched(make.check.pool, KeptReports())
    await make.institution()
    headers = {"Content-Type": "application/json"}
    key = await make.key(await make.person("amina", Role.PUBLISHER))
    for more in ({}, key):
        answer = await client.post("/api/v1/checks", content=document(), headers=headers | more)
        assert answer.status_code == 200, answer.text
    assert asked == [document()]
