"""The processor time that `somana check` of a small file costs, with all its processes, against a bare interpreter."""

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from measuring import ROOT, table

TIMES = 15
SMALL = ROOT / "benchmarks" / "small.openapi.json"
SOMANA = str(Path(sys.executable).with_name("somana"))

COMMANDS: dict[str, Sequence[str]] = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "somana check --help": [SOMANA, "check", "--help"],
    "somana check small.openapi.json": [SOMANA, "check", str(SMALL)],
    "somana check card-status-mended.yaml": [SOMANA, "check", str(ROOT / "docs/examples/card-status-mended.yaml")],
}


def milliseconds(command: Sequence[str]) -> list[float]:
    """Return what each run of a command cost, user and system, in milliseconds."""
    spent = []
    for _ in range(TIMES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return spent


def main() -> None:
    """Measure and print."""
    medians = {name: statistics.median(milliseconds(command)) for name, command in COMMANDS.items()}
    nothing = medians["python -c pass"]
    rows = [[name, f"{median:.0f}", f"{median / nothing:.1f}"] for name, median in medians.items()]
    table("Start-up", ["command", "CPU ms (median)", "× python -c pass"], rows)


if __name__ == "__main__":
    main()
