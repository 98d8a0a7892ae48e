"""The codes of progress in the words of its pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor.core.commitments.codes import Pillar, Unit
from corridor.core.progress.codes import Found, How, Level, Money, Proof, Standing, State, Status
from corridor.web.design.shown import isolated


def status_words(status: Status) -> str:
    """Return how far something is."""
    words: Mapping[Status, str] = {
        Status.NONE: gettext("Nothing was done"),
        Status.PLANNED: gettext("Planned"),
        Status.UNDER_WAY: gettext("Under way"),
        Status.DONE: gettext("Done"),
        Status.ENDED: gettext("Ended without being done"),
    }
    return words[status]


def level_words(level: Level) -> str:
    """Return how far an entry or a piece of evidence may go."""
    words: Mapping[Level, str] = {
        Level.OWN: gettext("Own authority only"),
        Level.FORUM: gettext("Members of the forums"),
        Level.PUBLIC: gettext("Everybody"),
    }
    return words[level]


def state_words(state: State) -> str:
    """Return where a version stands in the authority that writes it."""
    words: Mapping[State, str] = {
        State.DRAFT: gettext("Draft"),
        State.SUBMITTED: gettext("Waits for approval"),
        State.APPROVED: gettext("Approved"),
        State.SUPERSEDED: gettext("Superseded"),
        State.WITHDRAWN: gettext("Withdrawn"),
    }
    return words[state]


def standing_words(standing: Standing) -> str:
    """Return how a commitment stands for the reader."""
    words: Mapping[Standing, str] = {
        Standing.SILENT: gettext("Silent"),
        Standing.CLAIMED: gettext("Claimed, without evidence"),
        Standing.EVIDENCED: gettext("With evidence"),
    }
    return words[standing]


def proof_words(proof: Proof) -> str:
    """Return what a piece of evidence is."""
    words: Mapping[Proof, str] = {
        Proof.LAW: gettext("Law or regulation"),
        Proof.BUDGET: gettext("Budget"),
        Proof.STATISTIC: gettext("Statistic"),
        Proof.CASE: gettext("Case or file"),
        Proof.EVALUATION: gettext("Evaluation"),
        Proof.AGREEMENT: gettext("Agreement"),
        Proof.TRAINING: gettext("Training"),
        Proof.OTHER: gettext("Something else"),
    }
    return words[proof]


def found_words(found: Found, reference: str) -> str:
    """Return whether what a piece of evidence points to is there; the node visits no web address."""
    if found is Found.THERE:
        return gettext("it is there")
    if found is Found.MISSING:
        return gettext("leads to nothing; does not count as evidence")
    return gettext("address not visited by the node") if "://" in reference else gettext("not looked up")


def money_words(money: Money) -> str:
    """Return what an amount is."""
    return gettext("planned") if money is Money.PLANNED else gettext("spent")


def how_words(how: How) -> str:
    """Return where a value comes from."""
    return gettext("computed from this node") if how is How.COMPUTED else gettext("entered by hand")


def pillar_words(pillar: Pillar) -> str:
    """Return a pillar of the catalogue."""
    words: Mapping[Pillar, str] = {
        Pillar.PREVENTION: gettext("Prevention"),
        Pillar.RESPONSE: gettext("Response"),
        Pillar.PROTECTION: gettext("Protection"),
        Pillar.ALTERNATIVES: gettext("Alternatives"),
        Pillar.COOPERATION: gettext("Cooperation"),
        Pillar.KNOWLEDGE: gettext("Knowledge"),
    }
    return words[pillar]


def unit_words(unit: Unit) -> str:
    """Return what a value is told in."""
    words: Mapping[Unit, str] = {
        Unit.COUNT: gettext("a number"),
        Unit.PERCENT: gettext("percent"),
        Unit.DAYS: gettext("days"),
        Unit.HOURS: gettext("hours"),
        Unit.CURRENCY: gettext("an amount; name the currency in the method"),
        Unit.YES_NO: gettext("1 for yes, 0 for no"),
        Unit.RATIO: gettext("a ratio"),
        Unit.SCORE: gettext("a score; name its scale in the method"),
    }
    return words[unit]


def period_words(period: str) -> str:
    """Return a half-year."""
    words = gettext("first half of %(year)s") if period.endswith("1") else gettext("second half of %(year)s")
    return words % {"year": period[:4]}


def place_words(field: str) -> tuple[str, str]:
    """Return the part of an entry in which a field stands, with the number of its row, and the title to go to."""
    name, _, rest = field.partition("-")
    parts: Mapping[str, tuple[str, str]] = {
        "milestones": (gettext("Milestones"), "dues-title"),
        "evidence": (gettext("Evidence"), "evidence-title"),
        "values": (gettext("Values of indicators"), "values-title"),
        "budgets": (gettext("Budget"), "budget-title"),
        "answers": (gettext("This entry also answers"), "answers-title"),
    }
    part, title = parts.get(name, (gettext("The entry"), ""))
    number = rest.partition("-")[0]
    return f"{part} {isolated(number)}" if number else part, title


def problem_words(why: str) -> str:
    """Return what to do about a field that must be corrected."""
    words = {
        "missing": gettext("This is needed."),
        "too-long": gettext("This is too long."),
        "malformed": gettext("This cannot be read. Correct it."),
        "hidden-signs": gettext("This cannot be read. Correct it."),
        "unknown": gettext("Choose from the list."),
        "choose": gettext("Choose from the list."),
        "not-equivalent": gettext("One of these asks for something else. Tick only what is offered."),
        "too-many": gettext("These are too many rows."),
        "doubled": gettext("Two rows have the same key. Take one out and add it again."),
        "not-yet": gettext("This day lies ahead: it cannot be done yet."),
        "no-day": gettext("Write the day as year, month and day, as 2027-03-31."),
        "no-number": gettext("Write a number without words, as 1200 or 12.5."),
        "no-address": gettext("This is no web address. Write it whole, or cite the document without one."),
        "too-wide": gettext("Evidence cannot go further than the entry. Widen the entry or narrow this."),
        "out-of-order": gettext("The highest value is below the lowest."),
        "out-of-unit": gettext("This does not fit the unit of the indicator."),
        "names-somebody": gettext("This may name or reach a person. Name bodies and documents only."),
        "leads-nowhere": gettext(
            "This leads to nothing in this node that you may open. Correct it, or cite it in words."
        ),
        "not-for-level": gettext("This was computed for your authority alone. Narrow the entry, or take it out."),
        "gives-away": gettext(
            "Laid beside values that were told before, this would tell of fewer than ten cases. Leave out one of them, "
            "or keep the value as it was told."
        ),
        "too-far": gettext("This half-year is too far ahead. Tell of this one, of the next, or of one that is over."),
        "by-hand": gettext("Forums are ticked on the page. Write own or public here."),
        "not-first": gettext("Write this on the line that has the status."),
        "twice": gettext("An earlier line tells of this commitment and half-year already."),
        "already": gettext(
            "Your authority has an entry about this commitment and half-year. Open that one and change it."
        ),
    }
    return words.get(why, gettext("This cannot be read. Correct it."))
