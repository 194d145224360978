import pytest

from registry.domain.errors import DocumentUnreadable, FieldError, FieldsInvalid, KeyTaken, RulesetUnusable, SeedRefused
from registry.usecases.seed_problems import MOST, Problems, Spot
from registry.usecases.shapes import validated
from registry.validators.source import read

SPOT = Spot("a/b.yaml", read(b"key: nin\nnames:\n  sw: Namba\n"))
LISTED = Spot("list.yaml", read(b"items:\n  - key: nin\n    sector: none\n"), "/0", listed=True)


def problem(problems: Problems) -> tuple[object, ...]:
    with pytest.raises(SeedRefused) as refused:
        problems.require_none()
    (told,) = refused.value.problems
    return told["file"], told["line"], told["column"], told["reason"], told["message"]["en"]


def test_nothing_is_refused_where_nothing_is_wrong() -> None:
    problems = Problems()
    problems.require_none()
    assert not problems


def test_what_is_missing_is_told_where_it_should_be() -> None:
    problems = Problems()
    problems.add_error(SPOT, FieldsInvalid((FieldError("/names/en", "required", {"limit": ""}),)))
    assert problem(problems) == ("a/b.yaml", 2, 1, "required", "This is needed.")


def test_places_in_a_list_are_those_of_the_file() -> None:
    problems = Problems()
    problems.add_field(LISTED.below("/sector"), "enum", "health")
    assert problem(problems)[:3] == ("list.yaml", 2, 3)
    assert str(LISTED) == "list.yaml:1"


def test_where_reading_stopped_is_told() -> None:
    problems = Problems()
    problems.add_error(Spot("list.yaml", listed=True), DocumentUnreadable("empty", "", 3, 9, {}))
    assert problem(problems)[:4] == ("list.yaml", 2, 7, "empty")


def test_other_errors_say_their_own_sentence() -> None:
    problems = Problems()
    problems.add_error(SPOT.below("/key"), KeyTaken("institution", "nin"))
    assert problem(problems)[:4] == ("a/b.yaml", 1, 1, "key-taken")


def test_the_files_of_a_ruleset_lie_below_the_folder_of_its_profile() -> None:
    one = {"file": "c.yaml", "line": 4, "column": 2, "reason": "choice", "message": {"sw": "S", "en": "E"}}
    problems = Problems()
    problems.add_error(SPOT, RulesetUnusable((one,)))
    assert problem(problems) == ("a/c.yaml", 4, 2, "choice", "E")


def test_more_problems_than_anybody_reads_are_not_told() -> None:
    problems = Problems()
    for _ in range(MOST + 1):
        problems.add(SPOT, "no-file")
    with pytest.raises(SeedRefused) as refused:
        problems.require_none()
    assert len(refused.value.problems) == MOST
    assert f"{MOST - 1} more" in refused.value.sentence("en")


def test_what_a_block_is_refused_is_noted_and_the_work_goes_on() -> None:
    problems = Problems()
    for pointer in ("/key", "/names/sw"):
        with problems.noted(SPOT.below(pointer)):
            validated("new_key", {})
    with pytest.raises(SeedRefused) as refused:
        problems.require_none()
    assert [one["line"] for one in refused.value.problems] == [1, 1, 3, 3]
