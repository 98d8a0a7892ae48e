"""The closed lists of access: what an officer may do, and what the ledger records."""

from __future__ import annotations

import enum

from corridor.core.access.events import Event as Event


class Zone(enum.StrEnum):
    """Where a function is carried out: with law enforcement and justice, with protection, or wherever it is needed."""

    DESK = "desk"
    PROTECTION = "protection"
    ANY = "any"


class Permission(enum.StrEnum):
    """One thing that a function may do; a marking still decides which information items it is done with."""

    PICTURE_READ = "picture:read"
    ENTITY_READ = "entity:read"
    ENTITY_EXPORT = "entity:export"
    ENTITY_PRINT = "entity:print"
    REPORT_FILE = "report:file"
    REPORT_RELEASE = "report:release"
    IMPORT_PREVIEW = "import:preview"
    IMPORT_RUN = "import:run"
    IMPORT_UNDO = "import:undo"
    QUARANTINE_DECIDE = "quarantine:decide"
    MAPPING_WRITE = "mapping:write"
    SOURCE_WITHDRAW = "source:withdraw"
    JUDGEMENT_MAKE = "judgement:make"
    VOCABULARY_EDIT = "vocabulary:edit"
    VOCABULARY_RELEASE = "vocabulary:release"
    FEEDBACK_GIVE = "feedback:give"
    LEDGER_VERIFY = "ledger:verify"
    OVERSIGHT_REVIEW = "oversight:review"
    STAFF_COMPARE = "staff:compare"
    READING_REVIEW = "reading:review"
    OFFICER_MANAGE = "officer:manage"
    NODE_BACK_UP = "node:back-up"
    API_USE = "api:use"
    HOLD_PLACE = "hold:place"
    RETENTION_RUN = "retention:run"
    RIGHTS_MANAGE = "rights:manage"
    COMPARTMENT_KEEP = "compartment:keep"
    CASE_READ = "case:read"
    CASE_WRITE = "case:write"
    CASE_SHARE = "case:share"
    VAULT_ADMINISTER = "vault:administer"
    HAND_OVER_TAKE = "hand-over:take"
    PERSON_HAND_OVER = "person:hand-over"
    DISCLOSED_READ = "disclosed:receive"
    DISCLOSURE_PROPOSE = "disclosure:propose"
    DISCLOSURE_REVIEW = "disclosure:review"
    REGISTER_READ = "register:oversee"
    CLAIM_RECORD = "claim:record"
    CLAIM_HANDLE = "claim:handle"
    STEP_TAKE = "step:take"
    STEP_MONITOR = "step:monitor"
    COMPLAINT_HANDLE = "complaint:handle"
    DIRECTORY_READ = "directory:read"
    DIRECTORY_KEEP = "directory:keep"
    TRAFFIC_READ = "traffic:read"
    RELEASE_ABROAD = "release:abroad"
    RECEIVED_READ = "received:read"
    RECEIVED_REVIEW = "received:review"
    REQUEST_ASK = "request:ask"
    REQUEST_ANSWER = "request:answer"
    INTERVIEW_RECORD = "interview:record"
    INTERVIEW_RELEASE = "interview:release"
    MATCH_ASK = "match:ask"
    MATCH_KEEP = "match:keep"
    TARGET_NOMINATE = "target:nominate"
    PARTNER_READ = "partner:read"
    PARTNER_MANAGE = "partner:manage"
    PARTNER_CONFIRM = "partner:confirm"
    PARTNER_SUSPEND = "partner:suspend"
    BASIS_MANAGE = "basis:manage"
    ILL_TREATMENT_MARK = "ill-treatment:mark"
    ILL_TREATMENT_LIFT = "ill-treatment:lift"
    ALERT_READ = "alert:read"
    ALERT_SEND = "alert:send"
    SHIFT_LOG = "shift:log"
    MEASURE_PLAN = "measure:plan"
    MEASURE_APPROVE = "measure:approve"
    BREAK_NOTE = "series-break:note"
    FORECAST_KEEP = "forecast:keep"
    TABLE_MAKE = "table:make"
    TABLE_PUBLISH = "table:publish"
    FIXED_TABLES_PUBLISH = "fixed-tables:publish"
    INDICATOR_DEFINE = "indicator:define"
    BRIEFING_WRITE = "briefing:write"
    BRIEFING_EXPORT = "briefing:export"
    COMMITMENT_READ = "commitment:read"
    CATALOGUE_EDIT = "catalogue:edit"
    CATALOGUE_CONFIRM = "catalogue:confirm"
    PROGRESS_WRITE = "progress:write"
    PROGRESS_APPROVE = "progress:approve"
    FORUM_KEEP = "forum:keep"
    REVIEW_WRITE = "review:write"
    CAPACITY_POST = "capacity:post"
    CAPACITY_CONFIRM = "capacity:confirm"
    PRACTICE_FILE = "practice:file"
    PRACTICE_JUDGE = "practice:judge"


CONTENT_PERMISSIONS = frozenset(Permission) - {
    Permission.COMMITMENT_READ,
    Permission.CATALOGUE_CONFIRM,
    Permission.DIRECTORY_READ,
    Permission.DIRECTORY_KEEP,
    Permission.TRAFFIC_READ,
    Permission.LEDGER_VERIFY,
    Permission.NODE_BACK_UP,
    Permission.OFFICER_MANAGE,
    Permission.OVERSIGHT_REVIEW,
    Permission.PARTNER_READ,
    Permission.PARTNER_MANAGE,
    Permission.PARTNER_CONFIRM,
    Permission.PARTNER_SUSPEND,
    Permission.BASIS_MANAGE,
    Permission.ILL_TREATMENT_LIFT,
    Permission.RETENTION_RUN,
    Permission.REGISTER_READ,
    Permission.RIGHTS_MANAGE,
    Permission.STAFF_COMPARE,
    Permission.VAULT_ADMINISTER,
}
"""The permissions that touch content; a function without content has none of them.

Whoever answers for data protection opens no information item. What an own authority holds of one person is laid open in
that person's request for access, whatever the purposes of its markings.

What is asked of States is no content; whoever reads it without a purpose that touches content sees no report on it.
"""
