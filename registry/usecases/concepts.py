"""What can be done with concepts: the data dictionary, and the canonical schema of each meaning."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.db.models import Concept, ConceptSchema
from registry.db.queries import concepts as queries
from registry.domain.actors import require_role
from registry.domain.concepts import Certainty, JsonType, PersonalData, folded, parts_of
from registry.domain.errors import FieldError, FieldsInvalid, NumberTaken
from registry.domain.names import precedence_of
from registry.usecases import canonical, indexing
from registry.usecases.naming_clashes import clashes
from registry.usecases.pages import Page, page_of
from registry.usecases.revisions import expect_before_put
from registry.usecases.standards import EDITORS, changed_in, history, store
from registry.usecases.work import Work

PLAIN = ("version", "names", "definition", "format", "pattern", "unit")
LISTS = ("field_names", "ambiguous", "related", "sources")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which concepts a list is limited to."""

    personal_data: Sequence[str] = ()
    types: Sequence[str] = ()
    certainties: Sequence[str] = ()

    def chosen(self) -> Mapping[str, Sequence[str]]:
        """Return the filters by name."""
        return {"personal_data": self.personal_data, "types": self.types, "certainties": self.certainties}


async def put(
    work: Work, tree: object, *, seen: int | None = None, beside: Collection[str] = ()
) -> tuple[Concept, bool]:
    """Enter a concept, or make what is said of it this; return it, and whether it is new.

    The same again changes nothing. `seen` is the revision that the caller saw, none to take whatever is there;
    `beside` are the keys of the concepts that come in the same load, which may be related already.
    """
    given = work.given("concept", tree)
    work.attempt("concept:put", "concept", given["key"])
    require_role(work.actor, EDITORS)
    # As with documents, the slow part comes before the first question to the database.
    await canonical.require_sound(work, given)
    await work.database.dialect.lock_records(work.session)
    existing = await queries.find(work.session, given["key"])
    contents = _contents(given)
    changed = changed_in(existing, contents)
    kept = await queries.find_schema(work.session, given["key"], given["version"])
    if kept is not None and not canonical.is_same(kept.content, given["schema"]):
        raise NumberTaken(given["version"], kept.digest)
    if existing is not None and kept is not None and not changed:
        return existing, False
    expect_before_put(existing.revision if existing else None, seen)
    await _require_fit(work, given, existing, beside)
    moments: dict[str, Any] = {"created_at": work.now, "updated_at": work.now}
    concept = existing or Concept(key=given["key"], **contents, **moments)
    if kept is None:
        changed.append("schema")
        work.session.add(_schema_of(concept, given))
    await store(work, concept, contents, changed, "concept.changed")
    await indexing.index_concept(work, concept)
    return concept, existing is None


async def put_all(work: Work, trees: Sequence[Any]) -> list[tuple[Concept, bool]]:
    """Put several concepts, each as `put` does; they may name each other as related."""
    beside = {tree["key"] for tree in trees if isinstance(tree, dict) and isinstance(tree.get("key"), str)}
    return [await put(work, tree, beside=beside) for tree in trees]


async def get(work: Work, key: str) -> Concept:
    """Return a concept."""
    return await queries.get(work.session, key)


async def find(work: Work, key: str) -> Concept | None:
    """Return a concept, if there is one."""
    return await queries.find(work.session, key)


async def list_page(work: Work, filters: Filters, words: str = "", *, after: str, limit: int) -> Page[Concept]:
    """Return a page of the concepts that have every one of some words in a name, in the order of their keys."""
    if words:
        found = await list_all(work, filters, words)
        return page_of([one for one in found if one.key > after][: limit + 1], limit, len(found), lambda row: row.key)
    rows = await queries.list_page(work.session, after=after, limit=limit + 1, **filters.chosen())
    return page_of(rows, limit, await queries.count(work.session, **filters.chosen()), lambda row: row.key)


async def list_all(work: Work, filters: Filters | None = None, words: str = "") -> Sequence[Concept]:
    """Return the concepts that have every one of some words in a name, all of them where there is none."""
    found = await queries.list_page(work.session, after="", limit=None, **(filters or Filters()).chosen())
    wanted = [word for word in map(folded, words.split()) if word]
    return [concept for concept in found if _is_called(concept, wanted)]


async def schema_of(work: Work, key: str, version: str) -> ConceptSchema:
    """Return the canonical schema of a concept under a version."""
    return await queries.get_schema(work.session, key, version)


async def schemas_of(work: Work, concepts: Sequence[Concept]) -> Sequence[ConceptSchema]:
    """Return every canonical schema that some concepts have had, the first in front."""
    return await queries.schemas_of(work.session, concepts)


async def pointing_to(work: Work, key: str) -> Sequence[Concept]:
    """Return the concepts that say they are related to one."""
    return await queries.pointing_to(work.session, key)


async def history_of(work: Work, concept: Concept) -> list[dict[str, Any]]:
    """Return what was done with a concept, in order; who did it is for those who answer for the standards."""
    return await history(work, "concept", concept.key)


def _contents(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: given.get(name) for name in PLAIN},
        **{name: given.get(name, []) for name in LISTS},
        "synonyms": given.get("synonyms", {}),
        "type": JsonType(given["type"]),
        "personal_data": PersonalData(given["personal_data"]),
        "certainty": Certainty(given["certainty"]),
    }


def _schema_of(concept: Concept, given: Mapping[str, Any]) -> ConceptSchema:
    content = json.dumps(given["schema"], ensure_ascii=False, indent=2).encode()
    digest = canonical.digest_of(content)
    return ConceptSchema(
        concept=concept, version=given["version"], digest=digest, content=content, created_at=concept.updated_at
    )


async def _require_fit(work: Work, given: Mapping[str, Any], existing: Concept | None, beside: Collection[str]) -> None:
    """Raise `FieldsInvalid` where a concept does not fit those that are there."""
    errors = []
    if existing is not None and precedence_of(given["version"]) < precedence_of(existing.version):
        errors.append(FieldError("/version", "version-behind", {"limit": existing.version}))
    related = given.get("related", [])
    known = {*await queries.known(work.session, related), *beside} - {given["key"]}
    errors += [
        FieldError(f"/related/{position}", "no-such-concept", {"limit": key})
        for position, key in enumerate(related)
        if key not in known
    ]
    errors += clashes(given, await queries.named_otherwise(work.session, given["key"]))
    if errors:
        raise FieldsInvalid(tuple(errors))


def _is_called(concept: Concept, wanted: Sequence[str]) -> bool:
    called = [concept.key, *concept.field_names, *concept.names.values(), *concept.definition.values()]
    called += [synonym for synonyms in concept.synonyms.values() for synonym in synonyms]
    told = [folded(word) for name in called for word in (name, *parts_of(name))]
    return all(any(word.startswith(part) for word in told) for part in wanted)
