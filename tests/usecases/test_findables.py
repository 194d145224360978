from factories import Factory
from reference_data import CONCEPT, STANDARD

from registry.db.models import Version
from registry.domain.entries import FoundKind
from registry.domain.lifecycle import Status
from registry.usecases import concepts, findables, standards
from registry.usecases.search import Question, find
from registry.validators.finding import Severity
from registry.validators.rule_card import RuleCard


async def _version(make: Factory) -> Version:
    await make.catalogue()
    return await make.version(Status.PUBLISHED)


async def test_a_version_is_found_with_its_operations_its_schemas_and_its_fields(make: Factory) -> None:
    version = await _version(make)
    day = version.created_at.date()
    api, operation, schema = findables.of_interface(version.interface, version, "/apis/cig/identities/1.0.0", day)
    assert (api.kind, operation.kind, schema.kind) == (FoundKind.API, FoundKind.OPERATION, FoundKind.DATA_SCHEMA)
    assert operation.path == "/apis/cig/identities/1.0.0/operations/0"
    assert "getIdentity" in operation.texts.exact
    assert "firstName" in api.texts.fields
    assert api.facets["conformity"] == [version.report.result]
    assert api.facets["state"] == operation.facets["state"] == ["published"]
    assert (api.owner, api.level) == ("nida", "public")


async def test_an_entry_without_a_public_version_is_found_as_unpublished(make: Factory) -> None:
    interface = (await _version(make)).interface
    (api,) = findables.of_interface(interface, None, "/apis/cig/identities", interface.created_at.date())
    assert api.facets["state"] == ["unpublished"]
    assert api.facets["conformity"] == ["unchecked"]


def test_the_names_of_fields_are_told_once_and_hostile_ones_not_at_all() -> None:
    facts = {"schemas": [{"properties": ["a", "b\u202e", "x" * 200]}, {"properties": ["a", "c"]}], "properties": ["d"]}
    assert findables.field_names(facts) == ("a", "c", "d")
    assert findables.field_names({"fields": [{"name": "z"}], **facts}) == ("z",)
    assert findables.field_names({}) == ()


def test_a_rule_is_found_by_its_title_and_under_its_profile() -> None:
    rule = findables.of_rule(RuleCard("api-without-contact", Severity.ERROR, title={"en": "Name a contact"}), "tz")
    assert (rule.path, rule.facets) == ("/rules/api-without-contact", {"standard": ["tz"]})
    assert "contact" in rule.texts.title


async def test_concepts_and_standards_are_found_as_soon_as_they_are_entered(make: Factory) -> None:
    await make.component()
    async with make.work() as work:
        concept, _ = await concepts.put(work, CONCEPT)
        standard, _ = await standards.put(work, STANDARD)
    async with make.reading() as work:
        for key, kind in ((concept.key, FoundKind.CONCEPT), (standard.key, FoundKind.STANDARD)):
            hit = (await find(work, Question(key))).hits[0]
            assert (hit.name, hit.kind) == (key, kind)
