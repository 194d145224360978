from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factories import Factory
from reference_data import concept
from seeds import HISTORY, INSTITUTION, PROFILE, told, write, write_tree, written_catalogue, written_standards

from registry.domain.errors import SeedRefused
from registry.usecases.seed_files import Seed, seed_in
from registry.usecases.seed_problems import Problems
from registry.usecases.seed_references import note_clashes, note_impossible_steps, note_missing, note_twice


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_standards(written_catalogue(tmp_path))


@contextmanager
def reading(folder: Path) -> Iterator[tuple[Seed, Problems]]:
    problems = Problems()
    seed = seed_in(folder, problems)
    assert not problems
    yield seed, problems


def test_a_second_default_is_told_with_the_first(folder: Path) -> None:
    write(folder / "profiles/zz/profile.yaml", PROFILE.replace("tz-interop", "zz"))
    write(folder / "profiles/zz/ruleset.yaml", "extends: 'somana:core'\n")
    with reading(folder) as (seed, problems):
        note_twice(seed, problems)
    assert told(problems) == ["profiles/zz/profile.yaml:6 several-defaults"]


def test_the_place_of_the_first_description_is_named(folder: Path) -> None:
    write_tree(folder / "concepts/zz.yaml", concept("nin"))
    with reading(folder) as (seed, problems):
        note_twice(seed, problems)
    with pytest.raises(SeedRefused, match=r"concepts/nin\.yaml:2"):
        problems.require_none()


async def test_a_parent_of_the_past_closes_no_circle(make: Factory, folder: Path) -> None:
    past = '  parents:\n    - {institution: nida, valid_to: "2020-01-01"}\n'
    bodies = (folder / "institutions.yaml").read_text("utf-8")
    write(folder / "institutions.yaml", bodies + past)
    with reading(folder) as (seed, problems):
        async with make.reading() as work:
            await note_missing(seed, work, problems)
    assert told(problems) == []


async def test_every_circle_of_parents_is_told(make: Factory, folder: Path) -> None:
    links = {"nida": "ega", "ega": "utumishi", "utumishi": "nida", "tra": "nida"}
    bodies = [INSTITUTION.format(key=key) + f"  parents: [{{institution: {up}}}]" for key, up in links.items()]
    write(folder / "institutions.yaml", "".join(bodies))
    with reading(folder) as (seed, problems):
        async with make.reading() as work:
            await note_missing(seed, work, problems)
    assert told(problems) == [f"institutions.yaml:{line} parents-in-a-circle" for line in (7, 13, 19)]


def test_names_that_both_concepts_declare_ambiguous_do_not_clash(folder: Path) -> None:
    for key in ("nin", "birth-date"):
        shared = concept(key, field_names=[key, "number"], ambiguous=["number"])
        write_tree(folder / f"concepts/{key}.yaml", shared)
    with reading(folder) as (seed, problems):
        note_clashes(seed, problems)
    assert told(problems) == []


def test_the_first_step_that_cannot_be_taken_is_told_and_none_behind_it(folder: Path) -> None:
    write(folder / "systems/nida/cig/identities/history.yaml", HISTORY.replace("    - {action: submit}\n", ""))
    with reading(folder) as (seed, problems):
        note_impossible_steps(seed, problems)
    where = "systems/nida/cig/identities/history.yaml"
    illegal = [f"{where}:{line} illegal-transition" for line in (4, 11, 16)]
    assert told(problems) == [illegal[0], f"{where}:7 successor-not-published", *illegal[1:]]


def test_a_successor_that_is_in_no_history_is_left_to_the_registry(folder: Path) -> None:
    write(folder / "systems/nida/cig/identities/history.yaml", HISTORY.replace("successor: 2.0.0", "successor: 9.0.0"))
    with reading(folder) as (seed, problems):
        note_impossible_steps(seed, problems)
    assert told(problems) == []
