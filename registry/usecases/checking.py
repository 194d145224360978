"""Check documents in the worker processes, and put what they refuse into the errors of the domain."""

from registry.domain.errors import DocumentUnreadable, Unavailable
from registry.usecases.work import Check
from registry.validators.pool import Busy, CheckPool
from registry.validators.report import Report
from registry.validators.unreadable import Unreadable


def checker(pool: CheckPool) -> Check:
    """Return the check that use cases are given."""

    async def check(content: bytes) -> Report:
        try:
            return await pool.check(content)
        except Unreadable as error:
            raise DocumentUnreadable(error.code, error.pointer, error.line, error.column, error.values) from error
        except Busy as error:
            raise Unavailable(retry_after=5) from error

    return check
