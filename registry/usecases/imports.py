"""Import institutions and systems in bulk, each row through the use case that everybody's entries go through.

A row is done whole or not at all. Rows are committed in groups, so a run that is cut short has done its first groups,
and doing it again finds them unchanged and goes on.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby, islice
from typing import Any, Final

from registry.db.queries import institutions as stored_institutions
from registry.db.session import Database, as_one
from registry.domain.actors import OWNERS, Actor, Role, Scope, require_role, require_scope
from registry.domain.errors import Conflict, Invalid, RegistryError, Unavailable
from registry.domain.imports import ImportRefused, Outcome, Result, Row, RowKind
from registry.domain.merging import merged
from registry.usecases import allowances, import_matches, import_systems, institutions
from registry.usecases.import_files import File, file_of
from registry.usecases.import_trees import in_columns, key_from, tree_of
from registry.usecases.work import Check, Work, begin

GROUP: Final = 100
"""How many rows are committed together."""
MOST_TOLD: Final = 5000
"""How many outcomes an answer holds; all are counted, and each is handed to `tell`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is imported."""

    dry_run: bool = False
    overwrite: bool = False
    atomic: bool = False
    most_rows: int | None = None


@dataclass(slots=True)
class Answer:
    """What became of a file: what it was taken for, how many rows ended how, and the outcomes."""

    taken_as: dict[str, str]
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(Result, 0)))
    outcomes: list[Outcome] = field(default_factory=list)
    kept: bool = True
    """Whether what the outcomes say was stored."""

    @property
    def rows(self) -> int:
        """Return how many rows the file has."""
        return sum(self.counts.values())

    def add(self, outcome: Outcome) -> None:
        """Count an outcome, and keep it where there is room."""
        self.counts[outcome.result] += 1
        if len(self.outcomes) < MOST_TOLD:
            self.outcomes.append(outcome)


class _Undone(Exception):
    """Nothing of the transaction is to be kept."""


@dataclass(slots=True)
class Importer:
    """Who imports, into which database, and who is told of each outcome."""

    database: Database
    actor: Actor
    check: Check
    request_id: str | None = None
    tell: Callable[[Outcome], None] = lambda _outcome: None

    async def run(self, content: bytes, options: Options) -> Answer:
        """Import a file; raise `ImportRefused` where it cannot be read to its end, before anything is done."""
        require_importer(self.actor)
        if options.most_rows is not None:  # it came over the network, where others wait for the same server
            whose = self.actor.institution or self.actor.name
            await allowances.spend(self.database, f"import:{whose}", allowances.IMPORTS, datetime.now(UTC))
        file = await asyncio.to_thread(_read_through, content, options)
        answer = Answer(file.taken_as())
        run = _Run(self, options, answer)
        if options.dry_run or options.atomic:
            await run.all_at_once(file.rows())
        else:
            await run.by_groups(file.rows())
        if not options.dry_run:
            await self._record(content, answer)
        return answer

    async def _record(self, content: bytes, answer: Answer) -> None:
        async with begin(self.database, self.actor, self.check, request_id=self.request_id) as work:
            digest = hashlib.sha256(content).hexdigest()
            work.attempt("import:run", "import", f"sha256:{digest}")
            counts: dict[str, Any] = {str(name): count for name, count in answer.counts.items()}
            work.record(None, stored=answer.kept, **counts)


def require_importer(actor: Actor) -> None:
    """Raise where somebody may import nothing; for which institution is asked of every row."""
    require_role(actor, {*OWNERS, Role.ADMIN})
    require_scope(actor, Scope.ENTRIES_WRITE)


def _read_through(content: bytes, options: Options) -> File:
    """Read a file to its end, so that nothing is begun that its last line would stop."""
    file = file_of(content)
    count = sum(1 for _ in file.rows())
    if options.most_rows is not None and count > options.most_rows:
        raise ImportRefused("too-many-rows", 1, str(options.most_rows))
    return file


@dataclass(slots=True)
class _Run:
    """One run over the rows of a file."""

    importer: Importer
    options: Options
    answer: Answer
    seen: import_matches.Seen = field(default_factory=import_matches.Seen)

    async def by_groups(self, rows: Iterator[Row]) -> None:
        """Do the rows in groups, each in a transaction of its own."""
        while group := list(islice(rows, GROUP)):
            readable = any(row.error is None for row in group)
            done = await self._group(group) if readable else [Outcome.of_refused(row, row.error) for row in group]
            self._tell(done)

    async def _group(self, group: list[Row]) -> list[Outcome]:
        async with as_one(self.importer.database) as within:
            return await self._done(group, within)

    async def all_at_once(self, rows: Iterator[Row]) -> None:
        """Do all rows in one transaction, and undo it where it is a trial or where a row was refused."""
        self.answer.kept = False
        try:
            async with as_one(self.importer.database) as within:
                while group := list(islice(rows, GROUP)):
                    self._tell(await self._done(group, within))
                    if not self._lasts() and within.later is not None:
                        within.later.forget()
                self._require_lasting()
                self.answer.kept = True
        except _Undone:
            return

    def _require_lasting(self) -> None:
        if not self._lasts():
            raise _Undone

    def _lasts(self) -> bool:
        return not (self.options.dry_run or self.answer.counts[Result.REFUSED])

    def _tell(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            self.answer.add(outcome)
            self.importer.tell(outcome)

    async def _done(self, group: list[Row], within: Database) -> list[Outcome]:
        """Return what became of rows, in their order: neighbours of one kind are done together."""
        outcomes: list[Outcome] = []
        for together, some in groupby(group, _is_plain_system):
            rows = list(some)
            done = await self._systems(rows, within) if together else [await self._row(row, within) for row in rows]
            outcomes += done
        return outcomes

    async def _systems(self, rows: list[Row], within: Database) -> list[Outcome]:
        one, overwrite = self.importer, self.options.overwrite
        try:
            async with begin(within, one.actor, one.check, request_id=one.request_id) as work:
                return await import_systems.Batch(work, self.seen, overwrite).run(rows)
        except (Conflict, Invalid):
            # What the database refuses of them all, it refuses of one of them.
            return [await self._row(row, within) for row in rows]

    async def _row(self, row: Row, within: Database) -> Outcome:
        if row.error is not None:
            return Outcome.of_refused(row, row.error)
        one = self.importer
        try:
            async with begin(within, one.actor, one.check, request_id=one.request_id) as work:
                if row.kind is RowKind.INSTITUTION:
                    return await self._institution(work, row)
                return await import_systems.one_by_one(work, row, self.seen, overwrite=self.options.overwrite)
        except Unavailable:
            raise
        except RegistryError as error:
            return Outcome.of_refused(row, in_columns(error, row))

    async def _institution(self, work: Work, row: Row) -> Outcome:
        tree = tree_of(row)
        if "parent" in row.cells:
            above = await import_matches.owner_of(work, row.cells["parent"], "parent", self.seen)
            tree["parents"] = [{"institution": above}]
        found = await import_matches.institution_of(work, row)
        key = found or row.cells.get("key") or key_from(row.cells)
        self.seen.require_new(f"institution {key}", row.line)
        if found is None:
            await institutions.create(work, {**tree, "key": key})
            return Outcome(row.line, row.kind, Result.CREATED, key, tuple(sorted(tree)))
        stored = await stored_institutions.get(work.session, found)
        before = _institution_tree(stored)
        change = merged(before, _without_key(tree), overwrite=self.options.overwrite)
        if change.changes:
            await institutions.change(work, found, change.changes, stored.revision)
        return Outcome.of_stored(row, found, change.fields, change.kept)


def _is_plain_system(row: Row) -> bool:
    """Say whether a row can be done together with its neighbours: what takes another's place needs that one first."""
    return row.error is None and row.kind is RowKind.SYSTEM and "replaced_by" not in (row.tree or {})


def _without_key(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if name != "key"}


def _institution_tree(institution: Any) -> dict[str, Any]:
    names = [{part: value for part, value in name.tree().items() if value} for name in institution.names]
    parents = [{part: value for part, value in one.tree().items() if value} for one in institution.parents]
    plain = {"kind": institution.kind.value, "sector": institution.sector.value, "website": institution.website}
    return {**plain, "names": names, "parents": parents}
