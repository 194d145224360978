"""OpenAPI document that contradicts itself.

## What it does
Asks `openapi-spec-validator`, after the form is known to be right, for what no schema can express: defaults
of the wrong type, properties that are required and defined nowhere, tags of the same name. Loops of
references are cut, patterns are left out, and documents too large to walk are *not checked*. A document
in which nothing of the kind can be is not even shown to the library.

## Why it matters
The parts of a description are read by different tools; where they disagree, one of the tools is wrong.

## Example
```yaml
components:
  schemas:
    Bill:
      type: object
      properties:
        copies: {type: integer, default: many}
```

Write instead:
```yaml
components:
  schemas:
    Bill:
      type: object
      properties:
        copies: {type: integer, default: 1}
```

## References
- openapi-spec-validator, python-openapi/openapi-spec-validator
"""

from collections.abc import Iterator
from importlib import import_module

from registry.validators import limits
from registry.validators.document import Document
from registry.validators.doubt import is_openapi_doubtful
from registry.validators.finding import Severity
from registry.validators.rule import Defect, NotChecked, rule
from registry.validators.structure import is_known, is_well_formed


@rule(Severity.WARNING)
def openapi_document_inconsistent(document: Document) -> Iterator[Defect]:
    """Yield what the reference library finds and no other rule says."""
    if not is_known(document.family) or not is_well_formed(document):
        raise NotChecked("malformed")
    if document.references.problems:
        raise NotChecked("references-broken")
    if _size_of(document) > limits.SECOND_OPINION_NODES:
        raise NotChecked("too-large")
    if not is_openapi_doubtful(document):
        return
    # The library takes a tenth of a second to import.
    opinion = import_module("registry.validators.second_opinion")
    try:
        yield from opinion.openapi_defects(document)
    except MemoryError:
        raise
    except Exception as problem:
        # The library lets every kind of exception escape, of its own and of the five libraries below it.
        raise NotChecked("library-failed") from problem


def _size_of(document: Document) -> int:
    return len(document.nodes) + max(document.references.expanded_sizes.values(), default=0)
