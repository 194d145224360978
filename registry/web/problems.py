"""The pages that explain an error by its code."""

import re

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup, escape

from registry.domain.errors import NotFound
from registry.messages import LANGUAGES, Language, has_text, table
from registry.web.reader import Reader

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@get("/problems/{code:str}", include_in_schema=False)
async def problem(code: FromPath[str], reader: NamedDependency[Reader]) -> Response[str]:
    """Explain an error, in both languages."""
    if not has_text(f"errors.{code}.title"):
        raise NotFound("problem", code[:60])
    explained = {language: explanation_of(code, language) for language in LANGUAGES}
    return reader.page("problems/problem.html", code=code, explained=explained)


def explanation_of(code: str, language: Language) -> tuple[str, Markup]:
    """Return the title and the sentence of an error, its open places marked by their names."""
    texts = table(language)
    return texts[f"errors.{code}.title"], with_places(texts[f"errors.{code}.detail"])


def with_places(sentence: str) -> Markup:
    """Return a sentence whose open places are shown as what they stand for."""
    parts = _PLACEHOLDER.split(sentence)
    shown = [Markup("<var>{}</var>").format(part) if odd % 2 else escape(part) for odd, part in enumerate(parts)]
    return Markup("").join(shown)


ROUTES = [problem]
