import re
from pathlib import Path

from registry.messages import table
from registry.validators.rule_card import GROUPS, cards_of
from registry.validators.rulesets.linting import lint_file
from registry.validators.rulesets.loading import from_file
from registry.validators.rulesets.profile_folder import read_folder
from registry.validators.rulesets.trying import untrue_examples
from registry.validators.profile import profile_from_file

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "write-a-ruleset.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```yaml (\S+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))


def test_the_profile_of_the_page_is_sound_and_says_everything(tmp_path: Path) -> None:
    for name, content in BLOCKS.items():
        (tmp_path / name).write_text(content, "utf-8")
    own = read_folder(tmp_path)
    assert own.reference == "tz-bills@1.0.0"
    assert lint_file(own.ruleset) == []
    assert list(untrue_examples(from_file(own.ruleset, None))) == []
    assert all(card.lacks == () for card in cards_of(profile_from_file(own.ruleset)))


def test_the_page_names_every_group_and_every_way_in_which_an_example_is_untrue() -> None:
    assert all(f"`{group}`" in PAGE for group in GROUPS)
    codes = {key.rpartition(".")[2] for key in table("en") if key.startswith("rulesets.") and ".example-" in key}
    assert codes == set(re.findall(r"`(example-[a-z-]+)`", PAGE))
