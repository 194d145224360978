from registry.validators.declared.resolving import resolve
from registry.validators.view import View


def test_a_view_shows_a_document_as_written_and_as_resolved() -> None:
    source = {"a": {"$ref": "#/b"}, "b": {"c": 1}}
    resolution = resolve(source)
    view = View(source, resolution.tree, references=resolution.uses)
    assert (view.source["a"], view.resolved["a"]) == ({"$ref": "#/b"}, {"c": 1})
    assert (view.references, view.formats) == ({"#/a": "#/b"}, frozenset())
