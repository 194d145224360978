"""Every error that a caller can cause, as one tree.

RegistryError              code: stable, part of the public API
├── NotFound               nothing has that name, or you may not know of it
│   └── Gone               it was there; a tombstone says what took its place
├── Unauthenticated        nobody known is asking
│   └── SignInRefused
├── Forbidden              the actor may not do this
│   ├── RoleMissing, ScopeMissing, OwnWork, OwnInstitution, ForgedRequest
├── Conflict               the thing is in the wrong state
│   ├── IllegalTransition, KeyTaken, NumberTaken, ProfileFixed, EntryInUse
├── Invalid                the input breaks a rule
│   ├── FieldsInvalid, DocumentUnreadable, RulesetUnusable, SeedRefused, CheckUnfinished, DocumentHasErrors,
│       ReasonRequired
├── Outdated               what you saw is no longer so
│   └── ConditionMissing   say what you saw
├── FeedExpired            the change feed no longer reaches back that far
├── TooSlow                the request took too long to arrive
├── TooMany                slow down
└── Unavailable            not now; try again
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from registry.domain.field_errors import FieldError as FieldError  # noqa: PLC0414 it belongs to the tree
from registry.messages import Language, has_text, text

_WORDED = {"kind": "kind", "current": "state", "action": "action", "allowed": "action"}
"""The fields whose values are words of ours, and the part of the message table that says them."""


@dataclass(eq=False)
class RegistryError(Exception):
    """Something a caller did that cannot be done."""

    code: ClassVar[str] = "error"

    def values(self) -> dict[str, object]:
        """Return the fields of this error, which programs read."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def sentence(self, language: Language) -> str:
        """Say in one sentence what is wrong and what to do."""
        said = {name: _said(name, value, language) for name, value in self.values().items()}
        return text(f"errors.{self.code}.detail", language, **said)

    def title(self, language: Language) -> str:
        """Name the kind of error in a few words."""
        return text(f"errors.{self.code}.title", language)

    def __str__(self) -> str:
        return self.sentence("en")


@dataclass(eq=False)
class NotFound(RegistryError):
    """Nothing has that name, or the reader may not know of it."""

    code: ClassVar[str] = "not-found"

    kind: str
    name: str


@dataclass(eq=False)
class Unauthenticated(RegistryError):
    """Nobody known is asking, and this needs somebody known."""

    code: ClassVar[str] = "unauthenticated"


@dataclass(eq=False)
class SignInRefused(Unauthenticated):
    """The name and the password do not belong together; which of them is wrong is not said."""

    code: ClassVar[str] = "sign-in-refused"


@dataclass(eq=False)
class KeyRefused(Unauthenticated):
    """The API key is malformed, unknown, expired or revoked."""

    code: ClassVar[str] = "key-refused"


@dataclass(eq=False)
class Forbidden(RegistryError):
    """The actor may not do this."""

    code: ClassVar[str] = "forbidden"


@dataclass(eq=False)
class RoleMissing(Forbidden):
    """The actor holds none of the roles that may do this."""

    code: ClassVar[str] = "role-missing"

    roles: str


@dataclass(eq=False)
class ScopeMissing(Forbidden):
    """The API key was not given the scope that this needs."""

    code: ClassVar[str] = "scope-missing"

    scope: str


@dataclass(eq=False)
class OwnWork(Forbidden):
    """Who submitted or wrote something may not decide on it."""

    code: ClassVar[str] = "own-work"


@dataclass(eq=False)
class OwnInstitution(Forbidden):
    """A reviewer may not decide on an entry of their own institution."""

    code: ClassVar[str] = "own-institution"

    institution: str


@dataclass(eq=False)
class NotYourReview(Forbidden):
    """Another reviewer has taken this version."""

    code: ClassVar[str] = "not-your-review"

    reviewer: str


@dataclass(eq=False)
class ForgedRequest(Forbidden):
    """A form came from elsewhere, or its token does not belong to this session."""

    code: ClassVar[str] = "forged-request"


@dataclass(eq=False)
class Conflict(RegistryError):
    """The thing is in the wrong state."""

    code: ClassVar[str] = "conflict"


@dataclass(eq=False)
class IllegalTransition(Conflict):
    """A version in this state cannot take that step."""

    code: ClassVar[str] = "illegal-transition"

    current: str
    action: str
    allowed: tuple[str, ...]

    def values(self) -> dict[str, object]:
        """Return the fields, the allowed steps as a list."""
        return {"current": self.current, "action": self.action, "allowed": list(self.allowed)}


@dataclass(eq=False)
class KeyTaken(Conflict):
    """Another entry has this key."""

    code: ClassVar[str] = "key-taken"

    kind: str
    key: str


@dataclass(eq=False)
class NumberTaken(Conflict):
    """Another document has been given under this version number."""

    code: ClassVar[str] = "version-number-taken"

    number: str
    digest: str


@dataclass(eq=False)
class ProfileFixed(Conflict):
    """A profile that was once active holds its bytes for good; only a draft can be replaced."""

    code: ClassVar[str] = "profile-fixed"

    name: str
    current: str
    digest: str


