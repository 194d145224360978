"""What the schema of OpenAPI 2.0 asks of a whole description, in the words and places of Spectral."""

from typing import Any, Final

from registry.validators.schemas.alternatives import by_type, everywhere, told_apart, without, without_needless_type
from registry.validators.schemas.metaschemas import resources_of
from registry.validators.schemas.shipped import specification

# Draft 4 writes an exclusive limit as a flag, and the whole is judged by draft 2020-12.
_MULTIPLE_OF: Final = {"type": "number", "exclusiveMinimum": 0}
_SCHEMA: Final = {"$ref": "#/definitions/schema"}

_TYPED_TWICE: Final = ("fileSchema", "primitivesItems", "schemesList", "collectionFormat", "collectionFormatWithMulti")


_DRAFT_4: Final = "http://json-schema.org/draft-04/schema"


def description_schema() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema that `openapi_spec_validator` ships, changed as Spectral asks, and what it refers to."""
    whole = everywhere(specification("2.0"), told_apart("#/definitions/jsonReference"))
    definitions = whole["definitions"]
    for name in definitions:
        if name.endswith("Security") or name in _TYPED_TWICE:
            definitions[name] = everywhere(definitions[name], without_needless_type)
    properties = definitions["schema"]["properties"]
    definitions["multipleOf"] = _MULTIPLE_OF
    # A rule of its own says that these are not for OpenAPI 2.
    properties["oneOf"] = properties["anyOf"] = {"type": "array", "minItems": 1, "items": _SCHEMA}
    properties["additionalProperties"] = {
        **without(properties["additionalProperties"], "anyOf"),
        **by_type(_SCHEMA, '"additionalProperties" property must be a valid schema'),
    }
    _with_messages(definitions["securityDefinitions"])
    for name in ("Implicit", "Password", "Application", "AccessCode"):
        definitions[f"oauth2{name}Security"]["required"].append("scopes")
    for name, flow in (("Application", "application"), ("AccessCode", "accessCode")):
        known = definitions[f"oauth2{name}Security"]["properties"]
        known["type"], known["flow"] = {"const": "oauth2"}, {"const": flow}
    draft = resources_of(_DRAFT_4)[_DRAFT_4]
    draft = {**without(draft, "id", "$schema"), "properties": {**draft["properties"], "multipleOf": _MULTIPLE_OF}}
    return without(whole, "id", "$schema"), {_DRAFT_4: draft}


def _with_messages(definitions: dict[str, Any]) -> None:
    """Say what is wrong with a way to sign in once, not once for each way there is."""
    definitions["errorMessage"] = {
        "properties": {
            "basic": "Invalid basic authentication security definition",
            "apiKey": "Invalid apiKey authentication security definition",
            "oauth2": "Invalid oauth2 authentication security definition",
        },
        "_": "Invalid security securityDefinitions",
    }
