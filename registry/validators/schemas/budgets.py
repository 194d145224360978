"""How much all judgements of one document together may cost."""

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from registry.validators.function import Fault
from registry.validators.schemas.failures import Budget
from registry.validators.view import View

_budgets: WeakKeyDictionary[View, Budget] = WeakKeyDictionary()


_LETTERS_A_STEP = 8


def charged(faults: Iterable[Fault], budget: Budget) -> Iterator[Fault]:
    """Let the words of findings cost something too: those of a choice of thousands are long."""
    for fault in faults:
        budget.spend(len(fault.message) // _LETTERS_A_STEP)
        yield fault


def budget_of(view: View) -> Budget:
    """Return what is left for a document."""
    budget = _budgets.get(view)
    if budget is None:
        budget = _budgets[view] = Budget()
    return budget
