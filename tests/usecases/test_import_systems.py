from typing import Any

from factories import ADMIN, Factory, actor, trail

from registry.domain.actors import Role
from registry.domain.imports import Outcome, Row, RowKind
from registry.usecases import systems
from registry.usecases.import_matches import Seen
from registry.usecases.import_systems import Batch, one_by_one

PLAIN = {"purpose_en": "P", "technical_contact_name": "ICT", "technical_contact_email": "ict@nida.example"}


def row(line: int, **cells: str) -> Row:
    return Row(line, RowKind.SYSTEM, {**PLAIN, "owner": "nida", **cells})


async def together(make: Factory, *rows: Row, overwrite: bool = False) -> list[Outcome]:
    async with make.work(ADMIN) as work:
        return await Batch(work, Seen(), overwrite).run(rows)


def told(outcomes: list[Outcome]) -> list[tuple[int, str, str]]:
    return [(one.line, str(one.result), one.key) for one in outcomes]


async def test_rows_done_together_end_as_rows_done_one_by_one(make: Factory) -> None:
    await make.institutions("nida", "ega")
    rows = [
        row(2, acronym="AA", name_en="First"),
        row(3, acronym="BB", name_en="Second", owner="nobody"),
        row(4, acronym="AA", name_en="Third", owner="ega"),
        row(5, acronym="AA", name_en="Again"),
        row(6, name_en="Fourth", technical_contact_email="none"),
    ]
    expected = [(2, "created", "aa"), (3, "refused", ""), (4, "created", "aa-ega"), (5, "refused", ""),
                (6, "refused", "")]  # fmt: skip
    assert told(await together(make, *rows)) == expected
    async with make.reading() as work:
        first, third = await systems.get(work, "aa"), await systems.get(work, "aa-ega")
    assert (first.serial, third.serial, third.institution.key) == (1, 2, "ega")
    async with make.work(ADMIN) as work:
        again = await one_by_one(work, rows[0], Seen(), overwrite=True)
    assert str(again.result) == "unchanged"


async def test_what_is_changed_together_is_on_record(make: Factory) -> None:
    await make.institutions("nida")
    await together(make, row(2, acronym="AA", name_en="First"), row(3, acronym="BB", name_en="Second"))
    changed = await together(
        make, row(2, acronym="AA", name_en="Weighbridges"), row(3, acronym="BB", name_en="Second"), overwrite=True
    )
    assert told(changed) == [(2, "changed", "aa"), (3, "unchanged", "bb")]
    assert [one[1] for one in await trail(make.database)][-1] == "system:change"
    async with make.reading() as work:
        assert (await systems.get(work, "aa")).title["en"] == "Weighbridges"


async def test_only_who_answers_for_an_institution_imports_its_systems(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await together(make, row(2, acronym="AA", name_en="First"))
    stranger = actor(Role.PUBLISHER, name="salim", institution="ega")
    rows = [row(2, acronym="AA", name_en="Other"), row(3, acronym="CC", name_en="New")]
    async with make.work(stranger) as work:
        outcomes = await Batch(work, Seen(), overwrite=True).run(rows)
    assert [(str(one.result), one.error and one.error.code) for one in outcomes] == [("refused", "role-missing")] * 2
    refused: list[Any] = [one for one in await trail(make.database) if one[0] == "salim"]
    assert [one[1:] for one in refused] == [
        ("system:register", "refused", "role-missing"),
        ("system:change", "refused", "role-missing"),
    ]
