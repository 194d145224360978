from registry.validators.rulesets.ruleset import WARNING
from registry.validators.rulesets.written import Complaint, Complaints, Written, rule_of
from registry.validators.source import read

TEXT = b"""rules:
  a:
    given: $.x.[y]
    then: {function: truthy}
  b: warn
"""


def written(name: str = "a.yaml") -> Written:
    return Written(name, "", read(TEXT))


def test_a_complaint_gets_its_rule_its_pointer_and_its_place() -> None:
    complaints = Complaints()
    complaints.add(written(), ("rules", "a", "given"), "path", found="x")
    [problem] = complaints.problems()
    assert (problem.file, problem.rule, problem.pointer) == ("a.yaml", "a", "/rules/a/given")
    assert (problem.line, problem.column) == (3, 5)


def test_a_fragment_is_found_where_it_stands_in_the_text() -> None:
    complaints = Complaints()
    file = written()
    complaints.put(file, Complaint(("rules", "a", "given"), "path-descends", {"found": ".["}, WARNING, ".[y]"))
    complaints.put(file, Complaint(("rules", "a", "given"), "path-descends", {"found": "?"}, WARNING, "elsewhere"))
    assert [(it.line, it.column, it.severity) for it in complaints.problems()] == [(3, 5, WARNING), (3, 15, WARNING)]


def test_problems_come_from_the_top_and_each_once() -> None:
    complaints = Complaints()
    file = written()
    complaints.add(file, ("rules", "b"), "rule-unknown", name="b")
    complaints.add(file, ("rules", "a"), "missing", name="then")
    complaints.add(file, ("rules", "b"), "rule-unknown", name="b")
    assert [problem.line for problem in complaints.problems()] == [2, 5]


def test_a_place_that_is_not_there_is_the_nearest_above() -> None:
    complaints = Complaints()
    complaints.add(written(), ("rules", "a", "none", 7), "missing", name="x")
    assert complaints.problems()[0].line == 2


def test_no_more_is_kept_than_anybody_reads() -> None:
    complaints = Complaints()
    file = written()
    for number in range(1_000):
        complaints.add(file, ("rules", "a"), "missing", name=str(number))
    assert len(complaints.problems()) == 200
    assert complaints.count == 1_000


def test_nothing_to_say_is_nothing() -> None:
    complaints = Complaints()
    assert not complaints
    complaints.add(written(), (), "missing", name="x")
    assert complaints


def test_a_place_belongs_to_the_rule_that_it_is_in() -> None:
    assert rule_of(("rules", "a", "given")) == "a"
    assert rule_of(("overrides", 0, "rules", "b")) == "b"
    assert rule_of(("aliases", "A")) is None
    assert rule_of(("rules",)) is None
    assert rule_of(()) is None
