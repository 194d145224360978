"""Read a form, and keep what was typed for when it is wrong."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import State

from registry.domain.errors import ForgedRequest, Invalid
from registry.http.headers import cookie_of, header_of
from registry.http.requests import body_of
from registry.usecases.secrets import is_form_token

LARGEST = 64 * 1024
MOST_FIELDS = 500
TYPE = "application/x-www-form-urlencoded"
LISTS = {
    "names": ("text",),
    "contacts": ("name", "email", "phone"),
    "channels": ("channel", "code", "note"),
    "legal_basis": ("title", "reference", "section", "source"),
    "access.steps": ("sw", "en"),
    "clauses": ("number", "titles.sw", "titles.en", "source.title"),
    "sources": ("title", "url"),
}
"""The lists in our forms, and what a row of each must hold to count."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed, by the names of the fields."""

    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return what one field holds, without spaces round it; empty where there is none."""
        values = self.fields.get(name, ())
        return cleaned(values[0]) if values else ""

    def raw(self, name: str) -> str:
        """Return what one field holds as it was typed, with plain line ends."""
        values = self.fields.get(name, ())
        return values[0].replace("\r\n", "\n") if values else ""

    def every(self, name: str) -> list[str]:
        """Return every value given under a name."""
        return [cleaned(value) for value in self.fields.get(name, ()) if value]

    def given(self, *names: str) -> dict[str, str]:
        """Return those of the fields that are filled."""
        return {name: self.one(name) for name in names if self.one(name)}

    def number(self, name: str) -> int:
        """Return a whole number, nought where there is none."""
        words = self.one(name)
        return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0  # noqa: PLR2004 no revision is longer


@dataclass(frozen=True, slots=True)
class Filled:
    """A page with a form, and what was typed into it."""

    template: str
    form: Form
    context: Mapping[str, Any]


async def read(request: Request[Any, Any, State]) -> Form:
    """Return the form that a request carries, sent from one of our pages and with the token of its session.

    It is read before anything is asked of the database, so that no transaction waits for a slow sender.
    """
    form = await read_of_stranger(request)
    require_token(request, form)
    return form


async def read_of_stranger(request: Request[Any, Any, State]) -> Form:
    """Return the form of somebody who has no session yet, sent from one of our pages."""
    require_our_origin(request)
    return parsed(await body_of(request, LARGEST, (TYPE,)))


def parsed(body: bytes) -> Form:
    """Return the fields of a urlencoded body; raise `Invalid` where it is none."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise Invalid from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return Form(fields)


def keep(request: Request[Any, Any, State], template: str, form: Form, **context: Any) -> None:
    """Remember which page to show again when what was typed is refused.

    Rows in the context come from a session that only reads: those of the work are void once it is undone.
    """
    request.state.filled = Filled(template, form, context)


def require_our_origin(request: Request[Any, Any, State]) -> None:
    """Raise `ForgedRequest` for a form that was sent from elsewhere."""
    if not origin_is_ours(request):
        raise ForgedRequest


def origin_is_ours(request: Request[Any, Any, State]) -> bool:
    """Say whether a form was sent from one of our pages; a browser that says nothing about it is not believed.

    `Sec-Fetch-Site` decides, and `Origin` where a browser does not send it. The guard has let pass only our own hosts.
    """
    site = header_of(request.scope, b"sec-fetch-site")
    if site:
        return site in {"same-origin", "none"}
    scheme = request.app.state.settings.public_url.partition("://")[0]
    host = header_of(request.scope, b"host").lower()
    return header_of(request.scope, b"origin").lower() == f"{scheme}://{host}"


def require_token(request: Request[Any, Any, State], form: Form) -> None:
    """Raise `ForgedRequest` where a form of somebody signed in has not the token of their session."""
    secret = cookie_of(request.scope, request.app.state.session_cookie)
    if secret and not is_form_token(form.one("token"), secret):
        raise ForgedRequest


def cleaned(value: str) -> str:
    """Return what was typed in normal form C, with plain line ends and no spaces round it."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()


def tree_of(form: Form, *parts: str) -> dict[str, Any]:
    """Return some parts of a form as a tree, what is empty left out: `names.0.text` is the text of the first name."""
    tree: dict[str, Any] = {}
    for name in form.fields:
        keys = name.split(".")
        value = form.one(name)
        if keys[0] in parts and value and len(keys) <= 5:  # noqa: PLR2004 no form is deeper
            _put(tree, keys, value)
    return {name: _listed(form, value, name) for name, value in tree.items()}


def keys_of(words: str) -> list[str]:
    """Return the keys that somebody has written one after another, each once."""
    return list(dict.fromkeys(words.replace(",", " ").lower().split()))


def filled_rows(form: Form, name: str) -> list[int]:
    """Return the numbers of the rows of a list that say something."""
    numbers = {field[len(name) + 1 :].partition(".")[0] for field in form.fields if field.startswith(f"{name}.")}
    rows = sorted(int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 3)  # noqa: PLR2004 lists hold fifty
    return [row for row in rows if any(form.one(f"{name}.{row}.{told}") for told in LISTS.get(name, ()))]


def flattened(tree: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields that a tree fills: the other way round."""
    if isinstance(tree, Mapping):
        for name, value in tree.items():
            yield from flattened(value, f"{prefix}.{name}" if prefix else name)
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from flattened(value, f"{prefix}.{index}")
    elif tree is not None:
        yield prefix, str(tree)


def form_of(tree: Mapping[str, Any]) -> Form:
    """Return a form filled with what is known."""
    return Form({name: [value] for name, value in flattened(tree)})


def rows_of(form: Form, name: str, spare: int = 2) -> range:
    """Return the numbers of the rows of a list in a form, with some empty ones at the end."""
    return range(min(max(filled_rows(form, name), default=-1) + 1 + spare, 50))


def _put(tree: dict[str, Any], keys: list[str], value: str) -> None:
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
        if not isinstance(tree, dict):
            raise Invalid
    tree[keys[-1]] = value


def _listed(form: Form, value: Any, name: str) -> Any:
    """Turn the members of a list into one, in their order and without the rows that say nothing."""
    if not isinstance(value, dict):
        return value
    if name in LISTS and any(key.isdigit() for key in value):
        return [_listed(form, value[str(row)], f"{name}.{row}") for row in filled_rows(form, name)]
    return {key: _listed(form, member, f"{name}.{key}") for key, member in value.items()}
