"""The JSON bodies of rules."""

from dataclasses import asdict
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from registry.db.models import Version
from registry.usecases.indexing import path_of
from registry.usecases.rules import Holder, Known
from registry.validators.rule_card import Citation, RuleCard


class CitationBody(msgspec.Struct, frozen=True):
    """A standard by its key, and the place in it."""

    key: str
    clause: str | None

    @classmethod
    def of(cls, citation: Citation) -> "CitationBody":
        """Return the body of a citation."""
        return cls(citation.key, citation.clause)


class RuleBody(msgspec.Struct, frozen=True):
    """A rule as a profile has it: what it asks, how grave it is and why, and on what it rests."""

    name: str
    severity: str
    profile: str
    group: str | None
    kinds: list[str]
    title: dict[str, Any]
    description: str | None
    rationale: dict[str, Any]
    remedy: dict[str, Any]
    severity_reason: dict[str, Any]
    standard: CitationBody | None
    """None where no standard demands it: it is proposed, and rests on the basis."""
    basis: list[CitationBody]
    links: dict[str, str]

    @classmethod
    def of(cls, card: RuleCard, profile: str) -> "RuleBody":
        """Return the body of a rule of a profile."""
        return cls(
            name=card.name,
            severity=card.severity.value,
            profile=profile,
            group=card.group,
            kinds=list(card.kinds),
            title=dict(card.title),
            description=card.title.get("en"),
            rationale=dict(card.why),
            remedy=dict(card.remedy),
            severity_reason=dict(card.grade),
            standard=CitationBody.of(card.standard) if card.standard else None,
            basis=[CitationBody.of(one) for one in card.basis],
            links=_links(card, profile),
        )


class HolderBody(msgspec.Struct, frozen=True):
    """A profile that has a rule of that name, and how grave the rule is in it."""

    profile: str
    severity: str
    state: str
    default: bool

    @classmethod
    def of(cls, holder: Holder) -> "HolderBody":
        """Return the body of a profile that has a rule."""
        return cls(holder.reference, holder.severity.value, holder.state.value, holder.is_default)


class KnownRuleBody(msgspec.Struct, frozen=True):
    """A rule with its examples, the profiles that have it, and how many published versions have which outcome."""

    rule: RuleBody
    bad: str
    good: str
    references: list[str]
    given: list[str]
    functions: list[str]
    profiles: list[HolderBody]
    judged: int
    outcomes: dict[str, int]
    waivers: dict[str, int]
    """How often a waiver was asked for, granted and refused, how many are in force, and on how many published versions
    that fail."""

    @classmethod
    def of(cls, known: Known) -> "KnownRuleBody":
        """Return the body of all that is known of a rule."""
        card = known.card
        return cls(
            rule=RuleBody.of(card, known.profile),
            bad=card.wrong,
            good=card.right,
            references=list(card.references),
            given=list(card.given),
            functions=list(card.then),
            profiles=[HolderBody.of(holder) for holder in known.holders],
            judged=known.standing.judged,
            outcomes=dict(known.standing.outcomes),
            waivers=asdict(known.waivers),
        )


class FailingBody(msgspec.Struct, frozen=True):
    """A published version that fails a rule."""

    reference: str
    name: str
    number: str
    institution: str
    title: dict[str, Any]
    links: dict[str, str]

    @classmethod
    def of(cls, row: Version) -> "FailingBody":
        """Return the body of a version that fails a rule."""
        entry = row.interface
        address = f"/api/v1{path_of(entry)}/versions/{row.number}"
        links = {"version": address, "report": f"{address}/report", "page": path_of(entry, row.number)}
        return cls(row.reference, entry.name, row.number, entry.institution.key, entry.title, links)


def _links(card: RuleCard, profile: str) -> dict[str, str]:
    address, query = quote(card.name, safe=""), urlencode({"profile": profile})
    links = {
        "self": f"/api/v1/rules/{address}?{query}",
        "failing": f"/api/v1/rules/{address}/failing",
        "page": f"/rules/{address}?{query}",
    }
    return links | ({"documentation": card.page} if card.page else {})
