"""What kinds of acts and ways of reading are called; a kind without a name is shown by its code."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from corridor.core.access.codes import Event
from corridor.core.access.ledger import Fault
from corridor.core.access.readings import Way
from corridor.web.base.oversight.kinds import KINDS

EVENTS: dict[str, str] = {
    Event.NODE_MADE: gettext_noop("Node made"),
    Event.NODE_UPGRADED: gettext_noop("Node brought to another version"),
    Event.NODE_BACKED_UP: gettext_noop("Node backed up"),
    Event.NODE_RESTORED: gettext_noop("Node restored from a backup"),
    Event.RECOVERY_RENEWED: gettext_noop("Recovery papers made anew"),
    Event.AUTHORITY_ADDED: gettext_noop("Authority added"),
    Event.AUTHORITY_RENAMED: gettext_noop("Authority renamed"),
    Event.AUTHORITY_CLOSED: gettext_noop("Authority closed"),
    Event.AUTHORITY_REOPENED: gettext_noop("Authority opened again"),
    Event.PRESET_MADE: gettext_noop("Marking made ready to choose"),
    Event.PRESET_WITHDRAWN: gettext_noop("Marking not offered any more"),
    Event.PRESET_OFFERED: gettext_noop("Marking offered again"),
    Event.OFFICER_ADDED: gettext_noop("Officer added"),
    Event.OFFICER_CHANGED: gettext_noop("Duties of an officer changed"),
    Event.OFFICER_SUSPENDED: gettext_noop("Officer suspended"),
    Event.OFFICER_RESUMED: gettext_noop("Suspension of an officer ended"),
    Event.OFFICER_INVITED: gettext_noop("Officer invited again"),
    Event.OFFICER_LEFT: gettext_noop("Officer left"),
    Event.OFFICER_SIGNED_IN: gettext_noop("Officer signed in"),
    Event.OFFICER_SIGNED_OUT: gettext_noop("Officer signed out"),
    Event.SIGN_IN_REFUSED: gettext_noop("Sign-in refused"),
    Event.PURPOSE_CHANGED: gettext_noop("Function or purpose changed"),
    Event.CLASS_OPENED: gettext_noop("Rights of a function opened"),
    Event.CLASS_EXPIRED: gettext_noop("Rights of a function expired"),
    Event.ACT_REFUSED: gettext_noop("Act refused"),
    Event.PAGE_READ: gettext_noop("Page read"),
    Event.SEARCH_MADE: gettext_noop("Search made"),
    Event.MARKING_ADDED: gettext_noop("Marking used for the first time"),
    Event.REPORT_FILED: gettext_noop("Report filed"),
    Event.REPORT_DRAFTED: gettext_noop("Draft of a report saved"),
    Event.REPORT_SENT: gettext_noop("Report sent to a second officer"),
    Event.REPORT_TAKEN_BACK: gettext_noop("Report taken back by its author"),
    Event.REPORT_RETURNED: gettext_noop("Report sent back to its author"),
    Event.REPORT_RELEASED: gettext_noop("Report released"),
    Event.REPORT_DISCARDED: gettext_noop("Draft of a report discarded"),
    Event.REPORT_RESTORED: gettext_noop("Draft of a report taken up again"),
    Event.FILE_ADDED: gettext_noop("File put beside a report"),
    Event.FILE_REMOVED: gettext_noop("File taken away from a report"),
    Event.IMPORT_STARTED: gettext_noop("Import started"),
    Event.IMPORT_PREVIEWED: gettext_noop("Import looked at before"),
    Event.IMPORT_PUBLISHED: gettext_noop("Import published"),
    Event.IMPORT_CANCELLED: gettext_noop("Import cancelled"),
    Event.IMPORT_FAILED: gettext_noop("Import failed"),
    Event.IMPORT_UNDONE: gettext_noop("Import taken back"),
    Event.IMPORT_REDONE: gettext_noop("Import put back"),
    Event.MAPPING_SAVED: gettext_noop("Description of a table kept"),
    Event.MAPPING_REMOVED: gettext_noop("Description of a table removed"),
    Event.SOURCE_ADDED: gettext_noop("Source added"),
    Event.SOURCE_WITHDRAWN: gettext_noop("Source withdrawn"),
    Event.SOURCE_RESTORED: gettext_noop("Source restored"),
    Event.EDITION_CHOSEN: gettext_noop("Edition chosen"),
    Event.JUDGEMENT_MADE: gettext_noop("Judgement made"),
    Event.JUDGEMENT_UNDONE: gettext_noop("Judgement withdrawn"),
    Event.JUDGEMENT_RESTORED: gettext_noop("Judgement restored"),
    Event.CHOICE_MADE: gettext_noop("Choice made"),
    Event.CHOICE_ENDED: gettext_noop("Choice ended"),
    Event.CODE_DECIDED: gettext_noop("Code decided for a word"),
    Event.CODE_REOPENED: gettext_noop("Decision on a word reopened"),
    Event.LIST_EDITED: gettext_noop("Vocabulary edited"),
    Event.LIST_SENT: gettext_noop("Vocabulary sent for review"),
    Event.LIST_RETURNED: gettext_noop("Vocabulary sent back"),
    Event.LIST_RELEASED: gettext_noop("Version of a vocabulary released"),
    Event.LIST_WITHDRAWN: gettext_noop("Edit of a vocabulary withdrawn"),
    Event.QUESTION_ASKED: gettext_noop("Question asked about a report"),
    Event.QUESTION_ANSWERED: gettext_noop("Question about a report answered"),
    Event.THANKS_GIVEN: gettext_noop("Thanks given for a report"),
    Event.ITEM_EXPORTED: gettext_noop("Information exported"),
    Event.ITEM_PRINTED: gettext_noop("Information printed"),
    Event.PAGE_PRINTED: gettext_noop("Page printed"),
    Event.TOKEN_MADE: gettext_noop("Token made"),
    Event.TOKEN_REVOKED: gettext_noop("Token revoked"),
    Event.LEDGER_VERIFIED: gettext_noop("Ledger verified"),
    Event.HEAD_SIGNED: gettext_noop("Head signed"),
    Event.HEAD_COMPARED: gettext_noop("Head from elsewhere compared"),
    Event.STAFF_DIGESTED: gettext_noop("Digests of staff made"),
    Event.STAFF_COMPARED: gettext_noop("Digests of staff compared"),
}

WAYS: dict[str, str] = {
    Way.PAGE: gettext_noop("read on a page"),
    Way.PROGRAM: gettext_noop("asked for by a program"),
    Way.LISTED: gettext_noop("listed in a search"),
    Way.PRINT: gettext_noop("printed"),
    Way.EXPORT: gettext_noop("exported"),
}

FAULTS: dict[Fault, str] = {
    Fault.CHANGED: gettext_noop("An entry was changed."),
    Fault.MISSING: gettext_noop("An entry is missing."),
    Fault.INSERTED: gettext_noop("An entry was inserted."),
    Fault.REORDERED: gettext_noop("Entries were reordered."),
    Fault.TRUNCATED: gettext_noop("The end was cut off."),
    Fault.REWRITTEN: gettext_noop("Everything from some entry on was written anew."),
}


def event_label(code: str) -> str:
    """Return what a kind of act is called, or its code where it has no name."""
    name = EVENTS.get(code) or KINDS.get(code)
    return gettext(name) if name else code


def way_label(code: str) -> str:
    """Return what a way of reading is called, or its code."""
    return gettext(WAYS[code]) if code in WAYS else code


def fault_label(fault: Fault | None) -> str:
    """Return what happened to a ledger that is not whole."""
    return gettext(FAULTS[fault]) if fault is not None else ""
