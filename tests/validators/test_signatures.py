import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from registry.validators.signatures import Unverifiable, algorithms, canonical, holds

MESSAGE = b'{"apiCode":"MFANO-001"}'


def public(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey) -> str:
    return text(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def text(content: bytes) -> str:
    return base64.b64encode(content).decode()


ELLIPTIC, RSA, EDWARDS = (
    ec.generate_private_key(ec.SECP256R1()),
    rsa.generate_private_key(65537, 2048),
    ed25519.Ed25519PrivateKey.generate(),
)
SHORT = rsa.generate_private_key(65537, 1024)  # noqa: S505 the short one is what is refused
SIGNED = {
    "ecdsa-p256-sha256": (public(ELLIPTIC), text(ELLIPTIC.sign(MESSAGE, ec.ECDSA(SHA256())))),
    "rsa-2048-sha256": (public(RSA), text(RSA.sign(MESSAGE, padding.PKCS1v15(), SHA256()))),
    "ed25519": (public(EDWARDS), text(EDWARDS.sign(MESSAGE))),
}


def test_every_kind_of_algorithm_is_tried_here() -> None:
    assert set(SIGNED) == set(algorithms()) - {"rsa-3072-sha256", "rsa-4096-sha256"}


@pytest.mark.parametrize("algorithm", SIGNED)
def test_a_signature_holds_for_its_message_alone(algorithm: str) -> None:
    key, signature = SIGNED[algorithm]
    assert holds(algorithm, key, signature, MESSAGE)
    assert not holds(algorithm, key, signature, MESSAGE + b" ")


def test_a_signature_with_another_digest_does_not_hold() -> None:
    signature = text(RSA.sign(MESSAGE, padding.PKCS1v15(), SHA1()))  # noqa: S303 the weak one is what is refused
    assert not holds("rsa-2048-sha256", public(RSA), signature, MESSAGE)


@pytest.mark.parametrize(
    ("algorithm", "key", "signature", "reason"),
    [
        ("SHA1withRSA", *SIGNED["rsa-2048-sha256"], "algorithm-unknown"),
        ("ed25519", "-----BEGIN", SIGNED["ed25519"][1], "key-malformed"),
        ("ed25519", text(b"no key"), SIGNED["ed25519"][1], "key-malformed"),
        ("ed25519", text(b"0" * 3_000), SIGNED["ed25519"][1], "key-malformed"),
        ("ed25519", SIGNED["ed25519"][0], "not base64!", "signature-malformed"),
        *((name, SIGNED[other][0], SIGNED[name][1], "key-of-another-kind") for name, other in [
            ("ecdsa-p256-sha256", "ed25519"), ("rsa-2048-sha256", "ed25519"), ("ed25519", "rsa-2048-sha256"),
        ]),
        ("ecdsa-p256-sha256", public(ec.generate_private_key(ec.SECP256K1())), "AAAA", "key-of-another-kind"),
        ("rsa-2048-sha256", public(SHORT), "AAAA", "key-of-another-kind"),
    ],
    ids=range(10),
)  # fmt: skip
def test_what_cannot_be_judged_says_why(algorithm: str, key: str, signature: str, reason: str) -> None:
    with pytest.raises(Unverifiable) as refused:
        holds(algorithm, key, signature, MESSAGE)
    assert refused.value.reason == reason


def test_the_canonical_form_orders_members_and_writes_numbers_as_javascript_does() -> None:
    assert (
        canonical({"b": 1.0, "a": "é", "aa": [1e21, True, None]}) == '{"a":"é","aa":[1e+21,true,null],"b":1}'.encode()
    )


@pytest.mark.parametrize("value", [float("nan"), 2**60, "\ud800", {"\ud800": 1}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(Unverifiable) as refused:
        canonical(value)
    assert refused.value.reason == "not-canonical"


@given(st.text(), st.text(), st.sampled_from(algorithms()))
def test_no_text_brings_it_down(key: str, signature: str, algorithm: str) -> None:
    with pytest.raises(Unverifiable):
        holds(algorithm, key, signature, MESSAGE)
