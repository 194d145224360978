"""The help of each command, in Swahili and then in English."""

from registry.messages import text


def help_of(name: str, *examples: str) -> str:
    """Return the page of help of a command, with examples that can be typed as they are."""
    lines = "\n".join(f"  $ {example}" for example in examples)
    paragraphs = [text(f"command.help.{name}", "sw"), text(f"command.help.{name}", "en")]
    return "\n\n".join(
        [*paragraphs, f"\b\n{text('command.help.example', 'sw')} · {text('command.help.example', 'en')}:\n{lines}"]
    )


def summary_of(name: str) -> str:
    """Return the line that stands for a command in a list."""
    return f"{text(f'command.summary.{name}', 'sw')} · {text(f'command.summary.{name}', 'en')}"


def hint(option: str) -> str:
    """Return the line of help of an option."""
    return f"{text(f'command.option.{option}', 'sw')} · {text(f'command.option.{option}', 'en')}"
