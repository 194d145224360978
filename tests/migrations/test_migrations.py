import re
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from factories import Factory, contents, exchanging
from sqlalchemy import JSON, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from registry.db import migrating
from registry.db.session import connect
from registry.domain.lifecycle import EDITABLE, Status
from registry.domain.profiles import ProfileState
from registry.usecases import institutions, profiles

FIRST, SECOND, THIRD = "d60b245ec421", "6f0c2d8e41b7", "fa0c3fd10cfd"
BEFORE_FIELDS = "3b9d51c07e24"
DESK = ("review", "review_decision", "review_comment", "review_conflict", "holiday", "checklist_question")
RECHECKS = ("recheck", "recheck_result", "recheck_rule", "latest_check")
INDEX = ("search_entry", "search_facets", "search_term", "search_build", "search_learnt", "search_name")
"""What is made from the entries, and made anew after a step that changes it."""
REFERENCE_DATA = (
    *INDEX,
    *("component", "standard", "concept", "concept_schema", "report_rule", "published_field"),
    *(*DESK, "decision_reason", "system.critical"),
    *(*RECHECKS, "waiver", "version.waived_until", "revision"),
    *("known_systems", "board_day", "confirmation", "system.confirmed_at"),
    *("notice", "letter", "account.mail", "change.readers"),
    *(f"{table}.{column}" for table in ("system", "interface") for column in ("readers", "levels")),
    "synonym",
    *("saved_search", "saved_match", "service_request"),
)
"""The tables and columns of the newest steps."""


def test_the_models_are_what_the_migrations_make(database_url: str) -> None:
    migrating.check(database_url)
    assert migrating.is_current(database_url)


def test_there_is_one_head_and_every_file_says_when_and_what() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(migrating.MIGRATIONS))
    scripts = ScriptDirectory.from_config(configuration)
    assert len(scripts.get_heads()) == 1
    assert len(scripts.get_bases()) == 1
    names = [path.stem for path in Path(migrating.MIGRATIONS, "versions").glob("*.py")]
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}-\d{4}_[a-z]+(_[a-z]+)+", name) for name in names)


async def test_going_back_one_step_and_forth_keeps_every_row(make: Factory, database_url: str) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    await make.person("amina")
    before = await contents(make.database, "profile", *REFERENCE_DATA)
    migrating.downgrade(database_url, FIRST)
    assert not migrating.is_current(database_url)
    assert await contents(make.database, "profile", *REFERENCE_DATA) == before
    migrating.upgrade(database_url)
    assert await contents(make.database, "profile", *REFERENCE_DATA) == before
    await make.version(number="2.0.0")


async def test_a_profile_is_kept_by_the_step_that_knows_it_and_its_reports_by_every_other(
    make: Factory, database_url: str
) -> None:
    await make.catalogue()
    await make.profile(ProfileState.ACTIVE, default=True)
    version = await make.version(Status.PUBLISHED)
    assert version.report.profile == "tz-interop@1.0.0"
    before = await contents(make.database, "profile", *REFERENCE_DATA)
    migrating.downgrade(database_url, SECOND)
    assert await contents(make.database, "profile", *REFERENCE_DATA) == before
    migrating.upgrade(database_url)
    migrating.check(database_url)
    assert await contents(make.database, *REFERENCE_DATA) == {**before, "profile": []}
    await make.profile(ProfileState.ACTIVE, default=True)


async def test_the_step_that_knows_the_standards_takes_nothing_else_with_it(make: Factory, database_url: str) -> None:
    await make.catalogue()
    await make.component()
    await make.standard()
    await make.concept()
    before = await contents(make.database, *INDEX, *(name for name in REFERENCE_DATA if "." in name))
    migrating.downgrade(database_url, THIRD)
    assert await contents(make.database, *REFERENCE_DATA) == {
        name: rows for name, rows in before.items() if name not in REFERENCE_DATA
    }
    migrating.upgrade(database_url)
    migrating.check(database_url)
    await make.component()
    await make.concept()


async def test_the_step_that_keeps_fields_finds_the_names_of_what_is_in_use(make: Factory, database_url: str) -> None:
    await make.catalogue()
    await make.api(key="other")
    hostile = ["x" * 121, "\ufdfa" * 60, "$"]
    await make.version(Status.DEPRECATED, "1.0.0", **exchanging("mapema"))
    await make.version(Status.PUBLISHED, "0.9.0", **exchanging("nida_no", "kata", "Kata", *hostile))
    await make.version(Status.PUBLISHED, "0.1.0", **exchanging("zamani"))
    await make.version(Status.SUSPENDED, name="cig/other", **exchanging("nida_no"))
    since = (*INDEX, *DESK, "revision")
    before = await contents(make.database, *since)
    migrating.downgrade(database_url, BEFORE_FIELDS)
    migrating.upgrade(database_url)
    migrating.check(database_url)
    assert await contents(make.database, *since) == before
    assert len(before["published_field"]) == 2


async def test_the_database_itself_refuses_to_change_a_profile_that_was_active(make: Factory) -> None:
    await make.profile()
    edits = [
        "UPDATE profile SET digest = 'sha256:0'",
        "UPDATE profile SET bundle = key",
        "UPDATE profile SET version = '9.0.0'",
        "UPDATE profile SET state = 'draft'",
        "DELETE FROM profile",
    ]
    if make.database.dialect.name == "postgresql":
        edits[1] = "UPDATE profile SET bundle = 'x'"
    await _try_each(make, edits, refused=False)
    await make.activate()
    await _try_each(make, edits, refused=True)
    async with make.work() as work:
        await profiles.retire(work, "tz-interop", "1.0.0")
    await _try_each(make, [*edits, "UPDATE profile SET state = 'active'"], refused=True)


