"""How the API reports an error: `application/problem+json` (RFC 9457)."""

import logging
from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.enums import ParamType
from litestar.exceptions import HTTPException, ValidationException

from registry.api.answers import DESCRIBED
from registry.domain.errors import (
    FieldError,
    FieldsInvalid,
    RegistryError,
    RulesetUnusable,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from registry.http.language import language_from
from registry.http.requests import WHOLE_NUMBERS
from registry.http.status import status_of
from registry.http.work import refusal_in
from registry.messages import Language, text

log = logging.getLogger("registry")

MEDIA_TYPE = "application/problem+json"
FRAMEWORK_CODES = {404: "no-such-address", 405: "method-not-allowed", 413: "body-too-large"}


class FieldProblem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing wrong with one field."""

    pointer: str
    location: str = msgspec.field(name="in")
    code: str
    detail: str
    line: int | None = None
    column: int | None = None


class Problem(msgspec.Struct, frozen=True):
    """What went wrong, for programs and for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    correlation_id: str
    errors: list[FieldProblem]


def on_registry_error(request: Request[Any, Any, State], error: RegistryError) -> Response[Any]:
    """Report an error of the domain."""
    language = language_from(request.scope)
    status = status_of(error)
    problem = _problem(request, error.code, status, error.title(language), error.sentence(language))
    body = msgspec.to_builtins(msgspec.structs.replace(problem, errors=_field_problems(error, language)))
    taken = set(body)
    body |= {name: value for name, value in error.values().items() if name not in taken}
    return _response(body, status, language, _headers_of(error))


def on_framework_error(request: Request[Any, Any, State], error: HTTPException) -> Response[Any]:
    """Report what the framework refuses before a use case is asked."""
    if error.status_code >= 500:  # noqa: PLR2004 the families of HTTP
        return on_fault(request, error)
    language = language_from(request.scope)
    code = FRAMEWORK_CODES.get(error.status_code, "bad-request")
    detail = text(f"errors.{code}.detail", language)
    problem = _problem(request, code, error.status_code, text(f"errors.{code}.title", language), detail)
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    return _response(msgspec.to_builtins(problem), error.status_code, language, headers)


def on_invalid_parameter(request: Request[Any, Any, State], error: ValidationException) -> Response[Any]:
    """Report what the framework says of parameters in the words that a use case would use."""
    named = [one for one in error.extra or () if isinstance(one, dict) and "key" in one]
    if not named:
        return on_framework_error(request, error)
    return on_registry_error(request, FieldsInvalid(tuple(_parameter_error(one) for one in named)))


def on_fault(request: Request[Any, Any, State], error: Exception) -> Response[Any]:
    """Report a fault of ours by its number alone; the log has the rest."""
    refused = refusal_in(error)
    if refused is not None:
        return on_registry_error(request, refused)
    request_id = request.scope["state"].get("request_id", "-")
    log.error("fault %s in %s %s", request_id, request.method, request.url.path, exc_info=error)
    language = language_from(request.scope)
    detail = text("errors.internal.detail", language, request_id=request_id)
    problem = _problem(request, "internal", 500, text("errors.internal.title", language), detail)
    return _response(msgspec.to_builtins(problem), 500, language, {})


HANDLERS: Any = {
    RegistryError: on_registry_error,
    ValidationException: on_invalid_parameter,
    HTTPException: on_framework_error,
    Exception: on_fault,
}


def _parameter_error(one: dict[str, Any]) -> FieldError:
    code = "integer" if one["key"] in WHOLE_NUMBERS else "shape"
    return FieldError(str(one["key"]), code, {"limit": ""}, ParamType(one.get("source", ParamType.QUERY)).value)


def _problem(request: Request[Any, Any, State], code: str, status: int, title: str, detail: str) -> Problem:
    return Problem(
        type=f"{request.app.state.settings.public_url}/problems/{code}",
        title=title,
        status=status,
        detail=detail,
        code=code,
        correlation_id=request.scope["state"].get("request_id", "-"),
        errors=[],
    )


def _field_problems(error: RegistryError, language: Language) -> list[FieldProblem]:
    values = error.values()
    if isinstance(error, FieldsInvalid):
        return [_field_problem(one, language) for one in error.errors]
    if isinstance(error, RulesetUnusable):
        return [_ruleset_problem(one, language) for one in error.problems]
    if "line" in values:
        place = {"line": int(str(values["line"])), "column": int(str(values["column"]))}
        pointer, reason = str(values["pointer"]), str(values["reason"])
        return [FieldProblem(pointer=pointer, location="body", code=reason, detail=error.sentence(language), **place)]
    return []


def _ruleset_problem(problem: Mapping[str, Any], language: Language) -> FieldProblem:
    place = {"line": problem["line"], "column": problem["column"]}
    said = problem["message"][language]
    return FieldProblem(pointer=problem["pointer"], location="body", code=problem["reason"], detail=said, **place)


def _field_problem(error: FieldError, language: Language) -> FieldProblem:
    return FieldProblem(pointer=error.pointer, location=error.source, code=error.code, detail=error.sentence(language))


def _headers_of(error: RegistryError) -> dict[str, str]:
    if isinstance(error, TooMany | Unavailable):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, Unauthenticated):
        return {"WWW-Authenticate": 'Bearer realm="somana"'}
    return {}


def _response(body: dict[str, Any], status: int, language: Language, headers: dict[str, str]) -> Response[Any]:
    headers = {"Link": DESCRIBED, "Content-Language": language, "Cache-Control": "no-store", **headers}
    return Response(msgspec.json.encode(body), status_code=status, media_type=MEDIA_TYPE, headers=headers)
