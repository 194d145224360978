from visitors import Visitor


async def test_every_problem_is_explained_in_both_languages(stranger: Visitor) -> None:
    page = await stranger.see("/problems/illegal-transition")
    assert '<section lang="sw">' in page
    assert "<var>current</var>" in page
    for code in ("fields", "no-such-problem", "fields.required"):
        assert (await stranger.client.get(f"/problems/{code}")).status_code == 404
