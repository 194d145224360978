"""HTML in a description.

## What it does
Finds descriptions and summaries with HTML elements that are never shown: scripts, frames, forms, styles,
event handlers.

## Why it matters
Descriptions are CommonMark. Somana and other careful tools remove such elements, careless ones run them.

## Example
```yaml
info:
  title: Bills
  version: 1.0.0
  description: "Bills. <script>alert(1)</script>"
```

Write instead:
```yaml
info:
  title: Bills
  version: 1.0.0
  description: "Bills, *listed* by payer."
```

## References
- OpenAPI Specification 3.1.0, section "Rich Text Formatting"
"""

import re
from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule

_UNSAFE = late(
    r"<\s{0,4}/?\s{0,4}(?:script|iframe|object|embed|form|style|link|meta|svg|base)\b|<[a-z][^<>]{0,500}\son[a-z]{3,20}\s{0,4}=",
    re.IGNORECASE,
)


@rule(Severity.INFO, "openapi", "schema")
def html_in_description(document: Document) -> Iterator[Defect]:
    """Yield the descriptions with elements that are never shown."""
    places = [("/info", document.info), *((node.pointer, node.tree) for node in document.nodes)]
    for pointer, tree in places:
        for field in ("description", "summary"):
            words = tree.get(field)
            if isinstance(words, str) and "<" in words and _UNSAFE.search(words):
                yield Defect(below(pointer, field))
