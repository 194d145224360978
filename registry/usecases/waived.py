"""What the waivers of an entry do to the reports of its versions."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from registry.db.models import StoredReport, Version
from registry.db.queries import versions, waivers
from registry.domain.waivers import day_of, waived_until
from registry.domain.waivers import marked as marked_with
from registry.usecases.work import Work


async def until(work: Work, interface_id: UUID, report: StoredReport) -> date | None:
    """Return the last day on which waivers cover every error of a report, none where one is open or none was found."""
    if report.result != "fail":
        return None
    grants = await waivers.grants_of(work.session, interface_id)
    return waived_until(await versions.tree_of(work.session, report), grants) if grants else None


async def marked(work: Work, version: Version) -> dict[str, Any]:
    """Return the report of a version whose findings say whether they count today; the report itself stays as it is.

    Why a waiver was asked for is told within the government alone.
    """
    tree = await versions.tree_of(work.session, version.report)
    grants = await waivers.grants_of(work.session, version.interface_id)
    shown = grants if work.actor.reads else [replace(one, reason="") for one in grants]
    return marked_with(tree, shown, day_of(work.now))


async def renew(work: Work, interface_id: UUID) -> None:
    """Say anew of the versions of an entry that may yet be submitted until when every error of theirs is covered."""
    grants = await waivers.grants_of(work.session, interface_id)
    for version_id, tree in await waivers.failing_of(work.session, interface_id):
        await waivers.set_waived_until(work.session, version_id, waived_until(tree, grants))
