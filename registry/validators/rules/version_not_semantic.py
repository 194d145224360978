"""Version that is not a semantic version.

## What it does
Finds descriptions whose `info.version` is not three numbers, as in `1.4.2`.

## Why it matters
From a semantic version an integrator sees whether an upgrade breaks anything.

## Example
```yaml
info: {title: Bills, version: v1}
```

Write instead:
```yaml
info: {title: Bills, version: 1.0.0}
```

## References
- Semantic Versioning 2.0.0, semver.org
"""

from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule

_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
_LABEL = r"(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
_SEMANTIC = late(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}{_LABEL}")


@rule(Severity.WARNING)
def version_not_semantic(document: Document) -> Iterator[Defect]:
    """Yield the version where it is not a semantic one."""
    version = document.info.get("version")
    if isinstance(version, str) and not _SEMANTIC.fullmatch(version):
        yield Defect("/info/version", {"version": version})
