"""`somana seed`: load a folder of standards, concepts, profiles, institutions, systems, apis and schemas."""

import asyncio
from pathlib import Path

import rich_click as click

from registry.cli import desk_files, local, output
from registry.cli.exits import Stopped
from registry.cli.language import chosen, language_option
from registry.cli.wording import help_of, hint
from registry.messages import text
from registry.usecases import seed as loading

FOLDER = Path(__file__).parents[2] / "catalog_seed"


@click.command(help=help_of("seed", "somana seed", "somana seed catalog_seed", "somana seed catalog_seed --dry-run"))
@click.argument("folder", type=click.Path(path_type=Path), default=FOLDER, metavar="[FOLDER]")
@click.option("--dry-run", is_flag=True, help=hint("dry-run"))
@language_option
def seed(folder: Path, *, dry_run: bool) -> None:
    """Load a folder, or only try to."""
    made = asyncio.run(load(folder, None, loading.People(), lasting=not dry_run))
    output.say(sentence_of(made, lasting=not dry_run))


async def load(folder: Path, url: str | None, people: loading.People, *, lasting: bool = True) -> loading.Made:
    """Load a folder into the database of the settings or another one, showing how far it has got."""
    if not (folder / "institutions.yaml").is_file():
        raise Stopped("seed-missing", folder=output.printable(str(folder)))
    async with local.opened(url) as registry:
        with output.progress() as advance:
            made = await loading.load(registry.database, registry.check, folder, people, advance, lasting=lasting)
    if lasting and (folder / "desk").is_dir():
        await desk_files.put_folder(folder / "desk", url)
    return made


def sentence_of(made: loading.Made, *, lasting: bool = True) -> str:
    """Say what was made, or would be."""
    if not any(made.values()):
        return text("command.seed.nothing", chosen())
    return text("command.seed.loaded" if lasting else "command.seed.tried", chosen(), **made)
