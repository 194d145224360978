import ast
from pathlib import Path

from registry.messages import has_text
from registry.validators import pool
from registry.validators.refused import RulesetRefused

CODE = Path(str(pool.__file__)).parent


def test_a_refusal_carries_its_place() -> None:
    refused = RulesetRefused("rule-unknown", {"name": "x"}, file="a.yaml", line=3, column=4, pointer="/rules/x")
    assert (refused.code, refused.values, refused.file) == ("rule-unknown", {"name": "x"}, "a.yaml")
    assert (refused.line, refused.column, refused.pointer) == (3, 4, "/rules/x")


def test_every_code_that_is_raised_has_its_text() -> None:
    codes = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RulesetRefused":
                codes |= {str(one.value) for one in node.args[:1] if isinstance(one, ast.Constant)}
    assert len(codes) > 6
    assert [code for code in sorted(codes) if not has_text(f"rules.ruleset.{code}")] == []
