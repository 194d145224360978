"""The routes under `/notices`: what the asker was told, and how they want to be told."""

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, get, patch, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromQuery

from registry.api import answers
from registry.api.bodies import PageBody
from registry.api.institutions import Limit
from registry.db.models import Notice
from registry.http.cursors import after_of
from registry.http.requests import tree_of
from registry.messages import LANGUAGES
from registry.usecases import notices
from registry.usecases.letters import sentence_of
from registry.usecases.work import Work

NOT_KEPT = {"Cache-Control": "no-store"}


class NoticeBody(msgspec.Struct, frozen=True):
    """Something that the asker was told."""

    id: int
    kind: str
    subject: str
    text: dict[str, str]
    created_at: datetime
    read_at: datetime | None
    links: dict[str, str]

    @classmethod
    def of(cls, row: Notice) -> "NoticeBody":
        """Return the body of a notice."""
        said: dict[str, str] = {language: sentence_of(row, language) for language in LANGUAGES}
        return cls(row.id, row.kind, row.subject, said, row.created_at, row.read_at, {"page": row.path})


class ChoiceBody(msgspec.Struct, frozen=True):
    """How notices come by e-mail: `at-once`, `daily` or `never`."""

    mail: str


class ReadBody(msgspec.Struct, frozen=True):
    """How many notices were unread before."""

    read: int


@get("/notices", opt={"parameters": {"unread", "limit", "cursor"}})
async def list_notices(
    request: Request[Any, Any, State],
    reading: NamedDependency[Work],
    unread: FromQuery[bool] = False,  # noqa: FBT002 the framework reads it from the query by its name
    limit: FromQuery[Limit] = 50,
    cursor: FromQuery[str | None] = None,
) -> Response[PageBody[NoticeBody]]:
    """List what the asker was told, the latest first."""
    found = await notices.list_page(reading, unread=unread, after=after_of(request, cursor), limit=limit)
    return answers.page(request, found, NoticeBody.of)


@post("/notices/read", status_code=200, opt={"shape": "notices_read"})
async def read_notices(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[ReadBody]:
    """Note that the asker has read some notices, or all where none are named."""
    given = work.given("notices_read", await tree_of(request))
    return answers.plain(ReadBody(await notices.mark_read(work, given.get("ids"))), headers=NOT_KEPT)


@get("/me/notices")
async def get_choice(reading: NamedDependency[Work]) -> Response[ChoiceBody]:
    """Read how the asker wants notices by e-mail."""
    return answers.plain(ChoiceBody(await notices.choice_of(reading)), headers=NOT_KEPT)


@patch("/me/notices", opt={"shape": "notice_choice"})
async def choose(request: Request[Any, Any, State], work: NamedDependency[Work]) -> Response[ChoiceBody]:
    """Choose how notices come by e-mail."""
    return answers.plain(ChoiceBody(await notices.choose(work, await tree_of(request))), headers=NOT_KEPT)


ROUTES = [list_notices, read_notices, get_choice, choose]
