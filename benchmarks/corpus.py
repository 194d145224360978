"""How the documents of a corpus fare under a profile: what becomes of them by rule.

`corpus.py` prints the page docs/reference/corpus.md; the corpus itself is no part of the project.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from measuring import ROOT

from registry.validators.checking import check
from registry.validators.finding import Severity
from registry.validators.profile import Profile, profile_from_file
from registry.validators.report import Outcome, Report
from registry.validators.unreadable import Unreadable

CORPUS = ROOT.parent / "shared" / "corpus" / "dev"
PROFILE = ROOT / "catalog_seed" / "profiles" / "tz-interop" / "ruleset.yaml"
SECTIONS = {
    Severity.ERROR: "Errors",
    Severity.WARNING: "Warnings",
    Severity.INFO: "Notes",
    Severity.HINT: "Hints",
}
INTRODUCTION = """# How public APIs of the world fare

The profile `{profile}` over {documents} documents that nobody here wrote: OpenAPI 2.0 to 3.2 and JSON Schemas, of
which {government} come from governments and public bodies of many countries, and some are broken on purpose.
{read} of them could be read; {passed} pass without an error, {failed} have one or more. `benchmarks/corpus.py` makes
this page where the corpus lies beside the checkout. Whether the errors are right is judged in
[corpus-judgement.md](corpus-judgement.md). The documents were not written for this profile: a long column of failures
says how far common practice is from a rule, not that a rule is wrong.
"""


@dataclass(slots=True)
class Tally:
    """What became of the documents, as a whole and by rule."""

    results: Counter[str] = field(default_factory=Counter)
    outcomes: defaultdict[str, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    findings: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Count one report."""
        self.results[report.result.value] += 1
        for result in report.rules:
            self.outcomes[result.rule][result.outcome] += 1
            self.findings[result.rule] += result.count


def main() -> None:
    """Check every document and print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--ruleset", type=Path, default=PROFILE)
    arguments = parser.parse_args()
    manifest = arguments.folder / "manifest.jsonl"
    if not manifest.is_file():
        sys.exit(f"There is no corpus at {arguments.folder}: nothing was checked.")
    documents = [json.loads(line) for line in manifest.read_text("utf-8").splitlines()]
    profile = profile_from_file(arguments.ruleset)
    started = time.perf_counter()
    tally = tallied(profile, (arguments.folder / document["path"] for document in documents))
    print(*page(profile, tally, documents), sep="\n")
    print(f"{len(documents)} documents in {time.perf_counter() - started:.1f} s", file=sys.stderr)


def tallied(profile: Profile, paths: Iterable[Path]) -> Tally:
    """Check documents one after another, in this process."""
    tally = Tally()
    for path in paths:
        try:
            tally.add(check(path.read_bytes(), profile, keep=0))
        except Unreadable:
            tally.results["unreadable"] += 1
    return tally


def page(profile: Profile, tally: Tally, documents: list[Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of the page."""
    yield INTRODUCTION.format(
        profile=profile.reference.replace("@file", "").replace("ruleset", "tz-interop"),
        documents=len(documents),
        government=sum(document["set"] == "gov" for document in documents),
        read=tally.results["pass"] + tally.results["fail"] + tally.results["error"],
        passed=tally.results["pass"],
        failed=tally.results["fail"],
    )
    for severity, title in SECTIONS.items():
        names = [rule.name for rule in profile.outline.rules if rule.severity is severity]
        yield f"## {title}\n"
        yield "| rule | pass | fail | not applicable | not checked | findings |\n|---|---:|---:|---:|---:|---:|"
        yield from (_row(name, tally) for name in sorted(names, key=lambda name: (-failures(tally, name), name)))
        yield ""


def failures(tally: Tally, rule: str) -> int:
    """Return how many documents a rule fails."""
    return tally.outcomes[rule][Outcome.FAIL]


def _row(rule: str, tally: Tally) -> str:
    counts = " | ".join(str(tally.outcomes[rule][outcome]) for outcome in Outcome)
    return f"| `{rule}` | {counts} | {tally.findings[rule]} |"


if __name__ == "__main__":
    main()
