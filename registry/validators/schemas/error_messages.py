"""The keyword `errorMessage`, with which a schema puts its own words in the place of what failed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from registry.validators.schemas.failures import Failure, Place, Run, keys_of
from registry.validators.schemas.plans import Site, Step

_NAMED_BY: Final = {"required": "missingProperty", "dependencies": "property", "dependentRequired": "property"}


def error_message(site: Site) -> Step:
    """Replace the failures that a message is for by one with that message."""
    told = site.value

    def step(_: Any, run: Run, place: Place) -> bool:
        if run.failures and run.every:
            _replace(site, told, run, place)
        return True

    return step


def _replace(site: Site, told: Any, run: Run, place: Place) -> None:
    used: set[int] = set()

    def say(message: str, where: Place, matches: Callable[[Failure], bool]) -> None:
        found = [
            failure
            for failure in run.failures
            if failure.keyword != "errorMessage" and id(failure) not in used and matches(failure)
        ]
        if found:
            used.update(map(id, found))
            site.fail(run, where, message, {"errors": found})

    for message, where, matches in _cases(site, told, place):
        say(message, where, matches)
    run.failures[:] = [failure for failure in run.failures if id(failure) not in used]


Case = tuple[str, Place, Callable[[Failure], bool]]


def _cases(site: Site, told: Any, place: Place) -> Iterator[Case]:
    """Yield each message, where it is said and which failures it replaces."""
    here = tuple(keys_of(place))
    if isinstance(told, str):
        yield told, place, _under(site, here)
        return
    yield from _of_keywords(site, told, place)
    children = {**(told.get("properties") or {}), **dict(enumerate(told.get("items") or ()))}
    for name, message in children.items():
        yield message, (place, name), _of_child(here, name)
    if told.get("_"):
        yield told["_"], place, _under(site, here)


def _of_keywords(site: Site, told: Mapping[str, Any], place: Place) -> Iterator[Case]:
    """Yield the messages of keywords: those for all that a keyword refuses, then those for one name in it."""
    here = tuple(keys_of(place))
    keywords = {word: message for word, message in told.items() if word not in ("properties", "items")}
    for word, message in keywords.items():
        if isinstance(message, str):
            yield message, place, _of_keyword(site, here, word, None)
    for word, messages in keywords.items():
        for name, message in messages.items() if isinstance(messages, dict) else ():
            yield message, place, _of_keyword(site, here, word, name)


def _of_keyword(site: Site, here: tuple[str | int, ...], word: str, name: str | None) -> Callable[[Failure], bool]:
    def matches(failure: Failure) -> bool:
        same = failure.keyword == word and failure.pointer == site.plan.pointer and failure.path == here
        return same and (name is None or failure.parameters.get(_NAMED_BY.get(word, "")) == name)

    return matches


def _of_child(here: tuple[str | int, ...], name: str | int) -> Callable[[Failure], bool]:
    def matches(failure: Failure) -> bool:
        path = failure.path
        return len(path) > len(here) and path[: len(here)] == here and str(path[len(here)]) == str(name)

    return matches


def _under(site: Site, here: tuple[str | int, ...]) -> Callable[[Failure], bool]:
    pointer = site.plan.pointer

    def matches(failure: Failure) -> bool:
        return failure.path[: len(here)] == here and f"{failure.pointer}/".startswith(f"{pointer}/")

    return matches
