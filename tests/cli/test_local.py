import pytest
from commands import Asked, Prepared, Run
from factories import Factory

from registry.cli import local
from registry.cli.exits import REFUSED, USAGE, Stopped
from registry.domain.actors import ActorKind, Role


def test_settings_that_cannot_be_read_stop_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_CHECK_WORKERS", "many")
    with pytest.raises(Stopped) as stopped:
        local.settings()
    assert stopped.value.status == USAGE


def test_without_a_name_the_operator_acts(asked: Asked) -> None:
    actor = asked(lambda registry: local.acting(registry, None))
    assert (actor.kind, actor.roles) == (ActorKind.OPERATOR, {Role.ADMIN, Role.STANDARDS_EDITOR})


def test_in_the_name_of_an_account_its_roles_count(prepared: Prepared, asked: Asked) -> None:
    async def made(make: Factory) -> None:
        await make.institution()
        await make.person("asha", Role.PUBLISHER)

    prepared(made)
    actor = asked(lambda registry: local.acting(registry, "asha"))
    assert (actor.kind, actor.name, actor.institution, actor.roles) == (
        ActorKind.OPERATOR,
        "asha",
        "nida",
        {Role.PUBLISHER},
    )


def test_nobody_acts_for_a_closed_account(prepared: Prepared, asked: Asked, somana: Run) -> None:
    prepared(lambda make: make.person("asha", institution=None))
    somana("user", "disable", "asha")
    with pytest.raises(Stopped) as stopped:
        asked(lambda registry: local.acting(registry, "asha"))
    assert stopped.value.status == REFUSED
