"""The page for a native reviewer: the Swahili terms that are our own, and where each is used."""

from pathlib import Path
from typing import Final

from registry.messages.catalogue import Entry, areas, entries
from registry.messages.terms import Term, own_terms

NAME: Final = "translation-review.md"
_HEAD: Final = """# Terms that wait for a native reviewer

Most Swahili terms of Somana are those of e-GA, of other public bodies, or of the press. The ones below are not known
from any of these: they are our own translations, which no native speaker has reviewed. Nothing here is settled, and a
reviewer may replace any of them.

1. Say in an issue, or to the maintainers, which term is better and, where there is one, which public text uses it.
2. Change it in the texts that are listed with it, in `registry/messages/sw/*.po` (Poedit, Weblate and any editor open
   them): the English is `msgid`, the Swahili `msgstr`; a comment names the terms that a text rests on.
3. Take the term out of `registry/messages/terms.toml` when it is settled, and run `somana docs write`.

The first form is the term; others are how it stands in texts, `*` for any letters."""


def page() -> str:
    """Return the page: a table of the terms, and below it the keys of the texts that use each."""
    texts = [entry for area in areas() for entry in entries(area)]
    uses = {term: [entry for entry in texts if term.stands_in(entry.swahili)] for term in own_terms()}
    lines = [_HEAD, "", "| English | Kiswahili | texts |", "|---|---|---|"]
    lines += [_row(term, used) for term, used in uses.items()]
    for term, used in uses.items():
        if used:
            lines += ["", f"## {term.name}: {term.words[0]}", ""]
            lines += [f"- `{entry.key}`: {_shown(entry.english)} — *{_shown(entry.swahili)}*" for entry in used]
    return "\n".join(lines) + "\n"


def is_stale(folder: Path) -> bool:
    """Say whether the page in a folder is missing or differs from what the catalogue says."""
    path = folder / NAME
    return not path.is_file() or path.read_text("utf-8") != page()


def _row(term: Term, used: list[Entry]) -> str:
    words = ", ".join(f"`{word}`" for word in term.words)
    return f"| {term.name} | {words} | {len(used) or 'not used yet'} |"


def _shown(words: str) -> str:
    """Return a text so that Markdown shows it as it is."""
    return "".join(f"\\{letter}" if letter in "\\*_<>[]|`#" else letter for letter in words)
