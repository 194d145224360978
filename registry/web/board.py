"""The pages of the board."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.db.models.system import title_of
from registry.domain.actors import Role
from registry.domain.board import BY_CHANNEL, Day, Figure, Line, spread
from registry.domain.entries import InstitutionKind, Sector
from registry.domain.errors import NotFound
from registry.messages import Language, figures, text
from registry.usecases import board, board_told, freshness, institutions
from registry.usecases.board import Board, Filters, Month
from registry.usecases.work import Work
from registry.web import charts, forms
from registry.web.charts import Bar, Series
from registry.web.forms import Form
from registry.web.reader import Reader

PAGE: Final = 50
FUNNEL: Final = (Figure.REGISTERED, Figure.CHECKED, Figure.REVIEWED, Figure.OFFERING, Figure.CONNECTED)
SHOWN: Final = (
    *(Figure.REGISTERED, Figure.CHECKED, Figure.REVIEWED, Figure.PUBLISHED, Figure.CONNECTED),
    *(Figure.WAITING, Figure.FAILING, Figure.UNVERIFIED),
)
"""The figures that the table of all institutions shows."""
FOLLOWED: Final = (Figure.REGISTERED, Figure.REVIEWED, Figure.PUBLISHED, Figure.FAILING)
"""The figures whose way over the days that were kept is drawn."""
MOST_DAYS: Final = 24
COUNTERS: Final = frozenset({Role.REVIEWER, Role.ADMIN})
"""Who may record how many systems are known."""

ORDERS: Mapping[str, Callable[[Line], Any]] = {
    "backlog": lambda line: -line.backlog,
    "institution": lambda line: line.key,
    "known": lambda line: -(-1 if line.known is None else line.known),
    "score": lambda line: 101 if line.score is None else line.score,
    **{str(figure): (lambda line, figure=figure: -line.figures[figure]) for figure in SHOWN},  # type: ignore[misc]
}
"""By what the table can be put in order."""


@get("/board", include_in_schema=False)
async def everything(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show how all institutions stand, and each of them in a row."""
    filters = filters_of(request)
    shown, months = await board.read(reading, filters), await board.months(reading)
    order = request.query_params.get("sort", "")
    order = order if order in ORDERS else "backlog"
    lines = sorted(shown.lines, key=lambda line: (ORDERS[order](line), line.key))
    page = _number(request)
    return reader.page(
        "board/board.html",
        board=shown,
        line=shown.total,
        lines=lines[(page - 1) * PAGE : page * PAGE],
        count=len(lines),
        order=order,
        orders=ORDERS,
        columns=SHOWN,
        filters=filters,
        previous=reader.address(page=str(page - 1)) if page > 1 else None,
        following=reader.address(page=str(page + 1)) if page * PAGE < len(lines) else None,
        behind=sum(line.backlog > 0 for line in lines),
        months=months,
        **_kept(await board.days(reading), reader.language),
        kinds=list(InstitutionKind),
        sectors=list(Sector),
        **_drawn(shown.total, months, reader.language),
        **_helpers(shown, filters),
    )


