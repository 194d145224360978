"""No text for people stands in a template or a command: all are in the table."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from message_keys import CODE, templates

SAID = {"alt", "aria-label", "label", "placeholder", "title"}
QUOTED = {"code", "pre"}
NAMES = {"Somana", "OpenAPI", "CSV", "JSON", "YAML", "L"}
"""What is called the same in every language; `L` stands before the number of a line."""
QUESTIONS = {"home/home.html": {"thibitisha", "NIN", "tax", "number", "ankara"}}
"""Words to search for, which are looked up as they are."""
FROM_THE_TABLE = {"text", "has_text", "_word", "hint", "help_of", "get", "getattr", "join", "told"}


class Words(HTMLParser):
    """The words of a page that are not quoted from somewhere."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._quoted = 0
        self.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", source, flags=re.DOTALL))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quoted += tag in QUOTED
        for name, value in attrs:
            if name in SAID:
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._quoted -= tag in QUOTED

    def handle_data(self, data: str) -> None:
        if not self._quoted:
            self._take(data)

    def _take(self, words: str) -> None:
        # Addresses, and attributes that a macro writes on its own, are no words.
        self.found |= set(re.findall(r"[^\W\d_]+", re.sub(r'/\S*|[\w-]+="[^"]*"', "", words)))


def said(node: ast.AST) -> Iterator[str]:
    """Yield the strings that a call shows as they stand."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in FROM_THE_TABLE:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    children = [node.value] if isinstance(node, ast.Subscript | ast.FormattedValue) else ast.iter_child_nodes(node)
    for child in children:
        yield from said(child)


def shown_by(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"say", "tell", "echo", "UsageError"}:
            for given in node.args:
                yield from said(given)
        if isinstance(node, ast.keyword) and node.arg == "help":
            yield from said(node.value)


@pytest.mark.parametrize(("name", "source"), list(templates()), ids=[name for name, _ in templates()])
def test_no_text_is_written_in_a_template(name: str, source: str) -> None:
    assert Words(source).found - NAMES - QUESTIONS.get(name, set()) == set()


def test_a_text_in_a_template_is_noticed() -> None:
    source = '<p title="one">{{ t("a.b.c") }} two <code>x</code><br> three &amp; {% if x %}four{% endif %}</p>'
    assert Words(source).found == {"one", "two", "three", "four"}


@pytest.mark.parametrize("path", sorted((CODE / "cli").glob("*.py")), ids=lambda path: path.stem)
def test_no_text_is_written_in_a_command(path: Path) -> None:
    shown = shown_by(ast.parse(path.read_text("utf-8")))
    assert [words for words in shown if re.search(r"[^\W\d_]", words)] == []


def test_a_text_in_a_command_is_noticed() -> None:
    source = 'output.say(f"Done: {text(\'a.b.c\', x)} {row[\'key\']}")\nclick.option("--x", help="The x")'
    assert list(shown_by(ast.parse(source))) == ["Done: ", " ", "The x"]
