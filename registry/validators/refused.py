"""The one error of a ruleset: why it cannot be used, in which of its files and where."""

from collections.abc import Mapping


class RulesetRefused(Exception):
    """A ruleset that cannot be used; the text of each code is `rules.ruleset.<code>` or `rules.unreadable.<code>`."""

    def __init__(
        self,
        code: str,
        values: Mapping[str, object] | None = None,
        *,
        file: str = "",
        line: int = 1,
        column: int = 1,
        pointer: str = "",
    ) -> None:
        super().__init__(code, file, line, column)
        self.code = code
        self.values = values or {}
        self.file = file
        self.line = line
        self.column = column
        self.pointer = pointer
