import json
from pathlib import Path
from typing import Any

import pytest
from commands import Run

from registry.cli import exits
from registry.domain.chain import FIELDS, GENESIS, hash_of

AT = "2026-11-23T12:00:00.123456+00:00"
ENTRY: dict[str, Any] = {
    **dict.fromkeys(FIELDS, "word"),
    "institution": None,
    "reason": None,
    "request_id": None,
    "details": {"a": 1},
    "at": AT,
}


def lines(count: int = 3, *, ended: bool = True) -> list[str]:
    written, previous = [], GENESIS
    for seq in range(1, count + 1):
        entry = {**ENTRY, "seq": seq, "previous_hash": previous}
        previous = hash_of(entry)
        written.append(json.dumps({**entry, "hash": previous, "at": AT.replace("+00:00", "Z")}))
    return [*written, *([json.dumps({"head": {"seq": count, "hash": previous, "at": AT}})] if ended else [])]


def verified(somana: Run, folder: Path, written: list[str], *words: object) -> tuple[int, str]:
    file = folder / "audit.ndjson"
    file.write_text("\n".join(written), "utf-8")
    told = somana("audit", "verify", file, *words)
    return told.exit_code, told.stdout + told.stderr


def test_an_export_is_verified_without_the_database(somana: Run, tmp_path: Path) -> None:
    assert verified(somana, tmp_path, lines())[0] == exits.CLEAN
    assert verified(somana, tmp_path, lines()[1:])[0] == exits.CLEAN
    assert verified(somana, tmp_path, lines(0))[0] == exits.CLEAN


def test_what_was_changed_or_left_out_of_an_export_is_told(somana: Run, tmp_path: Path) -> None:
    cases = (
        ([line.replace('"a": 1', '"a": 2') for line in lines()], "Entry 1 is broken: its content"),
        ([lines()[0], *lines()[2:]], "Entry 3 is broken: it does not have the next number"),
        (lines(ended=False), "Entry 4 is missing"),
        ([*lines(ended=False)[:2], lines()[3]], "Entry 3 is missing"),
        ([*lines(2, ended=False), lines(1)[1]], "Entry 2 is broken: it is not the one"),
    )
    for written, sentence in cases:
        status, told = verified(somana, tmp_path, written)
        assert (status, sentence in told) == (exits.FINDINGS, True), told


def test_an_export_is_held_against_a_checkpoint_too(somana: Run, tmp_path: Path) -> None:
    end = tmp_path / "end.json"
    end.write_text(json.dumps({"seq": 2, "hash": "1" * 64, "at": AT}), "utf-8")
    assert verified(somana, tmp_path, lines(), "--checkpoint", end)[0] == exits.FINDINGS
    end.write_text(json.dumps(json.loads(lines()[3])["head"]), "utf-8")
    assert verified(somana, tmp_path, lines(), "--checkpoint", end)[0] == exits.CLEAN


@pytest.mark.parametrize(
    "line",
    [
        *("", "x", "[1]", "{}", '{"head": 1}', '{"head": {"seq": "1", "hash": "", "at": ""}}', "[" * 100_000),
        json.dumps({**ENTRY, "seq": 1, "hash": "x", "at": "yesterday"}),
        json.dumps({**ENTRY, "seq": 1, "hash": "x", "at": "2026-11-23T12:00:00"}),
        json.dumps({**ENTRY, "seq": True, "hash": "x"}),
        json.dumps({**ENTRY, "seq": 1, "hash": 1}),
    ],
)
def test_what_is_no_export_is_refused(somana: Run, tmp_path: Path, line: str) -> None:
    status, told = verified(somana, tmp_path, [line, "x"])
    assert (status, "is no export" in told) == (exits.USAGE, True)


def test_nothing_follows_the_end_and_a_checkpoint_has_its_shape(somana: Run, tmp_path: Path) -> None:
    assert verified(somana, tmp_path, [*lines(), lines()[0]])[0] == exits.USAGE
    end = tmp_path / "end.json"
    for content in ("", "[]", '{"seq": "1", "hash": "", "at": ""}', '{"seq": 1}'):
        end.write_text(content, "utf-8")
        assert verified(somana, tmp_path, lines(), "--checkpoint", end)[0] == exits.USAGE
