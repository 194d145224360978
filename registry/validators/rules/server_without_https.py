"""Server that is not reached over HTTPS.

## What it does
Finds servers whose address has another scheme than `https`. Addresses on the same host and relative
addresses are left alone.

## Why it matters
What is sent without encryption can be read and changed on the way, personal data and keys included.

## Example
```yaml
servers:
  - url: http://api.example.go.tz
```

Write instead:
```yaml
servers:
  - url: https://api.example.go.tz
```

## References
- RFC 9110, section 4.2.2; RFC 9325 (recommendations for TLS)
"""

from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document, sequence
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule

_SCHEME = late(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\s-]*):")
_LOCAL = late(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)")


@rule(Severity.WARNING)
def server_without_https(document: Document) -> Iterator[Defect]:
    """Yield the servers with another scheme than `https`."""
    for node in document.of_kind("server"):
        address = node.tree.get("url")
        scheme = _SCHEME.match(address) if isinstance(address, str) else None
        if scheme and scheme[1].lower() != "https" and not _LOCAL.match(str(address)):
            yield Defect(below(node.pointer, "url"), {"address": address})
    schemes = sequence(document.tree.get("schemes"))
    if schemes and "https" not in schemes:
        yield Defect("/schemes", {"address": ", ".join(map(str, schemes))})
