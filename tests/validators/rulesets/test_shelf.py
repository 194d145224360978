import os
from pathlib import Path

import pytest

from registry.validators.rulesets.shelf import BYTES, FolderShelf, Found, KeptShelf, Unavailable


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "a.yaml").write_bytes(b"a")
    (root / "sub" / "b.json").write_bytes(b"b")
    (tmp_path / "secret.yaml").write_bytes(b"secret")
    return root


def code_of(shelf: FolderShelf | KeptShelf, name: str, folder: str = "") -> str:
    with pytest.raises(Unavailable) as refused:
        shelf.find(name, folder)
    return refused.value.code


def test_a_file_is_found_from_the_folder_of_another(root: Path) -> None:
    assert FolderShelf(root).find("../a.yaml", "sub") == Found("a.yaml", ".", b"a")
    assert FolderShelf(root).find("./sub/b.json", "") == Found("sub/b.json", "sub", b"b")
    assert FolderShelf(root).find(str(root / "a.yaml"), "sub").key == "a.yaml"


@pytest.mark.parametrize("name", ["../secret.yaml", "sub/../../secret.yaml", "/etc/x.yaml", "../root/../secret.yaml"])
def test_no_name_leads_out_of_the_root(root: Path, name: str) -> None:
    assert code_of(FolderShelf(root), name) == "extends-outside"


def test_no_link_leads_out_of_the_root(root: Path) -> None:
    (root / "link.yaml").symlink_to(root.parent / "secret.yaml")
    (root / "folder").symlink_to(root.parent)
    (root / "inside.yaml").symlink_to(root / "a.yaml")
    assert code_of(FolderShelf(root), "link.yaml") == "extends-outside"
    assert code_of(FolderShelf(root), "folder/secret.yaml") == "extends-outside"
    assert FolderShelf(root).find("inside.yaml", "").content == b"a"


@pytest.mark.parametrize("name", ["none.yaml", "sub.yaml/x.yaml", "a\0.yaml", "x" * 5_000 + ".yaml"])
def test_what_is_not_there_is_missing(root: Path, name: str) -> None:
    assert code_of(FolderShelf(root), name) == "extends-missing"


def test_what_is_no_file_is_missing(root: Path) -> None:
    os.mkfifo(root / "pipe.yaml")
    (root / "folder.yaml").mkdir()
    (root / "round.yaml").symlink_to(root / "round.yaml")
    for name in ("pipe.yaml", "folder.yaml", "round.yaml"):
        assert code_of(FolderShelf(root), name) == "extends-missing"


@pytest.mark.parametrize("name", ["rules.js", "rules", "rules.yaml.mjs"])
def test_only_data_is_taken_from_a_folder(root: Path, name: str) -> None:
    (root / name).write_bytes(b"")
    assert code_of(FolderShelf(root), name) == "extends-script"
    assert code_of(KeptShelf({f"x/{name}": b""}), name, "x") == "extends-script"


def test_no_more_of_a_file_is_read_than_a_ruleset_may_have(root: Path) -> None:
    (root / "big.yaml").write_bytes(b" " * (BYTES + 10))
    assert len(FolderShelf(root).find("big.yaml", "").content) == BYTES + 1


def test_a_kept_file_goes_by_exactly_its_name_or_by_its_path() -> None:
    shelf = KeptShelf({"https://example.org/x": b"x", "sub/b.yaml": b"b"})
    assert shelf.find("https://example.org/x", "sub").content == b"x"
    assert shelf.find("./b.yaml", "sub") == Found("sub/b.yaml", "sub", b"b")
    assert shelf.find("../sub/b.yaml", "other").content == b"b"
    assert code_of(shelf, "b.yaml") == "extends-missing"
    assert code_of(shelf, "../b.yaml") == "extends-outside"
    assert code_of(shelf, "/b.yaml") == "extends-outside"
