import os
from pathlib import Path

import pytest

from registry.validators import folder as folders
from registry.validators import limits
from registry.validators.files import FileRefused
from registry.validators.folder import Folder

OPEN = Path("/proc/self/fd")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret.yaml").write_text("secret")
    made = tmp_path / "api"
    (made / "schemas" / "deep").mkdir(parents=True)
    (made / "common.yaml").write_text("common")
    (made / "schemas" / "deep" / "a.json").write_text("deep")
    return made


def test_files_below_the_folder_are_read(root: Path) -> None:
    folder = Folder(root)
    assert folder.read("common.yaml") == b"common"
    assert folder.read("./schemas/deep/a.json") == b"deep"
    assert folder.read("schemas/deep/../../common.yaml") == b"common"


@pytest.mark.parametrize(
    "relative",
    [
        *("../secret.yaml", "schemas/../../secret.yaml", "/etc/passwd", "//etc/passwd", "..", ".", "", "a/.."),
        *(
            "..\\secret.yaml",
            "common.yaml\0",
            "schemas/",
            "../api/common.yaml",
            "none.yaml",
            "common.yaml/a",
            "schemas",
        ),
    ],
)
def test_what_is_outside_or_no_file_is_refused(root: Path, relative: str) -> None:
    with pytest.raises(FileRefused, match="is not read"):
        Folder(root).read(relative)


@pytest.mark.parametrize("target", ["../secret.yaml", "common.yaml", "schemas"])
def test_no_link_is_followed_wherever_it_leads(root: Path, target: str) -> None:
    (root / "link").symlink_to(target)
    (root / "up").symlink_to("..")
    for relative in ("link", "link/deep/a.json", "up/secret.yaml", "up/api/common.yaml"):
        with pytest.raises(FileRefused):
            Folder(root).read(relative)


def test_the_folder_itself_may_be_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(root)
    assert Folder(tmp_path / "short").read("common.yaml") == b"common"


@pytest.mark.timeout(5)
def test_a_pipe_and_a_device_are_refused_and_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe.yaml")
    with pytest.raises(FileRefused, match="no regular file"):
        Folder(root).read("pipe.yaml")
    with pytest.raises(FileRefused, match="no regular file"):
        Folder(Path("/dev")).read("null")


def test_a_file_that_is_too_large_is_refused(root: Path) -> None:
    with (root / "large.yaml").open("wb") as file:
        file.truncate(limits.BYTES + 1)
    with pytest.raises(FileRefused, match="too large"):
        Folder(root).read("large.yaml")


def test_many_files_together_are_not_larger_than_a_few_documents(root: Path) -> None:
    folder = Folder(root)
    for number in range(5):
        with (root / f"{number}.yaml").open("wb") as file:
            file.truncate(limits.BYTES)
    for number in range(4):
        assert len(folder.read(f"{number}.yaml")) == limits.BYTES
    with pytest.raises(FileRefused, match="too large"):
        folder.read("4.yaml")


def test_so_many_files_are_read_and_no_more(root: Path) -> None:
    folder = Folder(root)
    for number in range(folders._MOST + 1):
        (root / f"{number}.yaml").write_text("x")
    for number in range(folders._MOST):
        folder.read(f"{number}.yaml")
    assert folder.read("0.yaml") == b"x"
    with pytest.raises(FileRefused, match="too many"):
        folder.read(f"{folders._MOST}.yaml")


def test_no_file_is_left_open(root: Path) -> None:
    before = len(list(OPEN.iterdir()))
    folder = Folder(root)
    folder.read("schemas/deep/a.json")
    for relative in ("schemas/none", "none/none", "schemas/deep"):
        with pytest.raises(FileRefused):
            folder.read(relative)
    assert len(list(OPEN.iterdir())) == before
