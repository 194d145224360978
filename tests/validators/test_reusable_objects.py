import pytest

from registry.validators.reusable_objects import orphans, referred_to
from registry.validators.view import View


def used_by(*targets: str) -> frozenset[str]:
    return referred_to(View({}, {}, references={f"#/{index}": target for index, target in enumerate(targets)}))


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("#/definitions/Card", "#/definitions/Card"),
        ("#/definitions/a~1b~0c", "#/definitions/a/b~c"),
        ("#/definitions/Page%C2%ABCard%C2%BB", "#/definitions/Page«Card»"),
        ("#/definitions/100%", "#/definitions/100%"),
        ("#/definitions/%FF", "#/definitions/%FF"),
    ],
)
def test_places_that_are_referred_to_are_told_without_escapes(target: str, place: str) -> None:
    assert used_by(target) == {place}


def test_only_what_is_referred_to_itself_is_used() -> None:
    used = used_by("#/definitions/A", "#/definitions/B/properties/x")
    assert [fault.path for fault in orphans(["A", "B"], "#/definitions", used)] == [("definitions", "B")]


def test_the_path_of_an_orphan_is_read_from_its_pointer() -> None:
    assert [fault.path for fault in orphans(["a/b"], "#", frozenset())] == [("a", "b")]
