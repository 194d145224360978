import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from commands import Asked, Prepared, Run
from factories import Factory

from registry.cli import exits
from registry.domain.actors import Role, Scope
from registry.domain.errors import KeyRefused
from registry.usecases import keys


@pytest.fixture
def asha(prepared: Prepared) -> None:
    async def made(make: Factory) -> None:
        await make.institution()
        await make.person("asha", Role.PUBLISHER)
        await make.person("zuberi", Role.AUDITOR, institution=None)

    prepared(made)


def actor_of(asked: Asked, secret: str) -> Any:
    return asked(lambda registry: keys.actor_of(registry.database, secret))


@pytest.mark.usefixtures("asha")
def test_a_key_is_printed_alone_on_standard_output_and_works(somana: Run, asked: Asked) -> None:
    result = somana("key", "create", "asha", "--scope", "entries:read", "--scope", "entries:write")
    assert result.exit_code == exits.CLEAN
    actor = actor_of(asked, result.stdout.strip())
    assert actor.name == "asha"
    assert actor.scopes == {Scope.ENTRIES_READ, Scope.ENTRIES_WRITE}


@pytest.mark.usefixtures("asha")
def test_keys_are_listed_without_their_secret(somana: Run) -> None:
    secret = somana("key", "create", "asha", "--label", "ci", "--scope", "entries:read", "--days", "3").stdout.strip()
    listed = somana("key", "list", "asha", "--format", "json").stdout
    (row,) = json.loads(listed)
    assert (row["name"], row["owner"], row["institution"]) == ("ci", "asha", "nida")
    assert secret not in listed
    assert datetime.fromisoformat(row["expires_at"]) < datetime.now(UTC) + timedelta(days=3, minutes=1)
    assert row["prefix"] in somana("key", "list", "asha").stdout


@pytest.mark.usefixtures("asha")
def test_a_revoked_key_stops_at_once(somana: Run, asked: Asked) -> None:
    made = json.loads(somana("key", "create", "asha", "--scope", "entries:read", "--format", "json").stdout)
    assert somana("key", "revoke", "asha", made["id"]).exit_code == exits.CLEAN
    with pytest.raises(KeyRefused):
        actor_of(asked, made["secret"])
    assert "revoked" in somana("key", "list", "asha").stdout


@pytest.mark.usefixtures("asha")
def test_a_key_needs_an_institution_and_an_account(somana: Run) -> None:
    assert somana("key", "create", "zuberi", "--scope", "entries:read").exit_code == exits.USAGE
    assert somana("key", "create", "nobody", "--scope", "entries:read").exit_code == exits.USAGE


@pytest.mark.usefixtures("asha")
def test_a_scope_that_is_not_there_gives_status_2(somana: Run) -> None:
    assert somana("key", "create", "asha", "--scope", "everything").exit_code == exits.USAGE
    assert somana("key", "create", "asha").exit_code == exits.USAGE
