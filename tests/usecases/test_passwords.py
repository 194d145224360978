import asyncio
import os

import pytest

from registry.domain.errors import FieldsInvalid
from registry.usecases import passwords
from registry.usecases.passwords import LONGEST, SHORTEST, hash_of, is_right


async def test_a_password_is_right_and_another_is_not() -> None:
    known = await hash_of("correct horse battery")
    assert known.startswith("$argon2id$")
    assert await is_right("correct horse battery", known)
    assert not await is_right("correct horse batterz", known)
    assert not await is_right("", known)


async def test_the_same_password_has_different_hashes() -> None:
    one, other = await asyncio.gather(hash_of("x" * SHORTEST), hash_of("x" * SHORTEST))
    assert one != other


@pytest.mark.parametrize("length", [0, SHORTEST - 1, LONGEST + 1, 1_000_000])
async def test_a_password_too_short_or_too_long_is_refused(length: int) -> None:
    with pytest.raises(FieldsInvalid):
        await hash_of("x" * length)


async def test_what_lies_beyond_the_longest_password_counts() -> None:
    known = await hash_of("x" * LONGEST)
    assert await is_right("x" * LONGEST, known)
    assert not await is_right("x" * (LONGEST + 1), known)


async def test_nobody_has_a_right_password() -> None:
    assert not await is_right("the password of nobody", None)
    assert not await is_right("x", "no hash at all")


async def test_hashing_does_not_hold_up_the_event_loop() -> None:
    hashing = asyncio.create_task(hash_of("x" * SHORTEST))
    turns = 0
    while not hashing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 10


def test_a_process_that_was_forked_compares_passwords_too() -> None:
    passwords._threads().submit(int).result()
    process = os.fork()
    if process == 0:
        answered = passwords._threads().submit(int).result(20) == 0
        os._exit(0 if answered else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
