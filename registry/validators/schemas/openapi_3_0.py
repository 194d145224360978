"""What the schema of OpenAPI 3.0 asks of a whole description, in the words and places of Spectral."""

from functools import reduce
from typing import Any, Final

from registry.validators.schemas.alternatives import (
    Schema,
    by_type,
    everywhere,
    one_of_two,
    told_apart,
    without,
    without_needless_type,
)
from registry.validators.schemas.shipped import specification

_REFERENCE: Final = "#/definitions/Reference"
_SCHEMA: Final = {"$ref": "#/definitions/Schema"}
_NOT_A_SCHEMA: Final = '"additionalProperties" property must be a valid Schema Object'
_NEITHER: Final = '"schema" or "content" must be present'
_STYLES: Final = {
    "path": {"enum": ["matrix", "label", "simple"]},
    "query": {"enum": ["form", "spaceDelimited", "pipeDelimited", "deepObject"]},
    "header": {"const": "simple"},
    "cookie": {"const": "form"},
}
# Spectral asks nothing of the type `http` but its name.
_SCHEMES: Final = {"apiKey": "APIKey", "oauth2": "OAuth2", "openIdConnect": "OpenIdConnect"}
_TYPES: Final = ["apiKey", "http", "oauth2", "openIdConnect"]


def description_schema() -> dict[str, Any]:
    """Return the schema that `openapi_spec_validator` ships, changed where Spectral asks something else."""
    whole = everywhere(specification("3.0"), told_apart(_REFERENCE))
    whole["definitions"] = everywhere(whole["definitions"], without_needless_type)
    definitions = whole["definitions"]
    # Draft 4 writes an exclusive limit as a flag, and the whole is judged by draft 2020-12.
    definitions["Schema"]["properties"]["multipleOf"] = {"type": "number", "exclusiveMinimum": 0}
    definitions["Schema"]["properties"]["additionalProperties"] = _additional_properties()
    definitions["SchemaXORContent"] = _schema_or_content(definitions["SchemaXORContent"])
    definitions["Header"]["properties"]["style"] = {"const": "simple"}
    definitions["Parameter"]["required"] = ["name"]
    definitions["ParameterLocation"] = _location()
    definitions["SecurityScheme"] = _security_scheme()
    # An Encoding Object has no extensions there, and its headers no references.
    del definitions["Encoding"]["patternProperties"]
    definitions["Encoding"]["properties"]["headers"]["additionalProperties"] = {"$ref": "#/definitions/Header"}
    return without(whole, "id", "$schema")


def _additional_properties() -> Schema:
    of_object = by_type(_SCHEMA, _NOT_A_SCHEMA)
    return one_of_two({"type": "object", "required": ["$ref"]}, {"$ref": _REFERENCE}, of_object)


def _schema_or_content(known: Schema) -> Schema:
    """Say which of the two is missing, or must not stand beside the other."""
    with_content = without(known["oneOf"][1], "required")
    neither = {"not": True, "errorMessage": {"not": _NEITHER}}
    content = one_of_two({"type": "object", "required": ["content"]}, with_content, neither)
    return {
        **without(known, "oneOf"),
        "errorMessage": {"not": "Schema and content are mutually exclusive, at least one is required"},
        **one_of_two({"type": "object", "required": ["schema"]}, True, content),  # noqa: FBT003 the schema is `true`
    }


def _location() -> Schema:
    """Ask a parameter by the place that it says it is in."""
    unknown: Schema = {
        **_choice("in", list(_STYLES)),
        "errorMessage": {"required": 'Parameter must have a valid "in" property'},
    }

    def asked(otherwise: Schema, place: str) -> Schema:
        asks: Schema = {"properties": {"style": _STYLES[place]}}
        if place == "path":
            asks = {"required": ["required"], "properties": {**asks["properties"], "required": {"const": True}}}
        return one_of_two(_is("in", place), asks, otherwise)

    chosen: Schema = reduce(asked, reversed(_STYLES), unknown)
    return {"type": "object", **chosen}


def _security_scheme() -> Schema:
    """Ask a way to sign in by the type that it says it is of."""
    messages = {"required": "Security scheme must have a valid type", "type": "Invalid security scheme"}
    unknown: Schema = {**_choice("type", _TYPES), "errorMessage": messages}

    def asked(otherwise: Schema, kind: str) -> Schema:
        return one_of_two(_is("type", kind), {"$ref": f"#/definitions/{_SCHEMES[kind]}SecurityScheme"}, otherwise)

    return reduce(asked, reversed(_SCHEMES), unknown)


def _is(name: str, value: str) -> Schema:
    return {"type": "object", "properties": {name: {"const": value}}, "required": [name]}


def _choice(name: str, values: list[str]) -> Schema:
    return {"type": "object", "properties": {name: {"enum": values}}, "required": [name]}
