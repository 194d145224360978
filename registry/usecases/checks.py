"""Check a document without storing it."""

from registry.usecases import allowances
from registry.usecases.work import Work
from registry.validators.report import Report


async def check(work: Work, content: bytes, address: str) -> Report:
    """Check a document for anybody; an address may ask for some thirty a minute."""
    asker = work.actor.name if work.actor.known else address
    await allowances.spend(work.database, f"check:{asker}", allowances.CHECKS, work.now)
    return await work.check(content)
