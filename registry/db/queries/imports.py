"""Every question that finds the entry which a row of an imported file means."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Institution, InstitutionName, System


async def systems_of(session: AsyncSession, institution: str) -> Sequence[Any]:
    """Return key, serial number, reference and names of every system of an institution, in the order of their keys."""
    query = select(System.key, System.serial, System.gisp_reference, System.names).join(System.institution)
    return (await session.execute(query.where(Institution.key == institution).order_by(System.key))).all()


async def institution_keys(session: AsyncSession, words: str, serial: int | None) -> Sequence[str]:
    """Return the keys of the institutions that have these words as their key, or this number; else as an acronym."""
    wanted: ColumnElement[bool] = Institution.key == words
    if serial is not None:
        wanted = wanted | (Institution.serial == serial)
    found = (await session.scalars(select(Institution.key).where(wanted))).all()
    if found:
        return found
    named = select(InstitutionName.institution_id).where(
        func.lower(InstitutionName.acronym) == words.lower(), InstitutionName.valid_to.is_(None)
    )
    return (await session.scalars(select(Institution.key).where(Institution.id.in_(named)))).all()


async def institutions_named(session: AsyncSession, names: Sequence[str]) -> Sequence[str]:
    """Return the keys of the institutions that have one of these names today."""
    named = select(InstitutionName.institution_id).where(
        InstitutionName.text.in_(names), InstitutionName.valid_to.is_(None)
    )
    return (await session.scalars(select(Institution.key).where(Institution.id.in_(named)))).all()


async def system_keys(session: AsyncSession, keys: Sequence[str]) -> Sequence[str]:
    """Return which of these keys systems have."""
    return (await session.scalars(select(System.key).where(System.key.in_(keys)))).all()


async def system_by_serial(session: AsyncSession, serial: int) -> str | None:
    """Return the key of the system with this serial number."""
    return await session.scalar(select(System.key).where(System.serial == serial))
