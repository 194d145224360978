"""Which keys of the message table the code and the templates use, as far as their source shows it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import nodes

import registry
from registry.messages.catalogue import areas
from registry.web.rendering import _ENVIRONMENT

CODE = Path(registry.__file__).parent
KEY = re.compile(rf"(?:{'|'.join(areas())})\.[\w-]+\.[\w.-]+")
WORDING = {"hint": "command.option.", "help_of": "command.help."}
"""Functions that are given the end of a key, and its beginning."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def templates() -> Iterator[tuple[str, str]]:
    assert _ENVIRONMENT.loader is not None
    for name in _ENVIRONMENT.list_templates():
        yield name, _ENVIRONMENT.loader.get_source(_ENVIRONMENT, name)[0]


def written_keys() -> set[str]:
    """Return the keys that are written whole."""
    found: set[str] = set()
    for _, tree in trees():
        found |= {node for node in _strings(tree) if KEY.fullmatch(node)} | set(_wordings(tree))
    for _, source in templates():
        found |= {part for part in _template_keys(source) if "*" not in part}
    return found


def made_keys() -> set[str]:
    """Return the keys that are put together, as patterns: `*` for each part that only running shows."""
    found: set[str] = set()
    for _, tree in trees():
        joined = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
        found |= {made for node in joined if KEY.fullmatch((made := _pattern(node)).replace("*", "x"))}
    for _, source in templates():
        found |= {part for part in _template_keys(source) if "*" in part}
    return {made for made in found if not made.startswith(tuple(WORDING.values()))}


def words() -> set[str]:
    """Return every string and every name of a function in the code, its data and the templates."""
    found: set[str] = set()
    for _, tree in trees():
        named = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
        found |= {node.name.replace("_", "-") for node in named}
        found |= {word for string in _strings(tree) for word in (string, *string.split(":"))}
    for path in CODE.rglob("*.json"):
        found |= set(re.findall(r'"([\w-]+)"', path.read_text("utf-8")))
    for _, source in templates():
        found |= {str(node.value) for node in _ENVIRONMENT.parse(source).find_all(nodes.Const)}
    return found


def is_made(key: str, pattern: str, known: set[str]) -> bool:
    """Say whether a key is a pattern filled in with words that the code knows."""
    filled = re.fullmatch(r"(\S+)".join(map(re.escape, pattern.split("*"))), key)
    return filled is not None and all(_is_known(word, known) for word in filled.groups())


def _is_known(word: str, known: set[str]) -> bool:
    """Say whether a word stands in the code, or its beginning and its end do."""
    head, _, tail = word.partition("-")
    return word in known or (f"{head}-" in known and tail in known)


def _strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _wordings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDING:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield f"{WORDING[node.func.id]}{first.value!s}"


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def _template_keys(source: str) -> Iterator[str]:
    """Yield the keys that a template asks for, `*` for what only running shows."""
    for call in _ENVIRONMENT.parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t":
            yield from _asked(call.args[0])


def _asked(node: Any) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _asked(node.expr1)
        yield from _asked(node.expr2)
    elif isinstance(node, nodes.Concat):
        yield "".join(part.value if isinstance(part, nodes.Const) else "*" for part in node.nodes)
    else:
        raise TypeError(node)
