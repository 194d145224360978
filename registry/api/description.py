"""The API's description of itself: OpenAPI 3.1, made from the routes and the shapes."""

import inspect
import re
from functools import cache
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.datastructures import State

from registry import __version__
from registry.api import (
    board_bodies,
    bodies,
    finding_bodies,
    imports,
    notices,
    overlaps,
    profile_bodies,
    recheck_bodies,
    review_bodies,
    standard_bodies,
    waiver_bodies,
    wording,
)
from registry.http.requests import DOCUMENT_TYPES, RULESET_TYPES
from registry.usecases.shapes import SHAPES
from registry.validators.source import to_yaml

PREFIX = "/api/v1"
_SAYING = (
    *(bodies, board_bodies, imports, overlaps, profile_bodies, recheck_bodies, review_bodies, standard_bodies),
    *(waiver_bodies, notices, finding_bodies),
)
"""The modules whose classes say what bodies are."""
TAKEN = {"document": DOCUMENT_TYPES, "ruleset": RULESET_TYPES, "import": imports.TYPES}
GIVEN = {
    "document": ("application/json", "application/yaml"),
    "lines": ("application/x-ndjson",),
    "table": ("application/x-ndjson", "text/csv"),
    "archive": ("application/zip",),
    "csv": ("text/csv",),
}
_UNTAGGED = {"lines", "table", "csv"}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

# The framework names a generic body after its module.
_GENERIC = re.compile(r"PageBody_registry\.api\.\w+\.(\w+?)Body_")


@get(["/openapi.json", "/openapi.yaml"], include_in_schema=False)
async def describe(request: Request[Any, Any, State]) -> Response[bytes]:
    """Return the description of the API as JSON or YAML."""
    state = request.app.state
    description = description_of(state.described(), state.settings.public_url)
    if request.url.path.endswith(".yaml"):
        return Response(to_yaml(description), media_type="application/yaml")
    return Response(msgspec.json.encode(description), media_type="application/json")


@cache
def description_of(app: Litestar, public_url: str) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    generated = _renamed(app.openapi_schema.to_schema())
    handlers = {(route.path_format, method): handler for route in app.routes for method, handler in _methods(route)}
    paths: dict[str, Any] = {}
    for path, item in generated["paths"].items():
        for method, operation in item.items():
            handler = handlers[path, method.upper()]
            paths.setdefault(path, {})[method] = _operation(path, method, operation, handler)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Somana",
            "version": __version__,
            "description": wording.SUMMARY,
            "contact": {"name": "e-Government Authority", "url": "https://www.ega.go.tz"},
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": public_url}],
        "security": [{}, {"key": []}],
        "tags": [{"name": name, "description": wording.TAGS[name]} for name in sorted(_tags(paths))],
        "paths": paths,
        "components": {
            "schemas": {**_bodies(generated["components"]["schemas"]), **_shapes(), "Problem": wording.PROBLEM},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "An API key."}},
        },
    }


def _renamed(generated: dict[str, Any]) -> dict[str, Any]:
    text = msgspec.json.encode(generated).decode()
    tree: dict[str, Any] = msgspec.json.decode(_GENERIC.sub(r"PageOf\1s", text))
    return tree


def _bodies(schemas: dict[str, Any]) -> dict[str, Any]:
    return {name: {**schema, "title": name, "description": _said_of(name)} for name, schema in schemas.items()}


def _said_of(name: str) -> str:
    found = (getattr(module, name, None) for module in _SAYING)
    return inspect.getdoc(next(filter(None, found), bodies.PageBody)) or ""


def _methods(route: Any) -> list[tuple[str, Any]]:
    handlers = getattr(route, "route_handler_map", {})
    return [(method, found[0]) for method, found in handlers.items() if method != "OPTIONS"]


def _operation(path: str, method: str, operation: dict[str, Any], handler: Any) -> dict[str, Any]:
    opt = handler.opt
    described = {
        "operationId": _identity(path, handler.fn.__name__),
        "summary": (handler.fn.__doc__ or "").split("\n")[0],
        "tags": [path.removeprefix(f"{PREFIX}/").split("/")[0].partition(".")[0]],
        "parameters": [*_path_parameters(path), *_query_parameters(operation), *_conditions(method, opt)],
        "responses": _responses(method, operation["responses"], opt),
    }
    if "shape" in opt:
        described["requestBody"] = _json_body(opt["shape"], path)
    if "takes" in opt:
        content = {kind: {"schema": {"type": "string"}} for kind in TAKEN[opt["takes"]]}
        described["requestBody"] = {"required": True, "description": "The file as it is.", "content": content}
    return described


