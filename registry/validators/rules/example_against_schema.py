"""Example that its own schema refuses.

## What it does
Holds each example and default against the schema that it stands beside, with patterns that run in linear
time. Schemas too large to be written out are *not checked*.

## Why it matters
Developers copy examples. One that is wrong teaches every integrator the same mistake.

## Example
```yaml
components:
  schemas:
    Bill:
      type: object
      properties:
        amount: {type: integer, example: a lot}
```

Write instead:
```yaml
components:
  schemas:
    Bill:
      type: object
      properties:
        amount: {type: integer, example: 25000}
```

## References
- OpenAPI Specification 3.1.0, section "Media Type Object": the example "SHOULD match"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.examples import defects_in
from registry.validators.finding import Severity
from registry.validators.rule import Defect, NotChecked, rule


@rule(Severity.WARNING, "openapi", "schema")
def example_against_schema(document: Document) -> Iterator[Defect]:
    """Yield the examples that the schema beside them refuses."""
    if document.references.problems:
        raise NotChecked("references-broken")
    yield from defects_in(document)
