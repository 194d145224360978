"""Every question that finds the entry which a row of an imported file means."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from registry.db.models import Institution, InstitutionName, System


async def systems_of(session: AsyncSession, owners: Collection[str]) -> Sequence[Any]:
    """Return key, serial number, reference, names and owner of every system of institutions, in order of their keys."""
    query = select(System.key, System.serial, System.gisp_reference, System.names, Institution.key.label("owner"))
    query = query.join(System.institution).where(Institution.key.in_(owners))
    return (await session.execute(query.order_by(System.key))).all()


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


async def institutions_meant(session: AsyncSession, said: Mapping[str, int | None]) -> dict[str, list[str]]:
    """Return the keys of the institutions that each of some words mean, by key or serial number, else by acronym."""
    numbers = {serial: words for words, serial in said.items() if serial is not None}
    wanted = Institution.key.in_(list(said)) | Institution.serial.in_(list(numbers))
    found: dict[str, list[str]] = {}
    for key, serial in await session.execute(select(Institution.key, Institution.serial).where(wanted)):
        for words in {key, numbers.get(serial, key)} & set(said):
            found.setdefault(words, []).append(key)
    acronym = func.lower(InstitutionName.acronym)
    low: dict[str, list[str]] = {}
    for words in said.keys() - found.keys():
        low.setdefault(words.lower(), []).append(words)
    named = select(Institution.key, acronym).join(InstitutionName, InstitutionName.institution_id == Institution.id)
    named = named.where(acronym.in_(list(low)), InstitutionName.valid_to.is_(None)).distinct()
    for key, short in await session.execute(named.order_by(Institution.key)):
        for words in low[short]:
            found.setdefault(words, []).append(key)
    return found


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
