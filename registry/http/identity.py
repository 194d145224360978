"""Turn a key or a session into an actor."""

from litestar import Request
from litestar.datastructures import State

from registry.domain.actors import ANONYMOUS, Actor
from registry.domain.errors import KeyRefused
from registry.http.headers import cookie_of, headers_of
from registry.usecases import keys, sessions
from registry.usecases.secrets import is_key
from registry.usecases.work import begin


async def actor_of_key(request: Request[None, None, State]) -> Actor:
    """Return who a script acts for, by its bearer key; nobody known where it brings none.

    A cookie counts for nothing here, so that no page elsewhere can make a browser write through the API.
    """
    given = headers_of(request.scope, b"authorization")
    if not given:
        return ANONYMOUS
    scheme, _, secret = given[0].partition(" ")
    if len(given) > 1 or scheme.lower() != "bearer":
        raise KeyRefused
    state, secret = request.app.state, secret.strip()
    try:
        return await keys.actor_of(state.database, secret)
    except KeyRefused:
        if not is_key(secret):
            raise
        carried = {"request_id": request.state.request_id, "origin": request.state.address}
        async with begin(state.database, ANONYMOUS, state.check_of_strangers, **carried) as work:
            await keys.record_refusal(work, secret)
        raise


async def actor_of_session(request: Request[None, None, State]) -> Actor:
    """Return who a browser acts for, by its session; nobody known where it has none."""
    # The layer that keeps answers for strangers looks for the cookie in the same way, so none can be taken for one.
    secret = cookie_of(request.scope, request.app.state.session_cookie)
    if not secret:
        return ANONYMOUS
    sitting = await sessions.actor_of(request.app.state.database, secret)
    request.state.language_of_account, request.state.unread = sitting.language, sitting.unread
    return sitting.actor
