"""Make the dictionary of the options of a rule."""

from typing import Any

from registry.validators.concepts.dictionary import Dictionary, NameTaken, dictionary_of
from registry.validators.function import OptionsRefused


def dictionary_from(options: Any) -> Dictionary:
    """Return the dictionary that the options of a rule hold; raise `OptionsRefused` where it contradicts itself."""
    try:
        return dictionary_of(options["concepts"])
    except NameTaken as taken:
        raise OptionsRefused(f"{taken.name}: {', '.join(taken.keys)}", ("concepts",)) from taken
