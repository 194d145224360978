from registry.http.headers import cookie_of, header_of, headers_of

SCOPE = {
    "headers": [
        (b"accept", b"a"),
        (b"accept", b"\xe9"),
        (b"cookie", b"lang=en; broken; =x;somana= secret"),
        (b"cookie", b"somana=second; other=a=b"),
    ]
}


def test_the_first_of_several_headers_counts_and_none_is_empty() -> None:
    assert (header_of(SCOPE, b"accept"), header_of(SCOPE, b"host")) == ("a", "")


def test_every_header_of_a_name_is_there_whatever_its_bytes() -> None:
    assert headers_of(SCOPE, b"accept") == ["a", "é"]


def test_a_cookie_is_found_among_others() -> None:
    assert (cookie_of(SCOPE, "lang"), cookie_of(SCOPE, "other"), cookie_of(SCOPE, "none")) == ("en", "a=b", "")
    assert cookie_of(SCOPE, "somana").strip() == "secret"
