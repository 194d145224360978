"""Paths that cannot be told apart.

## What it does
Finds paths that differ only in the names of their parameters, or only in how Unicode writes the same letters.

## Why it matters
A server cannot know which of the two a request means.

## Example
```yaml
paths:
  /bills/{number}:
    get:
      summary: Read one bill
      parameters:
        - {name: number, in: path, required: true, schema: {type: string}}
      responses:
        "200": {description: The bill}
  /bills/{id}:
    get:
      summary: Read one bill
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200": {description: The bill}
```

Write instead:
```yaml
paths:
  /bills/{number}:
    get:
      summary: Read one bill
      parameters:
        - {name: number, in: path, required: true, schema: {type: string}}
      responses:
        "200": {description: The bill}
```

## References
- OpenAPI Specification 3.1.0, section "Path Templating": "identical and invalid"
"""

import unicodedata
from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule

_PLACE = late(r"\{[^{}]*\}")


@rule(Severity.ERROR)
def paths_equivalent(document: Document) -> Iterator[Defect]:
    """Yield the paths that an earlier one already covers."""
    first: dict[str, str] = {}
    for pointer, path, _ in document.paths:
        shape = unicodedata.normalize("NFC", _PLACE.sub("{}", path))
        if shape in first:
            yield Defect(pointer, {"path": path, "first": first[shape]})
        first.setdefault(shape, path)
