import pytest

from registry.http.language import language_from


@pytest.mark.parametrize(
    ("query", "cookie", "header", "language"),
    [
        ("", "", "", "sw"),
        ("", "", "fr, de", "sw"),
        ("", "", "en", "en"),
        ("", "", "en-GB,en;q=0.9,sw;q=0.8", "en"),
        ("", "", "en;q=0.1, sw;q=0.9", "sw"),
        ("", "", "en;q=0, fr", "sw"),
        ("", "", "en;q=nonsense", "sw"),
        ("", "", "x" * 10_000 + ",en", "sw"),
        ("", "lang=en", "sw", "en"),
        ("", "lang=nonsense", "en", "sw"),
        ("lang=sw", "lang=en", "en", "sw"),
        ("a=1&lang=en", "lang=sw", "sw", "en"),
        ("lang=fr", "", "en", "en"),
    ],
)
def test_the_address_comes_before_the_cookie_and_the_cookie_before_the_header(
    query: str, cookie: str, header: str, language: str
) -> None:
    headers = [(b"cookie", cookie.encode()), (b"accept-language", header.encode())]
    scope = {"query_string": query.encode(), "headers": [pair for pair in headers if pair[1]]}
    assert language_from(scope) == language
