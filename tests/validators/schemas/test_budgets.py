import pytest

from registry.validators.function import Fault
from registry.validators.rule import NotChecked
from registry.validators.schemas.budgets import budget_of, charged
from registry.validators.schemas.failures import Budget
from registry.validators.view import View


def test_the_judgements_of_one_document_share_what_they_may_cost() -> None:
    view, other = View({}, {}), View({}, {})
    budget_of(view).left -= 5
    assert budget_of(view).left == budget_of(other).left - 5


def test_words_cost_something_too() -> None:
    faults = charged([Fault("a" * 80)] * 3, Budget(25))
    assert [len(next(faults).message) for _ in range(2)] == [80, 80]
    with pytest.raises(NotChecked, match="too-large"):
        next(faults)
