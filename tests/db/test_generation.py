import pytest
from factories import Factory

from registry.db.generation import generation_of


async def test_the_number_of_the_last_change_is_known_at_once(make: Factory, database_url: str) -> None:
    generation = generation_of(make.database, database_url)
    try:
        numbers = [await generation.current()]
        for key in ("nida", "ega"):
            await make.institution(key)
            numbers += [await generation.current(), await generation.current()]
        assert numbers == [0, 1, 1, 2, 2]
        with pytest.raises(ZeroDivisionError):  # noqa: PT012 what comes before is part of the attempt
            async with make.work() as work:
                work.attempt("thing:do", "thing", "x")
                raise ZeroDivisionError
        assert await generation.current() == 2
    finally:
        generation.close()
