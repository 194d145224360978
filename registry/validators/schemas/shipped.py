"""The schemas that installed packages ship as data; the packages themselves are not imported, which would cost much."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def folder_of(package: str) -> Path:
    """Find where a package is installed."""
    return Path(str(getattr(find_spec(package), "origin", ""))).parent


def shipped(package: str, *parts: str) -> dict[str, Any]:
    """Read one schema of a package."""
    schema: dict[str, Any] = json.loads(folder_of(package).joinpath(*parts).read_bytes())
    return schema


def specification(version: str) -> dict[str, Any]:
    """Read the schema of a version of OpenAPI."""
    return shipped("openapi_spec_validator", "resources", "schemas", f"v{version}", "schema.json")
