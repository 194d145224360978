import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from factories import Factory, document

from registry.db.models import AuditEntry, Version
from registry.db.session import Database
from registry.domain.actors import operator
from registry.domain.errors import DocumentHasErrors, FieldsInvalid
from registry.domain.lifecycle import Action, Status
from registry.usecases import audit, institutions, interfaces, search, sync, systems, transitions, versions
from registry.usecases.seed import People, load
from registry.usecases.work import Check, read

INSTITUTION = """
- key: {key}
  kind: authority
  sector: identity
  names:
    - {{language: sw, text: "Mamlaka ya {key}"}}
"""
SYSTEM = """key: {key}
institution: {institution}
names:
  - {{kind: name, language: en, text: "System {key}"}}
purpose: {{sw: "Kazi", en: "Work"}}
contacts:
  - {{kind: technical, name: ICT, email: ict@nida.example}}
{more}
"""
API = "key: identities\ntitle: {sw: Vitambulisho, en: Identities}\n"
SCHEMA = "key: person\ninstitution: nida\ntitle: {sw: Mtu, en: Person}\n"
HISTORY = """
- number: 1.0.0
  actions:
    - {action: submit}
    - {action: take}
    - {action: approve}
    - {action: publish}
    - {action: deprecate, sunset_on: "2020-01-01", successor: 2.0.0}
    - {action: retire}
- number: 2.0.0
  actions:
    - {action: submit}
    - {action: take}
    - {action: approve}
    - {action: publish}
- number: 3.0.0
  actions:
    - {action: submit}
    - {action: take}
    - {action: request_changes, reason: "Add the errors."}
- number: 4.0.0
  actions: []
"""
PERSON = b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "description": "A person."}'
WHOLE = {"institution": 3, "system": 3, "api": 2, "schema": 1, "version": 6, "step": 16}


