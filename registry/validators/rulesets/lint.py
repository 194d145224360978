"""What the linter of rulesets has to say of one text."""

from registry.frugal.values import field, value
from registry.validators.rulesets.ruleset import WARNING


@value
class Lint:
    """Something to say of a text: what, of which part of it, and how grave it is."""

    code: str
    fragment: str
    values: dict[str, object] = field(default_factory=dict)
    severity: int = WARNING
