import pytest
from factories import ADMIN, AUDITOR, OWN_REVIEWER, PUBLISHER, REVIEWER, STRANGER, actor

from registry.domain.actors import (
    ANONYMOUS,
    OVERSEERS,
    OWNERS,
    Actor,
    ActorKind,
    Role,
    Scope,
    require_owner,
    require_role,
    require_scope,
)
from registry.domain.errors import RoleMissing, ScopeMissing, Unauthenticated
from registry.domain.lifecycle import Party


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("institution", ["nida", "ega", None])
def test_owners_answer_for_their_own_institution_and_administrators_for_all(
    role: Role, institution: str | None
) -> None:
    who = actor(role, institution=institution)
    assert who.owns("nida") is (role is Role.ADMIN or (role in OWNERS and institution == "nida"))
    assert who.overseeing is (role in OVERSEERS)


@pytest.mark.parametrize(
    ("who", "owner", "reviewer"),
    [
        (PUBLISHER, True, False),
        (STRANGER, False, False),
        (REVIEWER, False, True),
        (OWN_REVIEWER, False, False),
        (AUDITOR, False, False),
        (ADMIN, True, False),
        (ANONYMOUS, False, False),
    ],
)
def test_a_reviewer_is_no_reviewer_for_their_own_institution(who: Actor, owner: bool, reviewer: bool) -> None:  # noqa: FBT001 a row of the table
    assert who.is_party(Party.OWNER, "nida") is owner
    assert who.is_party(Party.REVIEWER, "nida") is reviewer


def test_nobody_known_is_asked_to_sign_in_before_their_role_is_looked_at() -> None:
    with pytest.raises(Unauthenticated):
        require_role(ANONYMOUS, set(Role))
    with pytest.raises(Unauthenticated):
        require_owner(ANONYMOUS, "nida")


def test_a_missing_role_is_named() -> None:
    with pytest.raises(RoleMissing, match="auditor"):
        require_role(PUBLISHER, {Role.AUDITOR})
    with pytest.raises(RoleMissing, match="nida"):
        require_owner(STRANGER, "nida")
    require_role(PUBLISHER, {Role.AUDITOR, Role.PUBLISHER})
    require_owner(PUBLISHER, "nida")


def test_a_key_may_do_what_its_scopes_say_and_a_person_needs_none() -> None:
    key = Actor(ActorKind.KEY, "amina", scopes=frozenset({Scope.ENTRIES_READ}))
    require_scope(key, Scope.ENTRIES_READ)
    require_scope(PUBLISHER, Scope.AUDIT_READ)
    with pytest.raises(ScopeMissing, match="entries:write"):
        require_scope(key, Scope.ENTRIES_WRITE)


def test_a_key_without_scopes_may_do_nothing() -> None:
    with pytest.raises(ScopeMissing):
        require_scope(Actor(ActorKind.KEY, "amina", scopes=frozenset()), Scope.ENTRIES_READ)


def test_only_nobody_is_unknown() -> None:
    assert not ANONYMOUS.known
    assert all(Actor(kind, "x").known for kind in ActorKind if kind is not ActorKind.ANONYMOUS)
