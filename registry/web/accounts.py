"""Sign in and out, and what an account holds."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from registry.domain.actors import Scope
from registry.domain.errors import NotFound
from registry.http.headers import cookie_of
from registry.usecases import keys, sessions
from registry.usecases.work import Work
from registry.web import forms
from registry.web.forms import Form
from registry.web.reader import Reader

LONGEST_WAY = 2_000
ACCOUNT = "accounts/account.html"


@get("/sign-in", include_in_schema=False)
async def door(request: Request[None, None, State], reader: NamedDependency[Reader]) -> Response[Any]:
    """Show the form for name and password."""
    following = safe_way(request.query_params.get("next", ""))
    if reader.actor.known:
        return reader.go(following)
    return reader.page("accounts/sign_in.html", form=Form({"next": [following]}))


@post("/sign-in", include_in_schema=False)
async def sign_in(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """Begin a new session; the one before, if any, ends."""
    form = await forms.read_of_stranger(request)
    forms.keep(request, "accounts/sign_in.html", form)
    browser = request.headers.get("user-agent", "")
    secret = await sessions.sign_in(work, form.one("name"), form.raw("password"), request.state.address, browser)
    before = cookie_of(request.scope, request.app.state.session_cookie)
    if before:
        await sessions.sign_out(work, before)
    answer = reader.go(safe_way(form.one("next")))
    answer.set_cookie(session_cookie(request, secret))
    return answer


@post("/sign-out", include_in_schema=False)
async def sign_out(
    request: Request[Any, Any, State], reader: NamedDependency[Reader], work: NamedDependency[Work]
) -> Redirect:
    """End the session, and let the browser forget what it kept of it."""
    await forms.read(request)
    await sessions.sign_out(work, cookie_of(request.scope, request.app.state.session_cookie))
    answer = reader.go("/")
    answer.set_cookie(session_cookie(request, "", max_age=0))
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@get("/account", include_in_schema=False)
async def account(reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show who is signed in, their roles and their keys."""
    return reader.page(ACCOUNT, form=Form(), keys=await keys.list_all(reading), scopes=list(Scope), now=reading.now)


@post("/account/keys", include_in_schema=False)
async def create_key(
    request: Request[Any, Any, State],
    reader: NamedDependency[Reader],
    reading: NamedDependency[Work],
    work: NamedDependency[Work],
) -> Response[str]:
    """Make a key; its secret is on the answer to this and nowhere else."""
    form = await forms.read(request)
    known = await keys.list_all(reading)
    forms.keep(request, ACCOUNT, form, keys=known, scopes=list(Scope), now=work.now)
    tree: dict[str, Any] = {**form.given("name"), "scopes": form.every("scopes")}
    days = form.number("days")
    key, secret = await keys.create(work, {**tree, "days": days} if days else tree)
    return reader.page("accounts/new_key.html", key=key, secret=secret, headers={"Cache-Control": "no-store, private"})


@get("/account/keys/{key_id:uuid}/revoke", include_in_schema=False)
async def confirm_revocation(
    key_id: FromPath[UUID], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Ask whether a key is really to be made useless."""
    key = next((one for one in await keys.list_all(reading) if one.id == key_id), None)
    if key is None:
        raise NotFound("key", str(key_id))
    return reader.page("accounts/revoke.html", key=key)


@post("/account/keys/{key_id:uuid}/revoke", include_in_schema=False)
async def revoke(
    request: Request[Any, Any, State],
    key_id: FromPath[UUID],
    reader: NamedDependency[Reader],
    work: NamedDependency[Work],
) -> Redirect:
    """Make a key useless at once."""
    await forms.read(request)
    await keys.revoke(work, key_id)
    return reader.go("/account")


def safe_way(path: str) -> str:
    """Return a path of ours to go on to, the first page where it is none."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if ours and path.isascii() and path.isprintable() and len(path) <= LONGEST_WAY else "/"


def session_cookie(request: Request[Any, Any, State], secret: str, max_age: int | None = None) -> Cookie:
    """Return the cookie that holds a session, for this host and no script."""
    state = request.app.state
    return Cookie(
        key=state.session_cookie,
        value=secret,
        max_age=max_age,
        path="/",
        secure=state.settings.secure,
        httponly=True,
        samesite="lax",
    )


ROUTES = [door, sign_in, sign_out, account, create_key, confirm_revocation, revoke]
