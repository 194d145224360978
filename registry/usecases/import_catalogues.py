"""Read a DCAT catalogue in JSON-LD as rows: organisations are institutions, services and data sets are systems.

Contexts are never fetched: members are known by their usual prefixes and by their full addresses.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.imports import ImportRefused, Row, RowKind
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

_PREFIXES: Final = (
    ("http://www.w3.org/ns/dcat#", "dcat:"),
    ("http://purl.org/dc/terms/", "dct:"),
    ("http://xmlns.com/foaf/0.1/", "foaf:"),
    ("http://www.w3.org/ns/org#", "org:"),
    ("http://www.w3.org/2006/vcard/ns#", "vcard:"),
    ("dcterms:", "dct:"),
)
_BODIES: Final = frozenset({"foaf:Agent", "foaf:Organization", "org:Organization", "org:FormalOrganization"})
_SYSTEMS: Final = frozenset({"dcat:DataService", "dcat:Dataset"})
_CHILDREN: Final = ("@graph", "dcat:service", "dcat:dataset", "dct:publisher", "dct:creator")
MOST_NODES: Final = 100_000


def rows_of(text: str) -> Iterator[Row]:
    """Yield institutions and then systems; raise `ImportRefused` where the file is no catalogue."""
    try:
        source = read(text.encode())
    except Unreadable as error:
        raise ImportRefused("json", error.line, error.code) from error
    nodes = list(_nodes(source.data, ""))
    names = {node["@id"]: node for _, node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    bodies = [(at, node) for at, node in nodes if _types(node) & _BODIES and len(node) > 1]
    systems = [(at, node) for at, node in nodes if _types(node) & _SYSTEMS]
    if not bodies and not systems:
        raise ImportRefused("no-catalogue", 1)
    lines = source.places([at for at, _ in (*bodies, *systems)])
    for at, node in bodies:
        yield _row(lines[at].line, RowKind.INSTITUTION, _body(node))
    for at, node in systems:
        yield _row(lines[at].line, RowKind.SYSTEM, _system(node, names))


def _row(line: int, kind: RowKind, cells: Mapping[str, str]) -> Row:
    filled = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    nul = [FieldError(f"/{name}", "nul", {"limit": ""}) for name, cell in filled.items() if "\0" in cell]
    return Row(line, kind, filled, FieldsInvalid(tuple(nul)) if nul else None)


def _nodes(tree: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    waiting = [(pointer, tree)]
    seen = 0
    while waiting:
        at, here = waiting.pop(0)
        seen += 1
        if seen > MOST_NODES:
            raise ImportRefused("too-many-rows", 1, str(MOST_NODES))
        if isinstance(here, list):
            waiting.extend((f"{at}/{index}", member) for index, member in enumerate(here))
        elif isinstance(here, dict):
            node = {_short(name): value for name, value in here.items()}
            yield at, node
            places = {_short(name): name.replace("~", "~0").replace("/", "~1") for name in here}
            waiting.extend((f"{at}/{places[name]}", node[name]) for name in _CHILDREN if name in node)


def _short(name: str) -> str:
    return next((short + name.removeprefix(long) for long, short in _PREFIXES if name.startswith(long)), name)


def _types(node: Mapping[str, Any]) -> set[str]:
    given = node.get("@type")
    return {_short(one) for one in (given if isinstance(given, list) else [given]) if isinstance(one, str)}


def _said(value: Any) -> dict[str, str]:
    """Return a literal by language, English where it names none of ours."""
    found: dict[str, str] = {}
    for one in value if isinstance(value, list) else [value]:
        words = one.get("@value") if isinstance(one, dict) else one
        language = one.get("@language") if isinstance(one, dict) else "en"
        if isinstance(words, str):
            found.setdefault("sw" if str(language).startswith("sw") else "en", words)
    return found


def _plain(value: Any) -> str:
    return next(iter(_said(value).values()), "")


def _last(value: Any) -> str:
    """Return the last part of an identifier, which is the key that it names."""
    return str(value.get("@id", "") if isinstance(value, dict) else value or "").rstrip("/").rpartition("/")[2]


def _body(node: Mapping[str, Any]) -> dict[str, str]:
    names = _said(node.get("foaf:name") or node.get("dct:title"))
    return {
        "key": _plain(node.get("dct:identifier")),
        "acronym": _plain(node.get("foaf:nick")),
        "name_sw": names.get("sw", ""),
        "name_en": names.get("en", ""),
        "kind": _last(node.get("dct:type")),
        "website": str(
            (node.get("foaf:homepage") or {}).get("@id", "") if isinstance(node.get("foaf:homepage"), dict) else ""
        ),
    }


def _system(node: Mapping[str, Any], names: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    titles, told = _said(node.get("dct:title")), _said(node.get("dct:description"))
    return {
        "key": _plain(node.get("dct:identifier")),
        "name_sw": titles.get("sw", ""),
        "name_en": titles.get("en", ""),
        "purpose_sw": told.get("sw", ""),
        "purpose_en": told.get("en", ""),
        "owner": _owner(node.get("dct:publisher") or node.get("dct:creator"), names),
        **_contact(node.get("dcat:contactPoint"), names),
    }


def _owner(value: Any, names: Mapping[str, Mapping[str, Any]]) -> str:
    one = value[0] if isinstance(value, list) and value else value
    reference = one.get("@id") if isinstance(one, dict) else one
    short = one if isinstance(one, dict) and len(one) > 1 else names.get(str(reference), {})
    body = _body({_short(name): part for name, part in short.items()})
    return body["key"] or body["acronym"] or _last(one)


def _contact(value: Any, names: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    one = value[0] if isinstance(value, list) and value else value
    if not isinstance(one, dict):
        return {}
    found = {_short(name): part for name, part in {**names.get(str(one.get("@id")), {}), **one}.items()}
    mail = found.get("vcard:hasEmail")
    address = str(mail.get("@id", "") if isinstance(mail, dict) else mail or "").removeprefix("mailto:")
    return {"technical_contact_name": _plain(found.get("vcard:fn")) or address, "technical_contact_email": address}
