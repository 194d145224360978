"""What is wrong with a form, each with the field that it is said of."""

from dataclasses import dataclass

from registry.domain import errors
from registry.messages import Language
from registry.web.forms import LISTS, Form, filled_rows

FIELDS: tuple[tuple[type[errors.RegistryError], str], ...] = (
    (errors.KeyTaken, "key"),
    (errors.NumberTaken, "number"),
    (errors.NumberTaken, "version"),
    (errors.ReasonRequired, "reason"),
    (errors.SignInRefused, "name"),
    (errors.DocumentUnreadable, "content"),
    (errors.DocumentTooLarge, "content"),
)
"""The field that each error is about, where it is about one; of several the first that a form has."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with a form: which field, empty for the whole, and what to do."""

    field: str
    sentence: str


def complaints_of(error: errors.RegistryError, language: Language, form: Form) -> tuple[Complaint, ...]:
    """Return what an error says of the fields of a form, one thing for each."""
    if isinstance(error, errors.FieldsInvalid):
        first: dict[str, Complaint] = {}
        for one in error.errors:
            name = _field_of(one.pointer, form)
            first.setdefault(name, Complaint(name, one.sentence(language)))
        return tuple(first.values())
    about = [name for kind, name in FIELDS if isinstance(error, kind)]
    field = next((name for name in about if name in form.fields), next(iter(about), ""))
    return (Complaint(field, error.sentence(language)),)


def _field_of(pointer: str, form: Form) -> str:
    """Return the field that a pointer means: the one of that name, the first one within it, or the one round it."""
    name = _as_numbered(pointer.strip("/").replace("/", "."), form)
    if not name or name in form.fields:
        return name
    within = next((field for field in form.fields if field.startswith(f"{name}.")), None)
    parts = name.split(".")
    round_it = (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    return within or next((field for field in round_it if field in form.fields), name)


def _as_numbered(name: str, form: Form) -> str:
    """Count the rows of a list as the form does; rows that say nothing were not handed on."""
    for prefix in LISTS:
        number, _, rest = name.removeprefix(f"{prefix}.").partition(".")
        rows = filled_rows(form, prefix)
        if name.startswith(f"{prefix}.") and number.isdigit() and int(number) < len(rows):
            return f"{prefix}.{rows[int(number)]}" + (f".{rest}" if rest else "")
    return name
