from registry.validators.schemas.budgets import budget_of
from registry.validators.view import View


def test_the_judgements_of_one_document_share_what_they_may_cost() -> None:
    view, other = View({}, {}), View({}, {})
    budget_of(view).left -= 5
    assert budget_of(view).left == budget_of(other).left - 5