async def _try_each(make: Factory, statements: list[str], *, refused: bool) -> None:
    async with make.database.writing() as session:
        for statement in statements:
            if refused:
                with pytest.raises(DBAPIError, match="that was active is never changed"):
                    await session.execute(text(statement))
            else:
                await session.execute(text(statement))
            await session.rollback()


async def test_the_database_itself_allows_one_active_version_of_a_key_and_one_default(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.profile(version="2.0.0")
    await make.profile(ProfileState.ACTIVE, key="other")
    async with make.database.writing() as session:
        for edit in ("state = 'active', binding_on = '2026-11-25' WHERE version = '2.0.0'", "is_default = true"):
            with pytest.raises(IntegrityError):
                await session.execute(text(f"UPDATE profile SET {edit}"))  # noqa: S608 nothing of it comes from outside
            await session.rollback()


async def test_the_states_of_today_are_kept_as_a_change_would_keep_them(make: Factory, database_url: str) -> None:
    await make.catalogue()
    await make.system("old", replaced_by="cig")
    await make.schema()
    await make.version(Status.PUBLISHED)
    async with make.work() as work:
        await institutions.change(work, "nida", {"parents": [{"institution": "ega"}]}, 1)
    question = text("SELECT kind, subject, revision, tree FROM revision").columns(tree=JSON())
    async with make.database.reading() as session:
        changed = {(row.kind, row.subject, row.revision): row.tree for row in await session.execute(question)}
    migrating.downgrade(database_url, "3b9d51c07e24")
    migrating.upgrade(database_url)
    async with connect(database_url) as opened, opened.reading() as session:
        today = {(row.kind, row.subject, row.revision): row.tree for row in await session.execute(question)}
    assert {kind for kind, _, _ in today} == {"institution", "system", "api", "schema", "version"}
    assert today == {key: _without_later_parts(changed[key]) for key in today}
    assert {key[:2] for key in changed} == {key[:2] for key in today}


def _without_later_parts(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if name not in {"critical", "levels", "readers"}}


async def test_going_back_to_nothing_and_forth_again_works_with_data_in_place(make: Factory, database_url: str) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    migrating.downgrade(database_url, "base")
    migrating.upgrade(database_url)
    migrating.check(database_url)
    async with connect(database_url) as opened:
        assert not any((await contents(opened)).values())
        again = Factory(opened, make.check)
        await again.catalogue()
        await again.version(Status.PUBLISHED)


REFUSED = [
    "UPDATE audit_entry SET reason = 'x' WHERE seq = 1",
    "UPDATE audit_entry SET seq = 99 WHERE seq = 1",
    "DELETE FROM audit_entry WHERE seq = 1",
    "DELETE FROM audit_entry",
    "UPDATE document SET format = 'yaml'",
    "UPDATE document SET content = content",
    "DELETE FROM document",
    "UPDATE revision SET at = '2020-01-01 00:00:00+00:00'",
    "DELETE FROM revision",
]
REPLACED = [
    f"{verb} {into}"
    for verb in ("REPLACE", "INSERT OR REPLACE")
    for into in (
        "INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1",
        "INTO document SELECT * FROM document",
        "INTO document (rowid, digest, format, size, content, created_at) VALUES (1, 'x', 'json', 1, '', '2026-01-01')",
        "INTO revision SELECT * FROM revision",
        "INTO version SELECT * FROM version",
    )
]
"""What SQLite does without a trigger of deletion, unless it is looked for."""
TRUNCATIONS = [
    "TRUNCATE audit_entry",
    "TRUNCATE revision",
    "TRUNCATE document CASCADE",
    "TRUNCATE version, document, report CASCADE",
]


async def test_the_database_itself_refuses_to_change_what_is_on_record(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    before = await contents(make.database)
    statements = [*REFUSED, *(TRUNCATIONS if make.database.dialect.name == "postgresql" else REPLACED)]
    async with make.database.writing() as session:
        for statement in statements:
            with pytest.raises(DBAPIError, match="is never changed"):
                await session.execute(text(statement))
            await session.rollback()
    assert await contents(make.database) == before


async def test_a_session_that_replays_what_happened_elsewhere_changes_no_record(make: Factory) -> None:
    if make.database.dialect.name == "sqlite":
        pytest.skip("SQLite knows no such session")
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    async with make.database.writing() as session:
        for statement in REFUSED:
            await session.execute(text("SET LOCAL session_replication_role = replica"))
            with pytest.raises(DBAPIError, match="is never changed"):
                await session.execute(text(statement))
            await session.rollback()


async def test_the_database_itself_refuses_to_change_the_document_of_what_was_submitted(make: Factory) -> None:
    await make.catalogue()
    other = await make.version(number="9.0.0", title="Other")
    await make.version(Status.SUBMITTED)
    edits = [f"digest = '{other.digest}'", "number = '1.0.1'"]
    async with make.database.writing() as session:
        for status in Status:
            await session.execute(
                text("UPDATE version SET status = :status WHERE number = '1.0.0'"), {"status": status}
            )
            await session.commit()
            for edit in edits:
                statement = text(f"UPDATE version SET {edit} WHERE number = '1.0.0'")  # noqa: S608 nothing of it comes from outside
                if status in EDITABLE:
                    await session.execute(statement)
                else:
                    with pytest.raises(DBAPIError, match="a submitted version is never changed"):
                        await session.execute(statement)
                await session.rollback()


async def test_the_database_itself_refuses_a_decision_by_whoever_submitted(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.IN_REVIEW)
    async with make.database.writing() as session:
        with pytest.raises(DBAPIError, match="decided_by_another"):
            await session.execute(text("UPDATE version SET status = 'approved', decided_by = 'amina'"))
