import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.errors import RegistryError
from registry.domain.imports import ImportRefused, Row
from registry.usecases.import_files import file_of

HEAD = "name_sw,owner,purpose_sw\n"
TEXT = HEAD + "Mfumo wa “malipo” – café,nida,Kulipa\n"


def rows(content: bytes) -> list[Row]:
    return list(file_of(content).rows())


def reason(content: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        rows(content)
    assert refused.value.sentence("sw")
    assert refused.value.sentence("en")
    return refused.value.reason


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "windows-1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_found_and_said(
    encoding: str, told: str, delimiter: str, end: str
) -> None:
    file = file_of(TEXT.replace(",", delimiter).replace("\n", end).encode(encoding))
    (row,) = file.rows()
    assert row.cells == {"name_sw": "Mfumo wa “malipo” – café", "owner": "nida", "purpose_sw": "Kulipa"}
    assert (row.line, file.taken_as()["encoding"]) == (2, told)


def test_quoted_cells_hold_delimiters_quotes_and_lines_and_the_line_is_where_the_row_begins() -> None:
    found = rows((HEAD + '"a,""b""\nc",nida,p\n\n,,\nd,nida,p\n').encode())
    assert [(row.line, row.cells["name_sw"]) for row in found] == [(2, 'a,"b"\nc'), (6, "d")]


def test_the_line_with_which_excel_names_the_delimiter_is_passed_over() -> None:
    assert len(rows(b"sep=;\n" + TEXT.replace(",", ";").encode())) == 1


def test_formulas_stay_text_and_our_own_guard_comes_off() -> None:
    (row,) = rows((HEAD + '"=HYPERLINK(""x"")",\'+255,p\n').encode())
    assert (row.cells["name_sw"], row.cells["owner"]) == ('=HYPERLINK("x")', "+255")


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "is-xlsx"),
        (archive("systems.csv"), "is-zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is-xls"),
        (b"%PDF-1.7", "is-pdf"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "too-large"),
        (HEAD.encode() + "é,n,p\n".encode() + "é,n,p\n".encode("cp1252"), "encoding-mixed"),
        (HEAD.encode() + b"\x81\xff,n,p\n", "encoding"),
        (b"\xff\xfea", "encoding"),
        (HEAD.encode() + b'"open,n,p\n' * 1, "quote-open"),
        (HEAD.encode() + b'"a"b,n,p\n', "quote-stray"),
        (HEAD.encode() + b"a" * 5_000_000, "cell-too-long"),
        (b"name_en," * 200 + b"owner\n", "too-many-columns"),
        (b"name_en,owner,owner\n", "column-twice"),
        (b'{"@graph": []}', "no-catalogue"),
        (b'{"@graph": ' + b"[" * 100_000, "json"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(content: bytes, expected: str) -> None:
    begun = time.monotonic()
    assert reason(content) == expected
    assert time.monotonic() - begun < 5


def test_cells_with_nul_or_decoded_twice_or_too_long_are_refused_row_by_row() -> None:
    twice = "Café".encode().decode("cp1252")
    found = rows((HEAD + f"a\0b,n,p\n{twice},n,p\n{'x' * 20_001},n,p\nd,n,p\n").encode())
    assert [row.error and row.error.errors[0].code for row in found] == ["nul", "mojibake", "maxLength", None]  # type: ignore[attr-defined]


def test_lines_of_json_have_the_columns_as_their_members_and_each_wrong_line_is_refused_alone() -> None:
    found = rows(
        b'{"name_en": "A", "owner": "nida", "channels": ["govesb:push", "direct:pull"], "acronym": null}\n'
        b"[1]\n"
        b'{"name_en": "A", "owner": 3}\n'
        b'{"name_en": "A", "ownr": "x"}\n'
        b'{"name_en": ' + b"[" * 50_000 + b"\n"
    )
    assert found[0].cells == {"name_en": "A", "owner": "nida", "channels": "govesb:push; direct:pull"}
    assert [row.error is None for row in found] == [True, False, False, False, False]
    assert [row.line for row in found] == [1, 2, 3, 4, 5]


@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda end: HEAD.encode() + end))
def test_whatever_is_sent_is_read_or_refused(content: bytes) -> None:
    try:
        found = rows(content)
    except RegistryError:
        return
    assert all(row.line >= 1 for row in found)
