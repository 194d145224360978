import json
from datetime import timedelta

import pytest
from commands import Prepared, Run
from factories import INSECURE, Factory
from processes import serving

from registry.cli import exits
from registry.cli.serve import free_port
from registry.cli.waivers_asked import Local, Remote, asked
from registry.domain.actors import Role
from registry.domain.waivers import today
from registry.usecases import versions


def test_a_registry_is_asked_over_http_as_it_is_asked_here(
    somana: Run, prepared: Prepared, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def prepare(make: Factory) -> tuple[dict[str, str], list[str]]:
        await make.catalogue()
        people = {"amina": (Role.PUBLISHER, "nida"), "rehema": (Role.REVIEWER, "ega")}
        keys = {}
        for name, (role, institution) in people.items():
            header = await make.key(await make.person(name, role, institution=institution))
            keys[name] = header["Authorization"].removeprefix("Bearer ")
        version = await make.version(servers=INSECURE)
        async with make.reading() as work:
            tree = await versions.report_of(work, version)
        finding = next(one for one in tree["findings"] if one["severity"] == "error")
        return keys, ["--rule", finding["rule"], "--fingerprint", finding["fingerprint"]]

    keys, place = prepared(prepare)
    until = (today() + timedelta(days=9)).isoformat()
    port = free_port("127.0.0.1", 0)
    settings = {"REGISTRY_DATABASE_URL": here, "REGISTRY_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with serving("serve", "--port", str(port), **settings) as served:
        there = ("--server", served.address)
        asking = ("waiver", "ask", "cig/identities@1.0.0", *place, "--reason", "June", "--until", until, *there)
        monkeypatch.delenv("SOMANA_KEY", raising=False)
        assert somana(*asking).exit_code == exits.REFUSED
        monkeypatch.setenv("SOMANA_KEY", keys["amina"])
        number = json.loads(somana(*asking, "--format", "json").stdout)["number"]
        assert number in somana(*asking).stderr
        assert somana("waiver", "grant", number, *there).exit_code == exits.REFUSED
        monkeypatch.setenv("SOMANA_KEY", keys["rehema"])
        assert somana("waiver", "grant", number, "--reason", "Fine", *there).stdout.endswith("In force.\n")
        assert number in somana("waiver", "list", "--ending", *there).stdout


def test_an_address_asks_another_registry() -> None:
    assert asked(None, "amina").__class__ is Local
    assert asked("https://x.example", None).__class__ is Remote
