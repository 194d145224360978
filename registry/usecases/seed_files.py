"""Read a folder of entries, in the order in which they can be entered; nothing is asked of the database."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs

from registry.domain.entries import EntryKind
from registry.domain.errors import DocumentUnreadable
from registry.domain.lifecycle import Action
from registry.usecases.seed_problems import ITEMS, Problems, Spot
from registry.usecases.seed_profiles import SeedProfile, profiles_in
from registry.usecases.shape_parts import DAY, NUMBER, TEXT, members, one_of, several
from registry.usecases.shapes import compiled, fitting, validated
from registry.validators import limits
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

Tree = dict[str, Any]

SHAPES: Final[Mapping[str, str]] = {
    "component": "component",
    "standard": "standard",
    "concept": "concept",
    "synonym": "synonym",
    "institution": "new_institution",
    "system": "new_system",
    "api": "new_api",
    "schema": "new_schema",
}
"""The shape that the description of each kind of entry has, which is that of what people send."""
STEP = members(("action",), action=one_of(Action), reason=TEXT, sunset_on=DAY, successor=NUMBER)
HISTORY = members(("number", "actions"), number=NUMBER, actions=several(STEP, most=20))
DOCUMENTS: Final = {EntryKind.API: "openapi", EntryKind.SCHEMA: "schema"}
FORMS: Final = ("yaml", "json")


@dataclass(frozen=True, slots=True)
class SeedEntry:
    """One thing that a folder describes, and where it does."""

    kind: str
    name: str
    institution: str
    tree: Tree
    spot: Spot
    path: Path


@dataclass(frozen=True, slots=True)
class SeedVersion:
    """One version of an api or a schema: its document, and what was done with it."""

    path: Path
    kind: EntryKind
    name: str
    institution: str
    number: str
    history: tuple[Tree, ...]
    spot: Spot
    """The line of the history."""
    document: Spot
    """The document itself."""

    @property
    def reference(self) -> str:
        """Return the name of the entry with the number, as the audit trail has it."""
        return f"{self.name}@{self.number}"

    def step(self, position: int) -> Spot:
        """Return where a step of the history is written."""
        return self.spot.below(f"/actions/{position}")


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything that a folder holds."""

    entries: tuple[SeedEntry, ...]
    profiles: tuple[SeedProfile, ...]
    versions: tuple[SeedVersion, ...]

    def of(self, kind: str) -> list[SeedEntry]:
        """Return the entries of a kind."""
        return [entry for entry in self.entries if entry.kind == kind]


