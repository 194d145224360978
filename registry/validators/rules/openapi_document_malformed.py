"""OpenAPI document of the wrong form.

## What it does
Holds the document against the official schema of its version of OpenAPI, with the Schema Objects held
against JSON Schema 2020-12 from version 3.1 on.

## Why it matters
Tools that read the document guess, differ, or stop at what is not of the agreed form.

## Example
```yaml
openapi: 3.1.0
info: {title: Bills}
paths: {}
```

Write instead:
```yaml
openapi: 3.1.0
info: {title: Bills, version: 1.0.0}
paths: {}
```

## References
- OpenAPI Specification, section "OpenAPI Description"; schemas published at spec.openapis.org/oas
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule
from registry.validators.structure import is_known, openapi_defects


@rule(Severity.ERROR)
def openapi_document_malformed(document: Document) -> Iterator[Defect]:
    """Yield where the document is not of the form that its version asks for."""
    if is_known(document.family):
        yield from openapi_defects(document)
