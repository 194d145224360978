from registry.domain.errors import Conflict, FieldError, FieldsInvalid, Forbidden, Outdated
from registry.domain.review_errors import (
    AppealMade,
    ConflictDeclared,
    DecidedBefore,
    DecisionOutdated,
    EntryIncomplete,
    RequestNeedless,
    RequestOpen,
)


def test_each_belongs_to_the_family_that_the_doors_know() -> None:
    families = {
        Forbidden: (ConflictDeclared, DecidedBefore),
        Conflict: (RequestOpen, RequestNeedless, AppealMade),
        FieldsInvalid: (EntryIncomplete,),
        Outdated: (DecisionOutdated,),
    }
    assert all(issubclass(kind, family) for family, kinds in families.items() for kind in kinds)


def test_what_changed_is_said_in_words() -> None:
    error = DecisionOutdated("sha256:1", ("document", "entry"))
    assert error.values() == {"current": "sha256:1", "changed": ["document", "entry"]}
    assert "document, what is registered" in error.sentence("en")


def test_an_incomplete_entry_says_how_much_is_missing_and_where_to_fill_it_in() -> None:
    error = EntryIncomplete((FieldError("/hosting", "required", {}),), "cig", "/systems/cig/edit")
    assert error.values() == {"count": 1, "entry": "cig", "where": "/systems/cig/edit"}
