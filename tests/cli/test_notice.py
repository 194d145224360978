import json
from pathlib import Path

import pytest
from commands import Prepared, Run
from factories import Factory

from registry.cli import exits
from registry.domain.actors import Role
from registry.domain.notices import NoticeKind
from registry.usecases import notices

pytestmark = pytest.mark.usefixtures("here")


async def _told(make: Factory) -> None:
    await make.institution()
    await make.person("amina", Role.PUBLISHER)
    async with make.work() as work:
        work.attempt("test:tell", "account", "amina")
        people = await notices.owners_of(work, "nida")
        await notices.tell(work, people, NoticeKind.REVIEW_TAKEN, "cig", "/", number="1")
        work.record()


def test_letters_are_counted_sent_into_a_folder_and_counted(
    somana: Run, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_MAIL", f"file:{tmp_path}/outbox")
    prepared(_told)
    counts = json.loads(somana("notice", "letters", "--format", "json").stdout)
    assert counts == {"queued": 1, "sent": 0, "failed": 0}
    assert "Letters sent: 1" in somana("notice", "send").stdout
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 1
    assert "sent" in somana("notice", "letters").stdout


def test_without_mail_nothing_is_sent_and_that_is_said(somana: Run) -> None:
    result = somana("notice", "send")
    assert (result.exit_code, "REGISTRY_MAIL" in result.stderr) == (exits.USAGE, True)


def test_what_is_done_once_a_day_may_be_done_again(somana: Run) -> None:
    for _ in range(2):
        assert somana("notice", "remind").exit_code == exits.CLEAN
