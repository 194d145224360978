import subprocess
import sys
from pathlib import Path

import pytest
import rich_click as click
from click.exceptions import Exit

from registry.cli import exits
from registry.domain import errors

ROOT = Path(__file__).parents[2]
CASES = [
    (errors.NotFound("api", "a/b"), 2),
    (errors.Unauthenticated(), 4),
    (errors.SignInRefused(), 4),
    (errors.RoleMissing("admin"), 4),
    (errors.OwnInstitution("nida"), 4),
    (errors.DocumentHasErrors(3, "fail"), 1),
    (errors.NumberTaken("1.0.0", "sha256:0"), 1),
    (errors.IllegalTransition("retired", "submit", ()), 1),
    (errors.Outdated("3"), 1),
    (errors.FieldsInvalid(()), 2),
    (errors.DocumentUnreadable("empty", "", 1, 1, {}), 2),
    (errors.TooMany(3), 3),
    (errors.Unavailable(3), 3),
]


@pytest.mark.parametrize(("error", "status"), CASES, ids=lambda value: getattr(value, "code", str(value)))
def test_every_family_of_errors_has_its_status(error: errors.RegistryError, status: int) -> None:
    assert exits.status_of(error) == status


def leave(error: BaseException) -> click.Context:
    context = click.Context(click.Command("x"))
    with pytest.raises(Exit) as left, exits.reported(context):
        raise error
    context.meta["status"] = left.value.exit_code
    return context


def test_an_error_is_one_sentence_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMANA_LANG", "en")
    assert leave(errors.NotFound("api", "a/b")).meta["status"] == exits.USAGE
    assert capsys.readouterr() == ("", "There is no api called a/b, or you may not see it.\n")


def test_every_wrong_field_and_every_note_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    error = errors.FieldsInvalid((errors.FieldError("/key", "required", {}),))
    error.add_note("institutions.yaml")
    leave(error)
    assert capsys.readouterr().err.splitlines()[1:] == ["  /key: This is needed.", "  institutions.yaml"]


def test_an_interruption_gives_status_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(KeyboardInterrupt()).meta["status"] == exits.INTERRUPTED
    assert leave(click.Abort()).meta["status"] == exits.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), exits.reported(click.Context(click.Command("x"))):
        raise ZeroDivisionError


def test_a_process_that_ends_at_once_has_said_everything_and_keeps_its_status() -> None:
    code = (
        "import atexit\nfrom registry.cli import exits\natexit.register(print, 'goodbye')\n"
        "print('said', end='')\nexits.leave_at_once(3)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (3, b"said")
