"""Who may see what: one decision for the API, the pages, the search and the feed."""

from registry.domain.actors import Actor
from registry.domain.entries import Visibility
from registry.domain.lifecycle import PUBLIC, Status


def may_see_entry(actor: Actor, visibility: Visibility) -> bool:
    """Say whether the actor may know of an api or a schema of an institution."""
    return visibility is Visibility.PUBLIC or actor.reads


def may_see_version(actor: Actor, institution: str, visibility: Visibility, status: Status) -> bool:
    """Say whether the actor may know of a version in that state."""
    if not may_see_entry(actor, visibility):
        return False
    return status in PUBLIC or is_insider(actor, institution)


def is_insider(actor: Actor, institution: str) -> bool:
    """Say whether the actor may see what is between the owner of an entry and the reviewers."""
    return actor.overseeing or (actor.reads and actor.belongs_to(institution))


def own_of(actor: Actor) -> str | None:
    """Return the institution whose entries the actor may see whatever their state."""
    return actor.institution if actor.reads else None


def levels_of(actor: Actor) -> tuple[str, ...]:
    """Return the levels of what the actor may see of every institution."""
    if actor.overseeing:
        return ("public", "government", "private")
    return ("public", "government") if actor.reads else ("public",)


def level_of(visibility: Visibility, status: Status) -> str:
    """Return the level of a version: that of its entry once it is public, `private` before."""
    return visibility.value if status in PUBLIC else "private"
