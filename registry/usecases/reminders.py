"""What happens once a day: people are reminded, digests are written, what is over is noted, the board is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from registry.db.models import Letter, User
from registry.db.queries import desk
from registry.db.queries import notices as notice_queries
from registry.db.queries import reminders as queries
from registry.domain.actors import Role, require_role
from registry.domain.board import EXPIRY_NOTICE
from registry.domain.calendar import local_day
from registry.domain.freshness import confirm_by, cutoff
from registry.domain.notices import CONTACTS_SOON, KEPT, WAIVER_SOON, NoticeKind, has_digest, morning_of, soon_until
from registry.usecases import board, saved_searches, waivers
from registry.usecases.notices import owners_of, people_named, reviewers_but_of, tell
from registry.usecases.work import Work

BATCH: Final = 500


async def remind(work: Work) -> int:
    """Remind people of what is due, of what ends and of what is to be confirmed; return how many notices that makes.

    Each is told once of the same thing, however often this is called and from however many machines.
    """
    work.attempt("notice:remind", "registry", "-")
    require_role(work.actor, {Role.ADMIN})
    await work.database.dialect.lock_records(work.session)
    day = local_day(work.now)
    owners = Owners(work)
    told = await _reviews(work, day) + await _waivers(work, day, owners)
    told += await _contacts(work, owners) + await _registrations(work, day, owners)
    if told:
        work.record(count=told)
    return told


async def write_digests(work: Work) -> int:
    """Put what waits for a digest into one letter a person and working day; return how many letters that makes."""
    work.attempt("notice:digest", "registry", "-")
    require_role(work.actor, {Role.ADMIN})
    await work.database.dialect.lock_records(work.session)
    written = 0
    morning = morning_of(work.now)
    if has_digest(morning.date(), await desk.days(work.session)):
        for account, identities in (await notice_queries.waiting(work.session, morning)).items():
            letter = Letter(account_id=account, due_at=work.now, created_at=work.now)
            work.session.add(letter)
            await work.session.flush()
            await notice_queries.put_in(work.session, letter, identities)
            written += 1
    if written:
        work.record(count=written)
    return written


async def forget(work: Work) -> int:
    """Delete the notices that are too old to be of use, and their letters; return how many notices that were."""
    work.attempt("notice:forget", "registry", "-")
    require_role(work.actor, {Role.ADMIN})
    await work.database.dialect.lock_records(work.session)
    count = await notice_queries.forget(work.session, work.now - KEPT)
    if count:
        work.record(count=count)
    return count


class Owners:
    """Who answers for each institution, asked once for all that is told at one time."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[str, Sequence[User]] = {}

    async def of(self, institution: str) -> Sequence[User]:
        """Return who answers for the entries of an institution."""
        if institution not in self._known:
            self._known[institution] = await owners_of(self._work, institution)
        return self._known[institution]


DAILY: Final = (waivers.end_overdue, remind, saved_searches.tell_of_new, write_digests, forget, board.keep_day)
"""What is done once a day, each in a transaction of its own; doing it twice changes nothing."""


async def _reviews(work: Work, day: date) -> int:
    told = 0
    soon = soon_until(day, await desk.days(work.session))
    for review in await queries.reviews_due(work.session, soon):
        due = review.due_on or day
        kind = NoticeKind.REVIEW_OVERDUE if due < day else NoticeKind.REVIEW_DUE
        people: Sequence[User] = await people_named(work, {review.reviewer})
        if not people:  # nobody has it in hand, so it is everybody's
            people = await reviewers_but_of(work, review.institution.key)
        cause = f"{kind}:{review.number}:{due}"
        path, when = f"/reviews/{review.number}", due.isoformat()
        told += await tell(work, people, kind, review.subject, path, cause=cause, number=review.number, due_on=when)
    return told


async def _waivers(work: Work, day: date, owners: Owners) -> int:
    told = 0
    for waiver in await queries.waivers_ending(work.session, day, day + WAIVER_SOON):
        people = await owners.of(waiver.interface.institution.key)
        ends = waiver.ends_on.isoformat()
        cause = f"{NoticeKind.WAIVER_ENDING}:{waiver.key}:{ends}"
        told += await tell(
            work,
            people,
            NoticeKind.WAIVER_ENDING,
            waiver.interface.name,
            f"/waivers/{waiver.key}",
            cause=cause,
            rule=waiver.rule,
            ends_on=ends,
        )
    return told


async def _contacts(work: Work, owners: Owners) -> int:
    """Ask the owners to confirm what is about to be unverified."""
    told, after = 0, ""
    before = cutoff(work.now.date()) + CONTACTS_SOON
    while systems := await queries.systems_to_confirm(work.session, before, after, BATCH):
        for system in systems:
            by = confirm_by(system.updated_at, system.confirmed_at)
            cause = f"{NoticeKind.CONTACTS_TO_CONFIRM}:{system.key}:{by}"
            told += await tell(
                work,
                await owners.of(system.institution.key),
                NoticeKind.CONTACTS_TO_CONFIRM,
                system.key,
                f"/systems/{system.key}",
                cause=cause,
                by_on=by.isoformat(),
            )
        after = systems[-1].key
    return told


async def _registrations(work: Work, day: date, owners: Owners) -> int:
    """Remind the owners of systems whose registration of personal data runs out."""
    told = 0
    for system in await queries.registrations_ending(work.session, day, day + EXPIRY_NOTICE):
        ends = str((system.personal_data or {})["expires_on"])
        kind, path = NoticeKind.PERSONAL_DATA_ENDING, f"/systems/{system.key}"
        cause = f"{kind}:{system.key}:{ends}"
        told += await tell(
            work, await owners.of(system.institution.key), kind, system.key, path, cause=cause, ends_on=ends
        )
    return told
