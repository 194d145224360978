"""The one error of the reader: why and where reading stopped."""


class Unreadable(Exception):
    """A document that cannot be read; the text of each code is `rules.unreadable.<code>`."""

    def __init__(self, code: str, line: int = 1, column: int = 1, pointer: str = "", **values: object) -> None:
        super().__init__(code, line, column, pointer)
        self.code = code
        self.line = line
        self.column = column
        self.pointer = pointer
        self.values = values

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.code}"
