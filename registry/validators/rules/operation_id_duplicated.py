"""operationId used twice.

## What it does
Finds operations whose `operationId` another operation has as well.

## Why it matters
The identifier must be unique in the description; generated clients lose one of the two operations.

## Example
```yaml
paths:
  /bills:
    get:
      operationId: bills
      summary: List the bills
      responses:
        "200": {description: The bills}
    post:
      operationId: bills
      summary: Make a bill
      responses:
        "201": {description: Made}
```

Write instead:
```yaml
paths:
  /bills:
    get:
      operationId: listBills
      summary: List the bills
      responses:
        "200": {description: The bills}
    post:
      operationId: makeBill
      summary: Make a bill
      responses:
        "201": {description: Made}
```

## References
- OpenAPI Specification 3.1.0, section "Operation Object": "The id MUST be unique"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule


@rule(Severity.ERROR)
def operation_id_duplicated(document: Document) -> Iterator[Defect]:
    """Yield the operations whose identifier was used before."""
    first: dict[str, str] = {}
    for place in document.operations:
        name = place.tree.get("operationId")
        if not isinstance(name, str):
            continue
        if name in first and first[name] != place.pointer:
            yield Defect(below(place.pointer, "operationId"), {"name": name, "first": first[name]})
        first.setdefault(name, place.pointer)
