import pytest

from registry.messages import LANGUAGES, Language
from registry.validators.rule import Rule
from registry.validators.rule_page import page_of, told
from registry.validators.rules import every_rule


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_every_rule_says_what_it_asks_why_and_how_in_both_languages(rule: Rule, language: Language) -> None:
    page = page_of(rule, language)
    assert (page.name, page.severity) == (rule.name, str(rule.severity))
    assert page.kinds == tuple(sorted(rule.kinds))
    assert all((page.title, page.why, page.remedy, page.wrong, page.right, page.references))
    assert page.wrong != page.right


def test_a_rule_of_another_time_is_called_by_its_name() -> None:
    assert told("gone-since", "title", "en") == "gone-since"
    assert told("gone-since", "why", "en") == ""
