"""What codes of the vault are called on its pages; the lists of codes bring their own labels."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, gettext_noop

from corridor import shelf
from corridor.core.casework.codes import Age, Asked, Basis, ConsentRefusal, GivenBy, Item
from corridor.core.kernel.countries import STATELESS, UNKNOWN
from corridor.web.design.pieces import Choice
from corridor.web.design.shown import locale_of
from corridor.web.protection.vault.actions import INVENTED_COUNTRIES

QUESTIONS: dict[str, tuple[str, str]] = {
    "called": (
        gettext_noop("How the person wants to be called"),
        gettext_noop("Any name will do; it need not be the name in a document."),
    ),
    "full_name": (gettext_noop("Full name, as said"), ""),
    "age": (gettext_noop("Child or adult"), gettext_noop("A disputed age is treated as a child's.")),
    "born": (gettext_noop("Born"), gettext_noop("As far as it is known: a year is enough.")),
    "sex": (gettext_noop("Sex, as said"), ""),
    "nationality": (
        gettext_noop("Nationality"),
        gettext_noop("Being stateless is an answer like any other and opens the same services."),
    ),
    "languages": (gettext_noop("Languages"), gettext_noop("Spoken and read; and which the person would rather use.")),
    "contact": (
        gettext_noop("How to reach the person safely"),
        gettext_noop("Where, when, and what must not be said to whoever answers."),
    ),
    "family": (gettext_noop("Family"), gettext_noop("Who is here, and who should be looked for or told.")),
    "guardian": (gettext_noop("Guardian"), gettext_noop("Who answers for a child or for a person of disputed age.")),
    "account": (
        gettext_noop("What the person wants to tell"),
        gettext_noop("In their own words, and only if they want to. Do not ask about the journey or who organised it."),
    ),
}
LONG = frozenset({"contact", "family", "account"})

ASKED = {
    Asked.STATED: gettext_noop("stated"),
    Asked.DECLINED: gettext_noop("does not want to say"),
    Asked.NOT_ASKED: gettext_noop("not asked"),
    Asked.UNKNOWN: gettext_noop("does not know"),
}
AGES = {
    Age.ADULT: gettext_noop("adult"),
    Age.CHILD: gettext_noop("child"),
    Age.DISPUTED: gettext_noop("age disputed"),
}
BASES = {
    Basis.CONSENT: (
        gettext_noop("The person agrees"),
        gettext_noop("The case is kept as long as the agreement stands. Write it down next."),
    ),
    Basis.BEST_INTERESTS: (
        gettext_noop("A child's best interests"),
        gettext_noop("For a child, or a person of disputed age, who cannot agree alone."),
    ),
    Basis.VITAL_INTERESTS: (
        gettext_noop("Life or health is in danger"),
        gettext_noop("And the person cannot be asked now. Ask as soon as it can be done."),
    ),
}
STATES = {
    "open": (gettext_noop("open"), "working"),
    "closed": (gettext_noop("closed"), "neutral"),
    "met": (gettext_noop("met"), "good"),
    "unmet": (gettext_noop("cannot be met"), "attention"),
    "gone": (gettext_noop("no longer needed"), "neutral"),
    "offered": (gettext_noop("offered, no answer yet"), "attention"),
    "accepted": (gettext_noop("accepted"), "good"),
    "declined": (gettext_noop("declined"), "neutral"),
    "given": (gettext_noop("given"), "good"),
    "ended": (gettext_noop("ended"), "neutral"),
    "planned": (gettext_noop("planned"), "working"),
    "done": (gettext_noop("done"), "good"),
    "dropped": (gettext_noop("dropped"), "neutral"),
    "sent": (gettext_noop("sent, not confirmed"), "attention"),
    "received": (gettext_noop("received"), "good"),
    "unconfirmed": (gettext_noop("taken back, erasure unconfirmed"), "stopped"),
    "erased": (gettext_noop("erased, as the recipient attests"), "good"),
    "live": (gettext_noop("stands"), "good"),
    "withdrawn": (gettext_noop("taken back"), "neutral"),
    "expired": (gettext_noop("run out"), "neutral"),
    "approved": (gettext_noop("approved"), "good"),
    "denied": (gettext_noop("denied"), "neutral"),
    "checked": (gettext_noop("fingerprint compared"), "good"),
    "unchecked": (gettext_noop("fingerprint not compared yet"), "attention"),
}
ITEMS = {
    Item.CASE: gettext_noop("Case"),
    Item.PERSON: gettext_noop("The person"),
    Item.NEED: gettext_noop("Need"),
    Item.SERVICE: gettext_noop("Service"),
    Item.STEP: gettext_noop("Step"),
    Item.DOCUMENT: gettext_noop("Document"),
    Item.NOTE: gettext_noop("Note"),
    Item.CONSENT: gettext_noop("Consent"),
    Item.SHARE: gettext_noop("Shared with another body"),
}
VALUES = {
    "kind": gettext_noop("Kind"),
    "state": gettext_noop("State"),
    "words": gettext_noop("In words"),
    "urgent": gettext_noop("Urgent"),
    "due_on": gettext_noop("Due on"),
    "provider": gettext_noop("Given by"),
    "basis": gettext_noop("Why it is kept"),
    "reason": gettext_noop("Reason"),
    "purpose": gettext_noop("Purpose"),
    "recipient": gettext_noop("Recipient"),
    "fields": gettext_noop("Parts"),
    "until": gettext_noop("Until"),
    "given_by": gettext_noop("Given by the person or guardian"),
    "informed": gettext_noop("What was explained"),
    "way": gettext_noop("How it was given"),
    "language": gettext_noop("Language"),
    "interpreter": gettext_noop("Interpreter"),
    "withdrawn_at": gettext_noop("Taken back"),
    "consent": gettext_noop("Consent"),
    "name": gettext_noop("Name"),
    "size": gettext_noop("Size"),
    "sha256": gettext_noop("Digest"),
    "removed": gettext_noop("Removed"),
}
GIVERS = {
    GivenBy.PERSON: gettext_noop("the person"),
    GivenBy.GUARDIAN: gettext_noop("the guardian"),
    GivenBy.BOTH: gettext_noop("the person and the guardian"),
}
REFUSALS = {
    ConsentRefusal.NONE: gettext_noop("There is no such consent."),
    ConsentRefusal.NOT_YET: gettext_noop("The consent has not begun yet."),
    ConsentRefusal.WITHDRAWN: gettext_noop("The person took this consent back."),
    ConsentRefusal.EXPIRED: gettext_noop("This consent has run out."),
    ConsentRefusal.OTHER_PURPOSE: gettext_noop("The person agreed to another purpose."),
    ConsentRefusal.OTHER_RECIPIENT: gettext_noop("The person agreed to another recipient."),
    ConsentRefusal.FIELDS_NOT_COVERED: gettext_noop("The person did not agree to all of these parts."),
    ConsentRefusal.NOTHING_CHOSEN: gettext_noop("Tick at least one part."),
    ConsentRefusal.NOT_INFORMED: gettext_noop(
        "It was not written down that everything was explained, so this consent covers nothing. Explain it, and write "
        "down a new consent."
    ),
    ConsentRefusal.GUARDIAN_MISSING: gettext_noop(
        "The person is a child, or the age is disputed: the guardian must take part in the consent."
    ),
}
WAYS_OF_READING = {
    "shown": gettext_noop("opened"),
    "printed": gettext_noop("printed"),
}
LISTS_OF_VALUES = {
    (Item.NEED, "kind"): "needs",
    (Item.SERVICE, "kind"): "assistance",
    (Item.STEP, "kind"): "case-steps",
    (Item.CONSENT, "purpose"): "consent-purposes",
    (Item.SHARE, "purpose"): "consent-purposes",
    (Item.CONSENT, "fields"): "case-fields",
    (Item.SHARE, "fields"): "case-fields",
    (Item.CONSENT, "informed"): "consent-information",
    (Item.CONSENT, "way"): "consent-ways",
    (Item.CASE, "reason"): "closing-reasons",
}


def label(list_name: str, code: str) -> str:
    """Return what a code of a list is called in the language of the page."""
    term = shelf.vocabularies()[list_name].terms.get(code)
    return code if term is None else term.labels[get_language() or "en"]


def choices(list_name: str, chosen: frozenset[str] | set[str] = frozenset()) -> tuple[Choice, ...]:
    """Return the codes of a list to choose from."""
    language = get_language() or "en"
    return tuple(
        Choice(term.code, term.labels[language], term.code in chosen, term.meaning(language))
        for term in shelf.vocabularies()[list_name].current()
    )


def state_label(state: str) -> str:
    """Return what a state is called."""
    return gettext(STATES[state][0])


def nationality_label(code: str) -> str:
    """Return what a nationality is called; being stateless is one of the answers."""
    if code == STATELESS:
        return gettext("stateless")
    if code == UNKNOWN:
        return gettext("not determined")
    if code in INVENTED_COUNTRIES:
        return code
    territories = locale_of(get_language() or "en").territories
    return str(territories.get(code) or shelf.countries().name(code))


def said_label(name: str, said: str) -> str:
    """Return what was said in answer to one question, codes in words."""
    if name == "age" and said in list(Age):
        return gettext(AGES[Age(said)])
    if name == "sex":
        return label("sex", said)
    return nationality_label(said) if name == "nationality" else said


def given_by_label(given_by: GivenBy) -> str:
    """Return who gave a consent, in words."""
    return gettext(GIVERS[given_by])
