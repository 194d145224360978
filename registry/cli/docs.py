"""The pages that are made from the code and the texts: write them, or say which are stale."""

from pathlib import Path

import rich_click as click

from registry.cli.wording import help_of, hint

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@click.group(help=help_of("docs", "somana docs write", "somana docs check"))
def docs() -> None:
    """Do nothing: each command of the group does its own."""


@docs.command(help=hint("docs-write"))
def write() -> None:
    """Write every page that is made, and remove those of things that are gone; what is written by hand stays."""
    from registry.cli import translation_review
    from registry.cli.reference import BY_HAND, pages

    made = pages()
    for path in FOLDER.rglob("*.md"):
        if path.relative_to(FOLDER).as_posix() not in made.keys() | BY_HAND:
            path.unlink()
    for name, content in made.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(content, "utf-8")
    (FOLDER.parent / translation_review.NAME).write_text(translation_review.page(), "utf-8")


@docs.command(help=hint("docs-check"))
@click.pass_context
def check(context: click.Context) -> None:
    """List the pages that the code and the texts no longer agree with; exit with 1 where there are any."""
    from registry.cli import translation_review
    from registry.cli.reference import stale

    names = stale(FOLDER) + [translation_review.NAME] * translation_review.is_stale(FOLDER.parent)
    for name in names:
        click.echo(name)
    context.exit(1 if names else 0)
