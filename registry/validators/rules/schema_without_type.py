"""Named schema without type.

## What it does
Finds named schemas that say neither what type they are nor what they are made of.

## Why it matters
Such a schema accepts everything: a number, a text, nothing at all.

## Example
```yaml
components:
  schemas:
    Bill: {description: A bill}
```

Write instead:
```yaml
components:
  schemas:
    Bill: {description: A bill, type: object}
```

## References
- JSON Schema Validation 2020-12, section 6.1.1
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule

_SHAPES = frozenset(
    {"type", "$ref", "$dynamicRef", "allOf", "anyOf", "oneOf", "not", "enum", "const", "properties", "items", "if"}
)


@rule(Severity.INFO, "openapi", "schema")
def schema_without_type(document: Document) -> Iterator[Defect]:
    """Yield the named schemas that accept everything."""
    for node in document.named_schemas:
        if not _SHAPES & node.tree.keys():
            yield Defect(node.pointer, {"name": node.pointer.rpartition("/")[2]})
