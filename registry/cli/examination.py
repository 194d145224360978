"""Check files in processes of their own, two at once, and say what became of each."""

import json
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from registry.cli.candidates import Candidate
from registry.cli.outcome import Outcome, lines_at
from registry.frugal.values import replace, value
from registry.validators import limits
from registry.validators.answers import answer_to, report_from_child
from registry.validators.checking import Beside
from registry.validators.folder import Folder
from registry.validators.isolated import Ended, each
from registry.validators.profile import Profile
from registry.validators.unreadable import Unreadable

_MANY: Final = 4
_WARM_UP: Final = b'{"openapi": "3.0.3", "info": {"title": "-", "version": "1"}, "paths": {}}'
_ALL: Final = 100_000
"""How many findings are kept of a ruleset that is run alone, to be held beside what others find."""


@value
class Item:
    """A file that was read, or could not be."""

    candidate: Candidate
    content: bytes = b""
    problem: str | None = None


def outcomes_of(candidates: Sequence[Candidate], profile: Profile | None) -> Iterator[Outcome]:
    """Yield what becomes of each file, in their order."""
    keep = _ALL if profile is not None and profile.is_foreign else limits.FINDINGS

    def work(item: Item) -> bytes:
        path = item.candidate.path
        chosen = profile.for_file(str(path.absolute())) if profile is not None and path is not None else profile
        # What a document describes beside what the rules ask for is of use to a registry alone.
        return json.dumps(answer_to(item.content, chosen, keep, _beside(item.candidate), describe=False)).encode()

    if len(candidates) >= _MANY:
        # What is loaded here once would be loaded by every child.
        answer_to(_WARM_UP, profile)
    line: deque[Item] = deque()
    for answer in each(work, _readable(candidates, line)):
        yield from _unread(line)
        yield _outcome_of(line.popleft(), answer, profile)
    yield from _unread(line)


def _readable(candidates: Sequence[Candidate], line: deque[Item]) -> Iterator[Item]:
    """Yield the files that can be read; all of them stand in the line until their turn comes."""
    for candidate in candidates:
        try:
            line.append(Item(candidate, _content_of(candidate)))
        except OSError as problem:
            line.append(Item(candidate, problem=problem.strerror or type(problem).__name__))
        else:
            yield line[-1]


def _content_of(candidate: Candidate) -> bytes:
    """Read one byte more than is taken, which is enough to refuse the rest."""
    if candidate.path is None:
        return sys.stdin.buffer.read(limits.BYTES + 1)
    with candidate.path.open("rb") as file:
        return file.read(limits.BYTES + 1)


def _beside(candidate: Candidate) -> Beside | None:
    if candidate.path is None or candidate.folder is None:
        return None
    return Beside(candidate.path.relative_to(candidate.folder).as_posix(), Folder(candidate.folder).read)


def _unread(line: deque[Item]) -> Iterator[Outcome]:
    while line and line[0].problem is not None:
        item = line.popleft()
        yield Outcome(item.candidate.name, problem=item.problem)


def _outcome_of(item: Item, answer: bytes | Ended, profile: Profile | None) -> Outcome:
    candidate = item.candidate
    outcome = Outcome(candidate.name, named=candidate.named, folder=str(candidate.folder or ""))
    try:
        outcome = replace(outcome, report=report_from_child(item.content, answer, profile))
    except Unreadable as refused:
        outcome = replace(outcome, unreadable=refused)
    return replace(outcome, lines=lines_at(item.content, outcome))
