"""An operation that answers with a list must let its callers take the list page by page."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from registry.frugal.patterns import late
from registry.validators.function import Check, Context, Fault, function

_SIZE: Final = late(
    r"(?:page|items|max|record|result|batch)?[_.\[-]?(?:limit|size|count|rows|take|top|results|per[_-]?page)\]?"
    r"|\$(?:top|limit)|(?:max|num|no[_-]?of|records?[_-]?per)[_-]?(?:results|items|records|rows|page)|number[_-]?of[_-]?\w+|length",
    re.IGNORECASE,
)
_POSITION: Final = late(
    r"\$?(?:(?:page|next|start|last)[_.\[-]?)?(?:cursor|page|offset|skip|start|after|before|token|marker|from|index|number|no|num|id)\]?"
    r"|page|since[_-]?id|continuation\w*|(?:starting|ending)[_-]?(?:after|before)|seek|position",
    re.IGNORECASE,
)
_ONWARD: Final = late(
    r"\w*(?:next|cursor|page|paging|pagination|pager|links|meta|offset|total|count|has_?more|continuation)\w*",
    re.IGNORECASE,
)
_LISTS: Final = late(
    r"items|data|results?|records?|content|list|rows|entries|elements|values|collection|features|orodha", re.IGNORECASE
)
_MEDIA: Final = late(r"[\w.*-]+/(?:[\w.-]+\+)?json\b", re.IGNORECASE)
_ASKED: Final = {
    "size": "The list has no parameter for the size of a page",
    "position": "The list has no parameter for the place of a page",
    "next": "The answer does not say how to get the next page",
}


@function(
    "listPaging",
    {
        "type": "object",
        "required": ["ask"],
        "properties": {"ask": {"enum": [*_ASKED]}},
        "additionalProperties": False,
    },
)
def list_paging(options: Any) -> Check:
    """Make a check that finds fault with a list without end: no size, no place, or no way to the next page."""
    ask = options["ask"]
    faults = (Fault(_ASKED[ask]),)

    def check(target: Any, context: Context) -> Iterable[Fault]:
        answer = _answer_of(target, context.path)
        if answer is None or not _is_endless(schema := _schema_of(answer)):
            return ()
        names = [*_parameters(target, context)]
        if ask == "next":
            paged = any(map(_SIZE.fullmatch, names)) and "properties" in schema
            return faults if paged and not _leads_on(schema, answer) else ()
        return () if any(map((_SIZE if ask == "size" else _POSITION).fullmatch, names)) else faults

    return check


def _answer_of(operation: Any, path: tuple[str | int, ...]) -> dict[str, Any] | None:
    """Return the good answer of an operation on a collection; a path that ends in a parameter leads to one thing."""
    responses = operation.get("responses") if isinstance(operation, dict) else None
    if not isinstance(responses, dict) or any(str(segment).endswith("}") for segment in path[-2:-1]):
        return None
    answer = responses.get("200", responses.get(200))
    return answer if isinstance(answer, dict) else None


def _schema_of(answer: dict[str, Any]) -> dict[str, Any]:
    content = answer.get("content")
    for media, described in content.items() if isinstance(content, dict) else ():
        schema = described.get("schema") if isinstance(described, dict) else None
        if isinstance(schema, dict) and _MEDIA.match(str(media)):
            return _flattened(schema)
    return {}


def _flattened(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema with the properties of what it combines."""
    parts = schema.get("allOf")
    if not isinstance(parts, list):
        return schema
    properties: dict[str, Any] = {}
    for part in (*parts, schema):
        found = part.get("properties") if isinstance(part, dict) else None
        properties.update(found if isinstance(found, dict) else {})
    return {**schema, "properties": properties}


def _is_endless(schema: dict[str, Any]) -> bool:
    """Say whether an answer is or carries a list of objects whose length nothing bounds."""
    properties = schema.get("properties")
    carried = properties.items() if isinstance(properties, dict) else ()
    lists = [schema, *(part for name, part in carried if _LISTS.fullmatch(name) and isinstance(part, dict))]
    return any(part.get("type") == "array" and "maxItems" not in part and _holds_objects(part) for part in lists)


def _holds_objects(part: dict[str, Any]) -> bool:
    items = part.get("items")
    return isinstance(items, dict) and not {"properties", "allOf", "oneOf", "anyOf"}.isdisjoint(items)


def _parameters(operation: dict[str, Any], context: Context) -> Iterator[str]:
    paths = context.view.resolved.get("paths")
    item = paths.get(context.path[1]) if isinstance(paths, dict) and len(context.path) > 1 else None
    for owner in (operation, item):
        listed = owner.get("parameters") if isinstance(owner, dict) else None
        for parameter in listed if isinstance(listed, list) else ():
            if isinstance(parameter, dict) and isinstance(parameter.get("name"), str):
                yield parameter["name"]


def _leads_on(schema: dict[str, Any], answer: dict[str, Any]) -> bool:
    headers = answer.get("headers")
    named = [*schema["properties"], *(headers if isinstance(headers, dict) else ())]
    return any(_ONWARD.fullmatch(name) or name.lower() == "link" for name in named)
