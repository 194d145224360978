"""Tell where in the source a finding stands that was made in the resolved document.

Places are told as Spectral tells them, losses included: behind a reference a key that a URI fragment would have to
encode is not found again, and the finding stands at the nearest place above it.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from registry.frugal.values import value
from registry.validators.declared.documents import Documents
from registry.validators.declared.fragments import encoded, unescaped

Path = tuple[str, ...]


class Located(NamedTuple):
    """The path in the source, the path to what is missing there, none where that is not known, and which file."""

    path: Path
    missing: Path | None
    file: str | None = None
    """The path of another file of the folder, none for the document that is checked."""


@value
class Locator:
    """The source, the resolved document and what each replaced reference stands for."""

    documents: Documents

    @property
    def source(self) -> Any:
        """Return the tree of the document that is checked."""
        return self.documents.sources[self.documents.name].data

    def locate(self, path: Sequence[str | int], *, resolved: bool) -> Located:
        """Return where in the source a path of the resolved document, or of the source itself, is."""
        keys = tuple(unescaped(str(key)) for key in path)
        resolution = self.documents.resolution
        if not resolved:
            return Located(closest(self.source, keys), keys)
        reached = closest(resolution.tree, keys)
        crossed = _until_reference(self.source, reached)
        if crossed is None:
            return Located(reached, None)
        if not crossed.by_reference:
            return Located(closest(self.source, keys), keys)
        left = reached[crossed.walked :]
        missing = keys[_last_index(keys, left[-1]) + 1 :] if left else ()
        file, landed = self._landed(keys)
        found = closest(self.documents.sources[file].data, landed)
        return Located(found, (*found, *missing), None if file == self.documents.name else file)

    def value_at(self, located: Located, otherwise: Any) -> Any:
        """Return what stands at a place, or something else where nothing does."""
        file = self.documents.name if located.file is None else located.file
        return value_at(self.documents.sources[file].data, located.path, otherwise)

    def _landed(self, keys: Path) -> tuple[str, Path]:
        file, pointer = self.documents.name, "#"
        landings = self.documents.resolution.landings
        for key in keys:
            pointer += f"/{encoded(key)}"
            followed: set[str] = set()
            while pointer in landings and file + pointer not in followed:
                followed.add(file + pointer)
                landing = landings[pointer]
                if not landing.startswith("#"):
                    file = landing.partition("#")[0]
                    landings = self.documents.resolutions[file].landings
                pointer = "#" + landing.partition("#")[2]
        return file, tuple(unescaped(part) for part in pointer.split("/")[1:])


class _Crossed(NamedTuple):
    by_reference: bool
    walked: int


def closest(tree: Any, path: Sequence[str]) -> Path:
    """Return the part of a path that is there."""
    walked = 0
    for key in path:
        if type(tree) is dict and key in tree:
            tree = tree[key]
        elif type(tree) is list and key.isdecimal() and int(key) < len(tree) and (key == "0" or key[0] != "0"):
            tree = tree[int(key)]
        else:
            break
        walked += 1
    return tuple(path[:walked])


def value_at(tree: Any, path: Sequence[str], otherwise: Any) -> Any:
    """Return what stands at a path, or something else where nothing does."""
    for key in path:
        if type(tree) is dict and key in tree:
            tree = tree[key]
        elif type(tree) is list and key.isdecimal() and int(key) < len(tree):
            tree = tree[int(key)]
        else:
            return otherwise
    return tree


def _until_reference(tree: Any, path: Path) -> _Crossed | None:
    """Say whether a path of the resolved document leads through a reference in the source; none where it is lost."""
    for walked, key in enumerate(path):
        if type(tree) is dict:
            if key in tree:
                tree = tree[key]
            elif isinstance(tree.get("$ref"), str):
                return _Crossed(by_reference=True, walked=walked)
            else:
                return None
        elif type(tree) is list and key.isdecimal() and int(key) < len(tree):
            tree = tree[int(key)]
        else:
            return None
    lone = type(tree) is dict and len(tree) == 1 and isinstance(tree.get("$ref"), str)
    return _Crossed(by_reference=lone, walked=len(path))


def _last_index(keys: Path, key: str) -> int:
    return len(keys) - 1 - keys[::-1].index(key)
