"""What can be done with the names that mean the same: e-GA keeps them, every search is widened by them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.db.models import Synonym
from registry.db.queries import synonyms as queries
from registry.domain.actors import require_role
from registry.domain.errors import FieldError, FieldsInvalid
from registry.domain.synonyms import LONGEST_NAME, SynonymKind, Synonyms
from registry.domain.words import root_of, words_of
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect, expect_before_put
from registry.usecases.standards import EDITORS, changed_in, history, store
from registry.usecases.work import Work


async def known(work: Work) -> Synonyms:
    """Return what means the same: the groups that e-GA keeps, then what concepts are called."""
    return await work.check.synonyms.now(work.session)


async def put(work: Work, tree: object, *, seen: int | None = None) -> tuple[Synonym, bool]:
    """Enter a group of names, or make what is said of it this; return it, and whether it is new.

    The same again changes nothing. `seen` is the revision that the caller saw, none to take whatever is there.
    """
    given = work.given("synonym", tree)
    work.attempt("synonym:put", "synonym", given["key"])
    require_role(work.actor, EDITORS)
    _require_meaning(given["names"])
    await work.database.dialect.lock_records(work.session)
    existing = await queries.find(work.session, given["key"])
    contents = {"kind": SynonymKind(given["kind"]), "names": given["names"], "note": given.get("note") or {}}
    changed = changed_in(existing, contents)
    if existing is not None and not changed:
        return existing, False
    expect_before_put(existing.revision if existing else None, seen)
    moments: dict[str, Any] = {"created_at": work.now, "updated_at": work.now}
    row = existing or Synonym(key=given["key"], **contents, **moments)
    await store(work, row, contents, changed, "synonym.changed")
    return row, existing is None


async def remove(work: Work, key: str, *, seen: int | None = None) -> None:
    """Take a group of names away; `seen` is the revision that the caller saw, none to take whatever is there."""
    work.attempt("synonym:remove", "synonym", key)
    require_role(work.actor, EDITORS)
    await work.database.dialect.lock_records(work.session)
    row = await queries.get(work.session, key)
    if seen is not None:
        expect(row.revision, seen)
    await work.session.delete(row)
    work.record(names=row.every)
    work.announce("synonym.deleted", row, institution=work.actor.institution or "-")


async def get(work: Work, key: str) -> Synonym:
    """Return a group of names."""
    return await queries.get(work.session, key)


async def list_page(work: Work, kinds: Sequence[str] = (), words: str = "", *, after: str, limit: int) -> Page[Synonym]:
    """Return a page of the groups that have every one of some words in a name, in the order of their keys."""
    if words:
        found = await list_all(work, kinds, words)
        return page_of([one for one in found if one.key > after][: limit + 1], limit, len(found), lambda row: row.key)
    rows = await queries.list_page(work.session, after=after, limit=limit + 1, kinds=kinds)
    return page_of(rows, limit, await queries.count(work.session, kinds), lambda row: row.key)


async def list_all(work: Work, kinds: Sequence[str] = (), words: str = "") -> list[Synonym]:
    """Return the groups that have every one of some words in a name, all of them where there is none."""
    rows = await queries.list_page(work.session, after="", limit=None, kinds=kinds)
    wanted = list(words_of(words))
    return [row for row in rows if _has(row, wanted)]


async def history_of(work: Work, row: Synonym) -> list[dict[str, Any]]:
    """Return what was done with a group, in order; who did it is for those who answer for the standards."""
    return await history(work, "synonym", row.key)


def _has(row: Synonym, wanted: Sequence[str]) -> bool:
    told = [word for name in (row.key, *row.every) for word in words_of(name)]
    return all(any(word.startswith(one) or root_of(word) == root_of(one) for word in told) for one in wanted)


def _require_meaning(names: Mapping[str, Sequence[str]]) -> None:
    """Raise `FieldsInvalid` where names could not be found in a question, or are one name in several forms."""
    errors = list(_unfit(names))
    roots = {tuple(map(root_of, words_of(name))) for every in names.values() for name in every}
    if not errors and len(roots) < 2:  # noqa: PLR2004 one name means nothing but itself
        errors = [FieldError("/names", "synonyms-few", {})]
    if errors:
        raise FieldsInvalid(tuple(errors))


def _unfit(names: Mapping[str, Sequence[str]]) -> Iterator[FieldError]:
    for language, every in names.items():
        for position, name in enumerate(every):
            if not 0 < len(list(words_of(name))) <= LONGEST_NAME:
                yield FieldError(f"/names/{language}/{position}", "synonym-words", {"limit": LONGEST_NAME})
