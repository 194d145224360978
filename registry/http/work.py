"""The work of one request."""

from collections.abc import AsyncGenerator

from litestar import Request
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide

from registry.domain.actors import Actor
from registry.domain.errors import RegistryError
from registry.usecases.work import Work, begin, read


async def provide_work(
    request: Request[None, None, State], actor: NamedDependency[Actor]
) -> AsyncGenerator[Work, None]:
    """Open the work of a request that changes something; it is committed before the answer is sent."""
    state = request.app.state
    check = state.check if actor.known else state.check_of_strangers
    carried = {"request_id": request.state.request_id, "origin": request.state.address}
    async with begin(state.database, actor, check, **carried) as work:
        yield work


async def provide_reading(
    request: Request[None, None, State], actor: NamedDependency[Actor]
) -> AsyncGenerator[Work, None]:
    """Open the work of a request that only reads."""
    state = request.app.state
    check = state.check if actor.known else state.check_of_strangers
    async with read(state.database, actor, check) as work:
        yield work


def refusal_in(fault: Exception) -> RegistryError | None:
    """Return the error of the domain that the framework has wrapped while it closed the work of a request, if any."""
    if isinstance(fault, RegistryError):
        return fault
    inner = fault.exceptions if isinstance(fault, ExceptionGroup) else ()
    return next((found for one in inner if (found := refusal_in(one))), None)


PROVIDED = {
    "work": Provide(provide_work),
    "reading": Provide(provide_reading),
}
