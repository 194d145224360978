from pathlib import Path

import httpx
from api_readers import Readers
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from factories import Factory
from litestar import Litestar
from reviewing import review_of

from registry.domain.lifecycle import Status
from registry.usecases.receipts import Signer, keys_in, verified

NAMES = {"sw": "Sikukuu ya Uhuru", "en": "Independence Day"}


async def test_holidays_are_put_by_administrators_and_read_by_everybody(
    client: httpx.AsyncClient, readers: Readers
) -> None:
    tree = {"holidays": [{"day": "2026-12-09", "names": NAMES, "confirmed": True}]}
    assert (await client.put("/api/v1/holidays", json=tree, headers=readers.reviewer)).status_code == 403
    put = await client.put("/api/v1/holidays", json=tree, headers=readers.admin)
    assert (put.status_code, put.json()) == (200, tree["holidays"])
    assert (await client.get("/api/v1/holidays")).json() == tree["holidays"]
    wrong = {"holidays": [{"day": "2026-02-30", "names": NAMES}]}
    refused = await client.put("/api/v1/holidays", json=wrong, headers=readers.admin)
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/holidays/0/day"]


async def test_the_checklist_is_put_by_administrators_and_read_by_everybody(
    client: httpx.AsyncClient, readers: Readers
) -> None:
    tree = {
        "questions": [{"key": "tested", "texts": NAMES, "kinds": ["api"], "required": True}],
        "reasons": [{"key": "late", "texts": NAMES, "verdicts": ["reject"]}],
    }
    assert (await client.put("/api/v1/checklist", json=tree, headers=readers.publisher)).status_code == 403
    assert (await client.put("/api/v1/checklist", json=tree, headers=readers.admin)).json() == tree
    assert (await client.get("/api/v1/checklist")).json() == tree


async def test_a_receipt_is_verified_with_the_key_at_the_well_known_address(
    client: httpx.AsyncClient, readers: Readers, make: Factory, framework: Litestar, tmp_path: Path
) -> None:
    assert (await client.get("/.well-known/somana-receipts.json")).json() == {"keys": []}
    file = tmp_path / "key.pem"
    file.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    framework.state.signer = Signer(file)
    await make.version(Status.REJECTED)
    number = (await review_of(make)).number
    receipt = (await client.get(f"/api/v1/reviews/{number}/receipt", headers=readers.publisher)).json()
    keys = keys_in((await client.get("/.well-known/somana-receipts.json")).json())
    assert verified(receipt, keys).valid
    assert receipt["decision"] == "reject"
