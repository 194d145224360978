"""Load rulesets in Spectral's format: from a file and its neighbours, or from bytes that were kept."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from registry.validators.rulesets.gathering import Gathering
from registry.validators.rulesets.layer import Layer
from registry.validators.rulesets.merging import Merging, TooMuchMerged, names_in
from registry.validators.rulesets.overriding import Overriding
from registry.validators.rulesets.refusal import RulesetRefused
from registry.validators.rulesets.ruleset import Ruleset
from registry.validators.rulesets.shelf import BYTES, FolderShelf, Found, KeptShelf
from registry.validators.rulesets.written import Written

_NONE: Final[Mapping[str, bytes]] = MappingProxyType({})


def load_file(path: Path, root: Path | None = None) -> Ruleset:
    """Load a ruleset and the files that it extends, none outside the root: the folder that it lies in.

    Raise `RulesetRefused`, or `OSError` where the file itself cannot be read.
    """
    gathering, found = _from_folder(path, root)
    return _loaded(gathering, found)


def load_bytes(content: bytes, files: Mapping[str, bytes] = _NONE, name: str = "ruleset") -> Ruleset:
    """Load a ruleset that was kept as bytes with the files that it extends; raise `RulesetRefused`.

    The files go by the names that the ruleset says, or by their paths as seen from it.
    """
    return _loaded(Gathering(KeptShelf(files)), Found(name, posixpath.dirname(name), content))


@dataclass(frozen=True, slots=True)
class Kept:
    """A ruleset to be kept: its bytes, and those of the files that it extends by their paths, as its own name is."""

    name: str
    content: bytes
    files: Mapping[str, bytes]
    ruleset: Ruleset


def keep_file(path: Path, root: Path | None = None) -> Kept:
    """Return a ruleset as it can be kept without its folder; raise `RulesetRefused`."""
    gathering, found = _from_folder(path, root)
    ruleset = _loaded(gathering, found)
    return Kept(found.key, found.content, gathering.contents, ruleset)


def _from_folder(path: Path, root: Path | None) -> tuple[Gathering, Found]:
    whole = path.resolve(strict=True)
    root = (path.parent if root is None else root).resolve()
    shelf = FolderShelf(root)
    if not whole.is_relative_to(root):
        raise ValueError(f"{path} lies outside {root}")
    with whole.open("rb") as file:
        content = file.read(BYTES + 1)
    return Gathering(shelf), Found(
        whole.relative_to(root).as_posix(), whole.parent.relative_to(root).as_posix(), content
    )


def _loaded(gathering: Gathering, found: Found) -> Ruleset:
    gathered = gathering.whole(found)
    complaints = gathering.complaints
    ruleset = _merged(gathering, *gathered) if gathered else None
    if ruleset is None or complaints.count or complaints.unread:
        raise RulesetRefused(complaints.problems())
    return ruleset


def _merged(gathering: Gathering, file: Written, layer: Layer) -> Ruleset | None:
    own = names_in(override.layer for override in layer.overrides)
    forgiven = None if gathering.partial else frozenset(gathering.broken)
    try:
        plain = Merging(gathering.complaints, forgiven).ruleset(replace(layer, overrides=()))
        plain = replace(
            plain, description=file.source.data.get("description"), documentation_url=layer.documentation_url
        )
        if not layer.overrides:
            return plain
        overriding = Overriding(plain, layer)
        for number in range(len(layer.overrides)):
            only = tuple(override.files if index == number else () for index, override in enumerate(layer.overrides))
            overriding.with_overrides(only, gathering.complaints, None if forgiven is None else forgiven | {*own})
    except TooMuchMerged:
        gathering.complaints.add(file, ("extends",), "extends-too-many", name=file.name)
        return None
    return replace(plain, overridden=overriding)
