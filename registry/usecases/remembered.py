"""What was read from the database, remembered until anything is committed."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

from registry.db.generation import Generation

Value = TypeVar("Value")
MOST: Final = 64


class Remembered(Generic[Value]):
    """Values by name, each good for as long as the number of the last change is the one that it was read at."""

    def __init__(self, generation: Generation | None) -> None:
        self._generation = generation
        self._values: OrderedDict[str, tuple[int, Value]] = OrderedDict()

    async def value(self, name: str, read: Callable[[], Awaitable[Value]]) -> Value:
        """Return the value of a name, read again where a change was committed, or nobody knows whether one was."""
        if self._generation is None:
            return await read()
        # The number comes first: a value that is newer than its number is only read once more than it need be.
        number = await self._generation.current()
        kept = self._values.get(name)
        if kept is not None and kept[0] == number:
            return kept[1]
        value = await read()
        self._values[name] = (number, value)
        self._values.move_to_end(name)
        while len(self._values) > MOST:
            self._values.popitem(last=False)
        return value
