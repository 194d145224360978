"""`somana rules`: list the rules of a profile, explain one, or look a ruleset over."""

from collections.abc import Iterator, Mapping
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


@rules.command(help=help_of("rules-show", "somana rules show operation-without-summary --lang en"))
@click.argument("rule")
@language_option
@click.pass_obj
def show(wanted: tuple[str | None, Path | None], rule: str) -> None:
    """Explain a rule."""
    lines = _page(_asked(*wanted), rule, chosen())
    if lines is None:
        raise exits.Stopped("rule-unknown", name=printable(rule))
    for line in lines:
        output.say(printable(line))


@rules.command(help=help_of("rules-check", "somana rules check rules.yaml"))
@click.argument("ruleset", type=click.Path(path_type=Path))
@language_option
@click.pass_context
def check(context: click.Context, ruleset: Path) -> None:
    """Look a ruleset over."""
    from registry.cli.profiles import lines_of

    try:
        problems = import_module("registry.validators.rulesets.linting").lint_file(ruleset)
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


def _rows(profile: Any, language: Language) -> Iterator[dict[str, str]]:
    from registry.validators.rule_page import told

    described = _declared(profile)
    for rule in profile.outline.rules:
        name = rule.name
        title = told(name, "title", language) if name not in described else described[name].description or ""
        yield {"rule": name, "severity": str(rule.severity), "title": title.split("\n")[0]}


def _declared(profile: Any) -> Mapping[str, Any]:
    return profile.ruleset.rules if profile.ruleset is not None else {}


def _page(profile: Any, name: str, language: Language) -> list[str] | None:
    own = next((rule for rule in profile.rules if rule.name == name), None)
    if own is not None:
        return list(_page_of_own(own, language))
    severities = {rule.name: str(rule.severity) for rule in profile.outline.rules}
    if name not in severities:
        return None
    return list(_page_of_declared(_declared(profile)[name], severities[name], language))


def _page_of_own(rule: Any, language: Language) -> Iterator[str]:
    from registry.validators.rule_page import page_of

    page = page_of(rule, language)
    kinds = ", ".join(text(f"pages.rules.kind-{kind}", language) for kind in page.kinds)
    yield page.title
    yield f"{text(f'rules.severity.{page.severity}', language)} · {page.name} · {kinds}"
    for part, said in (("why", page.why), ("remedy", page.remedy)):
        yield from ("", text(f"pages.rules.{part}", language), f"  {said}")
    for part, code in (("wrong", page.wrong), ("right", page.right)):
        if code:
            yield from ("", text(f"pages.rules.{part}", language))
            yield from (f"  {line}" for line in code.rstrip("\n").split("\n"))
    if page.references:
        yield from ("", text("pages.rules.references", language), *(f"  - {one}" for one in page.references))


def _page_of_declared(rule: Any, severity: str, language: Language) -> Iterator[str]:
    yield f"{text(f'rules.severity.{severity}', language)} · {rule.name}"
    if rule.description:
        yield from ("", *rule.description.rstrip("\n").split("\n"))
    yield from ("", *(f"given: {given}" for given in rule.given))
    for then in rule.then:
        yield f"then:  {then.function}{f' ({then.field})' if then.field else ''}"
    if rule.documentation_url:
        yield from ("", rule.documentation_url)
