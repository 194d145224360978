import json

import pytest
from commands import Asked, Prepared, Run

from registry.cli import exits
from registry.cli.local import Registry
from registry.cli.user import generated_password
from registry.domain.actors import operator
from registry.usecases import accounts, passwords
from registry.usecases.work import read


@pytest.fixture
def body(prepared: Prepared) -> None:
    prepared(lambda make: make.institution())


def is_password(asked: Asked, name: str, password: str) -> bool:
    async def question(registry: Registry) -> bool:
        async with read(registry.database, operator(), registry.check) as work:
            return await passwords.is_right(password, (await accounts.get(work, name)).password_hash)

    return bool(asked(question))


@pytest.mark.usefixtures("body")
def test_an_account_is_made_with_a_generated_password_that_is_shown_once(somana: Run, asked: Asked) -> None:
    words = ("--role", "publisher", "--institution", "nida", "--name", "Asha Juma", "--generate")
    result = somana("user", "create", "asha", *words)
    assert result.exit_code == exits.CLEAN
    password = result.stdout.splitlines()[-1]
    assert is_password(asked, "asha", password)
    (row,) = json.loads(somana("user", "list", "--format", "json").stdout)
    assert (row["name"], row["full_name"], row["institution"], row["roles"]) == (
        "asha",
        "Asha Juma",
        "nida",
        ["publisher"],
    )


@pytest.mark.usefixtures("body")
def test_a_password_comes_from_standard_input(somana: Run, asked: Asked) -> None:
    result = somana("user", "create", "asha", "--password-stdin", given="correct horse battery\n")
    assert result.exit_code == exits.CLEAN
    assert "correct horse" not in result.output
    assert is_password(asked, "asha", "correct horse battery")


@pytest.mark.usefixtures("body")
def test_without_a_terminal_a_password_must_come_from_somewhere(somana: Run) -> None:
    result = somana("user", "create", "asha", given="correct horse battery\n")
    assert result.exit_code == exits.USAGE
    assert "--password-stdin" in result.stderr


@pytest.mark.usefixtures("body")
def test_a_short_password_is_refused(somana: Run) -> None:
    assert somana("user", "create", "asha", "--password-stdin", given="short\n").exit_code == exits.USAGE
    assert json.loads(somana("user", "list", "--format", "json").stdout) == []


@pytest.mark.usefixtures("body")
def test_a_name_is_given_once(somana: Run) -> None:
    somana("user", "create", "asha", "--generate")
    assert somana("user", "create", "asha", "--generate").exit_code == exits.FINDINGS


@pytest.mark.usefixtures("body")
def test_an_institution_that_is_not_there_gives_status_2(somana: Run) -> None:
    assert somana("user", "create", "asha", "--institution", "none", "--generate").exit_code == exits.USAGE


@pytest.mark.usefixtures("body")
def test_roles_take_the_place_of_those_before(somana: Run) -> None:
    somana("user", "create", "asha", "--role", "auditor", "--generate")
    assert "publisher, reviewer" in somana("user", "roles", "asha", "reviewer", "publisher").stdout
    assert "asha  -  publisher, reviewer  asha" in somana("user", "list").stdout


@pytest.mark.usefixtures("body")
def test_a_role_that_is_not_there_gives_status_2(somana: Run) -> None:
    assert somana("user", "roles", "asha", "emperor").exit_code == exits.USAGE


@pytest.mark.usefixtures("body")
def test_a_closed_account_is_listed_as_closed(somana: Run) -> None:
    somana("user", "create", "asha", "--generate")
    assert somana("user", "disable", "asha").exit_code == exits.CLEAN
    assert "(closed)" in somana("user", "list").stdout


@pytest.mark.usefixtures("body")
def test_a_new_password_replaces_the_old_one(somana: Run, asked: Asked) -> None:
    somana("user", "create", "asha", "--password-stdin", given="correct horse battery\n")
    password = somana("user", "password", "asha", "--generate").stdout.splitlines()[-1]
    assert is_password(asked, "asha", password)
    assert not is_password(asked, "asha", "correct horse battery")


def test_generated_passwords_are_long_enough_and_differ() -> None:
    every = {generated_password() for _ in range(100)}
    assert len(every) == 100
    assert all(passwords.SHORTEST <= len(password) <= passwords.LONGEST for password in every)
