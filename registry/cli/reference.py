"""What the reference pages say, taken from the code itself."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import rich_click as click

from registry import settings
from registry.cli.exits import status_of as exit_of
from registry.domain import errors
from registry.domain.lifecycle import TRANSITIONS
from registry.http.status import status_of
from registry.messages import Language, text
from registry.validators.rules import every_rule

LANGUAGE_NAMES: dict[Language, str] = {"sw": "Kiswahili", "en": "English"}


def pages() -> dict[str, str]:
    """Return every reference page by its path below `docs/reference`."""
    return {
        "problems.md": _problems(),
        "lifecycle.md": _lifecycle(),
        "settings.md": _settings(),
        "commands.md": _commands(),
        "rules/README.md": _rules(),
        **{f"rules/{rule.name}.md": _rule_page(rule.name, rule.page) for rule in every_rule()},
    }


def stale(folder: Path) -> list[str]:
    """Return the names of the pages in a folder that are missing, left over or different."""
    made = pages()
    there = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def every_error() -> list[type[errors.RegistryError]]:
    """Return every error that a caller can cause, by code."""
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


def _settings() -> str:
    lines = ["# Settings", "", "Read from the environment when the process starts.", ""]
    lines += ["| variable | meaning | default |", "|---|---|---|"]
    defaults = settings.Settings()
    for name, meaning in _documented(settings.Settings):
        default = getattr(defaults, name)
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
    from registry.cli import somana

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


def _rules() -> str:
    lines = ["# Rules", "", "| rule | severity | Kiswahili | English |", "|---|---|---|---|"]
    for rule in every_rule():
        titles = " | ".join(text(f"rules.{rule.name}.title", language) for language in ("sw", "en"))
        lines += [f"| [{rule.name}]({rule.name}.md) | {rule.severity} | {titles} |"]
    return "\n".join(lines) + "\n"


def _rule_page(name: str, page: str) -> str:
    head, _, rest = page.strip().partition("\n")
    swahili = "\n".join(f"- {text(f'rules.{name}.{part}', 'sw')}" for part in ("title", "why", "remedy"))
    return f"# {name}\n\n{head}\n{rest}\n\n## Kwa Kiswahili\n{swahili}\n"
