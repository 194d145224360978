from visitors import Visitor


async def test_every_rule_has_a_page(stranger: Visitor) -> None:
    listing = await stranger.see("/rules")
    names = {part.partition('"')[0] for part in listing.split('href="/rules/')[1:]}
    assert len(names) > 14
    for name in sorted(names):
        assert "<pre" in await stranger.see(f"/rules/{name}", "sw"), name
    assert (await stranger.client.get("/rules/no-such-rule")).status_code == 404
