"""Hand in a document to the registry's own database for a command."""

from typing import Any

from registry.cli import local
from registry.cli.local import Registry
from registry.cli.publish import Delivery, is_fit
from registry.db.models import Version
from registry.domain.actors import Actor
from registry.domain.lifecycle import EDITABLE, Action
from registry.usecases import overlaps, transitions, versions
from registry.usecases.indexing import path_of
from registry.usecases.work import begin


class _Undone(Exception):
    """Leave a piece of work without keeping it."""


async def delivered(delivery: Delivery, name: str | None) -> dict[str, Any]:
    """Hand in a document and, where that is asked for and it is fit, submit it; keep nothing of a dry run."""
    async with local.opened() as registry:
        actor = await local.acting(registry, name)
        outcome = await _published(registry, actor, delivery)
        version = outcome["version"]
        if delivery.submit and not delivery.dry_run and is_fit(outcome) and version["status"] in EDITABLE:
            outcome["version"] = await _submitted(registry, actor, delivery, version["number"])
        return outcome


async def _published(registry: Registry, actor: Actor, delivery: Delivery) -> dict[str, Any]:
    outcome: dict[str, Any] = {}
    try:
        async with begin(registry.database, actor, registry.check) as work:
            version, created = await versions.publish(work, delivery.target.entry, delivery.content, delivery.number)
            report = await versions.report_of(work, version)
            overlap = [one.tree() for one in await overlaps.of_version(work, version)]
            outcome |= {"version": _tree_of(version), "created": created, "report": report, "overlap": overlap}
            _stop_dry_run(delivery)
    except _Undone:
        outcome |= {"version": None, "created": False, "overlap": []}
    return outcome


def _stop_dry_run(delivery: Delivery) -> None:
    if delivery.dry_run:
        raise _Undone


async def _submitted(registry: Registry, actor: Actor, delivery: Delivery, number: str) -> dict[str, Any]:
    async with begin(registry.database, actor, registry.check) as work:
        order = transitions.Order(Action.SUBMIT)
        return _tree_of(await transitions.advance(work, delivery.target.entry, number, order))


def _tree_of(version: Version) -> dict[str, Any]:
    return {
        "name": version.interface.name,
        "number": version.number,
        "reference": version.reference,
        "status": version.status.value,
        "digest": version.digest,
        "report": {"binds_from": transitions.binds_from(versions.head_of(version))},
        "links": {"page": path_of(version.interface, version.number)},
    }
