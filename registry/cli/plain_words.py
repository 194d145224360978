"""Read the words of `somana check` where they are plain, without what draws pages of help and says which is wrong."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from registry.cli.checkup import status_of
from registry.cli.forms import Form, form_of
from registry.cli.language import spoken
from registry.cli.outcome import LEVELS
from registry.frugal.values import value
from registry.messages import LANGUAGES, language_of

_OPTIONS: Final = frozenset({"--profile", "--ruleset", "--format", "--fail-on", "--lang"})
_COMPLETION: Final = "_SOMANA_COMPLETE"
"""The variable with which a shell asks how words may go on."""


@value
class Asked:
    """A check that is asked for."""

    files: tuple[str, ...]
    profile: str | None
    ruleset: Path | None
    forms: tuple[Form, ...]
    fail_on: str
    language: str | None

    def run(self) -> int:
        """Check, and return the status to exit with."""
        with spoken(language_of(self.language) if self.language else None):
            return status_of(self.files, self.profile, self.ruleset, self.forms, self.fail_on)


def asked_by(words: Sequence[str]) -> Asked | None:
    """Return what the words behind `check` ask for, as the command itself reads them; none where one is not plain.

    A word that is not plain asks for help, is a mistake, or is one that only a shell would write: the command
    itself then reads all of them, and tells what is wrong.
    """
    pairs = list(_paired(words))
    said: dict[str, list[str]] = {name: [] for name in ("", *_OPTIONS)}
    for name, word in pairs:
        if name not in said or word is None:
            return None
        said[name].append(word)
    forms = [form_of(word) for word in said["--format"]]
    fail_on, language = _last(said["--fail-on"]) or "error", _last(said["--lang"])
    known = fail_on in (*LEVELS, "none") and language in (*LANGUAGES, None) and None not in forms
    if not known or not said[""] or _COMPLETION in os.environ:
        return None
    ruleset = _last(said["--ruleset"])
    chosen = tuple(form for form in forms if form is not None)
    files = tuple(said[""])
    return Asked(files, _last(said["--profile"]), Path(ruleset) if ruleset else None, chosen, fail_on, language)


def _paired(words: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each option with its word, and each other word with no name; none stands for a word that is not plain."""
    rest = iter(words)
    for word in rest:
        name, sign, value_ = word.partition("=")
        if not word.startswith("-") or word == "-":
            yield "", word
        elif sign:
            yield name, value_ or None
        else:
            following = next(rest, None)
            yield name, following if following and not following.startswith("-") else None


def _last(words: Sequence[str]) -> str | None:
    return words[-1] if words else None
