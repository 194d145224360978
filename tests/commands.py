"""What the tests of the command are handed by their fixtures."""

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from click.testing import Result
from factories import Factory

from registry.cli.local import Registry


class Run(Protocol):
    """Run the command and return what it printed and its status."""

    def __call__(self, *words: object, given: bytes | str | None = None) -> Result: ...


Prepared = Callable[[Callable[[Factory], Coroutine[Any, Any, Any]]], Any]
"""Do something to the database of the test."""
Asked = Callable[[Callable[[Registry], Coroutine[Any, Any, Any]]], Any]
"""Ask the database of the test something."""
