from dataclasses import replace

import pytest
from factories import ADMIN, AUDITOR, OWN_REVIEWER, PUBLISHER, REVIEWER, STRANGER, actor

from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role, Scope
from registry.domain.entries import Visibility
from registry.domain.lifecycle import PUBLIC, Status
from registry.domain.visibility import level_of, levels_of, may_see_entry, may_see_version, own_of

EVERYBODY = [ANONYMOUS, PUBLISHER, STRANGER, REVIEWER, OWN_REVIEWER, AUDITOR, ADMIN]


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_entry_for_the_government_is_hidden_from_strangers_only(who: Actor) -> None:
    assert may_see_entry(who, Visibility.PUBLIC)
    assert may_see_entry(who, Visibility.GOVERNMENT) is (who is not ANONYMOUS)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_not_yet_public_is_between_its_institution_and_those_who_oversee(
    who: Actor, visibility: Visibility, status: Status
) -> None:
    close = who in (PUBLISHER, OWN_REVIEWER, REVIEWER, AUDITOR, ADMIN)
    shown = status in PUBLIC and (visibility is Visibility.PUBLIC or who is not ANONYMOUS)
    assert may_see_version(who, "nida", visibility, status) is (close or shown)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("who", EVERYBODY)
def test_the_levels_of_a_reader_agree_with_what_they_may_see(
    who: Actor, visibility: Visibility, status: Status
) -> None:
    by_level = level_of(visibility, status) in levels_of(who) or who.institution == "nida"
    assert by_level is may_see_version(who, "nida", visibility, status)


@pytest.mark.parametrize("scope", Scope)
def test_a_key_sees_no_more_than_a_stranger_without_a_scope_about_entries(scope: Scope) -> None:
    who = replace(actor(Role.REVIEWER, Role.PUBLISHER), kind=ActorKind.KEY, scopes=frozenset({scope}))
    about_entries = scope in {Scope.ENTRIES_READ, Scope.ENTRIES_WRITE, Scope.REVIEWS_WRITE}
    assert may_see_entry(who, Visibility.GOVERNMENT) is about_entries
    assert may_see_version(who, "nida", Visibility.PUBLIC, Status.DRAFT) is about_entries
    assert ("private" in levels_of(who)) is about_entries
    assert (own_of(who) == "nida") is about_entries
