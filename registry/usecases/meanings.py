"""What the fields of documents mean, by the concepts that are kept."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Concept
from registry.db.queries import concepts as queries
from registry.validators.concepts.concept import agreeing_entries_of
from registry.validators.concepts.dictionary import Dictionary
from registry.validators.concepts.fields import Field
from registry.validators.concepts.folding import LONGEST, words_of
from registry.validators.concepts.matching import match_of

SURE: Final = 0.8
"""How sure it must be that a field means a concept; the rules that say so to people are as careful."""

_MEMBERS: Final = (
    *("key", "version", "names", "definition", "synonyms", "field_names"),
    *("type", "format", "pattern", "personal_data", "certainty", "related"),
)


@dataclass(frozen=True, slots=True)
class Meant:
    """A field as it is compared with those of others: by the words of the concept it means, else of its name."""

    folded: str
    name: str
    concept: str | None


class Meanings:
    """The dictionary of the concepts that are kept, compiled anew where any of them has changed.

    Which concepts there are is asked each time: that costs less than to compile after every change of the catalogue,
    and sees what the transaction under way has changed itself.
    """

    def __init__(self) -> None:
        self._state: tuple[Any, ...] | None = None
        self._dictionary = Dictionary([])

    async def dictionary(self, session: AsyncSession) -> Dictionary:
        """Return the dictionary as the concepts are now."""
        state = await queries.state(session)
        if state != self._state:
            rows = await queries.with_schemas(session)
            compiled = await asyncio.to_thread(_compiled, rows)
            self._state, self._dictionary = state, compiled
            return compiled
        return self._dictionary


def meant_by(facts: Mapping[str, Any], dictionary: Dictionary) -> dict[str, Meant]:
    """Return the different fields that the facts of a document tell of, in its order, by what they are compared by."""
    found: dict[str, Meant] = {}
    for field in _fields_of(facts):
        match = match_of(field, dictionary)
        concept = match.entry.key if match and match.confidence >= SURE else None
        folded = "".join(words_of(concept or field.name))
        if 0 < len(folded) <= LONGEST:
            found.setdefault(folded, Meant(folded, field.name, concept))
    return found


def _compiled(rows: Sequence[tuple[Concept, bytes]]) -> Dictionary:
    trees = [
        {name: getattr(concept, name) for name in _MEMBERS} | _said_by(concept, schema) for concept, schema in rows
    ]
    return Dictionary(agreeing_entries_of(trees))


def _said_by(concept: Concept, schema: bytes) -> dict[str, Any]:
    synonyms = {language: concept.synonyms.get(language, ()) for language in ("sw", "en")}
    return {"synonyms": synonyms, "schema": json.loads(schema), "type": concept.type.value}


def _fields_of(facts: Mapping[str, Any]) -> Iterator[Field]:
    if "fields" in facts:
        for fact in facts["fields"]:
            types = (fact["type"] or "").split(" | ")
            schema = {"type": types, "format": fact["format"]} if fact["type"] else {"format": fact["format"]}
            yield _field(fact["name"], fact["parent"], schema)
        return
    # What was checked before fields were told of has the names of properties alone.
    for schema_ in facts.get("schemas", ()):
        for name in schema_.get("properties", ()):
            yield from _named(name, schema_["name"])
    for name in facts.get("properties", ()):
        yield from _named(name, facts.get("title") or "")


def _named(name: str, parent: str) -> Iterator[Field]:
    if len(name) <= LONGEST and name.isprintable():
        yield _field(name, parent, {})


def _field(name: str, parent: str, schema: Mapping[str, Any]) -> Field:
    return Field(name, (parent,) if parent else (), (), (), schema, (schema,))
