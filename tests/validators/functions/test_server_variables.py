import time
from typing import Any

import pytest
from functions import faults, messages, refuses

from registry.validators.rule import NotChecked

ALL = {"checkSubstitutions": True, "requireDefault": True}
URL = "https://{host}:{port}/v1"
HOST, PORT = {"default": "a.go.tz"}, {"enum": ["443", "8443"], "default": "443", "x-note": 1}


def server(url: Any = URL, **variables: Any) -> dict[str, Any]:
    return {"url": url, "variables": variables}


@pytest.mark.parametrize(
    "target",
    [server(host=HOST, port=PORT), server("https://a.go.tz"), {"url": "/v1"}, {"url": "not a url at all"}],
)
def test_variables_that_are_described_and_make_a_url_pass(target: Any) -> None:
    assert faults("serverVariables", target, ALL) == []


@pytest.mark.parametrize(
    ("target", "message", "place"),
    [
        (
            server(host=HOST, port=PORT, zone={"default": "x"}),
            'Server\'s "variables" object has unused defined "zone" url variable.',
            ("zone",),
        ),
        (
            server(host=HOST),
            'Not all server\'s variables are described with "variables" object. Missed: port.',
            (),
        ),
        ({"url": URL}, 'Not all server\'s variables are described with "variables" object. Missed: host, port.', ()),
        (
            server(host=HOST, port={"enum": ["443"]}),
            'Server Variable "port" has a missing default.',
            ("port",),
        ),
        (
            server(host=HOST, port={"enum": ["443"], "default": "80"}),
            'Server Variable "port" has a default not listed in the enum.',
            ("port", "default"),
        ),
    ],
)
def test_each_fault_of_a_variable_is_named_in_its_place(target: Any, message: str, place: tuple[str, ...]) -> None:
    found = faults("serverVariables", target, {"requireDefault": True}, path=("servers", 0))
    assert found == [(message, ("servers", 0, "variables", *place))]


def test_a_default_is_demanded_and_values_are_tried_only_where_the_options_say() -> None:
    target = server(host={}, port={"enum": ["x"]})
    assert messages("serverVariables", target) == []
    assert messages("serverVariables", target, {"checkSubstitutions": True}) == []
    assert len(messages("serverVariables", target, ALL)) == 2


def test_values_that_make_no_url_are_told_by_the_urls() -> None:
    target = server(host=HOST, port={"enum": ["443", "a b"], "default": "443"})
    assert messages("serverVariables", target, ALL) == [
        "A few substitutions of server variables resulted in invalid URLs: https://a.go.tz:a%20b/v1"
    ]


def test_no_more_than_five_urls_are_told() -> None:
    target = server("{a}{b}", a={"enum": ["x", "y"], "default": "x"}, b={"enum": list("123"), "default": "1"})
    assert messages("serverVariables", target, ALL) == [
        "At least 5 substitutions of server variables resulted in invalid URLs: x1, x2, x3, y1, y2 and more"
    ]


def test_a_variable_that_is_not_described_stays_in_the_url() -> None:
    found = messages("serverVariables", server("{a}{b}", a={"default": "x"}), ALL)
    assert found[-1] == "A few substitutions of server variables resulted in invalid URLs: x{b}"


def test_a_name_ends_at_the_next_brace_of_its_line() -> None:
    missed = 'Not all server\'s variables are described with "variables" object. Missed: '
    assert messages("serverVariables", {"url": "{}}{a\nb}{{c}{d"}) == [f"{missed}}}, {{c."]


@pytest.mark.parametrize(
    "target",
    [
        None,
        "https://a.go.tz",
        {},
        {"url": 1},
        server() | {"variables": None},
        server(host="a"),
        server(host={"default": 1}),
        server(host={"enum": "a"}),
        server(host={"enum": [1]}),
        server(host={"type": "string"}),
    ],
)
def test_what_is_no_server_is_told_so(target: Any) -> None:
    assert faults("serverVariables", target, ALL) == [("Invalid Server Object", None)]


def test_more_substitutions_than_can_be_tried_are_not_judged() -> None:
    variables = {name: {"enum": [str(i) for i in range(50)], "default": "1"} for name in "abcdefgh"}
    target = server("https://x/" + "".join(f"{{{name}}}" for name in variables), **variables)
    started = time.process_time()
    with pytest.raises(NotChecked):
        faults("serverVariables", target, ALL)
    assert time.process_time() - started < 5


def test_urls_of_very_many_braces_and_lines_are_read_in_time() -> None:
    started = time.process_time()
    for url in ("{" * 1_000_000, "{\n" * 500_000 + "}"):
        assert messages("serverVariables", {"url": url}, ALL) == []
    variables = {f"v{index}": {"default": "x"} for index in range(20_000)}
    target = server("https://x/" + "".join(f"{{{name}}}" for name in variables), **variables)
    assert messages("serverVariables", target, ALL) == []
    assert time.process_time() - started < 5


@pytest.mark.parametrize("options", [2, {"requireDefault": "yes"}, {"foo": True}])
def test_options_that_are_not_known_are_refused(options: Any) -> None:
    assert refuses("serverVariables", options)
