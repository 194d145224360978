"""One file a table, or a few that only make sense together."""

from registry.db.models.account import ApiKey, Session, User
from registry.db.models.base import Table
from registry.db.models.board import BoardDay, Confirmation, KnownSystems
from registry.db.models.concept import Concept, ConceptSchema
from registry.db.models.field import PublishedField
from registry.db.models.finding import SavedMatch, SavedSearch, ServiceRequest
from registry.db.models.institution import Institution, InstitutionName, InstitutionParent
from registry.db.models.interface import Interface
from registry.db.models.notice import Letter, Notice
from registry.db.models.profile import StoredProfile
from registry.db.models.recheck import Recheck, RecheckResult, RecheckRule
from registry.db.models.record import Allowance, AuditEntry, Change
from registry.db.models.review import (
    ChecklistQuestion,
    DecisionReason,
    Holiday,
    Review,
    ReviewComment,
    ReviewConflict,
    ReviewDecision,
)
from registry.db.models.revision import Revision
from registry.db.models.search import SearchBuild, SearchEntry, SearchFacets, SearchLearnt, SearchName, SearchTerm
from registry.db.models.standard import Component, Standard
from registry.db.models.synonym import Synonym
from registry.db.models.system import System
from registry.db.models.version import Document, LatestCheck, ReportRule, StoredReport, Version
from registry.db.models.waiver import Waiver

__all__ = [
    "Allowance",
    "ApiKey",
    "AuditEntry",
    "BoardDay",
    "Change",
    "ChecklistQuestion",
    "Component",
    "Concept",
    "ConceptSchema",
    "Confirmation",
    "DecisionReason",
    "Document",
    "Holiday",
    "Institution",
    "InstitutionName",
    "InstitutionParent",
    "Interface",
    "KnownSystems",
    "LatestCheck",
    "Letter",
    "Notice",
    "PublishedField",
    "Recheck",
    "RecheckResult",
    "RecheckRule",
    "ReportRule",
    "Review",
    "ReviewComment",
    "ReviewConflict",
    "ReviewDecision",
    "Revision",
    "SavedMatch",
    "SavedSearch",
    "SearchBuild",
    "SearchEntry",
    "SearchFacets",
    "SearchLearnt",
    "SearchName",
    "SearchTerm",
    "ServiceRequest",
    "Session",
    "Standard",
    "StoredProfile",
    "StoredReport",
    "Synonym",
    "System",
    "Table",
    "User",
    "Version",
    "Waiver",
]
