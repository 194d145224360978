import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import registry.messages
from registry.messages import LANGUAGES, Language, has_text, language_of, read_simply, table, text

FILES = sorted(Path(registry.messages.__file__).parent.rglob("*.toml"))


def flattened(tree: dict[str, Any], prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in tree.items():
        key = f"{prefix}.{name}"
        found |= flattened(value, key) if isinstance(value, dict) else {key: value}
    return found


def placeholders(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


def test_both_languages_say_the_same_things() -> None:
    assert set(table("sw")) == set(table("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something(language: Language) -> None:
    assert all(isinstance(template, str) and template.strip() for template in table(language).values())


def test_both_languages_have_the_same_placeholders() -> None:
    swahili, english = table("sw"), table("en")
    assert [key for key in swahili if placeholders(swahili[key]) != placeholders(english[key])] == []


def test_sentences_are_translated_and_not_copied() -> None:
    same = [key for key, template in table("sw").items() if template == table("en")[key] and len(template.split()) > 5]
    assert same == []


def test_a_placeholder_is_filled_and_what_fills_it_is_left_alone() -> None:
    sentence = text("errors.not-found.detail", "en", kind="{name}", name="{0.__class__}%s")
    assert "{name}" in sentence
    assert "{0.__class__}%s" in sentence


def test_an_unknown_key_is_a_mistake() -> None:
    assert not has_text("errors.nothing.title")
    assert has_text("errors.not-found.title")
    with pytest.raises(KeyError):
        text("errors.nothing.title", "en")


@pytest.mark.parametrize(("name", "language"), [("en", "en"), ("sw", "sw"), ("fr", "sw"), (None, "sw"), ("", "sw")])
def test_swahili_stands_in_for_what_is_not_spoken_here(name: str | None, language: str) -> None:
    assert language_of(name) == language


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_fast_reading_of_a_file_is_what_toml_says(file: Path) -> None:
    content = file.read_text("utf-8")
    assert read_simply(content, file.stem) == flattened(tomllib.loads(content), file.stem)


@pytest.mark.parametrize(
    "content",
    ['a = "x\\n"', "a = 'x'", 'a = """\nx"""', 'a = "x" # why', "[a]\nb = 1", 'a.b = "x"', ' a = "x"', '"a\\n" = "x"'],
)
def test_what_is_more_than_plain_texts_is_left_to_toml(content: str) -> None:
    assert read_simply(content, "area") is None


def test_a_text_that_is_written_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"area\.s\.a"):
        read_simply('[s]\na = "x"\na = "y"\n', "area")
