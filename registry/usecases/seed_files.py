"""Read a folder of institutions, systems, apis and schemas, in the order in which they can be entered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.domain.errors import DocumentUnreadable, FieldError, FieldsInvalid, NotFound, RegistryError
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SeedEntry:
    """One institution, system, api or schema, and the file that describes it."""

    file: Path
    kind: str
    name: str
    institution: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class SeedVersion:
    """One version of an api or a schema: its document, and what was done with it."""

    file: Path
    name: str
    institution: str
    number: str
    history: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything that a folder holds."""

    entries: tuple[SeedEntry, ...]
    versions: tuple[SeedVersion, ...]


def seed_in(folder: Path) -> Seed:
    """Read a folder; raise an error that names the file where one cannot be used."""
    bodies, systems = list(_institutions(folder / "institutions.yaml")), list(_systems(folder / "systems"))
    apis, schemas = list(_apis(folder / "systems", systems)), list(_schemas(folder / "schemas"))
    return Seed(
        (
            *_ordered(bodies, lambda entry: {parent["institution"] for parent in entry.tree.get("parents", ())}),
            *_ordered(systems, lambda entry: {entry.tree.get("replaced_by")}),
            *apis,
            *schemas,
        ),
        tuple(version for entry in (*apis, *schemas) for version in _versions(entry)),
    )


def _institutions(file: Path) -> Iterator[SeedEntry]:
    with _naming(file):
        for tree in _items_of(file):
            yield SeedEntry(file, "institution", tree["key"], tree["key"], tree)


def _systems(folder: Path) -> Iterator[SeedEntry]:
    for file in sorted(folder.glob("*/*/system.yaml")):
        with _naming(file):
            tree = _tree_of(file)
            yield SeedEntry(file, "system", tree["key"], tree["institution"], tree)


def _apis(folder: Path, systems: Iterable[SeedEntry]) -> Iterator[SeedEntry]:
    owners = {entry.file.parent: entry for entry in systems}
    for file in sorted(folder.glob("*/*/*/api.yaml")):
        with _naming(file):
            tree, system = _tree_of(file), owners[file.parents[1]]
            yield SeedEntry(file, "api", f"{system.name}/{tree['key']}", system.institution, tree)


def _schemas(folder: Path) -> Iterator[SeedEntry]:
    for file in sorted(folder.glob("*/schema.yaml")):
        with _naming(file):
            tree = _tree_of(file)
            yield SeedEntry(file, "schema", tree["key"], tree["institution"], tree)


def _versions(entry: SeedEntry) -> Iterator[SeedVersion]:
    history = entry.file.with_name("history.yaml")
    with _naming(history):
        for tree in _items_of(history):
            yield SeedVersion(
                _document_of(entry, tree["number"]),
                entry.name,
                entry.institution,
                tree["number"],
                tuple(tree["actions"]),
            )


def _document_of(entry: SeedEntry, number: str) -> Path:
    for name in (f"{number}.{kind}.{form}" for kind in ("openapi", "schema") for form in ("yaml", "json")):
        if (file := entry.file.with_name(name)).is_file():
            return file
    raise NotFound("document", f"{entry.name}@{number}")


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Turn what is wrong with a file into an error of the domain that names it."""
    try:
        yield
    except (Unreadable, KeyError, OSError, RegistryError) as problem:
        error = _error_of(problem)
        error.add_note(str(file))
        raise error from problem


def _error_of(problem: Exception) -> RegistryError:
    if isinstance(problem, RegistryError):
        return problem
    if isinstance(problem, Unreadable):
        return DocumentUnreadable(problem.code, problem.pointer, problem.line, problem.column, problem.values)
    if isinstance(problem, KeyError):
        return FieldsInvalid((FieldError(f"/{problem.args[0]}", "required", {"limit": ""}),))
    return NotFound("file", str(problem))


def _tree_of(file: Path) -> Tree:
    return read(file.read_bytes()).data


def _items_of(file: Path) -> list[Tree]:
    """Read a list; the reader of documents takes objects only, so the list becomes the one member of an object."""
    lines = file.read_bytes().splitlines(keepends=True)
    items: list[Tree] = read(b"items:\n" + b"".join(b"  " + line for line in lines)).data["items"]
    return items


def _ordered(entries: Iterable[SeedEntry], needs: Callable[[SeedEntry], set[Any]]) -> Iterator[SeedEntry]:
    """Yield each entry after those that it refers to."""
    waiting: Mapping[str, SeedEntry] = {entry.name: entry for entry in entries}
    done: set[str] = set()

    def settle(entry: SeedEntry) -> Iterator[SeedEntry]:
        if entry.name in done:
            return
        done.add(entry.name)
        for name in sorted(needs(entry) & waiting.keys()):
            yield from settle(waiting[name])
        yield entry

    for entry in waiting.values():
        yield from settle(entry)
