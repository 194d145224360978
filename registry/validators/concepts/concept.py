"""A concept as its file says it: read strictly, so that nothing of it is lost on the way to a rule."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from registry.frugal.values import record, value
from registry.validators.concepts.folding import spellings_of, words_in, words_of
from registry.validators.concepts.vocabulary import GENERIC, IDLE
from registry.validators.regex.matching import compiled
from registry.validators.regex.syntax import PatternRefused

_KEPT: Final = 20
_LEAST: Final = 4
_SWAHILI: Final = frozenset(["ya", "wa", "la", "cha", "za", "kwa", "vya", "pa"])
_SWAHILI_HEADS: Final = frozenset(
    [
        "namba",
        "jina",
        "majina",
        "tarehe",
        "msimbo",
        "mkoa",
        "wilaya",
        "kata",
        "mtaa",
        "kijiji",
        "simu",
        "anwani",
        "hali",
    ]
)
_CANONICAL: Final = ("type", "format", "pattern")
_SPELLED: Final = ("names", "majina", "also")


@value
class Mistake:
    """One thing wrong with a concept: where in its tree, and what."""

    path: tuple[str | int, ...]
    problem: str


@record
class ConceptRefused(Exception):
    """A tree is no concept; the mistakes say why."""

    mistakes: tuple[Mistake, ...]


@value
class Concept:
    """One concept of the data dictionary."""

    tree: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Return the key by which it is known."""
        return str(self.tree["key"])


def concept_of(tree: Any) -> Concept:
    """Return the concept that a tree says; raise `ConceptRefused`."""
    mistakes = tuple(_mistakes(tree))
    if mistakes:
        raise ConceptRefused(mistakes)
    return Concept(tree)


def entries_of(concepts: Iterable[Concept]) -> list[dict[str, Any]]:
    """Return concepts as the options of rules hold them; raise `ConceptRefused` where they do not fit together."""
    concepts = sorted(concepts, key=lambda concept: concept.key)
    taken: dict[str, Concept] = {}
    keys = {concept.key for concept in concepts}
    mistakes = [
        *(_mistake(concept, "related", f"unknown: {key}") for concept in concepts for key in _unknown(concept, keys)),
        *(mistake for concept in concepts for mistake in _taken_names(concept, taken)),
    ]
    if mistakes:
        raise ConceptRefused(tuple(mistakes))
    shared = _shared_spellings(concepts)
    return [_entry(concept.tree, shared) for concept in concepts]


