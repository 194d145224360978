import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from registry.messages.catalogue import FOLDER, Entry, areas, entries, parsed
from registry.messages.terms import comment_of

ENTRIES = [entry for area in areas() for entry in entries(area)]
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def placeholders(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template)} - {None}


def test_every_key_begins_with_the_name_of_its_file() -> None:
    assert [entry.key for area in areas() for entry in entries(area) if not entry.key.startswith(f"{area}.")] == []


def test_every_text_is_translated_and_nobody_doubts_it() -> None:
    assert [entry.key for entry in ENTRIES if not entry.is_translated or not entry.english.strip()] == []


def test_both_languages_have_the_same_placeholders() -> None:
    differ = [entry.key for entry in ENTRIES if placeholders(entry.english) != placeholders(entry.swahili)]
    assert differ == []


def test_translators_are_told_of_placeholders_by_the_mark_that_their_tools_know() -> None:
    marked = {entry.key for entry in ENTRIES if "python-brace-format" in entry.flags}
    assert marked == {entry.key for entry in ENTRIES if placeholders(entry.english)}


def test_sentences_are_translated_and_not_copied() -> None:
    same = [entry.key for entry in ENTRIES if entry.swahili == entry.english and len(entry.english.split()) > 5]
    assert same == []


def test_every_text_names_the_terms_that_are_our_own_translation() -> None:
    expected = {entry.key: comment_of(entry.swahili) for entry in ENTRIES}
    written = {entry.key: entry.comments[0] if entry.comments else None for entry in ENTRIES}
    assert {key: comment for key, comment in expected.items() if written[key] != comment} == {}


@pytest.mark.parametrize("area", areas())
def test_the_head_of_each_file_says_what_its_language_is_and_how_it_counts(area: str) -> None:
    with (FOLDER / f"{area}.po").open("rb") as file:
        catalog = read_po(file)
    assert (str(catalog.locale), catalog.charset) == ("sw", "utf-8")
    assert (catalog.num_plurals, catalog.plural_expr) == (2, "(n != 1)")
    assert not catalog.fuzzy
    assert [error for message, errors in catalog.check() for error in errors if message.id] == []


def test_an_entry_is_read_with_its_comments_and_marks() -> None:
    content = (
        f'{HEAD}#. a comment\n#, fuzzy, python-brace-format\nmsgctxt "a.b"\nmsgid "{{x}}\\n"\nmsgstr "\\"{{x}}\\""\n'
    )
    assert parsed(content) == [
        Entry("a.b", "{x}\n", '"{x}"', ("a comment",), frozenset({"fuzzy", "python-brace-format"}))
    ]
    assert not parsed(content)[0].is_translated


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "x"\nmsgstr "y"\n',
        'msgctxt "a.b"\nmsgid "x"\nmsgstr "y"\n\nmsgctxt "a.b"\nmsgid "z"\nmsgstr "y"\n',
        'msgctxt "a.b"\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\nmsgstr[1] "y"\n',
    ],
    ids=["no key", "two texts", "plural"],
)
def test_an_entry_without_a_key_of_its_own_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=re.compile(r"x|a\.b")):
        parsed(HEAD + entry)
