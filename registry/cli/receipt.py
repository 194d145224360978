"""`somana receipt`: make the key that signs receipts, and verify a receipt without a network."""

import json
import os
from pathlib import Path
from typing import Any

import rich_click as click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from registry.cli import local, output
from registry.cli.exits import FINDINGS, Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.messages import text
from registry.usecases.receipts import LONGEST_RECEIPT, Signer, keys_in, verified


@click.group(help=help_of("receipt", "somana receipt verify receipt.json --key somana-receipts.json"))
@language_option
def receipt() -> None:
    """Do nothing: each command does its own."""


@receipt.command(help=help_of("receipt-key", "REGISTRY_RECEIPT_KEY=/etc/somana/receipts.pem somana receipt key"))
@language_option
def key() -> None:
    """Make the private key that signs receipts, where there is none yet, and print the public one."""
    name = local.settings().receipt_key
    if not name:
        raise Stopped("receipt-setting")
    file = Path(name)
    try:
        if not file.exists():
            write_key(file)
        signer = Signer(file)
    except OSError as problem:
        raise Stopped("file", name=output.printable(name), problem=problem.strerror) from problem
    except ValueError as problem:
        raise Stopped("receipt-key", name=output.printable(name)) from problem
    output.as_json(signer.published())


@receipt.command(help=help_of("receipt-verify", "somana receipt verify receipt.json --key somana-receipts.json"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--key", "keys", type=click.Path(path_type=Path), metavar="FILE", help=hint("receipt-keys"))
@language_option
def verify(file: Path, keys: Path | None) -> None:
    """Say whether a receipt was signed by one of some public keys and is unchanged, and what it proves."""
    known = keys_in(_tree_in(keys)) if keys else _own_keys()
    verdict = verified(_tree_in(file), known)
    if not verdict.valid:
        raise Stopped(f"receipt-{verdict.reason}", FINDINGS)
    said = verdict.receipt
    names = ", ".join(str(one.get("name")) for one in said["decided_by"])
    values = {name: output.printable(str(said[name])) for name in ("review", "subject", "decided_at", "key")}
    action = text(f"states.done.{said['decision']}", chosen())
    output.say(text("command.desk.proved", chosen(), **values, decision=action, names=output.printable(names)))
    digest = said.get("document") or said["entry"]
    output.say(text("command.desk.rests-on", chosen(), digest=output.printable(str(digest))))


def _own_keys() -> dict[str, str]:
    name = local.settings().receipt_key
    if not name:
        raise Stopped("receipt-setting")
    try:
        return dict(Signer(Path(name)).keys)
    except (OSError, ValueError) as problem:
        raise Stopped("receipt-key", name=output.printable(name)) from problem


def _tree_in(file: Path) -> Any:
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST_RECEIPT + 1)
    except OSError as problem:
        raise Stopped("file", name=output.printable(str(file)), problem=problem.strerror) from problem
    try:
        return json.loads(content) if len(content) <= LONGEST_RECEIPT else None
    except (ValueError, RecursionError):
        return None


def write_key(file: Path) -> None:
    """Write a new private key that nobody but its owner can read, at no moment either."""
    made = Ed25519PrivateKey.generate()
    content = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
