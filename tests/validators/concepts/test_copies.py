import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from labelled import CONCEPTS

from registry.validators.source import read

SEED = CONCEPTS.parent
ADDRESS = re.compile(r".*/concepts/([a-z0-9-]+)/([0-9.]+)\.schema\.json")


def copies_in(tree: Any, place: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield each schema that bears the address of a concept's: its place, the concept, the version, the schema."""
    if isinstance(tree, dict):
        if isinstance(tree.get("$id"), str) and (found := ADDRESS.fullmatch(tree["$id"])):
            yield place, found[1], found[2], tree
        for name, below in tree.items():
            yield from copies_in(below, f"{place}/{name}")
    elif isinstance(tree, list):
        for below in tree:
            yield from copies_in(below, place)


def documents() -> Iterator[Path]:
    for form in ("openapi", "schema"):
        yield from SEED.glob(f"s*/**/*.{form}.*")


def test_the_copies_of_shared_schemas_in_the_catalogue_are_what_the_dictionary_says() -> None:
    concepts = {file.stem: read(file.read_bytes()).data for file in CONCEPTS.glob("*.yaml")}
    copies = [found for file in documents() for found in copies_in(read(file.read_bytes()).data, file.stem)]
    assert len(copies) >= 30
    for place, key, version, copy in copies:
        own = {name: value for name, value in copy.items() if name not in {"$id", "$schema"}}
        shared = {name: value for name, value in concepts[key]["schema"].items() if name != "$schema"}
        assert (version, own) == (concepts[key]["version"], shared), place
