from collections.abc import Iterator
from importlib import import_module

import pytest
import rich_click as click
from commands import Run

from registry import __version__
from registry.cli import exits
from registry.cli.commands import COMMANDS, MODULES, somana


def pages(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from pages(below, (*words, name))


FOR_EVERYBODY = [name for name in COMMANDS if name != "docs"]


def command(name: str) -> click.Command:
    module = MODULES.get(name, name)
    found: click.Command = getattr(import_module(f"registry.cli.{module}"), module)
    return found


EVERY = [words for name in FOR_EVERYBODY for words in pages(command(name), (name,))]


@pytest.mark.parametrize("words", [(), *EVERY], ids=" ".join)
def test_every_help_speaks_both_languages_and_gives_an_example(somana: Run, words: tuple[str, ...]) -> None:
    result = somana(*words, "--help")
    assert result.exit_code == exits.CLEAN
    assert "Mfano · Example:" in result.stdout
    assert f"$ somana {' '.join(words)}".rstrip() in result.stdout or "somana " + " ".join(words) in result.stdout


def test_the_list_of_commands_is_in_the_help(somana: Run) -> None:
    listed = somana("--help").stdout
    assert all(f" {name} " in listed for name in COMMANDS)


def test_a_command_that_is_not_there_gives_status_2(somana: Run) -> None:
    result = somana("chek")
    assert result.exit_code == exits.USAGE
    assert "chek" in result.stderr


def test_the_version_is_told(somana: Run) -> None:
    assert somana("--version").stdout == f"somana {__version__}\n"


def test_completion_knows_the_commands() -> None:
    context = click.Context(somana, info_name="somana")
    assert somana.list_commands(context) == list(COMMANDS)
    assert somana.get_command(context, "nothing") is None
