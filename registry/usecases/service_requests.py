"""Services that people need and have not found: ask for one, list what is asked, answer."""

from collections.abc import Sequence
from typing import Final

from registry.db.models import ServiceRequest, User
from registry.db.queries import institutions
from registry.db.queries import notices as notice_queries
from registry.db.queries import service_requests as queries
from registry.domain.actors import Actor, Role, require_person
from registry.domain.errors import FieldError, FieldsInvalid, NotFound, RoleMissing
from registry.domain.notices import NoticeKind
from registry.usecases import allowances
from registry.usecases.notices import owners_of, tell
from registry.usecases.pages import Page, page_of
from registry.usecases.work import Work

ASKING: Final = allowances.Limit(10, 3_600)
LARGEST: Final = 2**31 - 1


async def ask(work: Work, tree: object) -> ServiceRequest:
    """Ask an institution for a service that nobody offers, or e-GA where no institution is named; they are told."""
    given = work.given("new_service_request", tree)
    work.attempt("service-request:ask", "service-request", given.get("institution", "-"))
    account = require_person(work.actor)
    await allowances.spend(work.database, f"service-request:{account}", ASKING, work.now)
    institution = await institutions.find(work.session, given["institution"]) if "institution" in given else None
    if "institution" in given and institution is None:
        raise FieldsInvalid((FieldError("/institution", "no-such-institution", {"limit": given["institution"]}),))
    row = ServiceRequest(
        account_id=account,
        institution_id=institution.id if institution else None,
        need=given["need"],
        words=given.get("words", "").strip(),
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    people = await owners_of(work, institution.key) if institution else await _of_ega(work)
    await tell(work, people, NoticeKind.SERVICE_ASKED, _subject(row), path_of(row), cause=f"service-asked:{row.id}")
    work.record(number=row.id)
    return await get(work, row.id)


async def list_page(work: Work, *, after: str = "", limit: int = 50) -> Page[ServiceRequest]:
    """Return a page of what the asker asked for and what their institution is asked for, the latest first."""
    account, every = require_person(work.actor), work.actor.overseeing
    before = int(after) if after.isascii() and after.isdigit() and int(after[:12]) <= LARGEST else 0
    rows = await queries.list_page(work.session, account, work.actor.institution, before, limit + 1, every=every)
    total = await queries.count(work.session, account, work.actor.institution, every=every)
    return page_of(rows, limit, total, lambda row: str(row.id))


async def get(work: Work, identity: int) -> ServiceRequest:
    """Return what was asked for, to who asked, who is asked and e-GA; raise `NotFound` for anybody else."""
    account = require_person(work.actor)
    found = await queries.find(work.session, identity) if 0 < identity <= LARGEST else None
    if found is None or not (found.account_id == account or may_see(work.actor, found)):
        raise NotFound("service-request", str(identity))
    return found


async def answer(work: Work, identity: int, tree: object) -> ServiceRequest:
    """Answer what was asked for, as who is asked or as e-GA; who asked is told. A later answer takes its place."""
    given = work.given("service_answer", tree)
    work.attempt("service-request:answer", "service-request", str(identity))
    row = await get(work, identity)
    if not may_answer(work.actor, row):
        raise RoleMissing(f"{Role.PUBLISHER}, {Role.INSTITUTION_ADMIN}, {Role.ADMIN}")
    row.answer, row.answered_by, row.answered_at = given["answer"], work.actor.name, work.now
    await work.session.flush()
    cause = f"service-answered:{row.id}:{work.now.isoformat()}"
    await tell(work, [row.account], NoticeKind.SERVICE_ANSWERED, _subject(row), path_of(row), cause=cause)
    work.record()
    return row


def may_see(actor: Actor, row: ServiceRequest) -> bool:
    """Say whether somebody else than who asked may see a request: the institution that is asked, and e-GA."""
    return actor.overseeing or (row.institution is not None and actor.belongs_to(row.institution.key))


def may_answer(actor: Actor, row: ServiceRequest) -> bool:
    """Say whether the actor answers for whom the request goes to."""
    return actor.owns(row.institution.key) if row.institution else Role.ADMIN in actor.roles


def path_of(row: ServiceRequest) -> str:
    """Return the page of a request."""
    return f"/service-requests/{row.id}"


async def _of_ega(work: Work) -> Sequence[User]:
    return await notice_queries.people(work.session, {Role.ADMIN})


def _subject(row: ServiceRequest) -> str:
    first = row.need.split("\n", 1)[0].strip()
    return first if len(first) <= 120 else f"{first[:119]}…"  # noqa: PLR2004 a line of a list
