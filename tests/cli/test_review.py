import json

import pytest
from commands import Prepared, Run
from factories import Factory
from reviewing import queued

from registry.domain.actors import Role
from registry.domain.lifecycle import Status


@pytest.fixture
def waiting(prepared: Prepared) -> None:
    async def made(make: Factory) -> None:
        await make.catalogue()
        await make.person("rehema", Role.REVIEWER, institution="ega")
        await make.person("zuhura", Role.REVIEWER, institution="ega")
        await queued(make, Status.SUBMITTED, Status.SUBMITTED)

    prepared(made)


@pytest.mark.usefixtures("waiting")
def test_the_queue_is_listed_taken_handed_over_and_shared_out(somana: Run) -> None:
    rows = json.loads(somana("review", "list", "--reviewer", "nobody", "--format", "json").stdout)
    assert [row["subject"] for row in rows] == ["cig/queued-1@1.0.0", "cig/queued-2@1.0.0"]
    number = rows[0]["number"]
    assert "rehema" in somana("review", "take", number, "--as", "rehema").stdout
    assert "zuhura" in somana("review", "hand-over", number, "zuhura", "--as", "rehema").stdout
    assert somana("review", "balance").stdout == f"{rows[1]['number']}  rehema\n"
    listed = somana("review", "list", "--institution", "nida", "--lang", "en").stdout
    assert listed.count("Under review") == 2
    assert somana("review", "list", "--overdue").stdout == ""


@pytest.mark.usefixtures("waiting")
def test_the_operator_reviews_nothing(somana: Run) -> None:
    result = somana("review", "take", "REV-000001-7")
    assert result.exit_code == 4
    assert somana("review", "take", "REV-000009-9", "--as", "rehema").exit_code == 2
