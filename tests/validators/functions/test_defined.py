from typing import Any

import pytest
from functions import messages, refuses

from registry.validators.function import UNDEFINED


@pytest.mark.parametrize("target", [None, False, 0, "", {}, []])
def test_what_is_there_is_defined_be_it_null(target: Any) -> None:
    assert messages("defined", target) == []


def test_what_is_absent_is_not_defined() -> None:
    assert messages("defined", UNDEFINED) == ['#{{print("property")}}must be defined']


@pytest.mark.parametrize("options", [{}, 2])
def test_defined_takes_no_options(options: Any) -> None:
    assert refuses("defined", options)
