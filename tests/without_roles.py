"""The use cases that no role decides, by what decides them."""

READINGS = {
    *(f"concepts.{name}" for name in ("find", "get", "history_of", "list_all", "list_page", "pointing_to")),
    *(f"concepts.{name}" for name in ("schema_of", "schemas_of")),
    *("institutions.get", "institutions.list_page", "interfaces.get", "interfaces.list_page"),
    *(f"past.{name}" for name in ("institution", "interface", "system", "version")),
    *(
        f"profiles.{name}"
        for name in ("bundle_of", "document_of", "get", "history_of", "list_all", "outline", "wanted")
    ),
    *(f"rules.{name}" for name in ("failing", "get", "judge_of", "list_all", "resting_on")),
    *(f"standards.{name}" for name in ("get", "get_component", "history", "history_of", "list_all", "list_components")),
    *("standards.list_page", "search.find", "search_advice.advise", "search_times.dated", "saved_searches.of_feed"),
    *(f"synonyms.{name}" for name in ("get", "history_of", "known", "list_all", "list_page")),
    *("suggestions.repairs", "suggestions.suggest", "vocabularies.vocabulary_of"),
    *(f"sync.{name}" for name in ("changes", "everything", "state_of")),
    *(f"systems.{name}" for name in ("by_key", "get", "head", "heads", "list_page", "replaced")),
    *(f"versions.{name}" for name in ("by_entry", "document_by_digest", "document_of", "get", "head", "history_of")),
    *(f"versions.{name}" for name in ("list_all", "recent", "report_of", "stored_report")),
    *(f"board.{name}" for name in ("days", "entries", "known_counts", "months", "read")),
    *(f"checklists.{name}" for name in ("questions", "questions_for", "reasons", "worded")),
    *("comments.list_all", "comments.threads_of", "freshness.get", "freshness.of_api", "freshness.of_system"),
    *("holidays.days", "holidays.list_all", "overlaps.of", "overlaps.of_facts", "overlaps.of_version"),
    *("receipts.receipt_of", "rechecks.failing", "rechecks.latest_of", "rechecks.latest_report_of"),
    *("waivers.counts_of", "index_builds.is_wanting"),
    "review_views.reach_of",
    *("requests.actions_of", "requests.of_system", "requests.of_version"),
    *(f"review_views.{name}" for name in ("decisions_of", "documents_of", "entry_changes", "history_of", "movement")),
    *("review_views.version_before", "grounds.carried", "grounds.grounds_of", "grounds.last_approved"),
}
"""What nobody is kept from asking; which entries are seen is decided by their visibility, and tested with them."""
WITHIN = {
    *("notices.tell", "notices.owners_of", "notices.people_named", "notices.reviewers_but_of"),
    *(f"review_notices.tell_of_{name}" for name in ("comment", "hands", "opening", "step")),
    *("canonical.require_sound", "profiles.announce", "reports.report_against", "reports.report_on"),
    *(f"indexing.index_{name}" for name in ("institution", "interface", "interfaces_of", "system", "systems")),
    *(f"indexing.index_{name}" for name in ("concept", "rules", "standard", "versions")),
    *(f"indexing.of_{name}" for name in ("concept", "institution", "interface", "standard", "system")),
    *("indexing.know_fields", "indexing.put", "search_phrases.hold_to"),
    *("profiles.cards_of", "profiles.cards_of_active"),
    *("import_systems.one_by_one", "readers.require_known", "stakes.stakes_of"),
    *(f"systems.{name}" for name in ("made", "permitted", "told", "write")),
    *("seed_plan.is_known", "seed_plan.plan_of", "standards.store", "versions.announce", "versions.raise_standing"),
    *("following.follow", "following.open_for_version", "following.opened", "profiles.wanted_by_digest"),
    *(f"import_matches.{name}" for name in ("institution_of", "new_key", "owner_of", "owners_of", "system_of")),
    *(f"rechecks_due.{name}" for name in ("catch_up", "end", "follow", "stop_open", "stop_trials")),
    *("published_fields.keep", "requests.assign", "requests.locked", "requests.take_version"),
    *(f"review_steps.{name}" for name in ("case_of", "day_of", "move", "set_clock")),
    *("waived.marked", "waived.renew", "waived.until"),
}
"""What use cases do within another, never a door."""
OF_ONESELF = {
    "accounts.address_of",
    *(f"saved_searches.{name}" for name in ("create", "delete", "get", "list_all", "matches", "renew", "see")),
    *("service_requests.ask", "service_requests.get", "service_requests.list_page", "service_requests.answer"),
    *(f"notices.{name}" for name in ("choice_of", "choose", "count_unread", "list_page", "mark_read")),
    "checks.check",
    "keys.create",
    "keys.record_refusal",
    "keys.revoke",
    "sessions.sign_in",
    "sessions.sign_out",
}
"""What is decided by who somebody is, and not by a role; tested where it is."""
OF_SOMETHING = {
    *("comments.answer", "desk.reviewers", "requests.decide"),
}
"""What is decided by the request that is at hand; tested with it."""
