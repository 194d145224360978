"""Search the registry's own database for a command; the answer has the form that the API gives."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.cli import local
from registry.domain.actors import ANONYMOUS
from registry.usecases import search
from registry.usecases.work import read


async def found(
    words: str, limit: int, facets: Mapping[str, Sequence[str]], name: str | None, *, exact: bool = False
) -> dict[str, Any]:
    """Find what a question asks for, as everybody may see it or as somebody with an account may."""
    question = search.Question(words, {name: values for name, values in facets.items() if values}, 0, limit, exact)
    async with local.opened() as registry:
        actor = await local.acting(registry, name) if name else ANONYMOUS
        async with read(registry.database, actor, registry.check) as work:
            answer = await search.find(work, question)
        return {
            "items": [_item(hit) for hit in answer.hits],
            "page": {"limit": limit, "next_cursor": None, "total": answer.total},
            "understood": list(answer.understood),
            "repaired": dict(answer.repaired),
            "ignored": list(answer.query.ignored),
            "every_word": answer.every_word,
            "estimated": answer.estimated,
            "partial": answer.partial,
            "facets": {name: dict(counts) for name, counts in answer.facets.items()},
        }


def _item(hit: search.Hit) -> dict[str, Any]:
    snippets = {place: {"text": one.text, "marks": list(map(list, one.marks))} for place, one in hit.snippets.items()}
    return {
        "kind": hit.kind,
        "name": hit.name,
        "title": hit.entry.title,
        "summary": hit.entry.summary,
        "institution": hit.first("institution"),
        "sector": hit.first("sector"),
        "state": hit.first("state"),
        "channels": list(hit.facets.get("channel", ())),
        "facets": hit.facets,
        "relevance": hit.relevance,
        "matched": list(hit.matched),
        "why": {"matched": list(hit.matched), "places": list(hit.places), "snippets": snippets},
        "links": {"page": hit.path},
    }
