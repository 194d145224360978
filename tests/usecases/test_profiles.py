from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from factories import ADMIN, EDITOR, PUBLISHER, RULESET, Factory, contents, document, trail

from registry.db.models import StoredProfile
from registry.domain.actors import ANONYMOUS, Actor, ActorKind, Role
from registry.domain.errors import (
    FieldsInvalid,
    IllegalTransition,
    NotFound,
    Outdated,
    ProfileFixed,
    RoleMissing,
    RulesetUnusable,
    ScopeMissing,
    Unauthenticated,
)
from registry.domain.profiles import ProfileAction, ProfileState
from registry.usecases import checks, profiles, reports, sync, versions
from registry.usecases.profiles import Order, Particulars
from registry.validators.bundles import Bundle, packed
from registry.validators.profile import built_in, profile_of

TODAY = datetime.now(UTC).date()
KEY, VERSION = "tz-interop", "1.0.0"


ONE = b"extends: [[somana:core, off]]\nrules:\n  paths-equivalent: true\n"


async def loaded(make: Factory, content: bytes = RULESET, version: str = VERSION, **more: Any) -> bool:
    async with make.work(EDITOR) as work:
        _, created = await profiles.load(work, KEY, version, content, Particulars(**more))
    return created


async def states(make: Factory) -> dict[str, tuple[str, bool]]:
    async with make.reading(ANONYMOUS) as work:
        return {one.reference: (one.state.value, one.is_default) for one in await profiles.list_all(work)}


async def test_a_ruleset_is_kept_byte_for_byte_with_its_rules_and_its_digest(make: Factory) -> None:
    assert await loaded(make, title={"sw": "Masharti"}, binding_on=TODAY, grace_days=30)
    async with make.reading(ANONYMOUS) as work:
        stored = await profiles.get(work, KEY, VERSION)
        assert (stored.state, stored.is_default, stored.loaded_by) == (ProfileState.DRAFT, False, "rashid")
        assert (stored.title, stored.binding_on, stored.grace_days) == ({"sw": "Masharti"}, TODAY, 30)
        assert (await profiles.document_of(work, stored)).content == RULESET
    expected = profile_of(KEY, VERSION, RULESET, {})
    assert profiles.outline_of(stored).rules == expected.outline.rules
    severities = {rule.name: rule.severity.value for rule in expected.rules}
    assert severities["operation-without-summary"] == "error"
    assert "api-without-contact" not in severities
    assert len(severities) == len(built_in().rules) - 1
    assert await trail(make.database) == [("rashid", "profile:load", "allowed", None)]


async def test_a_bundle_is_kept_with_the_files_that_are_extended(make: Factory) -> None:
    bundle = Bundle("main.yaml", b"extends: parts/base.yaml\n", {"parts/base.yaml": RULESET})
    await loaded(make, packed(bundle))
    async with make.reading() as work:
        stored = await profiles.get(work, KEY, VERSION)
        assert await profiles.document_of(work, stored) == bundle
        with ZipFile(BytesIO(await profiles.bundle_of(work, stored))) as opened:
            assert opened.namelist() == stored.files == ["main.yaml", "parts/base.yaml"]
    assert stored.size == len(bundle.content) + len(RULESET)


async def test_the_same_bytes_again_change_nothing_and_others_replace_a_draft(make: Factory) -> None:
    assert await loaded(make)
    before = await contents(make.database)
    assert not await loaded(make)
    assert await contents(make.database) == before
    assert not await loaded(make, ONE)
    async with make.reading() as work:
        stored = await profiles.get(work, KEY, VERSION)
    (rule,) = profiles.outline_of(stored).rules
    assert (rule.name, rule.severity, rule.page) == ("paths-equivalent", "error", "/rules/paths-equivalent")
    assert not await loaded(make, RULESET, title={"en": "With a title"})


async def test_what_was_active_keeps_its_bytes(make: Factory) -> None:
    stored = await make.profile(ProfileState.ACTIVE)
    assert not await loaded(make)
    with pytest.raises(ProfileFixed) as refused:
        await loaded(make, ONE)
    assert (refused.value.current, refused.value.digest) == ("active", stored.digest)
    assert (await trail(make.database))[-1] == ("rashid", "profile:load", "refused", "profile-fixed")


BROKEN = [
    (b"", "unreadable.empty", "", 1),
    (b"rules: [", "unreadable.syntax", "", 2),
    (b"rules:\n  a: error\n  a: off\n", "unreadable.duplicate-key", "/rules", 3),
    (b"{}", "one-missing", "", 1),
    (b"rules:\n  no-such-rule: error\n", "rule-unknown", "/rules/no-such-rule", 2),
    (b"extends: somana:core\nrules:\n  paths-equivalent: fatal\n", "choice", "/rules/paths-equivalent", 3),
    (b"extends: https://example.org/x.yaml\n", "extends-network", "/extends", 1),
    (b"extends: ./missing.yaml\n", "extends-missing", "/extends", 1),
    (b"extends: ../outside.yaml\n", "extends-outside", "/extends", 1),
    (packed(Bundle("a.yaml", b"extends: b.yaml", {"b.yaml": b"extends: b.yaml"})), "extends-circular", "/extends", 1),
    (b"PK\x03\x04", "not-zip", "", 1),
]


