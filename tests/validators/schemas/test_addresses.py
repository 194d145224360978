from time import process_time

import pytest

from registry.validators.schemas import addresses


@pytest.mark.parametrize("text", ["http://a.b/c?d#e", "urn:x:y", "http://[::1]:80/a", "http://[v1.a]/", "a:/", "x:%20"])
def test_addresses_with_a_scheme_are_uris(text: str) -> None:
    assert addresses.is_uri(text)
    assert addresses.is_uri_reference(text)


@pytest.mark.parametrize("text", ["a:", "//a", "x", "", "http://a b", "http://[::g]/", "http://%zz", "a:é", 'a:"'])
def test_other_texts_are_no_uris(text: str) -> None:
    assert not addresses.is_uri(text)


@pytest.mark.parametrize(
    ("text", "good"), [("", True), ("/a?b#c", True), ('"', True), ("a b", False), ("a#b#c", False)]
)
def test_references_may_lack_everything(text: str, good: bool) -> None:  # noqa: FBT001 a column of the table
    assert addresses.is_uri_reference(text) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [("/a/{b}", True), ("{+a:3,b*}", True), ("%20", True), ("{", False), ("{}", False), ("{a:0}", False), ("'", False)],
)
def test_templates_have_expressions_in_braces(text: str, good: bool) -> None:  # noqa: FBT001 a column of the table
    assert addresses.is_uri_template(text) == good


@pytest.mark.parametrize("text", ["http://a.bc", "https://u:p@a-b.cd:80/x y"[:-2], "ftp://1.2.3.4", "http://é.fr/?q"])
def test_public_places_are_urls(text: str) -> None:
    assert addresses.is_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost",
        "http://10.0.0.1",
        "http://192.168.1.1",
        "http://172.16.0.1",
        "http://a.b",
        "http://a--b.cd",
        "a.bc",
    ],
)
def test_private_places_are_not(text: str) -> None:
    assert not addresses.is_url(text)


@pytest.mark.parametrize(
    ("text", "good"), [("a.b@c.de", True), ("A+x@b-c.d", True), ("a@b", False), (".a@b.c", False), ("a@-b.cd", False)]
)
def test_addresses_of_mail_have_a_domain(text: str, good: bool) -> None:  # noqa: FBT001 a column of the table
    assert addresses.is_email(text) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [("a.b.", True), ("a" * 63, True), ("a" * 64, False), ("-a", False), ("a..b", False), ("", False), ("a_b", False)],
)
def test_names_of_hosts_have_labels(text: str, good: bool) -> None:  # noqa: FBT001 a column of the table
    assert addresses.is_hostname(text) == good


@pytest.mark.parametrize(
    ("text", "good"), [("1.2.3.4", True), ("01.002.3.4", True), ("256.1.1.1", False), ("1.2", False)]
)
def test_version_4_has_four_numbers(text: str, good: bool) -> None:  # noqa: FBT001 a column of the table
    assert addresses.is_ipv4(text) == good


@pytest.mark.parametrize(
    "text", ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::1.2.3.4", "1::2:3.4.5.6"]
)
def test_version_6_may_leave_out_zeros_once(text: str) -> None:
    assert addresses.is_ipv6(text)


@pytest.mark.parametrize(
    "text", ["", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "::01.2.3.4", "g::", "12345::", "1.2.3.4::"]
)
def test_other_texts_are_not_of_version_6(text: str) -> None:
    assert not addresses.is_ipv6(text)


def test_hostile_texts_are_told_in_linear_time() -> None:
    hostile = [
        "http://" + "a@" * 100_000,
        "http://" + "a-" * 100_000,
        "a@" + "b." * 100_000,
        "{a," * 60_000,
        "1:" * 90_000,
    ]
    start = process_time()
    for text in hostile:
        for tell in (
            addresses.is_uri,
            addresses.is_url,
            addresses.is_email,
            addresses.is_uri_template,
            addresses.is_ipv6,
        ):
            tell(text)
        assert not addresses.is_url(text)
    assert process_time() - start < 5
