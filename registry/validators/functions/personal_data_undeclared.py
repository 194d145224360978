"""A field that holds personal data must be declared as one, where it stands or for the whole document."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from registry.validators.concepts.dictionary import ENTRIES
from registry.validators.concepts.folding import words_of
from registry.validators.concepts.matching import Match
from registry.validators.concepts.options import dictionary_from
from registry.validators.concepts.recognising import surely
from registry.validators.concepts.vocabulary import PEOPLE
from registry.validators.concepts.wording import by_language, fault_of
from registry.validators.function import Check, Context, Fault, function

_LEAST: Final = 0.8
_MARK: Final = "x-personal-data"
_OPTIONS: Final = {
    "type": "object",
    "required": ["concepts"],
    "additionalProperties": False,
    "properties": {"concepts": ENTRIES, "least": {"type": "number"}},
}
_OF_SOMEBODY: Final = frozenset(["name", "demographic", "biometric", "health", "family", "education_employment"])


@function("personalDataUndeclared", _OPTIONS)
def personal_data_undeclared(options: Any) -> Check:
    """Make a check of the fields that mean something about people, in the document whatever the target is."""
    dictionary, least = dictionary_from(options), options.get("least", _LEAST)

    def check(_target: Any, context: Context) -> Iterable[Fault]:
        root = context.view.source
        whole = [_mapping(root).get(_MARK), _mapping(_mapping(root).get("info")).get(_MARK)]
        found = [one.match for one in surely(context.view, dictionary, least) if one.match.entry.personal != "none"]
        people = {match.field.path[:-1] for match in found if match.entry.personal in _OF_SOMEBODY}
        for match in found:
            category = match.entry.personal
            if category == "location" and not _is_somebodys(match, people):
                continue
            if not any(_covers(said, category) for said in (*whole, *_around(root, match))):
                yield fault_of(
                    "personal", match, category=by_language(f"dictionary.category.{category}"), word=category
                )

    return check


def _is_somebodys(match: Match, people: set[tuple[str | int, ...]]) -> bool:
    """Say whether a place stands beside what people have, or in somebody: facilities have places too."""
    near = {word for parent in match.field.parents[-2:] for word in words_of(parent)}
    return match.field.path[:-1] in people or not PEOPLE.isdisjoint(near.union(words_of(match.field.name)))


def _around(root: Any, match: Match) -> Iterator[Any]:
    """Yield what the field says, and what the objects say that it stands in."""
    yield from match.field.said(_MARK)
    place = root
    for key in match.field.path:
        place = place.get(key) if isinstance(place, dict) else place[int(key)] if isinstance(place, list) else None
        yield _mapping(place).get(_MARK)


def _covers(said: Any, category: str) -> bool:
    """Say whether a declaration is about a category: any, this one, or several of which it is one."""
    return said is True or said == category or (isinstance(said, list) and category in said)


def _mapping(tree: Any) -> Mapping[str, Any]:
    return tree if isinstance(tree, dict) else {}
