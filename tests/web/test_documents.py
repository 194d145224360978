from datetime import UTC, datetime

from registry.db.models import Document
from registry.web import documents


def document(content: bytes, digest: str) -> Document:
    return Document(digest=digest, format="yaml", size=len(content), content=content, created_at=datetime.now(UTC))


async def test_a_document_is_read_once() -> None:
    content = document(b"openapi: 3.1.0\r\ninfo: {}\n", "sha256:once")
    first = await documents.opened(content)
    assert first.lines == ["openapi: 3.1.0", "info: {}", ""]
    assert await documents.opened(content) is first


async def test_no_more_is_kept_than_memory_bears() -> None:
    for number in range(8):
        large = (
            b'{"openapi": "3.1.0", "x": "'
            + b"\\n".join([b"y" * 900_000])
            + b'", "z": ["'
            + b'","'.join([b"w" * 900_000] * 3)
            + b'"]}'
        )
        await documents.opened(document(large, f"sha256:large-{number}"))
    assert sum(one.size for one in documents._kept.values()) <= documents.MOST_BYTES
