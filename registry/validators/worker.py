"""The process that checks documents: one after another from its standard input, under limits it cannot lift."""

import gc
import json
import os
import sys
from collections import OrderedDict
from typing import Any, BinaryIO, Final

from registry.validators.bundles import Bundle, unpacked
from registry.validators.checking import check
from registry.validators.confinement import OUT_OF_MEMORY, allow_time, confine, leave_the_network
from registry.validators.profile import Profile, built_in, profile_of
from registry.validators.report import to_tree
from registry.validators.rule_card import cards_of
from registry.validators.rulesets.linting import lint
from registry.validators.rulesets.loading import from_bytes
from registry.validators.rulesets.refusal import RulesetRefused, problem_tree
from registry.validators.rulesets.ruleset import ERROR
from registry.validators.rulesets.trying import untrue_examples
from registry.validators.unreadable import Unreadable

LENGTH_BYTES: Final = 8
MOST_PROFILES: Final = 8
"""How many loaded profiles a worker keeps beside the built-in one."""
_WARM_UP: Final = (
    b'{"openapi": "3.0.3", "info": {"title": "-", "version": "1"}, "paths": {}}',
    b'{"openapi": "3.1.0", "info": {"title": "-", "version": "1"}, "paths": {}}',
    b'{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}',
)

_known: Final[OrderedDict[str, Profile]] = OrderedDict()


def main() -> None:
    """Serve until the input ends."""
    for content in _WARM_UP:
        check(content)
    gc.freeze()
    confine()
    leave_the_network()
    _send(sys.stdout.buffer, {"ready": True, "built_in": built_in().outline.tree()})
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request: a length-prefixed JSON object that says what is asked, then a document or a bundle."""
    while (asked := _received(requests)) is not None and (content := _received(requests)) is not None:
        allow_time()
        try:
            _send(answers, answer_to(json.loads(asked), content))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def answer_to(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    """Check a document with the profile that is asked for by its digest, tell its rules, or learn it from its bundle.

    One that is learned strictly must be without any mistake: so are those learned that somebody loads.
    """
    if "learn" in asked:
        return _learned(asked, content)
    digest = asked.get("profile")
    if digest is not None and digest not in _known:
        return {"unknown": digest}
    if "cards" in asked:
        return {"cards": [card.tree() for card in cards_of(_used(digest) or built_in())]}
    try:
        return {"report": to_tree(check(content, _used(digest)))}
    except Unreadable as refused:
        place = {"line": refused.line, "column": refused.column, "pointer": refused.pointer}
        return {"unreadable": {"code": refused.code, **place, "values": refused.values}}


def _used(digest: str | None) -> Profile | None:
    if digest is None:
        return None
    _known.move_to_end(digest)
    return _known[digest]


def _learned(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    try:
        bundle = unpacked(content)
        if "strictly" in asked:
            _require_sound(bundle)
        profile = profile_of(asked["learn"], asked["version"], bundle.content, bundle.files, bundle.name)
    except RulesetRefused as refused:
        return {"refused": [problem_tree(problem) for problem in refused.problems]}
    _known[profile.digest] = profile
    _known.move_to_end(profile.digest)
    while len(_known) > MOST_PROFILES:
        _known.popitem(last=False)
    return {"learned": profile.outline.tree()}


def _require_sound(bundle: Bundle) -> None:
    """Raise `RulesetRefused` for what a check would go on without: a path that cannot be read, an untrue example."""
    problems = lint(bundle.content, bundle.files, bundle.name)
    grave = [problem for problem in problems if problem.severity == ERROR]
    grave = grave or [*untrue_examples(from_bytes(bundle.content, bundle.files, bundle.name))]
    if grave:
        raise RulesetRefused(tuple(grave))


def _received(requests: BinaryIO) -> bytes | None:
    """Read one length-prefixed part of a request, none where the input has ended."""
    prefix = requests.read(LENGTH_BYTES)
    if len(prefix) < LENGTH_BYTES:
        return None
    return requests.read(int.from_bytes(prefix, "big"))


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    message = json.dumps(answer).encode()
    answers.write(len(message).to_bytes(LENGTH_BYTES, "big") + message)
    answers.flush()


if __name__ == "__main__":
    main()
