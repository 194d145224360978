from typing import Any

import pytest
from functions import faults

MESSAGE = "Potential orphaned reusable object has been detected"


def test_components_of_every_kind_that_can_be_referred_to_are_looked_at() -> None:
    kinds = ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks"]
    document: dict[str, Any] = {"components": {kind: {"A": {}, "B": {}} for kind in kinds}}
    references = {f"#/x/{kind}": f"#/components/{kind}/A" for kind in kinds}
    found = faults("oasUnusedComponent", document, references=references)
    assert found == [(MESSAGE, ("components", kind, "B")) for kind in kinds]


def test_security_schemes_are_used_by_name_and_not_looked_at() -> None:
    assert faults("oasUnusedComponent", {"components": {"securitySchemes": {"key": {}}}}) == []


@pytest.mark.parametrize("target", [None, [], {}, {"components": []}, {"components": {"schemas": None, "links": []}}])
def test_what_has_no_components_is_not_judged(target: Any) -> None:
    assert faults("oasUnusedComponent", target) == []
