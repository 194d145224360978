"""Put values into templates."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from registry.db.models import Institution
from registry.domain import concepts, entries, reviews, standards
from registry.messages import Language, figures, text
from registry.web.forms import flattened, rows_of
from registry.web.markdown import inline_of

CHOICES = {
    "channel": entries.Channel,
    "mode": entries.ChannelMode,
    "contact": entries.ContactKind,
    "hosting": entries.HostingKind,
    "name-kind": entries.NameKind,
    "sector": entries.Sector,
    "manner": entries.ApiKind,
    "visibility": entries.Visibility,
    "state": entries.SystemState,
    "request": reviews.RequestKind,
    "answer": reviews.Answer,
}
"""The closed sets that forms offer, by the part of `states` that names their words."""

REFERENCE_CHOICES = {
    "kind": standards.StandardKind,
    "status": standards.StandardStatus,
    "seen": standards.Seen,
    "personal-data": concepts.PersonalData,
    "certainty": concepts.Certainty,
}
"""The closed sets that forms of standards and concepts offer, by the part of `standards` that names their words."""

_PLACES = {"line", "column"}


def render(template: str, language: Language, context: Mapping[str, Any]) -> str:
    """Return a template filled in, its fixed texts in one language."""
    return _ENVIRONMENT.get_template(template).render(
        context,
        language=language,
        other_language="en" if language == "sw" else "sw",
        t=lambda key, **values: text(key, language, **_counted(values, language)),
        options=lambda area: [(str(word), text(f"states.{area}.{word}", language)) for word in CHOICES[area]],
        reference_options=lambda area: [
            (str(word), text(f"standards.{area}.{word}", language)) for word in REFERENCE_CHOICES[area]
        ],
        labelled=lambda parts: ", ".join(text(f"standards.parts.{part}", language) for part in parts),
        day=lambda value: day(value, language),
        moment=lambda value: moment(value, language),
        number=lambda value: figures.number(value, language),
        percent=lambda value: figures.percent(value, language),
    )


def _counted(values: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return the values of a text, what counts something as people write it; a place in a file counts nothing."""
    return {
        name: figures.number(value, language) if type(value) is int and name not in _PLACES else value
        for name, value in values.items()
    }


def day(value: date | str | None, language: Language) -> str:
    """Return a date as people write it, such as 23 Novemba 2026."""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return figures.day(when, language) if when else ""


def moment(value: datetime | None, language: Language) -> str:
    """Return a moment as a date and a time in UTC."""
    return figures.moment(value, language) if value else ""


def title_of(institution: Institution) -> dict[str, str]:
    """Return what an institution is called today, by language."""
    names = institution.names_on(datetime.now(UTC).date())
    return {language: name["text"] for language, name in names.items()}


def acronym_of(institution: Institution) -> str:
    """Return the short name of an institution, its key in capitals where it has none."""
    names = institution.names_on(datetime.now(UTC).date()).values()
    return next((name["acronym"] for name in names if name["acronym"]), institution.key.upper())


def said(words: Mapping[str, str], language: Language) -> tuple[str, str]:
    """Return a text in the reader's language, or in the one it has; and which language that is."""
    mine = words.get(language)
    if mine:
        return mine, language
    return next(((value, name) for name, value in words.items() if value), ("", language))


def lines_of(value: object) -> str:
    """Return a part of an entry as text, a member after another."""
    members = [f"{name}: {said}".removeprefix(": ") for name, said in flattened(value)]
    return "; ".join(members) or "–"


class Templates(Environment):
    """Templates that are strict about names and read a member that a tree has not as nothing."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a member of a tree, or an attribute of anything else."""
        if isinstance(obj, dict) and not hasattr(obj, attribute):
            return obj.get(attribute)
        return super().getattr(obj, attribute)


_ENVIRONMENT = Templates(
    loader=PackageLoader("registry.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(
    inline_of=inline_of, title_of=title_of, acronym_of=acronym_of, said=said, rows_of=rows_of, lines_of=lines_of
)
