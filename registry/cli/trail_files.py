"""Read the files about the audit trail: an export of it, and a checkpoint."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from registry.cli import output
from registry.cli.exits import Stopped
from registry.domain.chain import FIELDS, Break, Chain, Checkpoint

LONGEST_LINE: Final = 1024 * 1024
_MEMBERS: Final = frozenset({*FIELDS, "hash"})
_TEXTS: Final = frozenset(_MEMBERS - {"seq", "at", "details", "institution", "reason", "request_id"})


def checkpoint_in(file: Path) -> Checkpoint:
    """Return the checkpoint in a file; stop where it holds none."""
    with file.open("rb") as opened:
        line = opened.read(LONGEST_LINE)
    return _checkpoint_of(_parsed(line, file), file)


def verified_file(file: Path, checkpoint: Checkpoint | None) -> Chain:
    """Walk along an exported trail, and return how far it holds; an export without its last line was cut."""
    chain = Chain(checkpoint=checkpoint if checkpoint and checkpoint.seq else None)
    ended = False
    for tree in _trees(file):
        if ended:
            raise _stopped(file)
        if tree.keys() == {"head"}:
            ended = True
            _meet(chain, _checkpoint_of(tree["head"], file))
        elif not chain.take(_entry_of(tree, file)):
            return chain
    if not ended and chain.broken is None:
        chain.broken, chain.how = (chain.seq or 0) + 1, Break.CUT
    chain.close()
    return chain


def _meet(chain: Chain, head: Checkpoint) -> None:
    if chain.held and (chain.seq, chain.hash) != (head.seq, head.hash):
        cut = (chain.seq or 0) < head.seq
        chain.broken, chain.how = (chain.seq or 0) + cut, Break.CUT if cut else Break.CHECKPOINT


def _trees(file: Path) -> Iterator[dict[str, Any]]:
    with file.open("rb") as opened:
        while line := opened.readline(LONGEST_LINE):
            tree = _parsed(line, file)
            if not isinstance(tree, dict):
                raise _stopped(file)
            yield tree


def _parsed(line: bytes, file: Path) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise _stopped(file) from None


def _entry_of(tree: dict[str, Any], file: Path) -> dict[str, Any]:
    right = tree.keys() == _MEMBERS and type(tree["seq"]) is int and isinstance(tree["details"], dict)
    if not right or not all(isinstance(tree[name], str) for name in _TEXTS):
        raise _stopped(file)
    try:
        at = datetime.fromisoformat(tree["at"])
    except (TypeError, ValueError):
        raise _stopped(file) from None
    if at.tzinfo is None:
        raise _stopped(file)
    return {**tree, "at": at}


def _checkpoint_of(tree: Any, file: Path) -> Checkpoint:
    if not isinstance(tree, dict) or tree.keys() != {"seq", "hash", "at"}:
        raise _stopped(file)
    if type(tree["seq"]) is not int or not isinstance(tree["hash"], str) or not isinstance(tree["at"], str):
        raise _stopped(file)
    return Checkpoint(tree["seq"], tree["hash"], tree["at"])


def _stopped(file: Path) -> Stopped:
    return Stopped("trail-unreadable", file=output.printable(str(file)))
