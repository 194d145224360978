"""Receipts: what was decided and on what, signed so that anybody can verify it without asking the registry."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from registry.db.models import Review, ReviewDecision
from registry.db.queries import reviews as queries
from registry.domain.errors import NotFound, Unavailable
from registry.usecases import requests
from registry.usecases.work import Work
from registry.validators.signatures import Unverifiable, canonical, holds

FORMAT: Final = "somana-receipt/1"
ALGORITHM: Final = "ed25519"
LONGEST_RECEIPT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a receipt is what a key has signed; the reason is a word of its own where it is not."""

    valid: bool
    reason: str
    receipt: Mapping[str, Any]


class Signer:
    """The private key that signs receipts, and the public keys with which they are verified.

    The file holds the private key as PEM; beside it may lie the public keys of before, `KEY-ID.pub` each, so that what
    they have signed can be verified after the key was changed.
    """

    def __init__(self, file: Path) -> None:
        key = load_pem_private_key(file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            message = "the key that signs receipts must be an Ed25519 key"
            raise ValueError(message)  # noqa: TRY004 it is the content of the file that is wrong
        self._key = key
        self.public_key = public_key_of(key)
        self.key_id = key_id_of(self.public_key)
        former = sorted(file.parent.glob("*.pub"))
        words = [one.read_text("ascii").strip() for one in former]
        self.keys = {key_id_of(public): public for public in [*words, self.public_key]}

    def signed(self, receipt: Mapping[str, Any]) -> dict[str, Any]:
        """Return a receipt with its signature, over the canonical form (RFC 8785) of everything else."""
        body = {**receipt, "key": self.key_id, "algorithm": ALGORITHM}
        signature = base64.b64encode(self._key.sign(canonical(body))).decode()
        return {**body, "signature": signature}

    def published(self) -> dict[str, Any]:
        """Return the public keys, that in use first."""
        rows = [
            {"id": name, "algorithm": ALGORITHM, "public_key": public, "in_use": name == self.key_id}
            for name, public in self.keys.items()
        ]
        return {"keys": sorted(rows, key=lambda row: (not row["in_use"], row["id"]))}


def public_key_of(key: Ed25519PrivateKey) -> str:
    """Return the public key that belongs to a private one: SubjectPublicKeyInfo as DER in base64."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def key_id_of(public_key: str) -> str:
    """Return the name of a public key: sixteen hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public_key.encode()).hexdigest()[:16]


async def receipt_of(work: Work, number: str, signer: Signer | None) -> dict[str, Any]:
    """Return the signed receipt of the last decision that closed a request or sent it back; raise `NotFound`."""
    review = await requests.get(work, number)
    decisions = await queries.decisions_of(work.session, review)
    final = [one for one in decisions if one.final]
    if not final:
        raise NotFound("receipt", number)
    if signer is None:
        raise Unavailable(retry_after=3600)
    return signer.signed(content_of(review, final[-1], [one for one in decisions if one.round == final[-1].round]))


def content_of(review: Review, decision: ReviewDecision, together: list[ReviewDecision]) -> dict[str, Any]:
    """Return what a receipt says: the request, the decision, who took it, and what it rests on."""
    return {
        "format": FORMAT,
        "review": review.number,
        "kind": review.kind.value,
        "subject": review.subject,
        "institution": review.institution.key,
        "opened_at": _moment(review.opened_at),
        "decision": decision.verdict.value,
        "decided_at": _moment(decision.at),
        "decided_by": [
            {"name": one.reviewer, "institution": one.reviewer_institution, "decision": one.verdict.value}
            for one in together
        ],
        "document": decision.document_digest,
        "profile": decision.profile,
        "profile_digest": decision.profile_digest,
        "engine": decision.engine,
        "findings": list(decision.fingerprints),
        "entry": decision.entry_digest,
        "reasons": [one["key"] for one in decision.reasons],
        "remark": decision.remark,
    }


def verified(receipt: object, keys: Mapping[str, str]) -> Verdict:
    """Return whether a receipt was signed by one of some public keys, and is unchanged since."""
    if not isinstance(receipt, Mapping) or receipt.get("format") != FORMAT:
        return Verdict(valid=False, reason="no-receipt", receipt={})
    signature, name = receipt.get("signature"), receipt.get("key")
    public = keys.get(name) if isinstance(name, str) else None
    if public is None or receipt.get("algorithm") != ALGORITHM or not isinstance(signature, str):
        return Verdict(valid=False, reason="key-unknown", receipt=receipt)
    body = {part: value for part, value in receipt.items() if part != "signature"}
    try:
        valid = holds(ALGORITHM, public, signature, canonical(body))
    except Unverifiable:
        return Verdict(valid=False, reason="malformed", receipt=receipt)
    return Verdict(valid, "valid" if valid else "changed", receipt)


def keys_in(tree: object) -> dict[str, str]:
    """Return the public keys of a published list by their names; those that are none are left out."""
    rows = tree.get("keys") if isinstance(tree, Mapping) else None
    found = [row.get("public_key") for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return {key_id_of(public): public for public in found if isinstance(public, str)}


def _moment(moment: Any) -> str:
    return str(moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"))
