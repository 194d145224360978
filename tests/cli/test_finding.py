import asyncio

from commands import Prepared
from factories import Factory

from registry.cli.finding import found
from registry.domain.entries import Visibility


async def catalogue(make: Factory) -> None:
    await make.catalogue(visibility=Visibility.GOVERNMENT.value)
    await make.person()


def names(name: str | None) -> set[str]:
    return {item["name"] for item in asyncio.run(found("identities", 20, {}, name))["items"]}


def test_what_is_not_public_is_found_by_those_with_an_account_only(prepared: Prepared) -> None:
    prepared(catalogue)
    assert "cig/identities" not in names(None)
    assert "cig/identities" in names("amina")
