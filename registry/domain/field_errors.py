"""What is wrong with one field of what somebody sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.messages import Language, text


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field: where, which rule, and the values of its sentence."""

    pointer: str
    code: str
    values: Mapping[str, object]
    source: str = "body"

    def sentence(self, language: Language) -> str:
        """Say what is wrong with the field; a value that is said in both languages is said in this one."""
        said = {name: value[language] if isinstance(value, Mapping) else value for name, value in self.values.items()}
        return text(f"errors.fields.{self.code}", language, **said)
