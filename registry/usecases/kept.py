"""Reports kept in memory under the digests that they follow from; never the documents."""

import json
from collections import Counter, OrderedDict
from typing import Final

from registry.frugal.values import replace
from registry.validators.outline import Outline
from registry.validators.report import Report, from_tree, to_tree

MOST_BYTES: Final = 32 * 1024 * 1024
LARGEST: Final = 1024 * 1024

Name = tuple[str, str, str]
"""The digest of a document, the digest of a profile, the engine."""


class KeptReports:
    """The reports that were asked for last, as bytes, so that what they weigh is known.

    They are in the memory of this process alone: what a stranger only wants checked is written down nowhere, and
    nobody is told of a report who does not bring the document.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, largest: int = LARGEST) -> None:
        self._most_bytes = most_bytes
        self._largest = largest
        self._kept: OrderedDict[Name, bytes] = OrderedDict()
        self.kept_bytes = 0
        self.found: Counter[str] = Counter()
        """How many questions were answered from `memory`, from the `database`, and by `nobody`."""

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, name: Name) -> Report | None:
        """Return a report, none where it is not kept."""
        kept = self._kept.get(name)
        if kept is None:
            return None
        self._kept.move_to_end(name)
        return from_tree(json.loads(kept))

    def keep(self, report: Report) -> None:
        """Keep a report, unless its check could not finish."""
        if not report.unfinished:
            content = json.dumps(to_tree(report), ensure_ascii=False, separators=(",", ":")).encode()
            self._keep((report.digest, report.profile_digest, report.engine), content)

    def take_in(self, name: Name, text: str) -> Report | None:
        """Keep a report that was stored, and return it; none where its check could not finish.

        A check that could not finish says nothing of the next one.
        """
        report = from_tree(json.loads(text))
        if report.unfinished:
            return None
        self._keep(name, text.encode())
        return report

    def _keep(self, name: Name, content: bytes) -> None:
        """Keep the bytes of a report unless they are many; those not asked for longest give way."""
        if len(content) > self._largest:
            return
        self.kept_bytes += len(content) - len(self._kept.pop(name, b""))
        self._kept[name] = content
        while self.kept_bytes > self._most_bytes:
            _, dropped = self._kept.popitem(last=False)
            self.kept_bytes -= len(dropped)


def told_as(report: Report, profile: Outline) -> Report:
    """Return a report under the name of the profile that was asked for: the same bytes may have several."""
    return report if report.profile == profile.reference else replace(report, profile=profile.reference)
