"""A catalogue of the size of the nation: the same rows for the same seed and scale.

At scale 1 it has 500 institutions, 5,000 systems, 100,000 apis each with a version, 1,000,000 operations and 3,000,000
fields. Few institutions have most systems, few words most uses, and fields are written as people write them.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text
from yaml import CSafeLoader, load

from registry.db.models import Document, Institution, InstitutionName, Interface, StoredReport, System, Table, Version
from registry.db.session import Database
from registry.domain.entries import Channel, InstitutionKind, Sector
from registry.domain.lifecycle import Status

WORDS = Path(__file__).with_name("national_words.toml")
CONCEPTS = Path(__file__).parents[1] / "catalog_seed" / "concepts"
INSTITUTIONS, SYSTEMS, APIS, OPERATIONS, FIELDS = 500, 5_000, 100_000, 10, 30
"""How many there are at scale 1; of operations and fields, how many an api has in the mean."""
REPEATED = 1.05
"""How many more properties are written than there are different fields."""
FIRST = 100_000
"""The first serial number, behind those of entries that were there before."""
AT_ONCE = 2_000
NOW = datetime(2026, 11, 1, tzinfo=UTC)
STATES = {Status.PUBLISHED: 80, Status.DEPRECATED: 8, Status.RETIRED: 5, Status.DRAFT: 5, Status.SUSPENDED: 2}
LEVELS = {"public": 75, "government": 22, "ega": 3}
SPREAD = (0.3, 0.5, 0.7, 1, 1, 1, 1.5, 2)
"""How the sizes of apis differ from the mean, which they keep."""

Rows = Iterator[dict[str, Any]]


class Skewed:
    """Choose from things of which the first are much more frequent than the last."""

    def __init__(self, things: Sequence[Any], exponent: float = 1.0) -> None:
        self.things = things
        self._weights = list(accumulate(1 / (place + 2) ** exponent for place in range(len(things))))

    def some(self, random: Random, number: int) -> list[Any]:
        """Choose several, the same more than once."""
        return random.choices(self.things, cum_weights=self._weights, k=number)

    def one(self, random: Random) -> Any:
        """Choose one."""
        return self.some(random, 1)[0]


@dataclass(frozen=True)
class National:
    """A national catalogue of one scale."""

    scale: float = 1.0
    seed: int = 7

    @property
    def apis(self) -> int:
        """Return how many apis there are."""
        return max(20, round(APIS * self.scale))

    @property
    def systems(self) -> int:
        """Return how many systems there are."""
        return max(10, round(SYSTEMS * self.scale))

    @property
    def institutions(self) -> int:
        """Return how many institutions there are."""
        return max(5, round(INSTITUTIONS * self.scale))

    @cached_property
    def owners(self) -> Sequence[int]:
        """Return, by system, the institution that owns it: few own most."""
        return Skewed(range(self.institutions), 0.7).some(Random(self.seed), self.systems)  # noqa: S311 nothing is secret

    @cached_property
    def providers(self) -> Sequence[int]:
        """Return, by api, the system that offers it: few offer most."""
        return Skewed(range(self.systems), 0.5).some(Random(self.seed), self.apis)  # noqa: S311 nothing is secret

    def random(self, part: str) -> Random:
        """Return the random numbers of one part, whatever the others use."""
        return Random(f"{self.seed}:{part}")  # noqa: S311 nothing is secret here

    def rows(self) -> Iterator[tuple[type[Table], Rows]]:
        """Yield the rows of every table, those first that others name."""
        yield Institution, self._institutions()
        yield InstitutionName, self._names()
        yield System, self._systems()
        yield Interface, self._apis()
        yield Document, self._documents()
        yield StoredReport, self._reports()
        yield Version, self._versions()

    def _institutions(self) -> Rows:
        random = self.random("institutions")
        for number in range(self.institutions):
            body = words()["bodies"][number % len(words()["bodies"])]
            yield {
                "id": identity(1, number),
                "serial": FIRST + number,
                "key": f"n{number}",
                "kind": InstitutionKind(body[2]),
                "sector": random.choice(list(Sector)),
            } | _times(random)

    def _names(self) -> Rows:
        random = self.random("names")
        for number in range(self.institutions):
            place, thing = proper_name(random), THINGS.one(random)
            body = words()["bodies"][number % len(words()["bodies"])]
            for language, name in enumerate(("sw", "en")):
                called = f"{body[language]} {place if language or not number % 2 else thing[0].title()} {place}"
                yield {
                    "id": identity(2 + language, number),
                    "institution_id": identity(1, number),
                    "language": name,
                    "text": called if number % 2 == 0 or language == 0 else f"{body[1]} {thing[1].title()} {place}",
                    "acronym": "".join(word[0] for word in called.split()).upper(),
                }

    def _systems(self) -> Rows:
        random = self.random("systems")
        for number, owner in enumerate(self.owners):
            thing, action = THINGS.one(random), ACTIONS.one(random)
            yield {
                "id": identity(5, number),
                "serial": FIRST + number,
                "key": system_key(number),
                "institution_id": identity(1, owner),
                "names": [
                    {"kind": "name", "language": "sw", "text": f"Mfumo wa {thing[0]} {proper_name(random)}"},
                    {"kind": "name", "language": "en", "text": f"{thing[1].title()} management system {number}"},
                ],
                "purpose": {
                    "sw": f"Hutumika ku{action[0]} {thing[0]} kwa wananchi.",
                    "en": f"Is used to {action[1]} a {thing[1]}.",
                },
                "sector": random.choice(list(Sector)),
                "state": "in-use" if number % 20 else "retired",
                "standing": "registered",
                "legal_basis": [],
                "contacts": [{"kind": "technical", "name": "ICT", "email": "ict@example.go.tz"}],
                "channels": _channels(random),
                "personal_data": {"holds": True} if number % 3 else None,
            } | _times(random)

    def _apis(self) -> Rows:
        random = self.random("apis")
        for number, provider in enumerate(self.providers):
            thing, action = THINGS.one(random), ACTIONS.one(random)
            yield {
                "id": identity(6, number),
                "kind": "api",
                "name": api_name(provider, thing, number),
                "institution_id": identity(1, self.owners[provider]),
                "system_id": identity(5, provider),
                "title": {"sw": f"Ku{action[0]} {thing[0]}", "en": f"{action[1].title()} {thing[1]}"},
                "description": {
                    "sw": f"Taasisi hu{action[0]} {thing[0]} kupitia huduma hii.",
                    "en": f"Institutions {action[1]} a {thing[1]} through this service.",
                },
                "manner": "rest",
                "visibility": _weighted(random, LEVELS),
                "channels": _channels(random),
            } | _times(random)

    def _documents(self) -> Rows:
        for number in range(self.apis):
            yield {"digest": digest(number), "format": "json", "size": 2, "content": b"{}", "created_at": NOW}

    def _reports(self) -> Rows:
        random = self.random("reports")
        for number in range(self.apis):
            yield {
                "id": identity(7, number),
                "document_digest": digest(number),
                "profile": "tz-interop@1.0.0",
                "profile_digest": "sha256:0",
                "engine": "1",
                "result": random.choice(("pass", "pass", "fail")),
                "errors": 0,
                "warnings": 0,
                "score": random.randrange(101),
                "tree": {"rules": []},
                "created_at": NOW,
            }

    def _versions(self) -> Rows:
        random = self.random("versions")
        for number in range(self.apis):
            status = _weighted(random, STATES)
            yield {
                "id": identity(8, number),
                "interface_id": identity(6, number),
                "number": "1.0.0",
                "status": status,
                "digest": digest(number),
                "report_id": identity(7, number),
                "facts": facts(random, round(OPERATIONS * SPREAD[number % len(SPREAD)])),
                "written_by": "amina",
                "published_at": None if status is Status.DRAFT else NOW,
            } | _times(random)


async def fill(database: Database, national: National) -> None:
    """Write the rows of a national catalogue, and let the planner know of them."""
    for model, rows in national.rows():
        async with database.writing() as session, session.begin():
            while some := list(islice(rows, AT_ONCE)):
                await session.execute(insert(model), some, execution_options={"render_nulls": True})
    async with database.writing() as session, session.begin():
        await session.execute(text("ANALYZE"))


def facts(random: Random, operations: int) -> dict[str, Any]:
    """Return what a document tells of itself: operations, schemas with their properties, and fields."""
    things = list(dict.fromkeys(tuple(thing) for thing in THINGS.some(random, 6)))
    schemas = [
        _schema(random, thing, max(1, round(operations * FIELDS / OPERATIONS / len(things) * REPEATED)))
        for thing in things
    ]
    fields = dict.fromkeys(name for schema in schemas for name in schema["properties"])
    return {
        "kind": "openapi",
        "title": things[0][1].title(),
        "version": "1.0.0",
        "description": f"Huduma ya {things[0][0]}. A service of {things[0][1]}s.",
        "tags": [thing[1] for thing in things],
        "operations": [_operation(random, random.choice(things)) for _ in range(operations)],
        "schemas": schemas,
        "properties": [],
        "fields": [{"name": name, "parent": "", "type": "string", "format": None} for name in fields],
    }


def _operation(random: Random, thing: Sequence[str]) -> dict[str, Any]:
    action, part = ACTIONS.one(random), PARTS.one(random)
    swahili = random.random() < 0.35
    noun = thing[0 if swahili else 1].replace(" ", "-")
    verb = action[0 if swahili else 1]
    return {
        "method": action[2],
        "path": f"/{noun}s/{{{noun}-id}}/{part[0 if swahili else 1]}",
        "operation_id": verb + noun.title().replace("-", "") + part[0 if swahili else 1].title(),
        "summary": f"{verb.title()} {noun} {part[0]}" if swahili else f"{verb.title()} the {part[1]} of a {noun}",
        "description": None,
        "tags": [thing[1]],
        "deprecated": False,
    }


def _schema(random: Random, thing: Sequence[str], properties: int) -> dict[str, Any]:
    names = NAMES().some(random, properties // 2)
    names += [_written(random, thing, PARTS.one(random)) for _ in range(properties - len(names))]
    return {
        "name": thing[1].title().replace(" ", ""),
        "type": "object",
        "description": f"{thing[1].title()} / {thing[0]}",
        "properties": list(dict.fromkeys(names)),
    }


def _written(random: Random, thing: Sequence[str], part: Sequence[str]) -> str:
    if random.random() < 0.25:
        return f"{part[0]}_ya_{thing[0]}".replace(" ", "_")
    name = f"{thing[1]}_{random.choice(EXTRA)}{part[1]}"
    head, *rest = name.split("_")
    return name if random.random() < 0.5 else head + "".join(word.title() for word in rest)


@cache
def words() -> dict[str, Any]:
    """Return the vocabulary."""
    return tomllib.loads(WORDS.read_text("utf-8"))


@cache
def NAMES() -> Skewed:  # noqa: N802 it stands for a constant that takes long to read
    """Return the names that fields have for the concepts of the data dictionary."""
    concepts = [load(path.read_bytes(), CSafeLoader) for path in sorted(CONCEPTS.glob("*.yaml"))]
    return Skewed([name for concept in concepts for name in concept["field_names"]], 0.6)


THINGS, ACTIONS, PARTS = Skewed(words()["things"]), Skewed(words()["actions"], 0.8), Skewed(words()["parts"], 0.8)
EXTRA = ["", "", "", *(f"{word}_" for word in ("new", "old", "last", "first", "main", "local", "issued", "paid"))]


def proper_name(random: Random) -> str:
    """Return the name of a place that there is not."""
    return "".join(random.choices(words()["syllables"], k=random.choice((2, 3, 3)))).title()


def identity(kind: int, number: int) -> UUID:
    """Return the identity of a row."""
    return UUID(int=(0xA << 68) + (kind << 64) + number)


def digest(number: int) -> str:
    """Return the digest of a document."""
    return f"sha256:{number:064}"


def system_key(number: int) -> str:
    """Return the key of a system."""
    return f"s{number}"


def api_name(provider: int, thing: Sequence[str], number: int) -> str:
    """Return the name of an api."""
    return f"{system_key(provider)}/{thing[1].replace(' ', '-')}-{number}"


def _weighted(random: Random, weights: dict[Any, int]) -> Any:
    return random.choices(list(weights), weights=list(weights.values()))[0]


def _channels(random: Random) -> list[dict[str, str]]:
    return [{"channel": str(one), "mode": "pull"} for one in random.sample(list(Channel), random.randrange(3))]


def _times(random: Random) -> dict[str, Any]:
    at = NOW - timedelta(days=random.randrange(2_000))
    return {"created_at": at, "updated_at": at, "revision": 1}
