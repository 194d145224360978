import re
from enum import StrEnum
from inspect import getmembers, isclass

import pytest

from registry.domain import entries

KINDS = [kind for _, kind in getmembers(entries, isclass) if issubclass(kind, StrEnum) and kind is not StrEnum]


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_lower_case_with_hyphens_and_stands_once(kind: type[StrEnum]) -> None:
    words = [member.value for member in kind]
    assert words
    assert len(words) == len(set(words))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word) for word in words)
    assert all(word == member.name.lower().replace("_", "-") for word, member in zip(words, kind, strict=True))


def test_a_channel_says_who_starts_an_exchange() -> None:
    assert {mode.value for mode in entries.ChannelMode} == {"pull", "push", "async"}
    assert {"govesb", "gepg", "nida-cig", "jamii-x-change", "direct"} <= {one.value for one in entries.Channel}


def test_the_standings_grow() -> None:
    assert list(entries.Standing) == ["registered", "checked", "reviewed"]
