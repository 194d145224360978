"""An operation that takes form fields must consume a media type of forms."""

from collections.abc import Iterable
from typing import Any, Final

from registry.validators.function import Check, Context, Fault, function
from registry.validators.javascript import text_of

_FAULTS: Final = (
    Fault("Consumes must include urlencoded, multipart, or form-data media type when using formData parameter."),
)
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


@function("oasOpFormDataConsumeCheck")
def oas_op_form_data_consume_check(_options: Any) -> Check:
    """Make a check that finds fault with form fields where no form is consumed."""

    def check(target: Any, _context: Context) -> Iterable[Fault]:
        if not isinstance(target, dict):
            return ()
        parameters, consumes = target.get("parameters"), target.get("consumes")
        if not isinstance(parameters, list) or not isinstance(consumes, list):
            return ()
        if not any(isinstance(parameter, dict) and parameter.get("in") == "formData" for parameter in parameters):
            return ()
        consumed = text_of(consumes)
        return () if any(form in consumed for form in _FORMS) else _FAULTS

    return check
