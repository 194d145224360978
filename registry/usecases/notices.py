"""What people are told: tell them within the work that gives cause, list it, mark it as read, choose how it comes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from registry.db.models import Letter, Notice, User
from registry.db.queries import accounts
from registry.db.queries import notices as queries
from registry.domain.actors import OWNERS, Actor, ActorKind, Role, require_role
from registry.domain.errors import Unauthenticated
from registry.domain.notices import LetterState, MailChoice, NoticeKind, mailed
from registry.settings import from_environment
from registry.usecases.pages import Page, page_of
from registry.usecases.work import Work

LARGEST = 2**31 - 1
LONGEST = len(str(LARGEST))


async def tell(
    work: Work,
    people: Iterable[User],
    kind: NoticeKind,
    subject: str,
    path: str,
    *,
    cause: str | None = None,
    **values: Any,
) -> int:
    """Tell people of something, but for whoever does it; return how many are told.

    What they are told, and the letter that carries it, is committed with what gave cause to it and goes out afterwards.
    A cause that is named is told to each of them once, however often it comes.
    """
    others = {person.id: person for person in people if person.name != work.actor.name}
    # The end tells causes apart, so it is the beginning that a cause without measure loses.
    cause = (cause or f"{kind}:{path}:{work.now.isoformat()}:{work.request_id or ''}")[-200:]
    known = await queries.told(work.session, others, cause)
    new = {account: person for account, person in others.items() if account not in known}
    # Where no mail is set up, nothing would ever carry a letter away.
    by_mail = bool(from_environment().mail)
    mails = {account: mailed(kind, one.mail) if by_mail else MailChoice.NEVER for account, one in new.items()}
    letters = await _letters(work, [account for account, mail in mails.items() if mail is MailChoice.AT_ONCE])
    same: dict[str, Any] = {"kind": kind, "subject": subject[:200], "path": path, "values": values, "cause": cause}
    for account, mail in mails.items():
        carried = letters.get(account)
        work.session.add(Notice(account_id=account, mail=mail, letter_id=carried, created_at=work.now, **same))
    await work.session.flush()
    return len(new)


async def owners_of(work: Work, institution: str) -> Sequence[User]:
    """Return who answers for the entries of an institution."""
    return await queries.people(work.session, OWNERS, of=institution)


async def reviewers_but_of(work: Work, institution: str) -> Sequence[User]:
    """Return the reviewers who may decide on what an institution owns."""
    return await queries.people(work.session, {Role.REVIEWER}, without=institution)


async def people_named(work: Work, names: Collection[str | None]) -> Sequence[User]:
    """Return those who sign in under these names; names that are nobody's count for nothing."""
    return await queries.named(work.session, {name for name in names if name})


async def list_page(work: Work, *, unread: bool = False, after: str = "", limit: int = 50) -> Page[Notice]:
    """Return a page of what the asker was told, the latest first."""
    account = _oneself(work.actor)
    before = min(int(after), LARGEST) if after.isascii() and after.isdigit() and len(after) <= LONGEST else 0
    rows = await queries.list_page(work.session, account, before, limit + 1, unread=unread)
    total = await queries.count(work.session, account, unread=unread)
    return page_of(rows, limit, total, lambda row: str(row.id))


async def count_unread(work: Work) -> int:
    """Return how much the asker was told and has not read."""
    return await queries.count(work.session, _oneself(work.actor), unread=True)


async def mark_read(work: Work, identities: Collection[int] | None = None) -> int:
    """Note that the asker has read these notices, or all; those of others stay as they are, and nobody is told so."""
    work.attempt("notice:read", "account", work.actor.name)
    account = _oneself(work.actor)
    known = None if identities is None else [one for one in identities if 0 < one <= LARGEST]
    number = await queries.mark_read(work.session, account, known, work.now)
    work.record(count=number)
    return number


async def choice_of(work: Work) -> MailChoice:
    """Return how the asker wants notices by e-mail."""
    _oneself(work.actor)
    return (await accounts.get_user(work.session, work.actor.name)).mail


async def choose(work: Work, tree: object) -> MailChoice:
    """Let the asker choose how notices come by e-mail; what waits for a digest goes out as it was to."""
    given = work.given("notice_choice", tree)
    work.attempt("notice:choose", "account", work.actor.name)
    _oneself(work.actor)
    user = await accounts.get_user(work.session, work.actor.name)
    before, user.mail = user.mail, MailChoice(given["mail"])
    await work.session.flush()
    work.record(before=before, after=user.mail)
    return user.mail


async def letter_counts(work: Work) -> Mapping[LetterState, int]:
    """Return how many letters there are in each state, for those who run the registry."""
    require_role(work.actor, {Role.ADMIN})
    return await queries.letter_counts(work.session)


async def _letters(work: Work, accounts: Sequence[UUID]) -> Mapping[UUID, int]:
    letters = [Letter(account_id=account, due_at=work.now, created_at=work.now) for account in accounts]
    work.session.add_all(letters)
    await work.session.flush()
    return {letter.account_id: letter.id for letter in letters}


def _oneself(actor: Actor) -> UUID:
    """Return whose notices an actor may read: a person's own, by their session or by a key that reads."""
    if actor.user_id is None or actor.kind is ActorKind.ANONYMOUS or not actor.reads:
        raise Unauthenticated
    return actor.user_id
