"""The pages of searches that the reader saved."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models import SavedSearch
from registry.domain.actors import require_person
from registry.usecases import saved_searches, search
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader
from registry.web.search import carried_in, found_of, label_of, question_of

FORM, PAGE = "search/save.html", "search/saved.html"
LABELS = "finding.parts"


@get("/saved-searches", include_in_schema=False)
async def listing(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """List the searches that the reader saved."""
    rows = await saved_searches.list_all(reading)
    return reader.page("search/saved_list.html", rows=[(row, _address_of(row)) for row in rows])


@get("/saved-searches/new", include_in_schema=False)
async def new(request: Request[Any, Any, State], reader: NamedDependency[Reader]) -> Response[str]:
    """Show the form that saves a search."""
    require_person(reader.actor)
    question = question_of(request)
    form = Form({"name": [question.words], **{name: [value] for name, value in (("q", question.words),) if value}})
    return reader.page(FORM, form=form, **_shown(question, reader))


@post("/saved-searches", include_in_schema=False)
async def create(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Response[str]:
    """Save a search, and show the address of its feed this once."""
    form = await forms.read(request)
    facets = {facet: form.every(facet) for facet in search.FACETS if form.every(facet)}
    forms.keep(request, FORM, form, **_shown(search.Question(form.one("q"), facets), reader))
    row, secret = await saved_searches.create(work, {**form.given("name"), "words": form.one("q"), "facets": facets})
    return await _page(request, reader, work, row, secret)


@get("/saved-searches/{saved:uuid}", include_in_schema=False)
async def show(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    saved: FromPath[UUID],
) -> Response[str]:
    """Show what a saved search has found."""
    return await _page(request, reader, reading, await saved_searches.get(reading, saved))


@post("/saved-searches/{saved:uuid}/see", include_in_schema=False)
async def see(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
    saved: FromPath[UUID],
) -> Redirect:
    """Note that the reader has seen what was found."""
    await forms.read(request)
    await saved_searches.see(work, saved)
    return reader.go(f"/saved-searches/{saved}")


@post("/saved-searches/{saved:uuid}/feed", include_in_schema=False)
async def renew(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
    saved: FromPath[UUID],
) -> Response[str]:
    """Give the feed a new address, and show it this once."""
    await forms.read(request)
    row, secret = await saved_searches.renew(work, saved)
    return await _page(request, reader, work, row, secret)


@post("/saved-searches/{saved:uuid}/delete", include_in_schema=False)
async def delete(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
    saved: FromPath[UUID],
) -> Redirect:
    """Remove a saved search."""
    await forms.read(request)
    await saved_searches.delete(work, saved)
    return reader.go("/saved-searches")


async def _page(
    request: Request[Any, Any, State], reader: Reader, work: Work, row: SavedSearch, secret: str | None = None
) -> Response[str]:
    matches = await saved_searches.matches(work, row)
    public = request.app.state.settings.public_url
    return reader.page(
        PAGE,
        row=row,
        found=[(found_of(one.hit, reader), one.found_at, one.found_at > row.looked_at) for one in matches],
        address=_address_of(row),
        feed=f"{public}/feeds/saved/{secret}.atom" if secret else None,
    )


def _address_of(row: SavedSearch) -> list[tuple[str, str]]:
    return carried_in(search.Question(row.words, row.facets))


def _shown(question: search.Question, reader: Reader) -> dict[str, Any]:
    chosen = [
        (facet, value, label_of(facet, value, reader.language))
        for facet, values in question.facets.items()
        for value in values
    ]
    return {"question": question, "chosen": chosen, "labels": LABELS}


ROUTES = [listing, new, create, show, see, renew, delete]
