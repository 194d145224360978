"""The route that tells who else publishes the fields of a version."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.api import answers
from registry.api.interfaces import name_of
from registry.api.versions import VERSION_PATHS
from registry.usecases import overlaps
from registry.usecases.overlaps import Overlap
from registry.usecases.work import Work


class SharedFieldBody(msgspec.Struct, frozen=True):
    """A field that both publish: the concept that it means, how each calls it, and how much it says, from 0 to 1."""

    concept: str | None
    ours: str
    theirs: str
    weight: float


class OverlapBody(msgspec.Struct, frozen=True):
    """An entry that publishes fields of a version already: how many of how many, which, and why it is told."""

    reference: str
    kind: str
    title: dict[str, str]
    status: str
    institution: dict[str, str]
    own: bool
    """Whether it is another entry of the same institution."""
    shared: int
    of: int
    score: float
    """Which part of what the fields of the version say the entry has, from 0 to 1."""
    reason: dict[str, str]
    fields: list[SharedFieldBody]
    page: str

    @classmethod
    def of_overlap(cls, overlap: Overlap) -> "OverlapBody":
        """Return the body of an overlap."""
        return msgspec.convert(overlap.tree(), cls)


@get([f"{path}/overlap" for path in VERSION_PATHS])
async def get_overlap(
    request: Request[Any, Any, State], reading: NamedDependency[Work], number: FromPath[str]
) -> Response[list[OverlapBody]]:
    """Read which entries publish the fields of a version already, those of other institutions first."""
    found = await overlaps.of(reading, name_of(request), number)
    return answers.plain([OverlapBody.of_overlap(one) for one in found])


ROUTES = [get_overlap]
