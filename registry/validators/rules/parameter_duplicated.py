"""Parameter given twice.

## What it does
Finds lists of parameters that hold two of the same name in the same place, and operations of Swagger 2.0
with more than one body.

## Why it matters
One of the two is ignored, and which one depends on the tool.

## Example
```yaml
paths:
  /bills:
    get:
      summary: List the bills
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: limit, in: query, schema: {type: string}}
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
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {description: The bills}
```

## References
- OpenAPI Specification 3.1.0, section "Operation Object": the list "MUST NOT include duplicated parameters"
"""

from collections.abc import Iterator

from registry.validators.document import Document, mapping, sequence
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule


@rule(Severity.ERROR)
def parameter_duplicated(document: Document) -> Iterator[Defect]:
    """Yield the parameters that the same list has given before."""
    for node in document.of_kind("operation", "path-item"):
        seen: set[tuple[str, str]] = set()
        for index, parameter in enumerate(sequence(node.tree.get("parameters"))):
            at = below(node.pointer, "parameters", index)
            _, landed = document.landed(at, mapping(parameter))
            where, name = landed.get("in"), landed.get("name")
            if not isinstance(where, str) or not isinstance(name, str):
                continue
            if (where, name) in seen:
                yield Defect(at, {"name": name, "where": where})
            seen.add((where, name))
    if document.family == "2.0":
        yield from _bodies(document)


def _bodies(document: Document) -> Iterator[Defect]:
    for place in document.operations:
        parameters = document.parameters(place)
        bodies = [pointer for (where, _), (pointer, _) in parameters.items() if where == "body"]
        forms = any(where == "formData" for where, _ in parameters)
        if len(bodies) + forms > 1:
            yield Defect(bodies[-1], {"method": place.method.upper(), "path": place.path}, "bodies")
