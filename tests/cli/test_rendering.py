from factories import document

from registry.cli.rendering import WIDTH, Rendering
from registry.validators.checking import check
from registry.validators.unreadable import Unreadable

CONTENT = document("1", title="a\x9b31m").replace(b"\\u009b", b"\xc2\x9b")


def test_nothing_from_a_document_or_a_file_name_steers_the_terminal() -> None:
    lines = list(Rendering("en", show_source=True).lines_of("a\x1b[2J.yaml", CONTENT, check(CONTENT)))
    assert not any("\x9b" in line or "\x1b[2J" in line for line in lines)
    assert any("a\N{REPLACEMENT CHARACTER}31m" in line for line in lines)


def test_of_a_document_on_one_line_only_the_part_round_the_finding_is_shown() -> None:
    content = b'{"a": "' + b"x" * 5_000 + b'", "b": nonsense}'
    refused = Unreadable("syntax", 1, 5_016, problem="-")
    shown = list(Rendering("en", show_source=True).lines_of("a.json", content, refused))[1]
    assert "nonsense" in shown
    assert len(shown) <= WIDTH + 20


def test_a_report_ends_with_its_summary() -> None:
    lines = list(Rendering("sw", show_source=False).lines_of("a.yaml", CONTENT, check(CONTENT)))
    assert lines[-1].startswith("a.yaml: ")
    assert "Alama" in lines[-1]
