"""`somana rules`: list the rules of a profile, explain one, or look a ruleset over."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import rich_click as click

from registry.cli import exits, output
from registry.cli.language import chosen, language_option
from registry.cli.output import printable
from registry.cli.wording import help_of, hint
from registry.messages import Language, text

LEVELS = ("error", "warning", "info", "hint")


@click.group(
    invoke_without_command=True,
    help=help_of(
        "rules", "somana rules", "somana rules show operation-without-summary", "somana rules check rules.yaml"
    ),
)
@click.option("--profile", metavar="KEY[@VERSION]", help=hint("profile"))
@click.option("--ruleset", type=click.Path(path_type=Path), metavar="FILE", help=hint("ruleset-rules"))
@output.format_option
@language_option
@click.pass_context
def rules(context: click.Context, profile: str | None, ruleset: Path | None, form: str) -> None:
    """List the rules, unless a command of the group is called."""
    context.obj = (profile, ruleset)
    if context.invoked_subcommand is not None:
        return
    asked = _asked(profile, ruleset)
    rows = sorted(_rows(asked, chosen()), key=lambda row: (LEVELS.index(row["severity"]), row["rule"]))
    if form == "json":
        output.as_json({"version": 1, "profile": asked.reference, "rules": rows})
        return
    widest = max((len(printable(row["rule"])) for row in rows), default=0)
    for row in rows:
        severity = text(f"rules.severity.{row['severity']}", chosen())
        output.say(f"{severity:<9} {printable(row['rule']):<{widest}}  {printable(row['title'])}".rstrip())


@rules.command(
    help=help_of(
        "rules-show",
        "somana rules show operation-without-summary --lang en",
        "somana rules show server-without-tls --profile tz-interop",
    )
)
@click.argument("rule")
@click.option("--profile", metavar="KEY[@VERSION]", help=hint("profile"))
@click.option("--ruleset", type=click.Path(path_type=Path), metavar="FILE", help=hint("ruleset-rules"))
@language_option
@click.pass_obj
def show(wanted: tuple[str | None, Path | None], rule: str, profile: str | None, ruleset: Path | None) -> None:
    """Explain a rule."""
    from registry.cli.rule_lines import lines_of

    own = (profile, ruleset)
    card = next((card for card in _cards(_asked(*(own if any(own) else wanted))) if card.name == rule), None)
    if card is None:
        raise exits.Stopped("rule-unknown", name=printable(rule))
    for line in lines_of(card, chosen()):
        output.say(printable(line))


@rules.command(help=help_of("rules-check", "somana rules check rules.yaml"))
@click.argument("ruleset", type=click.Path(path_type=Path))
@language_option
@click.pass_context
def check(context: click.Context, ruleset: Path) -> None:
    """Look a ruleset over, and try the examples of its rules."""
    from registry.cli.profiles import lines_of

    try:
        problems = import_module("registry.validators.rulesets.linting").lint_file(ruleset)
        problems += import_module("registry.cli.rules_tried").problems_in(ruleset)
    except OSError as unread:
        why = unread.strerror or type(unread).__name__
        raise exits.Stopped("ruleset-unread", file=printable(str(ruleset)), problem=why) from unread
    for line in lines_of(problems):
        output.say(line)
    context.exit(exits.FINDINGS if problems else exits.CLEAN)


def _asked(name: str | None, ruleset: Path | None) -> Any:
    """Load the profile that is asked for: only now, so that the page of help does not wait for the engine."""
    profiles = import_module("registry.cli.profiles")
    return profiles.chosen(name, ruleset) or import_module("registry.validators.profile").built_in()


def _cards(profile: Any) -> Sequence[Any]:
    cards: Sequence[Any] = import_module("registry.validators.rule_card").cards_of(profile)
    return cards


def _rows(profile: Any, language: Language) -> Iterator[dict[str, str]]:
    from registry.cli.rule_lines import in_words

    for card in _cards(profile):
        title = in_words(card.title, language).split("\n")[0]
        yield {"rule": card.name, "severity": str(card.severity), "title": title, "group": card.group or "other"}
