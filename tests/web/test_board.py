import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from factories import ADMIN, Factory
from visitors import Visitor, complaints_of

from registry.domain.board import Figure, Known, Place, line_of
from registry.domain.lifecycle import Status
from registry.usecases import board, systems
from registry.usecases.work import begin
from registry.web.board import ORDERS, SHOWN

_FIGURE = re.compile(r'href="(/board/lists/[^"]+)">([\d,]+)</a>')
_LISTED = re.compile(r'role="status"><b>([\d,]+) ')
FORM = {"count": "7", "source": "Performance audit 2023/24", "counted_on": "2024-03-31"}


@pytest.mark.parametrize("language", ["sw", "en"])
async def test_every_figure_on_a_page_leads_to_a_list_of_that_many(
    make: Factory, publisher: Visitor, reviewer: Visitor, stranger: Visitor, language: str
) -> None:
    await make.version(Status.PUBLISHED)
    await make.version(Status.SUBMITTED, "2.0.0")
    await make.system("joined", channels=[{"channel": "govesb", "mode": "pull"}])
    for visitor in (stranger, publisher, reviewer):
        for path in ("/board", "/board/nida"):
            page = await visitor.see(path, language)
            found = _FIGURE.findall(page)
            assert page.count('<svg class="chart"') == (2 if path == "/board" else 1)
            assert len({address.partition("?")[0] for address, _ in found}) >= len(Figure) - 12
            for address, count in found:
                page = await visitor.see(address.replace("&amp;", "&"))
                listed = _LISTED.search(page)
                assert listed is not None
                assert listed[1] == count, address
                assert page.count('<tr><th scope="row">') == int(count)


async def test_the_board_is_put_in_order_and_narrowed(make: Factory, stranger: Visitor) -> None:
    await make.institutions("nida", "ega", "abc")
    await make.institution("mof", kind="ministry")
    await make.system("cig")
    page = await stranger.see("/board?sort=registered")
    assert page.index('href="/board/nida"') < page.index('href="/board/abc"') < page.index('href="/board/ega"')
    narrowed = await stranger.see("/board?kind=ministry&sector=identity&sort=nothing&page=x")
    assert 'href="/board/mof"' in narrowed
    assert 'href="/board/nida"' not in narrowed
    assert "kind=ministry" in narrowed.partition("board.csv")[2][:60]
    assert 'href="/board/mof"' not in await stranger.see("/board?page=2")


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_is_one(order: str) -> None:
    day = datetime.now(UTC).date()
    lines = [
        line_of(Place(key, "", "", (), known, {}, ()), (), None, day)
        for key, known in (("b", None), ("a", Known(1, "", day)), ("c", Known(0, "", day)))
    ]
    ordered = [line.key for line in sorted(lines, key=lambda line: (ORDERS[order](line), line.key))]
    assert ordered == (["a", "c", "b"] if order == "known" else ["a", "b", "c"])


async def test_what_is_shown_is_given_as_a_file_too(make: Factory, reviewer: Visitor, stranger: Visitor) -> None:
    await make.version(Status.SUBMITTED)
    waiting = []
    for visitor in (reviewer, stranger):
        table = await visitor.client.get("/board.csv?institution=nida")
        (row, total) = csv.DictReader(io.StringIO(table.text, newline=""))
        tree = (await visitor.client.get("/board.json?institution=nida")).json()
        assert tree["total"]["figures"]["waiting"] == int(row["waiting"]) == int(total["waiting"])
        waiting.append((row["waiting"], table.headers["cache-control"].startswith("no-store")))
    assert waiting == [("1", True), ("0", False)]


async def test_a_reviewer_records_what_is_known_and_an_owner_does_not(publisher: Visitor, reviewer: Visitor) -> None:
    assert "Nobody has recorded" in await publisher.see("/board/nida")
    assert 'name="counted_on"' not in await publisher.see("/board/nida")
    assert (await publisher.send("/systems/cig", "/board/nida", FORM)).status_code == 403
    page = await reviewer.send("/board/nida", "/board/nida", {**FORM, "count": "many", "counted_on": ""})
    assert page.status_code == 422
    assert complaints_of(page.text) == ["count", "counted_on"] or set(complaints_of(page.text)) == {
        "count",
        "counted_on",
    }
    assert (await reviewer.send("/board/nida", "/board/nida", FORM)).status_code == 303
    page_of = await publisher.see("/board/nida")
    assert "Performance audit 2023/24" in page_of
    assert "6 known systems are not registered" in page_of


async def test_an_owner_confirms_the_contacts_on_the_page(make: Factory, publisher: Visitor, stranger: Visitor) -> None:
    assert "The contacts are right" not in await stranger.see("/systems/cig")
    page = await publisher.see("/systems/cig")
    assert "to be confirmed" in page
    revision = re.findall(r'name="revision" value="(\d+)"', page)[0]
    assert (await publisher.send("/systems/cig", "/systems/cig/confirm", {"revision": "9"})).status_code == 412
    assert (await publisher.send("/systems/cig", "/systems/cig/confirm", {"revision": revision})).status_code == 303
    for path in ("/systems/cig", "/apis/cig/identities"):
        assert 'class="tag good">confirmed' in await stranger.see(path)
    del make


async def test_an_entry_that_nobody_confirmed_is_marked_wherever_it_is_shown(make: Factory, stranger: Visitor) -> None:
    await make.catalogue()
    async with begin(make.database, ADMIN, make.check, now=datetime.now(UTC) - timedelta(days=400)) as work:
        await systems.change(work, "cig", {"gisp_reference": "x"}, 1)
    for path in ("/systems", "/systems/cig", "/apis/cig/identities", "/board/nida"):
        assert "unverified" in await stranger.see(path), path


async def test_the_days_that_were_kept_are_drawn_with_their_figures_beside(make: Factory, stranger: Visitor) -> None:
    await make.catalogue()
    for ago, key in ((9, "one"), (1, "two")):
        async with begin(make.database, ADMIN, make.check, now=datetime.now(UTC) - timedelta(days=ago)) as work:
            await board.keep_day(work)
        if ago > 1:
            page = await stranger.see("/board/nida")
            assert "Days that were kept" in page
            assert "kept-title" not in page  # one day is no way
        await make.system(key)
    for path in ("/board", "/board/nida"):
        page = await stranger.see(path)
        assert page.count('class="line l0"') == 2
        assert "Registered: 1 – 2" in page


async def test_waivers_are_counted_and_listed_for_those_who_may_see_them(
    make: Factory, stranger: Visitor, publisher: Visitor
) -> None:
    waiver = await make.waiver()
    address = "/board/lists/waivers-asked"
    assert f'href="/waivers/{waiver.key}"' in await publisher.see(address)
    assert waiver.key not in await stranger.see(address)
    assert "waivers-asked" in await publisher.see("/board")


async def test_what_there_is_not_is_not_found(stranger: Visitor) -> None:
    for path in ("/board/nobody", "/board/lists/nothing", "/board/lists"):
        assert (await stranger.client.get(path)).status_code == 404
    assert set(SHOWN) <= set(Figure)
