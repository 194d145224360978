import pytest

from registry.domain.imports import ImportRefused, RowKind
from registry.usecases.import_columns import COLUMNS, column_of, columns_of, require_kind, template


@pytest.mark.parametrize("kind", list(RowKind))
def test_the_template_of_each_language_names_the_same_columns(kind: RowKind) -> None:
    for language in ("sw", "en"):
        heads = template(kind, language).strip().split(",")
        assert columns_of(heads, 1) == tuple(COLUMNS[kind])
        assert require_kind(columns_of(heads, 1), 1) is kind


def test_a_head_is_known_in_any_case_and_with_spaces() -> None:
    assert column_of(" Name EN ") == "name_en"
    assert column_of("MMILIKI") == "owner"
    assert column_of("x") is None


@pytest.mark.parametrize(
    ("heads", "reason"),
    [
        (["name_en", "ownr"], "column-unknown-near"),
        (["name_en", "qqqqqqqqqq"], "column-unknown"),
        (["name_en", "jina_en"], "column-twice"),
        (["name_en", "owner", "website"], "column-of-other-kind"),
        (["sector"], "no-name"),
    ],
)
def test_wrong_heads_are_refused_with_what_is_wrong(heads: list[str], reason: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        columns_of(heads, 1)
    assert refused.value.reason == reason
    if reason == "column-unknown-near":
        assert "owner" in refused.value.sentence("en")
