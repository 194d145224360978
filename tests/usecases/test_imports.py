import asyncio
from typing import Any

import pytest
from factories import ADMIN, PUBLISHER, STRANGER, Factory, actor, contents, trail

from registry.db.queries import imports as queries
from registry.domain.actors import ANONYMOUS, Actor, Role
from registry.domain.errors import RoleMissing, Unauthenticated
from registry.domain.imports import ImportRefused, Outcome, Result, reasons_of
from registry.usecases import audit, systems
from registry.usecases.imports import Answer, Importer, Options

HEAD = "name_en,acronym,owner,purpose_en,technical_contact_name,technical_contact_email,technical_contact_phone\n"
ROWS = HEAD + (
    "Bill Payments,BPS,nida,Takes payments,ICT,ict@nida.example,+255 22 000\n"
    '"Records, of persons",RPS,NIDA,"Keeps ""records""",ICT,ict@nida.example,\n'
)


async def imported(make: Factory, content: str | bytes, who: Actor = ADMIN, **options: Any) -> Answer:
    given = content.encode() if isinstance(content, str) else content
    return await Importer(make.database, who, make.check).run(given, Options(**options))


def results(answer: Answer) -> list[str]:
    return [str(outcome.result) for outcome in answer.outcomes]


def codes(answer: Answer) -> list[tuple[str, str]]:
    return [(one["field"], one["code"]) for outcome in answer.outcomes for one in reasons_of(outcome.error, "en")]


async def test_a_file_is_imported_and_the_same_file_again_changes_nothing(make: Factory) -> None:
    await make.institutions("nida")
    first = await imported(make, ROWS)
    assert results(first) == ["created", "created"]
    assert [(one.line, one.key) for one in first.outcomes] == [(2, "bps"), (3, "rps")]
    assert "legal_basis" in first.outcomes[0].missing
    before = await contents(make.database, "audit_entry")
    again = await imported(make, ROWS)
    assert results(again) == ["unchanged", "unchanged"]
    assert await contents(make.database, "audit_entry") == before
    assert first.taken_as == {"encoding": "utf-8", "form": "csv", "delimiter": "comma"}


async def test_a_row_is_put_on_the_record_as_anybody_s_entry_is_and_the_trail_stays_whole(make: Factory) -> None:
    await make.institutions("nida")
    await imported(make, ROWS)
    assert (await trail(make.database))[-3:] == [
        ("operator", "system:register", "allowed", None),
        ("operator", "system:register", "allowed", None),
        ("operator", "import:run", "allowed", None),
    ]
    async with make.reading() as work:
        assert await audit.first_broken(work) is None


async def test_a_trial_says_what_would_be_done_and_keeps_nothing(make: Factory) -> None:
    await make.institutions("nida")
    before = await contents(make.database)
    answer = await imported(make, ROWS, dry_run=True)
    assert (results(answer), answer.kept) == (["created", "created"], False)
    assert await contents(make.database) == before
    assert results(await imported(make, ROWS)) == results(answer)


async def test_what_somebody_wrote_stays_unless_it_is_to_be_overwritten_and_what_is_empty_is_filled(
    make: Factory,
) -> None:
    await make.institutions("nida")
    await make.system(
        "bps", names=[{"kind": "acronym", "text": "BPS"}, {"kind": "name", "language": "en", "text": "X"}]
    )
    answer = await imported(make, ROWS)
    assert results(answer) == ["changed", "created"]
    assert answer.outcomes[0].fields == ("contacts/technical/phone",)
    assert answer.outcomes[0].kept == ("names/name/en/text", "purpose/en")
    async with make.reading() as work:
        system = await systems.get(work, "bps")
        assert (system.title["en"], system.purpose["sw"]) == ("X", "Kuthibitisha vitambulisho")
    over = await imported(make, ROWS, overwrite=True)
    assert over.outcomes[0].fields == ("names/name/en/text", "purpose/en")
    async with make.reading() as work:
        system = await systems.get(work, "bps")
        assert (system.title["en"], system.purpose["sw"]) == ("Bill Payments", "Kuthibitisha vitambulisho")


