from registry import __version__
from registry.validators.engine import ENGINE, engine_with


def test_the_engine_has_the_name_of_the_release_and_of_the_rules_where_they_have_a_part() -> None:
    assert f"somana/{__version__}" == ENGINE
    assert engine_with("sha256:0123456789abcdef") == f"{ENGINE}+0123456789ab"
    assert len(engine_with("sha256:" + "0" * 64)) < 80
