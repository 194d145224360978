"""Queries as people would ask them of the national catalogue: the same for the same seed."""

from collections.abc import Callable, Sequence
from random import Random

from national import ACTIONS, NAMES, PARTS, THINGS, National, api_name, system_key

Way = Callable[[National, Random], str]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILTERS = ("kind:api", "kind:operation", "state:published", "sector:health", "channel:govesb", "language:sw")


def generated(national: National, number: int) -> Sequence[str]:
    """Return queries of every way to ask, frequent words more often."""
    random = national.random("queries")
    ways = random.choices([way for way, _ in _WAYS], weights=[weight for _, weight in _WAYS], k=number)
    return [way(national, random) for way in ways]


def _need(national: National, random: Random) -> str:
    del national
    language, thing, action = random.randrange(2), THINGS.one(random), ACTIONS.one(random)
    return f"ku{action[0]} {thing[0]}" if language == 0 else f"{action[1]} {thing[1]}"


def _long_need(national: National, random: Random) -> str:
    part = PARTS.one(random)
    return f"{_need(national, random)} {part[random.randrange(2)]}"


def _word(national: National, random: Random) -> str:
    del national
    return str(THINGS.one(random)[random.randrange(2)])


def _beginning(national: National, random: Random) -> str:
    return _long_need(national, random)[:-2]


def _misspelt(national: National, random: Random) -> str:
    words = _need(national, random)
    place = random.randrange(len(words))
    return words[:place] + random.choice(_LETTERS) + words[place + 1 :]


def _field(national: National, random: Random) -> str:
    del national
    return str(NAMES().one(random))


def _own_field(national: National, random: Random) -> str:
    del national
    return f"{THINGS.one(random)[1]}_{PARTS.one(random)[1]}"


def _key(national: National, random: Random) -> str:
    number = random.randrange(national.apis)
    provider = national.providers[number]
    return random.choice((system_key(provider), api_name(provider, THINGS.one(random), number)))


def _operation(national: National, random: Random) -> str:
    del national
    thing, action, part = THINGS.one(random), ACTIONS.one(random), PARTS.one(random)
    path = f"/{thing[1]}s/{{{thing[1]}-id}}/{part[1]}"
    return random.choice((path, action[1] + thing[1].title() + part[1].title()))


def _filtered(national: National, random: Random) -> str:
    return f"{_need(national, random)} {random.choice(_FILTERS)}"


def _phrase(national: National, random: Random) -> str:
    return f'"{_need(national, random)}"'


def _body(national: National, random: Random) -> str:
    del national
    fields = dict.fromkeys(NAMES().some(random, 4))
    return "{" + ", ".join(f'"{name}": 1' for name in fields) + "}"


_WAYS: Sequence[tuple[Way, int]] = [
    *((_need, 25), (_long_need, 15), (_word, 15), (_beginning, 8), (_misspelt, 8), (_field, 8), (_own_field, 5)),
    *((_key, 4), (_operation, 4), (_filtered, 4), (_phrase, 2), (_body, 2)),
]
