import json
from datetime import date
from pathlib import Path

import pytest
from commands import Asked, Prepared, Run
from factories import Factory, document, exchanging

from registry.cli import exits
from registry.cli.local import Registry
from registry.domain.actors import Role, operator
from registry.domain.lifecycle import Action, Status
from registry.domain.profiles import ProfileState
from registry.usecases import interfaces, versions
from registry.usecases.work import read
from registry.validators import limits


@pytest.fixture
def filled(prepared: Prepared) -> None:
    prepared(lambda make: make.catalogue())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "api.json").write_bytes(document())
    return tmp_path / "api.json"


def flawed() -> bytes:
    return document(paths={"/a/{id}": {"get": {"summary": "a", "responses": {"200": {"description": "ok"}}}}})


def states(asked: Asked) -> dict[str, Status]:
    async def question(registry: Registry) -> dict[str, Status]:
        async with read(registry.database, operator(), registry.check) as work:
            interface = await interfaces.get(work, "cig/identities")
            return {one.number: one.status for one in await versions.list_all(work, interface)}

    found: dict[str, Status] = asked(question)
    return found


@pytest.mark.usefixtures("filled")
def test_a_document_becomes_a_draft(somana: Run, file: Path, asked: Asked) -> None:
    result = somana("publish", file, "--to", "cig/identities")
    assert result.exit_code == exits.CLEAN
    assert "cig/identities@1.0.0 was taken in. State: draft." in result.stdout
    assert states(asked) == {"1.0.0": Status.DRAFT}


@pytest.mark.usefixtures("filled")
def test_the_same_document_again_is_there_already(somana: Run, file: Path, asked: Asked) -> None:
    somana("publish", file, "--to", "cig/identities", "--submit")
    result = somana("publish", file, "--to", "cig/identities", "--submit")
    assert result.exit_code == exits.CLEAN
    assert "is there already. State: submitted." in result.stdout
    assert states(asked) == {"1.0.0": Status.SUBMITTED}


@pytest.mark.usefixtures("filled")
def test_other_bytes_under_a_submitted_number_are_refused(somana: Run, file: Path, asked: Asked) -> None:
    somana("publish", file, "--to", "cig/identities", "--submit")
    result = somana("publish", "-", "--to", "cig/identities", given=document(title="Another"))
    assert result.exit_code == exits.FINDINGS
    assert "raise the version number" in result.stderr
    assert states(asked) == {"1.0.0": Status.SUBMITTED}


@pytest.mark.usefixtures("filled")
def test_a_number_can_be_given(somana: Run, file: Path, asked: Asked) -> None:
    somana("publish", file, "--to", "cig/identities", "--number", "3.1.0")
    assert states(asked) == {"3.1.0": Status.DRAFT}


@pytest.mark.usefixtures("filled")
def test_a_document_with_errors_is_kept_as_a_draft_and_not_submitted(somana: Run, asked: Asked) -> None:
    result = somana("publish", "-", "--to", "cig/identities", "--submit", given=flawed())
    assert result.exit_code == exits.FINDINGS
    assert "path-parameter-undeclared" in result.stdout
    assert states(asked) == {"1.0.0": Status.DRAFT}


@pytest.mark.usefixtures("filled")
def test_a_dry_run_checks_everything_and_keeps_nothing(somana: Run, file: Path, asked: Asked) -> None:
    result = somana("publish", file, "--to", "cig/identities", "--submit", "--dry-run")
    assert result.exit_code == exits.CLEAN
    assert "Nothing was kept" in result.stdout
    assert somana("publish", "-", "--to", "cig/identities", "--dry-run", given=flawed()).exit_code == exits.FINDINGS
    assert somana("publish", file, "--to", "cig/none", "--dry-run").exit_code == exits.USAGE
    assert states(asked) == {}


@pytest.mark.usefixtures("filled")
def test_the_answer_for_programs_holds_version_and_report(somana: Run, file: Path) -> None:
    answer = json.loads(somana("publish", file, "--to", "cig/identities", "--submit", "--format", "json").stdout)
    assert answer["version"]["status"] == "submitted"
    assert answer["created"] is True
    assert answer["report"]["result"] == "pass"


@pytest.mark.usefixtures("filled")
def test_somebody_of_another_institution_may_not_publish(
    somana: Run, prepared: Prepared, file: Path, asked: Asked
) -> None:
    prepared(lambda make: make.person("rehema", Role.PUBLISHER, institution="ega"))
    result = somana("publish", file, "--to", "cig/identities", "--as", "rehema")
    assert result.exit_code == exits.REFUSED
    assert states(asked) == {}


