from labelled import dictionary

from registry.messages import LANGUAGES, has_text
from registry.validators.concepts.dictionary import CATEGORIES
from registry.validators.concepts.fields import Field
from registry.validators.concepts.matching import Match
from registry.validators.concepts.wording import by_language, fault_of, joined, shown

FIELD = Field("phone\u202e{{value}}", (), (), ("properties", "phone"), {}, ())


def test_a_fault_is_said_in_both_languages_at_the_field() -> None:
    match = Match(dictionary().entries["phone"], FIELD, "phone", 0.95, ("name", "sibling", "nobody-knows"))
    fault = fault_of("personal", match, category=by_language("dictionary.category.contact"), word="contact")
    assert fault.path == ("properties", "phone")
    assert "Phone number" in fault.message
    assert "95 %: by its name, by the fields beside it)" in fault.message
    assert "Namba ya simu" in dict(fault.said or ())["sw"]
    assert "{{" not in fault.message
    assert "\u202e" not in fault.message


def test_texts_are_joined_language_by_language() -> None:
    parts = iter([by_language("dictionary.member.type", value="a"), by_language("dictionary.member.format", value="b")])
    assert joined(parts) == {"sw": "aina a, umbo b", "en": "the type a, the format b"}


def test_what_is_long_is_cut() -> None:
    assert len(shown("x" * 10_000)) == 60


def test_every_category_has_a_text() -> None:
    assert all(has_text(f"dictionary.category.{category}") for category in CATEGORIES if category != "none")
    assert {"sw", "en"} == set(LANGUAGES)
