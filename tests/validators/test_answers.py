import json

import pytest
from documents import api, in_json

from registry.validators.answers import answer_to, report_from_child, report_of
from registry.validators.checking import check, unfinished
from registry.validators.isolated import Ended
from registry.validators.unreadable import Unreadable

GOOD = in_json(api())


def test_an_answer_is_the_report_or_the_refusal() -> None:
    assert report_of(answer_to(GOOD)) == check(GOOD)
    assert answer_to(b"[1]") == {
        "unreadable": {"code": "not-object", "line": 1, "column": 1, "pointer": "", "values": {}}
    }


def test_a_refusal_is_raised_with_its_place_and_its_words() -> None:
    with pytest.raises(Unreadable) as refused:
        report_of(json.loads(json.dumps(answer_to(b'{"a": 1,\n "a": 2}'))))
    assert (refused.value.code, refused.value.line, refused.value.values) == ("duplicate-key", 2, {"key": "a"})


def test_a_child_that_ended_leaves_a_report_that_says_so() -> None:
    assert report_from_child(GOOD, json.dumps(answer_to(GOOD)).encode()) == check(GOOD)
    assert report_from_child(GOOD, Ended("timed-out")) == unfinished(GOOD, "timed-out")
