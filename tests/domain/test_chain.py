from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from registry.domain import chain
from registry.domain.chain import GENESIS, Break, Chain, Checkpoint

ENTRY: dict[str, Any] = {
    "at": datetime(2026, 11, 23, 12, 0, 0, 123456, UTC),
    "actor_kind": "user",
    "actor": "amina",
    "institution": None,
    "event": "thing:do",
    "subject_kind": "thing",
    "subject": "jina la Kiswahili 😀",
    "outcome": "allowed",
    "reason": "because",
    "details": {"b": [1, 2.5, None, True], "a": {"é": "x"}},
    "request_id": None,
}


def trail(count: int = 4) -> Iterator[dict[str, Any]]:
    previous = GENESIS
    for seq in range(1, count + 1):
        chained = {**ENTRY, "seq": seq, "previous_hash": previous}
        previous = chain.hash_of(chained)
        yield {**chained, "hash": previous}


def walked(entries: list[dict[str, Any]], **more: Any) -> Chain:
    walk = Chain(**more)
    if all(walk.take(entry) for entry in entries):
        walk.close()
    return walk


def test_the_order_of_the_fields_makes_no_other_hash_and_any_value_does() -> None:
    turned = dict(reversed(ENTRY.items()))
    assert chain.hash_of(turned) == chain.hash_of(ENTRY)
    for name in ENTRY:
        assert chain.hash_of({**ENTRY, name: "other"}) != chain.hash_of(ENTRY)
    later = ENTRY["at"] + timedelta(microseconds=1)
    assert chain.hash_of({**ENTRY, "at": later}) != chain.hash_of(ENTRY)


def test_a_whole_trail_holds_and_tells_its_end() -> None:
    entries = list(trail())
    walk = walked(entries)
    assert (walk.held, walk.seq, walk.hash, walk.broken) == (4, 4, entries[-1]["hash"], None)
    assert walk.first == walk.last == ENTRY["at"].isoformat()


@pytest.mark.parametrize(
    ("change", "broken", "how"),
    [
        ({"subject": "other"}, 3, Break.CONTENT),
        ({"hash": "1" * 64}, 3, Break.CONTENT),
        ({"previous_hash": "1" * 64}, 3, Break.LINK),
        ({"seq": 7}, 7, Break.NUMBER),
    ],
)
def test_a_changed_entry_breaks_it_and_is_told_how(change: dict[str, Any], broken: int, how: Break) -> None:
    entries = list(trail())
    entries[2] |= change
    walk = walked(entries)
    assert (walk.broken, walk.how, walk.held) == (broken, how, 2)


def test_a_part_of_a_trail_holds_by_itself_but_its_first_entry_cannot_be_another() -> None:
    entries = list(trail())
    assert walked(entries[2:]).broken is None
    forged = {**entries[0], "previous_hash": "1" * 64}
    forged["hash"] = chain.hash_of({name: forged[name] for name in chain.FIELDS})
    assert walked([forged]).how is Break.LINK


def test_a_trail_that_was_written_anew_or_cut_does_not_meet_its_checkpoint() -> None:
    entries = list(trail())
    end = Checkpoint(4, entries[-1]["hash"], "2026-11-23")
    assert walked(entries, checkpoint=end).broken is None
    cut = walked(entries[:3], checkpoint=end)
    assert (cut.broken, cut.how) == (4, Break.CUT)
    anew = walked(entries, checkpoint=Checkpoint(2, "1" * 64, "2026-11-23"))
    assert (anew.broken, anew.how) == (2, Break.CHECKPOINT)
