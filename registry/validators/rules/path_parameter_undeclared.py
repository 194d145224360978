"""Path and path parameters that do not agree.

## What it does
Finds names in braces that no parameter declares, and path parameters that the path has no place for.
Operations with a reference that cannot be used are passed over: that reference is reported instead.

## Why it matters
A client cannot fill a place it knows nothing of, nor send a value that has no place.

## Example
```yaml
paths:
  /bills/{number}:
    get:
      summary: Read one bill
      responses:
        "200": {description: The bill}
```

Write instead:
```yaml
paths:
  /bills/{number}:
    get:
      summary: Read one bill
      parameters:
        - {name: number, in: path, required: true, schema: {type: string}}
      responses:
        "200": {description: The bill}
```

## References
- OpenAPI Specification 3.1.0, sections "Path Templating" and "Parameter Object"
"""

from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document
from registry.validators.finding import Severity
from registry.validators.rule import Defect, rule

_PLACE = late(r"\{([^{}]*)\}")


@rule(Severity.ERROR)
def path_parameter_undeclared(document: Document) -> Iterator[Defect]:
    """Yield the places without parameter and the parameters without place."""
    broken = {problem.pointer.removesuffix("/$ref") for problem in document.references.problems}
    for place in document.operations:
        parameters = document.parameters(place)
        if "$ref" in place.tree or (broken and broken.intersection(pointer for pointer, _ in parameters.values())):
            continue
        named = set(_PLACE.findall(place.path))
        declared = {name: pointer for (where, name), (pointer, _) in parameters.items() if where == "path"}
        for name in sorted(named - declared.keys()):
            yield Defect(place.pointer, {"name": name, "path": place.path}, address=name)
        for name in sorted(declared.keys() - named):
            yield Defect(declared[name], {"name": name, "path": place.path}, "unused", name)
