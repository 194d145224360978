"""Whether the parts of a seed fit each other, and what is in the registry: names, successors, steps of histories."""

from collections.abc import Iterable, Iterator
from typing import Any

from registry.db.queries.concepts import Named
from registry.domain.errors import FieldsInvalid, IllegalTransition, NotFound, ReasonRequired
from registry.domain.lifecycle import Action, Status, transition
from registry.usecases.naming_clashes import clashes
from registry.usecases.seed_files import Seed, SeedEntry, SeedVersion, Tree
from registry.usecases.seed_plan import is_known
from registry.usecases.seed_problems import Problems, Spot
from registry.usecases.work import Work

Reference = tuple[str, str, str, str | None]
"""Where an entry names another: pointer, kind and key; the code of the field error, none for one that is not found."""


def note_twice(seed: Seed, problems: Problems) -> None:
    """Note what is described more than once."""
    met: dict[tuple[str, str], Spot] = {}
    for kind, name, spot in _described(seed):
        if (first := met.setdefault((kind, name), spot)) is not spot:
            problems.add(spot, "described-twice", name=name, place=first)
    defaults = [one.spot.below("/default") for one in seed.profiles if one.said.is_default]
    for spot in defaults[1:]:
        problems.add(spot, "several-defaults", place=defaults[0])


async def note_missing(seed: Seed, work: Work, problems: Problems) -> None:
    """Note what refers to an entry that is neither in the seed nor in the registry, and what refers to itself."""
    held = {(entry.kind, entry.name) for entry in seed.entries}
    for entry in seed.entries:
        for pointer, kind, key, code in _references(entry):
            spot = entry.spot.below(pointer)
            if (kind, key) in held or await is_known(work, kind, key):
                continue
            if code is None:
                problems.add_error(spot, NotFound(kind, key))
            else:
                problems.add_field(spot, code, key)
    _note_circles(seed.of("system"), "/replaced_by", "replaced-in-a-circle", problems)
    _note_circles(seed.of("institution"), "/parents", "parents-in-a-circle", problems)


def note_clashes(seed: Seed, problems: Problems) -> None:
    """Note concepts that are called what another one of the seed is."""
    entries = seed.of("concept")
    named = [_named(entry.tree) for entry in entries]
    for entry, own in zip(entries, named, strict=True):
        errors = clashes(entry.tree, [other for other in named if other is not own])
        problems.add_error(entry.spot, FieldsInvalid(tuple(errors)))


def note_impossible_steps(seed: Seed, problems: Problems) -> None:
    """Note the steps of histories that no version can take."""
    final = {(one.name, one.number): _walked(one, problems) for one in seed.versions}
    for version in seed.versions:
        for position, step in enumerate(version.history):
            successor = step.get("successor")
            if successor and final.get((version.name, successor), Status.PUBLISHED) is not Status.PUBLISHED:
                problems.add_field(version.step(position).below("/successor"), "successor-not-published", successor)


def _described(seed: Seed) -> Iterator[tuple[str, str, Spot]]:
    for entry in seed.entries:
        yield entry.kind, entry.name, entry.spot.below("/key")
    for profile in seed.profiles:
        yield "profile", profile.said.reference, profile.spot.below("/key")
    for version in seed.versions:
        yield "version", version.reference, version.spot.below("/number")


def _references(entry: SeedEntry) -> Iterator[Reference]:
    tree = entry.tree
    for position, parent in enumerate(tree.get("parents", ())):
        yield f"/parents/{position}/institution", "institution", parent["institution"], "no-such-parent"
    for position, key in enumerate(tree.get("related", ())):
        yield f"/related/{position}", "concept", key, "no-such-concept"
    plain = (
        ("institution", "institution", None),
        ("replaced_by", "system", "no-such-system"),
        ("component", "component", "no-such-component"),
    )
    for name, kind, code in plain:
        if isinstance(tree.get(name), str):
            yield f"/{name}", kind, tree[name], code


def _note_circles(entries: Iterable[SeedEntry], pointer: str, code: str, problems: Problems) -> None:
    """Note each entry that comes after itself."""
    after = {entry.name: _next(entry.tree) for entry in entries}
    for entry in entries:
        met: set[str] = set()
        ahead = [*after[entry.name]]
        while ahead:
            name = ahead.pop()
            if name not in met:
                met.add(name)
                ahead += after.get(name, ())
        if entry.name in met:
            problems.add_field(entry.spot.below(pointer), code, entry.name)


def _next(tree: Tree) -> list[str]:
    """Return what an entry is replaced by or stands under; parents of the past are in nobody's way."""
    parents = [one["institution"] for one in tree.get("parents", ()) if one.get("valid_to") is None]
    return [*parents, *filter(None, [tree.get("replaced_by")])]


def _named(tree: Tree) -> Named:
    return Named(
        tree["key"], tree["names"], tree.get("synonyms", {}), tree.get("field_names", []), tree.get("ambiguous", [])
    )


def _walked(version: SeedVersion, problems: Problems) -> Status:
    """Return the state to which the steps lead that can be taken, and note the first that cannot."""
    status = Status.DRAFT
    for position, step in enumerate(version.history):
        spot = version.step(position)
        try:
            status = _taken(status, step, spot, problems)
        except IllegalTransition as error:
            problems.add_error(spot.below("/action"), error)
            break
    # A version that something takes the place of was published before that.
    return Status.PUBLISHED if status in {Status.DEPRECATED, Status.RETIRED} else status


def _taken(status: Status, step: dict[str, Any], spot: Spot, problems: Problems) -> Status:
    action = Action(step["action"])
    found = transition(status, action)
    if found.reason_required and not step.get("reason", "").strip():
        problems.add_error(spot, ReasonRequired(action))
    if action is Action.DEPRECATE and "sunset_on" not in step:
        problems.add_field(spot.below("/sunset_on"), "required")
    return found.target
