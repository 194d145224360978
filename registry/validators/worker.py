"""The process that checks documents: one after another from its standard input, under limits it cannot lift."""

import gc
import json
import os
import sys
from typing import Any, BinaryIO, Final

from registry.validators.checking import check
from registry.validators.confinement import OUT_OF_MEMORY, allow_time, confine
from registry.validators.report import to_tree
from registry.validators.unreadable import Unreadable

LENGTH_BYTES: Final = 8
_WARM_UP: Final = (
    b'{"openapi": "3.0.3", "info": {"title": "-", "version": "1"}, "paths": {}}',
    b'{"openapi": "3.1.0", "info": {"title": "-", "version": "1"}, "paths": {}}',
    b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}',
)


def main() -> None:
    """Serve until the input ends."""
    for content in _WARM_UP:
        check(content)
    gc.freeze()
    confine()
    _send(sys.stdout.buffer, {"ready": True})
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each length-prefixed document with its report."""
    while len(prefix := requests.read(LENGTH_BYTES)) == LENGTH_BYTES:
        content = requests.read(int.from_bytes(prefix, "big"))
        allow_time()
        try:
            _send(answers, answer_to(content))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def answer_to(content: bytes) -> dict[str, Any]:
    """Check one document; return its report, or why it cannot be read."""
    try:
        return {"report": to_tree(check(content))}
    except Unreadable as refused:
        place = {"line": refused.line, "column": refused.column, "pointer": refused.pointer}
        return {"unreadable": {"code": refused.code, **place, "values": refused.values}}


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    message = json.dumps(answer).encode()
    answers.write(len(message).to_bytes(LENGTH_BYTES, "big") + message)
    answers.flush()


if __name__ == "__main__":
    main()
