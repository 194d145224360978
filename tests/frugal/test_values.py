from typing import Any

import pytest

from registry.frugal.values import field, fields_of, record, replace, value


@value
class Place:
    line: int
    column: int = 1
    names: list[str] = field(default_factory=list)

    @property
    def next(self) -> int:
        return self.line + 1


@record
class Count:
    number: int
    many: bool = False


@value
class Nothing:
    pass


def test_fields_are_given_by_their_order_or_by_their_names() -> None:
    assert Place(3) == Place(line=3) == Place(3, 1) == Place(3, column=1, names=[])
    assert Place(3) != Place(4)
    assert Place(3).next == 4


def test_a_default_may_be_made_anew_for_each_value() -> None:
    Place(1).names.append("one")
    assert Place(1).names == []


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, [], 4), {}), ((1,), {"row": 1}), ((1,), {"line": 1}), ((1, 2, []), {"x": 1})]
)
def test_too_few_and_too_many_fields_are_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Place"):
        Place(*given, **named)


def test_a_value_never_changes() -> None:
    place: Any = Place(1)
    with pytest.raises(AttributeError, match="line of Place never changes"):
        place.line = 2
    with pytest.raises(AttributeError, match="line of Place never changes"):
        del place.line
    with pytest.raises(AttributeError):
        place.other = 2


def test_equal_values_have_equal_hashes() -> None:
    assert hash(Place(1, 2, ())) == hash(Place(1, 2, ()))  # type: ignore[arg-type]
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_a_record_changes_and_is_equal_to_itself_alone() -> None:
    count: Any = Count(1)
    count.number += 1
    assert count.number == 2
    assert count == count  # noqa: PLR0124 - that it is equal to itself is the point
    assert count != Count(2)
    assert len({count, Count(2)}) == 2
    with pytest.raises(AttributeError):
        count.other = 2


def test_a_value_like_another_but_for_a_field() -> None:
    assert replace(Place(1, 2), line=3) == Place(3, 2)


def test_a_value_shows_its_fields() -> None:
    assert repr(Place(1, 2)) == "Place(line=1, column=2, names=[])"
    assert fields_of(Count(1)) == {"number": 1, "many": False}
    assert Nothing.__qualname__ == "Nothing"


def test_a_field_may_be_left_out_of_what_makes_values_equal() -> None:
    @value
    class Remembering:
        name: str
        seen: list[int] = field(default_factory=list, compare=False)

    assert Remembering("a", [1]) == Remembering("a", [2])
    assert Remembering("a", [1]) != Remembering("b", [1])
    assert hash(Remembering("a", [1])) == hash(Remembering("a", [2]))


def test_what_a_class_says_itself_counts() -> None:
    @value
    class Alone:
        name: str

        __eq__, __hash__ = object.__eq__, object.__hash__

        def __repr__(self) -> str:
            return "alone"

    assert Alone("a") != Alone("a")
    assert repr(Alone("a")) == "alone"


def test_an_error_may_be_a_record() -> None:
    @record
    class Missing(Exception):
        name: str
        why: str = "no reason"

    with pytest.raises(Missing) as caught:
        raise Missing("this")
    assert (caught.value.name, caught.value.why, caught.value.args) == ("this", "no reason", ("this",))


def test_patterns_match_the_fields_in_their_order() -> None:
    match Place(5, 6):
        case Place(line, column):
            assert (line, column) == (5, 6)
