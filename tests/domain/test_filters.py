import pytest

from registry.domain.entries import Channel, FoundKind, FoundState, InstitutionKind, Sector
from registry.domain.filters import MOST_VALUES, filter_of


@pytest.mark.parametrize(
    ("key", "value", "facet", "values"),
    [
        ("institution", "nida", "institution", ("nida",)),
        ("taasisi", "NIDA,rita", "institution", ("nida", "rita")),
        ("institution", "box2_x", "institution", ("box2-x",)),
        ("Taasisi", "moha-immigration", "institution", ("moha-immigration",)),
        ("state", "published", "state", ("published",)),
        ("hali", "imechapishwa", "state", ("published",)),
        ("hali", "Imeondolewa matumizini", "state", ("retired",)),
        ("status", "IN_USE", "state", ("in-use",)),
        ("aina", "mfumo", "kind", ("system",)),
        ("kind", "muundo wa data,data-schema,api", "kind", ("schema", "data-schema", "api")),
        ("aina", "uga,dhana,kiwango,sharti", "kind", ("field", "concept", "standard", "rule")),
        ("sekta", "afya", "sector", ("health",)),
        ("sector", "local-government", "sector", ("local-government",)),
        ("njia", "moja kwa moja", "channel", ("direct",)),
        ("channel", "GovESB", "channel", ("govesb",)),
        ("aina_ya_taasisi", "wizara", "institution_kind", ("ministry",)),
        ("ulinganifu", "haijafaulu", "conformity", ("fail",)),
        ("kiwango", "tz-interop@1.0.0", "standard", ("tz-interop@1.0.0",)),
        ("lugha", "kiswahili,en", "language", ("sw", "en")),
        ("personal", "ndiyo", "personal_data", ("yes",)),
        ("personal_data", "no", "personal_data", ("no",)),
        ("state", "nope,published", "state", ("published",)),
    ],
)
def test_keys_and_values_are_read_in_both_languages(key: str, value: str, facet: str, values: tuple[str, ...]) -> None:
    assert filter_of(key, value) == (facet, values)


@pytest.mark.parametrize(
    ("key", "value"), [("foo", "bar"), ("state", "nope"), ("institution", "😀"), ("", ""), ("kind", "")]
)
def test_what_is_no_filter_is_none(key: str, value: str) -> None:
    assert filter_of(key, value) is None


def test_every_value_of_a_closed_set_is_one() -> None:
    sets = {"kind": FoundKind, "state": FoundState, "sector": Sector, "channel": Channel}
    for facet, members in {**sets, "institution_kind": InstitutionKind}.items():
        for member in members:
            assert filter_of(facet, member.value) == (facet, (member.value,))


def test_values_are_bounded() -> None:
    found = filter_of("institution", ",".join(f"body-{number}" for number in range(26)))
    assert found is not None
    assert len(found[1]) == MOST_VALUES
