"""JSON Pointers (RFC 6901), as text."""


def below(pointer: str, *keys: str | int) -> str:
    """Return the pointer of what lies below another under these keys."""
    return pointer + "".join(f"/{_escaped(key)}" for key in keys)


def keys_of(pointer: str) -> list[str]:
    """Return the keys that a pointer walks through."""
    if not pointer:
        return []
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer[1:].split("/")]


def _escaped(key: str | int) -> str:
    return key.replace("~", "~0").replace("/", "~1") if isinstance(key, str) else str(key)
