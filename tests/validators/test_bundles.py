from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from registry.validators.bundles import Bundle, packed, unpacked
from registry.validators.limits import BUNDLE_BYTES, BUNDLE_FILES
from registry.validators.rulesets.loading import load_bytes
from registry.validators.rulesets.refusal import RulesetRefused

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
    (problem,) = refused.value.problems
    return problem.code


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


def test_the_files_of_a_bundle_are_named_as_they_lie_below_the_folder_of_the_ruleset() -> None:
    made = archive(("rules/main.yaml", b"extends: a.yaml"), ("rules/a.yaml", b"{}"), ("rules/b/c.yaml", b"{}"))
    assert unpacked(made) == Bundle("main.yaml", b"extends: a.yaml", {"a.yaml": b"{}", "b/c.yaml": b"{}"})


def test_a_ruleset_may_extend_what_lies_beside_its_folder() -> None:
    beside = {"strict/rules.yaml": b"rules: {}"}
    bundle = Bundle("mild/ruleset.yaml", b"extends: ../strict/rules.yaml", beside)

    assert unpacked(packed(bundle)) == bundle
    assert load_bytes(bundle.content, bundle.files, bundle.name).rules == {}
