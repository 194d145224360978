"""Which fields the catalogue publishes; written in the transaction that publishes them."""

from registry.db.models import Interface, Version
from registry.db.queries import fields, interfaces, versions
from registry.domain.actors import Role, require_role
from registry.usecases import indexing
from registry.usecases.meanings import meant_by
from registry.usecases.work import Work


async def keep(work: Work, interface: Interface, version: Version | None) -> None:
    """Write the fields of the version that a reader of an api or a schema means, where it can be used."""
    await fields.clear(work.session, interface.id)
    if version is not None and version.status in fields.IN_USE:
        meant = meant_by(version.facts, await work.check.meanings.dictionary(work.session))
        names = {folded: (one.name, one.concept) for folded, one in meant.items()}
        await fields.write(work.session, version.id, interface.visibility.value, names)


async def rebuild(work: Work, after: str, limit: int) -> tuple[int, str | None]:
    """Write the fields of the entries after a name anew; return how many, and the last name where there may be more."""
    work.attempt("fields:rebuild", "fields", after)
    require_role(work.actor, {Role.ADMIN})
    rows = await interfaces.after(work.session, after, limit)
    for interface in rows:
        await keep(work, interface, indexing.latest_public(await versions.list_all(work.session, interface)))
    work.record(entries=len(rows))
    return len(rows), rows[-1].name if len(rows) == limit else None
