"""Read an entry as the API takes and gives it as a row: what it says goes in whole, and what names it is its cells."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from registry.domain.imports import Row, RowKind

READ_ONLY: Final = frozenset(
    ("id", "number", "title", "standing", "missing", "confirmed_at", "created_at", "updated_at", "revision", "links")
) | {"levels", "readers", "withheld"}
"""What the API tells of an entry and nobody sends, and who may see it, which its owner says to the registry itself."""


def is_body(tree: Mapping[str, Any]) -> bool:
    """Say whether an object holds objects, which a row of columns never does."""
    values = [one for value in tree.values() for one in (value if isinstance(value, list) else [value])]
    return any(isinstance(one, dict) for one in values)


def row_of(line: int, tree: Mapping[str, Any]) -> Row:
    """Return the row that an entry is; one with an institution is a system."""
    kind = RowKind.SYSTEM if "institution" in tree else RowKind.INSTITUTION
    withheld = tree.get("withheld")
    # What was withheld from whoever made the file looks empty in it, and is not.
    unsaid = READ_ONLY | {"institution", *map(str, withheld if isinstance(withheld, list) else ())}
    said = {name: value for name, value in tree.items() if name not in unsaid and value is not None}
    return Row(line, kind, dict(_cells(tree)), tree=said)


def _cells(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, column in (("institution", "owner"), ("number", "registry_number")):
        if isinstance(tree.get(name), str):
            yield column, tree[name].strip()
    for name in ("key", "gisp_reference"):
        if isinstance(tree.get(name), str) and tree[name]:
            yield name, tree[name].strip()
    names = tree.get("names")
    for one in names if isinstance(names, list) else ():
        if isinstance(one, dict) and isinstance(one.get("text"), str):
            yield from _name(one, one["text"])


def _name(one: Mapping[str, Any], text: str) -> Iterator[tuple[str, str]]:
    if one.get("kind") == "acronym":
        yield "acronym", text
    elif one.get("kind", "name") == "name" and one.get("language") in {"sw", "en"} and not one.get("valid_to"):
        yield f"name_{one['language']}", text
    if isinstance(one.get("acronym"), str) and one["acronym"]:
        yield "acronym", one["acronym"]
