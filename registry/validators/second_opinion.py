"""Ask the reference libraries of the field: `openapi-spec-validator` and `jsonschema`.

Left to themselves they fetch what a document refers to, print a server's files in their messages, run
patterns that never end and overflow the stack on loops. So they see a copy without patterns, cut where a
loop closes, small enough to walk, and every way to fetch raises. This module is slow to import and is
imported only where it is needed.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NoReturn

import jsonschema
from jsonschema_path import SchemaPath
from openapi_spec_validator import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
)
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ExtraParametersError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)

from registry.validators.document import Document
from registry.validators.pointers import below
from registry.validators.rule import Defect
from registry.validators.structure import refuse

_VALIDATORS: Final[Mapping[str, Any]] = {
    "2.0": OpenAPIV2SpecValidator,
    "3.0": OpenAPIV30SpecValidator,
    "3.1": OpenAPIV31SpecValidator,
    "3.2": OpenAPIV32SpecValidator,
}
_DRAFTS: Final[Mapping[str, Any]] = {
    "draft-04": jsonschema.Draft4Validator,
    "draft-06": jsonschema.Draft6Validator,
    "draft-07": jsonschema.Draft7Validator,
    "2019-09": jsonschema.Draft201909Validator,
    "2020-12": jsonschema.Draft202012Validator,
}
_RUN_ON_TEXTS: Final = frozenset({"pattern", "patternProperties", "format"})
_OTHER_RULES_SAY_IT: Final = (DuplicateOperationIDError, ParameterDuplicateError, UnresolvableParameterError)
_LENGTH: Final = 200


class Deny(dict[str, Callable[[str], Any]]):
    """Handlers for every scheme there is, each of which refuses: an empty mapping would fall back to fetching."""

    def __contains__(self, scheme: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> Callable[[str], NoReturn]:
        return refuse


def openapi_defects(document: Document) -> Iterator[Defect]:
    """Yield what `openapi-spec-validator` finds and no rule of the house says already."""
    validator = _VALIDATORS[document.family]
    path = SchemaPath.from_dict(_safe_copy(document, document.tree, ""), handlers=Deny())
    walk = validator(path)
    walk.keyword_validators_registry.keyword_validators = {
        name: _placed(keyword) for name, keyword in validator.keyword_validators.items()
    }
    for error in walk.root_validator(path):
        if not isinstance(error, _OTHER_RULES_SAY_IT):
            problem = _problem_of(error)
            pointer = document.references.canonical(below("", *getattr(error, "somana_place", ())))
            yield Defect(pointer, {"problem": problem}, address=problem)


def schema_defects(document: Document) -> Iterator[Defect]:
    """Yield what `jsonschema` finds wrong with a schema."""
    try:
        _DRAFTS[document.version].check_schema(document.tree, format_checker=jsonschema.FormatChecker(formats=()))
    except jsonschema.SchemaError as error:
        problem = error.message[:_LENGTH]
        yield Defect(below("", *error.absolute_path), {"problem": problem}, "library", problem)


def _placed(keyword: Any) -> Any:
    """Make a keyword validator say where it stood when it found something."""

    class Placed(keyword):  # type: ignore[misc]
        def __call__(self, *arguments: Any, **options: Any) -> Iterator[Any]:
            path = next((one for one in arguments if isinstance(one, SchemaPath)), None)
            for error in super().__call__(*arguments, **options):
                if path is not None and not hasattr(error, "somana_place"):
                    error.somana_place = path.parts
                yield error

    return Placed


def _problem_of(error: Any) -> str:
    message = str(error.message)
    if isinstance(error, ExtraParametersError):
        # The library lists a set, whose order changes from run to run.
        names = sorted(ast.literal_eval(message[message.index("[") :]))
        message = f"{message[: message.index('[')]}{', '.join(map(str, names))}"
    return message[:_LENGTH]


def _safe_copy(document: Document, tree: Any, pointer: str) -> Any:
    if isinstance(tree, list):
        return [_safe_copy(document, item, below(pointer, index)) for index, item in enumerate(tree)]
    if not isinstance(tree, dict):
        return tree
    if pointer in document.references.loops:
        return {}
    named = pointer.endswith("/properties")
    return {
        key: _safe_copy(document, member, below(pointer, key))
        for key, member in tree.items()
        if named or key not in _RUN_ON_TEXTS
    }
