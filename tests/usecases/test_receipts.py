import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from factories import PUBLISHER, STRANGER, Factory
from hypothesis import given
from hypothesis import strategies as st
from reviewing import queued, review_of

from registry.domain.errors import NotFound, Unavailable
from registry.domain.lifecycle import Status
from registry.usecases.receipts import Signer, key_id_of, keys_in, public_key_of, receipt_of, verified


def written(file: Path, key: object = None) -> Path:
    made = key or Ed25519PrivateKey.generate()
    file.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))  # type: ignore[attr-defined]
    return file


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return Signer(written(tmp_path / "key.pem"))


async def test_a_decision_has_a_receipt_that_the_published_key_verifies(make: Factory, signer: Signer) -> None:
    await make.catalogue()
    version = await make.version(Status.APPROVED)
    review = await review_of(make)
    async with make.reading(PUBLISHER) as work:
        receipt = await receipt_of(work, review.number, signer)
        assert await receipt_of(work, review.number, signer) == receipt
    assert (receipt["decision"], receipt["document"], receipt["subject"]) == (
        "approve",
        version.digest,
        "cig/identities@1.0.0",
    )
    assert [one["name"] for one in receipt["decided_by"]] == ["rehema"]
    keys = keys_in(json.loads(json.dumps(signer.published())))
    assert verified(json.loads(json.dumps(receipt)), keys).valid
    for part in receipt.keys() - {"signature", "key", "algorithm", "format"}:
        assert verified({**receipt, part: "other"}, keys).reason == "changed"


async def test_there_is_no_receipt_before_a_decision_for_strangers_or_without_a_key(
    make: Factory, signer: Signer
) -> None:
    await make.catalogue()
    waiting, decided = [
        await review_of(make, name=name) for name in await queued(make, Status.IN_REVIEW, Status.APPROVED)
    ]
    async with make.reading(PUBLISHER) as work:
        with pytest.raises(NotFound):
            await receipt_of(work, waiting.number, signer)
        with pytest.raises(Unavailable):
            await receipt_of(work, decided.number, None)
    async with make.reading(STRANGER) as work:
        with pytest.raises(NotFound):
            await receipt_of(work, decided.number, signer)


def test_what_was_signed_before_a_key_was_changed_is_verified_after(tmp_path: Path) -> None:
    old = Signer(written(tmp_path / "key.pem"))
    receipt = old.signed({"format": "somana-receipt/1"})
    (tmp_path / f"{old.key_id}.pub").write_text(old.public_key + "\n")
    new = Signer(written(tmp_path / "key.pem"))
    assert verified(receipt, new.keys).valid
    published = new.published()["keys"]
    assert [one["in_use"] for one in published] == [True, False]
    assert published[0]["id"] == new.key_id != old.key_id


def test_another_kind_of_key_signs_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Ed25519"):
        Signer(written(tmp_path / "key.pem", generate_private_key(SECP256R1())))


@pytest.mark.parametrize(
    ("receipt", "reason"),
    [
        (None, "no-receipt"),
        ([], "no-receipt"),
        ({}, "no-receipt"),
        ({"format": "somana-receipt/1"}, "key-unknown"),
        ({"format": "somana-receipt/1", "key": [], "signature": "", "algorithm": "ed25519"}, "key-unknown"),
    ],
)
def test_what_is_no_receipt_is_told_apart(receipt: object, reason: str) -> None:
    assert verified(receipt, {}).reason == reason


@given(st.text() | st.just("AAAA") | st.binary().map(lambda raw: base64.b64encode(raw).decode()))
def test_no_signature_but_the_right_one_holds(signature: str) -> None:
    public = public_key_of(Ed25519PrivateKey.generate())
    receipt = {"format": "somana-receipt/1", "key": key_id_of(public), "algorithm": "ed25519", "signature": signature}
    assert verified(receipt, {key_id_of(public): public}).reason in {"changed", "malformed"}
    assert verified({**receipt, "big": 2**70}, {key_id_of(public): public}).reason in {"changed", "malformed"}


def test_a_list_of_keys_that_is_none_has_no_keys() -> None:
    assert keys_in(None) == keys_in({"keys": 1}) == keys_in({"keys": [1, {}, {"public_key": 2}]}) == {}
