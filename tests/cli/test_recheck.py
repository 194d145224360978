import json

import pytest
from commands import Prepared, Run
from factories import Factory
from rechecking import catalogue_to_check

from registry.cli import exits
from registry.domain.actors import Role


@pytest.fixture
def catalogue(prepared: Prepared) -> None:
    async def made(make: Factory) -> None:
        await catalogue_to_check(make, 2)
        await make.profile()
        await make.person("amina", Role.PUBLISHER)

    prepared(made)


@pytest.mark.usefixtures("catalogue")
def test_a_trial_is_started_run_listed_and_shown(somana: Run) -> None:
    started = somana("recheck", "start", "tz-interop@1.0.0", "--format", "json")
    assert started.exit_code == exits.CLEAN
    row = json.loads(started.stdout)
    assert (row["state"], row["profile"], row["asked_by"]) == ("waiting", "tz-interop@1.0.0", "operator")
    assert somana("recheck", "run").stdout == "Re-checks ended: 1\n"
    assert somana("recheck", "run").stdout == "Re-checks ended: 0\n"
    (listed,) = json.loads(somana("recheck", "list", "--format", "json").stdout)
    assert (listed["state"], listed["done"], listed["total"]) == ("done", 2, 2)
    assert f"{row['id']}  tz-interop@1.0.0  Trial  done  2/2" in somana("recheck", "list").stdout
    shown = json.loads(somana("recheck", "show", row["id"], "--format", "json").stdout)
    assert (shown["effects"]["fails-now"], shown["institutions"]["nida"]["passes-still"]) == (1, 1)
    told = somana("recheck", "show", row["id"]).stdout
    assert "1  pass today and would fail" in told
    assert "1  operation-without-summary" in told


@pytest.mark.usefixtures("catalogue")
def test_a_trial_that_waits_is_stopped_once(somana: Run) -> None:
    row = json.loads(somana("recheck", "start", "tz-interop@1.0.0", "--format", "json").stdout)
    assert "stopped" in somana("recheck", "stop", row["id"]).stdout
    assert somana("recheck", "stop", row["id"]).exit_code == exits.FINDINGS


@pytest.mark.usefixtures("catalogue")
def test_whoever_is_no_editor_starts_and_sees_none(somana: Run) -> None:
    for words in (("start", "tz-interop@1.0.0"), ("list",)):
        assert somana("recheck", *words, "--as", "amina").exit_code == exits.REFUSED


@pytest.mark.usefixtures("here")
def test_where_nothing_was_checked_again_that_is_said(somana: Run) -> None:
    assert somana("recheck", "list").stderr == "Nothing was checked again yet.\n"
    assert somana("recheck", "start", "tz-interop").exit_code == exits.USAGE
    assert somana("recheck", "start", "tz-interop@1.0.0").exit_code != exits.CLEAN