@pytest.mark.parametrize(("content", "code", "pointer", "line"), BROKEN, ids=[case[1] for case in BROKEN])
async def test_a_ruleset_that_cannot_be_used_is_refused_with_its_place(
    make: Factory, content: bytes, code: str, pointer: str, line: int
) -> None:
    with pytest.raises(RulesetUnusable) as refused:
        await loaded(make, content)
    first = refused.value.problems[0]
    assert (first["reason"], first["pointer"], first["line"]) == (code, pointer, line)
    for language in ("sw", "en"):
        assert "{" not in refused.value.sentence(language)
    assert await states(make) == {}
    assert (await trail(make.database))[-1][2:] == ("refused", "ruleset-unusable")


async def test_names_and_terms_that_do_not_fit_are_refused_each_with_its_field(make: Factory) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        async with make.work(EDITOR) as work:
            await profiles.load(work, "somana-core", "1", RULESET, Particulars({"sw": "\x00"}, None, -1))
    assert [one.pointer for one in refused.value.errors] == ["key", "version", "title_sw", "grace_days"]


async def test_an_activation_sets_the_day_and_the_grace(make: Factory) -> None:
    later = TODAY + timedelta(days=90)
    await loaded(make, binding_on=later, grace_days=30)
    stored = await make.activate()
    assert (stored.state, stored.binding_on, stored.grace_days) == (ProfileState.ACTIVE, later, 30)
    await loaded(make, version="2.0.0")
    stored = await make.activate(version="2.0.0", binding_on=TODAY + timedelta(days=1), grace_days=7)
    assert (stored.binding_on, stored.grace_days) == (TODAY + timedelta(days=1), 7)
    await loaded(make, version="3.0.0")
    assert (await make.activate(version="3.0.0")).binding_on == TODAY


async def test_an_activation_neither_binds_backwards_nor_rests_on_other_bytes_than_were_read(make: Factory) -> None:
    stored = await make.profile()
    with pytest.raises(FieldsInvalid):
        await make.activate(binding_on=TODAY - timedelta(days=1))
    with pytest.raises(Outdated):
        await make.activate(digest="sha256:0")
    assert await states(make) == {"tz-interop@1.0.0": ("draft", False)}
    await make.activate(digest=stored.digest)


