from registry.usecases.remembered import MOST, Remembered


class Counting:
    """A number of the last change that a test sets."""

    def __init__(self) -> None:
        self.number = 1

    async def current(self) -> int:
        return self.number

    def close(self) -> None:
        """Hold nothing."""


async def test_a_value_is_read_once_until_something_is_committed() -> None:
    generation, read = Counting(), []

    async def reading() -> str:
        read.append(generation.number)
        return f"value {len(read)}"

    remembered: Remembered[str] = Remembered(generation)
    assert [await remembered.value("a", reading) for _ in range(3)] == ["value 1"] * 3
    assert await remembered.value("b", reading) == "value 2"
    generation.number = 2
    assert [await remembered.value("a", reading) for _ in range(2)] == ["value 3"] * 2
    assert read == [1, 1, 2]


async def test_without_a_number_every_value_is_read_each_time() -> None:
    read = []

    async def reading() -> None:
        read.append(1)

    remembered: Remembered[None] = Remembered(None)
    for _ in range(3):
        await remembered.value("a", reading)
    assert len(read) == 3


async def test_only_so_many_names_are_remembered() -> None:
    remembered: Remembered[str] = Remembered(Counting())

    async def reading() -> str:
        return "x"

    for number in range(MOST + 10):
        await remembered.value(str(number), reading)
    assert len(remembered._values) == MOST
