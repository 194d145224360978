"""The chain of the audit trail: each entry holds the hash of the one before, so that no change goes unseen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
FIELDS = (
    "seq",
    "at",
    "actor_kind",
    "actor",
    "institution",
    "event",
    "subject_kind",
    "subject",
    "outcome",
    "reason",
    "details",
    "request_id",
    "previous_hash",
)
"""What the hash of an entry covers."""


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """Which audit entries are asked for."""

    actor: str | None = None
    institution: str | None = None
    event: str | None = None
    subject: str | None = None
    outcome: str | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = AuditFilters()


class Break(StrEnum):
    """How an entry does not follow from the one before."""

    NUMBER = "number"
    LINK = "link"
    CONTENT = "content"
    CHECKPOINT = "checkpoint"
    CUT = "cut"


def hash_of(entry: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an audit entry and the hash before it, over JSON with sorted keys."""
    plain = {name: _plain(value) for name, value in entry.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the end of the trail was at some time, kept where nobody who can change the trail can change it."""

    seq: int
    hash: str
    at: str


@dataclass(slots=True)
class Chain:
    """The state of a walk along the trail: what held so far, and where it broke."""

    checkpoint: Checkpoint | None = None
    held: int = 0
    first: str | None = None
    last: str | None = None
    seq: int | None = None
    hash: str | None = None
    broken: int | None = None
    how: Break | None = None
    met: bool = False

    def take(self, entry: Mapping[str, Any]) -> bool:
        """Take the next entry; say whether it follows from the one before."""
        how = self._break_at(entry)
        if how is not None:
            self.broken, self.how = int(entry["seq"]), how
            return False
        at = str(_plain(entry["at"]))
        self.held, self.first, self.last = self.held + 1, self.first or at, at
        self.seq, self.hash = entry["seq"], entry["hash"]
        return True

    def close(self) -> None:
        """Say that the trail ends here: one that ends before the checkpoint was cut."""
        if self.broken is None and self.checkpoint is not None and not self.met:
            self.broken, self.how = (self.seq or 0) + 1, Break.CUT

    def _break_at(self, entry: Mapping[str, Any]) -> Break | None:
        # A walk that begins in the middle takes the first link on trust; the first entry of all follows from nothing.
        expected = GENESIS if entry["seq"] == 1 else self.hash
        if entry["seq"] < 1 or (self.seq is not None and entry["seq"] != self.seq + 1):
            return Break.NUMBER
        if expected is not None and entry["previous_hash"] != expected:
            return Break.LINK
        if hash_of({name: entry[name] for name in FIELDS}) != entry["hash"]:
            return Break.CONTENT
        if self.checkpoint is None or entry["seq"] != self.checkpoint.seq:
            return None
        self.met = True
        return None if entry["hash"] == self.checkpoint.hash else Break.CHECKPOINT
