"""Search the registry's own database for a command; the answer has the form that the API gives."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.cli import local
from registry.domain.actors import ANONYMOUS
from registry.usecases import search
from registry.usecases.work import read


async def found(words: str, limit: int, facets: Mapping[str, Sequence[str]], name: str | None) -> dict[str, Any]:
    """Find what a question asks for, as everybody may see it or as somebody with an account may."""
    question = search.Question(words, {name: values for name, values in facets.items() if values}, 0, limit)
    async with local.opened() as registry:
        actor = await local.acting(registry, name) if name else ANONYMOUS
        async with read(registry.database, actor, registry.check) as work:
            answer = await search.find(work, question)
        return {
            "items": [_item(hit) for hit in answer.hits],
            "page": {"limit": limit, "next_cursor": None, "total": answer.total},
            "understood": list(answer.understood),
            "every_word": answer.every_word,
            "estimated": answer.estimated,
            "facets": {name: dict(counts) for name, counts in answer.facets.items()},
        }


def _item(hit: search.Hit) -> dict[str, Any]:
    entry = hit.entry
    return {
        "kind": hit.kind,
        "name": hit.name,
        "title": entry.title,
        "summary": entry.summary,
        "institution": hit.first("institution"),
        "sector": hit.first("sector"),
        "state": hit.first("state"),
        "channels": list(hit.facets.get("channel", ())),
        "relevance": round(hit.relevance, 4),
        "matched": list(hit.matched),
        "links": {"page": hit.path},
    }
