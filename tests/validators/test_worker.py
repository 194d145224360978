import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from cards import SECURITY
from documents import api, in_json

from registry.validators.bundles import Bundle, packed
from registry.validators.checking import check
from registry.validators.confinement import OUT_OF_MEMORY
from registry.validators.profile import built_in, digest_of_files, profile_of
from registry.validators.report import from_tree
from registry.validators.rule_card import cards_of
from registry.validators.worker import LENGTH_BYTES, MOST_PROFILES, _known, answer_to

GOOD = in_json(api())
ROOT = Path(__file__).parents[2]


def framed(content: bytes, **asked: str) -> bytes:
    parts = (json.dumps(asked).encode(), content)
    return b"".join(len(part).to_bytes(LENGTH_BYTES, "big") + part for part in parts)


def answers_in(output: bytes) -> list[dict[str, object]]:
    stream, answers = BytesIO(output), []
    while prefix := stream.read(LENGTH_BYTES):
        answers.append(json.loads(stream.read(int.from_bytes(prefix, "big"))))
    return answers


def worker(content: bytes, code: str = "from registry.validators.worker import main; main()") -> tuple[int, bytes]:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        input=content,
        capture_output=True,
        cwd="/",
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )
    return done.returncode, done.stdout


def test_an_answer_is_the_report_or_the_refusal() -> None:
    assert from_tree(answer_to({}, GOOD)["report"]) == check(GOOD)
    assert answer_to({}, b"[1]") == {
        "unreadable": {"code": "not-object", "line": 1, "column": 1, "pointer": "", "values": {}}
    }


def test_a_worker_says_that_it_is_ready_and_serves_until_its_input_ends() -> None:
    status, output = worker(framed(GOOD) + framed(b"[1]") + framed(GOOD))

    ready, first, refused, second = answers_in(output)
    assert status == 0
    assert ready == {"ready": True, "built_in": built_in().outline.tree()}
    assert "unreadable" in refused
    assert first == second == answer_to({}, GOOD)


def test_a_worker_stops_at_half_a_request() -> None:
    assert worker(b"\0\0\0")[0] == 0


def test_memory_that_runs_out_ends_the_worker_with_its_own_status() -> None:
    code = (
        "import registry.validators.worker as w\n"
        "def greedy(asked, content):\n"
        "    return {'x': bytearray(2**31)}\n"
        "w.answer_to = greedy\n"
        "w.main()\n"
    )

    assert worker(framed(GOOD), code)[0] == OUT_OF_MEMORY


def test_a_worker_reaches_no_network_and_writes_no_file(tmp_path: Path) -> None:
    code = (
        "import registry.validators.worker as w, socket\n"
        "def nosy(asked, content):\n"
        "    told = {}\n"
        "    try:\n"
        f"        open({str(tmp_path / 'written')!r}, 'w').write('x' * 10_000)\n"
        "    except OSError as problem:\n"
        "        told['file'] = problem.errno\n"
        "    try:\n"
        "        socket.create_connection(('127.0.0.1', 9), timeout=2)\n"
        "    except OSError as problem:\n"
        "        told['network'] = problem.errno\n"
        "    return told\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "w.answer_to = nosy\n"
        "w.main()\n"
    )

    _, output = worker(framed(GOOD), code)

    told = answers_in(output)[1]
    assert set(told) == {"file", "network"}
    assert not (tmp_path / "written").exists() or not (tmp_path / "written").read_text()


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    content = framed(in_json(api(paths={"/Bills/{a}/{b}/{c}": {"get": {}}}, extra=1, more=2, x=3)))

    assert len({worker(content)[1] for _ in range(3)}) == 1


RULESET = b"extends: [[somana:core, off]]\nrules:\n  operation-without-summary: error\n"
DIGEST = digest_of_files(RULESET, {})
BUNDLE = packed(Bundle("a.yaml", RULESET))


def learn(content: bytes = BUNDLE) -> dict[str, Any]:
    return answer_to({"learn": "tz-interop", "version": "1.0.0"}, content)


def test_a_profile_is_unknown_until_it_is_learned_and_known_from_then_on() -> None:
    _known.clear()
    assert answer_to({"profile": DIGEST}, GOOD) == {"unknown": DIGEST}
    profile = profile_of("tz-interop", "1.0.0", RULESET, {})
    assert learn() == {"learned": profile.outline.tree()}
    for _ in range(2):
        report = from_tree(answer_to({"profile": DIGEST}, GOOD)["report"])
        assert report == check(GOOD, profile)
    assert [rule.rule for rule in report.rules] == ["operation-without-summary"]
    assert (report.profile, report.profile_digest) == ("tz-interop@1.0.0", DIGEST)


