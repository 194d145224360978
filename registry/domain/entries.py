"""The closed sets of words that describe institutions, systems and their interfaces."""

from enum import StrEnum


class EntryKind(StrEnum):
    """The kinds of entry in the catalogue."""

    INSTITUTION = "institution"
    SYSTEM = "system"
    API = "api"
    SCHEMA = "schema"
    VERSION = "version"


class InstitutionKind(StrEnum):
    """What kind of public body an institution is."""

    MINISTRY = "ministry"
    AUTHORITY = "authority"
    AGENCY = "agency"
    DEPARTMENT = "department"
    FORCE = "force"
    CENTRAL_BANK = "central-bank"
    CONSTITUTIONAL_OFFICE = "constitutional-office"
    UNIT = "unit"
    OFFICE = "office"
    JUDICIARY = "judiciary"
    COMMISSION = "commission"
    BUREAU = "bureau"
    SECRETARIAT = "secretariat"
    PARASTATAL = "parastatal"
    FUND = "fund"
    COUNCIL = "council"
    BOARD = "board"
    INSTITUTE = "institute"
    WATER_AUTHORITY = "water-authority"
    LOCAL_GOVERNMENT = "local-government"
    REGION = "region"
    OTHER = "other"


class Sector(StrEnum):
    """The part of public life that an entry serves."""

    GOVERNANCE = "governance"
    IDENTITY = "identity"
    FINANCE = "finance"
    REVENUE = "revenue"
    BUSINESS = "business"
    PROCUREMENT = "procurement"
    HEALTH = "health"
    EDUCATION = "education"
    LANDS = "lands"
    JUSTICE = "justice"
    AGRICULTURE = "agriculture"
    WATER = "water"
    ENERGY = "energy"
    TRANSPORT = "transport"
    COMMUNICATION = "communication"
    LOCAL_GOVERNMENT = "local-government"
    LABOUR = "labour"
    STATISTICS = "statistics"
    SECURITY = "security"
    ENVIRONMENT = "environment"
    OTHER = "other"


class SystemState(StrEnum):
    """Whether a system is planned, in use or gone."""

    PLANNED = "planned"
    IN_USE = "in-use"
    RETIRED = "retired"


class Standing(StrEnum):
    """How far the registry has got with a system."""

    REGISTERED = "registered"
    CHECKED = "checked"
    REVIEWED = "reviewed"


class Channel(StrEnum):
    """A way in which systems exchange data."""

    GOVESB = "govesb"
    GEPG = "gepg"
    NIDA_CIG = "nida-cig"
    JAMII_X_CHANGE = "jamii-x-change"
    ZAN_X_CHANGE = "zan-x-change"
    DIRECT = "direct"
    OTHER = "other"


class ChannelMode(StrEnum):
    """Who starts an exchange, and whether the answer comes at once."""

    PULL = "pull"
    PUSH = "push"
    ASYNC = "async"


class ApiKind(StrEnum):
    """In which manner an interface is called."""

    REST = "rest"
    SOAP = "soap"
    MESSAGE = "message"
    FILE = "file"
    EVENT = "event"


class Visibility(StrEnum):
    """Who may see a published entry, or a part of one, from the widest to the narrowest.

    Its owner and those who oversee the registry always do.
    """

    PUBLIC = "public"
    GOVERNMENT = "government"
    NAMED = "named"
    """The institutions that its owner names."""
    EGA = "ega"
    """Those alone who oversee the registry for e-GA."""


class NameKind(StrEnum):
    """What kind of name a system's name is."""

    NAME = "name"
    ACRONYM = "acronym"
    OTHER = "other"
    FORMER = "former"


class ContactKind(StrEnum):
    """What a contact answers for."""

    BUSINESS = "business"
    TECHNICAL = "technical"


class HostingKind(StrEnum):
    """Where a system runs."""

    GOVERNMENT_DATA_CENTRE = "government-data-centre"
    OWN = "own"
    CLOUD = "cloud"
    OTHER = "other"


class FoundKind(StrEnum):
    """The kinds of thing that search finds."""

    INSTITUTION = "institution"
    SYSTEM = "system"
    API = "api"
    OPERATION = "operation"
    SCHEMA = "schema"
    DATA_SCHEMA = "data-schema"
    FIELD = "field"
    CONCEPT = "concept"
    STANDARD = "standard"
    RULE = "rule"


class FoundState(StrEnum):
    """The states of what search finds: of a system, or of the version that a reader means."""

    PLANNED = "planned"
    IN_USE = "in-use"
    RETIRED = "retired"
    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    DEPRECATED = "deprecated"
    SUSPENDED = "suspended"


class Conformity(StrEnum):
    """What the check of the version that a reader means has found."""

    PASS = "pass"  # noqa: S105 the result of a check
    FAIL = "fail"
    ERROR = "error"
    UNCHECKED = "unchecked"


class YesOrNo(StrEnum):
    """A question that is answered in one word."""

    YES = "yes"
    NO = "no"


class Language(StrEnum):
    """The languages in which entries describe themselves."""

    SW = "sw"
    EN = "en"
