"""What an entry still lacks, and how it is named."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class DescribedSystem(Protocol):
    """The parts of a system that completeness looks at."""

    @property
    def names(self) -> Sequence[Mapping[str, Any]]: ...  # noqa: D102 each is what its name says
    @property
    def purpose(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def contacts(self) -> Sequence[Mapping[str, Any]]: ...  # noqa: D102
    @property
    def legal_basis(self) -> Sequence[Mapping[str, Any]]: ...  # noqa: D102
    @property
    def channels(self) -> Sequence[Mapping[str, Any]]: ...  # noqa: D102
    @property
    def hosting(self) -> Mapping[str, Any] | None: ...  # noqa: D102
    @property
    def personal_data(self) -> Mapping[str, Any] | None: ...  # noqa: D102
    @property
    def gisp_reference(self) -> str | None: ...  # noqa: D102


def missing_of(system: DescribedSystem) -> tuple[str, ...]:
    """Return the names of the fields that a complete entry has and this one lacks, in the order of the form."""
    languages = {name.get("language") for name in system.names if name["kind"] == "name"}
    contacts = {contact["kind"] for contact in system.contacts}
    present = {
        "name_sw": "sw" in languages,
        "name_en": "en" in languages,
        "purpose_sw": bool(system.purpose.get("sw")),
        "purpose_en": bool(system.purpose.get("en")),
        "business_contact": "business" in contacts,
        "technical_contact": "technical" in contacts,
        "legal_basis": bool(system.legal_basis),
        "hosting": system.hosting is not None,
        "channels": bool(system.channels),
        "personal_data": system.personal_data is not None,
        "gisp_reference": bool(system.gisp_reference),
    }
    return tuple(name for name, there in present.items() if not there)


class DescribedInterface(Protocol):
    """The parts of an api or a schema that completeness looks at."""

    @property
    def kind(self) -> str: ...  # noqa: D102 each is what its name says
    @property
    def title(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def description(self) -> Mapping[str, Any]: ...  # noqa: D102
    @property
    def access(self) -> Mapping[str, Any] | None: ...  # noqa: D102


NEEDED_FOR_REVIEW = {
    "purpose_sw": "/purpose/sw",
    "purpose_en": "/purpose/en",
    "business_contact": "/contacts",
    "technical_contact": "/contacts",
    "legal_basis": "/legal_basis",
    "hosting": "/hosting",
    "personal_data": "/personal_data",
}
"""What a system must say before a reviewer reads it, and where it is said; the rest may follow."""


def unready_system(system: DescribedSystem) -> dict[str, str]:
    """Return what a reviewer needs of a system and does not find, each with the place where it is said."""
    missing = set(missing_of(system))
    found = {name: pointer for name, pointer in NEEDED_FOR_REVIEW.items() if name in missing}
    personal = system.personal_data or {}
    if personal.get("holds") and not personal.get("categories"):
        found["personal_categories"] = "/personal_data/categories"
    return found


def unready_interface(interface: DescribedInterface) -> dict[str, str]:
    """Return what a reviewer needs of an api or a schema and does not find, each with the place where it is said."""
    access = interface.access or {}
    present = {
        "title": any(interface.title.values()),
        "description": any(interface.description.values()),
        "access_steps": interface.kind != "api" or bool(access.get("steps")),
        "access_contact": interface.kind != "api" or bool(access.get("contact")),
    }
    return {name: f"/{name.replace('_', '/')}" for name, there in present.items() if not there}


def names_on(day: str, names: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return, by language, the names that are valid on a day (ISO 8601 date); where none is, the nearest in time."""
    chosen: dict[str, Mapping[str, Any]] = {}
    for name in sorted(names, key=lambda name: name.get("valid_from") or ""):
        kept = chosen.get(name["language"])
        if kept is None or _fitness(name, day) > _fitness(kept, day):
            chosen[name["language"]] = name
    return chosen


def _fitness(name: Mapping[str, Any], day: str) -> tuple[int, str]:
    # What is valid comes before what has ended, the later end first, and that before what has yet to begin.
    begins, ends = name.get("valid_from") or "", name.get("valid_to")
    if begins > day:
        return 0, ""
    return (2, begins) if ends is None or day <= ends else (1, ends)
