import time

import pytest

from registry.validators.absolute_urls import is_absolute_url


@pytest.mark.parametrize(
    "url",
    [
        "https://a.go.tz",
        "HTTPS:a.go.tz/x",
        r"https:\\a.go.tz\x",
        " https://user:pw@a.go.tz:443/x?y#z ",
        "https://a.go.tz:",
        "https://a.go.tz:0000443",
        "ht\ntps://a.go.tz",
        "http://127.1",
        "http://0x7f.0.0.010",
        "http://[::1]:80/",
        "http://{host}/",
        "http://a%41.tz",
        "http://ü.tz",
        "http://xn--nxasmq6b.tz",
        "http://4294967295",
        "http://a..b",
        "file:x",
        "file:///etc",
        "file://host/x",
        "file://C:/x",
        "mailto:a@b.tz",
        "foo:",
        "foo:///x",
        "foo://a b:80".replace(" ", "%20"),
    ],
)
def test_what_the_url_standard_reads_is_a_url(url: str) -> None:
    assert is_absolute_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/v1",
        "a.go.tz",
        "1http://a",
        "https://",
        "https:///",
        "https://?x",
        "https://:80",
        "https://user@",
        "https://a:x",
        "https://a:65536",
        "https://a:99999999999",
        "https://a b",
        "https://a<b",
        "https://a%zz",
        "https://%ff",
        "https://%20",
        "https://\u00ad",
        "http://256.1.1.1",
        "http://1.2.3.4.5",
        "http://1..2",
        "http://08",
        "http://4294967296",
        "http://[::g]",
        "http://[::1",
        "http://[::1]x",
        "http://[fe80::1%25eth0]",
        "http://xn--a",
        "http://xn--ü",
        "http://xn--99999999",
        "file://a b/x",
        "foo://a b",
        "foo://:80",
        "foo://user@",
    ],
)
def test_what_it_does_not_read_is_none(url: str) -> None:
    assert not is_absolute_url(url)


def test_very_long_texts_are_read_in_time() -> None:
    started = time.process_time()
    for part in ("9", "0", "a.", "1.", "@", ":", "[", "%41", "/", "xn--a"):
        is_absolute_url("http://" + part * 200_000)
        is_absolute_url("http://x:" + part * 200_000)
    assert time.process_time() - started < 5
