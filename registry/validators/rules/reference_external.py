"""Reference that leads out of the document.

## What it does
Finds references to other files and addresses: `$ref`, `externalValue`, `operationRef`, the mapping of a
discriminator, a `$schema` or
`jsonSchemaDialect` that is none of the published dialects, and an `$id` that claims to be one of them.
Nothing is ever fetched.

## Why it matters
A registered document must mean tomorrow what it meant when it was approved. What it refers to elsewhere can
change or vanish, and a registry that fetched it could be sent anywhere.

## Example
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      responses:
        "200": {$ref: "https://example.go.tz/shared.yaml#/Found"}
```

Write instead:
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      responses:
        "200": {$ref: "#/components/responses/Found"}
components:
  responses:
    Found: {description: The bills}
```

## References
- OpenAPI Specification 3.1.0, section "Relative References in API Description URIs"
"""

from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import DIALECTS, Document, mappings_of
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule

_PATH = late(r"[/\\:]|\.(?:json|ya?ml)$|#")
_BASES = ("https://spec.openapis.org/oas/3.1/dialect/", "https://spec.openapis.org/oas/3.2/dialect/")


@rule(Severity.ERROR, "openapi", "schema")
def reference_external(document: Document) -> Iterator[Defect]:
    """Yield the references that lead out of the document."""
    for problem in document.references.problems:
        if problem.trouble == "external":
            yield Defect(problem.pointer, {"reference": problem.reference}, address=problem.reference)
    for node in document.of_kind("example", "link"):
        for field in ("externalValue", "operationRef"):
            address = node.tree.get(field)
            if isinstance(address, str) and not address.startswith("#"):
                yield Defect(below(node.pointer, field), {"reference": address})
    for pointer, address in mappings_of(document):
        if not address.startswith("#") and _PATH.search(address):
            yield Defect(pointer, {"reference": address})
    yield from _dialects(document)


def _dialects(document: Document) -> Iterator[Defect]:
    if not _is_known(document.tree.get("jsonSchemaDialect")):
        yield Defect("/jsonSchemaDialect", {"reference": document.tree["jsonSchemaDialect"]}, "dialect")
    for node in document.of_kind("schema"):
        if not _is_known(node.tree.get("$schema")):
            yield Defect(below(node.pointer, "$schema"), {"reference": node.tree["$schema"]}, "dialect")
        name = node.tree.get("$id")
        if isinstance(name, str) and name.removesuffix("#") in DIALECTS:
            yield Defect(below(node.pointer, "$id"), {"reference": name}, "reserved")
        for vocabulary in node.tree.get("$vocabulary", {}) if isinstance(node.tree.get("$vocabulary"), dict) else ():
            if not vocabulary.startswith("https://json-schema.org/"):
                yield Defect(below(node.pointer, "$vocabulary", vocabulary), {"reference": vocabulary}, "dialect")


def _is_known(address: object) -> bool:
    return not isinstance(address, str) or address.removesuffix("#") in DIALECTS or address.startswith(_BASES)
