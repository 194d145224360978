from pathlib import Path

import pytest

from registry.cli.docs import FOLDER
from registry.cli.translation_review import NAME, is_stale, page
from registry.messages import table
from registry.messages.terms import own_terms


@pytest.fixture(scope="module")
def made() -> str:
    return page()


def test_the_page_that_is_kept_is_what_the_catalogue_says(made: str) -> None:
    assert (FOLDER.parent / NAME).read_text("utf-8") == made


def test_every_term_has_its_row_with_how_many_texts_use_it(made: str) -> None:
    for term in own_terms():
        count = sum(term.stands_in(swahili) for swahili in table("sw").values())
        row = next(line for line in made.splitlines() if line.startswith(f"| {term.name} | `{term.words[0]}`"))
        assert row.endswith(f"| {count or 'not used yet'} |")


def test_every_use_is_listed_by_its_key_in_both_languages(made: str) -> None:
    section = made.partition("\n## reviewer: mhakiki\n")[2].partition("\n## ")[0]
    key = "states.role.reviewer"
    assert f"- `{key}`: {table('en')[key]} — *{table('sw')[key]}*" in section.splitlines()


def test_a_page_is_stale_where_it_is_missing_or_different(tmp_path: Path, made: str) -> None:
    assert is_stale(tmp_path)
    (tmp_path / NAME).write_text(made, "utf-8")
    assert not is_stale(tmp_path)
    (tmp_path / NAME).write_text(f"{made}more\n", "utf-8")
    assert is_stale(tmp_path)
