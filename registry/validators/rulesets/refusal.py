"""What is wrong with a ruleset, and where: the error that refuses one."""

from collections.abc import Mapping
from typing import Any

from registry.frugal.values import field, fields_of, record, value
from registry.messages import LANGUAGES, Language, text
from registry.validators.rulesets.ruleset import ERROR


@value
class Problem:
    """One thing wrong in one place of one file; its text is `rulesets.problem.<code>`, or the reader's.

    The severity is `ERROR` where the ruleset cannot be used for it, and milder where it only surprises.
    """

    code: str
    file: str
    pointer: str
    line: int
    column: int
    rule: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    severity: int = ERROR

    def sentence(self, language: Language) -> str:
        """Say what is wrong and what was expected."""
        area = "rules" if self.code.startswith("unreadable.") else "rulesets.problem"
        return text(f"{area}.{self.code}", language, **self.values)

    def told(self) -> dict[str, Any]:
        """Return what programs and people are told of the problem, its sentence in each language."""
        return {
            "reason": self.code,
            "file": self.file,
            "rule": self.rule,
            "pointer": self.pointer,
            "line": self.line,
            "column": self.column,
            "message": {language: self.sentence(language) for language in LANGUAGES},
        }

    def __str__(self) -> str:
        rule = f"{self.rule}: " if self.rule is not None else ""
        return f"{self.file}:{self.line}:{self.column}: {rule}{self.sentence('en')}"


@record
class RulesetRefused(Exception):
    """A ruleset that cannot be used, with all that is wrong with it."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def refused(code: str, values: Mapping[str, object] | None = None, file: str = "ruleset") -> RulesetRefused:
    """Return the refusal of a ruleset as a whole, for one reason."""
    return RulesetRefused((Problem(code, file, "", 1, 1, values=values or {}),))


def problem_tree(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain values."""
    return fields_of(problem)


def problem_of(tree: Mapping[str, Any]) -> Problem:
    """Read a problem back from its tree."""
    return Problem(**tree)
