"""Whether a list that is kept as JSON has a certain member: one question, written for each kind of database."""

from typing import Any

from sqlalchemy import Boolean, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from registry.domain.entries import Channel


class _HasChannel(FunctionElement[bool]):
    """Whether a list of channels has one of a kind."""

    name = "has_channel"
    type = Boolean()
    inherit_cache = True


class _HasCodedChannel(FunctionElement[bool]):
    """Whether a list of channels has one of a kind that says its code."""

    name = "has_coded_channel"
    type = Boolean()
    inherit_cache = True


class _HasMember(FunctionElement[bool]):
    """Whether a list of words has one."""

    name = "has_member"
    type = Boolean()
    inherit_cache = True


def has_member(words: Any, word: str) -> FunctionElement[bool]:
    """Return the question whether a list of words has one."""
    return _HasMember(words, literal(word))


def has_channel(channels: Any, channel: Channel, *, coded: bool = False) -> FunctionElement[bool]:
    """Return the question whether a list of channels has one of a kind, with its code where that is asked for."""
    made = _HasCodedChannel if coded else _HasChannel
    return made(channels, literal(channel.value))


_MEMBERS = {
    "sqlite": ("json_each({0})", "json_extract(one.value, '$.{0}')"),
    "postgresql": ("json_array_elements({0})", "one.value ->> '{0}'"),
}


def _written(element: FunctionElement[bool], compiler: SQLCompiler, more: str, **options: Any) -> str:
    channels, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    members, member = _MEMBERS[compiler.dialect.name]
    also = f" AND {member.format(more)} IS NOT NULL" if more else ""
    source, kind = members.format(channels), member.format("channel")
    return f"EXISTS (SELECT 1 FROM {source} AS one WHERE {kind} = {wanted}{also})"  # noqa: S608 every part is written here


_WORDS = {"sqlite": "json_each({0})", "postgresql": "json_array_elements_text({0})"}


@compiles(_HasMember)
def _has_member(element: _HasMember, compiler: SQLCompiler, **options: Any) -> str:
    words, wanted = (compiler.process(clause, **options) for clause in element.clauses)
    source = _WORDS[compiler.dialect.name].format(words)
    return f"EXISTS (SELECT 1 FROM {source} AS one WHERE one.value = {wanted})"  # noqa: S608 every part is written here


@compiles(_HasChannel)
def _has_channel(element: _HasChannel, compiler: SQLCompiler, **options: Any) -> str:
    return _written(element, compiler, "", **options)


@compiles(_HasCodedChannel)
def _has_coded_channel(element: _HasCodedChannel, compiler: SQLCompiler, **options: Any) -> str:
    return _written(element, compiler, "code", **options)
