from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from registry.validators.refused import RulesetRefused

from registry.validators.bundles import Bundle, below, gathered, packed, references_in, unpacked
from registry.validators.limits import BUNDLE_BYTES, BUNDLE_FILES

BUNDLE = Bundle("main.yaml", b"extends: a/b.yaml\n", {"z.yaml": b"rules: {}", "a/b.yaml": b"rules: {x: off}"})


def archive(*members: tuple[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", compression) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return made.getvalue()


def refusal_of(content: bytes) -> str:
    with pytest.raises(RulesetRefused) as refused:
        unpacked(content)
    return refused.value.code


def test_what_is_packed_comes_out_as_it_went_in_and_always_as_the_same_bytes() -> None:
    assert unpacked(packed(BUNDLE)) == BUNDLE
    turned = Bundle(BUNDLE.name, BUNDLE.content, dict(reversed(list(BUNDLE.files.items()))))
    assert packed(turned) == packed(BUNDLE)
    with ZipFile(BytesIO(packed(BUNDLE))) as opened:
        assert opened.namelist() == ["main.yaml", "a/b.yaml", "z.yaml"]
        assert opened.testzip() is None


def test_an_archive_that_another_program_made_is_taken() -> None:
    made = archive(("rules.json", b"{}"), ("parts/", b""), ("parts/x.yaml", b"rules: {}"))
    assert unpacked(made) == Bundle("rules.json", b"{}", {"parts/x.yaml": b"rules: {}"})


@pytest.mark.parametrize(("content", "name"), [(b"rules: {}", "ruleset.yaml"), (b' {"rules": {}}', "ruleset.json")])
def test_a_ruleset_that_is_no_archive_is_a_bundle_of_one(content: bytes, name: str) -> None:
    assert unpacked(content) == Bundle(name, content)


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "a\\b", "a//b", "./a", "a\x07", "a" * 201])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert refusal_of(archive(("main.yaml", b"{}"), (name, b""))) == "file-name"


def test_hostile_archives_are_refused_at_once() -> None:
    assert refusal_of(packed(BUNDLE)[:-30]) == "not-zip"
    assert refusal_of(b"PK\x03\x04" + b"\0" * 100) == "not-zip"
    assert refusal_of(archive(("a.yaml", b"{}"), compression=ZIP_BZIP2)) == "file-name"
    assert refusal_of(archive(*((f"{number}.yaml", b"") for number in range(BUNDLE_FILES + 1)))) == "too-many-files"
    assert refusal_of(archive(("bomb.yaml", b"\0" * 200_000_000))) == "too-large"
    assert refusal_of(archive(*((f"{n}.yaml", b" " * (BUNDLE_BYTES // 2)) for n in range(3)))) == "too-large"
    assert refusal_of(b" " * (BUNDLE_BYTES + 1)) == "too-large"
    damaged = bytearray(packed(BUNDLE))
    damaged[damaged.index(b"extends: a")] ^= 1
    assert refusal_of(bytes(damaged)) == "not-zip"


def test_an_archive_without_a_file_is_refused() -> None:
    assert refusal_of(archive(("folder/", b""))) == "too-many-files"


def test_a_ruleset_is_gathered_with_what_it_extends_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    files = {
        "main.yaml": b"extends: [somana:core, [parts/a.yaml, off], 'https://example.org/x.yaml', spectral:oas]",
        "parts/a.yaml": b"extends: ../b.json",
        "b.json": b'{"extends": "main.yaml"}',
        "unused.yaml": b"rules: {}",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = gathered(tmp_path / "main.yaml")
    assert (found.name, found.content) == ("main.yaml", files["main.yaml"])
    assert found.files == {name: files[name] for name in ("parts/a.yaml", "b.json")}


def test_nothing_outside_the_folder_is_gathered(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_bytes(b"{}")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    for reference in ("../secret.yaml", "/etc/passwd", "link.yaml", "a/../../secret.yaml"):
        (folder / "main.yaml").write_text(f"extends: {reference}", "utf-8")
        with pytest.raises(RulesetRefused) as refused:
            gathered(folder / "main.yaml")
        assert refused.value.code == "outside-folder", reference
    (folder / "main.yaml").write_text("extends: gone.yaml", "utf-8")
    with pytest.raises(FileNotFoundError):
        gathered(folder / "main.yaml")


def test_a_ruleset_that_cannot_be_read_is_gathered_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"rules: [")
    assert gathered(tmp_path / "a.yaml") == Bundle("a.yaml", b"rules: [")


def test_a_name_is_found_from_the_file_that_says_it() -> None:
    assert below("", "./a.yaml") == "a.yaml"
    assert below("x/y.yaml", "../a.yaml") == "a.yaml"
    with pytest.raises(RulesetRefused):
        below("y.yaml", "../a.yaml")


def test_what_extends_names_is_found_in_each_of_its_forms() -> None:
    assert references_in("a") == ["a"]
    assert references_in(["a", ["b", "all"], 3, [], [4]]) == ["a", "b"]
    assert references_in(None) == references_in({"a": 1}) == []
