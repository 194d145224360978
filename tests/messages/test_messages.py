from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as some
from message_keys import is_made, made_keys, words, written_keys

from registry import messages
from registry.messages import LANGUAGES, Language, has_text, language_of, read_simply, table, text
from registry.messages.catalogue import FOLDER, parsed

FILES = sorted(FOLDER.glob("*.po"))
ENTRY = 'msgctxt "area.s.a"\nmsgid "x"\nmsgstr "y"\n'


def with_head(entries: str) -> str:
    return f'msgid ""\nmsgstr ""\n"Language: sw\\n"\n\n{entries}'


def as_rows(content: str) -> list[tuple[str, str, str]]:
    return [(one.key, one.english, one.swahili if one.is_translated else "") for one in parsed(content)]


@pytest.fixture
def area(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(messages, "_FOLDER", tmp_path)
    for kept in (messages._area, messages._areas, messages.table):
        kept.cache_clear()
    yield tmp_path / "area.po"
    for kept in (messages._area, messages._areas, messages.table):
        kept.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something(language: Language) -> None:
    assert len(table(language)) > 1000
    assert all(template.strip() for template in table(language).values())


def test_a_placeholder_is_filled_and_what_fills_it_is_left_alone() -> None:
    sentence = text("errors.not-found.detail", "en", kind="{name}", name="{0.__class__}%s")
    assert "{name}" in sentence
    assert "{0.__class__}%s" in sentence


def test_an_unknown_key_is_a_mistake() -> None:
    assert not has_text("errors.nothing.title")
    assert not has_text("../errors.not-found.title")
    assert has_text("errors.not-found.title")
    with pytest.raises(KeyError):
        text("errors.nothing.title", "en")


@pytest.mark.parametrize(("name", "language"), [("en", "en"), ("sw", "sw"), ("fr", "sw"), (None, "sw"), ("", "sw")])
def test_swahili_stands_in_for_what_is_not_spoken_here(name: str | None, language: str) -> None:
    assert language_of(name) == language


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_is_read_without_loading_gettext_and_as_gettext_reads_it(file: Path) -> None:
    content = file.read_text("utf-8")
    assert read_simply(content) == as_rows(content)


@given(
    some.dictionaries(
        some.from_regex(r"area\.[a-z]{1,4}\.[a-z]{1,4}", fullmatch=True), some.tuples(*[some.text()] * 2)
    ),
    some.integers(0, 90),
)
def test_what_the_fast_reading_reads_it_reads_as_gettext_does(rows: Mapping[str, tuple[str, str]], width: int) -> None:
    catalog = Catalog(locale="sw")
    for key, (english, swahili) in rows.items():
        catalog.add(english or "-", swahili, context=key)
    written = BytesIO()
    write_po(written, catalog, width=width)
    content = written.getvalue().decode("utf-8")
    simple = read_simply(content)
    assert simple is None or simple == as_rows(content)


def test_lines_that_an_editor_has_wrapped_are_still_read_fast() -> None:
    wrapped = with_head('msgctxt "area.s.a"\nmsgid ""\n"one "\n"two"\nmsgstr ""\n"moja "\n"mbili"\n')
    assert read_simply(wrapped) == [("area.s.a", "one two", "moja mbili")] == as_rows(wrapped)


@pytest.mark.parametrize(
    "entry",
    [
        'msgctxt "area.s.a"\nmsgid "a \\"b\\""\nmsgstr "y"\n',
        'msgctxt "area.s.a"\nmsgid "x"\nmsgstr "a\\nb"\n',
        f"#, fuzzy\n{ENTRY}",
        'msgid "x"\nmsgstr "y"\n',
        f'{ENTRY}\n#~ msgctxt "area.s.b"\n#~ msgid "x"\n#~ msgstr "y"\n',
        'msgctxt "area.s.a"\nmsgid "x"\nmsgid_plural "xs"\nmsgstr[0] "y"\nmsgstr[1] "y"\n',
    ],
    ids=["quotes", "newline", "fuzzy", "no key", "obsolete", "plural"],
)
def test_what_is_more_than_plain_texts_is_left_to_gettext(entry: str) -> None:
    assert read_simply(with_head(ENTRY)) == [("area.s.a", "x", "y")]
    assert read_simply(with_head(entry)) is None


@pytest.mark.parametrize(
    ("entry", "swahili"),
    [
        (ENTRY, "y"),
        ('msgctxt "area.s.a"\nmsgid "x"\nmsgstr "\\"y\\"\\n"\n', '"y"\n'),
        ('msgctxt "area.s.a"\nmsgid "x"\nmsgstr ""\n', "x"),
        (f"#, fuzzy\n{ENTRY}", "x"),
    ],
    ids=["plain", "escaped", "missing", "doubted"],
)
def test_english_stands_in_where_there_is_no_translation_or_a_doubted_one(area: Path, entry: str, swahili: str) -> None:
    area.write_text(with_head(entry), "utf-8")
    assert text("area.s.a", "sw") == swahili
    assert text("area.s.a", "en") == "x"


@pytest.mark.parametrize("mark", ["", "#, fuzzy\n"], ids=["fast", "by gettext"])
def test_a_key_that_is_written_twice_is_a_mistake(area: Path, mark: str) -> None:
    again = ENTRY.replace('"x"', '"z"')
    area.write_text(with_head(f"{mark}{ENTRY}\n{again}"), "utf-8")
    with pytest.raises(ValueError, match=r"area\.s\.a"):
        table("sw")


def test_every_key_that_is_written_in_code_or_templates_has_a_text() -> None:
    written, known = written_keys(), table("en")
    assert len(written) > 400
    # The beginning of several keys ends with a hyphen.
    begins = {one[: end + 1] for one in known for end in range(len(one)) if one[end] == "-"}
    assert written - known.keys() - begins == set()


def test_every_text_is_used() -> None:
    written, made, known = written_keys(), made_keys(), words()
    rest = [key for key in table("en") if key not in written]
    assert [key for key in rest if not any(is_made(key, pattern, known) for pattern in made)] == []


def test_a_text_that_nothing_asks_for_is_noticed() -> None:
    made, known = made_keys(), words()
    for key in ("states.sector.nowhere", "rules.no-such-rule.title", "command.option.no-such-option", "pages.x.y"):
        assert not any(is_made(key, pattern, known) for pattern in made), key


def test_the_entries_of_a_section_stand_together() -> None:
    for file in FILES:
        sections = [one.key.rpartition(".")[0] for one in parsed(file.read_text("utf-8"))]
        changes = sum(before != after for before, after in pairwise(sections))
        assert changes + 1 == len(set(sections)), file.stem
