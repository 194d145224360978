"""Read the rows of a file that is to be imported: which encoding and which form it has is found, and said."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from registry.domain.csv_cells import unguarded
from registry.domain.errors import FieldError, FieldsInvalid, RegistryError
from registry.domain.imports import ImportRefused, Row, RowKind
from registry.usecases import import_bodies, import_catalogues
from registry.usecases.import_columns import column_of, columns_of, require_kind
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

LARGEST: Final = 10 * 1024 * 1024
LONGEST_CELL: Final = 20_000
MOST_COLUMNS: Final = 100
_MAGIC: Final = (
    (b"PK\x03\x04", "is-zip"),
    (b"\xd0\xcf\x11\xe0", "is-xls"),
    (b"%PDF", "is-pdf"),
    (b"\x1f\x8b", "is-zip"),
)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
_MOJIBAKE: Final = ("Ã", "Â", "â€")
_GLANCE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class File:
    """A file whose text was read: how it was written, and how its rows are told apart."""

    text: str
    encoding: str
    form: str
    delimiter: str = ""

    def rows(self) -> Iterator[Row]:
        """Yield the rows; raise `ImportRefused` where reading cannot go on."""
        if self.form == "csv":
            return _csv_rows(self)
        return _json_rows(self.text) if self.form == "ndjson" else import_catalogues.rows_of(self.text)

    def taken_as(self) -> dict[str, str]:
        """Return what the file was taken to be."""
        told = {"encoding": self.encoding, "form": self.form}
        return {**told, "delimiter": _DELIMITERS[self.delimiter]} if self.delimiter else told


def file_of(content: bytes) -> File:
    """Return what a file is; raise `ImportRefused` where it is nothing that can be imported."""
    if len(content) > LARGEST:
        raise ImportRefused("too-large", 1)
    for start, reason in _MAGIC:
        if content.startswith(start):
            raise ImportRefused("is-xlsx" if b"[Content_Types].xml" in content[:_GLANCE] else reason, 1)
    text, encoding = _decoded(content)
    if not text.strip():
        raise ImportRefused("empty", 1)
    if text.lstrip()[0] in "{[":
        return File(text, encoding, "dcat" if _is_catalogue(text) else "ndjson")
    return File(text, encoding, "csv", _delimiter_of(text))


def _decoded(content: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), _without_mark(content))
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise ImportRefused("encoding", 1, encoding) from error
        return _of_windows(content, error)
    return text.removeprefix("\ufeff"), encoding.removesuffix("-sig")


def _without_mark(content: bytes) -> str:
    head = content[:400]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 3 else "utf-8"


def _of_windows(content: bytes, first: UnicodeDecodeError) -> tuple[str, str]:
    line = content.count(b"\n", 0, first.start) + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ImportRefused("encoding", line, "windows-1252") from error
    if any(sign in text for sign in _MOJIBAKE):
        # Some of it reads well as UTF-8 and some of it does not: whoever wrote it must say what was meant.
        raise ImportRefused("encoding-mixed", line)
    return text, "windows-1252"


def _is_catalogue(text: str) -> bool:
    return any(sign in text[:_GLANCE] for sign in ('"@graph"', '"@context"', '"@type"'))


def _delimiter_of(text: str) -> str:
    head = text.lstrip().partition("\n")[0][:_GLANCE]
    if head.casefold().startswith("sep=") and head[4:5] in _DELIMITERS:
        return head[4]
    fits = {sign: sum(column_of(cell.strip(' "\r')) is not None for cell in head.split(sign)) for sign in _DELIMITERS}
    return max(fits, key=lambda sign: (fits[sign], head.count(sign)))


def _csv_rows(file: File) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(file.text, newline=""), delimiter=file.delimiter, strict=True)
    columns: tuple[str, ...] = ()
    kind = RowKind.SYSTEM
    for line, cells in _records(reader):
        if not any(cell.strip() for cell in cells) or (not columns and cells[0].casefold().startswith("sep=")):
            continue
        if not columns:
            if len(cells) > MOST_COLUMNS:
                raise ImportRefused("too-many-columns", line)
            columns = columns_of(_without_empty_end(cells), line)
            kind = require_kind(columns, line)
        else:
            yield _row(line, kind, columns, cells)
    if not columns:
        raise ImportRefused("empty", 1)


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    line = 1
    try:
        for cells in reader:
            yield line, cells or [""]
            line = reader.line_num + 1
    except csv.Error as error:
        said = str(error)
        reason = "cell-too-long" if "larger than" in said else "quote-open" if "end of data" in said else "quote-stray"
        raise ImportRefused(reason, line) from error


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _row(line: int, kind: RowKind, columns: tuple[str, ...], cells: list[str]) -> Row:
    if len(_without_empty_end(cells)) > len(columns):
        return Row(line, kind, {}, FieldsInvalid((FieldError("/", "too-many-cells", {"limit": len(columns)}),)))
    # A line that ends within a cell ends as the program that wrote the file ends lines.
    plain = ("\n".join(cell.strip().replace("\r\n", "\n").split("\r")) for cell in cells)
    filled = {name: unguarded(cell) for name, cell in zip(columns, plain, strict=False) if cell}
    return Row(line, kind, filled, fault_of(filled))


def fault_of(cells: Mapping[str, str]) -> RegistryError | None:
    """Return what is wrong with cells before anybody asks what they say: too long, NUL, or decoded twice."""
    errors = [
        FieldError(f"/{name}", code, {"limit": LONGEST_CELL}) for name, cell in cells.items() if (code := _odd(cell))
    ]
    return FieldsInvalid(tuple(errors)) if errors else None


def _odd(cell: str) -> str | None:
    if len(cell) > LONGEST_CELL:
        return "maxLength"
    if "\0" in cell:
        return "nul"
    return "mojibake" if any(sign in cell for sign in _MOJIBAKE) and _is_twice_decoded(cell) else None


def _is_twice_decoded(cell: str) -> bool:
    try:
        return cell.encode("cp1252").decode("utf-8") != cell
    except UnicodeError:
        return False


def _json_rows(text: str) -> Iterator[Row]:
    for line, said in enumerate(text.split("\n"), 1):
        if said.strip():
            yield _json_row(line, said.strip())


def _json_row(line: int, said: str) -> Row:
    try:
        tree = _object_of(said)
        if import_bodies.is_body(tree):
            return import_bodies.row_of(line, tree)
        cells = dict(_cell(name, value) for name, value in tree.items() if value not in (None, "", []))
        columns = columns_of(list(cells), line)
    except Unreadable as error:
        return Row(line, RowKind.SYSTEM, {}, ImportRefused("json", line, error.code))
    except RegistryError as error:
        return Row(line, RowKind.SYSTEM, {}, error)
    filled = dict(zip(columns, cells.values(), strict=True))
    return Row(line, require_kind(columns, line), filled, fault_of(filled))


def _object_of(said: str) -> dict[str, Any]:
    if not said.startswith("{"):
        raise Unreadable("not-object")
    tree: dict[str, Any] = read(said.encode()).data
    return tree


def _cell(name: str, value: Any) -> tuple[str, str]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return name, "; ".join(value)
    if not isinstance(value, str):
        raise FieldsInvalid((FieldError(f"/{name[:60]}", "type", {"limit": "string"}),))
    return name, value.strip()
