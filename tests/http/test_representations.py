import gzip

import pytest
from wire import Pair, Wire, ask, saying

from registry.http.guard import Application, Receive, Scope, Send
from registry.http.representations import LARGEST, Representations

LONG = b'{"words": "' + b"somana " * 1000 + b'"}'
GZIP = (b"accept-encoding", b"gzip, br")


class Catalogue:
    """An application that counts how often it is asked, and a catalogue that changes when it is told to."""

    def __init__(self, body: bytes = b'{"a": 1}', headers: tuple[Pair, ...] = (), most_bytes: int = 10**6) -> None:
        self.body = body
        self.headers = headers
        self.asked = 0
        self.number = 7
        self.layer = Representations(self.answer, self.current, "somana", most_bytes)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await saying(self.body, headers=self.headers)(scope, receive, send)

    async def current(self) -> int:
        return self.number

    async def get(self, path: str = "/", *headers: Pair, query: bytes = b"") -> Wire:
        return await ask(self.layer, path, *headers, query=query)


async def test_a_second_question_is_answered_from_memory_until_something_changes() -> None:
    catalogue = Catalogue()
    first, second = await catalogue.get(), await catalogue.get()
    assert (first.body, first.pairs) == (second.body, second.pairs)
    assert catalogue.asked == 1
    catalogue.number, catalogue.body = 8, b'{"a": 2}'
    third = await catalogue.get()
    assert (third.body, third.header("x-catalogue-last-seq")) == (b'{"a": 2}', "8")
    assert third.header("etag") != first.header("etag")


async def test_an_answer_made_while_something_changed_is_not_taken_for_the_new_state() -> None:
    catalogue = Catalogue()

    async def changing(scope: Scope, receive: Receive, send: Send) -> None:
        catalogue.number += 1
        await catalogue.answer(scope, receive, send)

    catalogue.layer = Representations(changing, catalogue.current, "somana")
    await catalogue.get()
    await catalogue.get()
    assert catalogue.asked == 2


@pytest.mark.parametrize(
    "known",
    [
        (b"authorization", b"Bearer x"),
        (b"cookie", b"somana=secret"),
        (b"cookie", b"lang=en; somana=secret"),
        (b"cookie", b"lang=en;  somana=secret "),
    ],
)
async def test_the_answer_to_somebody_known_is_never_given_to_another(known: Pair) -> None:
    catalogue = Catalogue(b'"public"')
    await catalogue.get()
    catalogue.body = b'"private"'
    private = await catalogue.get("/", known)
    assert (private.body, private.header("cache-control")) == (b'"private"', "private, no-cache")
    assert (await catalogue.get()).body == b'"public"'
    assert (await catalogue.get("/other", known)).body == b'"private"'
    catalogue.body = b'"public"'
    assert (await catalogue.get("/other")).body == b'"public"'


@pytest.mark.parametrize("header", [(b"cache-control", b"private, no-store"), (b"set-cookie", b"lang=sw")])
async def test_an_answer_for_one_reader_alone_is_not_kept(header: Pair) -> None:
    catalogue = Catalogue(headers=(header,))
    await catalogue.get()
    await catalogue.get()
    assert (catalogue.asked, catalogue.layer.kept_bytes) == (2, 0)


async def test_what_is_kept_is_told_apart_by_address_language_form_and_packing() -> None:
    catalogue = Catalogue(LONG)
    for headers, query in [
        ((), b""),
        ((), b"limit=1"),
        (((b"accept-language", b"en"),), b""),
        (((b"accept", b"application/yaml"),), b""),
        ((GZIP,), b""),
    ]:
        await catalogue.get("/", *headers, query=query)
    assert catalogue.asked == 5
    await catalogue.get("/", (b"accept-language", b"en-GB, sw;q=0.1"))
    await catalogue.get("/", (b"cookie", b"lang=en"))
    assert catalogue.asked == 5
    for name in ("accept", "accept-encoding", "accept-language", "authorization", "cookie"):
        assert name in (await catalogue.get()).header("vary")


async def test_the_memory_for_answers_is_bounded() -> None:
    catalogue = Catalogue(b"x" * 10_000, most_bytes=100_000)
    for number in range(50):
        await catalogue.get(f"/{number}")
    assert 50_000 < catalogue.layer.kept_bytes <= 100_000
    await catalogue.get("/49")
    assert catalogue.asked == 50
    await catalogue.get("/0")
    assert catalogue.asked == 51


