import pytest
from litestar import Litestar
from litestar.testing import RequestFactory

from registry.domain.errors import ConditionMissing, Outdated
from registry.http.conditions import etag_of, seen_or_nothing, seen_revision
from registry.usecases.revisions import NOTHING

FACTORY = RequestFactory(Litestar(logging_config=None))


def seen(header: str | None) -> int:
    return seen_revision(FACTORY.patch(headers={} if header is None else {"If-Match": header}))


def test_the_tag_names_the_revision_and_what_is_shown() -> None:
    assert etag_of(3, b"a") == etag_of(3, b"a")
    assert len({etag_of(3, b"a"), etag_of(3, b"b"), etag_of(4, b"a")}) == 3
    assert seen(etag_of(3, b"a")) == 3


def test_a_proxy_may_have_packed_the_answer_or_made_its_tag_weak() -> None:
    assert seen('W/"12-abc"') == 12
    assert seen(' "12-abc-gzip" ') == 12


def test_a_change_says_what_was_seen() -> None:
    with pytest.raises(ConditionMissing):
        seen(None)


@pytest.mark.parametrize("header", ["*", '*, W/"x", ,"", garbage', '"abc"', "12-abc", '"12"', '"-1-abc"', '"١-abc"'])
def test_a_tag_that_was_not_given_out_is_out_of_date(header: str) -> None:
    with pytest.raises(Outdated):
        seen(header.encode().decode("latin-1"))


def test_whoever_puts_may_have_seen_nothing() -> None:
    assert seen_or_nothing(FACTORY.put()) == NOTHING
    assert seen_or_nothing(FACTORY.put(headers={"If-Match": etag_of(3, b"a")})) == 3
    with pytest.raises(Outdated):
        seen_or_nothing(FACTORY.put(headers={"If-Match": "*"}))
