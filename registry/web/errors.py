"""How the pages report an error."""

import logging
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from registry.domain.errors import (
    ConditionMissing,
    DocumentUnreadable,
    Forbidden,
    NotFound,
    Outdated,
    RegistryError,
    SignInRefused,
    TooMany,
    Unauthenticated,
    Unavailable,
)
from registry.http.status import status_of
from registry.messages import text
from registry.web.complaints import complaints_of
from registry.web.excerpts import excerpt
from registry.web.forms import Filled
from registry.web.reader import Reader, reader_of

log = logging.getLogger("registry")

FRAMEWORK_CODES = {404: "not-found", 405: "method-not-allowed", 413: "body-too-large"}
TEMPLATE = "errors/error.html"
ON_A_PAGE = (ConditionMissing, Forbidden, NotFound, Outdated)
"""The errors that sending the same form again cannot mend."""


def on_registry_error(request: Request[Any, Any, State], error: RegistryError) -> Response[Any]:
    """Report an error of the domain: in the form that was filled, else on a page of its own."""
    reader = _reader_of(request)
    if _should_sign_in(request, error):
        return reader.go(f"/sign-in?next={quote(reader.address(lang=None), safe='')}")
    filled = request.state.get("filled")
    if filled is not None and not isinstance(error, ON_A_PAGE):
        return _form_again(reader, filled, error)
    title, sentence = error.title(reader.language), error.sentence(reader.language)
    return _page(reader, status_of(error), error.code, title, sentence, _headers_of(error))


def on_framework_error(request: Request[Any, Any, State], error: HTTPException) -> Response[Any]:
    """Report what the framework refuses before a page is asked for."""
    reader = _reader_of(request)
    code = FRAMEWORK_CODES.get(error.status_code, "bad-request")
    title = text(f"errors.{code}.title", reader.language)
    sentence = text("pages.errors.no-page", reader.language) if code == "not-found" else ""
    sentence = sentence or text(f"errors.{code}.detail", reader.language)
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() == "allow"}
    return _page(reader, error.status_code, code, title, sentence, headers)


def on_fault(request: Request[Any, Any, State], error: Exception) -> Response[Any]:
    """Report a fault of ours by its number alone; the log has the rest."""
    inner = _only_registry_error(error)
    if inner is not None:
        return on_registry_error(request, inner)
    request_id = request.state.get("request_id", "-")
    log.error("fault %s in %s %s", request_id, request.method, request.url.path, exc_info=error)
    reader = _reader_of(request)
    sentence = text("errors.internal.detail", reader.language, request_id=request_id)
    return _page(reader, 500, "internal", text("errors.internal.title", reader.language), sentence, {})


HANDLERS: Any = {
    RegistryError: on_registry_error,
    HTTPException: on_framework_error,
    Exception: on_fault,
}


def _reader_of(request: Request[Any, Any, State]) -> Reader:
    reader = request.state.get("reader")
    return reader if isinstance(reader, Reader) else reader_of(request)


def _should_sign_in(request: Request[Any, Any, State], error: RegistryError) -> bool:
    asked = request.method in {"GET", "HEAD"}
    return asked and isinstance(error, Unauthenticated) and not isinstance(error, SignInRefused)


def _only_registry_error(error: Exception) -> RegistryError | None:
    # The framework wraps what goes wrong while a request's work is closed.
    if isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        inner = error.exceptions[0]
        return inner if isinstance(inner, RegistryError) else _only_registry_error(inner)
    return None


def _form_again(reader: Reader, filled: Filled, error: RegistryError) -> Response[Any]:
    context = dict(filled.context)
    complaints = complaints_of(error, reader.language, filled.form)
    if isinstance(error, DocumentUnreadable) and context.get("content"):
        context["excerpt"], context["marked"] = excerpt(context["content"], error.line), error.line
    context.pop("content", None)
    context |= {"form": filled.form, "errors": complaints, "error": error}
    return reader.page(filled.template, status=status_of(error), headers=_headers_of(error), **context)


def _page(reader: Reader, status: int, code: str, title: str, sentence: str, headers: dict[str, str]) -> Response[Any]:
    headers = {**headers, "Cache-Control": "no-store"}
    return reader.page(
        TEMPLATE, status=status, headers=headers, code=code, title=title, sentence=sentence, status_code=status
    )


def _headers_of(error: RegistryError) -> dict[str, str]:
    return {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany | Unavailable) else {}
