from pathlib import Path

from registry.frugal.modules import modules_in


def test_the_modules_of_a_folder_are_found_in_their_order(tmp_path: Path) -> None:
    for name in ("b.py", "a.py", "__init__.py", "_own.py", "notes.md", "c.pyc"):
        (tmp_path / name).touch()
    (tmp_path / "__pycache__").mkdir()
    assert modules_in(str(tmp_path)) == ["a", "b"]
