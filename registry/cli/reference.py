"""What the reference pages say, taken from the code itself."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

import rich_click as click

from registry import settings
from registry.cli.exits import status_of as exit_of
from registry.cli.rule_pages import rule_pages
from registry.domain import errors
from registry.domain.lifecycle import TRANSITIONS
from registry.domain.profiles import STEPS
from registry.http.metrics import METRICS
from registry.http.status import status_of
from registry.messages import Language, text

_ABOUT_PROFILES = """At most one version of a key is active: activating one retires the one that was. An activation
sets the day from which the profile binds and the days of grace after it. Before that day the errors of its rules are
shown and stop no submission; from it on they do. The days of grace are for what was already published. What was active
keeps its bytes for good, and what is retired never comes back; a draft may be replaced.

A document is checked against the profile that is asked for, else the active one that is marked as default, else
`somana-core`, which comes with Somana. `?profile=KEY` is the active version of a key, `?profile=KEY@VERSION` that
version in any state, so that a draft can be tried.

The digest of a profile is the SHA-256 over the names and bytes of its files, the same on every machine. A report is
known by the digest of its document, the digest of its profile and the engine, and is made once."""
_ABOUT_METRICS = """`GET /metrics` shows these figures in the text format of Prometheus (0.0.4). Only machines in the
networks of `REGISTRY_METRICS_READERS` may read them; to anybody else there is nothing at that address, nor to what a
proxy passes on that is not named in `REGISTRY_TRUSTED_PROXIES`. With several processes each shows its own. The pool
`known` checks for those with an account, `strangers` for everybody else. No figure holds a name, a document or a
secret."""

LANGUAGE_NAMES: dict[Language, str] = {"sw": "Kiswahili", "en": "English"}


BY_HAND: Final = frozenset({"corpus-judgement.md", "corpus.md", "spectral-differences.md"})
"""The pages that are written by hand, since no code says what is in them."""


def pages() -> dict[str, str]:
    """Return every reference page by its path below `docs/reference`."""
    return {
        "problems.md": _problems(),
        "lifecycle.md": _lifecycle(),
        "settings.md": _settings(),
        "profiles.md": _profiles(),
        "metrics.md": _metrics(),
        "commands.md": _commands(),
        **rule_pages(),
    }


def stale(folder: Path) -> list[str]:
    """Return the names of the pages in a folder that are missing, left over or different."""
    made = pages()
    there = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    there = {name: text for name, text in there.items() if name not in BY_HAND}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


MODULES_OF_ERRORS: Final = ("registry.domain.imports", "registry.domain.past_errors", "registry.domain.review_errors")
"""Where errors are beside `registry.domain.errors`: a class is known when its module is imported."""


def every_error() -> list[type[errors.RegistryError]]:
    """Return every error that a caller can cause, by code."""
    for module in MODULES_OF_ERRORS:
        import_module(module)
    found, waiting = [], [errors.RegistryError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return sorted(found, key=lambda kind: kind.code)


def _problems() -> str:
    lines = [
        "# Problems",
        "",
        "Every error of the API is a problem (RFC 9457); its `code` is stable and is the end of its `type`.",
        "The command reports the same errors in one sentence, with the exit status of the family.",
        "",
    ]
    for kind in every_error():
        example = kind.__new__(kind)
        lines += [f"## {kind.code}", "", f"HTTP {status_of(example)}, exit {exit_of(example)}.", ""]
        for language, name in LANGUAGE_NAMES.items():
            title, detail = (f"errors.{kind.code}.{part}" for part in ("title", "detail"))
            lines += [f"- {name}: **{text(title, language)}.** {text(detail, language)}"]
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _lifecycle() -> str:
    lines = ["# The life of a version", "", "```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {row.source} --> {row.target}: {row.action}" for row in TRANSITIONS]
    lines += ["```", "", "| from | action | to | by | reason |", "|---|---|---|---|---|"]
    for row in TRANSITIONS:
        reason = "needed" if row.reason_required else ""
        lines += [f"| {row.source} | `{row.action}` | {row.target} | {row.party} | {reason} |"]
    lines += ["", "A draft can be deleted; nothing else ever is."]
    return "\n".join(lines) + "\n"


def _profiles() -> str:
    lines = ["# The life of a profile", "", "```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {row.source} --> {row.target}: {row.action}" for row in STEPS]
    lines += ["```", "", "| from | action | to | by |", "|---|---|---|---|"]
    lines += [f"| {row.source} | `{row.action}` | {row.target} | {row.role} |" for row in STEPS]
    lines += ["", _ABOUT_PROFILES]
    return "\n".join(lines) + "\n"


def _metrics() -> str:
    lines = ["# Metrics", "", _ABOUT_METRICS, "", "| name | kind | labels | says |", "|---|---|---|---|"]
    for metric in METRICS:
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        lines += [f"| `{metric.name}` | {metric.kind} | {labels} | {metric.said} |"]
    return "\n".join(lines) + "\n"


def _settings() -> str:
    lines = ["# Settings", "", "Read from the environment when the process starts.", ""]
    lines += ["| variable | meaning | default |", "|---|---|---|"]
    defaults = settings.Settings()
    for name, meaning in _documented(settings.Settings):
        value = getattr(defaults, name)
        default = ",".join(value) if isinstance(value, tuple) else value
        lines += [f"| `REGISTRY_{name.upper()}` | {meaning} | `{default or '-'}` |"]
    return "\n".join(lines) + "\n"


def _documented(kind: type) -> Iterator[tuple[str, str]]:
    """Yield the fields of a class with the strings that stand below them."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 the source of a class is a class
    name = ""
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and name:
            yield name, str(statement.value.value)
            name = ""


def _commands() -> str:
    from registry.cli.commands import somana

    lines = ["# Commands", "", "`somana COMMAND --help` says the same in the terminal.", ""]
    context = click.Context(somana, info_name="somana")
    for name in somana.list_commands(context):
        _, command, _ = somana.resolve_command(context, [name])
        if command is not None:
            lines += _command_lines(command, context, f"somana {name}")
    return "\n".join(lines).rstrip() + "\n"


def _command_lines(command: click.Command, parent: click.Context, name: str) -> list[str]:
    context = click.Context(command, info_name=command.name, parent=parent)
    lines = [f"## {name}", "", (command.help or "").replace("\b\n", ""), ""]
    described = [one for one in command.get_params(context) if one.name != "help"]
    options = [record for one in described if (record := one.get_help_record(context))]
    if options:
        lines += ["| option | |", "|---|---|"]
        lines += [f"| `{option.replace('|', '/')}` | {meaning.replace('|', '/')} |" for option, meaning in options]
        lines += [""]
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            lines += _command_lines(inner, context, f"{name} {inner.name}")
    return lines
