from visitors import Visitor


async def test_our_own_api_is_described(stranger: Visitor) -> None:
    assert "/api/v1/openapi.json" in await stranger.see("/docs/api")
