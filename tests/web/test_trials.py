import csv
import io

import pytest
from factories import Factory
from rechecking import catalogue_to_check, runner
from visitors import ORIGIN, Visitor, hidden_of

from registry.domain.actors import Role

PAGE = "/profiles/tz-interop/1.0.0/trial"


@pytest.fixture
async def editor(stranger: Visitor, make: Factory) -> Visitor:
    await catalogue_to_check(make, 3)
    await make.profile()
    await make.person("rashid", Role.STANDARDS_EDITOR, institution="ega")
    await stranger.sign_in("rashid")
    return stranger


async def start(editor: Visitor) -> None:
    answer = await editor.send(PAGE, PAGE, {})
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)


async def test_an_editor_tries_a_draft_and_sees_what_would_happen(editor: Visitor, make: Factory) -> None:
    assert f'href="{PAGE}"' in await editor.see("/profiles/tz-interop/1.0.0")
    assert "has not been tried yet" in await editor.see(PAGE)
    await start(editor)
    waiting = await editor.client.get(PAGE)
    assert waiting.headers["refresh"] == "5"
    await runner(make).run_all()
    done = await editor.client.get(PAGE)
    assert "refresh" not in done.headers
    assert "3 of 3 versions checked" in done.text
    assert f'<a href="{PAGE}/versions?effect=fails-now">2</a>' in done.text
    assert f'<a href="{PAGE}/versions?effect=passes-still&amp;institution=nida">1</a>' in done.text
    assert f'<a href="{PAGE}/versions?rule=operation-without-summary">2</a>' in done.text
    assert "Jaribio kwenye orodha nzima" in await editor.see(PAGE, "sw")


async def test_every_figure_leads_to_its_versions_which_are_taken_along(editor: Visitor, make: Factory) -> None:
    await start(editor)
    await runner(make).run_all()
    page = await editor.see(f"{PAGE}/versions?effect=fails-now&institution=nida")
    assert 'href="/apis/cig/identities/2.0.0"' in page
    assert 'href="/apis/cig/identities/1.0.0"' not in page
    assert f"{PAGE}/versions.csv?effect=fails-now&amp;institution=nida" in page
    table = await editor.client.get(f"{PAGE}/versions.csv?effect=fails-now")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [(one["version"], one["errors_before"], one["errors_after"], one["raised"]) for one in rows] == [
        ("cig/identities@2.0.0", "0", "1", "1"),
        ("cig/identities@3.0.0", "0", "1", "1"),
    ]
    assert len((await editor.client.get(f"{PAGE}/versions.json")).json()) == 3
    assert "No version is of this kind" in await editor.see(f"{PAGE}/versions?institution=ega")


async def test_a_trial_is_stopped_on_its_page(editor: Visitor) -> None:
    await start(editor)
    hidden = hidden_of(await editor.see(PAGE), f"{PAGE}/stop")
    answer = await editor.client.post(f"{PAGE}/stop", data=hidden, headers=ORIGIN)
    assert answer.status_code == 303
    assert "stopped" in await editor.see(PAGE)
    again = await editor.client.post(f"{PAGE}/stop", data=hidden, headers=ORIGIN)
    assert again.status_code == 409
    wrong = await editor.client.post(f"{PAGE}/stop", data={**hidden, "recheck": "x"}, headers=ORIGIN)
    assert wrong.status_code == 404


async def test_a_trial_is_nothing_for_others(stranger: Visitor, make: Factory) -> None:
    await catalogue_to_check(make, 1)
    await make.profile()
    await make.person("amina", Role.PUBLISHER)
    await stranger.sign_in("amina")
    assert (await stranger.client.get(PAGE)).status_code == 403
    assert PAGE not in await stranger.see("/profiles/tz-interop/1.0.0")
    assert (await stranger.client.get(f"{PAGE}/versions.csv")).status_code == 403
