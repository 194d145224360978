import pytest
from selecting import selected

DOCUMENT = {"name": 1, "get": {"name": 2, "put": {"name": 3}}, "put": {"get": {"name": 4}}, "x9": {"get": 1, "put": 2}}


@pytest.mark.parametrize("expression", ["$..*.name", "$..[*].name", "$.[*].name"])
def test_a_wildcard_at_any_depth_is_left_out_where_more_follows(expression: str) -> None:
    assert selected(expression, DOCUMENT) == selected("$..name", DOCUMENT)
    assert selected("$.get..*.name", DOCUMENT) == [("get", "name"), ("get", "put", "name")]


@pytest.mark.parametrize("expression", ["$..*", "$.get..*"])
def test_a_wildcard_at_any_depth_stays_at_the_end(expression: str) -> None:
    assert selected(expression, DOCUMENT)


@pytest.mark.parametrize(
    "expression",
    [
        "$..*.name^.name",
        "$..*.name[?(@.x == '\\d')]^",
        "$..get..*.name",
        "$..[?(@.name)]..*.name",
        "$..*..*.name",
    ],
)
def test_the_second_engine_reads_a_wildcard_to_the_letter(expression: str) -> None:
    assert ("name",) not in selected(expression, DOCUMENT)


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("$.x9[get,put]", ["get", "put"]),
        ("$.x9['get','put']", ["get", "put"]),
        ('$.x9["get","put"]', ["get", "put"]),
        ("$.x9[get, put]", ["get"]),
        ("$.x9['get', 'put']", []),
        ("$.x9['get','put']^['get']", []),
        ("$[?(@property.match(/x\\d/))][get,put]", ["get", "put"]),
        ("$[?(@property.match(/x\\d/))]['get','put']", []),
        ("$..[?(@property.match(/x[0-9]/))]['get','put']", ["get", "put"]),
        ("$[?(@property.match(/x[0-9]{1}/))]['get','put']", []),
        ("$[?(@property == 'x9' ? 1 : 0)]['get','put']", []),
        ("$..[?((@property == 'x9') && ('(' < @property))]['get','put']", ["get", "put"]),
        ("$..[x9]..['get','put']", ["get", "put"]),
        ("$..x9.*^..['get','put']", []),
    ],
)
def test_quotes_and_blanks_between_names_are_understood_by_the_first_engine_alone(
    expression: str, names: list[str]
) -> None:
    assert [path for path in selected(expression, DOCUMENT) if path[0] == "x9"] == [("x9", name) for name in names]
