"""Classes of named fields, made without writing and compiling source for each of them.

They are used as those of `dataclasses` are, which take a millisecond or two each: the command has
dozens of them and no tenth of a second to make them in.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, TypeVar, cast, dataclass_transform

Class = TypeVar("Class", bound=type)
T = TypeVar("T")

_OF_THE_CLASS_BEFORE: Final = ("__dict__", "__weakref__")


class _Fresh:
    """A default that is made anew for each value."""

    __slots__ = ("compare", "make")

    def __init__(self, make: Callable[[], Any], *, compare: bool) -> None:
        self.make = make
        self.compare = compare


def field(*, default_factory: Callable[[], T], compare: bool = True) -> T:
    """Say how the default of a field is made anew for each value, and whether values that differ in it are equal."""
    return cast("T", _Fresh(default_factory, compare=compare))


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: Class) -> Class:
    """Make a class into one whose values never change, and are equal where all their fields are."""
    names = tuple(cls.__annotations__)
    compared = [name for name in names if getattr(cls.__dict__.get(name), "compare", True)]
    # Values without fields are all alike, so their type is all that they are.
    of_fields: Callable[[Any], object] = attrgetter(*compared) if compared else type

    def equal(self: Any, other: object) -> bool:
        return of_fields(self) == of_fields(other) if type(other) is type(self) else NotImplemented

    def digest(self: Any) -> int:
        return hash(of_fields(self))

    return _made(cls, names, {"__eq__": equal, "__hash__": digest, "__setattr__": _refuse, "__delattr__": _refuse})


@dataclass_transform(field_specifiers=(field,))
def record(cls: Class) -> Class:
    """Make a class into one whose instances have fields that may change, and are equal to nothing but themselves."""
    return _made(cls, tuple(cls.__annotations__), {})


def replace(one: T, **changes: Any) -> T:
    """Return a value like another but for some fields."""
    return type(one)(**(fields_of(one) | changes))


def fields_of(one: Any) -> dict[str, Any]:
    """Return the fields of a value by their names."""
    return {name: getattr(one, name) for name in type(one).__slots__}


def _made(cls: Class, names: tuple[str, ...], methods: dict[str, Any]) -> Class:
    """Make a class anew with slots, which cannot be added to one that is there; what it says itself counts."""
    own = {name: one for name, one in cls.__dict__.items() if name not in (*names, *_OF_THE_CLASS_BEFORE)}
    basics = {"__qualname__": cls.__qualname__, "__slots__": names, "__match_args__": names, "__repr__": _shown}
    made: Any = type(cls)(cls.__name__, cls.__bases__, basics | methods | own)
    if "__init__" not in own:
        made.__init__ = _filler(made, names, {name: cls.__dict__[name] for name in names if name in cls.__dict__})
    return cast("Class", made)


def _filler(made: Any, names: tuple[str, ...], defaults: dict[str, Any]) -> Callable[..., None]:
    """Return what fills the fields of a new value, by their order or by their names."""
    # A slot can be set past the `__setattr__` that refuses, and faster.
    slots = {name: made.__dict__[name].__set__ for name in names}
    setters, optional = tuple(slots.values()), tuple((slots[name], one) for name, one in defaults.items())
    most, least = len(names), len(names) - len(defaults)

    def fill(self: Any, /, *given: Any, **named: Any) -> None:
        for setter, one in zip(setters, given, strict=False):
            setter(self, one)
        count = len(given)
        if named or not least <= count <= most:
            _check(made, names, defaults, count, named)
            for name in names[count:]:
                slots[name](self, named[name] if name in named else _fresh(defaults[name]))
        elif count < most:
            for setter, one in optional[count - least :]:
                setter(self, _fresh(one))

    return fill


def _fresh(default: Any) -> Any:
    return default.make() if type(default) is _Fresh else default


def _check(
    made: Any, names: tuple[str, ...], defaults: Mapping[str, Any], count: int, named: Mapping[str, Any]
) -> None:
    """Refuse a value that lacks a field, or is given more than it has fields."""
    lacking = [name for name in names[count:] if name not in named and name not in defaults]
    if lacking:
        raise TypeError(f"{made.__qualname__} needs {', '.join(lacking)}")
    if count > len(names) or not named.keys() <= {*names[count:]}:
        raise TypeError(f"{made.__qualname__} has no room for {', '.join(named) or 'so many'}")


def _shown(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={one!r}' for name, one in fields_of(self).items())})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{name} of {type(self).__qualname__} never changes")
