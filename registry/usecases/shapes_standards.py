"""The shapes of standards, their components and concepts, as people send them and as files hold them."""

from collections.abc import Mapping

from registry.domain.concepts import Certainty, JsonType, PersonalData
from registry.domain.standards import Seen, StandardKind, StandardStatus
from registry.domain.synonyms import SynonymKind
from registry.usecases.shape_parts import (
    BILINGUAL,
    BILINGUAL_LISTS,
    BOTH,
    BOTH_TEXTS,
    KEY,
    NAME,
    NUMBER,
    SOURCE,
    SOURCES,
    WEB,
    Schema,
    members,
    one_of,
    or_none,
    several,
)

STANDARD_KEY: Schema = {**KEY, "format": "somana-standard-key"}
CODE: Schema = {**NAME, "maxLength": 120}
LETTERS: Schema = {**NAME, "maxLength": 10}
WORD: Schema = {**NAME, "maxLength": 64}
ISSUED: Schema = {"type": "string", "format": "somana-issued", "maxLength": 10}
PATTERN: Schema = {"type": "string", "minLength": 1, "maxLength": 1000, "pattern": "^[^\\u0000-\\u001f]*$"}
FIELD_NAME: Schema = {**NAME, "maxLength": 100}
NOTES: Schema = or_none({**BILINGUAL, "minProperties": 0})
CLAUSES = several(members(("number", "titles"), number=WORD, titles=BOTH, source=SOURCE))
"""As many as a form shows: what a form leaves out would be lost by it."""

SAID = several(NAME, most=24)

STANDARD_SHAPES: Mapping[str, Schema] = {
    "synonym": members(
        ("key", "kind", "names"), key=KEY, kind=one_of(SynonymKind), names=members(sw=SAID, en=SAID), note=NOTES
    ),
    "component": members(("key", "names"), key=KEY, names=BOTH, code=or_none(LETTERS), note=NOTES),
    "standard": members(
        ("key", "kind", "titles", "status", "seen", "publisher"),
        key=STANDARD_KEY,
        component=or_none(KEY),
        kind=one_of(StandardKind),
        code=or_none(CODE),
        titles=BOTH,
        version=or_none(WORD),
        issued=or_none(ISSUED),
        status=one_of(StandardStatus),
        seen=one_of(Seen),
        publisher=NAME,
        address=or_none(WEB),
        clauses=CLAUSES,
        sources=SOURCES,
        notes=NOTES,
    ),
    "concept": members(
        ("key", "version", "names", "definition", "type", "personal_data", "certainty", "schema"),
        key=KEY,
        version=NUMBER,
        names=BOTH,
        definition=BOTH_TEXTS,
        synonyms=BILINGUAL_LISTS,
        field_names=several(FIELD_NAME, most=200),
        ambiguous=several(FIELD_NAME),
        type=one_of(JsonType),
        format=or_none(WORD),
        pattern=or_none(PATTERN),
        unit=or_none(WORD),
        personal_data=one_of(PersonalData),
        certainty=one_of(Certainty),
        related=several(KEY),
        sources=SOURCES,
        schema={"type": "object"},
    ),
}
