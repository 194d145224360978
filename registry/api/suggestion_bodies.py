"""The JSON bodies of what is offered to whoever types."""

import msgspec

from registry.usecases.suggestions import Offered


class SuggestionBody(msgspec.Struct, frozen=True):
    """One entry offered by its name."""

    kind: str
    name: str
    title: dict[str, str]
    links: dict[str, str]


class SuggestionsBody(msgspec.Struct, frozen=True):
    """What is offered: entries by name, and what was typed with its last word ended in several ways."""

    items: list[SuggestionBody]
    questions: list[str]


def suggestions_of(offered: Offered) -> SuggestionsBody:
    """Return what is offered as JSON has it."""
    items = [
        SuggestionBody(one.kind, one.entry.name, one.entry.title, {"page": one.entry.path}) for one in offered.names
    ]
    return SuggestionsBody(items, list(offered.questions))
