"""Ask the registry of this machine, or one over HTTP, for what can be done with waivers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec

from registry.api.waiver_bodies import WaiverBody
from registry.cli import local, remote
from registry.db.models import Waiver
from registry.domain.waivers import WaiverAction, day_of
from registry.usecases import waivers
from registry.usecases.work import Work, begin, read

Tree = dict[str, Any]
PAGE = 200


@dataclass(frozen=True, slots=True)
class Local:
    """The registry of this machine, in the name of its operator or of somebody with an account."""

    name: str | None

    async def list_all(self, filters: Mapping[str, Any]) -> list[Tree]:
        """Return every waiver that the filters let through."""
        wanted = {**filters, "state": filters.get("status")}
        async with local.opened() as registry:
            actor = await local.acting(registry, self.name)
            async with read(registry.database, actor, registry.check) as work:
                rows: list[Tree] = []
                after: str | None = ""
                while after is not None:
                    page = await waivers.list_page(work, wanted, after=after, limit=PAGE)
                    rows += [_tree_of(work, row) for row in page.items]
                    after = page.next_after
                return rows

    async def ask(self, tree: Tree) -> Tree:
        """Ask for a waiver."""
        longest = local.settings().waiver_days
        async with local.opened() as registry:
            actor = await local.acting(registry, self.name)
            async with begin(registry.database, actor, registry.check) as work:
                return _tree_of(work, await waivers.ask(work, tree, longest=longest))

    async def decide(self, number: str, action: WaiverAction, reason: str | None) -> Tree:
        """Take a step with a waiver."""
        async with local.opened() as registry:
            actor = await local.acting(registry, self.name)
            async with begin(registry.database, actor, registry.check) as work:
                return _tree_of(work, await waivers.decide(work, number, action, reason))


@dataclass(frozen=True, slots=True)
class Remote:
    """A registry over HTTP, with the key of the environment."""

    server: str

    async def list_all(self, filters: Mapping[str, Any]) -> list[Tree]:
        """Return every waiver that the filters let through, page by page."""
        remote.require_key()
        rows: list[Tree] = []
        cursor: str | None = None
        while True:
            page = remote.get(self.server, "/api/v1/waivers", {**filters, "limit": PAGE, "cursor": cursor})
            rows += page["items"]
            cursor = page["page"]["next_cursor"]
            if cursor is None:
                return rows

    async def ask(self, tree: Tree) -> Tree:
        """Ask for a waiver."""
        remote.require_key()
        row: Tree = remote.post_tree(self.server, "/api/v1/waivers", tree)
        return row

    async def decide(self, number: str, action: WaiverAction, reason: str | None) -> Tree:
        """Take a step with a waiver."""
        remote.require_key()
        tree = {"action": action.value, **({"reason": reason} if reason else {})}
        row: Tree = remote.post_tree(self.server, f"/api/v1/waivers/{quote(number, safe='')}/transitions", tree)
        return row


async def end_overdue(name: str | None) -> int:
    """Tell both sides of the waivers of this machine's registry that are over; return how many there were."""
    async with local.opened() as registry:
        actor = await local.acting(registry, name)
        async with begin(registry.database, actor, registry.check) as work:
            return len(await waivers.end_overdue(work))


def asked(server: str | None, name: str | None) -> Local | Remote:
    """Return the registry that is asked: the one at an address, else that of this machine."""
    return Remote(server) if server else Local(name)


def _tree_of(work: Work, row: Waiver) -> Tree:
    tree: Tree = msgspec.to_builtins(WaiverBody.of(row, work.actor, day_of(work.now)))
    return tree
