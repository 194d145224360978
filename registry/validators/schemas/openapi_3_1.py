"""What the schemas of OpenAPI 3.1 and 3.2 ask of a whole description, in the words and places of Spectral."""

from typing import Any, Final

from registry.validators.schemas.alternatives import Schema, by_type, everywhere, one_of_two, refused, without
from registry.validators.schemas.metaschemas import resources_of
from registry.validators.schemas.shipped import shipped, specification

_EMPTY: Final = 'The document must have either "paths", "webhooks" or "components"'
_NOT_A_SCHEMA: Final = '"{{property}}" property must be a valid Schema Object'
_NO_TYPE: Final = '"type" property must be either a string or an array of strings'
_DRAFT: Final = "https://json-schema.org/draft/2020-12"
_SCHEMA: Final = "urn:somana:openapi-3.1:schema"
_VALIDATION: Final = "urn:somana:openapi-3.1:validation"
_DIALECTS: Final = {
    "3.1": "https://spec.openapis.org/oas/3.1/dialect/base",
    "3.2": "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
}


def description_schema(version: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema that `openapi_spec_validator` ships, changed as Spectral asks, and what it refers to."""

    def with_dialect(schema: Schema) -> Schema:
        dynamic = schema.get("$dynamicRef") == "#meta"
        return {**without(schema, "$dynamicRef"), "$ref": _DIALECTS[version]} if dynamic else schema

    whole = everywhere(specification(version), with_dialect)
    # The anchor here would lead every `$dynamicRef` of the dialect to a schema that asks nearly nothing.
    whole["$defs"]["schema"] = {"$ref": _DIALECTS[version]}
    # A description of nothing at all is said to be empty once, not as three things that are missing.
    whole["errorMessage"] = {"anyOf": _EMPTY}
    whole["anyOf"] = [{**branch, "errorMessage": _EMPTY} for branch in whole["anyOf"]]
    draft = resources_of(f"{_DRAFT}/schema")
    known = {address: everywhere(schema, _without_format) for address, schema in draft.items()}
    if version == "3.1":
        _as_spectral_asks(whole)
        known |= _dialect(draft)
    else:
        for folder in ("dialect", "meta"):
            schema = shipped("openapi_schema_validator", "schemas", "oas3.2", folder, "2025-09-17.json")
            known[schema["$id"]] = schema
    return whole, known


def _as_spectral_asks(whole: Schema) -> None:
    """Undo what later editions of the schema of 3.1 ask; Spectral keeps to the first one."""
    definitions = whole["$defs"]
    del definitions["server"]["properties"]["url"]["format"]
    definitions["paths"]["patternProperties"]["^/"] = {"$ref": "#/$defs/path-item"}
    path = definitions["parameter"]["dependentSchemas"]["schema"]["$defs"]["styles-for-path"]
    path["then"]["properties"].pop("name", None)
    definitions["reference"].pop("unevaluatedProperties", None)
    definitions["example"]["properties"]["externalValue"]["format"] = "uri-reference"
    openid = definitions["security-scheme"]["$defs"]["type-oidc"]["then"]["properties"]
    openid["openIdConnectUrl"]["format"] = "uri-reference"
    for flow in definitions["oauth-flows"]["$defs"].values():
        for name, schema in flow["properties"].items():
            if name.endswith("Url"):
                schema["format"] = "uri-reference"


def _dialect(known: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas of schemas in 3.1, which say of a value that is none what it should be."""
    base = shipped("openapi_schema_validator", "schemas", "oas3.1", "vocabularies", "base")
    parts = [_part(entry["$ref"]) for entry in known[f"{_DRAFT}/schema"]["allOf"]]
    old = known[f"{_DRAFT}/schema"]["properties"]
    of_object = {"allOf": parts, "properties": {name: {"$ref": f"{_DRAFT}/schema#/properties/{name}"} for name in old}}
    return {
        _DIALECTS["3.1"]: {
            "$id": _DIALECTS["3.1"],
            **by_type({"allOf": [{"$ref": _SCHEMA}, {"$ref": base["$id"]}]}, _NOT_A_SCHEMA),
        },
        _SCHEMA: {"$id": _SCHEMA, "$dynamicAnchor": "meta", **by_type(of_object, _NOT_A_SCHEMA)},
        _VALIDATION: _validation(known[f"{_DRAFT}/meta/validation"]),
        base["$id"]: {
            "$id": base["$id"],
            "$defs": base["$defs"],
            **by_type({"properties": base["properties"]}, _NOT_A_SCHEMA),
        },
    }


def _without_format(schema: Schema) -> Schema:
    """Look at no format in the meta-schemas of JSON Schema itself, as AJV does not."""
    return without(schema, "format") if isinstance(schema.get("format"), str) else schema


def _part(reference: str) -> Schema:
    return {"$ref": _VALIDATION if reference == "meta/validation" else f"{_DRAFT}/{reference}"}


def _validation(known: Schema) -> Schema:
    """Ask `type` by what it is, so that a name that is none is not also said to be no list."""
    of_text, of_list = known["properties"]["type"]["anyOf"]
    asked = one_of_two({"type": "string"}, of_text, one_of_two({"type": "array"}, of_list, refused(_NO_TYPE)))
    return {**known, "$id": _VALIDATION, "properties": {**known["properties"], "type": asked}}
