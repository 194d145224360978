"""The `somana` command."""

import gc
import sys
from importlib import import_module

from registry.cli import exits

QUICK = frozenset({"check", "rules"})
"""The commands that begin nothing which has to be taken down at the end."""


def main() -> None:
    """Run the command with the words of the command line."""
    # What is imported stays to the end, so looking for garbage in it is time lost.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows its escape rather than ending the command.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.argv[1:2] == ["check"]:
        # Half of the time of checking a small document would be spent on making ready what draws pages of help.
        asked = import_module("registry.cli.plain_words").asked_by(sys.argv[2:])
        if asked is not None:
            exits.leave_at_once(exits.status_after(asked.run))
    somana = import_module("registry.cli.commands").somana
    try:
        somana()
    except SystemExit as end:
        if somana.called in QUICK:
            exits.leave_at_once(end.code)
        raise
