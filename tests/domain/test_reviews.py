import pytest
from factories import PUBLISHER, actor
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.actors import Role
from registry.domain.entries import SystemState
from registry.domain.errors import (
    OwnInstitution,
    OwnWork,
    RegistryError,
    RoleMissing,
)
from registry.domain.review_errors import (
    ConflictDeclared,
    DecidedBefore,
    DecisionOutdated,
    RequestNeedless,
)
from registry.domain.reviews import (
    Basis,
    Case,
    RequestKind,
    approvals_needed,
    digest_of_findings,
    is_eligible,
    least_loaded,
    movement_of,
    require_eligible,
    require_needed,
)

SETS = st.sets(st.text("0123456789abcdef", min_size=16, max_size=16))
REHEMA = actor(Role.REVIEWER, name="rehema", institution="ega")


@pytest.mark.parametrize(
    ("who", "case", "refused"),
    [
        (REHEMA, Case("nida", ["amina"]), None),
        (PUBLISHER, Case("nida", []), RoleMissing),
        (REHEMA, Case("ega", []), OwnInstitution),
        (REHEMA, Case("nida", ["rehema"]), OwnWork),
        (REHEMA, Case("nida", [], conflicts=["rehema"]), ConflictDeclared),
        (REHEMA, Case("nida", [], deciders=["rehema"]), DecidedBefore),
    ],
)
def test_who_may_decide_is_said_once(who: object, case: Case, refused: type[RegistryError] | None) -> None:
    assert is_eligible(who, case) is (refused is None)  # type: ignore[arg-type]
    if refused is None:
        require_eligible(who, case)  # type: ignore[arg-type]
        return
    with pytest.raises(refused):
        require_eligible(who, case)  # type: ignore[arg-type]


def test_a_request_fits_the_state_of_its_system() -> None:
    possible = {
        (kind, state, established)
        for kind in RequestKind
        for state in SystemState
        for established in (False, True)
        if _is_needed(kind, state, established=established)
    }
    planned, used = SystemState.PLANNED, SystemState.IN_USE
    assert possible == {
        *((RequestKind.ESTABLISH, state, False) for state in (planned, used)),
        *((RequestKind.MODIFY, state, True) for state in (planned, used)),
        *((RequestKind.TAKE_INTO_USE, planned, established) for established in (False, True)),
        *((RequestKind.END, state, established) for state in (planned, used) for established in (False, True)),
    }


def _is_needed(kind: RequestKind, state: SystemState, *, established: bool) -> bool:
    try:
        require_needed(kind, state, established=established)
    except RequestNeedless:
        return False
    return True


@pytest.mark.parametrize(("personal", "critical", "count"), [(0, 0, 1), (1, 0, 2), (0, 1, 2), (1, 1, 2)])
def test_two_reviewers_approve_what_is_personal_or_critical(personal: int, critical: int, count: int) -> None:
    assert approvals_needed(personal=bool(personal), critical=bool(critical)) == count


def test_what_changed_under_a_decision_is_named() -> None:
    now = Basis("e", "d", "p", "f")
    now.require_same(Basis("e", "d", "p", "f"))
    with pytest.raises(DecisionOutdated) as refused:
        now.require_same(Basis("e", "other", "p", None))
    assert refused.value.changed == ("document", "findings")
    assert "Document, Findings" in str(refused.value) or "document" in str(refused.value).lower()


@given(SETS)
def test_the_digest_of_findings_knows_no_order_and_no_repetition(fingerprints: set[str]) -> None:
    given_twice = [*sorted(fingerprints, reverse=True), *fingerprints]
    assert digest_of_findings(given_twice) == digest_of_findings(fingerprints)
    assert digest_of_findings({*fingerprints, "another"}) != digest_of_findings(fingerprints)


@given(SETS, SETS)
def test_every_finding_is_new_unchanged_or_gone_and_one_of_them_only(before: set[str], now: set[str]) -> None:
    moved = movement_of(before, now)
    assert moved.new | moved.unchanged == now
    assert moved.gone | moved.unchanged == before
    assert not moved.new & moved.gone


def test_work_goes_to_who_has_least_and_then_by_name() -> None:
    assert least_loaded({"a": 2, "b": 1}, ["a", "b", "c"]) == "c"
    assert least_loaded({"a": 1, "b": 1}, ["b", "a"]) == "a"
    assert least_loaded({}, []) is None
