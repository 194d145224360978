import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from labelled import CONCEPTS

from registry.validators.checking import check
from registry.validators.concepts.concept import ConceptRefused, agreeing_entries_of, concept_of, entries_of
from registry.validators.source import read

FILES = sorted(CONCEPTS.glob("*.yaml"))


def tree(key: str = "nin") -> dict[str, Any]:
    return read((CONCEPTS / f"{key}.yaml").read_bytes()).data


def problems(wrong: Any) -> list[str]:
    with pytest.raises(ConceptRefused) as refused:
        concept_of(wrong)
    return ["/".join(map(str, mistake.path)) for mistake in refused.value.mistakes]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_is_the_concept_of_its_name(file: Any) -> None:
    concept = concept_of(read(file.read_bytes()).data)
    assert concept.key == file.stem
    assert all(
        source["url"].startswith("https://") or source["url"].startswith("http://")
        for source in concept.tree["sources"]
    )


def test_the_concepts_fit_together() -> None:
    assert len(entries_of(concept_of(read(file.read_bytes()).data) for file in FILES)) == len(FILES) >= 65


def test_concepts_that_fit_together_lose_no_name_where_the_shared_ones_are_dropped() -> None:
    trees = [read(file.read_bytes()).data for file in FILES]
    dropped = [{**one, "also": one.get("also", "")} for one in agreeing_entries_of(trees)]
    whole = [{**one, "names": one.get("names", "")} for one in entries_of(concept_of(one) for one in trees)]
    for mine, theirs in zip(dropped, whole, strict=True):
        assert mine == {"majina": "", "also": "", **theirs}


def test_a_name_that_two_concepts_have_is_neither_s() -> None:
    other = {**tree("phone"), "field_names": ["phone", "nida_no"]}
    entries = {one["key"]: one for one in agreeing_entries_of([tree("nin"), other])}
    assert "nidanumber" not in entries["nin"]["names"].split()
    assert "nidanumber" not in entries["phone"]["names"].split()
    assert "nin" in entries["nin"]["names"].split()


def test_what_is_not_known_has_no_form() -> None:
    tin = concept_of(tree("tin")).tree
    assert (tin["certainty"], tin["pattern"]) == ("disputed", "^[0-9]+$")
    assert not {"minLength", "maxLength"} & tin["schema"].keys()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda one: one.update(more=1), ""),
        (lambda one: one.pop("names"), ""),
        (lambda one: one.update(key="Not a key"), "key"),
        (lambda one: one.update(version="1"), "version"),
        (lambda one: one.update(field_names=[]), "field_names"),
        (lambda one: one.update(certainty="sure"), "certainty"),
        (lambda one: one["names"].pop("sw"), "names"),
        (lambda one: one.update(sources=[]), "sources"),
        (lambda one: one.update(pattern="^(", schema={"type": "string", "pattern": "^("}), "pattern"),
        (lambda one: one.update(schema={"type": "wrong"}), "schema"),
        (lambda one: one["schema"].update(type="integer"), "schema/type"),
        (lambda one: one["schema"].update(pattern="^[0-9]{9}$"), "schema/pattern"),
        (lambda one: one["schema"].update({"$id": "https://x.go.tz/nin"}), "schema"),
    ],
)
def test_a_concept_that_is_none_is_refused_where_it_is_wrong(change: Callable[[Any], Any], place: str) -> None:
    wrong = tree()
    change(wrong)
    assert place in problems(wrong)


@pytest.mark.parametrize("wrong", [None, [], 1, "x", {}])
def test_other_trees_are_no_concepts(wrong: Any) -> None:
    assert problems(wrong)


@pytest.mark.parametrize("name", ["tin", "TIN", "tin_number"])
def test_two_concepts_share_no_name(name: str) -> None:
    nin = tree()
    nin["field_names"].append(name)
    nin["related"] = []
    tin = {**tree("tin"), "related": []}
    with pytest.raises(ConceptRefused) as refused:
        entries_of([concept_of(nin), concept_of(tin)])
    assert any("is a name of" in mistake.problem for mistake in refused.value.mistakes)


@pytest.mark.parametrize(("member", "value"), [("related", ["nobody"]), ("related", ["nin"]), ("field_names", ["_"])])
def test_what_nobody_knows_is_refused(member: str, value: list[str]) -> None:
    with pytest.raises(ConceptRefused):
        entries_of([concept_of({**tree(), "related": [], member: value})])


def test_what_people_say_is_less_certain_than_what_fields_are_called() -> None:
    ward = {**tree("ward"), "related": []}
    (entry,) = entries_of([concept_of(ward)])
    assert "ward" in entry["also"].split()
    assert "ward" not in entry["names"].split()
    assert "wardname" in entry["names"].split()
    assert "jinakata" in entry["majina"].split()


def test_a_name_that_two_concepts_admit_to_share_means_neither_by_itself() -> None:
    one = concept_of({**tree("sex"), "related": [], "field_names": ["sex", "code"], "ambiguous": ["code"]})
    other = concept_of({**tree("crop"), "related": [], "field_names": ["crop_name", "code"], "ambiguous": ["code"]})
    entries = entries_of([one, other])
    assert all("code" not in entry["names"].split() for entry in entries)
    with pytest.raises(ConceptRefused):
        entries_of([one, concept_of({**tree("crop"), "related": [], "field_names": ["code"]})])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_canonical_schema_passes_the_rules_of_the_house(file: Path) -> None:
    given = tree(file.stem)
    whole = {"$id": f"https://somana.example/concepts/{file.stem}/1.0.0.schema.json", **given["schema"]}
    report = check(json.dumps(whole).encode())
    grave = {one.rule for one in report.findings if one.severity in ("error", "warning")}
    assert grave == set()
