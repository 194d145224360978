"""What the index of words is asked, in one form for both databases."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from registry.domain.index_words import Matching

LAST = "\U0010ffff"
"""What stands behind every letter."""


class Row(NamedTuple):
    """What the index keeps of one thing: what it counts as, who may see it, and its words as one line."""

    id: int
    facets: int
    level: str
    owner: str
    words: str


class Shown(NamedTuple):
    """What is shown of one thing."""

    id: int
    name: str
    path: str
    title_sw: str
    title_en: str
    summary_sw: str
    summary_en: str

    @property
    def title(self) -> dict[str, str]:
        """Return the title in both languages, one standing in for the other."""
        return {"sw": self.title_sw or self.title_en, "en": self.title_en or self.title_sw}

    @property
    def summary(self) -> dict[str, str]:
        """Return the summary in both languages, one standing in for the other."""
        return {"sw": self.summary_sw or self.summary_en, "en": self.summary_en or self.summary_sw}


class Look(NamedTuple):
    """One look at a range of the index: the best of what matches, in order, and what it counts as."""

    matching: Matching
    low: int
    high: int
    best: int
    counted: int = 0
    """Up to how many are counted; none where only the best are wanted."""


class Readers(NamedTuple):
    """What somebody may see: some levels, and whatever belongs to one institution; or all there is."""

    levels: Sequence[str]
    own: str
    everything: bool = False


class Candidate(NamedTuple):
    """Something that matches, what it counts as, and the institution that it belongs to."""

    id: int
    facets: int
    owner: str


class Count(NamedTuple):
    """How many things of one kind count as the same; the kind by its number."""

    kind: int
    facets: int
    number: int


class Owned(NamedTuple):
    """How many things belong to one institution, and of which kind it is."""

    owner: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look gave."""

    best: list[Candidate] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    owners: list[Owned] = field(default_factory=list)
    capped: bool = False
    """Whether there may be more than was counted."""


class Words(Protocol):
    """The index of words in one kind of database."""

    async def serials(self, session: AsyncSession, number: int) -> Sequence[int]:
        """Return numbers that nothing in the index has had."""
        ...

    async def add(self, session: AsyncSession, rows: Sequence[Row], *, building: bool) -> None:
        """Put things into the index, and into the one that is being built where there is one."""
        ...

    async def remove(self, session: AsyncSession, identities: Sequence[int]) -> None:
        """Let things be found no more."""
        ...

    async def scan(
        self, session: AsyncSession, looks: Sequence[Look], readers: Readers, milliseconds: int
    ) -> Sequence[Seen] | None:
        """Take some looks at once, for no longer than a time; return nothing where that was not enough."""
        ...

    async def matching(self, session: AsyncSession, look: Look, readers: Readers) -> Sequence[int]:
        """Return the identities of some things of a look, for as long as it takes."""
        ...

    async def called(self, session: AsyncSession, look: Look) -> Sequence[str]:
        """Return the names of the best things of a look, whoever may see them."""
        ...

    async def shown(self, session: AsyncSession, identities: Collection[int]) -> Sequence[Shown]:
        """Return what is shown of some things."""
        ...

    async def beginning(self, session: AsyncSession, letters: str, most: int) -> Sequence[str]:
        """Return the shortest words of titles that begin with some letters."""
        ...

    async def learn(self, session: AsyncSession, words: Sequence[str]) -> None:
        """Keep the words of titles, each once; nobody waits long for somebody else who learns the same ones."""
        ...

    async def weigh(self, session: AsyncSession, words: Sequence[str], by: int) -> None:
        """Let words weigh more or less; what somebody else weighs at the moment is left; nobody waits."""
        ...

    async def unlearn(self, session: AsyncSession, words: Sequence[str]) -> None:
        """Forget words that nothing has any more; those that somebody else weighs at the moment are in use."""
        ...

    async def learn_anew(self, session: AsyncSession) -> None:
        """Keep exactly the words that were learnt of the entries, with their weights."""
        ...

    async def begin_build(self, session: AsyncSession) -> None:
        """Make room for an index beside the one that is asked."""
        ...

    async def end_build(self, session: AsyncSession) -> None:
        """Let the index that was built be the one that is asked."""
        ...

    async def held(self, session: AsyncSession, low: int, high: int) -> tuple[Sequence[int], Sequence[int]]:
        """Return the identities from one to another that have words, and those that can be found."""
        ...


def seen_in(rows: Iterable[Sequence[Any]], looks: Sequence[Look]) -> Sequence[Seen]:
    """Return what looks gave, from rows: look, identity or kind, facets, owner, number or nothing.

    A row without a kind counts what belongs to an institution, whose kind stands behind its key.
    """
    seen = [Seen() for _ in looks]
    totals = [0] * len(looks)
    for place, first, facets, owner, number in rows:
        if not number:
            seen[place].best.append(Candidate(first, facets, owner))
        elif first:
            seen[place].counts.append(Count(first, facets, number))
            totals[place] += number
        else:
            key, _, kind = owner.partition("/")
            seen[place].owners.append(Owned(key, kind, number))
    return [
        replace(one, capped=0 < look.counted <= total) for one, look, total in zip(seen, looks, totals, strict=True)
    ]
