from datetime import UTC, datetime, timedelta

import httpx
import pytest
from factories import Factory
from visitors import Visitor

from registry.domain.lifecycle import Status
from registry.web.past import rows_of

TODAY = (datetime.now(UTC) + timedelta(hours=3)).date().isoformat()


PATHS = ["/institutions/nida", "/systems/cig", "/apis/cig/identities", "/apis/cig/identities/1.0.0"]


@pytest.mark.parametrize("path", PATHS)
async def test_an_entry_is_shown_as_it_was_on_a_day(client: httpx.AsyncClient, make: Factory, path: str) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    page = await Visitor(client).see(f"{path}/past?day={TODAY}")
    assert "as it was on" in page
    assert f'href="{path}"' in page
    assert (await client.get(f"{path}/past?day=2020-01-01")).status_code == 404
    assert (await client.get(f"{path}/past")).status_code == 422
    address = f"/api/v1{path.replace('identities/', 'identities/versions/')}"
    answer = await client.get(address, params={"as_of": TODAY})
    assert answer.status_code == 200
    assert answer.json()["entry"]["created_at"]
    assert (await client.get(f"{address}?as_of=2020-01-01")).status_code == 404


@pytest.mark.parametrize("path", PATHS)
async def test_an_entry_leads_to_its_past(client: httpx.AsyncClient, make: Factory, path: str) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    assert f'action="{path}/past"' in await Visitor(client).see(path)


def test_a_tree_is_shown_as_rows_with_their_places() -> None:
    assert rows_of({"a": [{"b": 1}, {"c": None}], "d": {"e": False}}) == [("a.1.b", "1"), ("d.e", "False")]
