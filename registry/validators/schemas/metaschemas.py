"""The meta-schemas of the dialects, as `jsonschema-specifications` ships them."""

import json
from functools import cache
from typing import Any, Final

from registry.validators.schemas.plans import Compiler
from registry.validators.schemas.references import Resources
from registry.validators.schemas.shipped import folder_of

_FOLDERS: Final = {
    "http://json-schema.org/draft-04/schema": "draft4",
    "http://json-schema.org/draft-06/schema": "draft6",
    "http://json-schema.org/draft-07/schema": "draft7",
    "https://json-schema.org/draft/2019-09/schema": "draft201909",
    "https://json-schema.org/draft/2020-12/schema": "draft202012",
}
_OWN: Final = {
    "draft4": ("http://json-schema.org/draft-04/schema",),
    "draft7": ("http://json-schema.org/draft-07/schema", "http://json-schema.org/draft-06/schema"),
    "draft2019-09": ("https://json-schema.org/draft/2019-09/schema",),
    "draft2020-12": ("https://json-schema.org/draft/2020-12/schema",),
}


def known_to(dialect: str, named: Any) -> str | None:
    """Return the address of the meta-schema that a schema of a dialect names, its own where it names none."""
    if named is None or named == "":
        return _OWN[dialect][0]
    address = str(named).removesuffix("#")
    if address == "http://json-schema.org/schema":
        return _OWN[dialect][0]
    return address if address in _OWN[dialect] else None


@cache
def resources_of(address: str) -> dict[str, Any]:
    """Return a meta-schema and the vocabularies that it is made of, by address."""
    folder = folder_of("jsonschema_specifications") / "schemas" / _FOLDERS[address]
    found = {address: _patched(address, json.loads((folder / "metaschema.json").read_bytes()))}
    vocabularies = folder / "vocabularies"
    if vocabularies.is_dir():
        for file in vocabularies.iterdir():
            schema = json.loads(file.read_bytes())
            found[schema["$id"]] = schema
    return found


@cache
def compiler_of(address: str) -> Compiler:
    """Return what judges schemas by a meta-schema; formats are not looked at there."""
    from registry.validators.schemas.dialects import dialect_of  # noqa: PLC0415 keywords are made of plans

    dialect = dialect_of(next((name for name, addresses in _OWN.items() if address in addresses)))
    known = resources_of(address)
    return Compiler(known[address], dialect, Resources(known[address], dialect.identifier, known), formats=False)


def _patched(address: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Ask what AJV's own copies ask: a list of choices has one at least, each once."""
    properties = schema.get("properties", {})
    if address.endswith(("draft-06/schema", "draft-07/schema")):
        properties["enum"] = {**properties["enum"], "minItems": 1, "uniqueItems": True}
    if address.endswith("draft-04/schema"):
        properties.pop("format", None)
    return schema
