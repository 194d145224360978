import json
from datetime import timedelta
from typing import Any

import pytest
from commands import Prepared, Run
from factories import INSECURE, Factory

from registry.cli import exits
from registry.domain.actors import Role
from registry.domain.waivers import today
from registry.usecases import versions


@pytest.fixture
def finding(prepared: Prepared) -> dict[str, Any]:
    async def prepare(make: Factory) -> dict[str, Any]:
        await make.catalogue()
        await make.person("amina", Role.PUBLISHER)
        await make.person("rehema", Role.REVIEWER, institution="ega")
        version = await make.version(servers=INSECURE)
        async with make.reading() as work:
            tree = await versions.report_of(work, version)
        return next(one for one in tree["findings"] if one["severity"] == "error")

    found: dict[str, Any] = prepared(prepare)
    return found


def _words(finding: dict[str, Any], *more: str, days: int = 30) -> list[str]:
    until = (today() + timedelta(days=days)).isoformat()
    place = ["--rule", finding["rule"], "--fingerprint", finding["fingerprint"]]
    return ["waiver", "ask", "cig/identities@1.0.0", *place, "--reason", "Until June", "--until", until, *more]


def test_a_waiver_is_asked_listed_granted_and_withdrawn(somana: Run, finding: dict[str, Any]) -> None:
    assert somana("waiver", "list").stderr == "No waiver fits.\n"
    asked = json.loads(somana(*_words(finding, "--as", "amina", "--format", "json")).stdout)
    number = asked["number"]
    assert (asked["state"], asked["scope"]["pointer"]) == ("asked", finding["pointer"])
    assert f"{number}  Asked  " in somana("waiver", "list", "--status", "asked").stdout
    own = somana("waiver", "grant", number, "--as", "amina")
    assert own.exit_code == exits.REFUSED
    assert somana("waiver", "grant", number, "--as", "rehema").stdout == f"{number} is now: In force.\n"
    assert number in somana("waiver", "list", "--ending", "--institution", "nida").stdout
    assert somana("waiver", "end").stdout == "Waivers that have ended: 0\n"
    late = somana("waiver", "refuse", number, "--reason", "no", "--as", "rehema")
    assert late.exit_code == exits.FINDINGS
    assert somana("waiver", "withdraw", number, "--as", "amina").stdout.endswith("Withdrawn.\n")


def test_a_waiver_for_the_whole_entry_has_no_place(somana: Run, finding: dict[str, Any]) -> None:
    told = somana(*_words(finding, "--as", "amina", "--whole")).stdout
    assert told.startswith("WVR-000001-")
    assert f"{finding['rule']} in cig/identities" in told
    assert "  *  amina" in somana("waiver", "list").stdout


def test_an_end_beyond_the_span_is_refused_with_its_place(somana: Run, finding: dict[str, Any]) -> None:
    refused = somana(*_words(finding, "--as", "amina", days=400))
    assert refused.exit_code == exits.USAGE
    assert "at most 365 days ahead" in refused.stderr
