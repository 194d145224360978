"""Turn the cells of a row into what the use cases take, and the places of their errors back into columns."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Any, Final

from registry.domain.entries import Channel, ChannelMode, HostingKind, InstitutionKind, Sector, SystemState
from registry.domain.errors import FieldsInvalid, RegistryError
from registry.domain.imports import Row, RowKind
from registry.domain.names import is_key
from registry.messages import LANGUAGES, has_text, text

Cells = Mapping[str, str]
_AREAS: Final[Mapping[type[StrEnum], str]] = {
    Sector: "sector",
    SystemState: "state",
    HostingKind: "hosting",
    Channel: "channel",
    ChannelMode: "mode",
    InstitutionKind: "institution-kind",
}
_PLAIN: Final = {"key": "key", "gisp_reference": "gisp_reference", "website": "website"}
_WORDED: Final[Mapping[str, type[StrEnum]]] = {"sector": Sector, "status": SystemState, "kind": InstitutionKind}
_PARTS: Final = {"status": "state"}
"""The parts of an entry that are called otherwise than their columns."""
_LONGEST_KEY: Final = 64


def tree_of(row: Row) -> dict[str, Any]:
    """Return what a row says, in the shape in which an entry is sent, but for its owner and its parent."""
    if row.tree is not None:
        return dict(row.tree)
    cells = row.cells
    tree: dict[str, Any] = {part: cells[name] for name, part in _PLAIN.items() if name in cells}
    tree |= {_PARTS.get(name, name): word_of(kind, cells[name]) for name, kind in _WORDED.items() if name in cells}
    parts = _institution_parts(cells) if row.kind is RowKind.INSTITUTION else _system_parts(cells)
    return tree | {name: value for name, value in parts if value}


def word_of(kind: type[StrEnum], said: str) -> str:
    """Return the word of a closed set that somebody means by it, or by what people call it in either language."""
    return _words(kind).get(" ".join(said.casefold().split()), said)


@cache
def _words(kind: type[StrEnum]) -> Mapping[str, str]:
    labels = ((f"states.{_AREAS[kind]}.{word.value}", word.value) for word in kind)
    said = {text(label, one).casefold(): word for label, word in labels if has_text(label) for one in LANGUAGES}
    return said | {word.value: word.value for word in kind}


def _institution_parts(cells: Cells) -> Iterator[tuple[str, Any]]:
    acronym = {"acronym": cells["acronym"]} if "acronym" in cells else {}
    named = [one for one in LANGUAGES if f"name_{one}" in cells]
    yield "names", [{"language": one, "text": cells[f"name_{one}"], **acronym} for one in named]


def _system_parts(cells: Cells) -> Iterator[tuple[str, Any]]:
    named = [("name", one, f"name_{one}") for one in LANGUAGES] + [("acronym", None, "acronym")]
    yield (
        "names",
        [{"kind": kind, "language": one, "text": cells[name]} for kind, one, name in named if name in cells],
    )
    yield "purpose", {one: cells[f"purpose_{one}"] for one in LANGUAGES if f"purpose_{one}" in cells}
    yield "contacts", [contact for kind in ("business", "technical") if (contact := _contact(cells, kind))]
    basis = {"title": "legal_basis", "reference": "legal_basis_reference", "section": "legal_basis_section"}
    given = {part: cells[name] for part, name in basis.items() if name in cells}
    yield "legal_basis", [given] if given else []
    hosting = {"kind": word_of(HostingKind, cells["hosting"])} if "hosting" in cells else {}
    yield "hosting", hosting | ({"place": cells["hosting_place"]} if "hosting_place" in cells else {})
    yield "channels", [_channel(one) for one in cells.get("channels", "").split(";") if one.strip()]


def _contact(cells: Cells, kind: str) -> dict[str, str]:
    parts = {part: cells.get(f"{kind}_contact_{part}") for part in ("name", "email", "phone")}
    given = {part: value for part, value in parts.items() if value}
    return {"kind": kind, **given} if given else {}


def _channel(said: str) -> dict[str, str]:
    """Return a channel that is written as `govesb:push` or as `govesb:push:CODE`."""
    channel, _, rest = said.partition(":")
    mode, _, code = rest.partition(":")
    found = {"channel": word_of(Channel, channel.strip()), "mode": word_of(ChannelMode, mode.strip())}
    return {**found, **({"code": code.strip()} if code.strip() else {})}


def key_from(cells: Cells) -> str:
    """Return the key that the acronym makes, or a name where there is none; empty where nothing makes one."""
    for name in ("acronym", "name_en", "name_sw"):
        plain = unicodedata.normalize("NFKD", cells.get(name, "")).encode("ascii", "ignore").decode().lower()
        key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_KEY].strip("-")
        if is_key(key):
            return key
    return ""


def in_columns(error: RegistryError, row: Row) -> RegistryError:
    """Return an error whose places are the columns of the file."""
    if not isinstance(error, FieldsInvalid) or row.tree is not None:
        return error
    return FieldsInvalid(tuple(replace(one, pointer=f"/{_column(one.pointer, row)}") for one in error.errors))


def _column(pointer: str, row: Row) -> str:
    part, *below = pointer.removeprefix("/").split("/")
    last = below[-1] if below else ""
    if part == "contacts" and below:
        kinds = [kind for kind in ("business", "technical") if _contact(row.cells, kind)]
        kind = kinds[int(below[0])] if below[0].isdigit() and int(below[0]) < len(kinds) else "technical"
        return f"{kind}_contact_{last}"
    if part == "names" and below:
        named = [name for name in ("name_sw", "name_en", "acronym") if name in row.cells]
        is_acronym = last == "acronym" or not below[0].isdigit() or int(below[0]) >= len(named)
        return "acronym" if is_acronym else named[int(below[0])]
    return _joined(part, last)


def _joined(part: str, last: str) -> str:
    fixed = {"names": "name_sw", "contacts": "technical_contact_email", "state": "status", "institution": "owner"}
    if part in {"purpose", "hosting", "legal_basis"} and last in {"sw", "en", "place", "reference", "section"}:
        return f"{part}_{last}"
    return {**fixed, "purpose": "purpose_sw", "parents": "parent"}.get(part, part)
