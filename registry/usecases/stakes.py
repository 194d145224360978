"""What is at stake in a request: whether its entry declares personal data, or something critical."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from registry.db.models import System, Version
from registry.db.queries import concepts, versions
from registry.domain.concepts import PersonalData
from registry.usecases.meanings import meant_by
from registry.usecases.work import Work
from registry.validators.source import read

MARK: Final = "x-personal-data"
OF_NOBODY: Final = frozenset({PersonalData.NONE, PersonalData.LOCATION})
"""Kinds that say nothing of a person by themselves: a place is as often that of an office."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """Whether personal data is exchanged or held, and whether something critical depends on it."""

    personal: bool
    critical: bool


async def stakes_of(work: Work, subject: Version | System) -> Stakes:
    """Return what an entry declares: its system, the concept it is of, its document, and what the fields mean."""
    system = subject if isinstance(subject, System) else subject.interface.system
    personal = bool(system and (system.personal_data or {}).get("holds"))
    if isinstance(subject, Version):
        personal = personal or await _of_a_person(work, subject) or await _declared(work, subject)
    return Stakes(personal, bool(system and system.critical))


async def _of_a_person(work: Work, version: Version) -> bool:
    """Say whether the concept of the entry, or a concept that a field surely means, is personal data."""
    dictionary = await work.check.meanings.dictionary(work.session)
    meant = {one.concept for one in meant_by(version.facts, dictionary).values() if one.concept}
    keys = {*meant, *([version.interface.concept] if version.interface.concept else [])}
    kinds = await concepts.personal_data_of(work.session, keys)
    named = kinds.get(version.interface.concept or "", PersonalData.NONE)
    return named is not PersonalData.NONE or not OF_NOBODY.issuperset(kinds.values())


async def _declared(work: Work, version: Version) -> bool:
    """Say whether the document declares personal data anywhere; one without the mark is not even read."""
    content = (await versions.content_of(work.session, version.digest)).content
    return MARK.encode() in content and await asyncio.to_thread(declares, content)


def declares(content: bytes) -> bool:
    """Say whether a document marks anything as personal data."""
    waiting: list[Any] = [read(content).data]
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, Mapping):
            if _says_so(tree.get(MARK)):
                return True
            waiting.extend(tree.values())
        elif isinstance(tree, list):
            waiting.extend(tree)
    return False


def _says_so(said: Any) -> bool:
    if isinstance(said, list):
        return any(_says_so(one) for one in said)
    return said is True or (isinstance(said, str) and said.strip().casefold() not in {"", PersonalData.NONE})
