"""Reference that is no reference.

## What it does
Finds a `$ref` that is not a text, and a `$ref` that points at something that is not an object.

## Why it matters
A reference stands for the object it points at; where there is none, every tool does something else.

## Example
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      parameters:
        - $ref: "#/info/title"
      responses:
        "200": {description: The bills}
```

Write instead:
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      parameters:
        - $ref: "#/components/parameters/Limit"
      responses:
        "200": {description: The bills}
components:
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer}}
```

## References
- OpenAPI Specification 3.1.0, section "Reference Object"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.ERROR, "openapi", "schema")
def reference_malformed(document: Document) -> Iterator[Defect]:
    """Yield the references that are no text or point at no object."""
    for problem in document.references.problems:
        if problem.trouble == "malformed":
            yield Defect(problem.pointer, {"found": problem.reference}, "text")
        elif problem.trouble == "not-an-object":
            yield Defect(problem.pointer, {"reference": problem.reference}, address=problem.reference)
