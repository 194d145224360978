"""Variable of a server address that is not defined.

## What it does
Finds names in braces in the address of a server that its variables do not define, and variables whose
default is none of their own values.

## Why it matters
An address with a place that cannot be filled cannot be reached.

## Example
```yaml
servers:
  - url: https://{region}.example.go.tz
```

Write instead:
```yaml
servers:
  - url: https://{region}.example.go.tz
    variables:
      region: {default: dodoma, enum: [dodoma, dar-es-salaam]}
```

## References
- OpenAPI Specification 3.1.0, section "Server Variable Object": the default "MUST exist in the enum's values"
"""

from collections.abc import Iterator

from registry.frugal.patterns import late
from registry.validators.document import Document, mapping
from registry.validators.finding import Severity
from registry.validators.pointers import below
from registry.validators.rule import Defect, rule

_PLACE = late(r"\{([^{}]*)\}")


@rule(Severity.ERROR)
def server_variable_undefined(document: Document) -> Iterator[Defect]:
    """Yield the names without variable and the variables whose default is none of their values."""
    for node in document.of_kind("server"):
        address, variables = node.tree.get("url"), mapping(node.tree.get("variables"))
        for name in dict.fromkeys(_PLACE.findall(address)) if isinstance(address, str) else ():
            if name not in variables:
                yield Defect(below(node.pointer, "url"), {"name": name, "address": address}, address=name)
        for name, variable in variables.items():
            values, default = mapping(variable).get("enum"), mapping(variable).get("default")
            if isinstance(values, list) and values and default not in values:
                yield Defect(below(node.pointer, "variables", name), {"name": name, "value": default}, "default")
