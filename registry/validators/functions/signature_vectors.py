"""The vectors that show how messages are signed must be true: what is said to verify does, what is not does not."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function, told
from registry.validators.rule import NotChecked

_MOST: Final = 50
"""How many vectors are looked at: each costs a verification."""
_SHOWN: Final = 100
_UNJUDGED: Final = frozenset({"algorithm-unknown", "form-unknown"})


@function("signatureVectors")
def signature_vectors(_options: Any) -> Check:
    """Make a check of a way of signing messages, with its `test-vectors`."""
    return _faults_in


def _faults_in(target: Any, context: Context) -> Iterator[Fault]:
    vectors = target.get("test-vectors") if isinstance(target, dict) else None
    if not isinstance(vectors, list):
        return
    # The library takes ten milliseconds to import, and few documents have vectors.
    problem_of = import_module("registry.validators.vectors").problem_of
    for index, vector in enumerate(vectors[:_MOST]):
        if isinstance(vector, dict) and (problem := problem_of(target, vector)):
            if problem in _UNJUDGED:
                raise NotChecked("signature-unknown")
            name = str(vector.get("name", index))[:_SHOWN]
            yield told(f"functions.signature-vectors.{problem}", (*context.path, "test-vectors", index), name=name)
