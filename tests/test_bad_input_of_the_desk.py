"""What people send wrongly to the desk is answered clearly through the door, and nothing is half done."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from factories import INSECURE, Factory, contents

from registry.domain.actors import Role
from registry.domain.waivers import today
from registry.usecases import versions

HEAD = "name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email\n"
NAMES = {"sw": "Uhuru", "en": "Independence"}


def ends(days: int) -> dict[str, str]:
    return {"ends_on": (today() + timedelta(days=days)).isoformat()}


@pytest.mark.parametrize(
    ("given", "pointer"),
    [({}, "/ends_on"), (ends(-1), "/ends_on"), (ends(5000), "/ends_on"), ({"ends_on": "2027-02-30"}, "/ends_on")],
)
async def test_a_waiver_ends_on_a_day_that_is_there_and_not_too_far(
    make: Factory, client: httpx.AsyncClient, given: dict[str, str], pointer: str
) -> None:
    await make.catalogue()
    version = await make.version(servers=INSECURE)
    async with make.reading() as work:
        tree = await versions.report_of(work, version)
    found = next(one for one in tree["findings"] if one["severity"] == "error")
    asked = {"version": version.reference, "rule": found["rule"], "fingerprint": found["fingerprint"], "reason": "June"}
    headers = await make.key(await make.person("amina", Role.PUBLISHER))
    answer = await client.post("/api/v1/waivers", json={**asked, **given}, headers=headers)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (422, [pointer])
    assert (await client.get("/api/v1/waivers", headers=headers)).json()["items"] == []


@pytest.mark.parametrize(
    ("days", "pointer"),
    [(["2026-02-30"], "/holidays/0/day"), (["2026-12-09", "09/12/2026"], "/holidays/1/day"),
     (["2026-12-09", "2026-12-09"], "/holidays/1/day"), ([], "/holidays")],
)  # fmt: skip
async def test_a_list_of_holidays_with_a_wrong_day_changes_none(
    make: Factory, client: httpx.AsyncClient, days: list[str], pointer: str
) -> None:
    await make.institutions("ega")
    headers = await make.key(await make.person("asha", Role.ADMIN, institution="ega"))
    right = {"holidays": [{"day": "2026-12-25", "names": NAMES}]}
    assert (await client.put("/api/v1/holidays", json=right, headers=headers)).status_code == 200
    wrong = {"holidays": [{"day": day, "names": NAMES} for day in days]}
    refused = await client.put("/api/v1/holidays", json=wrong, headers=headers)
    assert (refused.status_code, [one["pointer"] for one in refused.json()["errors"]]) == (422, [pointer])
    assert [one["day"] for one in (await client.get("/api/v1/holidays")).json()] == ["2026-12-25"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name_en,onwer\nA,nida\n", "column-unknown-near"),
        (b"name_en,parent,owner\nA,nida,nida\n", "column-of-other-kind"),
        (HEAD.encode() + b'"open,A,nida\n', "quote-open"),
        (HEAD.encode() + b"\x81\xff,A,nida\n", "encoding"),
        (HEAD.encode() + b"a,b\n" * 2001, "too-many-rows"),
    ],
)
async def test_a_file_that_cannot_be_read_to_its_end_changes_nothing(
    make: Factory, client: httpx.AsyncClient, content: bytes, reason: str
) -> None:
    await make.institutions("nida")
    headers = await make.key(await make.person("amina", Role.PUBLISHER)) | {"Content-Type": "text/csv"}
    before = await contents(make.database, "allowance", "api_key")
    answer = await client.post("/api/v1/imports", content=content, headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (422, reason)
    assert await contents(make.database, "allowance", "api_key") == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
async def test_a_table_as_excel_writes_it_is_read_with_its_formulas_as_text(
    make: Factory, client: httpx.AsyncClient, encoding: str
) -> None:
    await make.institutions("nida")
    headers = await make.key(await make.person("amina", Role.PUBLISHER)) | {"Content-Type": "text/csv"}
    row = '"=HYPERLINK(""http://x"")";FRM;nida;"Usajili\r\nwa é";ICT;ict@x.example\r\n'
    content = (HEAD.replace(",", ";").replace("\n", "\r\n") + row).encode(encoding)
    answer: dict[str, Any] = (await client.post("/api/v1/imports", content=content, headers=headers)).json()
    assert (answer["taken_as"]["delimiter"], answer["results"][0]["errors"]) == ("semicolon", [])
    system = (await client.get("/api/v1/systems/frm")).json()
    assert system["names"][0]["text"] == '=HYPERLINK("http://x")'
    assert system["purpose"]["en"] == "Usajili\nwa é"
