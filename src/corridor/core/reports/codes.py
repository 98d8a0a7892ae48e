"""The closed lists of reports: kinds of fields, what may become of a report, and why a field is refused."""

from __future__ import annotations

import enum


class FieldType(enum.StrEnum):
    """How what is typed into a field is read."""

    CODE = "code"
    CHOICE = "choice"
    DATE = "date"
    RANGE = "range"
    NUMBER = "number"
    AMOUNT = "amount"
    CURRENCY = "currency"
    LEG = "leg"
    PLACE = "place"
    POINT = "point"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    TEXT = "text"
    NAME = "name"
    WORDS = "words"
    URL = "url"
    GRADE = "grade"
    MARKING = "marking"
    RECIPIENTS = "recipients"


SCREENED = frozenset({FieldType.TEXT, FieldType.NAME, FieldType.WORDS})
"""Fields whose texts are looked through for names, telephones and numbers of documents."""


class State(enum.StrEnum):
    """Where a report stands on its way: being written, waiting for a second officer, sent back, released, discarded."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    RELEASED = "released"
    DISCARDED = "discarded"


OPEN = frozenset({State.DRAFT, State.RETURNED})
"""The states in which the author may write on."""


class ReturnReason(enum.StrEnum):
    """Why a second officer sends a report back."""

    FACTS_UNCLEAR = "facts-unclear"
    PERSON_NAMED = "person-named"
    MARKING_WRONG = "marking-wrong"
    DOUBLE = "double"
    GRADE_WRONG = "grade-wrong"
    OTHER = "other"


class Fault(enum.StrEnum):
    """Why a field is refused."""

    MISSING = "reports.missing"
    NOTHING_SAID = "reports.nothing-said"
    CODE = "reports.code"
    DATE = "reports.date"
    FUTURE = "reports.future"
    RANGE = "reports.range"
    RANGE_REVERSED = "reports.range-reversed"
    COUNT_INCOMPLETE = "reports.count-incomplete"
    NUMBER = "reports.number"
    NEGATIVE = "reports.negative"
    CURRENCY = "reports.currency"
    CURRENCY_MISSING = "reports.currency-missing"
    LEG_MISSING = "reports.leg-missing"
    LEG_UNKNOWN = "reports.leg-unknown"
    LEG_INCOMPLETE = "reports.leg-incomplete"
    KIND_MISSING = "reports.kind-missing"
    PLACE = "reports.place"
    PLACE_SEVERAL = "reports.place-several"
    POINT = "reports.point"
    COUNTRY = "reports.country"
    LONG = "reports.long"
    HIDDEN = "reports.hidden"
    FORM = "reports.form"
    URL = "reports.url"
    GRADE = "reports.grade"
    MARKING = "reports.marking"
    RECIPIENT = "reports.recipient"
    RECIPIENT_MISSING = "reports.recipient-missing"
    UNKNOWN_FIELD = "reports.unknown-field"
    PERSON = "reports.person"
    IDENTIFIER = "reports.identifier"
    SAFEGUARD = "reports.safeguard"


SENTENCES = {
    Fault.MISSING: "This is needed. Fill it in before you send the report.",
    Fault.NOTHING_SAID: "The report says nothing but when. Say how many people, where, or by which means.",
    Fault.CODE: "This is no entry of the list. Choose one of the list.",
    Fault.DATE: "This is no day that can be read. Write it as 2026-03-14, or 2026-03 or 2026.",
    Fault.FUTURE: "This day has not come yet. Give the day on which it happened.",
    Fault.RANGE: "This is no number of people. Write 12, 30-40, 30+ or <40.",
    Fault.RANGE_REVERSED: "The first figure is larger than the second. Write the smaller one first.",
    Fault.COUNT_INCOMPLETE: "A count needs both who is counted and how many. Fill in the other one, or empty both.",
    Fault.NUMBER: "This is no number. Write digits, with a point before decimals.",
    Fault.NEGATIVE: "This is below zero. Write an amount of zero or more.",
    Fault.CURRENCY: "No currency has these letters. Write three letters, such as EUR.",
    Fault.CURRENCY_MISSING: "A fee without currency cannot be compared. Give the currency.",
    Fault.LEG_MISSING: "A fee without leg cannot be compared. Say for which leg, or for the whole journey.",
    Fault.LEG_UNKNOWN: "The report has no leg of this number. Give the leg first, or choose the whole journey.",
    Fault.LEG_INCOMPLETE: "A leg needs where it begins and where it ends. Fill in both, or empty the leg.",
    Fault.KIND_MISSING: "Something is said here, but not of what kind. Choose the kind, or empty the row.",
    Fault.PLACE: "The gazetteer has no such place. Choose one that is proposed, or give latitude and longitude.",
    Fault.PLACE_SEVERAL: "Several places have this name. Choose the one you mean from those that are proposed.",
    Fault.POINT: "This is no point on the earth. Write latitude and longitude, such as 35.2, -5.6.",
    Fault.COUNTRY: "No country has this name or code. Choose one of the list.",
    Fault.LONG: "This is too long. Shorten it.",
    Fault.HIDDEN: "This holds hidden characters. Type it anew.",
    Fault.FORM: "This cannot be read here. Correct it, or leave it empty.",
    Fault.URL: "This is no address. Write it whole, beginning with https://.",
    Fault.GRADE: "This is no grade of the scale. Choose one of the list.",
    Fault.MARKING: "You may not store under this marking. Choose one that is offered.",
    Fault.RECIPIENT: "No authority of this node has this code. Choose one of the list.",
    Fault.RECIPIENT_MISSING: "This marking is for named authorities. Name at least one, or choose a narrower marking.",
    Fault.UNKNOWN_FIELD: "The report has no such field. Leave it out.",
    Fault.PERSON: "This seems to name a person. Take the name out, or confirm that it is nobody on the move.",
    Fault.IDENTIFIER: "This seems to hold a way to reach or identify a person. Take it out.",
}
"""What each refusal says: what is wrong, and what to do. What was typed is never repeated."""
