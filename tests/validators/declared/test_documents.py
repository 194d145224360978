from collections.abc import Mapping

import pytest

from registry.validators.declared.documents import Documents
from registry.validators.files import FileRefused, ReadFile
from registry.validators.source import read

MAIN = b"""
openapi: 3.1.0
paths:
  /bills:
    $ref: parts/paths.yaml#/bills
components:
  schemas:
    Bill: {$ref: 'parts/schemas.yaml#/Bill'}
    Own: {$ref: 'api.yaml#/components/schemas/Bill'}
"""
PARTS = {
    "parts/paths.yaml": b"bills: {get: {responses: {'200': {$ref: '#/ok'}}}}\nok: {description: Bills}\n",
    "parts/schemas.yaml": b"""
Bill:
  type: object
  properties: {payer: {$ref: '../api.yaml#/components/schemas/Bill'}}
""",
}


def reader(files: Mapping[str, bytes], asked: list[str] | None = None) -> ReadFile:
    def read_file(name: str) -> bytes:
        if asked is not None:
            asked.append(name)
        if name not in files:
            raise FileRefused(f"{name} is not there")
        return files[name]

    return read_file


def documents(content: bytes = MAIN, files: Mapping[str, bytes] = PARTS) -> Documents:
    return Documents(read(content), "api.yaml", reader(files))


def test_what_another_file_says_stands_in_the_place_of_the_reference() -> None:
    tree = documents().resolution.tree

    assert tree["paths"]["/bills"]["get"]["responses"]["200"] == {"description": "Bills"}
    assert tree["components"]["schemas"]["Bill"]["type"] == "object"


def test_a_reference_to_the_file_itself_is_one_to_a_place_of_it() -> None:
    tree = documents().resolution.tree

    assert tree["components"]["schemas"]["Own"] is tree["components"]["schemas"]["Bill"]


def test_a_circle_through_files_is_left_open() -> None:
    bill = documents().resolution.tree["components"]["schemas"]["Bill"]

    assert bill["properties"]["payer"] == {"$ref": "../api.yaml#/components/schemas/Bill"}


def test_each_file_is_read_once() -> None:
    asked: list[str] = []
    content = b"a: {$ref: 'x.yaml#/a'}\nb: {$ref: 'x.yaml#/b'}\n"

    Documents(read(content), "api.yaml", reader({"x.yaml": b"a: {c: 1}\nb: {c: 2}\n"}, asked))

    assert asked == ["x.yaml"]


def test_without_a_reader_nothing_outside_is_looked_for() -> None:
    alone = Documents(read(MAIN))

    assert alone.resolution.tree["paths"]["/bills"] == {"$ref": "parts/paths.yaml#/bills"}
    assert [reference for _, reference in alone.resolution.external][:1] == ["parts/paths.yaml#/bills"]


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("https://example.org/a.yaml#/a", "only files of the same folder"),
        ("//host/a.yaml", "only files of the same folder"),
        ("/etc/passwd", "only files of the same folder"),
        ("file:///etc/passwd", "only files of the same folder"),
        ("\\\\host\\share", "only files of the same folder"),
        ("missing.yaml#/a", "missing.yaml is not there"),
        ("x.yaml#/nowhere", "'#/nowhere' does not exist @ 'x.yaml'"),
        ("bad.yaml#/a", "bad.yaml cannot be read (syntax)"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_stays_a_reference(reference: str, said: str) -> None:
    content = f"a: {{$ref: '{reference}'}}\n".encode()
    files = {"x.yaml": b"a: 1\n", "bad.yaml": b"a: [\n"}

    resolution = documents(content, files).resolution

    assert resolution.tree["a"] == {"$ref": reference}
    assert [problem.path for problem in resolution.problems] == [("a",)]
    assert said in resolution.problems[0].message


def test_there_is_an_end_to_how_many_files_are_read() -> None:
    files = {f"{number}.yaml": f"a: {{$ref: '{number + 1}.yaml#/a'}}\n".encode() for number in range(300)}

    assert len(documents(b"a: {$ref: '0.yaml#/a'}\n", files).sources) < 30
    wide = "".join(f"a{number}: {{$ref: '{number}.yaml#/a'}}\n" for number in range(300)).encode()
    assert len(documents(wide, dict.fromkeys(files, b"a: 1\n")).sources) < 250
