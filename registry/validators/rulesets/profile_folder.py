"""Read a profile that lies in a folder: what `profile.yaml` says, and where the ruleset beside it is."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from registry.frugal.values import field, value
from registry.validators.rulesets.refusal import Problem, RulesetRefused
from registry.validators.rulesets.shape import mistakes, shown
from registry.validators.rulesets.shelf import BYTES
from registry.validators.rulesets.written import Complaints, Written
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

SAYS: Final = "profile.yaml"
RULESET: Final = "ruleset.yaml"


@value
class ProfileFolder:
    """A profile in a folder: its name, what is said of it, and the path of its ruleset."""

    ruleset: Path
    key: str
    version: str
    title: Mapping[str, str] = field(default_factory=dict)
    binding_on: date | None = None
    grace_days: int = 0
    is_default: bool = False
    is_active: bool = False
    """Whether it is meant to be taken into use as soon as it is loaded."""

    @property
    def reference(self) -> str:
        """Return the key with the version, as reports carry it."""
        return f"{self.key}@{self.version}"


def read_folder(folder: Path) -> ProfileFolder:
    """Return the profile that a folder holds; raise `OSError`, or `RulesetRefused` with the lines that are wrong."""
    path = folder / SAYS
    with path.open("rb") as file:
        content = file.read(BYTES + 1)
    try:
        written = Written(str(path), str(folder), read(content))
    except Unreadable as problem:
        code, place = f"unreadable.{problem.code}", (problem.pointer, problem.line, problem.column)
        raise RulesetRefused((Problem(code, str(path), *place, values=problem.values),)) from None
    said, complaints = written.source.data, Complaints()
    for keys, code, values in mistakes(_schema(), said):
        complaints.add(written, keys, code, **values)
    binding = None if complaints else _day(written, said.get("binding_on"), complaints)
    if complaints:
        raise RulesetRefused(complaints.problems())
    return ProfileFolder(
        folder / RULESET,
        said["key"],
        said["version"],
        said.get("title", {}),
        binding,
        said.get("grace_days", 0),
        said.get("default", False),
        said.get("state") == "active",
    )


def _day(written: Written, words: str | None, complaints: Complaints) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        complaints.add(written, ("binding_on",), "day", found=shown(words))
        return None


@cache
def _schema() -> dict[str, Any]:
    shipped: dict[str, Any] = json.loads(Path(__file__).with_name("profile.schema.json").read_bytes())
    return shipped
