"""The addresses of apis and schemas, and what they name."""

from litestar import Request
from litestar.datastructures import State

ENTRY_PATHS = ["/apis/{system:str}/{api:str}", "/schemas/{key:str}"]
VERSION_PATHS = [f"{path}/{{number:str}}" for path in ENTRY_PATHS]


def below_versions(suffix: str) -> list[str]:
    """Return the addresses of a page of every version."""
    return [f"{path}/{suffix}" for path in VERSION_PATHS]


async def provide_name(request: Request[None, None, State]) -> str:
    """Return the name of the api or schema that an address means: `gepg/bills`, `person-identity`."""
    given = request.path_params
    return f"{given['system']}/{given['api']}" if "api" in given else str(given.get("key", ""))
