from datetime import UTC, datetime

import pytest

from registry.api.board_bodies import ListedBody
from registry.domain.board import Entry

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        (Entry("system", "gepg", None, [], "mof", NOW), "/api/v1/systems/gepg"),
        (Entry("api", "gepg/bills", None, {}, "mof", NOW), "/api/v1/apis/gepg/bills"),
        (Entry("schema", "person", "1.0.0", {}, "nida", NOW), "/api/v1/schemas/person/versions/1.0.0"),
    ],
)
def test_an_entry_behind_a_figure_says_where_it_is(entry: Entry, address: str) -> None:
    assert ListedBody.of(entry).links == {"self": address}
