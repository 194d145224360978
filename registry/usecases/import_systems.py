"""Import rows of systems: each is judged by itself, and what a group of them makes is stored together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from registry.db.models import Institution, System
from registry.db.queries import imports as queries
from registry.db.queries import institutions as stored_institutions
from registry.db.queries import systems as stored_systems
from registry.domain.actors import require_owner
from registry.domain.errors import FieldsInvalid, KeyTaken, RegistryError
from registry.domain.imports import Outcome, Result, Row
from registry.domain.merging import Merger, merged
from registry.usecases import import_matches, indexing, systems
from registry.usecases.import_matches import Held, Seen
from registry.usecases.import_trees import in_columns, tree_of
from registry.usecases.work import Work

Owners = Mapping[str, str | FieldsInvalid]
"""The key of the institution that each cell of owners means, or why it means none."""


@dataclass(slots=True)
class Batch:
    """The rows of one group: what the registry holds that they may mean, and what becomes of them.

    Whoever else stores entries waits meanwhile, so that what was looked up for all rows stays true for each.
    """

    work: Work
    seen: Seen
    overwrite: bool
    institutions: dict[str, Institution] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    serial: int = 0
    made: list[System] = field(default_factory=list)
    left: list[tuple[Row, str]] = field(default_factory=list)
    """The rows that mean systems of the registry, and the keys of those."""
    changed: list[System] = field(default_factory=list)
    moved: list[System] = field(default_factory=list)
    """Those that are of another sector than they were, so their apis are found under that."""

    async def run(self, rows: Sequence[Row]) -> list[Outcome]:
        """Return what became of rows, in their order."""
        said = {row.cells.get("owner", "") for row in rows}
        owners = await import_matches.owners_of(self.work, said, "owner", self.seen)
        await self._look_up(rows, owners)
        done = [outcome for row in rows if (outcome := await self._judged(row, owners)) is not None]
        there = await stored_systems.by_key(self.work.session, [key for _, key in self.left]) if self.left else ()
        stored = {one.key: one for one in there}
        done += [self._compared(row, stored[key]) for row, key in self.left]
        every = [*self.made, *self.changed]
        if every:
            self.work.session.add_all(self.made)
            await self.work.session.flush()
            await indexing.index_systems(self.work, every)
        for system in self.moved:
            await indexing.index_interfaces_of(self.work, system)
        return sorted(done, key=lambda outcome: outcome.line)

    async def _look_up(self, rows: Sequence[Row], owners: Owners) -> None:
        session = self.work.session
        await self.work.database.dialect.lock_records(session)
        known = {owner for owner in owners.values() if isinstance(owner, str)}
        if not known:
            return
        self.institutions = {one.key: one for one in await stored_institutions.by_key(session, known)}
        self.held = await _held_by(self.work, known)
        tried = {key for row in rows for key in import_matches.keys_tried(row, str(owners[row.cells.get("owner", "")]))}
        self.taken = set(await queries.system_keys(session, sorted(tried)))
        self.serial = await stored_systems.next_serial(session)

    async def _judged(self, row: Row, owners: Owners) -> Outcome | None:
        """Return what became of a row, none where it means a system of the registry."""
        work = self._alone()
        owner = owners[row.cells.get("owner", "")]
        try:
            if isinstance(owner, RegistryError):
                raise owner
            found = await import_matches.system_of(work, row, self.held[owner], self.taken)
            key = found or await import_matches.new_key(work, row, owner, self.taken)
            self.seen.require_new(f"system {key}", row.line)
            if found is not None:
                self.left.append((row, found))
                return None
            return self._made(work, row, key, owner)
        except RegistryError as error:
            return self._refused(work, row, error)

    def _made(self, work: Work, row: Row, key: str, owner: str) -> Outcome:
        tree = tree_of(row)
        given = systems.permitted(work, {**tree, "key": key, "institution": owner})
        if key in self.taken:
            raise KeyTaken("system", key)
        system = systems.made(work, given, self.institutions[owner], self.serial + len(self.made))
        self.made.append(system)
        self.taken.add(key)
        self.held[owner].add(system)
        systems.told(work, system, "system.registered", given)
        self._put_on_record(work)
        return Outcome(row.line, row.kind, Result.CREATED, key, tuple(sorted(tree)), missing=system.missing)

    def _compared(self, row: Row, stored: System) -> Outcome:
        """Return what a row did to a system of the registry; what it changes is not stored yet."""
        work, change = self._alone(), change_of(stored, row, overwrite=self.overwrite)
        if not change.changes:
            return Outcome.of_stored(row, stored.key, (), change.kept, stored.missing)
        try:
            given = work.given("system_changes", change.changes)
            work.attempt("system:change", "system", stored.key)
            require_owner(work.actor, stored.institution.key)
        except RegistryError as error:
            return self._refused(work, row, error)
        systems.write(work, stored, given)
        systems.told(work, stored, "system.changed", given)
        self._put_on_record(work)
        self.changed.append(stored)
        self.moved.extend([stored] if "sector" in given else [])
        return Outcome.of_stored(row, stored.key, change.fields, change.kept, stored.missing)

    def _alone(self) -> Work:
        """Return a piece of work in the same transaction, with an attempt of its own."""
        one = self.work
        return Work(one.database, one.session, one.actor, one.now, one.check, one.request_id)

    def _put_on_record(self, work: Work) -> None:
        self.work.entries.extend(work.entries)
        self.work.changes.extend(work.changes)

    def _refused(self, work: Work, row: Row, error: RegistryError) -> Outcome:
        refusal = work.refusal(error)
        self.work.entries.extend([refusal] if refusal else [])
        return Outcome.of_refused(row, in_columns(error, row))


async def one_by_one(work: Work, row: Row, seen: Seen, *, overwrite: bool) -> Outcome:
    """Do what one row says in a piece of work of its own."""
    owner = await import_matches.owner_of(work, row.cells.get("owner", ""), "owner", seen)
    held = (await _held_by(work, [owner]))[owner]
    taken = set(await queries.system_keys(work.session, import_matches.keys_tried(row, owner)))
    found = await import_matches.system_of(work, row, held, taken)
    if found is not None:
        seen.require_new(f"system {found}", row.line)
        return await _changed(work, row, found, overwrite=overwrite)
    key, tree = await import_matches.new_key(work, row, owner, taken), tree_of(row)
    seen.require_new(f"system {key}", row.line)
    made = await systems.register(work, {**tree, "key": key, "institution": owner})
    return Outcome(row.line, row.kind, Result.CREATED, key, tuple(sorted(tree)), missing=made.missing)


async def _changed(work: Work, row: Row, key: str, *, overwrite: bool) -> Outcome:
    stored = await systems.get(work, key)
    change = change_of(stored, row, overwrite=overwrite)
    if change.changes:
        stored = await systems.change(work, key, change.changes, stored.revision)
    return Outcome.of_stored(row, key, change.fields, change.kept, stored.missing)


def change_of(stored: System, row: Row, *, overwrite: bool) -> Merger:
    """Return what a row would change of a system."""
    tree = {name: value for name, value in tree_of(row).items() if name != "key"}
    before: dict[str, Any] = {part: getattr(stored, part) for part in systems.PLAIN}
    before |= {"sector": stored.sector.value, "state": stored.state.value}
    before["replaced_by"] = stored.replaced_by.key if stored.replaced_by else None
    return merged(before, tree, overwrite=overwrite)


async def _held_by(work: Work, owners: Collection[str]) -> dict[str, Held]:
    held = {owner: Held() for owner in owners}
    for one in await queries.systems_of(work.session, owners):
        held[one.owner].add(one)
    return held
