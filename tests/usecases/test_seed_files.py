from pathlib import Path

import pytest

from registry.domain.errors import DocumentUnreadable, FieldsInvalid, NotFound
from registry.usecases.seed_files import seed_in

BODIES = "# who\n- key: b\n  parents:\n    - {institution: a}\n- key: a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "institutions.yaml").write_text(BODIES, "utf-8")
    (tmp_path / "schemas" / "person").mkdir(parents=True)
    return tmp_path


def test_parents_come_before_their_children(folder: Path) -> None:
    assert [entry.name for entry in seed_in(folder).entries] == ["a", "b"]


def test_a_circle_of_parents_does_not_hang(folder: Path) -> None:
    (folder / "institutions.yaml").write_text(BODIES + "  parents:\n    - {institution: b}\n", "utf-8")
    assert {entry.name for entry in seed_in(folder).entries} == {"a", "b"}


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "schemas" / "person" / "schema.yaml").write_text("a: !!python/object/apply:os.getcwd []", "utf-8")
    with pytest.raises(DocumentUnreadable) as refused:
        seed_in(folder)
    assert refused.value.reason == "yaml-tag"
    assert refused.value.__notes__[0].endswith("person/schema.yaml")


def test_a_file_without_a_key_is_named(folder: Path) -> None:
    (folder / "schemas" / "person" / "schema.yaml").write_text("institution: a", "utf-8")
    with pytest.raises(FieldsInvalid) as refused:
        seed_in(folder)
    assert refused.value.errors[0].pointer == "/key"


def test_a_version_without_its_document_is_named(folder: Path) -> None:
    (folder / "schemas" / "person" / "schema.yaml").write_text("key: person\ninstitution: a", "utf-8")
    (folder / "schemas" / "person" / "history.yaml").write_text("- number: 1.0.0\n  actions: []", "utf-8")
    with pytest.raises(NotFound) as refused:
        seed_in(folder)
    assert refused.value.name == "person@1.0.0"


def test_a_folder_without_institutions_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        seed_in(tmp_path)
