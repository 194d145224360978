"""Secret in a document.

## What it does
Finds private keys (PEM, bare base64, PKCS#12), tokens (JWT, and those of well-known services), passwords inside
addresses, and what goes by the name of a secret, a key or a password and looks like chance. Placeholders such
as `<client-secret>`, words and samples are left in peace.

## Why it matters
A registered document is public and is kept for ever. A secret in it is no secret any more and must be
replaced at once, wherever it was valid.

## Example
```yaml
servers:
  - url: https://admin:Str0ngPassw0rd@api.example.go.tz
```

Write instead:
```yaml
servers:
  - url: https://api.example.go.tz
```

## References
- OWASP ASVS 5.0, section 13.3; RFC 7468 (textual encodings of keys)
"""

from collections.abc import Iterator
from typing import Any, Final

from registry.validators.disclosures import disclosures_in, is_disclosed, names_a_secret
from registry.validators.document import Document, mapping, sequence
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule

_VALUES: Final = ("example", "default", "const", "value")


@rule(Severity.ERROR, "openapi", "schema")
def secret_in_document(document: Document) -> Iterator[Defect]:
    """Yield the texts that hold a secret; the secret itself is not repeated."""
    waiting: list[tuple[str, Any]] = [("", document.tree)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, str):
            yield from (Defect(pointer, variant=kind) for kind in dict.fromkeys(disclosures_in(value)))
        elif isinstance(value, dict):
            yield from _named(pointer, value)
            waiting.extend((below(pointer, key), member) for key, member in value.items())
        elif isinstance(value, list):
            waiting.extend((below(pointer, index), item) for index, item in enumerate(value))


def _named(pointer: str, tree: dict[str, Any]) -> Iterator[Defect]:
    """Yield what is a secret because it goes by the name of one: a member, or the example of a field or parameter."""
    named = [(key, below(pointer, key), member) for key, member in tree.items() if names_a_secret(key)]
    name = tree.get("name")
    if isinstance(name, str) and "in" in tree and names_a_secret(name):
        named += [(name, pointer, tree), (name, below(pointer, "schema"), tree.get("schema"))]
    for name, at, member in named:
        for place, text in _texts(at, member):
            if is_disclosed(name, text):
                yield Defect(place, variant="credential")


def _texts(pointer: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield a text itself, or those that a schema or parameter gives as its values."""
    if isinstance(value, str):
        yield pointer, value
    tree = mapping(value)
    members = [(below(pointer, key), tree.get(key)) for key in _VALUES]
    members += [(below(pointer, "examples", at), one) for at, one in enumerate(sequence(tree.get("examples")))]
    yield from ((place, member) for place, member in members if isinstance(member, str))
