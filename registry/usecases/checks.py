"""Check a document without storing it."""

from registry.usecases import allowances, reports
from registry.usecases.work import Work
from registry.validators.report import Report


async def check(work: Work, content: bytes, address: str, profile: str | None = None) -> Report:
    """Check a document for anybody; an address may have some thirty a minute checked that nobody has asked for yet."""
    asker = work.actor.name if work.actor.known else address

    async def spend() -> None:
        await allowances.spend(work.database, f"check:{asker}", allowances.CHECKS, work.now)

    return await reports.report_on(work, content, profile, spend)