async def test_asking_again_does_not_count_twice_towards_the_memory() -> None:
    catalogue = Catalogue()
    await catalogue.get()
    before = catalogue.layer.kept_bytes
    catalogue.number += 1
    await catalogue.get()
    assert catalogue.layer.kept_bytes == before


async def test_a_very_large_answer_or_an_endless_accept_header_is_not_kept() -> None:
    large = Catalogue(b"x" * (LARGEST + 1))
    await large.get("/", GZIP)
    await large.get("/", GZIP)
    assert large.asked == 2
    verbose = Catalogue()
    await verbose.get("/", (b"accept", b"a" * 201))
    assert verbose.layer.kept_bytes == 0


async def test_a_reader_who_has_the_answer_is_told_so() -> None:
    for known in ((), ((b"authorization", b"Bearer x"),)):
        catalogue = Catalogue(headers=((b"etag", b'"3-abc"'),))
        tag = (await catalogue.get("/", *known)).header("etag").encode()
        for has in (tag, b'"other", ' + tag, b"W/" + tag, b"*"):
            same = await catalogue.get("/", *known, (b"if-none-match", has))
            assert (same.status, same.body, same.header("etag")) == (304, b"", tag.decode())
            assert not same.header("content-type")
        assert (await catalogue.get("/", *known, (b"if-none-match", b'"other"'))).status == 200


async def test_lists_have_a_weak_tag_of_their_bytes_and_entries_keep_their_own() -> None:
    assert (await Catalogue().get()).header("etag").startswith('W/"')
    assert (await Catalogue(headers=((b"etag", b'"3-abc"'),)).get()).header("etag") == '"3-abc"'


async def test_the_packed_answer_is_the_plain_one_with_a_tag_of_its_own() -> None:
    catalogue = Catalogue(LONG, headers=((b"etag", b'"3-abc"'),))
    packed, plain = await catalogue.get("/", GZIP), await catalogue.get()
    assert packed.header("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body == LONG
    assert (packed.header("etag"), plain.header("etag")) == ('"3-abc-gzip"', '"3-abc"')
    assert int(packed.header("content-length")) == len(packed.body)
    assert (await catalogue.get("/", GZIP, (b"if-none-match", b'"3-abc-gzip"'))).status == 304


@pytest.mark.parametrize("refusal", [b"identity", b"gzip;q=0", b"gzip; q=0.0", b"xgzip"])
async def test_nothing_is_packed_for_who_does_not_want_it(refusal: bytes) -> None:
    assert not (await Catalogue(LONG).get("/", (b"accept-encoding", refusal))).header("content-encoding")


async def test_small_answers_and_pictures_are_not_packed() -> None:
    assert not (await Catalogue().get("/", GZIP)).header("content-encoding")
    assert not (await Catalogue(LONG, headers=((b"content-type", b"image/png"),)).get("/", GZIP)).header(
        "content-encoding"
    )


async def test_only_good_answers_to_get_are_kept() -> None:
    for application in (saying(status=404), saying(status=500)):
        layer = Representations(application, Catalogue().current, "somana")
        assert (await ask(layer)).header("etag") == ""
        assert layer.kept_bytes == 0
    catalogue = Catalogue()
    await ask(catalogue.layer, method="POST")
    assert catalogue.layer.kept_bytes == 0


async def test_a_stream_is_passed_on_as_it_comes() -> None:
    async def stream(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await send({"type": "http.response.body", "body": b"two", "more_body": False})

    layer = Representations(stream, Catalogue().current, "somana")
    answer = await ask(layer)
    assert (answer.body, answer.header("etag"), layer.kept_bytes) == (b"onetwo", "", 0)


async def test_where_the_last_change_is_unknown_nothing_comes_from_memory() -> None:
    catalogue = Catalogue()

    async def unreachable() -> int:
        message = "connection refused"
        raise OSError(message)

    layer: Application = Representations(catalogue.answer, unreachable, "somana")
    for _ in range(2):
        answer = await ask(layer)
        assert (answer.status, answer.header("x-catalogue-last-seq")) == (200, "")
    assert catalogue.asked == 2
