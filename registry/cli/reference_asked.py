"""Ask the registry of this machine, or one over HTTP, for what can be done with its reference data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

import msgspec

from registry.api.standard_bodies import ConceptBody, StandardBody
from registry.api.synonym_bodies import SynonymBody
from registry.cli import local, remote
from registry.cli.exits import Told
from registry.domain.actors import ANONYMOUS
from registry.domain.errors import ConditionMissing
from registry.usecases import concepts, standards, synonyms
from registry.usecases.work import Work, begin, read

Tree = dict[str, Any]
Filters = Mapping[str, Sequence[str]]
"""What a list is limited to, by the parameters of the API."""
PAGE = 200


class Kind(Protocol):
    """One kind of reference data: its name in addresses, and what its use cases do."""

    plural: str

    async def list_all(self, work: Work, filters: Filters) -> list[Any]:
        """Return the bodies of every entry."""
        ...

    async def show(self, work: Work, key: str) -> Any:
        """Return the body of an entry."""
        ...

    async def put(self, work: Work, tree: Tree, seen: int | None) -> tuple[Any, bool]:
        """Put an entry; return its body, and whether it is new."""
        ...


class Removable(Kind, Protocol):
    """A kind of which entries can be taken away."""

    async def remove(self, work: Work, key: str, seen: int | None) -> None:
        """Take an entry away."""
        ...


AnyKind = TypeVar("AnyKind", bound=Kind)
AnyRemovable = TypeVar("AnyRemovable", bound=Removable)


class Standards:
    """The standards."""

    plural = "standards"

    async def list_all(self, work: Work, filters: Filters) -> list[StandardBody]:
        """Return the bodies of every standard."""
        wanted = standards.Filters(filters.get("component", ()), filters.get("kind", ()), filters.get("status", ()))
        return [StandardBody.of(row) for row in await standards.list_all(work, wanted)]

    async def show(self, work: Work, key: str) -> StandardBody:
        """Return the body of a standard."""
        return StandardBody.of(await standards.get(work, key))

    async def put(self, work: Work, tree: Tree, seen: int | None) -> tuple[StandardBody, bool]:
        """Put a standard; return its body, and whether it is new."""
        row, created = await standards.put(work, tree, seen=seen)
        return StandardBody.of(row), created


class Concepts:
    """The concepts."""

    plural = "concepts"

    async def list_all(self, work: Work, filters: Filters) -> list[ConceptBody]:
        """Return the bodies of every concept."""
        wanted = concepts.Filters(
            filters.get("personal_data", ()), filters.get("type", ()), filters.get("certainty", ())
        )
        rows = await concepts.list_all(work, wanted, " ".join(filters.get("q", ())))
        schemas = await concepts.schemas_of(work, rows)
        return [ConceptBody.of(row, schemas) for row in rows]

    async def show(self, work: Work, key: str) -> ConceptBody:
        """Return the body of a concept."""
        row = await concepts.get(work, key)
        return ConceptBody.of(row, await concepts.schemas_of(work, [row]))

    async def put(self, work: Work, tree: Tree, seen: int | None) -> tuple[ConceptBody, bool]:
        """Put a concept; return its body, and whether it is new."""
        row, created = await concepts.put(work, tree, seen=seen)
        return ConceptBody.of(row, await concepts.schemas_of(work, [row])), created


class Synonyms:
    """The groups of names that mean the same."""

    plural = "synonyms"

    async def list_all(self, work: Work, filters: Filters) -> list[SynonymBody]:
        """Return the bodies of every group."""
        rows = await synonyms.list_all(work, filters.get("kind", ()), " ".join(filters.get("q", ())))
        return [SynonymBody.of(row) for row in rows]

    async def show(self, work: Work, key: str) -> SynonymBody:
        """Return the body of a group."""
        return SynonymBody.of(await synonyms.get(work, key))

    async def put(self, work: Work, tree: Tree, seen: int | None) -> tuple[SynonymBody, bool]:
        """Put a group; return its body, and whether it is new."""
        row, created = await synonyms.put(work, tree, seen=seen)
        return SynonymBody.of(row), created

    async def remove(self, work: Work, key: str, seen: int | None) -> None:
        """Take a group away."""
        await synonyms.remove(work, key, seen=seen)


@dataclass(frozen=True, slots=True)
class Local(Generic[AnyKind]):
    """The registry of this machine, in the name of its operator or of somebody with an account."""

    kind: AnyKind
    name: str | None

    async def list_all(self, filters: Filters) -> list[Tree]:
        """Return every entry."""
        async with local.opened() as registry, read(registry.database, ANONYMOUS, registry.check) as work:
            return [_tree_of(body) for body in await self.kind.list_all(work, filters)]

    async def show(self, key: str) -> Tree:
        """Return an entry."""
        async with local.opened() as registry, read(registry.database, ANONYMOUS, registry.check) as work:
            return _tree_of(await self.kind.show(work, key))

    async def put(self, tree: Tree, seen: int | None) -> Tree:
        """Put an entry; `seen` is the revision that it was made from, none to take whatever is there."""
        async with local.opened() as registry:
            actor = await local.acting(registry, self.name)
            async with begin(registry.database, actor, registry.check) as work:
                return _tree_of((await self.kind.put(work, tree, seen))[0])

    async def remove(self: "Local[AnyRemovable]", key: str, seen: int | None) -> None:
        """Take an entry away; `seen` is the revision that was looked at, none to take it away as it is."""
        async with local.opened() as registry:
            actor = await local.acting(registry, self.name)
            async with begin(registry.database, actor, registry.check) as work:
                await self.kind.remove(work, key, seen)


@dataclass(frozen=True, slots=True)
class Remote(Generic[AnyKind]):
    """A registry over HTTP, with the key of the environment."""

    kind: AnyKind
    server: str

    async def list_all(self, filters: Filters) -> list[Tree]:
        """Return every entry, page by page."""
        rows: list[Tree] = []
        cursor: str | None = None
        while True:
            asked = {**filters, "limit": PAGE, "cursor": cursor}
            page = remote.get(self.server, f"/api/v1/{self.kind.plural}", asked)
            rows += page["items"]
            cursor = page["page"]["next_cursor"]
            if cursor is None:
                return rows

    async def show(self, key: str) -> Tree:
        """Return an entry."""
        row: Tree = remote.get(self.server, self._path_of(key), {})
        return row

    async def put(self, tree: Tree, seen: int | None) -> Tree:
        """Put an entry; `seen` is the revision that it was made from, none to take whatever is there."""
        remote.require_key()
        key = str(tree.get("key"))
        try:
            return self._put(key, tree, seen)
        except Told as told:
            if seen is not None or told.code != ConditionMissing.code:
                raise
        return self._put(key, tree, (await self.show(key))["revision"])

    async def remove(self: "Remote[AnyRemovable]", key: str, seen: int | None) -> None:
        """Take an entry away; `seen` is the revision that was looked at, none to take it away as it is."""
        remote.require_key()
        revision = (await self.show(key))["revision"] if seen is None else seen
        remote.delete(self.server, self._path_of(key), {"If-Match": f'"{revision}-seen"'})

    def _put(self, key: str, tree: Tree, seen: int | None) -> Tree:
        condition = {} if seen is None else {"If-Match": f'"{seen}-seen"'}
        content = json.dumps(tree, ensure_ascii=False).encode()
        row: Tree = remote.put(self.server, self._path_of(key), content, "application/json", condition)
        return row

    def _path_of(self, key: str) -> str:
        return f"/api/v1/{self.kind.plural}/{quote(key, safe='')}"


def asked(kind: AnyKind, server: str | None, name: str | None) -> Local[AnyKind] | Remote[AnyKind]:
    """Return the registry that is asked: the one at an address, else that of this machine."""
    return Remote(kind, server) if server else Local(kind, name)


def _tree_of(body: Any) -> Tree:
    tree: Tree = msgspec.to_builtins(body)
    return tree
