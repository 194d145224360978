import json

from registry.validators.finding import Severity
from registry.validators.outline import Outline, RuleOutline, outline_of


def test_an_outline_is_the_same_after_a_journey_as_json() -> None:
    outline = Outline("tz-interop", "1.0.0", "sha256:0", (RuleOutline("paths-equivalent", Severity.WARNING),))
    assert outline_of(json.loads(json.dumps(outline.tree()))) == outline
    assert outline.reference == "tz-interop@1.0.0"