async def test_the_next_version_takes_the_place_of_the_active_one_and_what_is_default_stays_so(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.profile(version="1.1.0")
    await make.activate(version="1.1.0")
    assert await states(make) == {"tz-interop@1.0.0": ("retired", False), "tz-interop@1.1.0": ("active", True)}
    for action in (ProfileAction.ACTIVATE, ProfileAction.RETIRE):
        with pytest.raises(IllegalTransition):
            async with make.work(EDITOR) as work:
                await profiles.advance(work, KEY, VERSION, Order(action))


async def test_there_is_one_default_among_all_keys(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE, default=True)
    await make.profile(ProfileState.ACTIVE, key="other", default=True)
    assert await states(make) == {"other@1.0.0": ("active", True), "tz-interop@1.0.0": ("active", False)}


async def test_what_is_unknown_is_not_found(make: Factory) -> None:
    await make.profile()
    async with make.reading() as work:
        for key, version in ((KEY, "9.0.0"), ("none", VERSION), (KEY, "active")):
            with pytest.raises(NotFound):
                await profiles.get(work, key, version)
    await make.activate()
    async with make.reading() as work:
        assert (await profiles.get(work, KEY, "active")).version == VERSION


async def test_only_the_standards_editor_and_a_key_that_may_write_change_profiles(make: Factory) -> None:
    admin = Actor(ActorKind.USER, "asha", roles=frozenset({Role.ADMIN}))
    reading = Actor(ActorKind.KEY, "rashid", roles=frozenset({Role.STANDARDS_EDITOR}), scopes=frozenset())
    for who, error in (
        (ANONYMOUS, Unauthenticated),
        (PUBLISHER, RoleMissing),
        (admin, RoleMissing),
        (reading, ScopeMissing),
    ):
        with pytest.raises(error):
            async with make.work(who) as work:
                await profiles.load(work, KEY, VERSION, RULESET)
    async with make.work(ADMIN) as work:
        await profiles.load(work, KEY, VERSION, RULESET)


async def test_every_step_is_in_the_feed_and_in_the_copy(make: Factory) -> None:
    await make.profile(ProfileState.ACTIVE)
    await make.profile(ProfileState.RETIRED, version="2.0.0")
    async with make.reading(ANONYMOUS) as work:
        feed = await sync.changes(work, 0, 100)
        copied = [row async for row in sync.everything(work)]
    assert [(one.type, one.name, one.version) for one in feed.changes] == [
        ("profile.loaded", KEY, "1.0.0"),
        ("profile.activated", KEY, "1.0.0"),
        ("profile.loaded", KEY, "2.0.0"),
        ("profile.retired", KEY, "1.0.0"),
        ("profile.activated", KEY, "2.0.0"),
        ("profile.retired", KEY, "2.0.0"),
    ]
    assert [one.reference for one in copied if isinstance(one, StoredProfile)] == [
        "tz-interop@2.0.0",
        "tz-interop@1.0.0",
    ]


async def test_the_history_names_people_only_to_those_who_answer_for_it(make: Factory) -> None:
    stored = await make.profile(ProfileState.RETIRED)
    for who, actor in ((ANONYMOUS, None), (EDITOR, "rashid")):
        async with make.reading(who) as work:
            history = await profiles.history_of(work, stored)
        assert [(one["action"], one["actor"]) for one in history] == [
            ("load", actor),
            ("activate", actor),
            ("retire", actor),
        ]


UNSUMMED = document().replace(b'"summary": "Confirm a number",', b"")


async def checked_with(make: Factory, asked: str | None, content: bytes = UNSUMMED) -> tuple[str, str]:
    async with make.reading(ANONYMOUS) as work:
        report = await checks.check(work, content, "192.0.2.1", asked)
    return report.profile, report.result.value


async def test_a_document_is_checked_against_what_is_asked_for_else_the_default_else_the_built_in(
    make: Factory,
) -> None:
    assert await checked_with(make, None) == ("somana-core@1.0.0", "pass")
    await make.profile()
    assert await checked_with(make, None) == ("somana-core@1.0.0", "pass")
    assert await checked_with(make, "tz-interop@1.0.0") == ("tz-interop@1.0.0", "fail")
    with pytest.raises(NotFound):
        await checked_with(make, "tz-interop")
    await make.activate(default=True)
    assert await checked_with(make, None) == ("tz-interop@1.0.0", "fail")
    assert await checked_with(make, "tz-interop") == ("tz-interop@1.0.0", "fail")
    assert await checked_with(make, "somana-core") == ("somana-core@1.0.0", "pass")
    assert await checked_with(make, "somana-core@1.0.0") == ("somana-core@1.0.0", "pass")
    for asked in ("somana-core@9.0.0", "nobody", "tz-interop@3.0.0"):
        with pytest.raises(NotFound):
            await checked_with(make, asked)
    with pytest.raises(FieldsInvalid):
        await checked_with(make, "a b")
    async with make.work(EDITOR) as work:
        await profiles.retire(work, KEY, VERSION)
    assert await checked_with(make, None) == ("somana-core@1.0.0", "pass")


async def test_the_same_bytes_under_two_names_are_told_under_the_name_that_was_asked_for(make: Factory) -> None:
    await make.profile()
    await make.profile(version="2.0.0")
    for number in ("1.0.0", "2.0.0", "1.0.0"):
        assert (await checked_with(make, f"tz-interop@{number}"))[0] == f"tz-interop@{number}"


async def test_a_version_has_the_profile_of_its_report_and_a_draft_gets_that_of_a_later_one(make: Factory) -> None:
    await make.catalogue()
    first = await make.version()
    assert (first.report.profile, first.report.profile_digest) == ("somana-core@1.0.0", built_in().digest)
    stored = await make.profile(ProfileState.ACTIVE, default=True)
    async with make.work(PUBLISHER) as work:
        again, created = await versions.publish(work, "cig/identities", document())
        assert not created
        assert (again.report.profile, again.report.profile_digest) == ("tz-interop@1.0.0", stored.digest)
    async with make.work(PUBLISHER) as work:
        assert (await versions.publish(work, "cig/identities", document()))[0].revision == again.revision


async def test_an_order_is_read_from_a_tree(make: Factory) -> None:
    del make
    order = profiles.order_of({"action": "activate", "binding_on": "2027-01-01", "grace_days": 3, "default": True})
    assert order == Order(ProfileAction.ACTIVATE, None, date(2027, 1, 1), 3, default=True)
    for tree in ({"action": "replace"}, {}, {"action": "activate", "grace_days": -1}, {"action": "x", "more": 1}):
        with pytest.raises(FieldsInvalid):
            profiles.order_of(tree)


async def test_reports_are_found_without_a_worker(make: Factory) -> None:
    await checked_with(make, None)
    before = make.check.pool.tally.outcomes["report"]
    async with make.reading() as work:
        await reports.report_on(work, UNSUMMED)
    assert make.check.pool.tally.outcomes["report"] == before
