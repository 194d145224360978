"""The document that is checked and the files beside it that it refers to, each read and resolved once."""

import posixpath
from typing import Any, Final
from urllib.parse import unquote

from registry.frugal.patterns import late
from registry.validators.declared.fragments import decoded_path, encoded_pointer
from registry.validators.declared.resolving import MISSING, Beyond, Resolution, resolve, value_at
from registry.validators.files import FileRefused, ReadFile
from registry.validators.source import Source, read
from registry.validators.unreadable import Unreadable

_FILES: Final = 200
_DEEPEST: Final = 20
"""How many files may lead from one to the next."""
_SCHEME: Final = late(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|\\")


class Documents:
    """The documents of one check by their paths; the one that is checked is the first."""

    def __init__(self, source: Source, name: str = "", read_file: ReadFile | None = None) -> None:
        self.name = name
        self.sources = {name: source}
        self.resolutions: dict[str, Resolution] = {}
        self._read_file = read_file
        self._open: list[str] = []
        self.resolutions[name] = self._resolved(name)

    @property
    def resolution(self) -> Resolution:
        """Return the resolution of the document that is checked."""
        return self.resolutions[self.name]

    def _resolved(self, name: str) -> Resolution:
        known = self.resolutions.get(name)
        if known is not None:
            return known
        self._open.append(name)

        def beyond(reference: str) -> Beyond:
            return self._beyond(name, reference)

        found = resolve(self.sources[name].data, beyond if self._read_file is not None else None)
        self._open.pop()
        self.resolutions[name] = found
        return found

    def _beyond(self, name: str, reference: str) -> Beyond:
        address, _, fragment = reference.partition("#")
        try:
            target = self._target(name, address)
            if target == name:
                return Beyond(local=f"#{fragment}")
            if target in self._open:
                return Beyond()
            self._note(target)
        except FileRefused as refused:
            return Beyond(problem=refused.problem)
        return _found_in(self._resolved(target), target, fragment)

    def _target(self, name: str, address: str) -> str:
        if _SCHEME.match(address):
            raise FileRefused(f"{address} is not read: only files of the same folder are")
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))

    def _note(self, target: str) -> None:
        if target in self.sources:
            return
        if self._read_file is None or len(self.sources) > _FILES or len(self._open) > _DEEPEST:
            raise FileRefused(f"{target} is not read: there are too many files")
        content = self._read_file(target)
        try:
            self.sources[target] = read(content, leniently=True)
        except Unreadable as unreadable:
            raise FileRefused(f"{target} cannot be read ({unreadable.code})") from None


def _found_in(resolution: Resolution, target: str, fragment: str) -> Beyond:
    path = decoded_path(f"#{fragment}")
    value: Any = MISSING if path is None else value_at(resolution.tree, path)
    if path is None or value is MISSING:
        return Beyond(problem=f"'#{fragment}' does not exist @ '{target}'")
    return Beyond(landing=f"{target}{encoded_pointer(path)}", value=value)
