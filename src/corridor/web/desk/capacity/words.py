"""The words of needs and offers."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext

from corridor.core.capacity.codes import Block, Check, Kind, Reason, Result, Sameness, Stage, State, Unit, Worth
from corridor.core.capacity.records import Quantity, Total
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.web.design.shown import isolated


def kind_words(one: Kind) -> str:
    """Return what is needed or given."""
    return {
        Kind.TRAINING: gettext("Training"),
        Kind.EQUIPMENT: gettext("Equipment"),
        Kind.MONEY: gettext("Money"),
        Kind.EXPERTISE: gettext("Expertise"),
    }[one]


def pillar_words(one: Pillar) -> str:
    """Return a pillar."""
    return {
        Pillar.PREVENTION: gettext("Prevention"),
        Pillar.RESPONSE: gettext("Response"),
        Pillar.PROTECTION: gettext("Protection"),
        Pillar.ALTERNATIVES: gettext("Alternatives"),
        Pillar.COOPERATION: gettext("Cooperation"),
        Pillar.KNOWLEDGE: gettext("Knowledge"),
    }[one]


def unit_words(one: Unit) -> str:
    """Return in what something is counted."""
    return {
        Unit.PLACES: gettext("training places"),
        Unit.COURSES: gettext("courses"),
        Unit.PIECES: gettext("pieces"),
        Unit.DAYS: gettext("days of expertise"),
        Unit.EXPERTS: gettext("experts"),
        Unit.MONEY: gettext("money"),
    }[one]


def stage_words(one: Stage) -> str:
    """Return how far something came."""
    return {
        Stage.POSTED: gettext("Posted, nothing offered"),
        Stage.OFFERED: gettext("Offered"),
        Stage.PLEDGED: gettext("Pledged"),
        Stage.HANDED_OVER: gettext("Handed over, not delivered"),
        Stage.DELIVERED: gettext("Delivered"),
        Stage.EVALUATED: gettext("Evaluated"),
    }[one]


def state_words(one: State) -> str:
    """Return where a pledge stands."""
    return {
        State.DRAFT: gettext("Waits for a second officer"),
        State.CONFIRMED: gettext("Confirmed"),
        State.WITHDRAWN: gettext("Withdrawn"),
    }[one]


def level_words(one: Level) -> str:
    """Return how far something may go."""
    return {
        Level.OWN: gettext("The own authority alone"),
        Level.FORUM: gettext("Members of the forums named"),
        Level.PUBLIC: gettext("Everybody"),
    }[one]


def check_words(one: Check) -> str:
    """Return what is checked."""
    return {Check.END_USE: gettext("End-use check"), Check.RIGHTS: gettext("Rights check")}[one]


def result_words(one: Result) -> str:
    """Return what a check found."""
    return {
        Result.ACCEPTABLE: gettext("Acceptable"),
        Result.CONDITIONS: gettext("Acceptable under conditions"),
        Result.ADVERSE: gettext("Adverse"),
    }[one]


def worth_words(one: Worth) -> str:
    """Return what something came to."""
    return {
        Worth.AS_INTENDED: gettext("It does what it was meant for"),
        Worth.PARTLY: gettext("It does so in part"),
        Worth.NOT: gettext("It does not do what it was meant for"),
        Worth.HARM: gettext("It did harm"),
    }[one]


def block_words(one: Block) -> str:
    """Return why something is not delivered."""
    return {
        Block.NOT_MARKED: gettext("Nobody marked it delivered yet."),
        Block.SAME_MARKER: gettext("Who wrote it down marked it delivered too."),
        Block.END_USE_MISSING: gettext("No end-use check was made."),
        Block.RIGHTS_MISSING: gettext("No rights check was made."),
        Block.END_USE_ADVERSE: gettext("The last end-use check is adverse."),
        Block.RIGHTS_ADVERSE: gettext("The last rights check is adverse."),
        Block.END_USE_OVERDUE: gettext("The end-use check is past its term."),
        Block.RIGHTS_OVERDUE: gettext("The rights check is past its term."),
        Block.SAME_PERSON: gettext("One officer made both checks."),
        Block.PARTNER_SUSPENDED: gettext("Its receiver is suspended."),
    }[one]


def reason_words(one: Reason) -> str:
    """Return why something is proposed."""
    return {
        Reason.KIND: gettext("same kind"),
        Reason.PILLAR: gettext("same pillar"),
        Reason.CORRIDOR: gettext("same corridor"),
        Reason.ITEM: gettext("same commitment"),
        Reason.UNIT: gettext("same unit"),
        Reason.RECEIVER: gettext("same receiver"),
        Reason.AMOUNT: gettext("same or nearly the same amount"),
        Reason.PERIOD: gettext("overlapping period"),
        Reason.REFERENCE: gettext("same outside reference"),
    }[one]


def sameness_words(one: Sameness) -> str:
    """Return whether two reports are one pledge."""
    return {
        Sameness.APART: gettext("Two pledges"),
        Sameness.MAY_BE: gettext("May be one pledge"),
        Sameness.JOINED: gettext("Judged one pledge: it counts once"),
    }[one]


DAYS = frozenset({"until", "since", "on", "again_on"})
"""The fields in which a day stands."""


def problem_words(field: str, why: str) -> str:
    """Return what to do about a field that was refused; what was typed is never repeated."""
    if why == "malformed" and field in DAYS:
        return gettext("Write the day as year, month and day, as 2027-03-31.")
    if why == "malformed" and field == "amount":
        return gettext("Write a number without words, as 1200 or 12.5.")
    if why == "malformed" and field == "currency":
        return gettext("Write three capital letters, such as EUR")
    return {
        "missing": gettext("Fill this in."),
        "unknown": gettext("Choose what is known here."),
        "malformed": gettext("This cannot be read. Correct it."),
        "too-long": gettext("Write this shorter."),
        "names-somebody": gettext("This may name or reach a person. Name bodies and places only."),
        "hidden-signs": gettext("Remove signs that cannot be seen."),
        "in-past": gettext("This day is past."),
        "in-future": gettext("This day is still ahead."),
        "out-of-order": gettext("The second day comes before the first."),
        "too-far": gettext("This day is too far away."),
        "out-of-unit": gettext("This unit does not go with the kind."),
        "out-of-kind": gettext("Need and offer are not of one kind."),
        "not-here": gettext("Leave this empty here."),
        "own": gettext("Your authority gives it, and cannot receive it from itself."),
        "doubled": gettext("The same is there already."),
        "too-fine": gettext("Write at most two digits after the point."),
        "too-much": gettext("This is more than is left of the pledge, or no amount."),
        "too-many": gettext("The row has more cells than the table has columns."),
        "same-person": gettext("The same officer made the other check; a second one makes this one."),
    }.get(why, gettext("Correct this."))


def quantity_words(one: Quantity) -> str:
    """Return how much, with its unit."""
    return f"{figure(one.amount)} {one.currency or unit_words(one.unit)}"


def total_words(one: Total) -> str:
    """Return how much was pledged: one figure, or a span where two reports may be one pledge."""
    unit = one.currency or unit_words(one.unit)
    return f"{figure(one.low)} {unit}" if not one.is_span else f"{figure(one.low)} – {figure(one.high)} {unit}"


def figure(amount: Decimal) -> str:
    """Return an amount without digits that say nothing."""
    whole = amount.to_integral_value()
    return isolated(f"{whole if amount == whole else amount:,f}")
