"""JSON Schema of the wrong form.

## What it does
Holds a JSON Schema against the meta-schema of its dialect, with `jsonschema-rs` and, where it is small
enough to be walked in Python, with `jsonschema` as well.

## Why it matters
A keyword of the wrong form is ignored by some validators and refused by others, so the same record is
valid in one institution and invalid in the next.

## Example
```yaml
$schema: https://json-schema.org/draft/2020-12/schema
type: strnig
```

Write instead:
```yaml
$schema: https://json-schema.org/draft/2020-12/schema
type: string
```

## References
- JSON Schema Core 2020-12, section 8.1.1; JSON Schema draft-07
"""

from collections.abc import Iterator
from importlib import import_module

from registry.validators import limits
from registry.validators.document import Document
from registry.validators.doubt import is_schema_doubtful
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule
from registry.validators.structure import schema_defects


@rule(Severity.ERROR, "schema")
def schema_document_malformed(document: Document) -> Iterator[Defect]:
    """Yield where the schema is not of the form that its dialect asks for."""
    if document.version == "unknown":
        return
    defects = list(schema_defects(document))
    if not defects and is_schema_doubtful(document) and _is_small(document):
        # The library takes a tenth of a second to import.
        defects = list(import_module("registry.validators.second_opinion").schema_defects(document))
    yield from defects


def _is_small(document: Document) -> bool:
    listed = sum(len(value) for node in document.nodes for value in node.tree.values() if isinstance(value, list))
    return len(document.nodes) + listed <= limits.SECOND_OPINION_NODES // 10
