"""Path segment not in kebab-case.

## What it does
Finds segments of paths that are not small letters and digits joined by hyphens.

## Why it matters
Paths that are written in one way can be guessed, typed and read aloud; capitals and underscores cannot.

## Example
```yaml
paths:
  /Bill_Payments:
    get:
      summary: List the payments
      responses:
        "200": {description: The payments}
```

Write instead:
```yaml
paths:
  /bill-payments:
    get:
      summary: List the payments
      responses:
        "200": {description: The payments}
```

## References
- RFC 3986, section 6.2.2.1: paths are case-sensitive; NL API Design Rules, "path segments in kebab-case"
"""

from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule

_KEBAB_CASE = late(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@rule(Severity.INFO)
def path_segment_not_kebab_case(document: Document) -> Iterator[Defect]:
    """Yield the paths with a segment written in another way, once each."""
    for pointer, path, _ in document.paths:
        wrong = [part for part in path.split("/") if part and "{" not in part and not _KEBAB_CASE.fullmatch(part)]
        if wrong:
            yield Defect(pointer, {"segment": wrong[0], "path": path})
