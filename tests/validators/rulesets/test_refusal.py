import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import registry.validators
from registry.messages import LANGUAGES, Language, table
from registry.validators.rulesets.refusal import Problem, RulesetRefused, problem_of, problem_tree, refused


def test_a_problem_is_said_in_both_languages() -> None:
    problem = Problem("missing", "a.yaml", "/rules/a", 2, 3, "a", {"name": "then"})
    assert "`then`" in problem.sentence("en")
    assert "`then`" in problem.sentence("sw")
    assert problem.sentence("sw") != problem.sentence("en")
    assert str(problem) == "a.yaml:2:3: a: `then` is required here and missing."


def test_a_file_that_cannot_be_read_is_said_in_the_words_of_the_reader() -> None:
    problem = Problem("unreadable.empty", "a.yaml", "", 1, 1)
    assert str(problem) == "a.yaml:1:1: The document is empty."


def test_a_refusal_says_all_of_it() -> None:
    problems = tuple(Problem("extends-missing", "a", "", 1, line, None, {"name": "b"}) for line in (1, 2))
    assert str(RulesetRefused(problems)).count("\n") == 1


def test_a_sentence_leaves_alone_what_fills_it() -> None:
    problem = Problem("missing", "a", "", 1, 1, None, {"name": "{name}{0.__class__}"})
    assert all("{0.__class__}" in problem.sentence(language) for language in LANGUAGES)


RAISERS = {"refused": 0, "Unavailable": 0, "Problem": 0, "PathRefused": 0, "Lint": 0, "add": 2, "_Stopped": 0}
"""What is called with the code of a problem, and which of its arguments that is."""
PREFIXES = {"PathRefused": "path-"}


def codes_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = RAISERS.get(name)
        if place is not None and len(node.args) > place:
            codes = [one.value for one in ast.walk(node.args[place]) if isinstance(one, ast.Constant)]
            yield from (
                f"{PREFIXES.get(name, '')}{code}"
                for code in codes
                if isinstance(code, str) and len(code) > len("path-")
            )


def raised() -> set[str]:
    folder = Path(registry.validators.__file__).parent
    files = [folder / "bundles.py", folder / "pool.py", *(folder / "rulesets").glob("*.py"), folder / "confinement.py"]
    reasons = {"crashed", "out-of-memory", "timed-out"}
    parsing = {code for name in ("parsing", "script") for code in _refused_paths(folder / "jsonpath" / f"{name}.py")}
    return {code for file in files for code in codes_in(file)} | reasons | parsing


def _refused_paths(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {
            "refused",
            "PathRefused",
        }:
            yield from (f"path-{one.value!s}" for one in node.args[:1] if isinstance(one, ast.Constant))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_that_is_raised_has_a_text(language: Language) -> None:
    found = raised()
    assert {"not-zip", "digest-differs", "extends-outside", "rule-unknown", "path-unclosed", "pattern-slow"} <= found
    assert [code for code in sorted(found) if f"rulesets.problem.{code}" not in table(language)] == []


def test_a_problem_travels_as_plain_values() -> None:
    problem = Problem("missing", "a.yaml", "/rules/a", 2, 3, "a", {"name": "then"})
    assert problem_of(json.loads(json.dumps(problem_tree(problem)))) == problem


def test_a_ruleset_is_refused_as_a_whole() -> None:
    [problem] = refused("too-large", {"limit": 5}, "bundle").problems
    assert (problem.file, problem.pointer, problem.values) == ("bundle", "", {"limit": 5})
