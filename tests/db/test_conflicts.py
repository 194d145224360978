import pytest
from factories import Factory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from registry.db.conflicts import error_of
from registry.db.models import Table
from registry.domain.errors import Conflict, EntryInUse, KeyTaken, NumberTaken, OwnWork
from registry.domain.lifecycle import Status

STATEMENTS = {
    "INSERT INTO institution (id, serial, key, kind, sector, created_at, updated_at, revision) "
    "SELECT report.id, 99, institution.key, kind, sector, institution.created_at, updated_at, revision "
    "FROM institution, report WHERE institution.key = 'nida'": KeyTaken,
    "UPDATE system SET key = 'cig'": KeyTaken,
    "UPDATE interface SET name = 'cig/identities'": KeyTaken,
    "UPDATE account SET name = 'amina'": KeyTaken,
    "UPDATE version SET number = '9.0.0' WHERE number LIKE '0.%'": NumberTaken,
    "UPDATE version SET decided_by = submitted_by WHERE number = '1.0.0'": OwnWork,
    "UPDATE interface SET system_id = NULL": Conflict,
    "DELETE FROM institution WHERE key = 'nida'": EntryInUse,
    "UPDATE system SET serial = 1": Conflict,
    "UPDATE institution SET key = NULL": Conflict,
}


async def test_every_violated_constraint_means_something_to_a_caller(make: Factory) -> None:
    await make.catalogue()
    await make.system("other")
    await make.api("other")
    await make.person("amina")
    await make.person("baraka")
    await make.version(number="0.1.0")
    await make.version(number="0.2.0")
    await make.version(Status.IN_REVIEW)
    async with make.database.writing() as session:
        for statement, meaning in STATEMENTS.items():
            with pytest.raises(IntegrityError) as violated:
                await session.execute(text(statement))
            await session.rollback()
            error = error_of(violated.value)
            assert type(error) is meaning, statement
            shown = f"{error} {error.values()}"
            assert not any(word in shown for word in ("constraint", "UPDATE", "uq_", "system.key", "DETAIL"))


def test_every_key_that_people_choose_has_its_own_error() -> None:
    named = {
        str(constraint.name)
        for table in ("institution", "system", "interface", "account")
        for constraint in Table.metadata.tables[table].constraints
        if str(constraint.name).endswith(("_key", "_name"))
    }
    for name in named:
        violation = IntegrityError("INSERT", {}, Exception(f'violates unique constraint "{name}"'))
        assert isinstance(error_of(violation), KeyTaken)
    assert len(named) == 4
