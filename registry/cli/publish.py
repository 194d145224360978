"""`somana publish`: hand in a document as a version of an api or a schema."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import rich_click as click

from registry.cli import exits, output
from registry.cli.formats import concise
from registry.cli.language import chosen, language_option
from registry.cli.outcome import Outcome
from registry.cli.wording import help_of, hint
from registry.domain.errors import DocumentTooLarge
from registry.domain.names import Reference, reference_of
from registry.domain.waivers import bare
from registry.messages import Language, text
from registry.validators import limits
from registry.validators.report import from_tree

OPEN = frozenset({"draft", "changes_requested"})
"""The states from which a version is submitted."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is handed in: the bytes, for which entry, under which number, and how far it is to go."""

    content: bytes
    target: Reference
    number: str | None
    submit: bool
    dry_run: bool


@click.command(
    help=help_of(
        "publish",
        "somana publish openapi.yaml --to gepg/bills --submit",
        "somana publish openapi.yaml --to gepg/bills --dry-run",
        "SOMANA_KEY=som_… somana publish person.json --to person-identity --server https://somana.example",
    )
)
@click.argument("file", metavar="FILE|-")
@click.option("--to", "target", required=True, metavar="SYSTEM/API|SCHEMA", help=hint("to"))
@click.option("--number", metavar="N", help=hint("number"))
@click.option("--submit", is_flag=True, help=hint("submit"))
@click.option("--dry-run", is_flag=True, help=hint("dry-run"))
@click.option("--as", "name", metavar="USER", help=hint("as"))
@click.option("--server", metavar="URL", envvar="SOMANA_SERVER", help=hint("server"))
@output.format_option
@language_option
def publish(
    *,
    file: str,
    target: str,
    number: str | None,
    submit: bool,
    dry_run: bool,
    name: str | None,
    server: str | None,
    form: str,
) -> None:
    """Hand in a document."""
    delivery = Delivery(_content_of(file), _target(target), number, submit, dry_run)
    outcome = _remote(server, delivery) if server else _local(delivery, name)
    if form == "json":
        output.as_json(outcome)
    else:
        for line in _lines(file, outcome, chosen()):
            output.say(line)
    sys.exit(exits.FINDINGS if _is_refused(delivery, outcome) else exits.CLEAN)


def _is_refused(delivery: Delivery, outcome: dict[str, Any]) -> bool:
    """Say whether a dry run found errors, or what was to be submitted was kept back by them."""
    if delivery.dry_run:
        return not is_fit(outcome)
    return delivery.submit and not is_fit(outcome) and outcome["version"]["status"] in OPEN


def _target(words: str) -> Reference:
    target = reference_of(words)
    if target is None or target.number is not None:
        raise exits.Stopped("target", target=output.printable(words))
    return target


def _content_of(file: str) -> bytes:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(limits.BYTES + 1)
        else:
            with Path(file).open("rb") as opened:
                content = opened.read(limits.BYTES + 1)
    except OSError as problem:
        raise exits.Stopped("file", name=output.printable(file), problem=problem.strerror) from problem
    if len(content) > limits.BYTES:
        raise DocumentTooLarge(limits.BYTES)
    return content


def _local(delivery: Delivery, name: str | None) -> dict[str, Any]:
    from registry.cli.delivering import delivered

    return asyncio.run(delivered(delivery, name))


def _remote(server: str, delivery: Delivery) -> dict[str, Any]:
    from registry.cli import remote

    media_type = "application/json" if delivery.content.lstrip()[:1] in {b"{", b"["} else "application/yaml"
    if delivery.dry_run:
        report = remote.post(server, "/api/v1/checks", delivery.content, media_type)
        return {"version": None, "created": False, "report": report, "overlap": []}
    remote.require_key()
    path = f"/api/v1/{'apis' if '/' in delivery.target.entry else 'schemas'}/{delivery.target.entry}/versions"
    query = f"?{urlencode({'number': delivery.number})}" if delivery.number else ""
    outcome: dict[str, Any] = remote.post(server, path + query, delivery.content, media_type)
    version = outcome["version"]
    if delivery.submit and version["status"] in OPEN and is_fit(outcome):
        order = f"{path}/{version['number']}/transitions"
        outcome["version"] = remote.post(server, order, b'{"action": "submit"}', "application/json")
    return outcome | {"overlap": remote.get(server, f"{path}/{version['number']}/overlap", {})}


def is_fit(outcome: dict[str, Any]) -> bool:
    """Say whether a document can be submitted: its errors are none, are all waived, or do not stop it yet."""
    report = outcome["report"]
    waived = report["result"] == "fail" and report.get("errors", {}).get("open") == 0
    return report["result"] == "pass" or waived or _binds_from(outcome) is not None


def _binds_from(outcome: dict[str, Any]) -> Any:
    return ((outcome["version"] or {}).get("report") or {}).get("binds_from")


def _lines(file: str, outcome: dict[str, Any], language: Language) -> Iterator[str]:
    report, version = from_tree(bare(outcome["report"])), outcome["version"]
    yield from concise.lines_of(Outcome(file, report), language)
    if version is None:
        yield text("command.publish.dry-run", language)
        return
    key = "kept" if outcome["created"] else "there-already"
    reference, status = output.printable(version["reference"]), output.printable(version["status"])
    yield text(f"command.publish.{key}", language, reference=reference, status=status)
    if day := _binds_from(outcome):
        yield text("command.publish.not-binding", language, day=output.printable(str(day)))
    yield from _overlap_lines(outcome["overlap"], version, language)


def _overlap_lines(overlap: list[dict[str, Any]], version: dict[str, Any], language: Language) -> Iterator[str]:
    """Yield what another institution publishes already, and where to compare."""
    for one in overlap[:1]:
        told = {name: output.printable(str(one[name])) for name in ("shared", "of", "reference")}
        institution = output.printable(str(one["institution"]["acronym"]))
        yield text("overlap.command.line", language, **told, institution=institution)
        yield text("overlap.command.see", language, address=output.printable(str(version["links"]["page"])))
