"""`somana dictionary`: write the rules of the data dictionary from a folder of concepts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rich_click as click

from registry.cli import output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.messages import text


@click.command(
    help=help_of(
        "dictionary",
        "somana dictionary catalog_seed/concepts --output catalog_seed/profiles/tz-interop/dictionary.yaml",
    )
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="FOLDER")
@click.option(
    "--output", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=hint("dictionary-output")
)
@language_option
def dictionary(folder: Path, file: Path | None) -> None:
    """Write the rules to a file, or to standard output."""
    written, count = rules_of(folder)
    if file is None:
        output.say(written.rstrip("\n"))
    else:
        file.write_text(written, "utf-8")
        output.say(text("command.dictionary.written", chosen(), count=count, file=output.printable(str(file))))


def rules_of(folder: Path) -> tuple[str, int]:
    """Return the ruleset of a folder, and how many concepts it holds; stop where a file is no concept."""
    from registry.validators.concepts.concept import ConceptRefused, entries_of
    from registry.validators.concepts.ruleset import ruleset_of

    concepts = [_concept(file) for file in sorted(folder.glob("*.yaml"))]
    if not concepts:
        raise Stopped("concepts-missing", folder=output.printable(str(folder)))
    try:
        entries = entries_of(concepts)
    except ConceptRefused as refused:
        raise _stopped(folder, refused) from None
    return ruleset_of(entries), len(entries)


def _concept(file: Path) -> Any:
    from registry.validators.concepts.concept import ConceptRefused, concept_of
    from registry.validators.source import read
    from registry.validators.unreadable import Unreadable

    try:
        source = read(file.read_bytes())
        return concept_of(source.data)
    except ConceptRefused as refused:
        raise _stopped(file, refused) from None
    except Unreadable as unreadable:
        problem = text(f"rules.unreadable.{unreadable.code}", chosen(), **unreadable.values)
        place = f"{file}:{unreadable.line}:{unreadable.column}"
        raise Stopped("concept-refused", problems=output.printable(f"{place}: {problem}")) from None


def _stopped(place: Path, refused: Any) -> Stopped:
    return Stopped("concept-refused", problems=output.printable("; ".join(_told(place, refused.mistakes))))


def _told(place: Path, mistakes: Any) -> Iterator[str]:
    for mistake in mistakes:
        yield f"{place}: /{'/'.join(map(str, mistake.path))}: {mistake.problem}"
