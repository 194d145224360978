import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.usecases.pages import page_of


@pytest.mark.parametrize(
    ("rows", "items", "following"), [("", "", None), ("a", "a", None), ("ab", "ab", None), ("abc", "ab", "b")]
)
def test_a_page_says_where_the_next_begins(rows: str, items: str, following: str | None) -> None:
    page = page_of(list(rows), 2, 9, str)
    assert (list(page.items), page.limit, page.total, page.next_after) == (list(items), 2, 9, following)


@given(st.sets(st.text(min_size=1)), st.integers(1, 5))
def test_following_the_pages_goes_through_everything_once(words: set[str], limit: int) -> None:
    every, seen, after = sorted(words), list[str](), ""
    while True:
        page = page_of([word for word in every if word > after][: limit + 1], limit, len(every), str)
        seen += page.items
        if page.next_after is None:
            break
        after = page.next_after
    assert seen == every
