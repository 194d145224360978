from typing import Any

import pytest
from functions import messages, refuses

from registry.validators.function import UNDEFINED

MESSAGE = '#{{print("property")}}must be falsy'


@pytest.mark.parametrize("target", [UNDEFINED, None, False, 0, 0.0, "", float("nan")])
def test_what_is_nothing_is_falsy(target: Any) -> None:
    assert messages("falsy", target) == []


@pytest.mark.parametrize("target", [True, 1, "0", {}, []])
def test_what_javascript_takes_for_true_is_not_falsy(target: Any) -> None:
    assert messages("falsy", target) == [MESSAGE]


@pytest.mark.parametrize("options", [{}, [], 2])
def test_falsy_takes_no_options(options: Any) -> None:
    assert refuses("falsy", options)