async def test_each_wrong_row_is_refused_with_its_line_and_column_and_the_others_are_done(make: Factory) -> None:
    await make.institutions("nida")
    rows = HEAD + (
        "A,AA,nida,P,ICT,ict@nida.example,\n"
        "B,BB,tamisemi,P,ICT,ict@nida.example,\n"
        "C,CC,nida,P,ICT,not mail,\n"
        "D,DD,nida,,ICT,ict@nida.example,\n"
        "E,AA,nida,P,ICT,ict@nida.example,\n"
        "F,FF,nida,P,ICT,ict@nida.example,,more\n"
        "G,GG,nida,P,ICT,ict@nida.example,\n"
    )
    answer = await imported(make, rows)
    assert results(answer) == ["created", *["refused"] * 5, "created"]
    assert [one.line for one in answer.outcomes] == list(range(2, 9))
    assert codes(answer) == [
        ("owner", "no-such-institution"),
        ("technical_contact_email", "somana-mail"),
        ("purpose_sw", "required"),
        ("key", "row-twice"),
        ("", "too-many-cells"),
    ]
    for language in ("sw", "en"):
        assert all(one["detail"] for row in answer.outcomes for one in reasons_of(row.error, language))


async def test_an_import_that_is_all_or_nothing_keeps_nothing_when_one_row_is_refused(make: Factory) -> None:
    await make.institutions("nida")
    before = await contents(make.database, "audit_entry")
    wrong = ROWS + "C,CC,nida,P,ICT,not mail,\n"
    answer = await imported(make, wrong, atomic=True)
    assert (answer.kept, answer.counts[Result.REFUSED]) == (False, 1)
    assert await contents(make.database, "audit_entry") == before
    assert (await imported(make, ROWS, atomic=True)).kept
    async with make.reading() as work:
        assert (await systems.get(work, "rps")).purpose == {"en": 'Keeps "records"'}


async def test_people_import_for_their_own_institution_alone_and_nobody_known_imports_nothing(make: Factory) -> None:
    await make.institutions("nida", "ega")
    assert results(await imported(make, ROWS, PUBLISHER)) == ["created", "created"]
    assert codes(await imported(make, ROWS.replace("Takes", "Makes").replace("BPS", "QQ"), STRANGER))[0] == (
        "",
        "role-missing",
    )
    fresh = "key,name_en,kind,sector\nbrela,BRELA,agency,business\n"
    assert codes(await imported(make, fresh, actor(Role.INSTITUTION_ADMIN))) == [("", "role-missing")]
    assert results(await imported(make, fresh)) == ["created"]
    assert results(await imported(make, fresh)) == ["unchanged"]
    with pytest.raises(RoleMissing):
        await imported(make, ROWS, actor(Role.REVIEWER))
    with pytest.raises(Unauthenticated):
        await imported(make, ROWS, ANONYMOUS)


async def test_a_file_that_cannot_be_read_to_its_end_is_refused_before_anything_is_done(make: Factory) -> None:
    await make.institutions("nida")
    before = await contents(make.database, "allowance")
    with pytest.raises(ImportRefused) as refused:
        await imported(make, ROWS + '"never closed' + "\n" * 300)
    assert (refused.value.reason, refused.value.line) == ("quote-open", 4)
    with pytest.raises(ImportRefused) as refused:
        await imported(make, ROWS, most_rows=1)
    assert refused.value.reason == "too-many-rows"
    assert await contents(make.database, "allowance") == before


async def test_a_hundred_thousand_bad_rows_are_counted_and_the_answer_stays_bounded(make: Factory) -> None:
    told: list[Outcome] = []
    importer = Importer(make.database, ADMIN, make.check, tell=told.append)
    answer = await importer.run(("name_en,owner\n" + "x\0,y\n" * 100_000).encode(), Options())
    assert answer.counts == {"refused": 100_000, "created": 0, "changed": 0, "unchanged": 0}
    assert (len(answer.outcomes), len(told)) == (5000, 100_000)


async def test_keys_are_made_from_acronyms_and_another_owner_s_key_is_left_to_it(make: Factory) -> None:
    await make.institutions("nida", "ega")
    await imported(make, ROWS)
    answer = await imported(make, ROWS.replace("nida,", "ega,").replace("NIDA", "EGA"))
    assert [one.key for one in answer.outcomes] == ["bps-ega", "rps-ega"]
    keyed = "key," + HEAD + "bps,A,AA,ega,P,ICT,ict@nida.example,\n"
    assert codes(await imported(make, keyed)) == [("key", "of-another-owner")]


async def test_two_imports_of_the_same_file_at_once_make_every_entry_once(make: Factory) -> None:
    await make.institutions("nida")
    answers = await asyncio.gather(imported(make, ROWS), imported(make, ROWS))
    assert sorted(results(answers[0]) + results(answers[1]))[:2] == ["created", "created"]
    async with make.reading() as work:
        assert [one.key for one in await queries.systems_of(work.session, ["nida"])] == ["bps", "rps"]
