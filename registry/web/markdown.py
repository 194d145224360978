"""Turn Markdown that strangers wrote into harmless HTML."""

from functools import lru_cache
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

LONGEST = 16 * 1024
DEEPEST = 20
SCHEMES = ("http", "https", "mailto")
TAGS = {
    *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "s"),
}
# A heading of a document stands below the headings of the page it is shown on.
LOWERED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}


def is_harmless(address: str) -> bool:
    """Say whether a link may be followed: absolute, to the web or to a mailbox."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


@lru_cache(maxsize=1024)
def html_of(words: str) -> Markup:
    """Return a text as HTML; one that is too long is shown as it was written."""
    if len(words) > LONGEST:
        return Markup("<pre>{}</pre>").format(words)
    if not any(mark in words for mark in "\n*_`[]#>|~<&\\-+"):
        return Markup("<p>{}</p>").format(words)
    html = nh3.clean(
        _PARSER.render(words),
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes=set(SCHEMES),
        link_rel="noopener nofollow ugc",
    )
    return Markup(html)  # noqa: S704 it has just been cleaned


def plain_of(words: str, longest: int = 300) -> str:
    """Return the first words of a text on one line."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def inline_of(words: str) -> Markup:
    """Return a short text with its code marked, and nothing else."""
    parts = words.split("`")
    if len(parts) % 2 == 0:
        return escape(words)
    marked = [Markup("<code>{}</code>").format(part) if odd else escape(part) for odd, part in _alternating(parts)]
    return Markup("").join(marked)


def _alternating(parts: list[str]) -> list[tuple[bool, str]]:
    return [(index % 2 == 1, part) for index, part in enumerate(parts)]


def _made() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"]).disable("image")
    parser.validateLink = is_harmless  # type: ignore[method-assign, assignment]

    def lower(state: object) -> None:
        for token in state.tokens:  # type: ignore[attr-defined]
            token.tag = LOWERED.get(token.tag, token.tag)

    parser.core.ruler.push("lower_headings", lower)
    return parser


_PARSER = _made()
