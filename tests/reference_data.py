"""Standards and concepts for tests, as people send them."""

from typing import Any

COMPONENT: dict[str, Any] = {
    "key": "integration-architecture",
    "names": {"sw": "Usanifishaji Utangamanishi", "en": "Integration Architecture"},
    "code": "ITA",
    "note": {"sw": "Herufi zimeonekana.", "en": "The letters were seen."},
}

SYNONYM: dict[str, Any] = {
    "key": "payment",
    "kind": "synonym",
    "names": {"sw": ["malipo", "makusanyo"], "en": ["payment"]},
    "note": {"en": "Asked for by cashiers."},
}

STANDARD: dict[str, Any] = {
    "key": "ega-ita-001",
    "component": "integration-architecture",
    "kind": "standard",
    "code": "eGA/EXT/ITA/001",
    "titles": {"sw": "Usanifu wa utangamanishi", "en": "Integration architecture"},
    "version": "1.1",
    "issued": "2017-12",
    "status": "in_force",
    "seen": "cover",
    "publisher": "ega",
    "address": "https://www.ega.go.tz/standards",
    "clauses": [
        {
            "number": "1",
            "titles": {"sw": "Utangulizi", "en": "Introduction"},
            "source": {"title": "Contents", "url": "https://www.ega.go.tz/standards"},
        }
    ],
    "sources": [{"title": "Cover", "url": "https://www.ega.go.tz/standards"}, {"title": "Talk"}],
    "notes": {"sw": "Jalada tu.", "en": "The cover only."},
}

CONCEPT: dict[str, Any] = {
    "key": "nin",
    "version": "1.0.0",
    "names": {"sw": "Namba ya Utambulisho wa Taifa", "en": "National identification number"},
    "definition": {"sw": "Namba ya mtu katika daftari la taifa.", "en": "The number of a person in the register."},
    "synonyms": {"sw": ["namba ya NIDA"], "en": ["NIDA number", "national ID number"]},
    "field_names": ["nin", "nida_no", "nationalId"],
    "ambiguous": [],
    "type": "string",
    "format": None,
    "pattern": "^[0-9]{20}$",
    "unit": None,
    "personal_data": "identifier",
    "certainty": "reported",
    "related": [],
    "sources": [{"title": "NIDA", "url": "https://www.nida.go.tz/"}],
    "schema": {"title": "NIN", "type": "string", "pattern": "^[0-9]{20}$", "examples": ["19900101000000000001"]},
}


def concept(key: str, **parts: Any) -> dict[str, Any]:
    """Return a concept that shares no name with another."""
    plain = {
        "key": key,
        "names": {"sw": f"Dhana {key}", "en": f"Meaning {key}"},
        "synonyms": {},
        "field_names": [key],
        "pattern": None,
        "schema": {"type": "string"},
    }
    return {**CONCEPT, **plain, **parts}
