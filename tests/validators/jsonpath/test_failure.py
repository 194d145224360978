import pytest
from selecting import evaluated

from registry.validators.jsonpath.failure import ScriptFailed


@pytest.mark.parametrize(
    ("script", "problem", "name"),
    [("@.a.b", "member-of-nothing", "b"), ("@.run()", "no-method", "run"), ("'a' in 5", "in-nothing", "a")],
)
def test_a_failure_says_what_could_not_be_had(script: str, problem: str, name: str) -> None:
    with pytest.raises(ScriptFailed) as failed:
        evaluated(script, {})
    assert (failed.value.problem, failed.value.name) == (problem, name)
