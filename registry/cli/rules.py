"""`somana rules`: list the rules of a profile, explain one, look a ruleset over."""

import rich_click as click


@click.group()
def rules() -> None:
    """X."""
