"""Days and moments as people write them; a day is one of Tanzania, which is three hours before UTC all year."""

from datetime import date, datetime, time, timedelta, timezone

from registry.domain.errors import FieldError, FieldsInvalid

TANZANIA = timezone(timedelta(hours=3))
DAY_LENGTH = 10


def beginning_of(name: str, written: str | None) -> datetime | None:
    """Return a moment, or the beginning of a day; raise `FieldsInvalid` where it is neither."""
    return _moment(name, written, 0) if written else None


def end_of(name: str, written: str | None) -> datetime | None:
    """Return a moment, or the end of a day; raise `FieldsInvalid` where it is neither."""
    return _moment(name, written, 1) if written else None


def _moment(name: str, written: str, days: int) -> datetime:
    try:
        if len(written) == DAY_LENGTH:
            return datetime.combine(date.fromisoformat(written) + timedelta(days), time(), TANZANIA)
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is not None:
            return moment.astimezone(TANZANIA)
    except (ValueError, OverflowError):
        pass
    raise FieldsInvalid((FieldError(name, "moment", {"limit": ""}, "query"),))
