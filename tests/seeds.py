"""A small folder of entries for tests of the loader, in an order in which none of them could be entered."""

import json
from pathlib import Path
from typing import Any, Final

from cards import SECURITY
from factories import document
from reference_data import COMPONENT, STANDARD, concept

from registry.domain.errors import SeedRefused
from registry.usecases.seed import KINDS
from registry.usecases.seed_problems import Problems

INSTITUTION: Final = """
- key: {key}
  kind: authority
  sector: identity
  names:
    - {{language: sw, text: "Mamlaka ya {key}"}}
"""
SYSTEM: Final = """key: {key}
institution: {institution}
names:
  - {{kind: name, language: en, text: "System {key}"}}
purpose: {{sw: "Kazi", en: "Work"}}
contacts:
  - {{kind: technical, name: ICT, email: ict@nida.example}}
{more}
"""
API: Final = """key: identities
title: {sw: Vitambulisho, en: Identities}
description: {sw: Huthibitisha namba, en: Confirms numbers}
access:
  steps: [{sw: Andika barua, en: Write a letter}]
  contact: ict@nida.example
  version: "1"
  date: "2026-01-01"
"""
SCHEMA: Final = """key: person
institution: nida
title: {sw: Mtu, en: Person}
description: {sw: Mtu, en: A person}
"""
HISTORY: Final = """
- number: 1.0.0
  actions:
    - {action: submit}
    - {action: take}
    - {action: approve}
    - {action: publish}
    - {action: deprecate, sunset_on: "2020-01-01", successor: 2.0.0}
    - {action: retire}
- number: 2.0.0
  actions:
    - {action: submit}
    - {action: take}
    - {action: approve}
    - {action: publish}
- number: 3.0.0
  actions:
    - {action: submit}
    - {action: take}
    - {action: request_changes, reason: "Add the errors."}
- number: 4.0.0
  actions: []
"""
PERSON: Final = (
    b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "description": "A person."}'
)
PROFILE: Final = """key: tz-interop
version: 1.0.0
title: {sw: Utangamano, en: Interoperability}
binding_on: null
grace_days: 30
default: true
state: active
"""
RULESET: Final = "extends: [security.yaml, ['somana:core', off]]\n"
WHOLE: Final = {
    **dict.fromkeys(KINDS, 0),
    "institution": 3,
    "system": 3,
    "api": 2,
    "schema": 1,
    "version": 6,
    "step": 16,
}
EVERYTHING: Final = {**WHOLE, "component": 1, "standard": 1, "concept": 2, "profile": 1}


def write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_tree(file: Path, tree: Any) -> None:
    write(file, json.dumps(tree, indent=2))


def written_catalogue(folder: Path) -> Path:
    """Write institutions, systems, apis and a schema, with an institution that reviews for the others."""
    bodies = [INSTITUTION.format(key=key) for key in ("nida", "ega", "utumishi")]
    write(folder / "institutions.yaml", bodies[0] + "  parents:\n    - {institution: utumishi}" + "".join(bodies[1:]))
    for key, owner, more in (("a-old", "nida", "replaced_by: cig"), ("cig", "nida", ""), ("bus", "ega", "")):
        write(
            folder / f"systems/{owner}/{key}/system.yaml",
            SYSTEM.format(key=key, institution=owner, more=more),
        )
    first = HISTORY.split("    - {action: publish}")[0]
    for system, history in {"nida/cig": HISTORY, "ega/bus": first}.items():
        write(folder / f"systems/{system}/identities/api.yaml", API)
        write(folder / f"systems/{system}/identities/history.yaml", history)
    for number in ("1.0.0", "2.0.0", "3.0.0", "4.0.0"):
        write(folder / f"systems/nida/cig/identities/{number}.openapi.json", document(number))
    write(folder / "systems/ega/bus/identities/1.0.0.openapi.json", document(title="Bus"))
    write(folder / "schemas/person/schema.yaml", SCHEMA)
    write(folder / "schemas/person/1.0.0.schema.json", PERSON)
    write(folder / "schemas/person/history.yaml", "- number: 1.0.0\n  actions: []\n")
    return folder


def written_standards(folder: Path) -> Path:
    """Write a component, a standard, two related concepts and a profile."""
    write_tree(folder / "standards/components.yaml", [COMPONENT])
    write_tree(folder / "standards/ega-ita-001.yaml", STANDARD)
    write_tree(folder / "concepts/birth-date.yaml", concept("birth-date", related=["nin"]))
    write_tree(folder / "concepts/nin.yaml", concept("nin", related=["birth-date"]))
    write(folder / "profiles/tz-interop/profile.yaml", PROFILE)
    write(folder / "profiles/tz-interop/ruleset.yaml", RULESET)
    write(folder / "profiles/tz-interop/security.yaml", SECURITY)
    return folder


def told(problems: Problems, *, columns: bool = False) -> list[str]:
    """Return where something is wrong and the code of why, in the order of files and lines."""
    try:
        problems.require_none()
    except SeedRefused as refused:
        return places_of(refused, columns=columns)
    return []


def places_of(refused: SeedRefused, *, columns: bool = False) -> list[str]:
    parts = ("file", "line", "column") if columns else ("file", "line")
    return [f"{':'.join(str(one[part]) for part in parts)} {one['reason']}" for one in refused.problems]
