"""Walk a document with one expression, and say what was selected and where its filter failed."""

from typing import Any

from registry.validators.jsonpath.automaton import Automaton
from registry.validators.jsonpath.evaluation import evaluator
from registry.validators.jsonpath.frames import Frame, keys_of, name_of
from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.script import read_script
from registry.validators.jsonpath.walking import Walk

Keys = tuple[str | int, ...]


def selected(expression: str, document: Any) -> list[Keys]:
    return [path for path, _ in found(expression, document)[0]]


def values(expression: str, document: Any) -> list[Any]:
    return [value for _, value in found(expression, document)[0]]


def failed(expression: str, document: Any) -> list[Keys]:
    return found(expression, document)[1]


def found(expression: str, document: Any) -> tuple[list[tuple[Keys, Any]], list[Keys]]:
    read = parse(expression)
    hits: dict[Keys, Any] = {}
    failures: list[Keys] = []

    def note(_number: int, frame: Frame) -> None:
        hits[keys_of(frame)] = name_of(frame) if read.keys else frame[2]

    Walk(Automaton([read]), note, lambda _number, frame, _failure: failures.append(keys_of(frame))).over(document, {})
    return sorted(hits.items(), key=lambda hit: list(map(str, hit[0]))), failures


def evaluated(script: str, value: Any = None, key: Any = "key", holder: Any = None) -> Any:
    return evaluator(read_script(script))(value, key, (None, None, {} if holder is None else holder, 0))
