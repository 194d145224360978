import os
from pathlib import Path

import pytest
from seeds import API, HISTORY, INSTITUTION, SYSTEM, told, write, written_catalogue, written_standards

from registry.usecases.seed_files import Seed, seed_in
from registry.usecases.seed_problems import Problems

HISTORY_FILE = "systems/nida/cig/identities/history.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_standards(written_catalogue(tmp_path))


def seed_of(folder: Path) -> Seed:
    problems = Problems()
    seed = seed_in(folder, problems)
    problems.require_none()
    return seed


def told_of(folder: Path) -> list[str]:
    problems = Problems()
    seed_in(folder, problems)
    return told(problems)


def test_everything_comes_after_what_it_refers_to(folder: Path) -> None:
    seed = seed_of(folder)
    kinds = [entry.kind for entry in seed.entries]
    order = ["component", "standard", "concept", "institution", "system", "api", "schema"]
    assert kinds == sorted(kinds, key=order.index)
    assert [entry.name for entry in seed.of("institution")] == ["utumishi", "nida", "ega"]
    assert [entry.name for entry in seed.of("system")] == ["bus", "cig", "a-old"]
    assert [profile.said.reference for profile in seed.profiles] == ["tz-interop@1.0.0"]
    assert [version.reference for version in seed.versions][-1] == "person@1.0.0"


def test_a_circle_of_parents_does_not_hang(folder: Path) -> None:
    bodies = [INSTITUTION.format(key=key) + f"  parents: [{{institution: {other}}}]" for key, other in ("ab", "ba")]
    write(folder / "institutions.yaml", "".join(bodies))
    assert [entry.name for entry in seed_of(folder).of("institution")] == ["b", "a"]


def test_a_list_may_begin_with_a_mark_or_comments_and_be_written_as_json(folder: Path) -> None:
    body = '[{"key": "a", "kind": "authority", "sector": "identity", "names": [{"language": "sw", "text": "A"}]}]'
    write(folder / "institutions.yaml", b"\xef\xbb\xbf# who\r\n" + body.encode())
    assert [entry.name for entry in seed_of(folder).of("institution")] == ["a"]


@pytest.mark.parametrize(
    ("file", "content", "where"),
    [
        (
            "schemas/person/schema.yaml",
            "a: !!python/object/apply:os.getcwd []",
            "schemas/person/schema.yaml:1 yaml-tag",
        ),
        ("schemas/person/schema.yaml", "institution: nida\ntitle: {sw: Mtu}", "schemas/person/schema.yaml:1 required"),
        ("schemas/person/schema.yaml", "", "schemas/person/schema.yaml:1 empty"),
        ("institutions.yaml", INSTITUTION.format(key="a") + "\n  sector: health", "institutions.yaml:8 duplicate-key"),
        ("institutions.yaml", INSTITUTION.format(key="a") + "- {key: A_b}", "institutions.yaml:7 somana-key"),
        ("institutions.yaml", "a: b", "institutions.yaml:1 not-a-list"),
        ("institutions.yaml", "# nothing", "institutions.yaml:1 not-a-list"),
        ("standards/components.yaml", "- a\n- b", "standards/components.yaml:2 type"),
        (HISTORY_FILE, "- number: 1.0.0\n  actions:\n    - {action: fly}", f"{HISTORY_FILE}:3 enum"),
        (HISTORY_FILE, "- number: one\n  actions: []", f"{HISTORY_FILE}:1 somana-version"),
        (HISTORY_FILE, HISTORY + "- number: 9.0.0\n  actions: []", f"{HISTORY_FILE}:23 no-document"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(folder: Path, file: str, content: str, where: str) -> None:
    write(folder / file, content)
    assert where in told_of(folder)


def test_columns_in_a_list_are_those_of_the_file(folder: Path) -> None:
    write(folder / "institutions.yaml", INSTITUTION.format(key="nida").replace("identity", "none"))
    problems = Problems()
    seed_in(folder, problems)
    assert told(problems, columns=True) == ["institutions.yaml:4:3 enum"]


def test_an_api_without_its_system_and_a_document_in_no_history_are_told(folder: Path) -> None:
    write(folder / "systems/nida/new/identities/api.yaml", API)
    write(folder / "systems/nida/new/identities/history.yaml", "[]")
    write(folder / "schemas/person/3.0.0.schema.json", "{}")
    expected = ["schemas/person/3.0.0.schema.json:1 not-in-history", "systems/nida/new/system.yaml:1 no-file"]
    assert told_of(folder) == expected


def test_a_history_that_is_not_there_and_a_file_that_is_none_are_told(folder: Path) -> None:
    (folder / "schemas/person/history.yaml").unlink()
    os.mkfifo(folder / "concepts/pipe.yaml")
    assert told_of(folder) == ["concepts/pipe.yaml:1 no-file", "schemas/person/history.yaml:1 no-file"]


def test_a_folder_without_institutions_is_told(tmp_path: Path) -> None:
    assert told_of(tmp_path) == ["institutions.yaml:1 no-file"]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_files(folder: Path) -> None:
    write(folder / "systems/nida/cig/system.yaml", SYSTEM.format(key="cig", institution="nida", more="colour: red"))
    write(folder / "concepts/nin.yaml", "key: a: b")
    write(folder / "schemas/person/history.yaml", "- number: 2.0.0\n  actions: []\n")
    assert told_of(folder) == [
        "concepts/nin.yaml:1 syntax",
        "schemas/person/history.yaml:1 no-document",
        "systems/nida/cig/system.yaml:8 unknown",
    ]
