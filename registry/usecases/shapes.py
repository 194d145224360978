"""The shapes of what people send, as JSON Schema: read here, printed in the API's own description."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import jsonschema_rs

from registry.domain import visibility
from registry.domain.entries import (
    ApiKind,
    Channel,
    ChannelMode,
    ContactKind,
    HostingKind,
    InstitutionKind,
    NameKind,
    Sector,
    SystemState,
    Visibility,
)
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.names import LONGEST_RULE, is_key, is_safe_text, is_semantic_version, is_web_address
from registry.domain.standards import is_issue_day, is_standard_key
from registry.domain.waivers import WaiverAction
from registry.usecases.shape_parts import (
    ACRONYM,
    BILINGUAL,
    DAY,
    KEY,
    LANGUAGE,
    MAIL,
    NAME,
    NUMBER,
    TEXT,
    WEB,
    Schema,
    members,
    one_of,
    several,
)
from registry.usecases.shapes_finding import FINDING_SHAPES
from registry.usecases.shapes_notices import NOTICE_SHAPES
from registry.usecases.shapes_reviews import REVIEW_SHAPES
from registry.usecases.shapes_standards import STANDARD_SHAPES

MOST_ERRORS = 50
LONGEST_PART = 60
"""How much of an unknown member's name is said back."""

CHANNELS = several(
    members(("channel", "mode"), channel=one_of(Channel), mode=one_of(ChannelMode), code=NAME, note=TEXT)
)
SECURITY = members(("profile",), profile=NAME, note=TEXT)
ACCESS = members(
    ("steps", "version", "date"),
    steps=several(BILINGUAL, 1, 20),
    fee=NAME,
    days={"type": "integer", "minimum": 0, "maximum": 3650},
    contact=MAIL,
    version=NAME,
    date=DAY,
)
REASON: Schema = {**TEXT, "minLength": 3}
READERS: Schema = {**several(KEY, most=200), "uniqueItems": True}
GRACE: Schema = {"type": "integer", "minimum": 0, "maximum": 3650}

INSTITUTION_PARTS = {
    "kind": one_of(InstitutionKind),
    "sector": one_of(Sector),
    "website": WEB,
    "names": several(
        members(("language", "text"), language=LANGUAGE, text=NAME, acronym=ACRONYM, valid_from=DAY, valid_to=DAY), 1
    ),
    "parents": several(members(("institution",), institution=KEY, valid_from=DAY, valid_to=DAY)),
}

SYSTEM_PARTS = {
    "names": several(
        members(
            ("kind", "text"),
            kind=one_of(NameKind),
            language={**LANGUAGE, "type": ["string", "null"], "enum": ["sw", "en", None]},
            text=NAME,
        ),
        1,
    ),
    "purpose": BILINGUAL,
    "sector": one_of(Sector),
    "state": one_of(SystemState),
    "replaced_by": {"type": ["string", "null"], "maxLength": 64},
    "contacts": several(
        members(("kind", "name", "email"), kind=one_of(ContactKind), name=NAME, email=MAIL, phone=NAME), 1, 20
    ),
    "legal_basis": several(members(("title",), title=NAME, reference=NAME, section=NAME, source=NAME)),
    "hosting": {**members(("kind",), kind=one_of(HostingKind), place=NAME), "type": ["object", "null"]},
    "critical": {"type": "boolean"},
    "levels": members(**{part: one_of(Visibility) for part in visibility.SYSTEM_PARTS}),
    "readers": READERS,
    "gisp_reference": {"type": ["string", "null"], "format": "somana-name", "maxLength": 80},
    "channels": CHANNELS,
    "personal_data": {
        **members(
            ("holds",),
            holds={"type": "boolean"},
            categories=several(NAME),
            registration=NAME,
            expires_on=DAY,
            note=TEXT,
        ),
        "type": ["object", "null"],
    },
}

INTERFACE_PARTS = {
    "title": BILINGUAL,
    "description": {**BILINGUAL, "minProperties": 0},
    "visibility": one_of(Visibility),
    "readers": READERS,
}
API_PARTS = {
    **INTERFACE_PARTS,
    "kind": one_of(ApiKind),
    "levels": members(**{part: one_of(Visibility) for part in visibility.INTERFACE_PARTS}),
    "access": {**ACCESS, "type": ["object", "null"]},
    "channels": CHANNELS,
    "message_security": {**SECURITY, "type": ["object", "null"]},
}
SCHEMA_PARTS = {**INTERFACE_PARTS, "concept": {"type": ["string", "null"], "format": "somana-key", "maxLength": 64}}

