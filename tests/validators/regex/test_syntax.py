from registry.validators.regex.syntax import (
    Characters,
    Choice,
    Expression,
    Group,
    Look,
    PatternRefused,
    Property,
    Repeat,
    Sequence,
    TextEnd,
    character,
    parts,
)

A, B = character(97), character(98)


def test_a_refusal_says_its_problem() -> None:
    assert str(PatternRefused("Nothing to repeat", 3)) == "Nothing to repeat"


def test_only_a_set_of_one_is_one_character() -> None:
    assert A.only == 97
    assert Characters(((97, 98),)).only is None
    assert Characters(((97, 97),), negated=True).only is None
    assert Characters(((97, 97),), (Property("gc", "L"),)).only is None


def test_the_opposite_of_the_opposite_is_the_property() -> None:
    assert Property("gc", "L").opposite.negated
    assert Property("gc", "L").opposite.opposite == Property("gc", "L")


def test_parts_are_what_stands_right_below() -> None:
    assert parts(Sequence((A, B))) == parts(Choice((A, B))) == (A, B)
    assert parts(Group(A)) == parts(Repeat(A, 0, None)) == parts(Look(A, behind=False, negated=True)) == (A,)
    assert parts(A) == parts(TextEnd()) == ()


def test_an_expression_goes_by_code_points_where_a_flag_says_so() -> None:
    assert [Expression(A, flags).is_unicode for flags in ("", "i", "u", "v")] == [False, False, True, True]


def test_parts_are_equal_where_they_are_of_one_kind_and_hold_the_same() -> None:
    assert Group(A) == Group(character(97))
    assert Sequence((A,)) != Choice((A,))
    assert TextEnd() == TextEnd()
    assert TextEnd() != Sequence(())
    assert len({Repeat(A, 0, 1), Repeat(A, 0, 1), Repeat(A, 0, 1, lazy=True)}) == 2


def test_a_part_shows_what_it_holds() -> None:
    assert repr(Group(TextEnd(), 2)) == "Group(TextEnd(), 2)"
