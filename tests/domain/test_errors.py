from collections.abc import Iterator
from dataclasses import fields
from string import Formatter
from typing import Any

import pytest

from registry.domain import errors, imports, past_errors, review_errors
from registry.domain.errors import (
    CheckUnfinished,
    DocumentUnreadable,
    FieldError,
    FieldsInvalid,
    IllegalTransition,
    RegistryError,
    RulesetUnusable,
    SeedRefused,
)
from registry.domain.review_errors import (
    DecisionOutdated,
)
from registry.messages import LANGUAGES, Language, table
from registry.usecases.shapes import FIELD_CODES

RAISED_BESIDE_THE_SHAPES = {
    "shape",
    "cursor",
    "repeated",
    "integer",
    "document-kind",
    "password-length",
    "no-such-system",
    "sunset-in-past",
    "successor-not-published",
    "profile-key",
    "profile-version",
    "binds-before",
    "grace-days",
    "missing",
    "not-on-the-list",
    "day-repeated",
    "key-repeated",
    "no-such-reviewer",
}


def family(kind: type[RegistryError]) -> Iterator[type[RegistryError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


WITH_A_PLACE = {CheckUnfinished, DocumentUnreadable, RulesetUnusable, SeedRefused, imports.ImportRefused}
"""The errors whose sentence says why in the words of another text."""
KINDS = list(family(RegistryError))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def example(kind: type[RegistryError]) -> RegistryError:
    values: dict[str, Any] = {field.name: f"<{field.name}>" for field in fields(kind)}
    if kind is FieldsInvalid:
        values = {"errors": (FieldError("/a", "required", {"limit": ""}),)}
    if kind is DocumentUnreadable:
        values = {"reason": "empty", "pointer": "", "line": 1, "column": 1, "details": {}}
    if kind is CheckUnfinished:
        values = {"reason": "timed-out"}
    if kind is imports.ImportRefused:
        values = {"reason": "empty", "line": 1}
    if kind in {RulesetUnusable, SeedRefused}:
        message = {"sw": "<why>", "en": "<why>"}
        values = {"problems": ({"file": "<file>", "line": 1, "column": 1, "message": message},)}
    if kind is IllegalTransition:
        values["allowed"] = ("submit", "withdraw")
    if kind is DecisionOutdated:
        values["changed"] = ("document", "entry")
    return kind(**values)


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))
    assert {kind.__module__ for kind in KINDS} == {
        one.__name__ for one in (errors, imports, past_errors, review_errors)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_what_is_wrong_in_both_languages(kind: type[RegistryError], language: Language) -> None:
    error = example(kind)
    sentence, title = error.sentence(language), error.title(language)
    assert sentence
    assert title
    assert "{" not in sentence + title
    detail = table(language)[f"errors.{kind.code}.detail"]
    if kind not in WITH_A_PLACE:
        assert placeholders(detail) == set(error.values()) & placeholders(detail)
        said = {name: value for name, value in error.values().items() if name not in {"allowed", "changed"}}
        assert all(str(said[name]) in sentence for name in placeholders(detail) & said.keys())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {*WITH_A_PLACE, FieldsInvalid}])
def test_what_an_error_knows_is_in_its_sentence(kind: type[RegistryError]) -> None:
    assert placeholders(table("en")[f"errors.{kind.code}.detail"]) == set(example(kind).values())


def test_an_error_reads_as_its_english_sentence() -> None:
    assert str(errors.ReasonRequired("reject")) == errors.ReasonRequired("reject").sentence("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(FIELD_CODES | RAISED_BESIDE_THE_SHAPES))
def test_every_code_of_a_field_has_its_sentence_in_both_languages(code: str, language: Language) -> None:
    sentence = FieldError("/a", code, {"limit": "<limit>"}).sentence(language)
    assert sentence
    assert "{" not in sentence


def test_a_document_that_cannot_be_read_says_where_and_why() -> None:
    error = example(DocumentUnreadable)
    assert error.sentence("en") != error.sentence("sw")
    assert "line 1" in error.sentence("en")


def test_the_steps_that_are_possible_are_listed() -> None:
    error = IllegalTransition("draft", "publish", ("submit", "withdraw"))
    assert error.values()["allowed"] == ["submit", "withdraw"]
    assert "wasilisha kwa mapitio, ondoa" in error.sentence("sw")
    assert "rasimu" in error.sentence("sw")
    assert str(IllegalTransition("retired", "publish", ())).endswith(": -.")


def test_the_kind_of_what_is_not_found_is_said_in_the_language_of_the_reader() -> None:
    assert "mfumo" in errors.NotFound("system", "gepg").sentence("sw")
