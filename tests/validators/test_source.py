import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.validators import limits
from registry.validators.source import read, to_json, to_yaml
from registry.validators.unreadable import Unreadable

BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)

REFUSED = {
    "no bytes": (b"", "empty", 1, 1),
    "only white space": (b" \n\t ", "empty", 1, 1),
    "only a comment": (b"# nothing", "empty", 1, 1),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "encoding", 1, 1),
    "half a character": (b'{"a":\n "\xc3', "encoding", 2, 3),
    "surrogates in CESU-8": (b'{"a": "\xed\xa0\xbd"}', "encoding", 1, 8),
    "NUL in JSON": (b'{"a": "\x00"}', "control-char", 1, 8),
    "NUL in YAML": (b"a: b\nc: \x00", "control-char", 2, 4),
    "NUL that is escaped in JSON": (b'{"a": {"b": "\\u0000"}}', "control-char", 1, 8),
    "NUL that is escaped in YAML": (b'a: 1\nb: "\\0"', "control-char", 2, 1),
    "half a surrogate pair": (b'{"a": 1,\n "b": ["\\ud83d"]}', "surrogate", 2, 8),
    "half a pair in a name": (b'{"\\udc00": 1}', "surrogate", 1, 1),
    "another control character": (b"a: \x01", "control-char", 1, 4),
    "a delete character in YAML": (b"a: \x7f", "control-char", 1, 1),
    "HTML": (b"<!doctype html><p>", "syntax", 1, 1),
    "JSON cut short": (b'{"a": ', "syntax", 1, 7),
    "a trailing comma": (b'{"a": 1,}', "syntax", 1, 9),
    "something behind the end": (b'{"a": 1} x', "syntax", 1, 10),
    "NaN": (b'{"a": NaN}', "syntax", 1, 7),
    "minus infinity": (b'{"a": [1, -Infinity]}', "syntax", 1, 11),
    "YAML with a tab": (b"a:\n\tb: 1", "syntax", 2, 1),
    "a list": (b"[1]", "not-object", 1, 1),
    "a YAML list": (b"- 1", "not-object", 1, 1),
    "a YAML scalar": (b"hello", "not-object", 1, 1),
    "a number of 41 digits": (b'{"a": 1' + b"0" * 40 + b"}", "number-range", 1, 7),
    "a number over 64 bits": (b'{"a": 9223372036854775808}', "number-range", 1, 7),
    "a number over 64 bits in YAML": (b"a: -9223372036854775809", "number-range", 1, 4),
    "an infinite exponent": (b'{"a": 1e400}', "number-range", 1, 7),
    "an infinite exponent in YAML": (b"a: 1e400", "number-range", 1, 4),
    "a hexadecimal number over 64 bits": (b"a: 0xffffffffffffffff", "number-range", 1, 4),
    "YAML infinity": (b"a: .inf", "yaml-11-type", 1, 4),
    "YAML not-a-number": (b"a: .NaN", "yaml-11-type", 1, 4),
    "the same name twice": (b'{"a": {"b": 1,\n"b": 2}}', "duplicate-key", 2, 1),
    "the same name twice, once escaped": (b'{"a": 1, "\\u0061": 2}', "duplicate-key", 1, 10),
    "the same name twice in YAML": (b"a: 1\nb: 2\na: 3", "duplicate-key", 3, 1),
    "the same name as text and as number": (b"1: a\n'1': b", "duplicate-key", 2, 1),
    "two merge keys": (b"a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a", "duplicate-key", 4, 3),
    "aliases that multiply": (BOMB.encode(), "yaml-aliases", 4, 30),
    "one long text many times": (b"a: &a " + b"x" * 1000 + b"\nb: [" + b"*a, " * 50 + b"]", "yaml-aliases", 2, 53),
    "an alias of itself": (b"a: &a\n  b: *a", "yaml-aliases", 2, 6),
    "an alias of nothing": (b"a: *b", "yaml-alias-unknown", 1, 4),
    "a merge of a number": (b"a: &a 1\nb:\n  <<: *a", "yaml-merge", 3, 7),
    "a list for a name": (b"? [1]\n: 2", "yaml-key", 1, 3),
    "an alias for a name": (b"a: &a x\n? *a\n: 2", "yaml-key", 2, 3),
    "a Python object": (b"a: !!python/object/apply:os.system [id]", "yaml-tag", 1, 4),
    "a tag of one's own": (b"a: !Ref b", "yaml-tag", 1, 4),
    "a tag on a name": (b"!Ref a: b", "yaml-tag", 1, 1),
    "a set": (b"a: !!set {b}", "yaml-tag", 1, 4),
    "a tag that lies": (b"a: !!int hello", "yaml-tag", 1, 4),
    "another YAML": (b"%YAML 1.3\n---\na: 1", "yaml-directive", 1, 1),
    "two documents": (b"a: 1\n---\nb: 1", "yaml-documents", 2, 1),
    "a deep list": (b'{"a": ' + b"[" * 100_000, "too-deep", 1, 106),
    "a deep YAML list": (b"a: " + b"[" * 100_000, "too-deep", 1, 103),
    "deep dashes": (b"a:\n" + b"- " * 50_000, "too-deep", 2, 199),
    "deep names": (b"{a: " * 50_000, "too-deep", 1, 401),
    "aliases that deepen": (
        b"a0: &a0 [1]\n" + b"".join(b"a%d: &a%d [[[[[[[[[[*a%d]]]]]]]]]]\n" % (n, n, n - 1) for n in range(1, 20)),
        "too-deep",
        11,
        21,
    ),
    "a long name": (b'{"' + b"a" * 1025 + b'": 1}', "key-too-long", 1, 2),
    "a long YAML name": (b"? " + b"a" * 1025 + b"\n: 1", "key-too-long", 1, 3),
    "a long text": (b'{"a": "' + b"a" * 1_000_001 + b'"}', "too-long", 1, 7),
    "a long YAML text": (b"a: " + b"a" * 1_000_001, "too-long", 1, 4),
    "many values": (b'{"a": [' + b"1," * 500_000 + b"1]}", "too-many-nodes", 1, 1),
    "many YAML values": (b"a: [" + b"1," * 500_001 + b"1]", "too-many-nodes", 1, 1_000_001),
    "many bytes": (b"a" * 5_000_001, "too-large", 1, 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_code_and_a_place(name: str) -> None:
    content, code, line, column = REFUSED[name]

    with pytest.raises(Unreadable) as refused:
        read(content)

    assert (refused.value.code, refused.value.line, refused.value.column) == (code, line, column)


def test_a_refusal_says_where_in_the_tree_it_happened() -> None:
    with pytest.raises(Unreadable) as json_refused:
        read(b'{"a": [0, {"b/c": [1, 1e999]}]}')
    with pytest.raises(Unreadable) as yaml_refused:
        read(b"a:\n- 0\n- b/c:\n  - 1\n  - 1e999")

    assert json_refused.value.pointer == yaml_refused.value.pointer == "/a/1/b~1c/1"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("22:22", "22:22"),
        ("2026-11-23", "2026-11-23"),
        ("1_000", "1_000"),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("+12", 12),
        ("1.50", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        ("~", None),
        ("", None),
        ("Null", None),
        ("TRUE", True),
        ("False", False),
        ("'true'", "true"),
        ('"12"', "12"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!int 12", 12),
        ("!!float 1", 1),
        ("!!null ~", None),
        ("!!bool true", True),
    ],
)
def test_plain_scalars_follow_the_core_schema_of_yaml_1_2(text: str, value: Any) -> None:
    if text == "-":
        text = "'-'"

    found = read(f"a: {text}\n".encode()).data["a"]

    assert found == value
    assert type(found) is type(value)


def test_names_are_texts_whatever_they_look_like() -> None:
    assert read(b"200: a\ntrue: b\n~: c\n1.50: d").data == {"200": "a", "true": "b", "~": "c", "1.50": "d"}


def test_aliases_are_copied_and_not_shared() -> None:
    data = read(b"a: &a {b: [1]}\nc: *a\nd: [*a, &t text, *t]").data

    data["a"]["b"].append(2)

    assert data["c"] == {"b": [1]}
    assert data["d"] == [{"b": [1]}, "text", "text"]


def test_merge_keys_bring_members_that_the_mapping_does_not_have() -> None:
    data = read(b"a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  z: 3\nd: {<<: {x: 4}, w: 4}").data

    assert data["c"] == {"x": 1, "y": 1, "z": 3}
    assert data["d"] == {"x": 4, "w": 4}


def test_a_quoted_merge_sign_is_a_name() -> None:
    assert read(b'a: {"<<": 1}').data == {"a": {"<<": 1}}


def test_a_byte_order_mark_is_no_part_of_the_document() -> None:
    assert read(b'\xef\xbb\xbf{"a": 1}').data == read(b"\xef\xbb\xbfa: 1").data == {"a": 1}


def test_nesting_is_allowed_up_to_the_limit() -> None:
    depth = limits.DEPTH - 1

    assert read(b'{"a": ' + b"[" * depth + b"]" * depth + b"}").format == "json"
    assert read(b"a: " + b"[" * depth + b"]" * depth).format == "yaml"


def test_json_is_known_by_its_first_character() -> None:
    assert read(b'\n\t{"a":\t1}').format == "json"
    assert read(b"a: {}").format == "yaml"


def test_places_are_those_of_the_name_and_the_value() -> None:
    source = read('{\n  "jina": "Bïli",\n  "orodha": [1, {"ndani": true}]\n}'.encode())

    places = source.places(["/jina", "/orodha", "/orodha/1", "/orodha/1/ndani", "/orodha/7/x", ""])

    assert {
        pointer: (place.line, place.column, place.end_line, place.end_column) for pointer, place in places.items()
    } == {
        "/jina": (2, 3, 2, 17),
        "/orodha": (3, 3, 3, 11),
        "/orodha/1": (3, 17, 3, 18),
        "/orodha/1/ndani": (3, 18, 3, 31),
        "/orodha/7/x": (3, 3, 3, 11),
        "": (1, 1, 1, 2),
    }


def test_places_in_yaml_lead_to_the_alias_that_brought_a_value() -> None:
    source = read(b"a: &a\n  x: 1\nb:\n  - *a\nc:\n  <<: *a\n")

    places = source.places(["/a/x", "/b/0/x", "/c/x"])

    assert {pointer: (place.line, place.column) for pointer, place in places.items()} == {
        "/a/x": (2, 3),
        "/b/0/x": (4, 5),
        "/c/x": (5, 1),
    }


def trees_of(letters: some.SearchStrategy[str]) -> some.SearchStrategy[dict[str, Any]]:
    names = some.text(letters, max_size=10)
    numbers = some.integers(-(2**63), 2**63 - 1) | some.floats(allow_nan=False, allow_infinity=False)
    scalars = some.none() | some.booleans() | numbers | some.text(letters, max_size=20)
    members = some.recursive(
        scalars, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(names, inner, max_size=4)
    )
    return some.dictionaries(names, members, max_size=5)


trees = trees_of(some.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
plain_trees = trees_of(some.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"], exclude_characters="\x00"))


@given(some.binary(max_size=200))
def test_whatever_the_bytes_they_are_read_or_refused(content: bytes) -> None:
    try:
        read(content)
    except Unreadable as refused:
        outcome = min(refused.line, refused.column)
    else:
        outcome = 1
    assert outcome >= 1


@given(some.text(alphabet="{}[]:,\"'\\#&*!|>-? \n\tab01.<~eE+u", max_size=80))
def test_whatever_the_punctuation_it_is_read_or_refused(text: str) -> None:
    try:
        source = read(text.encode())
    except Unreadable:
        return
    json.dumps(source.data, allow_nan=False).encode()


@given(trees)
def test_json_is_read_as_the_standard_library_reads_it(tree: dict[str, Any]) -> None:
    content = json.dumps(tree).encode()

    assert read(content).data == json.loads(content)


@given(plain_trees, some.sampled_from([None, 1]))
def test_json_within_yaml_reads_as_the_same_json(tree: dict[str, Any], indent: int | None) -> None:
    text = json.dumps({"whole": tree}, indent=indent)

    assert read(f"--- {text}".encode()).data == read(text.encode()).data


@given(trees)
def test_every_member_has_a_place_inside_the_text(tree: dict[str, Any]) -> None:
    source = read(json.dumps(tree, indent=1).encode())
    pointers = ["/" + name.replace("~", "~0").replace("/", "~1") for name in tree]
    lines = source.text.split("\n")

    for name, pointer in zip(tree, pointers, strict=True):
        place = source.place(pointer)
        assert lines[place.line - 1][place.column - 1 :].startswith(json.dumps(name))


@given(trees)
def test_what_is_written_is_read_back_the_same(tree: dict[str, Any]) -> None:
    assert read(to_json(tree)).data == tree
    assert read(to_yaml(tree)).data == tree
