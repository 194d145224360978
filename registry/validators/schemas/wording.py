"""Word failures as Spectral does: gathered by place, the redundant ones left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from registry.frugal.patterns import late
from registry.frugal.values import field, record
from registry.validators.function import Fault, Path
from registry.validators.schemas.failures import Failure, pointer_of
from registry.validators.schemas.similarity import nearest
from registry.validators.schemas.values import Identities, json_text

_STEPS: Final = late(r"/[A-Za-z0-9_$-]+(?:/[0-9]+)?")
_SEE_OTHERS: Final = ". None of the schemas matched, see the other errors reported for this value"
_KINDS: Final = {bool: "Boolean", int: "Number", float: "Number", str: "String"}


@record
class _Node:
    """What failed at one place, and the places below it."""

    failures: list[tuple[str, Failure]] = field(default_factory=list)
    children: dict[str, "_Node"] = field(default_factory=dict)


def faults_of(failures: Sequence[Failure], value: Any, path: Path) -> Iterator[Fault]:
    """Yield the findings that the failures of one value come to; the path is where the value stands."""
    located = [(pointer_of(failure.place), failure) for failure in failures]
    unmatched = dict(_unmatched(located))
    root = _tree(located)
    _leave_out_redundant(root, None, "")
    for pointer, sentence, place in _told(root, value, path):
        message = _of_item(sentence, pointer)
        keyword = unmatched.get(pointer)
        more = _SEE_OTHERS if keyword and message.endswith(f" in {keyword}") else ""
        yield Fault(message + more, path + place)


def _unmatched(located: Iterable[tuple[str, Failure]]) -> Iterator[tuple[str, str]]:
    for pointer, failure in located:
        if failure.keyword in ("oneOf", "anyOf") and not failure.parameters.get("passingSchemas"):
            yield pointer, failure.keyword


def _of_item(message: str, pointer: str) -> str:
    """Speak of an item of a list by its number."""
    index = pointer.rpartition("/")[2]
    if not (index.isascii() and index.isdecimal()):
        return message
    for start in (f'"{index}" property type', f'"{index}" property'):
        if message.startswith(start):
            return f"Item at index {index}{message[len(start) :]}"
    return message


def _tree(located: Iterable[tuple[str, Failure]]) -> _Node:
    """Gather failures by place; one whose place has no plain name in it is lost, as it is in Spectral."""
    root = _Node()
    for pointer, failure in located:
        steps = _STEPS.findall(pointer) if pointer else [""]
        node = root
        for step in steps:
            node = node.children.setdefault(step, _Node())
        if steps:
            node.failures.append((pointer, failure))
    return root


def _leave_out_redundant(node: _Node, parent: _Node | None, key: str) -> None:
    """Prefer what failed below to an `anyOf`, and anything that failed beside it to an `enum`."""
    if node.children and any(failure.keyword == "anyOf" for _, failure in node.failures):
        node.failures = []
    if parent is not None and _are_enums(node) and any(sibling is not node for sibling in parent.children.values()):
        del parent.children[key]
    for name, child in list(node.children.items()):
        _leave_out_redundant(child, node, name)


def _are_enums(node: _Node) -> bool:
    return bool(node.failures) and all(failure.keyword == "enum" for _, failure in node.failures)


def _told(node: _Node, value: Any, path: Path) -> Iterator[tuple[str, str, Path]]:
    if _are_enums(node):
        pointer, failure = node.failures[0]
        yield pointer, _choice(node, pointer, failure, value, path), failure.path
        return
    for pointer, failure in node.failures:
        yield pointer, _sentence(pointer, failure, value, path), failure.path
    for child in node.children.values():
        yield from _told(child, value, path)


def _sentence(pointer: str, failure: Failure, value: Any, path: Path) -> str:
    if failure.keyword == "additionalProperties":
        return f'Property "{failure.parameters["additionalProperty"]}" is not expected to be here'
    if failure.keyword == "errorMessage":
        return failure.message
    message = cleaned(failure.message)
    if failure.keyword == "type":
        name = _name(pointer, path)
        return f"Value type {message}" if name is None else f'"{name}" property type {message}'
    return f"{_subject(pointer, failure, value, path)} {message}"


def _choice(node: _Node, pointer: str, failure: Failure, value: Any, path: Path) -> str:
    allowed = list(_each_once(item for _, it in node.failures for item in it.parameters["allowedValues"]))
    shown = ", ".join(f'"{item}"' if isinstance(item, str) else json_text(item) for item in allowed)
    sentence = f"{_subject(pointer, failure, value, path)} {failure.message}: {shown}"
    found = _value_at(value, failure.path)
    meant = nearest(found, allowed) if isinstance(found, str) else None
    return sentence if meant is None else f'{sentence}. Did you mean "{meant}"?'


def _each_once(items: Iterable[Any]) -> Iterator[Any]:
    identities, seen = Identities(), set[int]()
    for item in items:
        number = id(item) if isinstance(item, dict | list) else -1 - identities.of(item)
        if number not in seen:
            seen.add(number)
            yield item


def _subject(pointer: str, failure: Failure, value: Any, path: Path) -> str:
    name = _name(pointer, path)
    if name is not None:
        return f'"{name}" property'
    return _KINDS.get(type(_value_at(value, failure.path)), "Object")


def _name(pointer: str, path: Path) -> str | int | None:
    if pointer:
        return pointer.rpartition("/")[2]
    return path[-1] if path else None


def _value_at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def cleaned(message: str) -> str:
    """Write a message of AJV with one kind of quotation mark, and without its loud word."""
    return message.replace("'", '"').replace("NOT", "not")


def with_nullable(failures: Iterable[Failure]) -> None:
    """Name null among the types that a nullable schema of OpenAPI takes."""
    for failure in failures:
        nullable = isinstance(failure.schema, Mapping) and failure.schema.get("nullable") is True
        if failure.keyword == "type" and nullable and failure.unlisted:
            failure.message += ",null"
