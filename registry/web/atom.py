"""Feeds as Atom has them (RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

TYPE: Final = "application/atom+xml"
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed was last changed that has nothing in it."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even escaped."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a feed."""

    id: str
    title: str
    summary: str
    link: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is of, its own address, the page that shows the same, and its entries."""

    id: str
    title: str
    language: str
    link_self: str
    link_page: str
    entries: Sequence[Entry]


def written(feed: Feed) -> bytes:
    """Return a feed as XML, the latest of its entries first."""
    entries = sorted(feed.entries, key=lambda one: one.updated, reverse=True)
    updated = entries[0].updated if entries else NEVER
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(feed.language)}>',
        f"<id>{_text(feed.id)}</id><title>{_text(feed.title)}</title><updated>{_moment(updated)}</updated>",
        "<author><name>Somana</name></author>",
        f'<link rel="self" type="{TYPE}" href={_attribute(feed.link_self)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(feed.link_page)}/>',
        *map(_entry, entries),
        "</feed>\n",
    ]
    return "\n".join(lines).encode()


def _entry(entry: Entry) -> str:
    return (
        f"<entry><id>{_text(entry.id)}</id><title>{_text(entry.title)}</title>"
        f"<updated>{_moment(entry.updated)}</updated><summary>{_text(entry.summary)}</summary>"
        f'<link rel="alternate" type="text/html" href={_attribute(entry.link)}/></entry>'
    )


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words))


def _attribute(words: str) -> str:
    return quoteattr(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words))
