"""The names of fields that people labelled with what they mean, and how well the matcher agrees."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from registry.validators.concepts.concept import concept_of, entries_of
from registry.validators.concepts.dictionary import Dictionary
from registry.validators.concepts.fields import Field
from registry.validators.concepts.matching import match_of
from registry.validators.source import read

CONCEPTS = Path(__file__).parents[1] / "catalog_seed" / "concepts"
_LABELS = Path(__file__).parent / "validators" / "concepts" / "labelled.jsonl"
LEAST = 0.8


ENTRIES = entries_of(concept_of(read(file.read_bytes()).data) for file in CONCEPTS.glob("*.yaml"))


@cache
def dictionary() -> Dictionary:
    return Dictionary(ENTRIES)


def labels() -> Iterator[dict[str, Any]]:
    for line in _LABELS.read_text("utf-8").splitlines():
        yield json.loads(line)


def is_held_out(label: dict[str, Any]) -> bool:
    """Whether nobody looked at a label while the matcher was being made."""
    name = json.dumps([label["name"], label["in"], label["from"]])
    return bool(hashlib.sha256(name.encode()).digest()[0] % 2)


def field_of(label: dict[str, Any]) -> Field:
    schema: dict[str, Any] = {member: label[member] for member in ("type", "format", "description") if member in label}
    if "parts" in label:
        schema["properties"] = {name: {} for name in label["parts"]}
    siblings = (label["name"], *label.get("with", ()))
    path = ("properties", label["name"])
    return Field(label["name"], tuple(label["in"]), siblings, path, schema, (schema,))


@dataclass
class Score:
    """How often the matcher is right."""

    right: int = 0
    found: int = 0
    meant: int = 0
    mistakes: list[str] = field(default_factory=list)
    by_concept: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.meant


def score_of(chosen: Iterable[dict[str, Any]]) -> Score:
    score = Score()
    for label in chosen:
        match = match_of(field_of(label), dictionary())
        found = match.entry.key if match and match.confidence >= LEAST else None
        score.meant += label["is"] is not None
        score.found += found is not None
        score.right += found is not None and found == label["is"]
        kind = "right" if found == label["is"] else "missed" if found is None else "wrong"
        score.by_concept[label["is"] or "none", kind] += 1
        if found != label["is"]:
            score.mistakes.append(
                f"{'/'.join(label['in'])}/{label['name']}: {found} is not {label['is']} ({match and match.confidence})"
            )
    return score
