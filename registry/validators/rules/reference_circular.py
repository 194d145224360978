"""References that go round and never arrive.

## What it does
Finds references that lead to references, or through `allOf`, back to where they began. A type that contains
itself through a property, as a tree does, is no such thing and is fine.

## Why it matters
Nothing has the form that such a schema asks for, and many tools never come back from it.

## Example
```yaml
components:
  schemas:
    A: {$ref: "#/components/schemas/B"}
    B: {$ref: "#/components/schemas/A"}
```

Write instead:
```yaml
components:
  schemas:
    A: {$ref: "#/components/schemas/B"}
    B:
      type: object
      properties:
        next: {$ref: "#/components/schemas/A"}
```

## References
- JSON Schema Core 2020-12, section 9.4.1 "Guarding Against Infinite Recursion"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.ERROR, "openapi", "schema")
def reference_circular(document: Document) -> Iterator[Defect]:
    """Yield one place of each circle."""
    for problem in document.references.problems:
        if problem.trouble == "cycle":
            yield Defect(problem.pointer, {"reference": problem.reference})
