"""The error that each named constraint means; the database's own words never leave the process."""

import re
from collections.abc import Callable
from functools import partial

from sqlalchemy.exc import IntegrityError

from registry.domain.errors import (
    Conflict,
    EntryInUse,
    KeyTaken,
    NumberTaken,
    OwnWork,
    RegistryError,
)
from registry.domain.review_errors import (
    RequestOpen,
)

Meaning = Callable[[], RegistryError]

_MEANINGS: dict[str, Meaning] = {
    "institution.key": partial(KeyTaken, "institution", "-"),
    "system.key": partial(KeyTaken, "system", "-"),
    "interface.name": partial(KeyTaken, "interface", "-"),
    "component.key": partial(KeyTaken, "component", "-"),
    "standard.key": partial(KeyTaken, "standard", "-"),
    "concept.key": partial(KeyTaken, "concept", "-"),
    "synonym.key": partial(KeyTaken, "synonym", "-"),
    "account.name": partial(KeyTaken, "account", "-"),
    "review.system_id, review.kind": partial(RequestOpen, "REV"),
    "review.interface_id, review.kind": partial(RequestOpen, "REV"),
    "review.version_id": partial(RequestOpen, "REV"),
    "version.interface_id, version.number": partial(NumberTaken, "-", "-"),
}

_CONSTRAINTS: dict[str, Meaning] = {
    "uq_institution_key": _MEANINGS["institution.key"],
    "uq_system_key": _MEANINGS["system.key"],
    "uq_interface_name": _MEANINGS["interface.name"],
    "uq_component_key": _MEANINGS["component.key"],
    "uq_standard_key": _MEANINGS["standard.key"],
    "uq_concept_key": _MEANINGS["concept.key"],
    "uq_synonym_key": _MEANINGS["synonym.key"],
    "uq_account_name": _MEANINGS["account.name"],
    "uq_version_interface_id_number": _MEANINGS["version.interface_id, version.number"],
    "uq_review_system_open": partial(RequestOpen, "REV"),
    "uq_review_interface_open": partial(RequestOpen, "REV"),
    "uq_review_version_open": partial(RequestOpen, "REV"),
    "ck_version_decided_by_another": OwnWork,
    "ck_waiver_decided_by_another": OwnWork,
}


def error_of(violation: IntegrityError) -> RegistryError:
    """Return the error that a violated constraint means, an ordinary conflict for one without a meaning of its own."""
    words = str(violation.orig)
    unique = re.search(r"UNIQUE constraint failed: (.+)", words)
    if unique:
        return _MEANINGS.get(unique[1], Conflict)()
    if "foreign key" in words.lower():
        return EntryInUse()
    return next((meaning for name, meaning in _CONSTRAINTS.items() if name in words), Conflict)()
