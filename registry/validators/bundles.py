"""A ruleset with the files that it extends, as one file: a ZIP archive whose first member is the ruleset."""

import posixpath
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from registry.frugal.values import field, value
from registry.validators.limits import BUNDLE_BYTES, BUNDLE_FILES
from registry.validators.rulesets.refusal import refused

MAGIC: Final = b"PK\x03\x04"
_LONGEST_NAME: Final = 200
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_BROKEN: Final = (BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error)


@value
class Bundle:
    """A ruleset file, and the files that it extends by their names as its own name is one."""

    name: str
    content: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return the number of bytes of all files."""
        return len(self.content) + sum(map(len, self.files.values()))


def packed(bundle: Bundle) -> bytes:
    """Return a bundle as an archive; the same files give the same bytes everywhere."""
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_STORED) as opened:
        for name, content in [(bundle.name, bundle.content), *sorted(bundle.files.items())]:
            member = ZipInfo(name, _OLDEST)
            member.create_system, member.external_attr = 3, 0o100644 << 16
            opened.writestr(member, content)
    return archive.getvalue()


def unpacked(content: bytes) -> Bundle:
    """Read an archive, or a ruleset that is a file of its own; raise `RulesetRefused`."""
    if not content.startswith(MAGIC):
        kind = "json" if content.lstrip()[:1] == b"{" else "yaml"
        return _within_limits(Bundle(f"ruleset.{kind}", content))
    try:
        with ZipFile(BytesIO(content)) as opened:
            members = dict(_members_of(opened))
    except _BROKEN:
        raise refused("not-zip") from None
    return _within_limits(_beside(members))


def _beside(members: dict[str, bytes]) -> Bundle:
    """Name the files as they lie below the folder of the first of them, the ruleset, if all of them do."""
    first = next(iter(members))
    folder = f"{posixpath.dirname(first)}/".removeprefix("/")
    if not all(name.startswith(folder) for name in members):
        folder = ""
    named = {name.removeprefix(folder): content for name, content in members.items()}
    name = first.removeprefix(folder)
    return Bundle(name, named.pop(name), named)


def _members_of(opened: ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [member for member in opened.infolist() if not member.is_dir()]
    if not 0 < len(members) <= BUNDLE_FILES:
        raise refused("too-many-files", {"limit": BUNDLE_FILES})
    left = BUNDLE_BYTES
    for member in members:
        if not _is_plain(member.filename) or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise refused("file-name", {"name": member.filename[:_LONGEST_NAME]})
        with opened.open(member) as file:
            content = file.read(left + 1)
        left -= len(content)
        if left < 0:
            raise refused("too-large", {"limit": BUNDLE_BYTES})
        yield member.filename, content


def _is_plain(name: str) -> bool:
    parts = name.split("/")
    return name.isprintable() and len(name) <= _LONGEST_NAME and "\\" not in name and not {"", ".", ".."} & {*parts}


def _within_limits(bundle: Bundle) -> Bundle:
    if bundle.size > BUNDLE_BYTES:
        raise refused("too-large", {"limit": BUNDLE_BYTES})
    return bundle