def test_a_worker_keeps_the_profiles_that_were_used_last() -> None:
    _known.clear()
    learn()
    for number in range(MOST_PROFILES):
        answer_to({"profile": DIGEST}, GOOD)
        learn(b"%s# %d" % (RULESET, number))
    assert len(_known) == MOST_PROFILES
    assert DIGEST in _known
    for number in range(MOST_PROFILES):
        learn(b"%s# again %d" % (RULESET, number))
    assert answer_to({"profile": DIGEST}, GOOD) == {"unknown": DIGEST}


def test_a_profile_that_cannot_be_used_is_refused_with_its_place() -> None:
    (told,) = learn(b"rules:\n  no-such-rule: error\n")["refused"]
    assert (told["code"], told["line"], told["pointer"]) == ("rule-unknown", 2, "/rules/no-such-rule")
    assert told["values"] == {"name": "no-such-rule"}


UNSOUND = (
    b"rules:\n"
    b"  path: {given: '$.info[', then: {function: truthy}}\n"
    b"  pattern: {given: '$.info[?(@.match(/(/))]', then: {function: truthy}}\n"
)


def test_what_a_check_goes_on_without_is_refused_where_a_profile_is_learned_strictly() -> None:
    assert set(learn(UNSOUND)) == {"learned"}
    told = answer_to({"learn": "tz-interop", "version": "1.0.0", "strictly": "yes"}, UNSOUND)["refused"]
    assert [(one["rule"], one["line"]) for one in told] == [("path", 2), ("pattern", 3)]
    assert [one["code"] for one in told] == ["path-unclosed", "pattern-refused"]
    report = from_tree(answer_to({"profile": digest_of_files(UNSOUND, {})}, GOOD)["report"])
    assert [(rule.rule, rule.outcome, rule.reason) for rule in report.rules] == [
        ("path", "not_checked", "path-refused"),
        ("pattern", "not_checked", "path-refused"),
    ]


def test_a_profile_of_several_files_is_refused_with_the_file_that_is_wrong() -> None:
    bundle = packed(Bundle("main.yaml", b"extends: parts/a.yaml", {"parts/a.yaml": b"rules: {x: error}"}))
    (told,) = learn(bundle)["refused"]
    assert (told["file"], told["code"]) == ("parts/a.yaml", "rule-unknown")


def test_a_worker_that_is_confined_learns_and_checks() -> None:
    asked = framed(BUNDLE, learn="tz-interop", version="1.0.0") + framed(GOOD, profile=DIGEST)
    status, output = worker(asked + framed(GOOD, profile="sha256:0"))
    _, learned, checked, unknown = answers_in(output)
    assert status == 0
    assert set(learned) == {"learned"}
    assert set(checked) == {"report"}
    assert unknown == {"unknown": "sha256:0"}


def test_a_worker_tells_what_the_rules_of_a_profile_say_of_themselves() -> None:
    assert answer_to({"cards": "yes"}, b"") == {"cards": [card.tree() for card in cards_of(built_in())]}
    learned = answer_to({"learn": "demo", "version": "1.0.0"}, SECURITY.encode())["learned"]
    (card,) = answer_to({"cards": "yes", "profile": learned["digest"]}, b"")["cards"]
    assert (card["name"], card["title"]["sw"]) == ("server-over-http", "Anwani za seva zinaanza na https.")
    assert answer_to({"cards": "yes", "profile": "sha256:0"}, b"") == {"unknown": "sha256:0"}


def test_a_profile_that_is_learned_strictly_may_have_no_untrue_example() -> None:
    untrue = SECURITY.replace("http://a.example", "https://b.example").encode()
    asked = {"learn": "demo", "version": "1.0.0"}
    (problem,) = answer_to({**asked, "strictly": "yes"}, untrue)["refused"]
    assert (problem["code"], problem["rule"], problem["line"]) == ("example-passed", "server-over-http", 23)
    assert "learned" in answer_to(asked, untrue)
    assert "learned" in answer_to({**asked, "strictly": "yes"}, SECURITY.encode())