def _identity(path: str, name: str) -> str:
    kind = "Schema" if path.startswith(f"{PREFIX}/schemas/") else "Api"
    words = name.split("_")
    shared = "{schema}" in path or "{api}" in path
    suffix = "".join(word.title() for word in path.rpartition("document")[2].split(".")) if "/document." in path else ""
    return words[0] + "".join(word.title() for word in words[1:]) + (f"Of{kind}" if shared else "") + suffix


def _path_parameters(path: str) -> list[dict[str, Any]]:
    names = [part[1:-1].partition(":")[0] for part in path.split("/") if part.startswith("{")]
    return [_parameter(name, "path", {"type": "string"}, required=True) for name in names]


def _query_parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    given = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    return [_parameter(one["name"], "query", _without_null(one["schema"])) for one in given]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    # What an address does not say is left out of it; there is no null to write.
    kept: dict[str, Any] = next((one for one in schema.get("oneOf", []) if one.get("type") != "null"), schema)
    return {name: int(value) if isinstance(value, float) else value for name, value in kept.items()}


def _parameter(name: str, place: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    said = wording.HEADERS.get(name) or wording.PARAMETERS[name]
    return {"name": name, "in": place, "required": required, "description": said, "schema": schema}


def _conditions(method: str, opt: dict[str, Any]) -> list[dict[str, Any]]:
    if method == "get":
        return [_parameter("If-None-Match", "header", {"type": "string"})]
    if opt.get("unconditional"):
        return []
    required = method == "patch" or bool(opt.get("condition")) or "conditional" in opt
    if required or ("shape" in opt and method == "put"):
        return [_parameter("If-Match", "header", {"type": "string"}, required=required)]
    return []


def _responses(method: str, responses: dict[str, Any], opt: dict[str, Any]) -> dict[str, Any]:
    kept = {
        status: {"description": answer["description"], **_content_of(answer, opt), "headers": _headers(method, opt)}
        for status, answer in responses.items()
        if status.startswith("2")
    }
    if "again" in opt:
        kept["200"] = {**kept["201"], "description": opt["again"]}
    if method == "get":
        kept["304"] = {"description": wording.STATUSES["304"]}
    statuses = (*(wording.READ_ERRORS if method == "get" else wording.WRITE_ERRORS), *opt.get("problems", ()))
    for status in statuses:
        kept[status] = {"description": wording.STATUSES[status], "content": PROBLEM}
    return kept


def _content_of(answer: dict[str, Any], opt: dict[str, Any]) -> dict[str, Any]:
    if "gives" in opt:
        return {"content": {kind: {"schema": {"type": "string"}} for kind in GIVEN[opt["gives"]]}}
    return {"content": answer["content"]} if "content" in answer else {}


def _headers(method: str, opt: dict[str, Any]) -> dict[str, Any]:
    names = [
        "Link",
        *(
            ["ETag", "X-Catalogue-Last-Seq"]
            if method == "get" and opt.get("gives") not in {"lines", "table", "csv"}
            else []
        ),
    ]
    if "cursor" in opt.get("parameters", ()):
        names.append("Total-Count")
    return {name: {"description": wording.HEADERS[name], "schema": {"type": "string"}} for name in names}


def _json_body(shape: str, path: str) -> dict[str, Any]:
    if shape == "api_changes" and "{schema}" in path:
        shape = "schema_changes"
    reference = {"schema": {"$ref": f"#/components/schemas/{_title(shape)}"}}
    return {"required": True, "content": {"application/json": reference}}


def _title(shape: str) -> str:
    return "".join(word.title() for word in shape.split("_"))


def _shapes() -> dict[str, Any]:
    return {
        _title(name): {"title": _title(name), "description": wording.SHAPES[name], **shape}
        for name, shape in SHAPES.items()
    }


def _tags(paths: dict[str, Any]) -> set[str]:
    return {tag for item in paths.values() for operation in item.values() for tag in operation["tags"]}


ROUTES = [describe]
