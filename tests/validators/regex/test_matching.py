import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.validators.regex.matching import KEPT, compiled, from_literal
from registry.validators.regex.syntax import PatternRefused
from registry.validators.rule import NotChecked

# Patterns and texts that were thought out for this test, and what V8 answered to `test` and `match`.
TRUTHS = [json.loads(line) for line in Path(__file__).with_name("truths.jsonl").read_text("utf-8").splitlines()]
RULESETS = Path(__file__).parents[3].parent / "shared" / "reference" / "spectral" / "rulesets"


def outcome(source: str, flags: str, text: str) -> str:
    try:
        pattern = compiled(source, flags)
        found = pattern.test(text)
        assert found is (pattern.match(text) is not None)
    except PatternRefused:
        return "refused"
    except NotChecked as stopped:
        return stopped.reason
    return "found" if found else "nothing found"


@pytest.mark.parametrize(("source", "flags", "text", "found", "parts"), TRUTHS)
def test_a_text_matches_as_in_javascript(
    source: str,
    flags: str,
    text: str,
    found: bool,  # noqa: FBT001 it is the expectation
    parts: list[str | None] | None,
) -> None:
    pattern = compiled(source, flags)
    assert pattern.test(text) is found
    matched = pattern.match(text)
    assert (None if matched is None else list(matched)) == parts


def test_a_group_that_a_later_round_leaves_out_is_empty() -> None:
    assert compiled("(?:(a)|b)*").match("ab") == ("ab", "")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("/a/", ("a", "")),
        ("/a/i", ("a", "i")),
        ("/a/b/gi", ("a/b", "gi")),
        ("/a/invalid", ("a", "invalid")),
        ("a", ("a", "")),
        ("//", ("//", "")),
        ("///", ("/", "")),
        ("/a", ("/a", "")),
        ("/a/I", ("/a/I", "")),
        ("a/b/", ("a/b/", "")),
        ("/a\nb/", ("/a\nb/", "")),
        ("/a/\n", ("/a/\n", "")),
        ("", ("", "")),
        ("/", ("/", "")),
    ],
)
def test_a_pattern_may_be_written_between_slashes(text: str, pattern: tuple[str, str]) -> None:
    assert from_literal(text) == pattern


def test_a_pattern_is_compiled_once_and_not_kept_for_ever() -> None:
    assert compiled("kept") is compiled("kept")
    first = compiled("first")
    for number in range(KEPT):
        compiled(f"number {number}")
    assert compiled("first") is not first


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("(a+)+$", "a" * 100_000 + "!", False),
        ("(a|a)*b", "a" * 100_000, False),
        ("(?=(a+)+$)b", "a" * 10_000 + "!", False),
        ("^(?=(a+)+$)a", "a" * 100_000 + "!", False),
        ("^(?!(a+)+$)", "a" * 100_000 + "!", True),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 100_000, False),
        ("(?:a|b)*a(?:a|b){200}c", "ab" * 50_000, False),
        ("(x+x+)+y", "x" * 1_000_000, False),
        ("^(?:[^<]|<[^s])*$", "<" * 500_000, True),
    ],
)
def test_patterns_that_explode_elsewhere_end_quickly(source: str, text: str, found: bool) -> None:  # noqa: FBT001 it is the expectation
    started = time.process_time()
    assert compiled(source).test(text) is found
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "source", ["^(a+)+\\1+!$", "(?:(?=(a+)+b)a|a)+(?=c)c", "((a+)+)\\2\\1!", "^(?:a?b?\\b|(a|a)+)+(?=c)d"]
)
def test_patterns_that_explode_here_are_stopped_or_answered(source: str) -> None:
    started = time.process_time()
    ends = {outcome(source, "", "a" * 5_000 + "b") for _ in range(20)}
    assert ends <= {"nothing found", "pattern-timeout"}
    assert time.process_time() - started < 3


@pytest.mark.parametrize("text", ["x" * 1_000_000, "é" * 1_000_000, "😀" * 500_000, "\0" * 1_000_000])
@pytest.mark.parametrize(("source", "flags"), [("^[^a]*$", ""), ("\\w+q", "i"), ("^(?!.*q).*$", "u"), ("é+$", "")])
def test_a_megabyte_takes_no_time(source: str, flags: str, text: str) -> None:
    started = time.process_time()
    compiled(source, flags).test(text)
    assert time.process_time() - started < 2


def _pieces(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
        st.tuples(st.sampled_from(["(", "(?:", "(?=", "(?!", "(?<=", "(?<!"]), inner).map(
            lambda it: f"{it[0]}{it[1]})"
        ),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,3}?", "{900}", "{2000,}"])).map("".join),
    )


PATTERNS = st.recursive(
    st.sampled_from(
        ["a", "b", ".", "^", "$", "\\b", "\\B", "[ab]", "[^a]", "\\w", "\\1", "\\2", "é", "😀", "\\ud83d", "{", "\\s"]
    ),
    _pieces,
    max_leaves=12,
)


@given(PATTERNS, st.sampled_from(["", "i", "u", "m", "iu", "g", "y"]), st.text("ab é😀\n\rK", max_size=40))
@settings(max_examples=600, deadline=None)
def test_a_pattern_is_refused_answered_or_not_checked(source: str, flags: str, text: str) -> None:
    started = time.process_time()
    assert outcome(source, flags, text) in {"found", "nothing found", "refused", "pattern-timeout"}
    assert time.process_time() - started < 2


def test_fixed_words_import_no_engine() -> None:
    program = (
        "import sys; from registry.validators.regex.matching import compiled;"
        "assert compiled('^https://').test('https://a') and compiled('^(get|put)$', 'i').test('GET');"
        "print('re2' in sys.modules, 'regex' in sys.modules);"
        "compiled('^[a-z]+$').test('a'); print('re2' in sys.modules, 'regex' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 it is this program
    assert ran.stdout.split() == ["False", "False", "True", "False"]


def _patterns(tree: object) -> list[str]:
    if isinstance(tree, dict):
        own = [
            value for key, value in tree.items() if key in ("match", "notMatch", "pattern") and isinstance(value, str)
        ]
        return own + [pattern for value in tree.values() for pattern in _patterns(value)]
    return [pattern for value in tree for pattern in _patterns(value)] if isinstance(tree, list) else []


def test_the_patterns_of_published_rulesets_are_read_and_answered() -> None:
    if not RULESETS.is_dir():
        pytest.skip(f"the shared material is not here: {RULESETS}")
    files = [path for path in RULESETS.rglob("*") if path.suffix in {".yaml", ".yml", ".json"}]
    found = {pattern for path in files for pattern in _patterns(yaml.safe_load(path.read_bytes()))}
    assert len(found) > 20
    for pattern in found:
        for text in ("", "abc", "/pets/{petId}", "é"):
            assert compiled(*from_literal(pattern)).test(text) in (True, False)
