import pytest

from registry.cli.exits import Stopped
from registry.cli.reference_files import told, tree_in
from registry.domain.errors import DocumentUnreadable, FieldsInvalid
from registry.validators.source import read


def test_what_is_written_is_what_is_read() -> None:
    row = {"key": "a", "names": {"sw": "A \x1b[31m", "en": "A"}, "code": None, "note": {}, "revision": 4, "links": {}}
    written = told("component", row)
    assert written.startswith("# revision 4\n")
    assert "\x1b" not in written
    assert list(read(written.encode()).data) == ["key", "names", "code", "note"]


def test_a_file_that_says_nothing_is_refused(tmp_path: object) -> None:
    path = f"{tmp_path}/x.yaml"
    for content, error in (
        (b"key: [", DocumentUnreadable),
        (b"names: {}", FieldsInvalid),
        (b"\xff", DocumentUnreadable),
    ):
        with open(path, "wb") as opened:  # noqa: PTH123 the name is what the command line gives
            opened.write(content)
        with pytest.raises(error):
            tree_in(path)
    with pytest.raises(Stopped):
        tree_in(f"{tmp_path}/none.yaml")
