from collections.abc import AsyncIterator

import httpx
import pytest
from conftest import PUBLIC_URL
from factories import Factory
from visitors import Visitor

from registry.domain.actors import Role


@pytest.fixture
async def stranger(app: httpx.ASGITransport) -> AsyncIterator[Visitor]:
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        yield Visitor(opened)


@pytest.fixture
async def publisher(app: httpx.ASGITransport, make: Factory) -> AsyncIterator[Visitor]:
    await make.catalogue()
    await make.person("amina", Role.PUBLISHER)
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        visitor = Visitor(opened)
        await visitor.sign_in("amina")
        yield visitor


@pytest.fixture
async def reviewer(app: httpx.ASGITransport, publisher: Visitor, make: Factory) -> AsyncIterator[Visitor]:
    del publisher
    await make.person("rehema", Role.REVIEWER, institution="ega")
    async with httpx.AsyncClient(transport=app, base_url=PUBLIC_URL) as opened:
        visitor = Visitor(opened)
        await visitor.sign_in("rehema")
        yield visitor
