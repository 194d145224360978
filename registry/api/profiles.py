"""The routes under `/profiles`."""

import base64
import hashlib
from datetime import date
from typing import Annotated, Any

from litestar import Request, Response, get, post, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, Parameter

from registry.api import answers
from registry.api.documents import POLICY, TYPES
from registry.api.profile_bodies import ProfileBody
from registry.http.requests import ruleset_of, tree_of
from registry.usecases import profiles
from registry.usecases.profiles import LONGEST_GRACE, Particulars
from registry.usecases.work import Work

PATH = "/profiles/{key:str}/{version:str}"
PARTICULARS = frozenset({"title_sw", "title_en", "binding_on", "grace_days"})
AGAIN = "The same bytes are there already, or they replace a draft"
# What a digest stands for never changes, but a draft may come to have another.
KEPT = {"Cache-Control": "public, no-cache"}


@get("/profiles")
async def list_profiles(reading: NamedDependency[Work]) -> Response[list[ProfileBody]]:
    """List every version of every profile; one at most is what documents are checked against by default."""
    return answers.plain([ProfileBody.of(row) for row in await profiles.list_all(reading)])


@put(PATH, status_code=201, opt={"parameters": PARTICULARS, "takes": "ruleset", "again": AGAIN})
async def load_profile(
    request: Request[Any, Any, State],
    work: NamedDependency[Work],
    key: FromPath[str],
    version: FromPath[str],
    title_sw: FromQuery[str | None] = None,
    title_en: FromQuery[str | None] = None,
    binding_on: FromQuery[date | None] = None,
    grace_days: FromQuery[Annotated[int, Parameter(ge=0, le=LONGEST_GRACE)]] = 0,
) -> Response[ProfileBody]:
    """Take in a ruleset, or a ZIP archive of one with what it extends, as a draft of a profile."""
    title = {language: text for language, text in (("sw", title_sw), ("en", title_en)) if text is not None}
    particulars = Particulars(title, binding_on, grace_days)
    row, created = await profiles.load(work, key, version, await ruleset_of(request), particulars)
    body = ProfileBody.of(row)
    return answers.entry(body, row.revision, status=201 if created else 200, location=body.links["self"])


@get(PATH)
async def get_profile(
    reading: NamedDependency[Work], key: FromPath[str], version: FromPath[str]
) -> Response[ProfileBody]:
    """Read what is said of a profile; `active` in place of a version is the one that is."""
    row = await profiles.get(reading, key, version)
    return answers.entry(ProfileBody.of(row), row.revision)


@get(f"{PATH}/document", opt={"gives": "document"})
async def get_profile_document(
    reading: NamedDependency[Work], key: FromPath[str], version: FromPath[str]
) -> Response[bytes]:
    """Read the ruleset of a profile, byte for byte."""
    found = await profiles.document_of(reading, await profiles.get(reading, key, version))
    kind = "json" if found.name.endswith(".json") else "yaml"
    return _file(found.content, TYPES[kind], f"{key}-{version}.{kind}")


@get(f"{PATH}/bundle", opt={"gives": "archive"})
async def get_profile_bundle(
    reading: NamedDependency[Work], key: FromPath[str], version: FromPath[str]
) -> Response[bytes]:
    """Read the ruleset of a profile with every file that it extends, as a ZIP archive whose first member it is."""
    content = await profiles.bundle_of(reading, await profiles.get(reading, key, version))
    return _file(content, "application/zip", f"{key}-{version}.zip")


@post(f"{PATH}/transitions", status_code=200, opt={"shape": "profile_transition"})
async def advance_profile(
    request: Request[Any, Any, State], work: NamedDependency[Work], key: FromPath[str], version: FromPath[str]
) -> Response[ProfileBody]:
    """Activate a draft, or retire what is active."""
    row = await profiles.advance(work, key, version, profiles.order_of(await tree_of(request)))
    return answers.entry(ProfileBody.of(row), row.revision)


def _file(content: bytes, media_type: str, name: str) -> Response[bytes]:
    digest = hashlib.sha256(content)
    headers = {
        **KEPT,
        "ETag": f'"sha256:{digest.hexdigest()}"',
        "Repr-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": POLICY,
    }
    return Response(content, media_type=media_type, headers=headers)


ROUTES = [
    list_profiles,
    load_profile,
    get_profile,
    get_profile_document,
    get_profile_bundle,
    advance_profile,
]
