"""The operations under `paths` of an OpenAPI document of which nothing is known for certain."""

from collections.abc import Iterator
from typing import Any, Final

METHODS: Final = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace"))


def operations_of(paths: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the path, the method and the operation, each that is an object."""
    if not isinstance(paths, dict):
        return
    for path, item in paths.items():
        if not isinstance(item, dict):
            continue
        for method, operation in item.items():
            if method in METHODS and isinstance(operation, dict):
                yield path, method, operation
