"""What the page of a rule says in one language, wherever it is shown."""

import re
from typing import Final

from registry.frugal.patterns import late
from registry.frugal.values import value
from registry.messages import Language, has_text, text
from registry.validators.rule import Rule

_CODE: Final = late(r"```\w*\n(.*?)```", re.DOTALL)


@value
class RulePage:
    """A rule with everything that its page shows."""

    name: str
    severity: str
    kinds: tuple[str, ...]
    title: str
    why: str
    remedy: str
    wrong: str
    right: str
    references: tuple[str, ...]


def page_of(rule: Rule, language: Language) -> RulePage:
    """Return a rule as its page shows it; the examples come from the rule itself."""
    page = rule.page
    example = page.partition("## Example")[2].partition("## References")[0]
    codes = _CODE.findall(example)
    references = [line[2:].strip() for line in page.partition("## References")[2].splitlines() if line.startswith("- ")]
    return RulePage(
        name=rule.name,
        severity=rule.severity,
        kinds=tuple(sorted(rule.kinds)),
        title=told(rule.name, "title", language),
        why=told(rule.name, "why", language),
        remedy=told(rule.name, "remedy", language),
        wrong=codes[0] if codes else "",
        right=codes[1] if len(codes) > 1 else "",
        references=tuple(references),
    )


def told(rule: str, part: str, language: Language) -> str:
    """Return what the message table says of a rule; its name where a rule of another time is no longer there."""
    key = f"rules.{rule}.{part}"
    if has_text(key):
        return text(key, language)
    return rule if part == "title" else ""