def seed_in(folder: Path, problems: Problems) -> Seed:
    """Read what can be read of a folder, and note what is wrong with the rest."""
    reading = _Reading(folder, problems)
    bodies, systems = list(reading.institutions()), list(reading.systems())
    holders = [*reading.apis(systems), *reading.schemas()]
    return Seed(
        (
            *reading.optional("component", "standards/components.yaml"),
            *reading.each("standard", "standards/*.yaml", but="components.yaml"),
            *reading.each("concept", "concepts/*.yaml"),
            *reading.optional("synonym", "synonyms.yaml"),
            *_ordered(bodies, lambda entry: {parent["institution"] for parent in entry.tree.get("parents", ())}),
            *_ordered(systems, lambda entry: {entry.tree.get("replaced_by")}),
            *holders,
        ),
        tuple(profiles_in(folder, problems)),
        tuple(version for entry in holders for version in reading.versions(entry)),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A folder that is being read."""

    folder: Path
    problems: Problems

    def optional(self, kind: str, name: str) -> Iterator[SeedEntry]:
        """Yield the entries that a file lists which need not be there."""
        path = self.folder / name
        yield from self._listed(kind, path) if path.exists() else ()

    def institutions(self) -> Iterator[SeedEntry]:
        yield from self._listed("institution", self.folder / "institutions.yaml")

    def systems(self) -> Iterator[SeedEntry]:
        for entry in self.each("system", "systems/*/*/system.yaml"):
            yield _owned(entry, entry.tree["institution"])

    def apis(self, systems: Iterable[SeedEntry]) -> Iterator[SeedEntry]:
        owners = {entry.path.parent: entry for entry in systems}
        for entry in self.each("api", "systems/*/*/*/api.yaml"):
            beside = entry.path.parents[1] / "system.yaml"
            if system := owners.get(beside.parent):
                yield _owned(entry, system.institution, f"{system.name}/{entry.name}")
            elif not beside.exists():
                self.problems.add(Spot(self._name(beside)), "no-file")

    def schemas(self) -> Iterator[SeedEntry]:
        for entry in self.each("schema", "schemas/*/schema.yaml"):
            yield _owned(entry, entry.tree["institution"])

    def each(self, kind: str, pattern: str, but: str = "") -> Iterator[SeedEntry]:
        """Yield the entry that each file of a pattern describes."""
        for path in sorted(self.folder.glob(pattern)):
            if path.name != but and (source := self._source(path)):
                spot = Spot(self._name(path), source)
                yield from self._entry(kind, source.data, spot, path)

    def versions(self, entry: SeedEntry) -> Iterator[SeedVersion]:
        path, told = entry.path.with_name("history.yaml"), set[Path]()
        for tree, spot in self._items(path):
            with self.problems.noted(spot):
                given = fitting(_history(), tree)
                if document := self._document_of(entry, given["number"], spot):
                    told.add(document)
                    yield _version(entry, given, spot, document, Spot(self._name(document)))
        if told:
            self._require_told(entry, told)

    def _document_of(self, entry: SeedEntry, number: str, spot: Spot) -> Path | None:
        names = [f"{number}.{DOCUMENTS[EntryKind(entry.kind)]}.{form}" for form in FORMS]
        for name in names:
            if (path := entry.path.with_name(name)).is_file():
                return path
        self.problems.add(spot.below("/number"), "no-document", name=number, file=names[0])
        return None

    def _require_told(self, entry: SeedEntry, told: set[Path]) -> None:
        for form in FORMS:
            for path in sorted(entry.path.parent.glob(f"*.{DOCUMENTS[EntryKind(entry.kind)]}.{form}")):
                if path not in told:
                    self.problems.add(Spot(self._name(path)), "not-in-history")

    def _listed(self, kind: str, path: Path) -> Iterator[SeedEntry]:
        for tree, spot in self._items(path):
            yield from self._entry(kind, tree, spot, path)

    def _entry(self, kind: str, tree: object, spot: Spot, path: Path) -> Iterator[SeedEntry]:
        with self.problems.noted(spot):
            given = validated(SHAPES[kind], tree)
            yield SeedEntry(kind, given["key"], given["key"], given, spot, path)

    def _items(self, path: Path) -> Iterator[tuple[object, Spot]]:
        """Yield what a list holds, which is read as the one member of an object: the reader takes nothing else."""
        source = self._source(path, listed=True)
        if source is None:
            return
        items, whole = source.data[ITEMS], Spot(self._name(path), source, listed=True)
        if not isinstance(items, list):
            self.problems.add(whole, "not-a-list")
            return
        for position, item in enumerate(items):
            yield item, whole.below(f"/{position}")

    def _source(self, path: Path, *, listed: bool = False) -> Source | None:
        spot = Spot(self._name(path), listed=listed)
        if not path.is_file():
            self.problems.add(spot, "no-file")
            return None
        try:
            with path.open("rb") as file:
                content = file.read(limits.BYTES + 1)
            return read(_as_member(content) if listed else content)
        except OSError as problem:
            self.problems.add(spot, "file-unread", problem=problem.strerror)
        except Unreadable as refused:
            self.problems.add_error(spot, unreadable(refused))
        return None

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def unreadable(refused: Unreadable) -> DocumentUnreadable:
    """Return the error of the domain for a document that cannot be read."""
    return DocumentUnreadable(refused.code, refused.pointer, refused.line, refused.column, refused.values)


def _version(entry: SeedEntry, tree: Tree, spot: Spot, path: Path, document: Spot) -> SeedVersion:
    kind, steps = EntryKind(entry.kind), tuple(tree["actions"])
    return SeedVersion(path, kind, entry.name, entry.institution, tree["number"], steps, spot, document)


def _owned(entry: SeedEntry, institution: str, name: str | None = None) -> SeedEntry:
    return SeedEntry(entry.kind, name or entry.name, institution, entry.tree, entry.spot, entry.path)


def _as_member(content: bytes) -> bytes:
    lines = content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    return f"{ITEMS}:\n".encode() + b"".join(b"  " + line for line in lines)


@cache
def _history() -> jsonschema_rs.Draft202012Validator:
    return compiled(HISTORY)


def _ordered(entries: Sequence[SeedEntry], needs: Callable[[SeedEntry], set[Any]]) -> Iterator[SeedEntry]:
    """Yield each entry after those that it refers to."""
    named = {entry.name: entry for entry in entries}
    done: set[int] = set()

    def settle(entry: SeedEntry) -> Iterator[SeedEntry]:
        if id(entry) in done:
            return
        done.add(id(entry))
        for name in sorted(needs(entry) & named.keys()):
            yield from settle(named[name])
        yield entry

    for entry in entries:
        yield from settle(entry)
