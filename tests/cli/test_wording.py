from registry.cli.wording import help_of, hint, summary_of
from registry.messages import text


def test_help_is_swahili_then_english_then_the_examples() -> None:
    first, second, examples = help_of("check", "somana check a.yaml").split("\n\n")
    assert (first, second) == (text("command.help.check", "sw"), text("command.help.check", "en"))
    assert examples.endswith("  $ somana check a.yaml")


def test_short_help_is_on_one_line() -> None:
    assert summary_of("check") == "Kagua nyaraka, bila mtandao · Check documents, offline"
    assert hint("lang") == "Lugha · Language"
