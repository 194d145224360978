"""Named schema without description.

## What it does
Finds named schemas that have neither a description nor a title.

## Why it matters
`TRXREF2` means nothing to the next institution; one sentence makes a field findable and reusable.

## Example
```yaml
components:
  schemas:
    Bill: {type: object}
```

Write instead:
```yaml
components:
  schemas:
    Bill: {type: object, description: A demand for payment with a control number}
```

## References
- JSON Schema Validation 2020-12, section 9.1
"""

from collections.abc import Iterator

from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule


@rule(Severity.INFO, "openapi", "schema")
def schema_without_description(document: Document) -> Iterator[Defect]:
    """Yield the named schemas that say nothing of what they hold."""
    for node in document.named_schemas:
        if not {"description", "title", "$ref"} & node.tree.keys():
            yield Defect(node.pointer, {"name": node.pointer.rpartition("/")[2]})