SHAPES: Mapping[str, Schema] = {
    "new_institution": members(("key", "kind", "sector", "names"), key=KEY, **INSTITUTION_PARTS),
    "institution_changes": members(**INSTITUTION_PARTS),
    "new_system": members(
        ("key", "institution", "names", "purpose", "contacts"), key=KEY, institution=KEY, **SYSTEM_PARTS
    ),
    "system_changes": members(**SYSTEM_PARTS),
    "new_api": members(("key", "title"), key=KEY, **API_PARTS),
    "api_changes": members(**API_PARTS),
    "new_schema": members(("key", "institution", "title"), key=KEY, institution=KEY, **SCHEMA_PARTS),
    "schema_changes": members(**SCHEMA_PARTS),
    "transition": members(
        ("action",),
        action={"type": "string", "maxLength": 40},
        reason=TEXT,
        sunset_on=DAY,
        successor=NUMBER,
        digest={"type": "string", "maxLength": 71},
        report={"type": "string", "maxLength": 36},
    ),
    "profile_transition": members(
        ("action",),
        action={"type": "string", "maxLength": 40},
        reason=TEXT,
        binding_on=DAY,
        grace_days=GRACE,
        default={"type": "boolean"},
        digest={"type": "string", "maxLength": 71},
    ),
    "new_waiver": members(
        ("version", "rule", "fingerprint", "reason", "ends_on"),
        version=NAME,
        rule={**NAME, "maxLength": LONGEST_RULE},
        fingerprint={"type": "string", "minLength": 1, "maxLength": 64},
        scope={"type": "string", "enum": ["place", "entry"]},
        profile={**KEY, "type": ["string", "null"]},
        reason=REASON,
        ends_on=DAY,
        renews={"type": ["string", "null"], "maxLength": 20},
    ),
    "waiver_decision": members(("action",), action=one_of(WaiverAction), reason=TEXT),
    "known_systems": members(
        ("count", "source", "counted_on"),
        count={"type": "integer", "minimum": 0, "maximum": 100_000},
        source=NAME,
        counted_on=DAY,
    ),
    "new_key": members(
        ("name", "scopes"),
        name=NAME,
        scopes=several({"type": "string", "maxLength": 40}, 1, 10),
        days={"type": "integer", "minimum": 1, "maximum": 365},
    ),
    **STANDARD_SHAPES,
    **REVIEW_SHAPES,
    **NOTICE_SHAPES,
    **FINDING_SHAPES,
}


def validated(shape: str, tree: object) -> dict[str, Any]:
    """Return what was sent where it has the shape; raise `FieldsInvalid` with every wrong place where it has not."""
    return fitting(_validator(shape), tree)


def fitting(validator: jsonschema_rs.Draft202012Validator, tree: object) -> dict[str, Any]:
    """Return what fits a shape that was compiled; raise `FieldsInvalid` with every wrong place where it does not."""
    errors = tuple(one for error in validator.iter_errors(tree) for one in _field_errors(error))[:MOST_ERRORS]
    if errors:
        raise FieldsInvalid(errors)
    return dict(tree) if isinstance(tree, dict) else {}


def compiled(schema: Schema) -> jsonschema_rs.Draft202012Validator:
    """Return what finds the places where something has not got a shape."""
    return jsonschema_rs.Draft202012Validator(schema, formats=dict(_FORMATS), validate_formats=True, offline=True)


@cache
def _validator(shape: str) -> jsonschema_rs.Draft202012Validator:
    return compiled(SHAPES[shape])


def _field_errors(error: jsonschema_rs.ValidationError) -> Iterator[FieldError]:
    pointer = "".join(_below(part) for part in error.instance_path)
    kind = error.kind.as_dict()
    code, values = error.kind.name, {"limit": str(kind.get("limit", ""))}
    if code == "additionalProperties":
        for name in sorted(kind["unexpected"])[:MOST_ERRORS]:
            yield FieldError(pointer + _below(name), "unknown", values)
        return
    if code == "required":
        pointer += _below(kind["property"])
    elif code == "format":
        code = kind["format"]
    elif code == "enum":
        values = {"limit": ", ".join(str(option) for option in kind["options"])}
    yield FieldError(pointer, code if code in FIELD_CODES else "shape", values)


def _below(part: str | int) -> str:
    return f"/{str(part).replace('~', '~0').replace('/', '~1')[:LONGEST_PART]}"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_mail(value: str) -> bool:
    name, _, host = value.partition("@")
    return (
        bool(name) and "." in host and "@" not in host and value.isascii() and value.isprintable() and " " not in value
    )


_FORMATS: Mapping[str, Callable[[str], bool]] = {
    "somana-key": is_key,
    "somana-name": is_safe_text,
    "somana-text": lambda value: is_safe_text(value, 4000, multiline=True),
    "somana-version": is_semantic_version,
    "somana-day": _is_day,
    "somana-mail": _is_mail,
    "somana-web": is_web_address,
    "somana-standard-key": is_standard_key,
    "somana-issued": is_issue_day,
    "somana-source": lambda value: is_web_address(value.replace("http://", "https://", 1)),
}

FIELD_CODES = frozenset(
    {"required", "unknown", "enum", "type", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"}
    | {"minProperties", *_FORMATS}
)
"""The codes of field errors; each has its sentence in the message table."""
