"""How long `somana check` takes on a small file, against an interpreter that does nothing."""

import statistics
import subprocess
import sys
import time
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
}


def milliseconds(command: Sequence[str]) -> list[float]:
    """Return how long each run of a command took, in milliseconds."""
    spent = []
    for _ in range(TIMES):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        spent.append((time.perf_counter() - started) * 1000)
    return spent


def main() -> None:
    """Measure and print."""
    medians = {name: statistics.median(milliseconds(command)) for name, command in COMMANDS.items()}
    nothing = medians["python -c pass"]
    rows = [[name, f"{median:.0f}", f"{median / nothing:.1f}"] for name, median in medians.items()]
    table("Start-up", ["command", "ms (median)", "× python -c pass"], rows)


if __name__ == "__main__":
    main()
