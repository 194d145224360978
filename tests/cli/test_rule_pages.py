from pathlib import Path

from cards import SECURITY, written_to

from registry.cli.rule_pages import rule_pages


def test_a_rule_in_python_says_its_group_what_it_rests_on_and_why_it_is_so_grave() -> None:
    page = rule_pages(Path("none"))["rules/server-without-https.md"]
    assert "Group *Security*; proposed, resting on rfc-9110, rfc-9325. A warning: " in page
    assert "- Ni onyo: " in page.partition("## Kwa Kiswahili")[2]


def test_a_profile_that_comes_with_somana_has_its_rules_by_group(tmp_path: Path) -> None:
    page = rule_pages(written_to(tmp_path).parent)["profiles/demo.md"]
    assert page.startswith("# demo@1.2.0\n\nWasifu wa mfano · A demonstration\n\n## Waraka · Document\n")
    assert (
        "| `server-over-http` | error | Anwani za seva zinaanza na https. | Server addresses begin with https. "
        "| proposed, resting on rfc-9110, rfc-9325, 3 |"
    ) in page
    assert "| demanded by demo-standard, 4.2 |" in page


def test_what_a_rule_says_cannot_break_its_table(tmp_path: Path) -> None:
    odd = SECURITY.replace("description: Server addresses begin with https.", r'description: "a | b\nc"')
    page = rule_pages(written_to(tmp_path, security=odd).parent)["profiles/demo.md"]
    assert r"| a \| b c |" in page
