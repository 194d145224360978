"""What a function of a declared rule is: made once for its options, then called on each target."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from registry.frugal.values import field, record, value
from registry.messages import LANGUAGES, text
from registry.validators.view import View

Path = tuple[str | int, ...]
Said = tuple[tuple[str, str], ...]


class Undefined:
    """What JavaScript calls `undefined`: the target of a field that is not there."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "undefined"

    def __bool__(self) -> bool:
        return False


UNDEFINED: Final = Undefined()


@value
class Fault:
    """One thing that a function found, in its own words; without a path it is at the target itself.

    The path leads from the root of the document that the rule looks at: the resolved one, or the source
    where the rule says `resolved: false`.
    """

    message: str
    path: Path | None = None
    said: Said | None = None
    """The same in each language that it knows, the message being the English one."""


def told(key: str, path: Path, /, **values: object) -> Fault:
    """Return the fault that the table of messages words in every language."""
    said = tuple((str(language), text(key, language, **values)) for language in LANGUAGES)
    return Fault(dict(said)["en"], path, said)


@record
class Context:
    """Where a function is called: the path of the target from the root, the document, the rule."""

    path: Path
    view: View
    resolved: bool = True


Check = Callable[[Any, Context], Iterable[Fault]]
"""Judge one target; raise `NotChecked` where it cannot be judged."""


@record
class OptionsRefused(Exception):
    """The options of a function make no sense; the words say which and why, the path where among them."""

    problem: str
    path: Path = ()


@value
class Function:
    """A function that a declared rule may name: its options as a JSON Schema, and how to make a check of them."""

    name: str
    make: Callable[[Any], Check]
    options: Mapping[str, Any] = field(default_factory=dict)


def function(name: str, options: Mapping[str, Any] | None = None) -> Callable[[Callable[[Any], Check]], Function]:
    """Make a maker of checks into the function of a name; without a schema it takes no options."""

    def made(make: Callable[[Any], Check]) -> Function:
        return Function(name, make, {"type": "null"} if options is None else options)

    return made
