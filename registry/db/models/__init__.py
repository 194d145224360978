"""One file a table, or a few that only make sense together."""

from registry.db.models.account import ApiKey, Session, User
from registry.db.models.base import Table
from registry.db.models.board import BoardDay, Confirmation, KnownSystems
from registry.db.models.concept import Concept, ConceptSchema
from registry.db.models.institution import Institution, InstitutionName, InstitutionParent
from registry.db.models.interface import Interface
from registry.db.models.profile import StoredProfile
from registry.db.models.record import Allowance, AuditEntry, Change
from registry.db.models.search import SearchEntry
from registry.db.models.standard import Component, Standard
from registry.db.models.system import System
from registry.db.models.version import Document, ReportRule, StoredReport, Version

__all__ = [
    "Allowance",
    "ApiKey",
    "AuditEntry",
    "BoardDay",
    "Change",
    "Component",
    "Concept",
    "ConceptSchema",
    "Confirmation",
    "Document",
    "Institution",
    "InstitutionName",
    "InstitutionParent",
    "Interface",
    "KnownSystems",
    "ReportRule",
    "SearchEntry",
    "Session",
    "Standard",
    "StoredProfile",
    "StoredReport",
    "System",
    "Table",
    "User",
    "Version",
]
