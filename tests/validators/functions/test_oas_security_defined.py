from typing import Any

import pytest
from functions import faults, refuses

SECOND, THIRD = {"oasVersion": 2}, {"oasVersion": 3}
IN_2 = {"securityDefinitions": {"oauth": {"type": "oauth2", "scopes": {"read": ""}}, "key": {}, "odd": None}}
IN_3 = {
    "components": {
        "securitySchemes": {
            "oauth": {
                "flows": {"implicit": {"scopes": {"read": ""}}, "password": {"scopes": {"write": ""}}, "x": None}
            },
            "key": {},
            "ref": {"$ref": "#/components/securitySchemes/oauth"},
        }
    }
}


@pytest.mark.parametrize("target", [{}, {"oauth": []}, {"oauth": ["read"], "key": []}])
def test_schemes_and_scopes_that_are_defined_pass(target: Any) -> None:
    assert faults("oasSecurityDefined", target, SECOND, source=IN_2) == []
    assert faults("oasSecurityDefined", target, THIRD, source=IN_3) == []


@pytest.mark.parametrize(
    ("options", "source", "location"),
    [
        (SECOND, IN_2, "securityDefinitions"),
        (SECOND, {}, "securityDefinitions"),
        (THIRD, IN_3, "components.securitySchemes"),
        (THIRD, {"components": None}, "components.securitySchemes"),
        (THIRD, {"components": {"securitySchemes": ["none"]}}, "components.securitySchemes"),
    ],
)
def test_a_scheme_that_is_not_defined_is_named(options: Any, source: Any, location: str) -> None:
    message = f'"security" values must match a scheme defined in the "{location}" object.'
    for whose, path in (("API", ("security", 0)), ("Operation", ("paths", "/a", "get", "security", 0))):
        found = faults("oasSecurityDefined", {"none": ["x"]}, options, path=path, source=source)
        assert found == [(f"{whose} {message}", (*path, "none"))]


@pytest.mark.parametrize(
    ("options", "source", "scheme", "scope"),
    [
        (SECOND, IN_2, "oauth", "write"),
        (SECOND, IN_2, "key", "read"),
        (SECOND, IN_2, "odd", "read"),
        (THIRD, IN_3, "oauth", "delete"),
        (THIRD, IN_3, "key", "read"),
        (THIRD, IN_3, "ref", "read"),
    ],
)
def test_a_scope_that_the_scheme_itself_does_not_list_is_named(
    options: Any, source: Any, scheme: str, scope: str
) -> None:
    found = faults("oasSecurityDefined", {scheme: [scope]}, options, path=("security", 0), source=source)
    assert found == [(f'"{scope}" must be listed among scopes.', ("security", 0, scheme, 0))]


@pytest.mark.parametrize("target", [None, [], {"none": None}, {"none": [1]}])
def test_what_is_no_requirement_is_not_judged(target: Any) -> None:
    assert faults("oasSecurityDefined", target, THIRD, source=IN_3) == []


@pytest.mark.parametrize("options", [None, 3, {"oasVersion": 4}, {"oasVersion": 3, "foo": True}])
def test_options_of_another_version_are_refused(options: Any) -> None:
    assert refuses("oasSecurityDefined", options)
