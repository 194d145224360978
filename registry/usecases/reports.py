"""The report on a document: known by digests, or made once."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from registry.db.queries import versions as queries
from registry.usecases import profiles
from registry.usecases.kept import told_as
from registry.usecases.work import Work
from registry.validators.checking import ENGINE
from registry.validators.outline import Outline, Wanted
from registry.validators.report import Report, from_tree


@dataclass(frozen=True, slots=True)
class Question:
    """A document by its digest, and the profile that it is to be checked against."""

    digest: str
    profile: Outline
    wanted: Wanted | None


async def report_on(
    work: Work, content: bytes, asked: str | None = None, before: Callable[[], Awaitable[None]] | None = None
) -> Report:
    """Return the report on a document, from what is known or from a worker; `before` is called for a worker only.

    The questions to the database are asked in a session of their own, which is over before a worker is.
    """
    question, known = await _known(work, content, asked)
    if known is not None:
        return known
    if before is not None:
        await before()
    report = await work.check(content, question.wanted)
    work.check.kept.keep(report)
    return report


async def _known(work: Work, content: bytes, asked: str | None) -> tuple[Question, Report | None]:
    kept = work.check.kept
    async with work.database.reading() as session:
        wanted = await profiles.wanted(work, session, asked)
        outline = wanted.outline if wanted else await work.check.built_in()
        question = Question(f"sha256:{hashlib.sha256(content).hexdigest()}", outline, wanted)
        name = (question.digest, outline.digest, ENGINE)
        report = kept.get(name)
        if report is not None:
            kept.found["memory"] += 1
            return question, told_as(report, outline)
        tree = await queries.known_tree(session, *name)
    # A check that could not finish says nothing of the next one.
    if tree is None or tree["unfinished"]:
        kept.found["nobody"] += 1
        return question, None
    kept.found["database"] += 1
    report = told_as(from_tree(tree), outline)
    kept.keep(report)
    return question, report
