"""What an import answers of a file and of each of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from registry.domain.errors import FieldsInvalid, Invalid, RegistryError
from registry.messages import Language, text


class Result(StrEnum):
    """What became of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class RowKind(StrEnum):
    """What a row describes."""

    INSTITUTION = "institution"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: the line on which it begins, and its filled cells by the names of our columns."""

    line: int
    kind: RowKind
    cells: Mapping[str, str]
    error: RegistryError | None = None
    """What kept the row from being read."""
    tree: Mapping[str, Any] | None = None
    """What it says in the shape in which an entry is sent, where it came so."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row, and what is still missing or was left as somebody wrote it."""

    line: int
    kind: RowKind
    result: Result
    key: str = ""
    fields: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    error: RegistryError | None = None

    @classmethod
    def of_refused(cls, row: Row, error: RegistryError | None) -> "Outcome":
        """Return that a row was refused, and why."""
        return cls(row.line, row.kind, Result.REFUSED, row.cells.get("key", "")[:64], error=error)

    @classmethod
    def of_stored(
        cls, row: Row, key: str, fields: Iterable[str], kept: Iterable[str], missing: tuple[str, ...] = ()
    ) -> "Outcome":
        """Return what a row did to an entry that was there: the fields that it changed, and those that were kept."""
        told = tuple(sorted(fields))
        result = Result.CHANGED if told else Result.UNCHANGED
        return cls(row.line, row.kind, result, key, told, tuple(sorted(kept)), missing)

    def tree(self, language: Language) -> dict[str, Any]:
        """Return the outcome as plain values, its reasons in one language."""
        lists = {"fields": list(self.fields), "kept": list(self.kept), "missing": list(self.missing)}
        return {
            "line": self.line,
            "kind": self.kind.value,
            "result": self.result.value,
            "key": self.key,
            **lists,
            "errors": reasons_of(self.error, language),
        }


def reasons_of(error: RegistryError | None, language: Language) -> list[dict[str, str]]:
    """Return each reason of a refusal: the field, the code, and the sentence in one language."""
    if error is None:
        return []
    if isinstance(error, FieldsInvalid):
        return [
            {"field": one.pointer.removeprefix("/"), "code": one.code, "detail": one.sentence(language)}
            for one in error.errors
        ]
    return [{"field": "", "code": error.code, "detail": error.sentence(language)}]


@dataclass(eq=False)
class ImportRefused(Invalid):
    """A file cannot be imported as a whole, and nothing of it was."""

    code: ClassVar[str] = "import-refused"

    reason: str
    line: int
    name: str = ""

    def values(self) -> dict[str, object]:
        """Return the reason, the line, and the name that is meant, where there is one."""
        return {"reason": self.reason, "line": self.line, "column": 1, "pointer": "", "name": self.name}

    def sentence(self, language: Language) -> str:
        """Say what is wrong with the file, and on which line."""
        return text(f"imports.refused.{self.reason}", language, line=self.line, name=self.name)
