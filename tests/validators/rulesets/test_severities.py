import pytest

from registry.validators.rulesets.severities import severity_of


@pytest.mark.parametrize(
    ("written", "severity"),
    [("error", 0), ("warn", 1), ("info", 2), ("hint", 3), ("off", -1), (0, 0), (3, 3), (-1, -1), (2.0, 2)],
)
def test_words_and_numbers_mean_the_same_severities(written: str | float, severity: int) -> None:
    assert severity_of(written) == severity
