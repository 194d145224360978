import time

import pytest

from registry.web.markdown import LONGEST, html_of, inline_of, is_harmless, plain_of

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/track.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](/sign-out)",
    "[x](vbscript:x)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '<a href="https://evil.example" onclick="x()">x</a>',
    "<svg onload=alert(1)>",
    "```\n</code></pre><script>x</script>\n```",
    "`</code><script>x</script>`",
    "https://evil.example/<script>",
    '<https://ok.example/"onmouseover=x>',
]


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_that_a_stranger_writes_runs_or_is_fetched(words: str) -> None:
    html = str(html_of(words)) + str(inline_of(words)) + str(inline_of(f"`{words}`"))
    for forbidden in (
        "<script",
        "<img",
        "<svg",
        'href="javascript',
        'href="data',
        'href="/',
        "<a onclick",
        'vbscript:x"',
    ):
        assert forbidden not in html


def test_a_link_to_the_web_lends_no_reputation() -> None:
    assert str(html_of("[e-GA](https://www.ega.go.tz)")) == (
        '<p><a href="https://www.ega.go.tz" rel="noopener nofollow ugc">e-GA</a></p>\n'
    )


@pytest.mark.parametrize("address", ["https://a.example", "http://a.example/b?c", "mailto:a@b.example"])
def test_links_to_the_web_and_to_mailboxes_are_harmless(address: str) -> None:
    assert is_harmless(address)


@pytest.mark.parametrize("address", ["", "a", "/a", "//a", "ftp://a.example", "https:", "https://[", "file:///etc"])
def test_other_links_are_not(address: str) -> None:
    assert not is_harmless(address)


def test_headings_stand_below_those_of_the_page() -> None:
    assert str(html_of("# One\n\n## Two")) == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_tables_lists_and_code_are_shown() -> None:
    html = str(html_of("| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n\n`y`"))
    assert "<table>" in html
    assert "<li>x</li>" in html
    assert "<code>y</code>" in html


def test_a_text_that_is_too_long_is_shown_as_it_was_written() -> None:
    words = "*" * (LONGEST + 1)
    assert str(html_of(words)) == f"<pre>{words}</pre>"


@pytest.mark.parametrize("words", ["[" * 8000, "*a " * 5000, "> " * 8000, "`" * 16000, "- " * 8000, "![" * 8000])
def test_no_text_takes_long(words: str) -> None:
    begun = time.perf_counter()
    html_of(words)
    assert time.perf_counter() - begun < 5


def test_a_plain_line_is_cut_at_its_length() -> None:
    assert plain_of("a\n b   c", 10) == "a b c"
    assert len(plain_of("x" * 500)) == 300


def test_code_in_a_short_text_is_marked_and_the_rest_escaped() -> None:
    assert str(inline_of("Use `<b>` & go")) == "Use <code>&lt;b&gt;</code> &amp; go"
    assert str(inline_of("an odd ` mark")) == "an odd ` mark"
