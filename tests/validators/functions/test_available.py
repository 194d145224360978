from pathlib import Path

import pytest

from registry.validators.function import Context, Fault
from registry.validators.functions import available, own_function, plugged_in
from registry.validators.view import View

PLUG_IN = """
from registry.validators.function import Fault, function

@function("{name}")
def made(_options):
    return lambda target, context: (Fault("from the plug-in"),)

something_else = 1
"""


def install(folder: Path, **points: str) -> None:
    (folder / "made_by_others.py").write_text(PLUG_IN.format(name=next(iter(points))), "utf-8")
    about = folder / "made_by_others-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: made-by-others\nVersion: 1.0\n", "utf-8")
    lines = "".join(f"{name} = made_by_others:{place}\n" for name, place in points.items())
    (about / "entry_points.txt").write_text(f"[somana.functions]\n{lines}", "utf-8")


def test_a_function_is_found_by_the_name_that_rulesets_use() -> None:
    for name in ("or", "truthy", "undefined", "unreferencedReusableObject", "oasOpFormDataConsumeCheck"):
        found = available(name)
        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("name", ["or_", "Truthy", "unreferenced_reusable_object", "__init__", "", "../truthy"])
def test_nothing_is_found_by_another_name(name: str) -> None:
    assert available(name) is None


def test_a_function_that_a_package_brings_is_found_after_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, checkTradeName="made", truthy="made", brokenName="something_else")
    monkeypatch.syspath_prepend(tmp_path)
    found = available("checkTradeName")
    assert found is not None
    assert list(found.make(None)(1, Context((), View(1, 1)))) == [Fault("from the plug-in")]
    assert available("truthy") is own_function("truthy")
    assert plugged_in("brokenName") is None
