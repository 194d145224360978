from registry.web.excerpts import LONGEST, excerpt, within


def test_the_lines_round_a_place_are_shown() -> None:
    content = "\ufeffone\r\ntwo\nthree\nfour\nfive\nsix".encode()
    assert [(line.number, line.text) for line in excerpt(content, 3)] == list(
        enumerate(["one", "two", "three", "four", "five"], 1)
    )
    assert [line.number for line in excerpt(content, 6, around=1)] == [5, 6]
    assert excerpt(b"", 9) == []


def test_a_line_that_is_very_long_is_cut() -> None:
    assert len(within(["x" * 100_000], 1)[0].text) == LONGEST + 2


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    assert excerpt(b"\xff", 1)[0].text == "\N{REPLACEMENT CHARACTER}"
