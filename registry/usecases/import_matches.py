"""Find the entry that a row of an imported file means, or make the key of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from registry.db.queries import imports as queries
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.imports import Row
from registry.domain.names import is_registry_number
from registry.usecases.import_trees import key_from
from registry.usecases.work import Work

_TRIES = 50
_LONGEST_KEY = 64


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
    if words in seen.owners:
        return seen.owners[words]
    found = await queries.institution_keys(work.session, words, _serial(words, "INS", column, optional=True))
    if len(found) != 1:
        raise _wrong(column, "several-match" if found else "no-such-institution", words[:60])
    return seen.owners.setdefault(words, found[0])


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


async def system_of(work: Work, row: Row, owner: str) -> str | None:
    """Return the key of the system of this owner that a row means, none where it is a new one.

    The key comes first, then the registry number, the reference of GISP, the acronym, and the name within the owner.
    """
    if "key" in row.cells:
        return await _held(work, row.cells["key"], owner, "key")
    if "registry_number" in row.cells:
        words = row.cells["registry_number"]
        serial = _serial(words, "SYS", "registry_number") or 0
        numbered = [key for key in [await queries.system_by_serial(work.session, serial)] if key]
        _require_known(numbered, "registry_number", words)
        return await _held(work, numbered[0], owner, "registry_number")
    systems = await queries.systems_of(work.session, owner)
    for column in ("gisp_reference", "acronym"):
        said = row.cells.get(column)
        found = [one.key for one in systems if said in _said(one, column)]
        if said and found:
            return _only(found, column, said)
    named = {row.cells[name] for name in ("name_sw", "name_en") if name in row.cells}
    acronym = row.cells.get("acronym")
    same = [one.key for one in systems if named & _said(one, "name") and not (acronym and _said(one, "acronym"))]
    return _only(same, "name_sw", ", ".join(sorted(named))[:60])


async def new_key(work: Work, row: Row, owner: str) -> str:
    """Return the key of a new system: that of the row, or one that its acronym or its name makes and nobody has."""
    if "key" in row.cells:
        return row.cells["key"]
    plain = key_from(row.cells)
    if not plain:
        raise _wrong("key", "required", "")
    longer = f"{plain[: _LONGEST_KEY - len(owner) - 4].strip('-')}-{owner}"[: _LONGEST_KEY - 3].strip("-")
    tried = [plain, longer, *(f"{longer}-{number}" for number in range(2, _TRIES))]
    taken = set(await queries.system_keys(work.session, tried))
    return next((key for key in tried if key not in taken), plain)


async def _held(work: Work, key: str, owner: str, column: str) -> str | None:
    """Return a key where a system of this owner has it, none where nobody has; raise where it is another's."""
    if key in {one.key for one in await queries.systems_of(work.session, owner)}:
        return key
    if await queries.system_keys(work.session, [key]):
        raise _wrong(column, "of-another-owner", key[:60])
    return None


def _said(system: object, column: str) -> set[str]:
    if column == "gisp_reference":
        return {str(getattr(system, column))} if getattr(system, column) else set()
    return {name["text"] for name in getattr(system, "names", ()) if name["kind"] == column}


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
