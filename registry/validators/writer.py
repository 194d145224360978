"""Write a plain tree as JSON or as YAML, so that the reader reads the same tree back."""

import json
from typing import Any, Final

import yaml

from registry.validators.scalars import NumberRefused, value_of

_WIDTH: Final = 120


def to_json(data: Any) -> bytes:
    """Return the tree as JSON, its order and its letters kept."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2).encode()


def to_yaml(data: Any) -> bytes:
    """Return the tree as YAML that means the same in YAML 1.1 and 1.2, its order and its letters kept."""
    written: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH
    )
    return written.encode()


class _Dumper(yaml.CSafeDumper):
    """Quotes a text that either version of YAML would take for something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Write everything out."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None if _stays_text(text) else '"'
    if "\n" in text and style is None and not any(line != line.rstrip() for line in text.split("\n")):
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _stays_text(text: str) -> bool:
    try:
        return value_of(text) is text and text != "<<" and text.isprintable() | ("\n" in text)
    except NumberRefused:
        return False


def _float(dumper: _Dumper, number: float) -> yaml.ScalarNode:
    text = repr(number)
    if "e" in text and "." not in text:
        text = text.replace("e", ".0e")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)
