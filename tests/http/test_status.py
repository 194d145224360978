from collections.abc import Iterator

from registry.domain import errors
from registry.http.status import FAMILIES, status_of


def descendants(kind: type[errors.RegistryError]) -> Iterator[type[errors.RegistryError]]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def test_every_error_of_the_domain_belongs_to_a_family() -> None:
    families = tuple(family for family, _ in FAMILIES)
    assert [kind for kind in descendants(errors.RegistryError) if not issubclass(kind, families)] == []


def test_a_narrower_family_comes_before_the_wider_one() -> None:
    assert status_of(errors.DocumentTooLarge(1)) == 413
    assert status_of(errors.UnsupportedContent("x")) == 415
    assert status_of(errors.ReasonRequired("reject")) == 422
    assert status_of(errors.SignInRefused()) == 401
    assert status_of(errors.OwnWork()) == 403
    assert status_of(errors.RegistryError()) == 400
