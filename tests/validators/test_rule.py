from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registry.validators import rules
from registry.validators.document import Document, document_of
from registry.validators.finding import Severity
from registry.validators.rule import Check, Defect, NotChecked, Rule, rule
from registry.validators.rules import every_rule
from registry.validators.rules.operation_without_summary import __doc__ as page_of_a_neighbour


def a_check(_document: Document) -> Iterator[Defect]:
    yield Defect("/info", {"name": "x"})


def check_of(module: str) -> Check:
    def check(_document: Document) -> Iterator[Defect]:
        yield Defect("")

    check.__module__ = module
    return check


def test_a_rule_is_named_for_the_module_of_its_check() -> None:
    made = rule(Severity.WARNING)(check_of("registry.validators.rules.operation_without_summary"))

    assert made.name == "operation-without-summary"
    assert made.page == page_of_a_neighbour


def test_every_module_of_rules_is_one_rule_of_its_name() -> None:
    files = Path(rules.__file__).parent.glob("[a-z]*.py")

    assert sorted(one.name for one in every_rule()) == sorted(path.stem.replace("_", "-") for path in files)


@pytest.mark.parametrize(
    ("decorator", "kinds"),
    [
        (rule(Severity.ERROR), {"openapi"}),
        (rule(Severity.ERROR, "schema"), {"schema"}),
        (rule(Severity.ERROR, "openapi", "schema"), {"openapi", "schema"}),
    ],
)
def test_a_rule_is_for_api_descriptions_unless_it_says_otherwise(
    decorator: Callable[[Check], Rule], kinds: set[str]
) -> None:
    assert decorator(a_check).kinds == kinds


def test_a_rule_keeps_its_severity_and_its_check() -> None:
    made = rule(Severity.INFO)(a_check)

    assert made.severity is Severity.INFO
    assert list(made.check(document_of({"openapi": "3.1.0"}))) == [Defect("/info", {"name": "x"})]


def test_a_module_without_a_page_has_an_empty_one() -> None:
    assert rule(Severity.INFO)(check_of(__name__)).page == (__doc__ or "")


def test_a_defect_needs_no_more_than_its_place() -> None:
    defect = Defect("/paths")

    assert (defect.values, defect.variant, defect.address) == ({}, "", "")


def test_what_is_not_checked_keeps_its_reason() -> None:
    reason = NotChecked("references-unusable")

    assert isinstance(reason, Exception)
    assert reason.reason == "references-unusable"
