import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from registry.validators.vectors import problem_of

KEY = Ed25519PrivateKey.generate()
PUBLIC = base64.b64encode(KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
SECURITY = {"signature": "ed25519", "canonicalization": "rfc8785"}
SIGNED = '{"apiCode":"MFANO-001","esbBody":{"a":1}}'
SIGNATURE = base64.b64encode(KEY.sign(SIGNED.encode())).decode()


def vector(payload: str = SIGNED, **members: Any) -> dict[str, Any]:
    return {"name": "one", "payload": payload, "public-key": PUBLIC, "signature": SIGNATURE} | members


def test_a_vector_that_verifies_is_true() -> None:
    assert problem_of(SECURITY, vector()) is None
    assert problem_of(SECURITY, vector(signed=SIGNED, verifies=True)) is None


def test_the_order_of_members_and_spaces_change_nothing() -> None:
    assert problem_of(SECURITY, vector('{ "esbBody": {"a": 1.0},\n "apiCode": "MFANO-001" }')) is None


def test_what_is_signed_as_it_is_sent_is_taken_as_it_is() -> None:
    raw = SECURITY | {"canonicalization": "raw-bytes"}
    assert problem_of(raw, vector()) is None
    assert problem_of(raw, vector(f"{SIGNED} ")) == "does-not-verify"


def test_a_vector_of_what_must_be_refused_is_true_where_it_does_not_verify() -> None:
    assert problem_of(SECURITY, vector('{"apiCode":"MFANO-002"}', verifies=False)) is None


@pytest.mark.parametrize(
    ("security", "given", "problem"),
    [
        ({}, vector('{"apiCode":"MFANO-002"}'), "does-not-verify"),
        ({}, vector(verifies=False), "verifies"),
        ({}, vector(signed="{}"), "signed-differs"),
        ({}, vector(signed="\ud800"), "signed-differs"),
        ({}, vector("{"), "payload-malformed"),
        ({}, vector("[" * 60_000), "payload-malformed"),
        ({}, vector("x" * 70_000), "incomplete"),
        ({}, vector() | {"public-key": None}, "incomplete"),
        ({}, vector() | {"signature": 1}, "incomplete"),
        ({}, vector("NaN"), "not-canonical"),
        ({"canonicalization": "xml-c14n11"}, vector(), "form-unknown"),
        ({"signature": ["ed25519"]}, vector(), "algorithm-unknown"),
    ],
)
def test_what_is_wrong_with_a_vector_is_told(security: dict[str, Any], given: dict[str, Any], problem: str) -> None:
    assert problem_of(SECURITY | security, given) == problem
