"""The pages of the reviewers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.db.models import Version
from registry.domain.actors import OVERSEERS, require_role
from registry.domain.lifecycle import DECISIONS
from registry.usecases import overlaps, rules, transitions, versions
from registry.usecases.work import Work
from registry.web.documents import opened
from registry.web.findings import grades_of, unchecked_of
from registry.web.forms import Form
from registry.web.naming import below_versions
from registry.web.reader import Reader
from registry.web.threads import elsewhere
from registry.web.versions import frame_of


@dataclass(frozen=True, slots=True)
class Difference:
    """Which operations or schemas a version has that another has not."""

    number: str
    added: list[str]
    removed: list[str]


@get("/reviews", include_in_schema=False)
async def queue(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show what waits for a reviewer, the oldest first."""
    waiting = await transitions.queue(reading)
    mine = [version for version in waiting if version.taken_by == reader.actor.name]
    others = [version for version in waiting if version.taken_by != reader.actor.name]
    return reader.page("reviews/queue.html", mine=mine, others=others, now=reading.now)


@get(below_versions("review"), include_in_schema=False)
async def review(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show everything that a decision rests on, and the form that takes it."""
    require_role(reader.actor, OVERSEERS)
    frame = await frame_of(reading, reader, name, number)
    tree = await versions.report_of(reading, frame.version)
    document = await opened(await versions.document_of(reading, frame.version))
    judge = await rules.judge_of(reading, tree["profile_digest"])
    return reader.page(
        "reviews/review.html",
        frame=frame,
        tab="review",
        form=Form(),
        report=tree,
        grades=await elsewhere(grades_of, tree, document.lines, reader.language, judge),
        unchecked=unchecked_of(tree, reader.language, judge),
        history=await versions.history_of(reading, frame.version),
        decisions=[action for action in frame.actions if action in DECISIONS],
        overlaps=await overlaps.of_version(reading, frame.version),
        difference=_difference(frame.latest, frame.every, frame.version),
    )


def names_of(facts: Mapping[str, Any]) -> dict[str, None]:
    """Return the names of what a document offers: its operations, its schemas, its properties."""
    operations = [f"{one['method'].upper()} {one['path']}" for one in facts.get("operations", ())]
    schemas = [schema["name"] for schema in facts.get("schemas", ())]
    return dict.fromkeys([*operations, *schemas, *facts.get("properties", ())])


def _difference(latest: str | None, every: Any, version: Version) -> Difference | None:
    before = next((one for one in every if one.number == latest), None)
    if before is None or before.number == version.number:
        return None
    old, new = names_of(before.facts), names_of(version.facts)
    added = [name for name in new if name not in old]
    removed = [name for name in old if name not in new]
    return Difference(before.number, added, removed)


ROUTES = [queue, review]
