"""Ask the registry of this machine, or one over HTTP, for what can be done with profiles."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from registry.cli import local, remote
from registry.domain.actors import ANONYMOUS
from registry.usecases import profiles
from registry.usecases.profiles import Particulars
from registry.usecases.work import Work, begin, read
from registry.validators.bundles import Bundle, packed
from registry.validators.outline import rule_trees

Tree = dict[str, Any]

FIELDS = ("reference", "key", "version", "state", "title", "digest", "size", "files", "binding_on", "grace_days")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said of a profile when it is loaded."""

    title: dict[str, str] = field(default_factory=dict)
    binding_on: date | None = None
    grace_days: int = 0


class Local:
    """The registry of this machine, in the name of its operator or of somebody with an account."""

    def __init__(self, name: str | None) -> None:
        self._name = name

    async def load(self, key: str, version: str, bundle: Bundle, asked: Asked) -> Tree:
        """Load a profile."""
        particulars = Particulars(asked.title, asked.binding_on, asked.grace_days)
        async with self._work() as work:
            row, _ = await profiles.load(work, key, version, _content_of(bundle), particulars)
            return _tree_of(row)

    async def advance(self, key: str, version: str, order: Tree) -> Tree:
        """Take a profile one step along its life."""
        async with self._work() as work:
            return _tree_of(await profiles.advance(work, key, version, profiles.order_of(order)))

    async def list_all(self) -> list[Tree]:
        """Return every version of every profile."""
        async with self._reading() as work:
            return [_tree_of(row) for row in await profiles.list_all(work)]

    async def show(self, key: str, version: str) -> tuple[Tree, list[Tree]]:
        """Return a profile and its rules."""
        async with self._reading() as work:
            row = await profiles.get(work, key, version)
            return _tree_of(row), [dict(rule) for rule in rule_trees(profiles.outline_of(row).rules)]

    async def download(self, key: str, version: str) -> tuple[Tree, bytes]:
        """Return a profile with its ruleset, or with the archive of all its files where it has several."""
        async with self._reading() as work:
            row = await profiles.get(work, key, version)
            if len(row.files) > 1:
                return _tree_of(row), await profiles.bundle_of(work, row)
            return _tree_of(row), (await profiles.document_of(work, row)).content

    @asynccontextmanager
    async def _work(self) -> AsyncIterator[Work]:
        async with local.opened() as registry:
            actor = await local.acting(registry, self._name)
            async with begin(registry.database, actor, registry.check) as work:
                yield work

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[Work]:
        async with local.opened() as registry, read(registry.database, ANONYMOUS, registry.check) as work:
            yield work


class Remote:
    """A registry over HTTP, with the key of the environment."""

    def __init__(self, server: str) -> None:
        self._server = server

    async def load(self, key: str, version: str, bundle: Bundle, asked: Asked) -> Tree:
        """Load a profile."""
        remote.require_key()
        said = {f"title_{language}": words for language, words in asked.title.items()}
        said |= {"grace_days": str(asked.grace_days)}
        said |= {"binding_on": asked.binding_on.isoformat()} if asked.binding_on else {}
        kind = "application/zip" if bundle.files else "application/octet-stream"
        path = f"{_path_of(key, version)}?{urlencode(said)}"
        row: Tree = remote.put(self._server, path, _content_of(bundle), kind)
        return row

    async def advance(self, key: str, version: str, order: Tree) -> Tree:
        """Take a profile one step along its life."""
        remote.require_key()
        row: Tree = remote.post_tree(self._server, f"{_path_of(key, version)}/transitions", order)
        return row

    async def list_all(self) -> list[Tree]:
        """Return every version of every profile."""
        rows: list[Tree] = remote.get(self._server, "/api/v1/profiles", {})
        return rows

    async def show(self, key: str, version: str) -> tuple[Tree, list[Tree]]:
        """Return a profile and its rules."""
        row = remote.get(self._server, _path_of(key, version), {})
        rules = remote.get(self._server, "/api/v1/rules", {"profile": row["reference"]})
        return row, [
            {
                "name": rule["name"],
                "severity": rule["severity"],
                "page": rule["links"].get("page"),
                "description": rule["description"],
            }
            for rule in rules
        ]

    async def download(self, key: str, version: str) -> tuple[Tree, bytes]:
        """Return a profile with its ruleset, or with the archive of all its files where it has several."""
        row: Tree = remote.get(self._server, _path_of(key, version), {})
        part = "bundle" if len(row["files"]) > 1 else "document"
        return row, remote.fetch(self._server, f"{_path_of(key, row['version'])}/{part}")


def _path_of(key: str, version: str) -> str:
    return f"/api/v1/profiles/{quote(key, safe='')}/{quote(version, safe='')}"


def _content_of(bundle: Bundle) -> bytes:
    return packed(bundle) if bundle.files else bundle.content


def _tree_of(row: Any) -> Tree:
    tree = {name: getattr(row, name) for name in FIELDS}
    return {**tree, "default": row.is_default, "rules": len(row.rules)}
