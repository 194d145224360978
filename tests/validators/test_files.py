from registry.validators.files import FileRefused


def test_a_refusal_says_what_is_not_read_and_why() -> None:
    assert FileRefused("a.yaml is not read: there are too many files").problem.startswith("a.yaml")
