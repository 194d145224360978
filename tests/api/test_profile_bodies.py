from factories import Factory

from registry.api.profile_bodies import ProfileBody
from registry.domain.profiles import ProfileState


async def test_a_body_says_what_is_said_of_a_profile_and_what_can_be_done_with_it(make: Factory) -> None:
    stored = await make.profile(ProfileState.ACTIVE)
    body = ProfileBody.of(stored)
    assert (body.reference, body.state, body.rules) == ("tz-interop@1.0.0", "active", len(stored.rules))
    assert body.steps == ["retire"]
    assert body.links["page"] == "/profiles/tz-interop/1.0.0"
