"""The report on a document: known by digests, or made once."""

import hashlib
from collections.abc import Awaitable, Callable

from registry.db.known import AskedKnown
from registry.usecases import profiles
from registry.usecases.kept import Name, told_as
from registry.usecases.work import Work
from registry.validators.outline import Wanted
from registry.validators.report import Report


async def report_on(
    work: Work, content: bytes, asked: str | None = None, before: Callable[[], Awaitable[None]] | None = None
) -> Report:
    """Return the report on a document, from what is known or from a worker; `before` is called for a worker only.

    The database is asked in a session of its own, which is over before a worker is asked.
    """
    return await report_against(work, content, await profiles.wanted(work, asked), before)


async def report_against(
    work: Work, content: bytes, wanted: Wanted | None, before: Callable[[], Awaitable[None]] | None = None
) -> Report:
    """Return the report on a document against a profile that was found already, the built-in one where it is none."""
    outline = wanted.outline if wanted else await work.check.built_in()
    name = (f"sha256:{hashlib.sha256(content).hexdigest()}", outline.digest, outline.engine)
    report = await _known(work, name)
    if report is None:
        if before is not None:
            await before()
        report = await work.check.once(name, content, wanted)
    return told_as(report, outline)


async def _known(work: Work, name: Name) -> Report | None:
    kept = work.check.kept
    report = kept.get(name)
    if report is not None:
        kept.found["memory"] += 1
        return report
    text = await (work.check.stored or AskedKnown(work.database)).report(*name)
    report = kept.take_in(name, text) if text else None
    kept.found["database" if report else "nobody"] += 1
    return report
