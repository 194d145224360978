import json
import os
import stat
from pathlib import Path

import pytest
from commands import Asked, Prepared

from registry.cli import demonstration
from registry.cli.local import Registry
from registry.domain.actors import ANONYMOUS, Role
from registry.usecases import keys, sessions
from registry.usecases.work import begin


@pytest.fixture
def bodies(prepared: Prepared) -> None:
    prepared(lambda make: make.institutions("ega", "nida", "mof", "utumishi"))


@pytest.mark.usefixtures("bodies")
def test_there_is_one_account_a_role_and_a_reviewer_for_each_other(asked: Asked, tmp_path: Path) -> None:
    rows = asked(lambda registry: demonstration.make(registry, tmp_path / "accounts.json"))
    assert {row["role"] for row in rows} == set(Role)
    assert {row["institution"] for row in rows if row["role"] == Role.REVIEWER} == {"ega", "utumishi"}
    assert json.loads((tmp_path / "accounts.json").read_text("utf-8")) == rows


@pytest.mark.usefixtures("bodies")
def test_every_password_and_every_key_works(asked: Asked, tmp_path: Path) -> None:
    rows = asked(lambda registry: demonstration.make(registry, tmp_path / "accounts.json"))

    async def signed_in(registry: Registry) -> None:
        for row in rows:
            actor = await keys.actor_of(registry.database, row["key"])
            assert (actor.name, set(actor.roles)) == (row["name"], {row["role"]})
            async with begin(registry.database, ANONYMOUS, registry.check) as work:
                secret = await sessions.sign_in(work, row["name"], row["password"], "127.0.0.1")
            actor = (await sessions.actor_of(registry.database, secret)).actor
            assert actor.institution == row["institution"]

    asked(signed_in)


@pytest.mark.usefixtures("bodies")
def test_accounts_that_are_there_get_a_new_password(asked: Asked, tmp_path: Path) -> None:
    first = asked(lambda registry: demonstration.make(registry, tmp_path / "accounts.json"))
    second = asked(lambda registry: demonstration.make(registry, tmp_path / "accounts.json"))
    assert not {row["password"] for row in first} & {row["password"] for row in second}
    assert json.loads((tmp_path / "accounts.json").read_text("utf-8")) == second


@pytest.mark.usefixtures("bodies")
def test_whether_the_accounts_are_made_is_known(asked: Asked, tmp_path: Path) -> None:
    assert not asked(demonstration.are_made)
    asked(lambda registry: demonstration.make(registry, tmp_path / "accounts.json"))
    assert asked(demonstration.are_made)


def test_the_file_is_never_readable_by_others(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_text("old")
    file.chmod(0o644)
    umask = os.umask(0)
    try:
        demonstration.write_privately(file, "new")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_in_the_way_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("untouched")
    (tmp_path / "accounts.json").symlink_to(tmp_path / "elsewhere")
    demonstration.write_privately(tmp_path / "accounts.json", "new")
    assert (tmp_path / "elsewhere").read_text() == "untouched"
