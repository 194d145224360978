"""Reference to nothing.

## What it does
Finds references inside the document to a place that does not exist.

## Why it matters
Who generates a client from the document gets an error or, worse, a hole.

## Example
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      responses:
        "200": {$ref: "#/components/responses/Fuond"}
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
- RFC 6901 (JSON Pointer), section 4; OpenAPI Specification 3.1.0, "Reference Object"
"""

from collections.abc import Iterator
from urllib.parse import unquote

from registry.validators.document import Document, mappings_of
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.ERROR, "openapi", "schema")
def reference_unresolvable(document: Document) -> Iterator[Defect]:
    """Yield the references that point at nothing."""
    for problem in document.references.problems:
        if problem.trouble == "unresolvable":
            yield Defect(problem.pointer, {"reference": problem.reference}, address=problem.reference)
    for pointer, address in mappings_of(document):
        if address.startswith("#/") and not document.references.exists(unquote(address[1:])):
            yield Defect(pointer, {"reference": address}, address=address)
