"""Passwords: hashed with argon2id, and never in the way of another request."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from registry.domain.errors import FieldError, FieldsInvalid

SHORTEST, LONGEST = 12, 128

# RFC 9106, second recommended option: 64 MiB, three passes. Two at a time bound the memory that strangers can use.
_HASHER = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)


async def hash_of(password: str) -> str:
    """Return the argon2id hash of a new password; raise `FieldsInvalid` for one too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise FieldsInvalid((FieldError("/password", "password-length", {"limit": f"{SHORTEST}-{LONGEST}"}),))
    return await asyncio.get_running_loop().run_in_executor(_threads(), _HASHER.hash, password)


async def is_right(password: str, known: str | None) -> bool:
    """Say whether a password has this hash, taking as long where nobody has that name."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), _verified, password, known)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, thread_name_prefix="passwords")


# A server that forks takes the executor along, but not its threads.
os.register_at_fork(after_in_child=_threads.cache_clear)


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash("the password of nobody")


def _verified(password: str, known: str | None) -> bool:
    try:
        right = _HASHER.verify(known or _hash_of_nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return right and known is not None and len(password) <= LONGEST
