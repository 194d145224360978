"""The feeds of searches: of any question for everybody, and of a saved search for its owner."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.domain.actors import ANONYMOUS
from registry.domain.errors import NotFound
from registry.messages import text
from registry.usecases import saved_searches, search, search_times
from registry.usecases.work import Work
from registry.web import atom
from registry.web.reader import Reader
from registry.web.rendering import said
from registry.web.search import carried_in, question_of

MOST = 50
SINCE = 2026
"""The year from which the identities of entries count (RFC 4151); it never changes."""
ENDING = ".atom"


@get("/feeds/search.atom", include_in_schema=False)
async def feed_of_search(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[bytes]:
    """Give what a question finds as a feed, to everybody as a stranger may see it."""
    question = replace(question_of(request), offset=0, limit=MOST)
    hits = (await search.find(replace(reading, actor=ANONYMOUS), question)).hits
    # The same rule may stand in several profiles; a feed names it once.
    told = await search_times.dated(reading, list({(hit.kind, hit.name): hit for hit in reversed(hits)}.values()))
    query = urlencode([*carried_in(question), ("lang", reader.language)])
    title = f"Somana: {question.words}" if question.words else "Somana"
    places = {"self": f"/feeds/search.atom?{query}", "page": f"/search?{query}"}
    return _answer(request, reader, f"search?{urlencode(carried_in(question))}", title, places, told)


@get("/feeds/saved/{secret:str}", include_in_schema=False)
async def feed_of_saved(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    secret: FromPath[str],
) -> Response[bytes]:
    """Give what a saved search has found as a feed, to whoever knows its address, as its owner may see it."""
    if not secret.endswith(ENDING):
        raise NotFound("saved-search", "-")
    saved, matches = await saved_searches.of_feed(reading, secret.removesuffix(ENDING))
    told = [(one.hit, one.found_at) for one in matches[:MOST]]
    places = {"self": f"/feeds/saved/{secret}", "page": f"/saved-searches/{saved.id}"}
    answer = _answer(request, reader, f"saved/{saved.id}", f"Somana: {saved.name}", places, told)
    answer.headers |= {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer"}
    return answer


def _answer(
    request: Request[Any, Any, State],
    reader: Reader,
    name: str,
    title: str,
    places: Mapping[str, str],
    told: Sequence[tuple[search.Hit, datetime]],
) -> Response[bytes]:
    public = request.app.state.settings.public_url
    authority = f"tag:{urlsplit(public).hostname},{SINCE}:"
    entries = [_entry(hit, when, authority, public, reader) for hit, when in told]
    feed = atom.Feed(
        authority + quote(name, safe="/?=&"),
        title,
        reader.language,
        public + places["self"],
        public + places["page"],
        entries,
    )
    headers = {"Cache-Control": "private, no-cache", "Content-Language": reader.language}
    return Response(atom.written(feed), media_type=f"{atom.TYPE}; charset=utf-8", headers=headers)


def _entry(hit: search.Hit, when: datetime, authority: str, public: str, reader: Reader) -> atom.Entry:
    title = said(hit.entry.title, reader.language)[0]
    named = f"{text(f'states.kind.{hit.kind}', reader.language)}: {title or hit.name}"
    summary = said(hit.entry.summary, reader.language)[0] or hit.name
    identity = f"{authority}{hit.kind}/{quote(hit.name, safe='/')}"
    return atom.Entry(identity, named, summary, f"{public}{hit.path}", when)


ROUTES = [feed_of_search, feed_of_saved]
