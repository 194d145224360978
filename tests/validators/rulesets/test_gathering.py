from registry.validators.rules import rule_names
from registry.validators.rulesets.gathering import Gathering, core_layer, own_layer
from registry.validators.rulesets.shelf import Found, KeptShelf

RULE = b"rules: {a: {given: $, then: {function: truthy}}}"


def test_every_file_is_read_once_however_often_it_is_extended() -> None:
    gathering = Gathering(KeptShelf({"a.yaml": RULE, "b.yaml": b"extends: [a.yaml, ./a.yaml]"}))
    gathered = gathering.whole(Found("main.yaml", "", b"extends: [a.yaml, b.yaml]"))
    assert gathered is not None
    assert [file.name for file, _ in gathering.parts] == ["main.yaml", "a.yaml", "b.yaml"]
    assert gathering.contents.keys() == {"a.yaml", "b.yaml"}
    assert not gathering.complaints
    one, two = gathered[1].extends or ()
    assert (two.layer.extends or ())[0].layer is one.layer


def test_a_file_that_cannot_be_read_is_told_once() -> None:
    gathering = Gathering(KeptShelf({"a.yaml": b"["}))
    gathering.whole(Found("main.yaml", "", b"extends: [a.yaml, a.yaml]"))
    assert [problem.code for problem in gathering.complaints.problems()] == ["unreadable.syntax"]
    assert gathering.partial


def test_what_is_of_the_right_form_is_gathered_of_a_broken_file() -> None:
    gathering = Gathering(KeptShelf({}))
    gathered = gathering.whole(Found("main.yaml", "", RULE[:-1] + b", b: 7}"))
    assert gathered is not None
    assert (gathered[1].rules or {}).keys() == {"a"}
    assert gathering.broken == {"b"}


def test_overrides_extend_too() -> None:
    gathering = Gathering(KeptShelf({"a.yaml": RULE}))
    gathered = gathering.whole(Found("m", "", b"overrides: [{files: ['*'], extends: [[a.yaml, 'off']]}]"))
    assert gathered is not None
    [extension] = gathered[1].overrides[0].layer.extends or ()
    assert (extension.choice, extension.explicit) == ("off", True)


def test_the_rules_in_python_are_a_ruleset() -> None:
    assert tuple(core_layer().rules or {}) == rule_names()


def test_our_own_rulesets_are_found_in_the_package() -> None:
    layer = own_layer("spectral:oas")
    assert layer is not None
    assert layer.rules
    assert own_layer("spectral:asyncapi") is None
    assert own_layer("somana:oas") is None
