import json
import time
from pathlib import Path

import httpx
from factories import Factory

from registry.domain.lifecycle import Status

SEARCH = "/api/v1/search"
HOSTILE = [
    '"',
    "'",
    "*",
    "a* OR b",
    "NEAR(a b)",
    "a AND",
    "col:x",
    "^a",
    "(",
    "'; DROP TABLE x;--",
    "%",
    "_",
    "\\",
    "a & b | !c",
    "<->",
    "\u202e",
    "٣",
    "😀",
    "a" * 399,
    "a " * 199,
    "-",
    "{}",
    "${x}",
    "\t\n",
]


async def test_facets_count_what_is_found_and_narrow_it(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue(channels=[{"channel": "govesb", "mode": "pull"}])
    await make.schema()
    await make.version(Status.PUBLISHED)
    everything = (await client.get(SEARCH)).json()
    assert everything["facets"]["kind"] == {"institution": 2, "system": 1, "api": 1, "schema": 1}
    assert everything["page"]["total"] == 5
    for facet, value, names in [
        ("kind", "schema", {"person"}),
        ("channel", "govesb", {"cig/identities"}),
        ("state", "published", {"cig/identities"}),
        ("institution", "ega", {"ega"}),
    ]:
        found = (await client.get(SEARCH, params={facet: value})).json()
        assert {item["name"] for item in found["items"]} == names
        assert found["facets"][facet][value] == len(names)
    both = (await client.get(f"{SEARCH}?kind=schema&kind=institution")).json()
    assert both["page"]["total"] == 3


async def test_results_are_walked_by_cursor_and_each_is_met_once(client: httpx.AsyncClient, make: Factory) -> None:
    await make.institutions(*(f"body-{number}" for number in range(5)))
    address: str | None = f"{SEARCH}?q=mamlaka&limit=2"
    met = []
    while address:
        answer = await client.get(address)
        met += [item["name"] for item in answer.json()["items"]]
        address = answer.links.get("next", {}).get("url")
    assert sorted(met) == [f"body-{number}" for number in range(5)]
    assert answer.headers["total-count"] == "5"


async def test_a_cursor_of_another_question_or_none_is_refused_and_no_page_is_too_deep(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.institutions(*(f"body-{number}" for number in range(5)))
    cursor = (await client.get(f"{SEARCH}?q=mamlaka&limit=2")).json()["page"]["next_cursor"]
    tampered = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")
    for address in (
        f"{SEARCH}?q=other&cursor={cursor}",
        f"{SEARCH}?q=mamlaka&kind=api&cursor={cursor}",
        f"{SEARCH}?q=mamlaka&cursor={tampered}",
        f"{SEARCH}?q=mamlaka&cursor=OTk5OTk5OTk",
        f"{SEARCH}?q=mamlaka&cursor=😀",
    ):
        answer = await client.get(address)
        assert answer.status_code == 422, address
        assert "cursor" in answer.text


async def test_what_an_answer_can_be_narrowed_to_is_counted_by_the_same_question(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    question = {"q": "identity", "institution": "nida", "language": "en"}
    answer = (await client.get(SEARCH, params=question)).json()
    filters = (await client.get(f"{SEARCH}/filters", params=question)).json()
    counts = {one["key"]: {option["value"]: option["count"] for option in one["options"]} for one in filters["items"]}
    assert counts == answer["facets"]
    assert filters["total"] == answer["page"]["total"]
    assert counts["institution_kind"] and counts["conformity"] and counts["language"]  # noqa: PT018 all of them are told
    chosen = [option["value"] for one in filters["items"] for option in one["options"] if option["selected"]]
    assert chosen == ["nida", "en"]


async def test_a_hit_says_why_it_was_found(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    items = (await client.get(SEARCH, params={"q": "first_name"})).json()["items"]
    field = items[0]
    assert (field["kind"], field["name"]) == ("field", "cig/identities firstName")
    assert field["links"]["page"] == "/apis/cig/identities/1.0.0/fields/firstName"
    assert field["why"]["places"][0] == "field"
    for item in items:
        for snippet in item["why"]["snippets"].values():
            assert all(snippet["text"][first:last].strip() for first, last in snippet["marks"])


async def test_words_of_one_language_find_what_is_written_in_the_other(
    client: httpx.AsyncClient, make: Factory
) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    for words in ("kitambulisho", "identity", "getIdentity"):
        names = [item["name"] for item in (await client.get(SEARCH, params={"q": words})).json()["items"]]
        assert any(name.startswith("cig/identities") for name in names), words


async def test_no_question_is_too_strange_to_answer(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    for words in HOSTILE:
        begun = time.perf_counter()
        answer = await client.get(SEARCH, params={"q": words})
        assert answer.status_code == 200, words
        assert time.perf_counter() - begun < 1
        for facet in ("kind", "institution", "sector", "state", "channel"):
            assert (await client.get(SEARCH, params={facet: words})).status_code in {200, 422}


async def test_the_shared_hostile_questions_are_answered_or_refused(
    client: httpx.AsyncClient, make: Factory, shared: Path
) -> None:
    await make.catalogue()
    questions = json.loads((shared / "hostile/unicode/03-search-queries.json").read_text("utf-8", "surrogatepass"))
    texts = [one if isinstance(one, str) else str(one) for one in _flat(questions)]
    assert len(texts) > 40
    for words in texts:
        raw = words.encode("utf-8", "surrogatepass")
        begun = time.perf_counter()
        answer = await client.get(SEARCH, params={"q": raw.decode("utf-8", "replace")[:8_000]})
        assert answer.status_code in {200, 400, 422}, words[:80]
        assert time.perf_counter() - begun < 1


def _flat(tree: object) -> list[object]:
    if isinstance(tree, dict):
        return [leaf for value in tree.values() for leaf in _flat(value)]
    if isinstance(tree, list):
        return [leaf for value in tree for leaf in _flat(value)]
    return [tree]


async def test_a_wrong_letter_is_put_right_and_told(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    await make.version(Status.PUBLISHED)
    answer = (await client.get(SEARCH, params={"q": "identtiies"})).json()
    assert answer["repaired"] == {"identtiies": "identities"}
    assert "cig/identities" in [item["name"] for item in answer["items"]]
    exact = (await client.get(SEARCH, params={"q": "identtiies", "exact": "true"})).json()
    assert (exact["repaired"], exact["items"]) == ({}, [])


async def test_what_begins_with_what_was_typed_is_offered(client: httpx.AsyncClient, make: Factory) -> None:
    await make.catalogue()
    offered = (await client.get(f"{SEARCH}/suggestions", params={"q": "nid"})).json()
    assert offered["items"][0]["links"] == {"page": "/institutions/nida"}
    assert offered["questions"] == ["nida"]
    assert (await client.get(f"{SEARCH}/suggestions", params={"q": "x" * 10_000})).status_code == 400
    for typed in HOSTILE:
        answer = await client.get(f"{SEARCH}/suggestions", params={"q": typed})
        assert answer.status_code == 200, typed
