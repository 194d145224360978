"""What the API's description says of each shape, parameter, header and status."""

from typing import Any

SUMMARY = (
    "The interoperability registry of government systems: find what exists, publish what you offer, keep a copy. "
    "Errors are problems (RFC 9457); changes need If-Match; lists are read by cursor; the change feed has no gaps. "
    "Every GET answers HEAD and If-None-Match too."
)
TAGS = {
    "notices": "What the asker was told.",
    "waivers": "Leave to break a rule at one place for a time.",
    "apis": "The apis of systems, their versions and the life of these.",
    "audit": "What was done, by whom, in an order that nobody can change unseen.",
    "board": "How every institution stands: figures, the lists behind them, and how it was before.",
    "changes": "The change feed, for those who keep a copy.",
    "checklist": "The questions that reviewers answer, and the reasons that they give often.",
    "checks": "Check a document without storing it.",
    "components": "The groups into which e-GA orders its standards.",
    "concepts": "The data dictionary: what fields mean, and a canonical schema of each meaning.",
    "documents": "Documents by their digest.",
    "export": "The whole catalogue at once.",
    "holidays": "The public holidays that due dates leave out.",
    "imports": "Entries in bulk, from CSV, NDJSON or DCAT.",
    "institutions": "The public institutions that own systems.",
    "keys": "API keys.",
    "me": "Who is asking.",
    "profiles": "The versioned rulesets that documents are checked against.",
    "reviews": "Requests for a decision: the queue, what is said, what is decided, and the receipts of it.",
    "rechecks": "Checks of everything published against a profile: trials of drafts, and what follows an activation.",
    "rules": "The rules of profiles, and how the catalogue stands with them.",
    "schemas": "Data schemas, their versions and the life of these.",
    "search": "Find things by words in Swahili or English.",
    "standards": "What rules rest on: e-GA's standards, Acts, international standards.",
    "systems": "The ICT systems of institutions.",
}
SHAPES = {
    "new_waiver": "Leave that is asked for to break a rule until a day, at one place or in the whole entry.",
    "notice_choice": "How notices are to come by e-mail.",
    "notices_read": "The notices that were read; all where none are named.",
    "waiver_decision": "A step with a waiver: grant, refuse or withdraw, and why.",
    "new_institution": "A public institution to enter into the registry.",
    "institution_changes": "What is to be changed of an institution; what is left out stays.",
    "new_system": "A system to register; what is not required can follow later.",
    "system_changes": "What is to be changed of a system; what is left out stays.",
    "new_api": "An api of a system to define.",
    "api_changes": "What is to be changed of an api; what is left out stays.",
    "new_schema": "A data schema to define.",
    "schema_changes": "What is to be changed of a data schema; what is left out stays.",
    "transition": (
        "A step in the life of a version. A decision names the digest and the report that it rests on; "
        "a deprecation names the day from which the version no longer works."
    ),
    "profile_transition": (
        "A step in the life of a profile. An activation may say from which day it binds, for how many days of grace, "
        "whether documents are checked against it unless another is asked for, and which digest it rests on."
    ),
    "component": "A group into which e-GA orders its standards.",
    "standard": "A standard, an Act, or another published text, with how much of it was read.",
    "concept": "One meaning that fields of many systems share, with its canonical schema, which has no `$id`.",
    "request": "A request for a decision on a system: to establish it, take it into use, modify it, or end it.",
    "review_step": "A step with a request that is no decision; an appeal needs a reason.",
    "review_reason": "Why something is done, where there is something to say.",
    "hand_over": "Who is to go on with a review.",
    "decision": (
        "What a reviewer decides: the digests of what was read, reasons from the list and own words, the answers to "
        "the checklist, and what is said of single findings."
    ),
    "comment": "Something said in a review, to all of it, to a finding by its fingerprint, or to a place by pointer.",
    "holidays": "The public holidays of one or more whole years; those years have no others then.",
    "desk_lists": "The questions of the checklist and the reusable reasons, all of them.",
    "known_systems": "How many systems an institution is known to have: who counted them, and on which day.",
    "new_key": "An API key to make: what it is for, what it may do, and for how many days.",
}
PARAMETERS = {
    "unread": "Only what was not read yet.",
    "institution_kind": "Only what belongs to institutions of this kind; may be repeated.",
    "conformity": "Only what the check of its latest version found this of; may be repeated.",
    "language": "Only what describes itself in this language; may be repeated.",
    "ending": "Only waivers in force that end within thirty days.",
    "waiver": "The registry number of a waiver.",
    "after": "Give the entries after this number.",
    "api": "The key of an api.",
    "atomic": "Keep nothing where any row is refused.",
    "actor": "Only what this account did.",
    "as_of": "How it was at this moment, or at the end of this day in Tanzania.",
    "binding_on": "The day from which it is to bind, as 2026-11-23; an activation may name another.",
    "certainty": "Only concepts that are so certain.",
    "channel": "Only what is reached over one of these exchange channels.",
    "comment": "The identity of a comment.",
    "component": "The key of a component.",
    "concept": "The key of a concept.",
    "cursor": "Where the next page begins, as the page before said.",
    "dry_run": "Say what would become of every row, and keep nothing.",
    "digest": "The SHA-256 of a document: `sha256:` and 64 hexadecimal digits.",
    "effect": "Only versions for which the profile changes this.",
    "event": "Only what has this name, such as `version:publish`.",
    "format": "One JSON object a line, or one row of a table a line.",
    "from": "Only what was done since this moment, or since the beginning of this day in Tanzania.",
    "figure": "The name of a figure of the board.",
    "grace_days": "For how many days after that day it is not yet held against anybody.",
    "institution": "The key of an institution.",
    "key": "The identity of an API key, or the key of a profile.",
    "kind": "Only these kinds.",
    "limit": "How many at most.",
    "number": "A version number (Semantic Versioning 2.0.0); in an address also `latest`.",
    "personal_data": "Only what holds personal data: of this kind for concepts, whether any for reviews.",
    "overdue": "Whether only what is overdue is wanted.",
    "overwrite": "Let what the file says take the place of what the registry has.",
    "outcome": "Only what was allowed, or what was refused.",
    "profile": "The profile to check against, `KEY` for its active version or `KEY@VERSION`; the default without it.",
    "review": "The registry number of a request.",
    "reviewer": "Only what is in the hands of this reviewer: a name, `me`, or `nobody`.",
    "recheck": "The identity of a re-check.",
    "rule": "The name of a rule.",
    "exact": "Look for every word as it was typed; no wrong letter is put right.",
    "q": "Words in Swahili or English; 200 characters of them count.",
    "schema": "The key of a data schema.",
    "sector": "Only these sectors.",
    "since": "Give the changes after this number.",
    "standard": "The key of a standard.",
    "standing": "Only systems with one of these standings.",
    "state": "Only what is in one of these states.",
    "status": "Only those in this state, or in one of these.",
    "subject": "Only what was done with this.",
    "system": "The key of a system.",
    "title_en": "What the profile is called in English.",
    "title_sw": "What the profile is called in Swahili.",
    "to": "Only what was done before this moment, or before the end of this day in Tanzania.",
    "type": "Only concepts of these JSON types.",
    "version": "The version of a profile (Semantic Versioning 2.0.0); in an address also `active`.",
}
HEADERS = {
    "If-Match": "The ETag of the entry that the change was made from.",
    "If-None-Match": "The ETag of the answer that the asker has.",
    "ETag": "Stands for this answer: strong for an entry or a document, weak for a list.",
    "Link": "Leads to this description, and through a list to its first and its next page.",
    "Total-Count": "How many rows the whole list has.",
    "X-Catalogue-Last-Seq": "The number of the last change that the answer can know of.",
}
STATUSES = {
    "304": "What the asker has is still so.",
    "400": "The request cannot be understood.",
    "401": "Nobody known is asking, or the API key is refused.",
    "403": "The asker may not do this.",
    "404": "There is nothing of that name, or the asker may not see it.",
    "409": "The thing is in the wrong state.",
    "410": "The change feed no longer reaches back that far.",
    "412": "What the asker saw has changed.",
    "413": "Too large.",
    "415": "This kind of content is not taken here.",
    "422": "What was sent breaks a rule.",
    "428": "A change must say what was seen.",
    "429": "Slow down.",
    "503": "Not now.",
}
READ_ERRORS = ("400", "401", "403", "404", "422", "429", "503")
WRITE_ERRORS = (*READ_ERRORS, "409", "412", "413", "415", "428")

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457). Further members depend on the code.",
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Address of a page that explains it."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable name of the problem."},
        "correlation_id": {"type": "string", "description": "Number under which our log has it."},
        "errors": {
            "type": "array",
            "description": "Each thing that is wrong, with its place.",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string", "description": "JSON Pointer, or the name of a parameter."},
                    "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
                    "code": {"type": "string", "description": "Stable name of the rule."},
                    "detail": {"type": "string"},
                    "line": {"type": "integer"},
                    "column": {"type": "integer"},
                },
                "required": ["pointer", "in", "code", "detail"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "code", "correlation_id", "errors"],
}
