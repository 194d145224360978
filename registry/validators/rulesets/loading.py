"""Load rulesets in Spectral's format: from a file and its neighbours, or from bytes that were kept."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from registry.frugal.values import replace, value
from registry.validators.rulesets.gathering import Gathering
from registry.validators.rulesets.layer import Layer
from registry.validators.rulesets.merging import Merging, TooMuchMerged, names_in
from registry.validators.rulesets.overriding import Overriding
from registry.validators.rulesets.refusal import Problem, RulesetRefused
from registry.validators.rulesets.ruleset import Ruleset
from registry.validators.rulesets.shelf import BYTES, FolderShelf, Found, KeptShelf
from registry.validators.rulesets.written import Written

PROFILE: Final = "profile.yaml"
"""The file that makes a folder that of a profile."""
NO_FILES: Final[Mapping[str, bytes]] = MappingProxyType({})


def load_file(path: Path, root: Path | None = None) -> Ruleset:
    """Load a ruleset and the files that it extends, none outside the root, which is the folder that it lies in.

    Raise `RulesetRefused`, or `OSError` where the file itself cannot be read.
    """
    return from_file(path, root).ruleset()


def load_bytes(content: bytes, files: Mapping[str, bytes] = NO_FILES, name: str = "ruleset") -> Ruleset:
    """Load a ruleset that was kept as bytes with the files that it extends; raise `RulesetRefused`.

    The files go by the names that the ruleset says, or by their paths as its own name is one.
    """
    return from_bytes(content, files, name).ruleset()


@value
class Kept:
    """A ruleset to be kept: its bytes, and those of the files that it extends by their paths, as its own name is."""

    name: str
    content: bytes
    files: Mapping[str, bytes]
    ruleset: Ruleset


def keep_file(path: Path, root: Path | None = None) -> Kept:
    """Return a ruleset as it can be kept without its folder; raise `RulesetRefused`."""
    loading = from_file(path, root)
    ruleset = loading.ruleset()
    return Kept(loading.found.key, loading.found.content, loading.gathering.contents, ruleset)


@value
class Loading:
    """A ruleset as far as it could be loaded, and all that is wrong with it."""

    gathering: Gathering
    found: Found
    merged: Ruleset | None

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong, in every file."""
        return self.gathering.complaints.problems()

    def ruleset(self) -> Ruleset:
        """Return the ruleset where nothing is wrong with it; raise `RulesetRefused`."""
        if self.merged is None or self.gathering.complaints:
            raise RulesetRefused(self.problems())
        return self.merged


def from_bytes(content: bytes, files: Mapping[str, bytes], name: str) -> Loading:
    """Load what can be loaded of a ruleset that was kept."""
    return _loaded(Gathering(KeptShelf(files)), Found(name, posixpath.dirname(name), content))


def from_file(path: Path, root: Path | None) -> Loading:
    """Load what can be loaded of a ruleset in a folder; raise `OSError`.

    Without a root nothing outside its folder is read, but of a profile among others also theirs beside it.
    """
    whole = path.resolve(strict=True)
    loading = _from_folder(whole, path, whole.parent if root is None else root.resolve())
    if root is None and _leads_outside(loading) and (whole.parent / PROFILE).is_file():
        return _from_folder(whole, path, whole.parent.parent)
    return loading


def _leads_outside(loading: Loading) -> bool:
    return any(problem.code == "extends-outside" for problem in loading.problems())


def _from_folder(whole: Path, path: Path, root: Path) -> Loading:
    gathering = Gathering(FolderShelf(root))
    if not whole.is_relative_to(root):
        outside = Problem("extends-outside", str(path), "", 1, 1, None, {"name": str(path)})
        gathering.complaints.unread.append(outside)
        return Loading(gathering, Found(str(path), "", b""), None)
    with whole.open("rb") as file:
        content = file.read(BYTES + 1)
    key = whole.relative_to(root)
    return _loaded(gathering, Found(key.as_posix(), key.parent.as_posix(), content))


def _loaded(gathering: Gathering, found: Found) -> Loading:
    gathered = gathering.whole(found)
    return Loading(gathering, found, _merged(gathering, *gathered) if gathered else None)


def _merged(gathering: Gathering, file: Written, layer: Layer) -> Ruleset | None:
    forgiven = None if gathering.partial else frozenset(gathering.broken)
    data = file.source.data
    try:
        plain = Merging(gathering.complaints, forgiven).ruleset(replace(layer, overrides=()))
        plain = replace(plain, description=data.get("description"), documentation_url=layer.documentation_url)
        return replace(plain, overridden=_overriding(gathering, plain, layer, forgiven)) if layer.overrides else plain
    except TooMuchMerged:
        gathering.complaints.add(file, ("extends",), "extends-too-many", name=file.name)
        return None


def _overriding(gathering: Gathering, plain: Ruleset, layer: Layer, forgiven: frozenset[str] | None) -> Overriding:
    """Return the overrides of a ruleset after each was tried by itself."""
    overriding = Overriding(plain, layer)
    if forgiven is not None:
        forgiven |= {*names_in(override.layer for override in layer.overrides)}
    for number in range(len(layer.overrides)):
        only = tuple(override.files if index == number else () for index, override in enumerate(layer.overrides))
        overriding.with_overrides(only, gathering.complaints, forgiven)
    return overriding
