"""The words for the codes of rights and holds."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from corridor.core.access.codes import Event
from corridor.core.rights.codes import Delay, Ground, Heard, HeldAs, Means, Outcome, RequestKind

KINDS = {
    RequestKind.ACCESS: gettext_noop("access"),
    RequestKind.CORRECTION: gettext_noop("correction"),
    RequestKind.ERASURE: gettext_noop("erasure"),
}
OUTCOMES = {
    Outcome.GRANTED: gettext_noop("granted"),
    Outcome.PARTLY: gettext_noop("granted in part"),
    Outcome.REFUSED: gettext_noop("refused"),
}
GROUNDS = {
    Ground.LAWFUL_AND_DUE: gettext_noop("what is held is lawful and still needed"),
    Ground.NOTHING_HELD: gettext_noop("nothing is held"),
    Ground.INACCURATE: gettext_noop("what was held is inaccurate"),
    Ground.NO_LONGER_NEEDED: gettext_noop("what was held is no longer needed"),
    Ground.UNLAWFUL: gettext_noop("what was held should not have been"),
    Ground.HELD_FOR_A_CASE: gettext_noop("it is held for a live case"),
    Ground.INQUIRY_ENDANGERED: gettext_noop("an inquiry would be endangered"),
    Ground.OTHERS_ENDANGERED: gettext_noop("other people would be endangered"),
    Ground.IDENTITY_UNPROVEN: gettext_noop("the identity of who asks was not proven"),
}
DELAYS = {
    Delay.COMPLEX: gettext_noop("the request is complex"),
    Delay.MANY_REQUESTS: gettext_noop("there are many requests"),
    Delay.ORIGINATOR_ASKED: gettext_noop("an originator has been asked"),
    Delay.IDENTITY_ASKED: gettext_noop("proof of identity has been asked for"),
}
STATES = {
    HeldAs.COUNTS: (gettext_noop("counts"), "good"),
    HeldAs.TAKEN_BACK: (gettext_noop("taken back"), "neutral"),
    HeldAs.OVERDUE: (gettext_noop("overdue, hidden, waiting to be erased"), "attention"),
    HeldAs.HELD: (gettext_noop("held for a live case"), "working"),
}
MEANS = {
    Means.RECALL: gettext_noop("recalled over the line"),
    Means.CORRECTION: gettext_noop("corrected version sent over the line"),
    Means.NOTICE: gettext_noop("request passed on over the line"),
}
HEARD = {
    Heard.CONFIRMED: (gettext_noop("confirmed"), "good"),
    Heard.KEPT: (gettext_noop("kept there for a hold"), "attention"),
    Heard.PARTLY: (gettext_noop("granted in part there"), "attention"),
    Heard.REFUSED: (gettext_noop("refused there"), "attention"),
    Heard.WAITING: (gettext_noop("unconfirmed"), "attention"),
    Heard.NOT_TAKEN: (gettext_noop("not taken there"), "stopped"),
}
ACTS = {
    Event.PAGE_READ.value: gettext_noop("read"),
    Event.ITEM_PRINTED.value: gettext_noop("printed"),
    Event.ITEM_EXPORTED.value: gettext_noop("exported"),
}
