"""The closed lists of access: what an officer may do, and what the ledger records."""

from __future__ import annotations

import enum


class Permission(enum.StrEnum):
    """One thing that a function may do; a marking still decides which information items it is done with."""

    PICTURE_READ = "picture:read"
    ENTITY_READ = "entity:read"
    ENTITY_EXPORT = "entity:export"
    ENTITY_PRINT = "entity:print"
    REPORT_FILE = "report:file"
    IMPORT_PREVIEW = "import:preview"
    IMPORT_RUN = "import:run"
    IMPORT_UNDO = "import:undo"
    MAPPING_WRITE = "mapping:write"
    SOURCE_WITHDRAW = "source:withdraw"
    JUDGEMENT_MAKE = "judgement:make"
    VOCABULARY_EDIT = "vocabulary:edit"
    LEDGER_VERIFY = "ledger:verify"
    OFFICER_MANAGE = "officer:manage"
    API_USE = "api:use"


CONTENT_PERMISSIONS = frozenset(Permission) - {Permission.LEDGER_VERIFY, Permission.OFFICER_MANAGE}
"""The permissions that touch content; a function without content has none of them."""


class Event(enum.StrEnum):
    """One kind of consequential act, as the ledger names it."""

    NODE_MADE = "node:made"
    NODE_UPGRADED = "node:upgraded"
    AUTHORITY_ADDED = "authority:added"
    AUTHORITY_RENAMED = "authority:renamed"
    AUTHORITY_CLOSED = "authority:closed"
    AUTHORITY_REOPENED = "authority:reopened"
    OFFICER_ADDED = "officer:added"
    OFFICER_CHANGED = "officer:changed"
    OFFICER_SUSPENDED = "officer:suspended"
    OFFICER_RESUMED = "officer:resumed"
    OFFICER_INVITED = "officer:invited"
    OFFICER_LEFT = "officer:left"
    OFFICER_SIGNED_IN = "officer:signed-in"
    OFFICER_SIGNED_OUT = "officer:signed-out"
    SIGN_IN_REFUSED = "sign-in:refused"
    PURPOSE_CHANGED = "purpose:changed"
    CLASS_OPENED = "class:opened"
    CLASS_EXPIRED = "class:expired"
    ACT_REFUSED = "act:refused"
    PAGE_READ = "page:read"
    SEARCH_MADE = "search:made"
    MARKING_ADDED = "marking:added"
    REPORT_FILED = "report:filed"
    IMPORT_STARTED = "import:started"
    IMPORT_PREVIEWED = "import:previewed"
    IMPORT_PUBLISHED = "import:published"
    IMPORT_CANCELLED = "import:cancelled"
    IMPORT_FAILED = "import:failed"
    IMPORT_UNDONE = "import:undone"
    IMPORT_REDONE = "import:redone"
    MAPPING_SAVED = "mapping:saved"
    MAPPING_REMOVED = "mapping:removed"
    SOURCE_ADDED = "source:added"
    SOURCE_WITHDRAWN = "source:withdrawn"
    SOURCE_RESTORED = "source:restored"
    EDITION_CHOSEN = "edition:chosen"
    JUDGEMENT_MADE = "judgement:made"
    JUDGEMENT_UNDONE = "judgement:undone"
    JUDGEMENT_RESTORED = "judgement:restored"
    CHOICE_MADE = "choice:made"
    CHOICE_ENDED = "choice:ended"
    CODE_DECIDED = "code:decided"
    CODE_REOPENED = "code:reopened"
    ITEM_EXPORTED = "item:exported"
    ITEM_PRINTED = "item:printed"
    TOKEN_MADE = "token:made"  # noqa: S105  # an event
    TOKEN_REVOKED = "token:revoked"  # noqa: S105  # an event
    LEDGER_VERIFIED = "ledger:verified"
    HEAD_SIGNED = "head:signed"
