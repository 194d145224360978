"""The files that every page needs, under addresses that change with their content."""

import hashlib
from functools import cache
from importlib.resources import files

from litestar import Response, get
from litestar.params import FromPath

from registry.domain.errors import NotFound

TYPES = {"somana.css": "text/css; charset=utf-8", "somana.svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"


@get("/static/{digest:str}/{key:str}", include_in_schema=False)
async def file(digest: FromPath[str], key: FromPath[str]) -> Response[bytes]:
    """Return a file; the digest in its address makes it good for ever."""
    if key not in TYPES or digest != digest_of(key):
        raise NotFound("file", key)
    return Response(content_of(key), media_type=TYPES[key], headers={"Cache-Control": FOREVER})


def address_of(name: str) -> str:
    """Return the address of a file as it is now."""
    return f"/static/{digest_of(name)}/{name}"


@cache
def content_of(name: str) -> bytes:
    """Return the bytes of a file."""
    return files("registry.web").joinpath("static", name).read_bytes()


@cache
def digest_of(name: str) -> str:
    """Return the part of an address that stands for the content of a file."""
    return hashlib.sha256(content_of(name)).hexdigest()[:12]


ROUTES = [file]
