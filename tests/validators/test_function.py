from typing import Any

from registry.validators.function import UNDEFINED, Check, Context, Fault, Function, function, told
from registry.validators.view import View


def test_what_is_undefined_is_false_and_says_so() -> None:
    assert not UNDEFINED
    assert repr(UNDEFINED) == "undefined"


def test_a_maker_of_checks_becomes_a_function_of_its_name() -> None:
    @function("never", {"type": "object"})
    def never(options: Any) -> Check:
        return lambda _target, _context: [Fault(options["word"])]

    assert isinstance(never, Function)
    assert (never.name, never.options) == ("never", {"type": "object"})
    assert never.make({"word": "no"})(1, Context((), View({}, {}))) == [Fault("no", None)]


def test_a_function_takes_no_options_unless_it_says_which() -> None:
    assert function("plain")(lambda _options: lambda _target, _context: ()).options == {"type": "null"}


def test_a_fault_that_the_table_words_is_said_in_both_languages() -> None:
    fault = told("rules.not-checked.function-unavailable", ("a", 0), name="x")
    assert (fault.message, fault.path) == ("The function x is not available.", ("a", 0))
    assert dict(fault.said or ()) == {"sw": "Kitendaji x hakipatikani.", "en": fault.message}
