"""OpenAPI version that does not exist.

## What it does
Finds documents whose `openapi` or `swagger` field names no version that is known: 2.0, 3.0, 3.1 and 3.2 are.

## Why it matters
Nothing can be said about a document of a version that nobody has written down.

## Example
```yaml
openapi: 99.0.0
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
- OpenAPI Specification, section "Versions and Deprecation"
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule
from registry.validators.structure import is_known


@rule(Severity.ERROR)
def openapi_version_unknown(document: Document) -> Iterator[Defect]:
    """Yield the version where it is none that is known."""
    if not is_known(document.family):
        field = "openapi" if "openapi" in document.tree else "swagger"
        yield Defect(f"/{field}", {"version": document.version})
