"""What a question is narrowed to: `institution:nida`, `hali:imechapishwa`."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from registry.domain.entries import Channel, FoundKind, FoundState, InstitutionKind, Sector
from registry.domain.words import words_of
from registry.messages import LANGUAGES, has_text, text

MOST_VALUES: Final = 12
_UNUSUAL: Final = re.compile("[^a-z0-9.@]+")
Filter = tuple[str, tuple[str, ...]]

_KEYS: Final[Mapping[str, str]] = {
    "kind": "kind aina",
    "institution": "institution taasisi agency",
    "institution_kind": "institutionkind ainayataasisi",
    "sector": "sector sekta",
    "state": "state status hali",
    "channel": "channel njia",
    "conformity": "conformity ulinganifu uzingatiaji",
    "standard": "standard kiwango",
    "language": "language lugha",
    "personal_data": "personaldata personal taarifabinafsi databinafsi binafsi",
}
_LABELLED: Final = {
    "kind": ("kind", FoundKind),
    "institution_kind": ("institution-kind", InstitutionKind),
    "sector": ("sector", Sector),
    "state": ("state", FoundState),
    "channel": ("channel", Channel),
}
"""The closed sets of values that the message table has a name for."""
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {
        "institution": "institutions taasisi",
        "system": "systems mfumo mifumo",
        "api": "apis kiolesura violesura",
        "schema": "schemas muundo miundo skima",
        "operation": "operations",
        "field": "field fields uga nyuga",
        "concept": "concept concepts dhana",
        "standard": "standard standards kiwango viwango",
        "rule": "rule rules sharti masharti",
    },
    "conformity": {
        "pass": "pass passed imefaulu",
        "fail": "fail failed haijafaulu",
        "error": "error hitilafu",
        "unchecked": "unchecked haijakaguliwa",
    },
    "language": {"sw": "sw swahili kiswahili", "en": "en english kiingereza"},
    "personal_data": {"yes": "yes true ndiyo ndio", "no": "no false hapana"},
}
"""What else the values of closed sets are called."""


def filter_of(key: str, value: str) -> Filter | None:
    """Return which facet a key means and the values that are told, nothing where there is no such key or value."""
    facet = _facets().get(_folded(key))
    told = [one for part in value.split(",")[:MOST_VALUES] if (one := _UNUSUAL.sub("-", part.lower()).strip("-"))]
    if facet is None or not told:
        return None
    closed = _values(facet)
    if not closed:
        return facet, tuple(dict.fromkeys(told))
    known = dict.fromkeys(closed[name] for one in told if (name := one if one in closed else _folded(one)) in closed)
    return (facet, tuple(known)) if known else None


@cache
def _facets() -> Mapping[str, str]:
    return {name: facet for facet, names in _KEYS.items() for name in names.split()}


@cache
def _values(facet: str) -> Mapping[str, str]:
    """Return the values of a closed set by everything that they are called."""
    area, members = _LABELLED.get(facet, ("", ()))
    found: dict[str, str] = {}
    for member in members:
        keys = [f"states.{area}.{member.value}"]
        labels = [text(key, language) for key in keys if has_text(key) for language in LANGUAGES]
        found |= {_folded(name): member.value for name in (*labels, member.value)}
    found |= {member.value: member.value for member in members}
    return found | {name: value for value, names in _SAID.get(facet, {}).items() for name in names.split()}


def _folded(name: str) -> str:
    return "".join(words_of(name))
