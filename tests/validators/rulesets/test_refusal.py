import json

from registry.messages import LANGUAGES, table
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


def test_every_problem_has_a_text() -> None:
    assert sum(key.startswith("rulesets.problem.") for key in table("sw")) > 40


def test_a_problem_travels_as_plain_values() -> None:
    problem = Problem("missing", "a.yaml", "/rules/a", 2, 3, "a", {"name": "then"})
    assert problem_of(json.loads(json.dumps(problem_tree(problem)))) == problem


def test_a_ruleset_is_refused_as_a_whole() -> None:
    [problem] = refused("too-large", {"limit": 5}, "bundle").problems
    assert (problem.file, problem.pointer, problem.values) == ("bundle", "", {"limit": 5})
