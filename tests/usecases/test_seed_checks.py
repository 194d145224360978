"""Everything that stops a load: each is told with file, line and reason, and nothing is loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cards import SECURITY
from factories import Factory, contents, document
from reference_data import STANDARD, concept
from seeds import (
    EVERYTHING,
    HISTORY,
    INSTITUTION,
    PERSON,
    PROFILE,
    RULESET,
    SYSTEM,
    places_of,
    write,
    write_tree,
    written_catalogue,
    written_standards,
)

from registry.db.session import Database
from registry.domain.errors import SeedRefused
from registry.domain.profiles import ProfileState
from registry.usecases.seed import load
from registry.usecases.work import Check

BAD, GOOD = 'servers: [{url: "http://a.example"}]', 'servers: [{url: "https://a.example"}]'
RULES = "profiles/tz-interop/security.yaml"
HISTORY_OF_CIG = "systems/nida/cig/identities/history.yaml"
BUS = "systems/ega/bus/identities/1.0.0.openapi.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_standards(written_catalogue(tmp_path))


def where(folder: Path, file: str, words: str, code: str) -> str:
    """Return how a problem is told that stands where some words do."""
    text = (folder / file).read_text("utf-8")
    return f"{file}:{text[: text.index(words)].count(chr(10)) + 1} {code}"


def concept_twice(folder: Path) -> list[str]:
    write_tree(folder / "concepts/zz-again.yaml", concept("nin", names={"sw": "Nyingine", "en": "Another"}))
    twice = where(folder, "concepts/zz-again.yaml", '"key"', "described-twice")
    names = [where(folder, f"concepts/{name}.yaml", '    "nin"', "name-claimed") for name in ("nin", "zz-again")]
    return [twice, *names]


def concept_called_as_another(folder: Path) -> list[str]:
    write_tree(folder / "concepts/passport.yaml", concept("passport", field_names=["NIN"]))
    names = {"nin": '    "nin"', "passport": '"NIN"'}
    return [where(folder, f"concepts/{name}.yaml", words, "name-claimed") for name, words in names.items()]


def concept_with_an_impossible_pattern(folder: Path) -> list[str]:
    write_tree(folder / "concepts/sex.yaml", concept("sex", pattern="^[0-9{3}$"))
    return [where(folder, "concepts/sex.yaml", '"pattern"', "schema-unsound")]


def concept_whose_pattern_matches_none_of_its_examples(folder: Path) -> list[str]:
    schema = {"type": "string", "examples": ["abc"]}
    write_tree(folder / "concepts/sex.yaml", concept("sex", pattern="^[0-9]{3}$", schema=schema))
    return [where(folder, "concepts/sex.yaml", '"pattern"', "pattern-matches-nothing")]


def concept_related_to_nothing(folder: Path) -> list[str]:
    write_tree(folder / "concepts/sex.yaml", concept("sex", related=["nin", "gender"]))
    return [where(folder, "concepts/sex.yaml", '"gender"', "no-such-concept")]


def rule_whose_bad_example_is_not_flagged(folder: Path) -> list[str]:
    write(folder / RULES, SECURITY.replace(BAD, GOOD))
    return [where(folder, RULES, "bad: |", "example-passed")]


def rule_whose_good_example_is_flagged(folder: Path) -> list[str]:
    write(folder / RULES, SECURITY.replace(GOOD, BAD))
    return [where(folder, RULES, "good: |", "example-flagged")]


def ruleset_that_extends_nothing(folder: Path) -> list[str]:
    write(folder / "profiles/tz-interop/ruleset.yaml", RULESET.replace("security.yaml", "nothing.yaml"))
    return ["profiles/tz-interop/ruleset.yaml:1 extends-missing"]


def profile_with_a_wrong_word(folder: Path) -> list[str]:
    write(folder / "profiles/tz-interop/profile.yaml", PROFILE.replace("state: active", "state: ready"))
    return ["profiles/tz-interop/profile.yaml:7 choice"]


def standard_with_an_unknown_component(folder: Path) -> list[str]:
    write_tree(folder / "standards/ega-ita-001.yaml", {**STANDARD, "component": "magic"})
    return ["standards/ega-ita-001.yaml:3 no-such-component"]


def system_of_nobody(folder: Path) -> list[str]:
    write(folder / "systems/ega/bus/system.yaml", SYSTEM.format(key="bus", institution="nobody", more=""))
    return ["systems/ega/bus/system.yaml:2 not-found"]


def system_replaced_by_nothing(folder: Path) -> list[str]:
    more = "replaced_by: gone"
    write(folder / "systems/ega/bus/system.yaml", SYSTEM.format(key="bus", institution="ega", more=more))
    return ["systems/ega/bus/system.yaml:8 no-such-system"]


def systems_that_replace_each_other(folder: Path) -> list[str]:
    write(
        folder / "systems/nida/cig/system.yaml", SYSTEM.format(key="cig", institution="nida", more="replaced_by: a-old")
    )
    return [f"systems/nida/{key}/system.yaml:8 replaced-in-a-circle" for key in ("cig", "a-old")]


def institution_twice(folder: Path) -> list[str]:
    again = (folder / "institutions.yaml").read_text("utf-8") + INSTITUTION.format(key="ega").replace("Mamlaka", "M")
    write(folder / "institutions.yaml", again)
    return [f"institutions.yaml:{again.count(chr(10)) - 4} described-twice"]


def version_twice(folder: Path) -> list[str]:
    write(folder / HISTORY_OF_CIG, HISTORY + "- number: 4.0.0\n  actions: []\n")
    return [f"{HISTORY_OF_CIG}:23 described-twice"]


def step_that_nobody_can_take(folder: Path) -> list[str]:
    write(
        folder / HISTORY_OF_CIG,
        HISTORY.replace("    - {action: take}\n    - {action: request", "    - {action: request"),
    )
    return [f"{HISTORY_OF_CIG}:19 illegal-transition"]


def decision_without_a_reason(folder: Path) -> list[str]:
    write(folder / HISTORY_OF_CIG, HISTORY.replace(', reason: "Add the errors."', ""))
    return [f"{HISTORY_OF_CIG}:20 reason-required"]


def farewell_without_a_day(folder: Path) -> list[str]:
    write(folder / HISTORY_OF_CIG, HISTORY.replace('sunset_on: "2020-01-01", ', ""))
    return [f"{HISTORY_OF_CIG}:8 required"]


def successor_that_is_not_published(folder: Path) -> list[str]:
    write(folder / HISTORY_OF_CIG, HISTORY.replace("successor: 2.0.0", "successor: 3.0.0"))
    return [f"{HISTORY_OF_CIG}:8 successor-not-published"]


def document_that_a_rule_refuses(folder: Path) -> list[str]:
    write(folder / BUS, document(title="Bus", servers=[{"url": "http://a.example"}]))
    return [where(folder, BUS, "http://", "server-over-http")]


def document_that_cannot_be_read(folder: Path) -> list[str]:
    write(folder / BUS, "openapi: 3.1.0\ninfo: !!python/object:os.system {}\n")
    return [f"{BUS}:2 yaml-tag"]


def document_of_another_kind(folder: Path) -> list[str]:
    write(folder / BUS, PERSON)
    return [f"{BUS}:1 document-kind"]


MISTAKES = [
    concept_twice,
    concept_called_as_another,
    concept_with_an_impossible_pattern,
    concept_whose_pattern_matches_none_of_its_examples,
    concept_related_to_nothing,
    rule_whose_bad_example_is_not_flagged,
    rule_whose_good_example_is_flagged,
    ruleset_that_extends_nothing,
    profile_with_a_wrong_word,
    standard_with_an_unknown_component,
    system_of_nobody,
    system_replaced_by_nothing,
    systems_that_replace_each_other,
    institution_twice,
    version_twice,
    step_that_nobody_can_take,
    decision_without_a_reason,
    farewell_without_a_day,
    successor_that_is_not_published,
    document_that_a_rule_refuses,
    document_that_cannot_be_read,
    document_of_another_kind,
]


@pytest.mark.parametrize("mistake", MISTAKES)
async def test_a_mistake_stops_the_load_with_file_line_and_reason_and_nothing_is_loaded(
    database: Database, check: Check, folder: Path, mistake: Callable[[Path], list[str]]
) -> None:
    expected, before = mistake(folder), await contents(database)
    with pytest.raises(SeedRefused) as refused:
        await load(database, check, folder)
    assert sorted(places_of(refused.value)) == sorted(expected)
    assert await contents(database) == before


async def test_mistakes_of_every_sort_are_told_in_one_go(database: Database, check: Check, folder: Path) -> None:
    mistakes = [
        standard_with_an_unknown_component,
        step_that_nobody_can_take,
        concept_with_an_impossible_pattern,
        document_that_a_rule_refuses,
        system_replaced_by_nothing,
        document_of_another_kind,
    ]
    expected = {line for mistake in mistakes for line in mistake(folder) if mistake is not document_that_a_rule_refuses}
    with pytest.raises(SeedRefused) as refused:
        await load(database, check, folder)
    assert set(places_of(refused.value)) == expected


async def test_no_document_is_checked_against_a_profile_that_is_refused(
    database: Database, check: Check, folder: Path
) -> None:
    document_that_a_rule_refuses(folder)
    expected = [*concept_with_an_impossible_pattern(folder), *rule_whose_good_example_is_flagged(folder)]
    with pytest.raises(SeedRefused) as refused:
        await load(database, check, folder)
    assert sorted(places_of(refused.value)) == sorted(expected)


async def test_a_draft_may_have_errors(database: Database, check: Check, folder: Path) -> None:
    document_that_a_rule_refuses(folder)
    write(folder / "systems/ega/bus/identities/history.yaml", "- {number: 1.0.0, actions: []}")
    assert (await load(database, check, folder))["step"] == EVERYTHING["step"] - 3


async def test_what_is_loaded_already_is_not_checked_again(database: Database, check: Check, folder: Path) -> None:
    await load(database, check, folder)
    document_that_a_rule_refuses(folder)
    rule_whose_good_example_is_flagged(folder)
    assert set((await load(database, check, folder)).values()) == {0}


async def test_documents_are_checked_against_the_default_profile_that_is_there(
    database: Database, check: Check, folder: Path, make: Factory
) -> None:
    strict = b"extends: somana:core\nrules:\n  api-without-contact: error\n"
    await make.profile(ProfileState.ACTIVE, "strict", content=strict, default=True)
    write(folder / BUS, document(title="Bus", info={"title": "Bus", "version": "1.0.0", "description": "A bus."}))
    with pytest.raises(SeedRefused) as refused:
        await load(database, check, folder)
    assert places_of(refused.value) == [f"{BUS}:3 api-without-contact"]
