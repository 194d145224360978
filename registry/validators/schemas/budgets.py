"""How much all judgements of one document together may cost."""

from weakref import WeakKeyDictionary

from registry.validators.schemas.failures import Budget
from registry.validators.view import View

_budgets: WeakKeyDictionary[View, Budget] = WeakKeyDictionary()


def budget_of(view: View) -> Budget:
    """Return what is left for a document."""
    budget = _budgets.get(view)
    if budget is None:
        budget = _budgets[view] = Budget()
    return budget
