"""`somana profile`: load, activate, retire, list, show and download the profiles that documents are checked against."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import rich_click as click

from registry.cli import output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.profiles_asked import Asked, Local, Remote, Tree
from registry.cli.wording import help_of, hint
from registry.domain.names import Reference
from registry.domain.profiles import profile_reference_of
from registry.messages import has_text, text
from registry.usecases.checking import unusable
from registry.validators.bundles import MAGIC, Bundle, unpacked
from registry.validators.limits import BUNDLE_BYTES
from registry.validators.rulesets.loading import keep_file
from registry.validators.rulesets.profile_folder import ProfileFolder, read_folder
from registry.validators.rulesets.refusal import RulesetRefused

DAY = click.DateTime(["%Y-%m-%d"])
GRACE = click.IntRange(0, 3650)


def _where(function: Any) -> Any:
    """Add `--as`, `--server` and `--lang` to a command."""
    function = language_option(function)
    function = click.option("--server", metavar="URL", envvar="SOMANA_SERVER", help=hint("server"))(function)
    return click.option("--as", "name", metavar="USER", help=hint("as"))(function)


@click.group(
    help=help_of(
        "profile",
        "somana profile load tz-interop.yaml --key tz-interop --version 1.0.0",
        "somana profile activate tz-interop@1.0.0 --binding 2027-01-01 --grace 90 --default",
        "somana profile download tz-interop --server https://somana.example",
    )
)
@language_option
def profile() -> None:
    """Do nothing: each command does its own."""


@profile.command(
    help=help_of(
        "profile-load",
        "somana profile load catalog_seed/profiles/tz-interop",
        "somana profile load rules/main.yaml --key tz-interop --version 1.0.0 --title-en Draft",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", metavar="KEY", help=hint("profile-key"))
@click.option("--version", metavar="N", help=hint("profile-version"))
@click.option("--title-sw", metavar="TEXT", help=hint("title-sw"))
@click.option("--title-en", metavar="TEXT", help=hint("title-en"))
@click.option("--binding", type=DAY, help=hint("binding"))
@click.option("--grace", type=GRACE, help=hint("grace"))
@output.format_option
@_where
def load(  # noqa: PLR0913 one parameter an option
    *,
    file: Path,
    key: str | None,
    version: str | None,
    title_sw: str | None,
    title_en: str | None,
    binding: datetime | None,
    grace: int | None,
    form: str,
    name: str | None,
    server: str | None,
) -> None:
    """Load a ruleset, with the files that it extends, as a draft; a folder says itself what else is asked for."""
    said = _folder_at(file) if file.is_dir() else ProfileFolder(file, "", "")
    for option, given in (("--key", key or said.key), ("--version", version or said.version)):
        if not given:
            raise Stopped("option-missing", option=option)
    title = {language: words for language, words in (("sw", title_sw), ("en", title_en)) if words}
    days = said.grace_days if grace is None else grace
    asked = Asked({**said.title, **title}, _day(binding) or said.binding_on, days)
    bundle = _bundle_in(said.ruleset)
    row = asyncio.run(_registry(server, name).load(key or said.key, version or said.version, bundle, asked))
    _tell("loaded", row, form)


@profile.command(help=help_of("profile-activate", "somana profile activate tz-interop@1.0.0 --grace 90 --default"))
@click.argument("reference", metavar="KEY@VERSION")
@click.option("--binding", type=DAY, help=hint("binding"))
@click.option("--grace", type=GRACE, help=hint("grace"))
@click.option("--default", "is_default", is_flag=True, help=hint("profile-default"))
@output.format_option
@_where
def activate(
    *,
    reference: str,
    binding: datetime | None,
    grace: int | None,
    is_default: bool,
    form: str,
    name: str | None,
    server: str | None,
) -> None:
    """Make a draft the active version."""
    order: Tree = {"action": "activate", "default": is_default}
    order |= {"binding_on": binding.date().isoformat()} if binding else {}
    order |= {"grace_days": grace} if grace is not None else {}
    row = asyncio.run(_registry(server, name).advance(*_version_of(reference), order))
    _tell("activated", row, form)


@profile.command(help=help_of("profile-retire", "somana profile retire tz-interop@1.0.0"))
@click.argument("reference", metavar="KEY@VERSION")
@output.format_option
@_where
def retire(*, reference: str, form: str, name: str | None, server: str | None) -> None:
    """Retire what is active."""
    row = asyncio.run(_registry(server, name).advance(*_version_of(reference), {"action": "retire"}))
    _tell("retired", row, form)


@profile.command(name="list", help=help_of("profile-list", "somana profile list --format json"))
@output.format_option
@_where
def list_all(*, form: str, name: str | None, server: str | None) -> None:
    """List every version of every profile."""
    rows = asyncio.run(_registry(server, name).list_all())
    if form == "json":
        output.as_json(rows)
        return
    for row in rows:
        output.say(_line(row))
    if not rows:
        output.tell(text("command.profile.none", chosen()))


@profile.command(help=help_of("profile-show", "somana profile show tz-interop", "somana profile show tz-interop@1.0.0"))
@click.argument("reference", metavar="KEY[@VERSION]")
@output.format_option
@_where
def show(*, reference: str, form: str, name: str | None, server: str | None) -> None:
    """Show a profile with its rules."""
    wanted = _reference(reference)
    row, rules = asyncio.run(_registry(server, name).show(wanted.entry, wanted.number or "active"))
    if form == "json":
        output.as_json({**row, "rules": rules})
        return
    output.say(_line(row))
    output.say(row["digest"])
    for rule in rules:
        output.say(f"{_word('rules.severity', rule['severity']):<9} {output.printable(rule['name'])}")


@profile.command(help=help_of("profile-download", "somana profile download tz-interop@1.0.0 --output rules.yaml"))
@click.argument("reference", metavar="KEY[@VERSION]")
@click.option("--output", "file", metavar="FILE|-", help=hint("profile-output"))
@_where
def download(*, reference: str, file: str | None, name: str | None, server: str | None) -> None:
    """Write the ruleset, or the archive of all its files, to a file."""
    wanted = _reference(reference)
    row, content = asyncio.run(_registry(server, name).download(wanted.entry, wanted.number or "active"))
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    suffix = "zip" if len(row["files"]) > 1 else "yaml"
    # What a server says of a name is not let into a path.
    path = Path(file) if file else Path(f"{wanted.entry}-{_safe(row['version'])}.{suffix}")
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise Stopped("file", name=output.printable(str(path)), problem=problem.strerror) from problem
    output.say(text("command.profile.written", chosen(), reference=_safe(row["reference"]), file=path))


def _registry(server: str | None, name: str | None) -> "Local | Remote":
    return Remote(server) if server else Local(name)


def _reference(words: str) -> Reference:
    reference = profile_reference_of(words)
    if reference is None:
        raise Stopped("profile", name=output.printable(words))
    return reference


def _version_of(words: str) -> tuple[str, str]:
    reference = _reference(words)
    if reference.number is None:
        raise Stopped("profile-version", name=output.printable(words))
    return reference.entry, reference.number


def _folder_at(folder: Path) -> ProfileFolder:
    """Return the profile that a folder holds."""
    with _reading(folder):
        return read_folder(folder)


def _bundle_in(file: Path) -> Bundle:
    """Return an archive as it is unpacked, or a ruleset with every file that it extends below its own folder."""
    with _reading(file):
        with file.open("rb") as opened:
            archive = opened.read(BUNDLE_BYTES + 1) if opened.peek().startswith(MAGIC) else None
        if archive is not None:
            return unpacked(archive)
        kept = keep_file(file)
        return Bundle(kept.name, kept.content, kept.files)


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    """Stop with what is wrong with the files of a profile."""
    try:
        yield
    except RulesetRefused as refused:
        raise unusable(refused) from refused
    except OSError as problem:
        name = output.printable(str(problem.filename or file))
        raise Stopped("file", name=name, problem=problem.strerror) from problem


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _safe(words: object) -> str:
    return "".join(letter if letter.isalnum() or letter in ".-+@" else "_" for letter in str(words))


def _word(area: str, word: str) -> str:
    """Return a word of ours as people say it, one that a server of another time sends as it is."""
    return text(f"{area}.{word}", chosen()) if has_text(f"{area}.{word}") else word


def _tell(done: str, row: Tree, form: str) -> None:
    if form == "json":
        output.as_json(row)
        return
    said = {"reference": row["reference"], "binding": row["binding_on"] or "–", "grace": row["grace_days"]}
    output.say(output.printable(text(f"command.profile.{done}", chosen(), **said, rules=row["rules"])))


def _line(row: Tree) -> str:
    facts: Sequence[str] = (
        row["reference"],
        _word("states.state", row["state"]),
        str(row["binding_on"] or "–"),
        text("command.profile.grace", chosen(), days=row["grace_days"]),
        *((text("command.profile.default", chosen()),) if row["default"] else ()),
        (row["title"] or {}).get(chosen(), ""),
    )
    return output.printable("  ".join(fact for fact in facts if fact))