def agreeing_entries_of(trees: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return concepts as a dictionary holds them, without the spellings that several of them have."""
    entries = [_entry(tree, frozenset()) for tree in sorted(trees, key=lambda tree: str(tree["key"]))]
    owners = Counter(
        spelling
        for entry in entries
        for spelling in {one for member in _SPELLED for one in entry.get(member, "").split()}
    )
    for entry in entries:
        for member in _SPELLED:
            own = (spelling for spelling in entry.get(member, "").split() if owners[spelling] == 1)
            entry[member] = " ".join(own)
    return entries


@cache
def schema() -> dict[str, Any]:
    """Return the schema of a concept's file, as we ship it."""
    shipped: dict[str, Any] = json.loads(Path(__file__).with_name("concept.schema.json").read_bytes())
    return shipped


def _mistakes(tree: Any) -> Iterator[Mistake]:
    from jsonschema_rs import Draft202012Validator, meta  # noqa: PLC0415 - rules never need it

    errors = list(islice(Draft202012Validator(schema()).iter_errors(tree), _KEPT))
    yield from (Mistake(tuple(error.instance_path), error.message) for error in errors)
    if not errors:
        yield from _broken_patterns(tree)
        if not meta.is_valid(tree["schema"]):
            yield Mistake(("schema",), "no JSON Schema")
        yield from _disagreements(tree)


def _broken_patterns(tree: Mapping[str, Any]) -> Iterator[Mistake]:
    try:
        if isinstance(tree.get("pattern"), str):
            compiled(tree["pattern"], "u")
    except PatternRefused as refused:
        yield Mistake(("pattern",), refused.problem)


def _disagreements(tree: Mapping[str, Any]) -> Iterator[Mistake]:
    for member in _CANONICAL:
        said, meant = tree["schema"].get(member), tree.get(member)
        if said != meant and not (isinstance(said, list) and meant in said):
            yield Mistake(("schema", member), f"{said!r} is not {meant!r}")


def _mistake(concept: Concept, member: str, problem: str) -> Mistake:
    return Mistake((concept.key, member), problem)


def _unknown(concept: Concept, keys: set[str]) -> list[str]:
    return [key for key in concept.tree["related"] if key not in keys or key == concept.key]


def _taken_names(concept: Concept, taken: dict[str, Concept]) -> Iterator[Mistake]:
    """Yield the names that another concept has as well, or that no field could be recognised by."""
    for name in _every_name(concept.tree):
        if not words_of(name):
            yield _mistake(concept, "field_names", f"no words: {name}")
        for spelling in spellings_of(name):
            other = taken.setdefault(spelling, concept)
            if other is not concept and spelling not in _ambiguous(concept) & _ambiguous(other):
                yield _mistake(concept, "field_names", f"{name} is a name of {other.key}")


def _ambiguous(concept: Concept) -> frozenset[str]:
    """Return the spellings that a concept admits to share with others."""
    return frozenset(spelling for name in concept.tree.get("ambiguous", ()) for spelling in spellings_of(name))


def _shared_spellings(concepts: Iterable[Concept]) -> frozenset[str]:
    """Return the spellings that several concepts admit to share: by themselves they mean none of them."""
    counts = Counter(spelling for concept in concepts for spelling in _ambiguous(concept))
    return frozenset(spelling for spelling, count in counts.items() if count > 1)


def _every_name(tree: Mapping[str, Any]) -> tuple[str, ...]:
    return (*tree["field_names"], *tree["names"].values(), *tree["synonyms"]["sw"], *tree["synonyms"]["en"])


def _entry(tree: Mapping[str, Any], without: frozenset[str]) -> dict[str, Any]:
    english = [name for name in tree["field_names"] if not _is_swahili(name)]
    swahili = [name for name in tree["field_names"] if _is_swahili(name)]
    # What fields are called means this; what people say, and the name where it is one word, may mean other things too.
    own = [name for name in tree["names"].values() if len(words_of(name)) > 1]
    english += [name for name in own if not _is_swahili(name)]
    swahili += [name for name in own if _is_swahili(name)]
    said = [name for name in _every_name(tree) if name not in english and name not in swahili]
    types = tree["schema"].get("type", tree["type"])
    entry = {
        "key": tree["key"],
        "version": tree["version"],
        "sw": tree["names"]["sw"],
        "en": tree["names"]["en"],
        "shared": _spelled((tree["field_names"][0], tree["key"], *tree["names"].values())),
        "names": _spelled(english, without),
        "majina": _spelled(swahili, without),
        "also": _spelled(said, without),
        "context": _context(tree),
        "related": " ".join(tree["related"]),
        "types": types if isinstance(types, str) else " ".join(types),
        "format": tree["format"],
        "pattern": tree["pattern"],
        "enum": [str(one) for one in tree["schema"].get("enum", ())],
        "personal": tree["personal_data"],
        "certainty": tree["certainty"],
    }
    return {member: told for member, told in entry.items() if told}


def _is_swahili(name: str) -> bool:
    parts = name.replace("-", "_").lower().split("_")
    return not _SWAHILI.isdisjoint(parts) or parts[0] in _SWAHILI_HEADS or words_of(name)[0] in _SWAHILI_HEADS


def _spelled(names: Iterable[str], without: frozenset[str] = frozenset()) -> str:
    """Write how names are spelled, each spelling once."""
    return " ".join(dict.fromkeys(one for name in names for one in sorted(spellings_of(name) - without)))


def _context(tree: Mapping[str, Any]) -> str:
    """Return the words of the definition and of what people say, but for those that stand near anything."""
    said = (*tree["definition"].values(), *_every_name(tree))
    words = {word for text in said for word in words_in(text) if len(word) >= _LEAST and not word.isdecimal()}
    return " ".join(sorted(words - IDLE - GENERIC))
