"""How long the check of every document of a corpus takes, against reading the same document."""

import argparse
import json
import statistics
import time
from collections import Counter
from pathlib import Path

from measuring import ROOT, table

from registry.validators.checking import check
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

CORPUS = ROOT.parent / "shared" / "corpus" / "dev"
SIZES = ((20_000, "below 20 kB"), (100_000, "20 to 100 kB"), (500_000, "100 to 500 kB"), (5_242_880, "500 kB to 5 MB"))


def measured(content: bytes) -> tuple[str, float, float]:
    """Return the outcome of a check, and the milliseconds of reading alone and of the whole check."""
    started = time.perf_counter()
    try:
        read(content)
    except Unreadable as refused:
        return f"unreadable: {refused.code}", (time.perf_counter() - started) * 1000, 0.0
    reading = (time.perf_counter() - started) * 1000
    started = time.perf_counter()
    try:
        outcome = check(content).result.value
    except Unreadable as refused:
        outcome = f"unreadable: {refused.code}"
    return outcome, reading, (time.perf_counter() - started) * 1000


def main() -> None:
    """Check every document of the corpus and print what it took by size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder = parser.parse_args().folder
    if not (folder / "manifest.jsonl").is_file():
        print(f"There is no corpus at {folder}: nothing measured.")
        return
    lines = (folder / "manifest.jsonl").read_text("utf-8").splitlines()
    files = [folder / json.loads(line)["path"] for line in lines]
    figures = [(len(content), *measured(content)) for content in (path.read_bytes() for path in files)]
    rows, lowest = [], 0
    for highest, name in SIZES:
        timed = [(r, c) for size, _, r, c in figures if lowest <= size < highest and c]
        lowest = highest
        if timed:
            checks = sorted(c for _, c in timed)
            ratio = statistics.median(c / r for r, c in timed)
            middle, most = statistics.median(checks), checks[-1]
            rows.append(
                [name, str(len(timed)), f"{middle:.1f}", f"{most:.0f}", f"{sum(checks) / 1000:.1f}", f"{ratio:.1f}"]
            )
    table("Checking", ["document", "number", "ms median", "ms most", "s in all", "× reading"], rows)
    outcomes = Counter(outcome for _, outcome, _, _ in figures)
    table("Outcomes", ["outcome", "documents"], [[name, str(number)] for name, number in outcomes.most_common()])


if __name__ == "__main__":
    main()
