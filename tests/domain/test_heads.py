from uuid import uuid4

from registry.domain.entries import Visibility
from registry.domain.heads import SystemHead, VersionHead
from registry.domain.lifecycle import Status


def test_a_system_that_was_written_again_is_in_another_state_and_has_the_same_name() -> None:
    before, after = SystemHead("gepg", 4, 1), SystemHead("gepg", 4, 2)
    assert (before.name, before.state == after.state) == (after.name, False)
    assert SystemHead("nida-cig", 5, 1).name != before.name


def test_what_some_see_of_a_system_is_not_taken_for_what_others_see() -> None:
    head = SystemHead("gepg", 4, 1, is_guarded=True)
    assert len({head._replace(audience=audience).name for audience in ("", "a", "b")}) == 3


def test_a_version_is_in_another_state_when_its_entry_is_written_too() -> None:
    first = VersionHead(
        uuid4(), 1, 1, "nida", Visibility.PUBLIC, Status.PUBLISHED, "asha", "asha", "neema", "pass", None
    )
    states = {one.state for one in (first, first._replace(revision=2), first._replace(revision_of_entry=2))}
    assert len(states) == 3