@pytest.mark.usefixtures("filled")
def test_what_is_done_in_somebodys_name_is_on_the_record_as_such(somana: Run, prepared: Prepared, file: Path) -> None:
    prepared(lambda make: make.person("asha", Role.PUBLISHER))
    assert somana("publish", file, "--to", "cig/identities", "--as", "asha", "--submit").exit_code == exits.CLEAN

    async def submitter(make: Factory) -> str | None:
        async with make.reading() as work:
            return (await versions.get(work, "cig/identities", "1.0.0")).submitted_by

    assert prepared(submitter) == "asha"


@pytest.mark.usefixtures("filled")
def test_a_closed_account_cannot_be_acted_for(somana: Run, prepared: Prepared, file: Path) -> None:
    prepared(lambda make: make.person("asha", Role.PUBLISHER))
    somana("user", "disable", "asha")
    assert somana("publish", file, "--to", "cig/identities", "--as", "asha").exit_code == exits.REFUSED


@pytest.mark.usefixtures("filled")
def test_what_cannot_be_read_gives_status_2(somana: Run, tmp_path: Path) -> None:
    assert somana("publish", "-", "--to", "cig/identities", given=b"a: [").exit_code == exits.USAGE
    assert somana("publish", tmp_path / "none", "--to", "cig/identities").exit_code == exits.USAGE
    assert somana("publish", "-", "--to", "cig/identities", given=b" " * (limits.BYTES + 1)).exit_code == exits.USAGE
    assert somana("publish", "-", "--to", "Not A Name", given=document()).exit_code == exits.USAGE


@pytest.mark.usefixtures("filled")
def test_a_version_beyond_a_draft_is_not_submitted_again(
    somana: Run, prepared: Prepared, file: Path, asked: Asked
) -> None:
    somana("publish", file, "--to", "cig/identities", "--submit")

    async def withdraw(make: Factory) -> None:
        async with make.reading() as work:
            version = await versions.get(work, "cig/identities", "1.0.0")
        await make.advance(version, Action.WITHDRAW)

    prepared(withdraw)
    assert somana("publish", file, "--to", "cig/identities", "--submit").exit_code == exits.CLEAN
    assert states(asked) == {"1.0.0": Status.WITHDRAWN}


def test_errors_that_do_not_bind_yet_are_shown_and_stop_no_submission(
    somana: Run, file: Path, asked: Asked, prepared: Prepared
) -> None:
    rules = b"rules: {tags: {given: $, severity: error, then: {field: tags, function: truthy}}}"

    async def made(make: Factory) -> None:
        await make.catalogue()
        await make.profile(ProfileState.ACTIVE, content=rules, default=True, binding_on=date(2090, 1, 1))

    prepared(made)
    result = somana("publish", file, "--to", "cig/identities", "--submit")
    assert result.exit_code == exits.CLEAN, result.stderr
    assert "error tags" in result.stdout
    assert "the profile binds from 2090-01-01" in result.stdout
    assert states(asked) == {"1.0.0": Status.SUBMITTED}
    assert somana("publish", file, "--to", "cig/identities", "--dry-run").exit_code == exits.FINDINGS


@pytest.mark.usefixtures("filled")
def test_a_draft_is_followed_by_who_publishes_its_fields_already(somana: Run, prepared: Prepared) -> None:
    fields = exchanging("nin", "firstName", "dateOfBirth", "sex")

    async def published(make: Factory) -> None:
        await make.api(key="other")
        await make.version(Status.PUBLISHED, name="cig/other", **fields)

    prepared(published)
    result = somana("publish", "-", "--to", "cig/identities", given=document(**fields))
    assert result.stdout.endswith(
        "4 of your 4 fields are published by NIDA (cig/other@1.0.0).\n"
        "Compare them: /apis/cig/identities/1.0.0#overlap\n"
    )
    (one,) = json.loads(
        somana("publish", "-", "--to", "cig/identities", "--format", "json", given=document(**fields)).stdout
    )["overlap"]
    assert (one["reference"], one["shared"], one["of"]) == ("cig/other@1.0.0", 4, 4)
    dry = somana("publish", "-", "--to", "cig/identities", "--dry-run", "--format", "json", given=document(**fields))
    assert json.loads(dry.stdout)["overlap"] == []
