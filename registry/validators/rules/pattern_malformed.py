"""Pattern that is no regular expression.

## What it does
Finds patterns that cannot be read as a regular expression of ECMA-262. They are read and never run.

## Why it matters
A validator that meets such a pattern stops, or accepts everything.

## Example
```yaml
components:
  schemas:
    Nin: {type: string, pattern: "^[0-9{20}$"}
```

Write instead:
```yaml
components:
  schemas:
    Nin: {type: string, pattern: "^[0-9]{20}$"}
```

## References
- JSON Schema Validation 2020-12, section 6.3.3; ECMA-262, section 22.2
"""

from collections.abc import Iterator

from registry.validators.anatomy import Node
from registry.validators.document import Document, mapping
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule
from registry.validators.structure import is_pattern


@rule(Severity.WARNING, "openapi", "schema")
def pattern_malformed(document: Document) -> Iterator[Defect]:
    """Yield the patterns that cannot be read."""
    known: dict[str, bool] = {}
    for node in document.of_kind("schema"):
        for pointer, pattern in _patterns_of(node):
            if pattern not in known:
                known[pattern] = is_pattern(pattern)
            if not known[pattern]:
                yield Defect(pointer, {"pattern": pattern})


def _patterns_of(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(pattern := node.tree.get("pattern"), str):
        yield below(node.pointer, "pattern"), pattern
    for name in mapping(node.tree.get("patternProperties")):
        yield below(node.pointer, "patternProperties", name), name
