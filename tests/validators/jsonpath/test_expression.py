from registry.validators.jsonpath.expression import Containers, Every, Expression, Names, Parents, Slice, Step
from registry.validators.jsonpath.parsing import parse


def test_an_expression_is_its_steps() -> None:
    assert parse("$.a..*^^[1:2]~") == Expression(
        "$.a..*^^[1:2]~",
        (Step(Names(frozenset({"a"}))), Step(Every(), deep=True), Parents(2), Step(Slice(1, 2, 1))),
        keys=True,
    )
    assert parse("$..") == Expression("$..", (Containers(),))
