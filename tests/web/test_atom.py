from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from registry.web.atom import Entry, Feed, written

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<b>&\"']]> \x00\x0b\ud800\uffff\U0001f600"


def _feed(*entries: Entry) -> ET.Element:
    feed = Feed("tag:x,2026:a", HOSTILE, "sw", "https://x/feed?a=1&b=2", "https://x/", entries)
    return ET.fromstring(written(feed))  # noqa: S314 it was written here


def test_a_feed_has_what_every_feed_must_and_its_latest_entry_first() -> None:
    times = [datetime(2026, 1, day, 12, 30, 1, 999, tzinfo=UTC) for day in (1, 3, 2)]
    entries = [Entry(f"tag:x,2026:{one.day}", "t", "s", "https://x/1", one) for one in times]
    tree = _feed(*entries)
    assert [one.findtext(f"{ATOM}id") for one in tree.iter(f"{ATOM}entry")] == [f"tag:x,2026:{n}" for n in (3, 2, 1)]
    assert tree.findtext(f"{ATOM}updated") == "2026-01-03T12:30:01Z"
    for element in (tree, *tree.iter(f"{ATOM}entry")):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert {one.get("rel"): one.get("href") for one in tree.findall(f"{ATOM}link")} == {
        "self": "https://x/feed?a=1&b=2",
        "alternate": "https://x/",
    }
    assert tree.find(f"{ATOM}author") is not None


def test_an_empty_feed_is_one_too_and_nothing_ends_it_early() -> None:
    tree = _feed()
    assert tree.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert tree.findtext(f"{ATOM}title") == "<b>&\"']]> \ufffd\ufffd\ufffd\ufffd\U0001f600"
