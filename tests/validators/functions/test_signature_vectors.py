import pytest
from functions import faults

from registry.messages import LANGUAGES, text
from registry.validators.rule import NotChecked

SECURITY = {"canonicalization": "text", "signature": "ed25519"}
WRONG = {"name": "one", "payload": "{}"}


def test_each_vector_that_is_not_true_is_told_at_its_place() -> None:
    target = SECURITY | {"test-vectors": [WRONG, "x", {"payload": "{", "public-key": "!", "signature": ""}]}
    said = faults("signatureVectors", target, path=("info",))
    assert said == [
        (text("functions.signature-vectors.incomplete", "en", name="one"), ("info", "test-vectors", 0)),
        (text("functions.signature-vectors.key-malformed", "en", name="2"), ("info", "test-vectors", 2)),
    ]


def test_only_so_many_vectors_are_looked_at() -> None:
    assert len(faults("signatureVectors", SECURITY | {"test-vectors": [WRONG] * 200})) == 50


@pytest.mark.parametrize("target", [None, "x", [], {}, {"test-vectors": {}}, {"test-vectors": [1, None]}])
def test_what_has_no_vectors_is_left_alone(target: object) -> None:
    assert faults("signatureVectors", target) == []


@pytest.mark.parametrize("word", [{"canonicalization": "xml-c14n11"}, {"canonicalization": []}, {}])
def test_a_way_of_signing_that_nobody_here_knows_is_not_checked(word: dict[str, object]) -> None:
    with pytest.raises(NotChecked, match="signature-unknown"):
        faults("signatureVectors", word | {"test-vectors": [WRONG]})


def test_every_problem_is_told_in_both_languages() -> None:
    for language in LANGUAGES:
        assert "`x`" in text("functions.signature-vectors.verifies", language, name="x")
