import json
from pathlib import Path

import pytest
from commands import Prepared, Run
from factories import Factory

from registry.cli import exits
from registry.domain.lifecycle import Status


async def catalogue(make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    await make.version(Status.DRAFT, "2.0.0")


@pytest.fixture
def filled(prepared: Prepared) -> None:
    prepared(catalogue)


@pytest.mark.usefixtures("filled")
def test_words_find_entries_and_say_how_many(somana: Run) -> None:
    result = somana("search", "identity", "verification")
    assert result.exit_code == exits.CLEAN
    assert "api cig/identities (nida, published)" in result.stdout
    assert "shown." in result.stdout.splitlines()[-1]


@pytest.mark.usefixtures("filled")
def test_facets_narrow_the_search(somana: Run) -> None:
    result = somana("search", "--kind", "system", "--institution", "nida", "--format", "json")
    answer = json.loads(result.stdout)
    assert [item["name"] for item in answer["items"]] == ["cig"]
    assert answer["page"]["total"] == 1


@pytest.mark.usefixtures("filled")
def test_every_facet_of_the_api_is_an_option_of_the_command(somana: Run) -> None:
    asked = ("--institution-kind", "authority", "--conformity", "pass", "--language", "sw", "--kind", "api")
    assert [item["name"] for item in json.loads(somana("search", *asked, "--format", "json").stdout)["items"]] == [
        "cig/identities"
    ]
    for option in ("--standard", "--personal-data"):
        assert json.loads(somana("search", option, "none", "--format", "json").stdout)["items"] == []


@pytest.mark.usefixtures("filled")
def test_the_limit_bounds_what_is_shown(somana: Run) -> None:
    answer = json.loads(somana("search", "--limit", "1", "--format", "json").stdout)
    assert len(answer["items"]) == 1
    assert answer["page"]["total"] > 1


@pytest.mark.usefixtures("filled")
def test_nothing_found_is_said(somana: Run) -> None:
    result = somana("search", "zzzzz")
    assert result.exit_code == exits.CLEAN
    assert "Nothing found" in result.stdout


@pytest.mark.usefixtures("filled")
def test_somebody_unknown_cannot_search_in_their_own_name(somana: Run) -> None:
    result = somana("search", "cig", "--as", "nobody")
    assert result.exit_code == exits.USAGE
    assert "nobody" in result.stderr


def test_a_database_without_tables_is_refused_with_the_command_that_helps(
    somana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    result = somana("search", "x")
    assert result.exit_code == exits.USAGE
    assert "somana database upgrade" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("filled")
def test_a_wrong_letter_is_put_right_unless_it_is_to_be_left(somana: Run) -> None:
    result = somana("search", "identtiies", "--lang", "en")
    assert "Did you mean “identities”?" in result.stdout
    assert "cig/identities" in result.stdout
    exact = json.loads(somana("search", "identtiies", "--exact", "--format", "json").stdout)
    assert (exact["items"], exact["repaired"]) == ([], {})
