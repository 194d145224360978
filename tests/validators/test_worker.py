import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from documents import api, in_json

from registry.validators.checking import check
from registry.validators.confinement import OUT_OF_MEMORY
from registry.validators.profile import built_in
from registry.validators.report import from_tree
from registry.validators.worker import LENGTH_BYTES, answer_to

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
