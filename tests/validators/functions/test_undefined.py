from typing import Any

import pytest
from functions import messages, refuses

from registry.validators.function import UNDEFINED


def test_what_is_absent_is_undefined() -> None:
    assert messages("undefined", UNDEFINED) == []


@pytest.mark.parametrize("target", [None, False, 0, "", {}, []])
def test_what_is_there_is_not_undefined_be_it_null(target: Any) -> None:
    assert messages("undefined", target) == ['#{{print("property")}}must be undefined']


@pytest.mark.parametrize("options", [{}, 2])
def test_undefined_takes_no_options(options: Any) -> None:
    assert refuses("undefined", options)
