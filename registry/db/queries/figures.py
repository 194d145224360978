"""What each figure of the board counts: one condition, from which both the number and the list behind it follow."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, case, cast, exists, func

from registry.db.json_lists import has_channel
from registry.db.models import Interface, LatestCheck, StoredReport, System, Version, Waiver
from registry.domain.board import BY_CHANNEL, EXPIRY_NOTICE, Figure
from registry.domain.entries import Channel, EntryKind, Standing, SystemState, Visibility
from registry.domain.freshness import cutoff
from registry.domain.lifecycle import PUBLIC, QUEUED, Status
from registry.domain.waivers import WaiverState

Condition = ColumnElement[bool]
Asked = TypeVar("Asked", bound=Select[*tuple[Any, ...]])

LEVEL: ColumnElement[Any] = case(
    (Version.status.in_(sorted(PUBLIC)), cast(Interface.visibility, String)), else_="private"
)
"""Who may see a version: whoever may see its entry once it is public, its owner and the overseers before."""

LEVEL_OF_WAIVER: ColumnElement[Any] = case(
    (Interface.visibility == Visibility.PUBLIC, "government"), else_=cast(Interface.visibility, String)
)
"""Who may see a waiver: nobody outside the government, and within it whoever may see its entry."""

IN_REGISTER: Condition = System.state != SystemState.RETIRED
"""The systems that the board counts: those that are not gone."""


def _is_open(levels: Any, part: str, default: Any = Visibility.PUBLIC.value) -> Condition:
    """Return the condition of a part that everybody may see: a figure and its list tell nobody of what is withheld."""
    return func.coalesce(levels[part].as_string(), default) == Visibility.PUBLIC.value


_CRITICAL = exists().where(System.id == Interface.system_id, System.critical)
_OPEN_CHANNELS = _is_open(System.levels, "channels", case((System.critical, "ega"), else_="public"))
_OPEN_CHANNELS_OF_API = _is_open(Interface.levels, "channels", case((_CRITICAL, "ega"), else_="public"))
_PUBLISHED = Version.status == Status.PUBLISHED
_HAS_PUBLISHED: Condition = exists().where(_PUBLISHED, Version.interface_id == Interface.id)


def of_systems(day: date) -> Mapping[Figure, Condition]:
    """Return what each figure of systems counts on a day, but `offering`, which depends on the reader."""
    held = _is_open(System.levels, "personal_data") & System.personal_data["holds"].as_boolean()
    expiry = System.personal_data["expires_on"].as_string()
    is_fresh = (System.updated_at >= cutoff(day)) | (
        System.confirmed_at.is_not(None) & (System.confirmed_at >= cutoff(day))
    )
    last = (day + EXPIRY_NOTICE).isoformat()
    return {
        Figure.REGISTERED: System.id.is_not(None),
        Figure.UNCHECKED: System.standing == Standing.REGISTERED,
        Figure.CHECKED: System.standing != Standing.REGISTERED,
        Figure.UNREVIEWED: System.standing == Standing.CHECKED,
        Figure.REVIEWED: System.standing == Standing.REVIEWED,
        Figure.CONNECTED: _OPEN_CHANNELS & (cast(System.channels, String) != "[]"),
        **{figure: _OPEN_CHANNELS & has_channel(System.channels, channel) for figure, channel in BY_CHANNEL.items()},
        Figure.UNVERIFIED: ~is_fresh,
        Figure.PERSONAL_DATA_UNREGISTERED: held & System.personal_data["registration"].as_string().is_(None),
        Figure.PERSONAL_DATA_EXPIRING: held & expiry.between(day.isoformat(), last),
        Figure.PERSONAL_DATA_EXPIRED: held & (expiry < day.isoformat()),
    }


def of_apis() -> Mapping[Figure, Condition]:
    """Return what each figure of apis counts."""
    return {
        Figure.APIS: Interface.id.is_not(None),
        Figure.PUBLISHED: _HAS_PUBLISHED,
        Figure.GOVESB_CODED: _OPEN_CHANNELS_OF_API & has_channel(Interface.channels, Channel.GOVESB, coded=True),
    }


def of_versions() -> Mapping[Figure, Condition]:
    """Return what each figure of versions counts."""
    return {
        Figure.WAITING: Version.status.in_(sorted(QUEUED)),
        Figure.RETURNED: Version.status == Status.CHANGES_REQUESTED,
        Figure.PASSING: _PUBLISHED & (StoredReport.result == "pass"),
        Figure.FAILING: _PUBLISHED & (StoredReport.result != "pass"),
    }


def of_waivers(day: date) -> Mapping[Figure, Condition]:
    """Return what each figure of waivers counts on a day."""
    return {
        Figure.WAIVERS_ASKED: Waiver.state == WaiverState.ASKED,
        Figure.WAIVERS_IN_FORCE: (Waiver.state == WaiverState.GRANTED) & (Waiver.ends_on >= day),
    }


def with_newest_report(query: Asked) -> Asked:
    """Join the report that says how a version stands today: that of its last re-check, else that of its upload."""
    query = query.outerjoin(LatestCheck, LatestCheck.version_id == Version.id)
    return query.join(StoredReport, StoredReport.id == func.coalesce(LatestCheck.report_id, Version.report_id))


def offers_to(levels: Sequence[str]) -> Condition:
    """Return the condition of a system with a published api that a reader of some levels may see."""
    same = Interface.system_id == System.id, Interface.kind == EntryKind.API
    return exists().where(*same, _HAS_PUBLISHED, Interface.visibility.in_(levels))
