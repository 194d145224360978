"""Where each rule written in Python belongs, and what it rests on, beside what its module and the texts say."""

from collections.abc import Mapping
from typing import Final

from registry.frugal.values import value

_OPENAPI: Final = "openapi-3.1"
_JSON_SCHEMA: Final = "json-schema-2020-12"
_OWASP: Final = "owasp-api-2023"


@value
class Fact:
    """The group of a rule, and the keys of the standards on which its proposal rests."""

    group: str
    basis: tuple[str, ...]


FACTS: Final[Mapping[str, Fact]] = {
    "api-without-contact": Fact("document", (_OPENAPI,)),
    "api-without-security-scheme": Fact("security", (_OPENAPI, _OWASP)),
    "example-against-schema": Fact("schema", (_OPENAPI, _JSON_SCHEMA)),
    "html-in-description": Fact("language", (_OPENAPI,)),
    "openapi-document-inconsistent": Fact("document", (_OPENAPI,)),
    "openapi-document-malformed": Fact("document", (_OPENAPI,)),
    "openapi-version-unknown": Fact("document", (_OPENAPI,)),
    "operation-id-duplicated": Fact("naming", (_OPENAPI,)),
    "operation-without-error-response": Fact("errors", ("rfc-9110", "rfc-9457")),
    "operation-without-operation-id": Fact("naming", (_OPENAPI,)),
    "operation-without-security": Fact("security", (_OPENAPI, _OWASP)),
    "operation-without-summary": Fact("language", (_OPENAPI,)),
    "parameter-duplicated": Fact("document", (_OPENAPI,)),
    "path-parameter-undeclared": Fact("document", (_OPENAPI,)),
    "path-segment-not-kebab-case": Fact("naming", ("rfc-3986", "nl-api-design-rules")),
    "paths-equivalent": Fact("document", (_OPENAPI,)),
    "pattern-malformed": Fact("schema", (_JSON_SCHEMA, "ecma-262")),
    "reference-circular": Fact("schema", (_JSON_SCHEMA,)),
    "reference-external": Fact("document", (_OPENAPI,)),
    "reference-malformed": Fact("document", (_OPENAPI,)),
    "reference-unresolvable": Fact("document", ("rfc-6901", _OPENAPI)),
    "schema-document-malformed": Fact("schema", (_JSON_SCHEMA,)),
    "schema-without-description": Fact("language", (_JSON_SCHEMA,)),
    "schema-without-type": Fact("schema", (_JSON_SCHEMA,)),
    "secret-in-document": Fact("security", ("owasp-asvs", "rfc-7468")),
    "security-scheme-undefined": Fact("security", (_OPENAPI,)),
    "server-variable-undefined": Fact("document", (_OPENAPI,)),
    "server-without-https": Fact("security", ("rfc-9110", "rfc-9325")),
    "specification-out-of-date": Fact("versioning", (_OPENAPI, _JSON_SCHEMA)),
    "version-not-semantic": Fact("versioning", ("semver-2",)),
}