def write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Entries in an order in which none could be entered, and an institution that reviews for the others."""
    bodies = [INSTITUTION.format(key=key) for key in ("nida", "ega", "utumishi")]
    write(tmp_path / "institutions.yaml", bodies[0] + "  parents:\n    - {institution: utumishi}" + "".join(bodies[1:]))
    write(
        tmp_path / "systems/nida/a-old/system.yaml",
        SYSTEM.format(key="a-old", institution="nida", more="replaced_by: cig"),
    )
    write(tmp_path / "systems/nida/cig/system.yaml", SYSTEM.format(key="cig", institution="nida", more=""))
    write(tmp_path / "systems/ega/bus/system.yaml", SYSTEM.format(key="bus", institution="ega", more=""))
    for system, history in {"nida/cig": HISTORY, "ega/bus": HISTORY.split("- number: 2.0.0", maxsplit=1)[0]}.items():
        write(tmp_path / f"systems/{system}/identities/api.yaml", API)
        short = history if system == "nida/cig" else history.split("    - {action: publish}")[0]
        write(tmp_path / f"systems/{system}/identities/history.yaml", short)
    for number in ("1.0.0", "2.0.0", "3.0.0", "4.0.0"):
        write(tmp_path / f"systems/nida/cig/identities/{number}.openapi.json", document(number))
    write(tmp_path / "systems/ega/bus/identities/1.0.0.openapi.json", document(title="Bus"))
    write(tmp_path / "schemas/person/schema.yaml", SCHEMA)
    write(tmp_path / "schemas/person/1.0.0.schema.json", PERSON)
    write(tmp_path / "schemas/person/history.yaml", "- number: 1.0.0\n  actions: []\n")
    return tmp_path


async def statuses(database: Database, check: Check, name: str = "cig/identities") -> dict[str, Status]:
    async with read(database, operator(), check) as work:
        rows = await versions.list_all(work, await interfaces.get(work, name))
        return {row.number: row.status for row in rows}


async def record_of(database: Database, check: Check) -> list[AuditEntry]:
    async with read(database, operator(), check) as work:
        return list(await audit.entries(work, after=0, limit=1000))


async def test_a_folder_is_loaded_whole_whatever_its_order(database: Database, check: Check, folder: Path) -> None:
    assert await load(database, check, folder) == WHOLE
    async with read(database, operator(), check) as work:
        nida = await institutions.get(work, "nida")
        assert [parent.parent.key for parent in nida.parents] == ["utumishi"]
        old = await systems.get(work, "a-old")
        assert old.replaced_by is not None
        assert old.replaced_by.key == "cig"
        assert (await search.find(work, search.Question("vitambulisho"))).total > 0
    assert await statuses(database, check) == {
        "1.0.0": Status.RETIRED,
        "2.0.0": Status.PUBLISHED,
        "3.0.0": Status.CHANGES_REQUESTED,
        "4.0.0": Status.DRAFT,
    }


async def test_a_second_load_changes_nothing(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder)
    async with read(database, operator(), check) as work:
        head, entries = await sync.state_of(work), len(await record_of(database, check))
    assert await load(database, check, folder) == dict.fromkeys(WHOLE, 0)
    async with read(database, operator(), check) as work:
        assert await sync.state_of(work) == head
    assert len(await record_of(database, check)) == entries


class PulledPlug(BaseException):
    """Nothing that any code here may catch."""


@pytest.mark.parametrize("place", range(0, 22, 2))
async def test_a_load_that_was_cut_off_is_finished_by_the_next(
    database: Database, check: Check, folder: Path, place: int
) -> None:
    def pull(_what: str, done: int, _total: int) -> None:
        if done == place:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        await load(database, check, folder, advance=pull)
    await load(database, check, folder)
    assert (await statuses(database, check))["1.0.0"] is Status.RETIRED
    allowed = Counter((entry.event, entry.subject) for entry in await record_of(database, check))
    assert set(allowed.values()) == {1}
    assert len(allowed) == sum(WHOLE.values())


async def test_a_load_cut_off_between_two_steps_goes_on_from_there(
    database: Database, check: Check, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advance, steps = transitions.advance, 0

    async def advance_until(*words: Any) -> Version:
        nonlocal steps
        steps += 1
        if steps == 3:
            raise PulledPlug
        return await advance(*words)

    monkeypatch.setattr(transitions, "advance", advance_until)
    with pytest.raises(PulledPlug):
        await load(database, check, folder)
    monkeypatch.undo()
    await load(database, check, folder)
    assert (await statuses(database, check))["1.0.0"] is Status.RETIRED


async def test_four_eyes_hold_for_the_seed_too(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder)
    deciders = {}
    for entry in await record_of(database, check):
        assert entry.outcome == "allowed"
        if entry.event == "version:approve":
            deciders[entry.subject] = (entry.actor, entry.institution)
    assert deciders["cig/identities@1.0.0"] == ("reviewer.ega", "ega")
    assert deciders["bus/identities@1.0.0"] == ("reviewer.utumishi", "utumishi")


async def test_the_people_may_be_those_of_accounts(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder, People({"nida": "asha"}, [("neema", "ega"), ("juma", "utumishi")]))
    actors = {entry.actor for entry in await record_of(database, check)}
    assert actors == {"operator", "asha", "neema", "juma", "publisher.ega"}


async def test_what_people_did_with_a_version_is_left_alone(
    database: Database, check: Check, folder: Path, make: Factory
) -> None:
    await load(database, check, folder)
    async with make.reading() as work:
        draft = await versions.get(work, "cig/identities", "4.0.0")
    await make.advance(draft, Action.SUBMIT)
    assert await load(database, check, folder) == dict.fromkeys(WHOLE, 0)
    assert (await statuses(database, check))["4.0.0"] is Status.SUBMITTED


async def test_progress_is_told_from_the_first_to_the_last(database: Database, check: Check, folder: Path) -> None:
    told = []
    await load(database, check, folder, advance=lambda what, done, total: told.append((what, done, total)))
    assert told[0][1:] == (0, 21)
    assert told[-1] == ("", 21, 21)
    assert [done for _, done, _ in told] == list(range(22))


async def test_the_file_that_breaks_a_rule_is_named(database: Database, check: Check, folder: Path) -> None:
    write(folder / "systems/nida/cig/system.yaml", SYSTEM.format(key="cig", institution="nida", more="colour: red"))
    with pytest.raises(FieldsInvalid) as refused:
        await load(database, check, folder)
    assert refused.value.__notes__ == ["systems/nida/cig/system.yaml"]


async def test_a_document_with_errors_cannot_be_seeded_as_submitted(
    database: Database, check: Check, folder: Path
) -> None:
    flawed = document(paths={"/a/{id}": {"get": {"responses": {"200": {"description": "ok"}}}}})
    write(folder / "systems/ega/bus/identities/1.0.0.openapi.json", flawed)
    with pytest.raises(DocumentHasErrors):
        await load(database, check, folder)
    assert await statuses(database, check, "bus/identities") == {"1.0.0": Status.DRAFT}


async def test_an_empty_folder_beside_institutions_is_a_seed_too(
    database: Database, check: Check, folder: Path
) -> None:
    shutil.rmtree(folder / "systems")
    shutil.rmtree(folder / "schemas")
    assert (await load(database, check, folder))["institution"] == 3


async def test_the_catalogue_that_comes_with_somana_loads(database: Database, check: Check) -> None:
    made = await load(database, check, Path(__file__).parents[2] / "catalog_seed")
    assert made["api"] == 8
    assert made["schema"] == 4
    async with read(database, operator(), check) as work:
        rows = [row async for row in sync.everything(work)]
    states = {row.status for row in rows if isinstance(row, Version)}
    assert {Status.PUBLISHED, Status.DEPRECATED, Status.RETIRED, Status.IN_REVIEW, Status.CHANGES_REQUESTED} <= states