@dataclass(eq=False)
class NotADraft(Conflict):
    """Only a draft can be deleted or replaced."""

    code: ClassVar[str] = "not-a-draft"

    current: str


@dataclass(eq=False)
class EntryInUse(Conflict):
    """Something else refers to this entry."""

    code: ClassVar[str] = "entry-in-use"


@dataclass(eq=False)
class Invalid(RegistryError):
    """The input breaks a rule."""

    code: ClassVar[str] = "invalid"


@dataclass(eq=False)
class FieldsInvalid(Invalid):
    """One or more fields break a rule."""

    code: ClassVar[str] = "fields-invalid"

    errors: tuple[FieldError, ...]

    def values(self) -> dict[str, object]:
        """Return the number of fields that are wrong."""
        return {"count": len(self.errors)}


@dataclass(eq=False)
class DocumentUnreadable(Invalid):
    """The document cannot be read: where reading stopped, and why."""

    code: ClassVar[str] = "document-unreadable"

    reason: str
    pointer: str
    line: int
    column: int
    details: Mapping[str, object]

    def values(self) -> dict[str, object]:
        """Return the place and the reason."""
        return {"reason": self.reason, "pointer": self.pointer, "line": self.line, "column": self.column}

    def sentence(self, language: Language) -> str:
        """Say why reading stopped, and where."""
        why = text(f"rules.unreadable.{self.reason}", language, **self.details)
        return text("errors.document-unreadable.detail", language, why=why, line=self.line, column=self.column)


@dataclass(eq=False)
class _InFiles:
    """What errors have that tell of several places in files."""

    code: ClassVar[str]

    problems: tuple[Mapping[str, Any], ...]

    def values(self) -> dict[str, object]:
        """Return the problems, each with its reason, file, rule, pointer, line and column."""
        return {"problems": list(self.problems)}

    def sentence(self, language: Language) -> str:
        """Say what is wrong and where: the first of the problems, and how many more there are."""
        first = self.problems[0]
        place = {"file": first["file"], "line": first["line"], "column": first["column"]}
        said = text(f"errors.{self.code}.detail", language, why=first["message"][language], **place)
        more = len(self.problems) - 1
        return f"{said} {text(f'errors.{self.code}.more', language, count=more)}" if more else said


@dataclass(eq=False)
class RulesetUnusable(_InFiles, Invalid):
    """The ruleset cannot be used: each problem says in which of its files, where, and why, in both languages."""

    code: ClassVar[str] = "ruleset-unusable"


@dataclass(eq=False)
class SeedRefused(_InFiles, Invalid):
    """A folder of entries cannot be loaded, and none of it was: each problem says in which file, where, and why."""

    code: ClassVar[str] = "seed-refused"


@dataclass(eq=False)
class DocumentHasErrors(Invalid):
    """A document with errors cannot be submitted, nor one whose check could not finish."""

    code: ClassVar[str] = "document-has-errors"

    errors: int
    result: str


@dataclass(eq=False)
class CheckUnfinished(Invalid):
    """The check of a document could not finish, so nothing is known of it, and it is not taken in."""

    code: ClassVar[str] = "check-unfinished"

    reason: str

    def sentence(self, language: Language) -> str:
        """Say what kept the check from finishing."""
        why = text(f"rules.not-checked.{self.reason}", language)
        return text("errors.check-unfinished.detail", language, why=why)


@dataclass(eq=False)
class DocumentTooLarge(Invalid):
    """More bytes were sent than a document may have."""

    code: ClassVar[str] = "document-too-large"

    limit: int


@dataclass(eq=False)
class ReasonRequired(Invalid):
    """This step needs a reason."""

    code: ClassVar[str] = "reason-required"

    action: str


@dataclass(eq=False)
class UnsupportedContent(Invalid):
    """The request carries a kind of content that this address does not take."""

    code: ClassVar[str] = "unsupported-content"

    accepted: str


@dataclass(eq=False)
class Outdated(RegistryError):
    """What the caller saw is no longer so."""

    code: ClassVar[str] = "outdated"

    current: str


@dataclass(eq=False)
class ConditionMissing(RegistryError):
    """A change must say which revision it was made from."""

    code: ClassVar[str] = "condition-missing"


@dataclass(eq=False)
class TooSlow(RegistryError):
    """The request took longer to arrive than anybody waits."""

    code: ClassVar[str] = "too-slow"

    seconds: int


@dataclass(eq=False)
class FeedExpired(RegistryError):
    """The change feed no longer reaches back that far."""

    code: ClassVar[str] = "feed-expired"

    oldest: int


@dataclass(eq=False)
class TooMany(RegistryError):
    """The caller has to slow down."""

    code: ClassVar[str] = "too-many-requests"

    retry_after: int


@dataclass(eq=False)
class Unavailable(RegistryError):
    """The registry cannot do this now."""

    code: ClassVar[str] = "unavailable"

    retry_after: int


def _said(name: str, value: object, language: Language) -> object:
    """Return a value as people say it, where it is one of our own words."""
    if isinstance(value, list):
        return ", ".join(str(_said(name, one, language)) for one in value) or "-"
    key = f"states.{_WORDED.get(name)}.{value}"
    return text(key, language).lower() if has_text(key) else value
