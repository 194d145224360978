"""Find the entry that a row of an imported file means, or make the key of a new one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from registry.db.queries import imports as queries
from registry.domain.errors import FieldError, FieldsInvalid, RegistryError
from registry.domain.imports import Row
from registry.domain.names import is_registry_number
from registry.usecases.import_trees import key_from
from registry.usecases.work import Work

_TRIES = 50
_LONGEST_KEY = 64


class Known(Protocol):
    """What is asked of a system to know whether a row means it."""

    @property
    def key(self) -> str: ...  # noqa: D102 each is what its name says
    @property
    def serial(self) -> int: ...  # noqa: D102
    @property
    def gisp_reference(self) -> str | None: ...  # noqa: D102
    @property
    def names(self) -> Sequence[Mapping[str, Any]]: ...  # noqa: D102


@dataclass(slots=True)
class Seen:
    """What one run of an import has met so far: the entries that rows meant, and the owners that words meant."""

    lines: dict[str, int] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    def require_new(self, key: str, line: int) -> None:
        """Raise `FieldsInvalid` where an earlier row of the file means the same entry."""
        earlier = self.lines.setdefault(key, line)
        if earlier != line:
            raise _wrong("key", "row-twice", f"{key} ({earlier})")


async def owner_of(work: Work, words: str, column: str, seen: Seen) -> str:
    """Return the key of the institution that a cell means: by key, by registry number, or by acronym."""
    found = (await owners_of(work, [words], column, seen))[words]
    if isinstance(found, RegistryError):
        raise found
    return found


async def owners_of(work: Work, every: Collection[str], column: str, seen: Seen) -> dict[str, str | FieldsInvalid]:
    """Return for each of some cells the key of the institution that it means, or why it means none."""
    new = {words: _serial(words, "INS", column, optional=True) for words in every if words not in seen.owners}
    found = await queries.institutions_meant(work.session, new) if new else {}
    wrong: dict[str, str | FieldsInvalid] = {}
    for words in new:
        keys = found.get(words, [])
        if len(keys) == 1:
            seen.owners[words] = keys[0]
        else:
            wrong[words] = _wrong(column, "several-match" if keys else "no-such-institution", words[:60])
    return {words: wrong.get(words) or seen.owners[words] for words in every}


async def institution_of(work: Work, row: Row) -> str | None:
    """Return the key of the institution that a row means, none where it is a new one."""
    for column in ("key", "registry_number", "acronym"):
        if column not in row.cells:
            continue
        words = row.cells[column]
        serial = _serial(words, "INS", column) if column == "registry_number" else None
        found = await queries.institution_keys(work.session, words, serial)
        if found or column != "acronym":
            _require_known(found, column, words)
            return _only(found, column, words)
    names = [row.cells[name] for name in ("name_sw", "name_en") if name in row.cells]
    return _only(
        sorted(set(await queries.institutions_named(work.session, names))), "name_sw", names[0] if names else ""
    )


@dataclass(slots=True)
class Held:
    """The systems of one owner, by everything that a row may mean them by."""

    serials: dict[int, str] = field(default_factory=dict)
    meant: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    with_acronym: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, systems: Sequence[Known]) -> "Held":
        """Return these systems."""
        held = cls()
        for system in systems:
            held.add(system)
        return held

    def add(self, system: Known) -> None:
        """Count a system in."""
        self.serials[system.serial] = system.key
        said = {("key", system.key), *(("gisp_reference", one) for one in [system.gisp_reference] if one)}
        said |= {(name["kind"], name["text"]) for name in system.names}
        for one in sorted(said):
            self.meant.setdefault(one, []).append(system.key)
        if any(name["kind"] == "acronym" for name in system.names):
            self.with_acronym.add(system.key)

    def keys(self, column: str, words: str) -> list[str]:
        """Return the keys of those that these words in a column mean."""
        return self.meant.get((column, words), [])


async def system_of(work: Work, row: Row, held: Held, taken: Collection[str]) -> str | None:
    """Return the key of the system that a row means among those of its owner, none where it is a new one.

    The key comes first, then the registry number, the reference of GISP, the acronym, and the name within the owner.
    """
    if "key" in row.cells:
        return _held(held, row.cells["key"], "key", exists=row.cells["key"] in taken)
    if "registry_number" in row.cells:
        words = row.cells["registry_number"]
        serial = _serial(words, "SYS", "registry_number") or 0
        key = held.serials.get(serial) or await queries.system_by_serial(work.session, serial)
        if key is None:
            raise _wrong("registry_number", "no-such-number", words[:60])
        return _held(held, key, "registry_number", exists=True)
    for column in ("gisp_reference", "acronym"):
        said = row.cells.get(column, "")
        if said and (found := held.keys(column, said)):
            return _only(found, column, said)
    named = {row.cells[name] for name in ("name_sw", "name_en") if name in row.cells}
    same = {key for name in named for key in held.keys("name", name)}
    # Who has another acronym than the row gives is another system of the same name.
    others = held.with_acronym if "acronym" in row.cells else set()
    return _only(sorted(same - others), "name_sw", ", ".join(sorted(named))[:60])


def keys_tried(row: Row, owner: str) -> list[str]:
    """Return the keys that a new system may get, the best first: that of the row, or what its acronym or name makes."""
    if "key" in row.cells:
        return [row.cells["key"]]
    plain = key_from(row.cells)
    longer = f"{plain[: _LONGEST_KEY - len(owner) - 4].strip('-')}-{owner}"[: _LONGEST_KEY - 3].strip("-")
    return [plain, longer] if plain else []


async def new_key(work: Work, row: Row, owner: str, taken: Collection[str]) -> str:
    """Return the key of a new system, where there is one that nobody has; else the best, which is refused as taken."""
    tried = keys_tried(row, owner)
    if not tried:
        raise _wrong("key", "required", "")
    free = next((key for key in tried if key not in taken), None)
    if free or "key" in row.cells:
        return free or tried[0]
    more = [f"{tried[-1]}-{number}" for number in range(2, _TRIES)]
    there = {*taken, *await queries.system_keys(work.session, more)}
    return next((key for key in more if key not in there), tried[0])


def _held(held: Held, key: str, column: str, *, exists: bool) -> str | None:
    """Return a key where a system of this owner has it, none where nobody has; raise where it is another's."""
    if held.keys("key", key):
        return key
    if exists:
        raise _wrong(column, "of-another-owner", key[:60])
    return None


def _only(found: Sequence[str], column: str, words: str) -> str | None:
    if len(found) > 1:
        raise _wrong(column, "several-match", words[:60])
    return found[0] if found else None


def _require_known(found: Sequence[str], column: str, words: str) -> None:
    """Raise for a number that nobody has, which only the registry gives; a key may be new."""
    if column == "registry_number" and not found:
        raise _wrong(column, "no-such-number", words[:60])


def _serial(words: str, prefix: str, column: str, *, optional: bool = False) -> int | None:
    if words.startswith(f"{prefix}-") and is_registry_number(words):
        return int(words.split("-")[1])
    if optional:
        return None
    raise _wrong(column, "no-such-number", words[:60])


def _wrong(column: str, code: str, limit: str) -> FieldsInvalid:
    return FieldsInvalid((FieldError(f"/{column}", code, {"limit": limit}),))
