"""How many words a second are folded and cut to their roots, and how long a question takes to be understood."""

import argparse
import statistics
import time
from itertools import chain
from pathlib import Path
from random import Random

import yaml

from registry.domain.questions import query_of
from registry.domain.synonyms import synonyms_of
from registry.domain.words import stem_of, words_of

SEED = Path(__file__).parents[1] / "catalog_seed"


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    texts, groups = _texts(parser.parse_args().texts), _groups()
    stem_of.cache_clear()
    for name in ("cold", "warm"):
        begun = time.perf_counter()
        count = sum(1 for text in texts for word in words_of(text) if stem_of(word))
        seconds = time.perf_counter() - begun
        print(f"{name}: {count} words of {len(texts)} texts, {count / seconds:,.0f} a second")
    known = synonyms_of(groups)
    durations = []
    for text in texts[:10_000]:
        begun = time.perf_counter()
        query_of(text, known)
        durations.append(time.perf_counter() - begun)
    cuts = statistics.quantiles(durations, n=100)
    print(f"a question: p50 {cuts[49] * 1e6:.0f} us, p95 {cuts[94] * 1e6:.0f} us, with {len(groups)} groups")


def _groups() -> list[list[str]]:
    trees = yaml.safe_load((SEED / "synonyms.yaml").read_text("utf-8"))
    concepts = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((SEED / "concepts").glob("*.yaml"))]
    groups = [[name for names in tree["names"].values() for name in names] for tree in trees]
    return groups + [
        [*one["names"].values(), *chain.from_iterable(one.get("synonyms", {}).values())] for one in concepts
    ]


def _texts(count: int) -> list[str]:
    """Return short texts of the words of the shipped catalogue, in several ways of writing, always the same ones."""
    random = Random(6)  # noqa: S311 nothing secret is drawn
    words = sorted({word for path in SEED.rglob("*.yaml") for word in words_of(path.read_text("utf-8")[:50_000])})
    ways = (" ".join, "_".join, lambda some: some[0] + "".join(map(str.title, some[1:])))
    return [random.choice(ways)(random.choices(words, k=random.randint(2, 9))) for _ in range(count)]


if __name__ == "__main__":
    main()
