from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest
from factories import ADMIN, AUDITOR, OWN_REVIEWER, PUBLISHER, REVIEWER, STRANGER, actor

from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.entries import Visibility
from registry.domain.lifecycle import PUBLIC, Status
from registry.domain.visibility import (
    INTERFACE_PARTS,
    SYSTEM_PARTS,
    TECHNICAL,
    Guard,
    is_open,
    level_of,
    level_of_part,
    levels_of,
    may_see_entry,
    may_see_version,
    own_of,
    widest,
    withheld_from,
)

NAMED = actor(Role.PUBLISHER, name="zuhura", institution="tra")
INSIDE = (PUBLISHER, OWN_REVIEWER, REVIEWER, AUDITOR, ADMIN)
EVERYBODY = [ANONYMOUS, STRANGER, NAMED, *INSIDE]
SEEING = {
    Visibility.PUBLIC: EVERYBODY,
    Visibility.GOVERNMENT: [STRANGER, NAMED, *INSIDE],
    Visibility.NAMED: [NAMED, *INSIDE],
    Visibility.EGA: list(INSIDE),
}


def guard(visibility: Visibility = Visibility.PUBLIC) -> Guard:
    return Guard(visibility, "nida", ("tra", "brela"))


@dataclass(frozen=True)
class Entry:
    """An entry whose parts have levels."""

    is_critical: bool = False
    levels: Mapping[str, str] = field(default_factory=dict)
    guarded_parts: Sequence[str] = SYSTEM_PARTS
    guard: Guard = field(default_factory=guard)


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_level_is_seen_by_those_it_is_for(who: Actor, visibility: Visibility) -> None:
    assert may_see_entry(who, guard(visibility)) is (who in SEEING[visibility])
    part = Entry(levels={"contacts": visibility})
    assert ("contacts" not in withheld_from(who, part)) is (who in SEEING[visibility])


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_not_yet_public_is_between_its_institution_and_those_who_oversee(
    who: Actor, visibility: Visibility, status: Status
) -> None:
    shown = status in PUBLIC and who in SEEING[visibility]
    assert may_see_version(who, guard(visibility), status) is (who in INSIDE or shown)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", EVERYBODY)
def test_the_levels_of_a_reader_agree_with_what_they_may_see(
    who: Actor, visibility: Visibility, status: Status
) -> None:
    level = level_of(visibility, status)
    named = level == "named" and who.institution in guard().readers
    by_level = level in levels_of(who) or who.institution == "nida" or named
    assert by_level is may_see_version(who, guard(visibility), status)


@pytest.mark.parametrize("scope", Scope)
def test_a_key_sees_no_more_than_a_stranger_without_a_scope_about_entries(scope: Scope) -> None:
    who = replace(actor(Role.REVIEWER, Role.PUBLISHER), kind=ActorKind.KEY, scopes=frozenset({scope}))
    about_entries = scope in {Scope.ENTRIES_READ, Scope.ENTRIES_WRITE, Scope.REVIEWS_WRITE}
    for visibility in (Visibility.GOVERNMENT, Visibility.NAMED, Visibility.EGA):
        assert may_see_entry(who, guard(visibility)) is about_entries
        assert may_see_entry(replace(who, institution="tra"), guard(visibility)) is about_entries
    assert may_see_version(who, guard(), Status.DRAFT) is about_entries
    assert ("private" in levels_of(who)) is about_entries
    assert (own_of(who) == "nida") is about_entries


@pytest.mark.parametrize("part", [*SYSTEM_PARTS, *INTERFACE_PARTS])
def test_where_and_how_a_critical_system_is_reached_is_for_ega_unless_its_owner_decides_otherwise(part: str) -> None:
    assert level_of_part(Entry(), part) is Visibility.PUBLIC
    assert is_open(Entry(), part)
    expected = Visibility.EGA if part in TECHNICAL else Visibility.PUBLIC
    assert level_of_part(Entry(is_critical=True), part) is expected
    chosen = Entry(is_critical=True, levels={part: "government"})
    assert level_of_part(chosen, part) is Visibility.GOVERNMENT
    assert not is_open(chosen, part)


def test_what_is_withheld_is_listed_and_nothing_else() -> None:
    critical = Entry(is_critical=True)
    assert withheld_from(STRANGER, critical) == ("hosting", "channels")
    assert withheld_from(PUBLISHER, critical) == ()
    assert withheld_from(STRANGER, replace(critical, guarded_parts=())) == ()


def test_the_widest_of_two_levels_is_the_one_that_most_may_see() -> None:
    for wide, narrow in zip(list(Visibility)[:-1], list(Visibility)[1:], strict=True):
        assert widest([narrow, wide]) is wide
