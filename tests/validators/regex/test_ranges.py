from registry.validators.regex.ranges import LAST, LAST_ASCII, SPACES, clipped, complement, is_within, merged


def test_ranges_that_touch_or_overlap_become_one() -> None:
    assert merged([(5, 9), (1, 2), (3, 4), (8, 8), (20, 21)]) == ((1, 9), (20, 21))
    assert merged([]) == ()


def test_a_complement_holds_what_is_missing() -> None:
    assert complement(((0, 9), (20, 30)), 100) == ((10, 19), (31, 100))
    assert complement((), LAST) == ((0, LAST),)
    assert complement(((0, LAST),), LAST) == ()
    assert complement(complement(SPACES, LAST), LAST) == SPACES


def test_a_complement_looks_no_further_than_asked() -> None:
    assert complement(((0x20, 0x7E), (0x100, 0x200)), LAST_ASCII) == ((0, 0x1F), (0x7F, 0x7F))


def test_clipping_keeps_what_is_below() -> None:
    assert clipped(((1, 5), (7, 300), (400, 500)), LAST_ASCII) == ((1, 5), (7, LAST_ASCII))
    assert clipped(((1, 5),), LAST_ASCII) == ((1, 5),)


def test_a_code_point_is_within_the_range_that_has_it() -> None:
    assert all(is_within(code, SPACES) for code in (0x09, 0x0D, 0x20, 0x2000, 0x200A, 0xFEFF))
    assert not any(is_within(code, SPACES) for code in (0, 0x08, 0x0E, 0x200B, 0x180E, LAST))
