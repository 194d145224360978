import random
from typing import Any

import pytest
from selecting import Keys, selected

from registry.validators import limits
from registry.validators.jsonpath.automaton import Automaton
from registry.validators.jsonpath.frames import Frame, keys_of
from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.walking import Walk
from registry.validators.rule import NotChecked

LETTERS = "abcd"


def every_path(node: Any, path: Keys = ()) -> list[Keys]:
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(below for key, child in members for below in every_path(child, (*path, key)))]


def grown(chance: random.Random, depth: int = 0) -> Any:
    if depth > 4 or chance.random() < 0.2:
        return chance.choice([0, "x", None, True])
    if chance.random() < 0.3:
        return [grown(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return {letter: grown(chance, depth + 1) for letter in chance.sample(LETTERS, chance.randint(0, 4))}


@pytest.mark.parametrize("seed", range(40))
def test_what_is_selected_is_what_the_definition_says(seed: int) -> None:
    document = {"a": grown(random.Random(seed)), "b": grown(random.Random(seed + 1000))}
    paths = [path for path in every_path(document) if path]

    assert sorted(selected("$..*", document), key=str) == sorted(paths, key=str)
    assert set(selected("$..a", document)) == {path for path in paths if path[-1] == "a"}
    assert set(selected("$.a..b", document)) == {path for path in paths if path[0] == "a" and path[-1] == "b"} - {()}
    assert set(selected("$..a.b", document)) == {path for path in paths if path[-2:] == ("a", "b")}
    assert set(selected("$.*.*", document)) == {path for path in paths if len(path) == 2}
    assert set(selected("$..a^", document)) == {path[:-1] for path in paths if path[-1] == "a"}


def test_many_expressions_find_in_one_walk_what_each_finds_alone() -> None:
    document = {"a": grown(random.Random(7)), "b": grown(random.Random(8)), "c": grown(random.Random(9))}
    expressions = ["$..a", "$.*[?(@.a)]", "$..b^", "$..[?(@ === null)]", "$.a.*~", "$..", "$..c[0]", "$..b..a"]
    together: dict[int, set[Keys]] = {number: set() for number in range(len(expressions))}

    def found(number: int, frame: Frame) -> None:
        together[number].add(keys_of(frame))

    Walk(Automaton([parse(one) for one in expressions]), found, lambda *_: None).over(document, {})

    assert together == {number: set(selected(one, document)) for number, one in enumerate(expressions)}


def test_what_is_shared_is_walked_once_a_state() -> None:
    shared: dict[str, Any] = {"x": 1}
    for _ in range(60):
        shared = {"left": shared, "right": shared}
    seen: list[Keys] = []
    Walk(Automaton([parse("$..x")]), lambda _, frame: seen.append(keys_of(frame)), lambda *_: None).over(shared, {})
    assert len(seen) == 1


def test_a_walk_that_takes_too_many_steps_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "VISITS", 2_000)
    document = {"list": [{"a": number} for number in range(400)]}
    assert len(selected("$.list[*].a", document)) == 400
    with pytest.raises(NotChecked) as stopped:
        selected("$.list[?(@.a > 1 || @.a < 1)].a", {"list": document["list"] * 4})
    assert stopped.value.reason == "too-much-work"


def test_a_name_with_letters_of_any_kind_is_a_name() -> None:
    assert selected("$.paths['/card s/{n}~1'].é", {"paths": {"/card s/{n}~1": {"é": 1}}}) == [
        ("paths", "/card s/{n}~1", "é")
    ]
