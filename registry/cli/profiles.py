"""Which profile a command line asks for."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from registry.cli import language
from registry.cli.exits import USAGE, Stopped, Told
from registry.cli.output import place_line, printable
from registry.frugal.values import replace
from registry.validators.profile import Profile, built_in, profile_from_file

FOLDER: Final = "SOMANA_PROFILES"
"""The variable that names the folder where `somana profile download` keeps its bundles."""
SHIPPED: Final = Path(__file__).parents[2] / "catalog_seed" / "profiles"
"""The profiles that come with Somana, each in a folder that is called by its key."""
DEFAULT: Final = "~/.local/share/somana/profiles"
_SUFFIXES: Final = (".zip", ".yaml", ".yml", ".json")


def chosen(name: str | None, ruleset: Path | None) -> Profile | None:
    """Return the profile of that name, or that of a ruleset and nothing else; none stands for the built-in one."""
    if name is not None and ruleset is not None:
        raise Stopped("profile-or-ruleset")
    if ruleset is not None:
        return _from_file(ruleset)
    own = built_in()
    if name is None or name in (own.key, own.reference):
        return None
    if Path(name).suffix in _SUFFIXES:
        return _from_file(Path(name))
    path, key, version = found(name)
    # A profile is the same wherever it lies: its overrides are for nobody's folders.
    return replace(_from_file(path), key=key, version=version, folder=None)


def found(name: str) -> tuple[Path, str, str]:
    """Find a profile that was downloaded, else one that comes with Somana; with its key and version."""
    try:
        return saved(name)
    except Stopped:
        if (own := shipped(name)) is None:
            raise
        return own


def shipped(name: str) -> tuple[Path, str, str] | None:
    """Find a profile that comes with Somana, none where it has none of that name; with its key and version."""
    key, _, version = name.partition("@")
    folder = next((path for path in SHIPPED.glob("*/") if path.name == key), None)
    if folder is None:
        return None
    with _told():
        own = import_module("registry.validators.rulesets.profile_folder").read_folder(folder)
    return (own.ruleset, own.key, own.version) if version in ("", own.version) else None


def saved(name: str) -> tuple[Path, str, str]:
    """Find a profile that was downloaded: the version that is asked for, else the newest; with its key and version."""
    folder = Path(os.environ.get(FOLDER) or DEFAULT).expanduser()
    key, _, asked = name.partition("@")
    kept = {version: path for version, path in _versions_in(folder, key) if asked in ("", version)}
    if not kept:
        raise Stopped("profile-unknown", name=printable(name), folder=printable(str(folder)))
    version = max(kept, key=_order)
    return kept[version], key, version


def _versions_in(folder: Path, key: str) -> Iterator[tuple[str, Path]]:
    for path in folder.glob("*"):
        rest = path.stem.removeprefix(key)
        if path.suffix in _SUFFIXES and rest != path.stem and rest[:1] in ("-", "@") and rest[1:2].isdecimal():
            yield rest[1:], path


def _order(version: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in version.split(".")]


def _from_file(path: Path) -> Profile:
    with _told():
        return profile_from_file(path)


@contextmanager
def _told() -> Iterator[None]:
    """Stop with what is wrong with a file."""
    refusal = import_module("registry.validators.rulesets.refusal")
    try:
        yield
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise Stopped("ruleset-unread", file=printable(str(problem.filename)), problem=why) from problem
    except refusal.RulesetRefused as refused:
        raise Told(lines_of(refused.problems), USAGE) from refused


def lines_of(problems: Iterable[Any]) -> tuple[str, ...]:
    """Say in one line each where something is wrong with a ruleset, and what."""
    return tuple(place_line(problem.told(), language.chosen()) for problem in problems)
