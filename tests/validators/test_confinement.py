import signal

import pytest

from registry.validators.confinement import OUT_OF_MEMORY, reason_of


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        (OUT_OF_MEMORY, b"", "out-of-memory"),
        (-signal.SIGABRT, b"memory allocation of 8 bytes failed", "out-of-memory"),
        (-signal.SIGXCPU, b"", "timed-out"),
        (-signal.SIGSEGV, b"", "crashed"),
        (1, b"Traceback", "crashed"),
    ],
)
def test_the_end_of_a_process_says_why_it_did_not_answer(code: int, words: bytes, reason: str) -> None:
    assert reason_of(code, words) == reason
