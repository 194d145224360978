"""Check a seed before any of it is entered, so that the load itself only writes."""

from collections.abc import Callable
from dataclasses import dataclass

from registry.db.session import Database
from registry.domain.actors import operator
from registry.domain.errors import DocumentHasErrors, RegistryError, RulesetUnusable, Unavailable
from registry.domain.profiles import still_to_bind
from registry.usecases import canonical, profiles, reports, versions
from registry.usecases.seed_files import Seed, SeedEntry
from registry.usecases.seed_plan import DueVersion, Plan, plan_of
from registry.usecases.seed_problems import Problems
from registry.usecases.seed_profiles import SeedProfile
from registry.usecases.seed_references import note_clashes, note_impossible_steps, note_missing, note_twice
from registry.usecases.work import Check, Work, read
from registry.validators import limits
from registry.validators.finding import Severity
from registry.validators.outline import Outline, Wanted
from registry.validators.report import Report, Result

Told = Callable[[str], None]
"""Say what is looked at."""


async def planned(seed: Seed, database: Database, check: Check, problems: Problems) -> Plan:
    """Return what of a seed is to be loaded, and note where its parts do not fit each other."""
    async with read(database, operator(), check) as work:
        # Where something could not be read, that it is missing says nothing.
        if not problems:
            await note_missing(seed, work, problems)
        note_twice(seed, problems)
        note_impossible_steps(seed, problems)
        note_clashes(seed, problems)
        return await plan_of(work, seed)


async def checked(plan: Plan, database: Database, check: Check, problems: Problems, told: Told) -> None:
    """Check what is to be loaded: profiles with the examples of their rules, concepts, documents.

    The reports are kept, so that none has to be made while the database is held.
    """
    async with read(database, operator(), check) as work:
        checking = _Checking(work, plan, problems)
        outlines: dict[str, Outline] = {}
        for profile in plan.profiles:
            told(profile.said.reference)
            if outline := await checking.profile(profile):
                outlines[profile.said.reference] = outline
        for entry in plan.concepts:
            told(entry.name)
            await checking.concept(entry)
        if plan.default is not None and plan.default.said.reference not in outlines:
            return
        wanted = await checking.wanted(outlines)
        for due in plan.versions:
            told(due.version.reference)
            await checking.version(due, wanted)


@dataclass(frozen=True, slots=True)
class _Checking:
    """A check that is under way."""

    work: Work
    plan: Plan
    problems: Problems

    async def profile(self, profile: SeedProfile) -> Outline | None:
        """Return what is told of a profile; nothing where it cannot be used, which is noted."""
        said = profile.said
        try:
            return await self.work.check.examine(said.key, said.version, profile.archive)
        except RulesetUnusable as error:
            self.problems.add_error(profile.spot, error)
            return None

    async def concept(self, entry: SeedEntry) -> None:
        """Note what is wrong with the canonical schema of a concept."""
        with self.problems.noted(entry.spot):
            await canonical.require_sound(self.work, entry.tree)

    async def wanted(self, outlines: dict[str, Outline]) -> Wanted | None:
        """Return the profile that documents are going to be checked against."""
        heir = self.plan.default
        if heir is None:
            return await profiles.wanted(self.work, None)

        async def fetch() -> bytes:
            return heir.archive

        outline = outlines[heir.said.reference]
        return profiles.runnable(outline, await self.work.check.built_in(), fetch)

    async def version(self, due: DueVersion, wanted: Wanted | None) -> None:
        """Note why a version would be refused."""
        version = due.version
        try:
            with version.path.open("rb") as file:
                content = file.read(limits.BYTES + 1)
            report = await reports.report_against(self.work, content, wanted)
            versions.number_of(version.kind, report, version.number)
        except OSError as problem:
            self.problems.add(version.document, "file-unread", problem=problem.strerror)
        except Unavailable:
            raise
        except RegistryError as error:
            self.problems.add_error(version.document, error)
        else:
            binds = still_to_bind(self.plan.binding_on, self.work.now.date()) is None
            if due.is_submitted and report.result is not Result.PASS and binds:
                self._note_errors(due, report)

    def _note_errors(self, due: DueVersion, report: Report) -> None:
        errors = [one for one in report.findings if one.severity is Severity.ERROR]
        for finding in errors:
            self.problems.add_finding(due.version.document, finding)
        if not errors:
            refused = DocumentHasErrors(report.counts["error"], report.result)
            self.problems.add_error(due.version.document, refused)
