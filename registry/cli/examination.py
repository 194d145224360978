"""Check files in processes of their own, two at once, and say what became of each."""

import json
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from registry.cli.candidates import Candidate
from registry.cli.outcome import Outcome, lines_at
from registry.validators import limits
from registry.validators.answers import answer_to, report_from_child
from registry.validators.isolated import Ended, each
from registry.validators.profile import Profile
from registry.validators.unreadable import Unreadable

_MANY: Final = 4
_WARM_UP: Final = b'{"openapi": "3.0.3", "info": {"title": "-", "version": "1"}, "paths": {}}'

Line = deque[tuple[Candidate, bytes | OSError]]
"""The files that were read and whose turn has not come."""


def outcomes_of(candidates: Sequence[Candidate], profile: Profile | None) -> Iterator[Outcome]:
    """Yield what becomes of each file, in their order."""

    def work(content: bytes) -> bytes:
        return json.dumps(answer_to(content, profile)).encode()

    if len(candidates) >= _MANY:
        # What is loaded here once would be loaded by every child.
        work(_WARM_UP)
    line: Line = deque()
    for answer in each(work, _contents(candidates, line)):
        yield from _unread(line)
        candidate, content = line.popleft()
        if isinstance(content, bytes):
            yield _outcome_of(candidate, content, answer)
    yield from _unread(line)


def _contents(candidates: Sequence[Candidate], line: Line) -> Iterator[bytes]:
    for candidate in candidates:
        try:
            content = _content_of(candidate)
        except OSError as problem:
            line.append((candidate, problem))
        else:
            line.append((candidate, content))
            yield content


def _content_of(candidate: Candidate) -> bytes:
    """Read one byte more than is taken, which is enough to refuse the rest."""
    if candidate.path is None:
        return sys.stdin.buffer.read(limits.BYTES + 1)
    with candidate.path.open("rb") as file:
        return file.read(limits.BYTES + 1)


def _unread(line: Line) -> Iterator[Outcome]:
    while line and isinstance(problem := line[0][1], OSError):
        yield Outcome(line.popleft()[0].name, problem=problem.strerror or type(problem).__name__)


def _outcome_of(candidate: Candidate, content: bytes, answer: bytes | Ended) -> Outcome:
    try:
        outcome = Outcome(candidate.name, report=report_from_child(content, answer), named=candidate.named)
    except Unreadable as refused:
        outcome = Outcome(candidate.name, unreadable=refused, named=candidate.named)
    return replace(outcome, lines=lines_at(content, outcome))
