import pytest
from selecting import selected, values

from registry.validators.jsonpath.parsing import parse
from registry.validators.jsonpath.refusal import PathRefused

DOCUMENT = {
    "info": {"title": "Cards", "contact": {"name": "Desk"}},
    "paths": {"/cards": {"get": {"tags": ["a", "b"]}, "put": {"tags": []}}, "/a b": {"get": {}}},
    "list": [10, 20, 30, 40],
}


@pytest.mark.parametrize(
    ("expression", "paths"),
    [
        ("$", ["/"]),
        ("$.info.title", ["/info/title"]),
        ("$['info']['title']", ["/info/title"]),
        ('$["info"].title', ["/info/title"]),
        ("$[info].title", ["/info/title"]),
        ("$.info.*", ["/info/contact", "/info/title"]),
        ("$.info[*]", ["/info/contact", "/info/title"]),
        ("$..name", ["/info/contact/name"]),
        ("$.['name']", ["/info/contact/name"]),
        ("$..[name]", ["/info/contact/name"]),
        ("$.info[title,contact]", ["/info/contact", "/info/title"]),
        ("$.info['title','contact']", ["/info/contact", "/info/title"]),
        ("$.paths['/a b'].get", ["/paths//a b/get"]),
        ("$.list[0]", ["/list/0"]),
        ("$.list[0,2]", ["/list/0", "/list/2"]),
        ("$.list[1:3]", ["/list/1", "/list/2"]),
        ("$.list[-1:]", ["/list/3"]),
        ("$.list[:1]", ["/list/0"]),
        ("$.list[::2]", ["/list/0", "/list/2"]),
        ("$.list[-1]", []),
        ("$.list[(@.length-1)]", ["/list/3"]),
        ("$.info.contact^", ["/info"]),
        ("$.info.contact.name^^", ["/info"]),
        ("$.info.contact.name^.name", ["/info/contact/name"]),
        ("$^", []),
        ("$.list.@number()", ["/list/0", "/list/1", "/list/2", "/list/3"]),
    ],
)
def test_an_expression_selects(expression: str, paths: list[str]) -> None:
    assert sorted("/" + "/".join(map(str, path)) for path in selected(expression, DOCUMENT)) == sorted(paths)


def test_two_dots_at_the_end_mean_every_object_and_list_and_the_root() -> None:
    assert selected("$..", {"a": {"b": [1]}, "c": 2}) == [(), ("a",), ("a", "b")]


def test_a_tilde_hands_on_the_name() -> None:
    assert values("$.info.*~", DOCUMENT) == ["contact", "title"]


@pytest.mark.parametrize(
    ("expression", "problem", "offset"),
    [
        ("info", "no-root", 0),
        ("", "no-root", 0),
        ("$...a", "unexpected", 4),
        ("$.", "unfinished", 2),
        ("$x", "unexpected", 1),
        ("$.a[", "unclosed", 3),
        ("$.a['b'", "unclosed", 7),
        ("$.a['b' 'c']", "unexpected", 8),
        ("$.a['b','c'", "unclosed", 11),
        ("$.a[b,]", "unexpected", 4),
        ("$.a[::0]", "no-step", 4),
        ("$.a~.b", "after-keys", 4),
        ("$.a[?(@.b]", "unclosed", 5),
        ("$.a[?(@.b == 'x)]", "unclosed", 13),
        ("$.a[?(@.b == /x)]", "unclosed", 13),
        ("$.a[?(b)]", "unknown-name", 6),
        ("$.@word()", "unknown-kind", 9),
        ("$" + ".a" * 2_000, "too-long", 4_000),
    ],
)
def test_what_is_wrong_with_an_expression_is_said_and_where(expression: str, problem: str, offset: int) -> None:
    with pytest.raises(PathRefused) as refused:
        parse(expression)
    assert (refused.value.problem, refused.value.offset) == (problem, offset)


@pytest.mark.parametrize(
    "script", ["@ == ']'", "@ == ')'", "/[\\]/]/.test(@)", "/\\//.test(@)", "[1, ')'].includes(@)", "4 / 2 == 2 && @"]
)
def test_a_bracket_in_a_script_does_not_end_it(script: str) -> None:
    assert len(parse(f"$.a[?({script})].b").steps) == 3
