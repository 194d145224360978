from typing import Any

import pytest

from registry.validators.declared.resolving import Unresolved, resolve


def schemas(**named: Any) -> dict[str, Any]:
    return {"schemas": named}


def test_a_reference_is_replaced_by_what_it_refers_to_and_shares_it() -> None:
    document = {"a": {"$ref": "#/schemas/Card"}, "b": [{"$ref": "#/schemas/Card"}], **schemas(Card={"type": "object"})}
    resolution = resolve(document)
    assert resolution.tree["a"] is resolution.tree["b"][0] is document["schemas"]["Card"]
    assert document["a"] == {"$ref": "#/schemas/Card"}
    assert resolution.landings == {"#/a": "#/schemas/Card", "#/b/0": "#/schemas/Card"}
    assert resolution.uses == {"#/a": "#/schemas/Card", "#/b/0": "#/schemas/Card"}


def test_a_document_without_references_is_not_copied() -> None:
    document = {"a": [{"b": 1}]}
    assert resolve(document).tree is document


@pytest.mark.parametrize(
    ("reference", "key"),
    [("#/schemas/a%20b", "a b"), ("#/schemas/a b", "a b"), ("#/schemas/p~1q", "p/q"), ("#/schemas/%7Bx%7D", "{x}")],
)
def test_a_reference_may_be_encoded(reference: str, key: str) -> None:
    assert resolve({"a": {"$ref": reference}, "schemas": {key: 5}}).tree["a"] == 5


def test_a_chain_is_followed_whatever_its_order() -> None:
    document = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/c/0"}, "c": [{"$ref": "#/d"}], "d": {"e": 1}}
    for turned in (document, dict(reversed(document.items()))):
        resolution = resolve(turned)
        assert resolution.tree == {"a": {"e": 1}, "b": {"e": 1}, "c": [{"e": 1}], "d": {"e": 1}}


def test_a_reference_through_another_is_followed_only_if_the_other_was_replaced_before() -> None:
    through, other, target = {"a": {"$ref": "#/b/inner"}}, {"b": {"$ref": "#/c"}}, {"c": {"inner": {"x": 1}}}
    assert resolve({**other, **through, **target}).tree["a"] == {"x": 1}
    assert resolve({**through, **other, **target}).problems == [Unresolved(("a",), "'#/b/inner' does not exist")]


def test_siblings_of_a_reference_are_not_seen_but_kept_for_the_place() -> None:
    referring = {"$ref": "#/b", "description": "mine"}
    resolution = resolve({"a": referring, "b": {"type": "string"}})
    assert resolution.tree["a"] == {"type": "string"}
    assert resolution.crossings[id(resolution.tree)] == {"a": referring}


def test_a_reference_into_its_own_ancestors_stays() -> None:
    document = schemas(Tree={"items": {"$ref": "#/schemas/Tree"}})
    assert resolve(document).tree == document


def test_references_in_a_circle_stay_while_the_entry_is_replaced() -> None:
    document = {
        "entry": {"$ref": "#/schemas/A"},
        **schemas(A={"b": {"$ref": "#/schemas/B"}}, B={"a": {"$ref": "#/schemas/A"}}),
    }
    assert resolve(document).tree["entry"] == {"b": {"$ref": "#/schemas/B"}}


def test_the_whole_document_is_put_as_it_was_written() -> None:
    document = {"a": {"$ref": "#"}, "b": {"$ref": "#/c"}, "c": 1}
    assert resolve(document).tree == {"a": document, "b": 1, "c": 1}


def test_a_target_that_is_not_there_is_told_where_the_last_of_a_chain_refers() -> None:
    document = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/nowhere"}}
    resolution = resolve(document)
    assert resolution.problems == [
        Unresolved(("a",), "'#/nowhere' does not exist"),
        Unresolved(("b",), "'#/nowhere' does not exist"),
    ]
    assert resolution.tree == {"a": {"$ref": "#/nowhere"}, "b": {"$ref": "#/nowhere"}}


def test_what_is_no_pointer_is_told_of_the_document() -> None:
    resolution = resolve({"a": {"$ref": "#b"}})
    assert resolution.problems == [Unresolved((), "'#b' JSON pointer is invalid")]


def test_what_leads_outside_is_noted_and_stays() -> None:
    document = {"a": {"$ref": "other.yaml#/x"}}
    resolution = resolve(document)
    assert (resolution.external, resolution.tree) == ([(("a",), "other.yaml#/x")], document)


def test_only_text_is_a_reference() -> None:
    document = {"properties": {"$ref": {"type": "string"}}, "enum": [{"$ref": 5}]}
    assert resolve(document).tree is document


def test_references_that_double_at_each_step_are_shared() -> None:
    document: dict[str, Any] = {f"s{number}": {"l": {"$ref": f"#/s{number + 1}"}, "r": {"$ref": f"#/s{number + 1}"}}
                                for number in range(40)}  # fmt: skip
    document["s40"] = {"type": "string"}
    tree = resolve(document).tree
    assert tree["s0"]["l"] is tree["s0"]["r"] is tree["s1"]


def test_every_reference_of_a_hostile_circle_is_judged_and_no_circle_is_left() -> None:
    names = [f"s{number}" for number in range(60)]
    document = {name: {other: {"$ref": f"#/{other}"} for other in names if other != name} for name in names}
    tree = resolve(document).tree
    assert _is_finite(tree, set(), set())


def _is_finite(node: Any, above: set[int], done: set[int]) -> bool:
    if not isinstance(node, dict) or id(node) in done:
        return True
    if id(node) in above:
        return False
    finite = all(_is_finite(child, above | {id(node)}, done) for child in node.values())
    done.add(id(node))
    return finite
