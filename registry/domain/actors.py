"""Who is acting, the roles they hold, and the scopes of their key."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from registry.domain.errors import RoleMissing, ScopeMissing, Unauthenticated
from registry.domain.lifecycle import Party


class Role(StrEnum):
    """What a person may do; the first two within their own institution."""

    PUBLISHER = "publisher"
    INSTITUTION_ADMIN = "institution_admin"
    REVIEWER = "reviewer"
    STANDARDS_EDITOR = "standards_editor"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Scope(StrEnum):
    """What an API key may do, at most."""

    ENTRIES_READ = "entries:read"
    ENTRIES_WRITE = "entries:write"
    REVIEWS_WRITE = "reviews:write"
    CHANGES_READ = "changes:read"
    AUDIT_READ = "audit:read"
    ACCOUNTS_WRITE = "accounts:write"


class ActorKind(StrEnum):
    """How somebody came in."""

    ANONYMOUS = "anonymous"
    USER = "user"
    KEY = "key"
    OPERATOR = "operator"


READING = frozenset({Scope.ENTRIES_READ, Scope.ENTRIES_WRITE, Scope.REVIEWS_WRITE})
OWNERS = frozenset({Role.PUBLISHER, Role.INSTITUTION_ADMIN})
OVERSEERS = frozenset({Role.REVIEWER, Role.AUDITOR, Role.ADMIN})
"""The roles that may see what is not yet public, of every institution."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something: a person, a person's key, the operator of this machine, or nobody known."""

    kind: ActorKind
    name: str
    user_id: UUID | None = None
    institution: str | None = None
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[Scope] | None = None
    key_id: UUID | None = None

    @property
    def known(self) -> bool:
        """Say whether this is somebody known."""
        return self.kind is not ActorKind.ANONYMOUS

    @property
    def reads(self) -> bool:
        """Say whether the actor sees more than a stranger; a key does only with a scope that is about entries."""
        return self.known and (self.scopes is None or bool(self.scopes & READING))

    @property
    def overseeing(self) -> bool:
        """Say whether the actor may see what is not yet public."""
        return self.reads and bool(self.roles & OVERSEERS)

    def owns(self, institution: str) -> bool:
        """Say whether the actor answers for the entries of an institution."""
        return Role.ADMIN in self.roles or (self.institution == institution and bool(self.roles & OWNERS))

    def belongs_to(self, institution: str) -> bool:
        """Say whether the actor works for an institution."""
        return self.institution == institution

    def is_party(self, party: Party, institution: str) -> bool:
        """Say whether the actor is the owner of, or a reviewer for, an entry of an institution."""
        if party is Party.OWNER:
            return self.owns(institution)
        return Role.REVIEWER in self.roles and not self.belongs_to(institution)


ANONYMOUS = Actor(ActorKind.ANONYMOUS, "-")


def operator(name: str = "operator") -> Actor:
    """Return the person at the machine's own command line, who administers the registry and its standards."""
    return Actor(ActorKind.OPERATOR, name, roles=frozenset({Role.ADMIN, Role.STANDARDS_EDITOR}))


def require_scope(actor: Actor, scope: Scope) -> None:
    """Raise `ScopeMissing` where the actor's key was not given this scope."""
    if actor.scopes is not None and scope not in actor.scopes:
        raise ScopeMissing(scope)


def require_role(actor: Actor, roles: Collection[Role]) -> None:
    """Raise `Unauthenticated` for nobody known, `RoleMissing` where the actor holds none of these roles."""
    if not actor.known:
        raise Unauthenticated
    if not actor.roles & frozenset(roles):
        raise RoleMissing(", ".join(sorted(roles)))


def require_person(actor: Actor) -> UUID:
    """Return the account of a person, or of the person whose key it is; raise `Unauthenticated` for anybody else."""
    if actor.user_id is None or not actor.reads:
        raise Unauthenticated
    return actor.user_id


def require_owner(actor: Actor, institution: str) -> None:
    """Raise where the actor does not answer for the entries of this institution."""
    if not actor.known:
        raise Unauthenticated
    if not actor.owns(institution):
        raise RoleMissing(f"{Role.PUBLISHER}, {Role.INSTITUTION_ADMIN} ({institution})")
