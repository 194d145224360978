"""Specification that has been replaced.

## What it does
Finds Swagger 2.0 descriptions and JSON Schemas older than draft-07.

## Why it matters
New tools no longer read the old form, and much cannot be said in it: several servers, alternatives,
callbacks, reusable examples.

## Example
```yaml
swagger: "2.0"
info: {title: Bills, version: 1.0.0}
paths: {}
```

Write instead:
```yaml
openapi: 3.1.0
info: {title: Bills, version: 1.0.0}
paths: {}
```

## References
- OpenAPI Specification 3.1.0, appendix A "Revision History"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule

_OLD = frozenset({"2.0", "draft-04", "draft-06"})


@rule(Severity.WARNING, "openapi", "schema")
def specification_out_of_date(document: Document) -> Iterator[Defect]:
    """Yield the version where a newer one has replaced it."""
    if document.family in _OLD:
        pointer = "/swagger" if document.kind == "openapi" else "/$schema"
        yield Defect(pointer, {"specification": document.specification})
