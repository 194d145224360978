import json

import pytest
from documents import api, in_json, schema

from registry.validators import limits
from registry.validators.checking import check
from registry.validators.source import read
from registry.validators.unreadable import Unreadable

AGREED = {
    "BYTES": 5_000_000,
    "NODES": 500_000,
    "STRING_LENGTH": 1_000_000,
    "KEY_LENGTH": 1_024,
    "NUMBER_LENGTH": 40,
    "TITLE_LENGTH": 200,
    "OPERATIONS": 5_000,
    "SCHEMAS": 5_000,
    "REFERENCES": 50_000,
    "REFERENCE_CHAIN": 100,
}
DEEPEST_PUBLISHED = 67


def nested(depth: int) -> bytes:
    return b'{"a":' * depth + b"1" + b"}" * depth


def in_yaml(content: bytes) -> bytes:
    return b"---\n" + content


def refusal(content: bytes) -> tuple[str, object]:
    with pytest.raises(Unreadable) as refused:
        check(content)
    return refused.value.code, refused.value.values.get("limit")


def test_the_limits_are_those_that_were_agreed() -> None:
    assert {name: getattr(limits, name) for name in AGREED} == AGREED
    assert (limits.INTEGERS[0], limits.INTEGERS[-1]) == (-9_223_372_036_854_775_808, 9_223_372_036_854_775_807)
    assert limits.DEPTH > DEEPEST_PUBLISHED


@pytest.mark.parametrize("form", [bytes, in_yaml], ids=["json", "yaml"])
@pytest.mark.parametrize(
    ("largest", "beyond", "code"),
    [
        (nested(100), nested(101), "too-deep"),
        # The quotes count in JSON, and do not in YAML.
        (in_json({"a": "x" * 999_998}), in_json({"a": "x" * 1_000_001}), "too-long"),
        (b'{"a": 9223372036854775807}', b'{"a": 9223372036854775808}', "number-range"),
    ],
    ids=["depth", "text", "number"],
)
def test_the_limit_itself_is_read_and_the_next_is_refused(
    form: type[bytes], largest: bytes, beyond: bytes, code: str
) -> None:
    assert read(form(largest)).data == json.loads(largest)
    with pytest.raises(Unreadable) as refused:
        read(form(beyond))
    assert refused.value.code == code


def test_a_name_is_read_up_to_its_limit() -> None:
    assert read(in_json({"k" * 1_024: 1})).data == {"k" * 1_024: 1}
    assert refusal(in_json({"k" * 1_025: 1})) == ("key-too-long", 1_024)


def test_a_document_of_five_megabytes_is_read_and_one_byte_more_is_refused() -> None:
    small = in_json(schema())
    whole = small + b" " * (5_000_000 - len(small))

    assert check(whole).facts is not None
    assert refusal(whole + b" ") == ("too-large", 5_000_000)


def test_a_title_is_read_up_to_its_limit() -> None:
    information = {"version": "1.0.0", "contact": {"email": "desk@example.go.tz"}}

    assert check(in_json(api(info={**information, "title": "T" * 200}))).facts is not None
    assert refusal(in_json(api(info={**information, "title": "T" * 201}))) == ("too-long", 200)


def test_there_are_not_more_schemas_than_the_limit() -> None:
    many: dict[str, object] = {f"S{number}": {} for number in range(5_001)}

    assert refusal(in_json(schema(**{"$defs": many}))) == ("too-many-schemas", 5_000)
