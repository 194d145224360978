import json

import pytest
from commands import Prepared, Run
from factories import Factory
from processes import serving

from registry.cli import exits
from registry.cli.serve import free_port
from registry.domain.actors import Role


@pytest.fixture
def key(prepared: Prepared) -> str:
    async def prepare(make: Factory) -> str:
        await make.catalogue()
        await make.person("rehema", Role.REVIEWER, institution="ega")
        header = await make.key(await make.person("amina", Role.PUBLISHER))
        return header["Authorization"].removeprefix("Bearer ")

    return str(prepared(prepare))


@pytest.mark.usefixtures("key")
def test_contacts_are_confirmed_as_they_were_shown(somana: Run) -> None:
    confirm = ("system", "confirm", "cig", "--as", "amina", "--lang", "en")
    left = somana(*confirm, given="n\n")
    assert ("ict@nida.example" in left.stderr, left.exit_code != exits.CLEAN) == (True, True)
    done = somana(*confirm, given="y\n")
    assert (done.exit_code, "contacts of cig are confirmed" in done.stdout) == (exits.CLEAN, True)
    told = json.loads(somana(*confirm, "--yes", "--format", "json").stdout)
    assert (told["system"], told["state"]) == ("cig", "confirmed")


@pytest.mark.usefixtures("key")
def test_who_does_not_answer_for_a_system_confirms_nothing(somana: Run) -> None:
    assert somana("system", "confirm", "cig", "--yes", "--as", "rehema").exit_code == exits.REFUSED
    assert somana("system", "confirm", "nothing", "--yes").exit_code == exits.USAGE


def test_a_registry_is_told_over_http_as_it_is_told_here(
    somana: Run, key: str, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port("127.0.0.1", 0)
    settings = {"REGISTRY_DATABASE_URL": here, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with serving("serve", "--port", str(port), **settings) as served:
        words = ("system", "confirm", "cig", "--yes", "--format", "json", "--server", served.address)
        monkeypatch.delenv("SOMANA_KEY", raising=False)
        assert somana(*words).exit_code == exits.REFUSED
        monkeypatch.setenv("SOMANA_KEY", key)
        assert json.loads(somana(*words).stdout)["state"] == "confirmed"