@get(["/board.csv", "/board.json"], include_in_schema=False)
async def as_file(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[bytes]:
    """Give the board as the reader sees it as a table or as a tree."""
    shown = await board.read(reading, filters_of(request))
    headers = {"Cache-Control": "no-store, private" if reader.actor.known else "private, no-cache"}
    if request.url.path.endswith(".csv"):
        return Response(board_told.table(shown).encode(), media_type="text/csv; charset=utf-8", headers=headers)
    tree = msgspec.json.encode(board_told.tree_of(shown))
    return Response(tree, media_type="application/json", headers=headers)


@get("/board/{key:str}", include_in_schema=False)
async def one(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show how one institution stands, and what it does next."""
    return reader.page("board/institution.html", form=Form(), **await _context(reader, reading, key))


@post("/board/{key:str}", include_in_schema=False)
async def record(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Redirect:
    """Record how many systems an institution is known to have."""
    form = await forms.read(request)
    forms.keep(request, "board/institution.html", form, **await _context(reader, reading, key))
    count = form.one("count")
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 7 else count  # noqa: PLR2004 no institution has more
    await board.record_known(work, key, {"count": number, **form.given("source", "counted_on")})
    return reader.go(f"/board/{key}")


@get("/board/lists/{figure:str}", include_in_schema=False)
async def listing(
    request: Request[Any, Any, State],
    figure: FromPath[str],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
) -> Response[str]:
    """Show the list behind a figure."""
    if figure not in set(Figure):
        raise NotFound("figure", figure)
    filters = filters_of(request)
    after = request.query_params.get("after", "")[:200]
    page = await board.entries(reading, Figure(figure), filters, after=after, limit=2 * PAGE)
    following = reader.address(after=page.next_after) if page.next_after else None
    titles = [title_of(entry.title) if entry.kind == "system" else entry.title for entry in page.items]
    rows = list(zip(page.items, titles, strict=True))
    return reader.page("board/listing.html", figure=figure, page=page, rows=rows, filters=filters, following=following)


@post("/systems/{key:str}/confirm", include_in_schema=False)
async def confirm(
    request: Request[Any, Any, State],
    key: FromPath[str],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Confirm the contacts of a system."""
    form = await forms.read(request)
    await freshness.confirm(work, key, form.number("revision"))
    return reader.go(f"/systems/{key}")


def filters_of(request: Request[Any, Any, State]) -> Filters:
    """Read from an address to which institutions it is limited; what is none of our words counts for nothing."""
    given = request.query_params
    return Filters(
        [key[:64] for key in given.getall("institution", [])[:20] if key],
        [kind for kind in given.getall("kind", []) if kind in set(InstitutionKind)],
        [sector for sector in given.getall("sector", []) if sector in set(Sector)],
    )


def _number(request: Request[Any, Any, State]) -> int:
    given = request.query_params.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 4 else 1  # noqa: PLR2004 there are no more pages


async def _context(reader: Reader, reading: Work, key: str) -> dict[str, Any]:
    row = await institutions.get(reading, key)
    filters = Filters(institutions=[row.key])
    shown = await board.read(reading, filters)
    return {
        "institution": row,
        "board": shown,
        "line": shown.lines[0],
        "known": await board.known_counts(reading, key),
        **_kept(await board.days(reading, key), reader.language),
        "counts": bool(reader.actor.roles & COUNTERS),
        "labels": "board.parts",
        **_drawn(shown.lines[0], (), reader.language),
        **_helpers(shown, filters),
    }


def _helpers(shown: Board, filters: Filters) -> dict[str, Any]:
    kept = [("kind", kind) for kind in filters.kinds] + [("sector", sector) for sector in filters.sectors]
    own = [("institution", key) for key in filters.institutions]
    return {
        "list_of": lambda figure, key="": _address(f"/board/lists/{figure}", [*kept, *own, ("institution", key)]),
        "file_of": lambda kind: _address(f"/board.{kind}", [*kept, *own]),
        "name_of": lambda line: board_told.title_of(line, shown.day),
        "funnel": FUNNEL,
        "channels": BY_CHANNEL,
    }


def _address(path: str, parameters: Sequence[tuple[str, str]]) -> str:
    query = "&".join(f"{name}={value}" for name, value in parameters if value)
    return f"{path}?{query}" if query else path


def _drawn(line: Line, months: Sequence[Month], language: Language) -> dict[str, Any]:
    def bar(label: str, value: int) -> Bar:
        return Bar(label, value, figures.number(value, language))

    known = [] if line.known is None else [bar(text("board.page.known", language), line.known)]
    way = [*known, *(bar(text(f"board.figure.{figure}", language), line.figures[figure]) for figure in FUNNEL)]
    drawn = {"way": charts.bars("way", text("board.page.way", language), _said(way), way)}
    if months:
        grown = [
            Series(text("board.figure.registered", language), [month.registered for month in months]),
            Series(text("board.figure.published", language), [month.published for month in months]),
        ]
        told = "; ".join(f"{one.label}: {one.values[0]} – {one.values[-1]}" for one in grown)
        names = [month.name for month in months]
        drawn["trend"] = charts.columns("trend", text("board.page.trend", language), told, names, grown)
    return drawn


def _kept(days: Sequence[Day], language: Language) -> dict[str, Any]:
    """Return the days that are shown of those that were kept, and their lines where there is more than one."""
    chosen = spread(days, MOST_DAYS)
    series = [
        Series(text(f"board.figure.{figure}", language), [told[figure] for _, told in chosen]) for figure in FOLLOWED
    ]
    said = "; ".join(f"{one.label}: {one.values[0]} – {one.values[-1]}" for one in series if chosen)
    title = text("board.page.days-kept", language)
    drawn = charts.lines("kept", title, said, [day for day, _ in chosen], series) if len(chosen) > 1 else None
    return {"days": chosen, "followed": FOLLOWED, "kept": drawn}


def _said(rows: Sequence[Bar]) -> str:
    return "; ".join(f"{bar.label}: {bar.shown}" for bar in rows)


ROUTES = [everything, as_file, one, record, listing, confirm]
