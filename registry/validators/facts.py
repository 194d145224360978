"""What a document says of itself, in one form for every specification."""

from typing import Literal

from registry.frugal.values import value


@value
class Operation:
    """One operation of an API; `security` names the schemes it asks for."""

    method: str
    path: str
    operation_id: str | None
    summary: str | None
    description: str | None
    tags: tuple[str, ...]
    deprecated: bool
    pointer: str
    security: tuple[str, ...]


@value
class SecurityScheme:
    """One way of proving who asks."""

    name: str
    type: str


@value
class SchemaFact:
    """One named schema and the names of its properties."""

    name: str
    pointer: str
    type: str | None
    description: str | None
    properties: tuple[str, ...]


@value
class FieldFact:
    """One field that values are exchanged in; `parent` is what it stands in where its name says little by itself."""

    name: str
    parent: str
    type: str | None
    format: str | None


@value
class Facts:
    """The facts of an API description or of a data schema."""

    kind: Literal["openapi", "schema"]
    specification: str
    title: str
    version: str | None
    description: str | None
    servers: tuple[str, ...]
    operations: tuple[Operation, ...]
    security_schemes: tuple[SecurityScheme, ...]
    schemas: tuple[SchemaFact, ...]
    tags: tuple[str, ...]
    properties: tuple[str, ...]
    fields: tuple[FieldFact, ...] = ()
    """The different fields of all schemas, as many as others compare with theirs."""
