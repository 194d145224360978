"""The least that a database does for a query: the twenty best that match, without facets, rights or reasons."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any

import psycopg

from registry.domain.index_words import groups_of
from registry.domain.questions import query_of

_SQLITE = (
    "SELECT e.* FROM (SELECT rowid AS id FROM search_words WHERE search_words MATCH ? ORDER BY rowid LIMIT 20) AS w "
    "JOIN search_entry AS e USING (id)"
)
_POSTGRESQL = (
    "SELECT e.* FROM (SELECT id FROM search_words WHERE words @@ CAST(%s AS tsquery) ORDER BY id LIMIT 20) AS w "
    "JOIN search_entry AS e USING (id)"
)
Ask = Callable[[str], Any]


def raw_times(url: str, queries: Sequence[str]) -> Sequence[float]:
    """Return how many milliseconds the database takes for each query that has words."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return _taken(queries, " OR ", " AND ", '"', lambda asked: connection.execute(_SQLITE, (asked,)).fetchall())
        finally:
            connection.close()
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("SET jit = off")
        return _taken(queries, " | ", " & ", "", lambda asked: server.execute(_POSTGRESQL, (asked,)).fetchall())


def _taken(queries: Sequence[str], any_of: str, all_of: str, quote: str, ask: Ask) -> Sequence[float]:
    taken = []
    for query in queries:
        groups = groups_of(query_of(query), "b", {})
        if not groups:
            continue
        asked = all_of.join(f"({any_of.join(f'{quote}{word}{quote}' for word in group)})" for group in groups)
        began = time.perf_counter()
        ask(asked)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
