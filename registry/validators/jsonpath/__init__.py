"""JSONPath as Spectral's rulesets use it: read once, then all expressions of a ruleset matched in one pass."""
