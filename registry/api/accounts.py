"""The routes about who asks: `/me` and their keys."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.api import answers
from registry.api.bodies import ActorBody, KeyBody
from registry.domain.actors import Actor
from registry.domain.errors import Unauthenticated
from registry.http.requests import tree_of
from registry.usecases import keys
from registry.usecases.work import Work

NOT_KEPT = {"Cache-Control": "no-store"}


@get("/me")
async def get_me(actor: NamedDependency[Actor]) -> Response[ActorBody]:
    """Read who is asking, and what they may do."""
    if not actor.known:
        raise Unauthenticated
    scopes: list[str] | None = None if actor.scopes is None else sorted(actor.scopes)
    body = ActorBody(actor.kind, actor.name, actor.institution, sorted(actor.roles), scopes)
    return answers.plain(body, headers=NOT_KEPT)


@get("/keys")
async def list_keys(reading: NamedDependency[Work]) -> Response[list[KeyBody]]:
    """List the API keys that the asker may manage."""
    return answers.plain([KeyBody.of(key) for key in await keys.list_all(reading)], headers=NOT_KEPT)


@post("/keys", opt={"shape": "new_key"})
async def create_key(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[KeyBody]:
    """Make an API key; the key itself is shown in this answer and never again."""
    key, secret = await keys.create(work, await tree_of(request))
    return answers.plain(KeyBody.of(key, secret), status=201, headers=NOT_KEPT)


@delete("/keys/{key:uuid}")
async def revoke_key(work: NamedDependency[Work], key: FromPath[UUID]) -> None:
    """Make an API key useless at once."""
    await keys.revoke(work, key)


ROUTES = [get_me, list_keys, create_key, revoke_key]
