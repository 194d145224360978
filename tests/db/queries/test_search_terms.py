from factories import Factory

from registry.db.queries import search, search_terms
from registry.domain.entries import FoundKind
from registry.domain.index_words import Texts
from registry.domain.search_entries import Findable


def _system(name: str, title: str, level: str = "public") -> Findable:
    return Findable(FoundKind.SYSTEM, name, f"/{name}", Texts(title, "", (name, "GePG")), {"sw": title}, level=level)


def test_only_what_everybody_may_see_has_names_to_offer() -> None:
    assert search_terms.names_of(_system("gepg-portal", "Malipo ya Serikali")) == [
        "gepg portal",
        "ge pg",
        "malipo ya serikali",
    ]
    assert search_terms.names_of(_system("gepg", "Malipo", "government")) == []
    assert search_terms.names_of(Findable(FoundKind.FIELD, "nin", "", Texts("nin", "", ("nin",)))) == []
    operation = Texts("x", "", ("getBill", "/bills", "Get a bill"))
    assert search_terms.names_of(Findable(FoundKind.OPERATION, "x", "/x", operation, {"en": "Get a bill"})) == [
        "get bill"
    ]


async def test_names_come_and_go_with_their_entry_and_an_equal_name_comes_first(make: Factory) -> None:
    dialect = make.database.dialect
    async with make.database.writing() as session, session.begin():
        sources = {name: search.source_of("system", name) for name in ("pay", "payroll")}
        for name, source in sources.items():
            await search.replace(session, dialect, {source: [_system(name, f"Title of {name}")]})
        assert [one.name for one in await search_terms.named(session, dialect, "pay", 9)] == ["pay", "payroll"]
        await search.replace(session, dialect, {sources["pay"]: []})
        assert [one.name for one in await search_terms.named(session, dialect, "pay", 9)] == ["payroll"]
        (serial,) = await dialect.words.serials(session, 1)
        await search.forget_older(session, dialect, serial)
        assert list(await search_terms.named(session, dialect, "pay", 9)) == []
        assert list(await search_terms.after(session, "", 9)) == []


async def test_what_is_put_into_the_index_changes_its_serial(make: Factory) -> None:
    dialect = make.database.dialect
    async with make.database.writing() as session, session.begin():
        before = await search_terms.serial(session, dialect)
        await search.replace(session, dialect, {1: [_system("pay", "Malipo")]})
        assert await search_terms.serial(session, dialect) > before
