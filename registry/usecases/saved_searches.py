"""Searches that people save: ask them again, tell of what is new, show it within what their owner may see."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from registry.db.models import SavedSearch
from registry.db.queries import saved_searches as queries
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope, require_person, require_role
from registry.domain.errors import FieldError, FieldsInvalid, KeyTaken, NotFound
from registry.domain.notices import NoticeKind
from registry.usecases import search, secrets
from registry.usecases.notices import tell
from registry.usecases.sessions import actor_of_user
from registry.usecases.work import Work, read

MOST: Final = 50
"""How many searches one person may save."""
WATCHED: Final = 500
"""How many of the best matches of a search are watched; one that finds more is too broad to be saved."""
BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that a saved search finds, and when it first did."""

    hit: search.Hit
    found_at: datetime


async def create(work: Work, tree: object) -> tuple[SavedSearch, str]:
    """Save a search; return it with the secret of its feed, which is never shown again.

    What it finds now is not new.
    """
    given = work.given("new_saved_search", tree)
    work.attempt("saved-search:create", "saved-search", given["name"])
    account = require_person(work.actor)
    words, facets = given.get("words", "").strip(), {name: one for name, one in given.get("facets", {}).items() if one}
    if not (words or facets):
        raise FieldsInvalid((FieldError("/words", "required", {}),))
    answer = await _found_now(work, search.Question(words, facets, 0, WATCHED))
    await work.database.dialect.lock_records(work.session)
    if any(one.name == given["name"] for one in await queries.of_account(work.session, account)):
        raise KeyTaken("saved-search", given["name"])
    if await queries.count(work.session, account) >= MOST:
        raise FieldsInvalid((FieldError("/name", "maxItems", {"limit": MOST}),))
    secret = secrets.new_session_secret()
    saved = SavedSearch(
        account_id=account,
        name=given["name"],
        words=words,
        facets=facets,
        feed_hash=secrets.hash_of(secret),
        created_at=work.now,
        looked_at=work.now,
    )
    work.session.add(saved)
    await work.session.flush()
    await queries.keep(work.session, saved.id, list(_by_digest(answer.hits)), work.now)
    work.record(id=str(saved.id))
    return saved, secret


async def list_all(work: Work) -> Sequence[SavedSearch]:
    """Return the searches that the asker saved."""
    return await queries.of_account(work.session, require_person(work.actor))


async def get(work: Work, identity: UUID) -> SavedSearch:
    """Return a search that the asker saved; raise `NotFound` for those of others."""
    account = require_person(work.actor)
    found = await queries.find(work.session, identity)
    if found is None or found.account_id != account:
        raise NotFound("saved-search", str(identity))
    return found


async def delete(work: Work, identity: UUID) -> None:
    """Remove a saved search."""
    work.attempt("saved-search:delete", "saved-search", str(identity))
    await work.database.dialect.lock_records(work.session)  # what it finds may be noted at this moment
    await queries.remove(work.session, await get(work, identity))
    work.record()


async def renew(work: Work, identity: UUID) -> tuple[SavedSearch, str]:
    """Give the feed of a saved search a new secret, which is never shown again; the old address ends."""
    work.attempt("saved-search:renew", "saved-search", str(identity))
    saved = await get(work, identity)
    secret = secrets.new_session_secret()
    saved.feed_hash = secrets.hash_of(secret)
    await work.session.flush()
    work.record()
    return saved, secret


async def see(work: Work, identity: UUID) -> SavedSearch:
    """Note that the asker has seen what a saved search found."""
    work.attempt("saved-search:see", "saved-search", str(identity))
    saved = await get(work, identity)
    saved.looked_at = work.now
    await work.session.flush()
    work.record()
    return saved


async def matches(work: Work, saved: SavedSearch) -> Sequence[Match]:
    """Return what a saved search has found and the asker may see now, the latest first."""
    times = await queries.found(work.session, saved.id)
    hits = _by_digest((await search.find(work, _question_of(saved))).hits)
    found = [Match(hit, times[digest]) for digest, hit in hits.items() if digest in times]
    return sorted(found, key=lambda one: one.found_at, reverse=True)


async def of_feed(work: Work, secret: str) -> tuple[SavedSearch, Sequence[Match]]:
    """Return the saved search whose feed has a secret, and what it has found, as its owner may see it."""
    saved = await queries.by_feed(work.session, secrets.hash_of(secret))
    if saved is None:
        raise NotFound("saved-search", "-")
    return saved, await matches(replace(work, actor=_reader_of(saved)), saved)


async def tell_of_new(work: Work) -> int:
    """Ask every saved search again and tell its owner of what it found for the first time; return how many are told."""
    work.attempt("saved-search:tell", "registry", "-")
    require_role(work.actor, {Role.ADMIN})
    # Everything is asked before this work writes, so that nobody who writes waits for it.
    asked = await _asked_again(work)
    await work.database.dialect.lock_records(work.session)
    told = 0
    for identity, digests in asked.items():
        saved = await queries.find(work.session, identity)
        new = set(digests).difference(await queries.found(work.session, identity)) if saved else set()
        if saved is None or not new:
            continue
        await queries.keep(work.session, identity, sorted(new), work.now)
        cause = f"{NoticeKind.SEARCH_FOUND}:{identity}:{_digest(' '.join(sorted(new)))}"
        path = f"/saved-searches/{identity}"
        told += await tell(
            work, [saved.account], NoticeKind.SEARCH_FOUND, saved.name, path, cause=cause, count=len(new)
        )
    if work.touched:
        work.record(count=told)
    return told


async def _found_now(work: Work, question: search.Question) -> search.Answer:
    """Return what a question finds, before this work writes; raise `FieldsInvalid` where that is too much to watch."""
    async with read(work.database, work.actor, work.check, now=work.now) as reading:
        answer = await search.find(reading, question)
    if answer.estimated or answer.total > WATCHED:
        raise FieldsInvalid((FieldError("/words", "too-broad", {"limit": WATCHED}),))
    return answer


async def _asked_again(work: Work) -> Mapping[UUID, Sequence[str]]:
    """Return what each saved search finds now that it has not found before, within what its owner may see."""
    asked: dict[UUID, Sequence[str]] = {}
    async with read(work.database, ANONYMOUS, work.check, now=work.now) as reading:
        after: UUID | None = None
        while some := await queries.in_use(reading.session, after, BATCH):
            for saved in some:
                answer = await search.find(replace(reading, actor=_reader_of(saved)), _question_of(saved))
                known = await queries.found(reading.session, saved.id)
                if new := [digest for digest in _by_digest(answer.hits) if digest not in known]:
                    asked[saved.id] = new
            after = some[-1].id
    return asked


def _question_of(saved: SavedSearch) -> search.Question:
    return search.Question(saved.words, saved.facets, 0, WATCHED)


def _reader_of(saved: SavedSearch) -> Actor:
    """Return the owner of a saved search as somebody who reads and does nothing else."""
    return replace(actor_of_user(saved.account, ActorKind.KEY), scopes=frozenset({Scope.ENTRIES_READ}))


def _by_digest(hits: Sequence[search.Hit]) -> dict[str, search.Hit]:
    return {_digest(f"{hit.kind}:{hit.name}"): hit for hit in hits}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
