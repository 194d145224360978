import json
import stat
from pathlib import Path
from typing import Any

import pytest
from commands import Run

from registry.usecases.receipts import Signer

BODY: dict[str, Any] = {
    "format": "somana-receipt/1",
    "review": "REV-000001-7",
    "subject": "cig/identities@1.0.0",
    "decision": "approve",
    "decided_at": "2026-11-25T10:00:00Z",
    "decided_by": [{"name": "rehema", "institution": "ega", "decision": "approve"}],
    "document": f"sha256:{'a' * 64}",
    "entry": f"sha256:{'b' * 64}",
}


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "receipts.pem"
    monkeypatch.setenv("REGISTRY_RECEIPT_KEY", str(file))
    return file


def test_a_key_is_made_once_for_its_owner_alone(somana: Run, key: Path) -> None:
    first, second = somana("receipt", "key"), somana("receipt", "key")
    assert (first.exit_code, first.stdout) == (0, second.stdout)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "PRIVATE" not in first.stdout


def test_a_receipt_is_verified_offline_and_says_what_it_proves(somana: Run, key: Path, tmp_path: Path) -> None:
    published = tmp_path / "keys.json"
    published.write_text(somana("receipt", "key").stdout, "utf-8")
    receipt = Signer(key).signed(BODY)
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(receipt, indent=3), "utf-8")
    for words in ((), ("--key", published)):
        english = somana("receipt", "verify", file, *words, "--lang", "en")
        assert english.exit_code == 0
        assert "cig/identities@1.0.0: Approved" in english.stdout
        assert BODY["document"] in english.stdout
    assert "Stakabadhi ni halali" in somana("receipt", "verify", file, "--lang", "sw").stdout
    file.write_text(json.dumps({**receipt, "decision": "reject"}), "utf-8")
    changed = somana("receipt", "verify", file, "--key", published, "--lang", "en")
    assert (changed.exit_code, "was changed" in changed.output) == (1, True)


@pytest.mark.parametrize("content", ["", "[]", "{", "{}", "[" * 100_000])
def test_what_is_no_receipt_is_refused(somana: Run, key: Path, tmp_path: Path, content: str) -> None:
    somana("receipt", "key")
    assert key.exists()
    file = tmp_path / "receipt.json"
    file.write_text(content, "utf-8")
    result = somana("receipt", "verify", file, "--lang", "en")
    assert (result.exit_code, "no receipt" in result.output) == (1, True)


def test_without_a_key_there_is_nothing_to_verify_with(
    somana: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REGISTRY_RECEIPT_KEY", raising=False)
    assert somana("receipt", "key").exit_code == 2
    assert somana("receipt", "verify", tmp_path / "receipt.json").exit_code == 2
    monkeypatch.setenv("REGISTRY_RECEIPT_KEY", str(tmp_path / "none.pem"))
    assert somana("receipt", "verify", tmp_path / "receipt.json").exit_code == 2
    (tmp_path / "none.pem").write_text("no key", "utf-8")
    assert somana("receipt", "key").exit_code == 2
