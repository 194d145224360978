"""The institutions that an owner names as readers of what is not for everybody."""

from collections.abc import Mapping
from typing import Any

from registry.db.queries import institutions
from registry.domain.errors import FieldError, FieldsInvalid
from registry.usecases.work import Work


async def require_known(work: Work, given: Mapping[str, Any]) -> None:
    """Raise `FieldsInvalid` where somebody is named who is not there."""
    named = given.get("readers", ())
    known = await institutions.known_keys(work.session, named) if named else set()
    errors = tuple(
        FieldError(f"/readers/{place}", "no-such-institution", {"limit": key})
        for place, key in enumerate(named)
        if key not in known
    )
    if errors:
        raise FieldsInvalid(errors)
