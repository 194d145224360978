"""Put what a file says of an entry beside what the registry has, without overwriting what people wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Tree = Mapping[str, Any]

_LISTED: Final[Mapping[str, tuple[str, ...]]] = {"names": ("kind", "language"), "contacts": ("kind",)}
"""The lists whose members are told apart, and by what."""
_JOINED: Final = frozenset({"purpose", "hosting"})
"""The parts that are objects, whose members are filled one by one."""


@dataclass(slots=True)
class Merger:
    """What is to be changed, which fields that fills or replaces, and in which the registry keeps what it has."""

    overwrite: bool
    changes: dict[str, Any] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def put(self, name: str, stored: Any, given: Any) -> Any:
        """Return what a field holds from now on, and note what that means for it."""
        if given in (None, "", [], {}) or stored == given:
            return stored
        if stored not in (None, "", [], {}) and not self.overwrite:
            self.kept.append(name)
            return stored
        self.fields.append(name)
        return given

    def join(self, name: str, stored: Tree, given: Tree | None) -> dict[str, Any]:
        """Return an object with the members that both have."""
        return {
            **stored,
            **{key: self.put(f"{name}/{key}", stored.get(key), value) for key, value in (given or {}).items()},
        }


def merged(stored: Tree, given: Tree, *, overwrite: bool) -> Merger:
    """Return what a change of the stored entry has to say so that it holds what was given."""
    merger = Merger(overwrite)
    for part, value in given.items():
        before, told = stored.get(part), len(merger.fields)
        after = _merged_part(merger, part, before, value)
        if len(merger.fields) > told:
            merger.changes[part] = after
    return merger


def _merged_part(merger: Merger, part: str, stored: Any, given: Any) -> Any:
    if part in _LISTED:
        return _merged_list(merger, part, stored or [], given)
    if part in _JOINED:
        return merger.join(part, stored or {}, given)
    return merger.put(part, stored, given)


def _merged_list(merger: Merger, part: str, stored: list[Tree], given: list[Tree]) -> list[Tree]:
    rows = list(stored)
    for member in given:
        identity = [member.get(name) for name in _LISTED[part]]
        name = "/".join([part, *(str(word) for word in identity if word)])
        place = next(
            (at for at, row in enumerate(rows) if [row.get(word) for word in _LISTED[part]] == identity), len(rows)
        )
        if place == len(rows):
            rows.append(member)
            merger.fields.append(name)
        else:
            rows[place] = merger.join(name, rows[place], member)
    return rows
