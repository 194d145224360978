from factories import Factory
from visitors import Visitor, complaints_of, hidden_of

from registry.usecases import systems
from registry.web.forms import Form
from registry.web.systems import TASKS, changes_of, form_of

NEW = {
    "institution": "nida",
    "names.0.kind": "name",
    "names.0.language": "sw",
    "names.0.text": "",
    "names.1.kind": "name",
    "names.1.language": "en",
    "names.1.text": "Card status",
    "purpose.sw": "",
    "purpose.en": "Tells whether a card is ready",
    "contacts.0.kind": "technical",
    "contacts.0.name": "ICT",
    "contacts.0.email": "ict@nida.example",
}


async def test_a_system_is_registered_with_what_is_needed_alone(publisher: Visitor) -> None:
    answer = await publisher.send("/register", "/register", {**NEW, "key": "card-status"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/systems/card-status")
    page = await publisher.see("/systems/card-status")
    assert "Registered, not yet checked" in page
    assert 'href="/systems/card-status/edit#legal_basis.0.title"' in page


async def test_what_is_wrong_is_named_and_what_was_typed_is_kept(publisher: Visitor) -> None:
    form = {**NEW, "key": "Card Status", "names.1.text": "x" * 300, "contacts.0.email": "nowhere"}
    answer = await publisher.send("/register", "/register", form)
    assert answer.status_code == 422
    assert sorted(complaints_of(answer.text)) == ["contacts.0.email", "key", "names.1.text"]
    assert 'value="Card Status"' in answer.text
    assert "Tells whether a card is ready" in answer.text


async def test_a_key_that_is_taken_is_said_at_its_field(publisher: Visitor) -> None:
    answer = await publisher.send("/register", "/register", {**NEW, "key": "cig"})
    assert answer.status_code == 409
    assert complaints_of(answer.text) == ["key"]


async def test_every_part_of_a_system_is_changed_by_hand(publisher: Visitor) -> None:
    form = hidden_of(await publisher.see("/systems/cig/edit"), "/systems/cig/edit")
    form |= {
        **{name: value for name, value in NEW.items() if name != "institution"},
        "sector": "identity",
        "state": "planned",
        "gisp_reference": "GISP-1",
        "hosting.kind": "own",
        "channels.1.channel": "govesb",
        "channels.1.mode": "push",
        "channels.1.code": "X1",
        "personal_data.holds": "yes",
        "personal_data.categories": "NIN, names",
        "legal_basis.0.title": "NIDA Act",
        "replaced_by": "",
    }
    answer = await publisher.send("/systems/cig/edit", "/systems/cig/edit", form)
    assert answer.status_code == 303, complaints_of(answer.text)
    page = await publisher.see("/systems/cig")
    for told in ("GISP-1", "NIDA Act", "GovESB", "X1", "NIN, names", "Planned", "At the institution itself"):
        assert told in page, told


async def test_a_change_from_an_old_page_is_refused(publisher: Visitor) -> None:
    form = hidden_of(await publisher.see("/systems/cig/edit"), "/systems/cig/edit")
    form |= {**NEW, "sector": "identity", "state": "in-use", "revision": "77"}
    assert (await publisher.send("/systems/cig/edit", "/systems/cig/edit", form)).status_code == 412


async def test_only_the_owner_finds_the_form(stranger: Visitor, reviewer: Visitor) -> None:
    assert (await stranger.client.get("/systems/cig/edit")).status_code == 303
    assert (await reviewer.client.get("/systems/cig/edit")).status_code == 403
    assert "/systems/cig/edit" not in await stranger.see("/systems/cig")


async def test_what_took_the_place_of_what_is_shown_both_ways(
    stranger: Visitor, publisher: Visitor, make: Factory
) -> None:
    del publisher
    await make.system("newer")
    await make.system("newest")
    async with make.work() as work:
        await systems.change(work, "newer", {"replaced_by": "newest"}, 1)
        await systems.change(work, "cig", {"replaced_by": "newer"}, 1)
    first, last = await stranger.see("/systems/cig"), await stranger.see("/systems/newest")
    assert first.index('href="/systems/newer"') < first.index('href="/systems/newest"')
    assert 'href="/systems/newer"' in last


async def test_systems_are_listed(stranger: Visitor, publisher: Visitor) -> None:
    del publisher
    assert 'href="/systems/cig"' in await stranger.see("/systems")


async def test_a_system_fills_its_form_and_the_form_says_the_same(make: Factory) -> None:
    await make.institution()
    row = await make.system(personal_data={"holds": True, "categories": ["NIN"]}, gisp_reference="G1")
    changes = changes_of(form_of(row))
    for part in ("names", "purpose", "contacts", "personal_data", "gisp_reference"):
        assert changes[part] == getattr(row, part)


def test_an_empty_form_empties_every_optional_part() -> None:
    assert changes_of(Form())["hosting"] is None
    assert changes_of(Form())["channels"] == []


def test_everything_that_can_be_missing_has_a_field() -> None:
    assert len(TASKS) == 11
