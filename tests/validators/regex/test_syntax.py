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
