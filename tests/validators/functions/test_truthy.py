from typing import Any

import pytest
from functions import messages, refuses

from registry.validators.function import UNDEFINED

MESSAGE = '#{{print("property")}}must be truthy'


@pytest.mark.parametrize("target", [True, 1, -0.5, "0", " ", {}, [], [None]])
def test_what_javascript_takes_for_true_is_truthy(target: Any) -> None:
    assert messages("truthy", target) == []


@pytest.mark.parametrize("target", [UNDEFINED, None, False, 0, 0.0, "", float("nan")])
def test_what_is_nothing_is_not_truthy(target: Any) -> None:
    assert messages("truthy", target) == [MESSAGE]


@pytest.mark.parametrize("options", [{}, [], 2, "x"])
def test_truthy_takes_no_options(options: Any) -> None:
    assert refuses("truthy", options)
