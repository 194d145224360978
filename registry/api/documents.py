"""How a document is served: exactly as it was given, or converted when that is asked for."""

import asyncio
import base64
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from litestar import Request, Response
from litestar.datastructures import State

from registry.db.models import Document
from registry.validators.source import read, to_json, to_yaml

TYPES = {"json": "application/json", "yaml": "application/yaml"}
# Nothing in a document that a stranger wrote may run in a reader's browser.
POLICY = "sandbox; default-src 'none'"

_THREADS = ThreadPoolExecutor(1, thread_name_prefix="conversions")


async def served(request: Request[Any, Any, State], document: Document, headers: dict[str, str]) -> Response[bytes]:
    """Return a document in the form that the address or the `Accept` header asks for."""
    wanted = wanted_format(request, document.format)
    content, etag = document.content, document.digest
    if wanted != document.format:
        content = await asyncio.get_running_loop().run_in_executor(_THREADS, converted, content, wanted)
        etag = f"{document.digest}-{wanted}"
    else:
        digest = base64.b64encode(bytes.fromhex(document.digest.removeprefix("sha256:"))).decode()
        headers = {**headers, "Repr-Digest": f"sha-256=:{digest}:"}
    name = document.digest.removeprefix("sha256:")[:12]
    return Response(
        content,
        media_type=TYPES[wanted],
        headers={
            **headers,
            "ETag": f'"{etag}"',
            "Content-Disposition": f'attachment; filename="{name}.{wanted}"',
            "Content-Security-Policy": POLICY,
        },
    )


def wanted_format(request: Request[Any, Any, State], own: str) -> str:
    """Return `json` or `yaml` as the suffix of the address or the `Accept` header says, else the document's own."""
    for kind in TYPES:
        if request.url.path.endswith(f"/document.{kind}"):
            return kind
    accept = request.headers.get("accept", "").lower()
    asked = [kind for kind in TYPES if kind in accept]
    return asked[0] if len(asked) == 1 else own


def converted(content: bytes, wanted: str) -> bytes:
    """Return a document in the other form, its members in the same order."""
    tree = read(content).data
    return to_json(tree) if wanted == "json" else to_yaml(tree)
