"""By what a value can be computed, in words: each method says what is counted, what is left out, and for whom it is."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.commitments.codes import Unit
from corridor.core.progress.codes import Computation, Uncomputed
from corridor.core.progress.computing import UNITS
from corridor.shelf.commitments import computations
from corridor.web.desk.progress.defining import chosen_for, offered


def is_known(indicator: str) -> bool:
    """Return whether the catalogue names a computation for an indicator."""
    return indicator in computations()


def offered_for(officer: Officer) -> tuple[tuple[str, str, Unit], ...]:
    """Return by what an officer can have a value computed: the token of each source, its name, and its unit."""
    of_node = tuple((one.value, name_words(one), UNITS[one]) for one in Computation)
    return of_node + tuple((one.token, one.name, one.unit) for one in offered(officer))


def name_words(computation: Computation) -> str:
    """Return what a computation counts, in a few words."""
    words: Mapping[Computation, str] = {
        Computation.PARTIES_TO_PROTOCOL: gettext("Parties to the Protocol among the members"),
        Computation.REQUESTS_IN_TIME: gettext("Requests answered in time"),
        Computation.DEATHS_RECORDED: gettext("Dead and missing in the register"),
        Computation.CONTACTS_REACHED: gettext("Member States whose contact answered"),
        Computation.MUTUAL_ASSISTANCE_REACHED: gettext(
            "Member States whose contact for mutual legal assistance answered"
        ),
        Computation.VESSEL_REQUESTS_REACHED: gettext("Member States whose contact for vessels answered"),
        Computation.PROTOCOL_EVIDENCED: gettext("Obligations of the Protocol done with evidence"),
        Computation.REPORTED_ONCE: gettext("Entries that answer several instruments"),
        Computation.MEASURES_BEGUN: gettext("Measures of the own authority that began"),
        Computation.MEASURES_CHECKED: gettext("Measures with a harm check before approval"),
        Computation.MEASURES_ASSESSED: gettext("Measures that were assessed"),
        Computation.NEEDS_ANSWERED: gettext("Needs that somebody answered"),
        Computation.HANDED_OVER_CHECKED: gettext("Hand-overs delivered, as two checks tell"),
        Computation.TRAINING_GIVEN: gettext("Places of training given, as checks tell"),
        Computation.TRAINING_RECEIVED: gettext("Places of training received, as checks tell"),
        Computation.CONTACTS_TESTED: gettext("Contacts of the directory that were tested"),
        Computation.COMMITMENTS_REPORTED: gettext("Commitments reported on"),
        Computation.COMMITMENTS_EVIDENCED: gettext("Commitments with evidence"),
    }
    return words[computation]


def method_words(officer: Officer, source: str) -> str:
    """Return how a value is computed, and what to beware of; nothing for a source that the officer may not know of."""
    if source in set(Computation):
        computation = Computation(source)
        return " ".join((_words(computation), _rounding(computation))).strip()
    chosen = chosen_for(officer, source)
    return f"{chosen.method} {_of_unit(chosen.unit)}" if chosen is not None else ""


OF_NAMED = frozenset(
    {
        Computation.PARTIES_TO_PROTOCOL,
        Computation.CONTACTS_REACHED,
        Computation.MUTUAL_ASSISTANCE_REACHED,
        Computation.VESSEL_REQUESTS_REACHED,
        Computation.PROTOCOL_EVIDENCED,
        Computation.REPORTED_ONCE,
        Computation.COMMITMENTS_REPORTED,
        Computation.COMMITMENTS_EVIDENCED,
    }
)
"""What counts States, commitments or entries, which are named anyway."""


def _rounding(computation: Computation) -> str:
    if computation not in OF_NAMED:
        return _of_unit(UNITS[computation])
    return gettext("A share of fewer than ten is not told.") if UNITS[computation] is Unit.PERCENT else ""


def _of_unit(unit: Unit) -> str:
    if unit is Unit.COUNT:
        return gettext("Fewer than ten are told as 0 to 9.")
    return gettext(
        "A share of fewer than ten cases is not told; one of fewer than a hundred is rounded to 5 or 10 percent."
    )


def _words(computation: Computation) -> str:
    words: Mapping[Computation, str] = {
        Computation.PARTIES_TO_PROTOCOL: gettext(
            "Member States of the forums named that are bound by the Smuggling Protocol on the last day of the "
            "half-year, by the lists of parties that were read in and confirmed here. A State of which no list speaks "
            "is not counted, and widens the span."
        ),
        Computation.REQUESTS_IN_TIME: gettext(
            "Requests to the own authority that were answered or refused in the half-year, and of them those within "
            "their term; pauses of the clock count as in time. Requests of every kind are counted, and only those in "
            "this node."
        ),
        Computation.DEATHS_RECORDED: gettext(
            "Dead and missing of the half-year whom the register of this node places in the State, from the least to "
            "the most that sources say, with those of incidents that are no longer kept in detail. Incidents without a "
            "day or a country are not counted; of each source one edition is. It is what was recorded, so a least."
        ),
        Computation.CONTACTS_REACHED: _contacts_words(gettext("any mandate")),
        Computation.MUTUAL_ASSISTANCE_REACHED: _contacts_words(gettext("the mandate of mutual legal assistance")),
        Computation.VESSEL_REQUESTS_REACHED: _contacts_words(gettext("the mandate of requests about vessels")),
        Computation.PROTOCOL_EVIDENCED: gettext(
            "Obligations of the Smuggling Protocol, as the catalogue lists them, that the State tells to be done by "
            "the half-year, with evidence that everybody may see for whom this value is meant; of all such "
            "obligations. Whether the evidence suffices is not judged."
        ),
        Computation.REPORTED_ONCE: gettext(
            "Approved entries of the State about the half-year that answer commitments of two instruments or more at "
            "once, as far as everybody may read them for whom this value is meant."
        ),
        Computation.MEASURES_BEGUN: gettext(
            "Measures of the own authority in the register that began in the half-year; one without a month is not "
            "counted."
        ),
        Computation.MEASURES_CHECKED: gettext(
            "Measures of the own authority in the register that began in the half-year, and of them those that a "
            "second officer approved after a harm check and a consultation."
        ),
        Computation.MEASURES_ASSESSED: gettext(
            "Measures of the own authority in the register that began in the half-year, and of them those of which an "
            "assessment was kept that stands today."
        ),
        Computation.NEEDS_ANSWERED: gettext(
            "Needs of the own State or organisation that were posted in the half-year, stand today, and for which "
            "somebody offered or pledged something. An answer is no delivery."
        ),
        Computation.HANDED_OVER_CHECKED: gettext(
            "Hand-overs of pledges that the own authority reported, made in the half-year, for which two checks, of "
            "end use and of rights, stand today. Whether what was handed over is in use is what the checks say."
        ),
        Computation.TRAINING_GIVEN: gettext(
            "Places of training in pledges that the own authority reported, handed over in the half-year and delivered "
            "today: marked by a second officer and, for forces, with both checks. Courses counted without places, and "
            "what is outside the ledger of needs and offers, are not counted. Who took a place, and in what, it does "
            "not tell."
        ),
        Computation.TRAINING_RECEIVED: gettext(
            "Places of training for authorities of the own State or organisation, handed over in the half-year and "
            "delivered today: marked by a second officer and, for forces, with both checks. What two donors reported "
            "counts once where it was judged to be one pledge, and widens the span where it may be. Courses counted "
            "without places, and training that a State gives its own staff, are not counted; so it is a least."
        ),
        Computation.CONTACTS_TESTED: gettext(
            "Contacts of the directory that stand today, and of them those that answered a test call in the 90 days "
            "before the end of the half-year."
        ),
        Computation.COMMITMENTS_REPORTED: gettext(
            "What the documents of the catalogue ask, and of it that on which an approved entry of the own State or "
            "organisation for the half-year says something to those for whom this value is meant."
        ),
        Computation.COMMITMENTS_EVIDENCED: gettext(
            "What the documents of the catalogue ask, and of it that on which an approved entry of the own State or "
            "organisation for the half-year shows evidence to those for whom this value is meant."
        ),
    }
    return words[computation]


def _contacts_words(mandate: str) -> str:
    return gettext(
        "Member States of the forums named with a contact in this node's directory that has %(mandate)s and answered "
        "its last test call in time, as of today; of all member States. What other nodes alone know is not counted."
    ) % {"mandate": mandate}


def refusal_words(why: Uncomputed) -> str:
    """Return why there is no value."""
    words: Mapping[Uncomputed, str] = {
        Uncomputed.UNKNOWN: gettext("This node does not compute this indicator. Enter it by hand."),
        Uncomputed.NOT_READABLE: gettext("Your function does not read what this is computed from."),
        Uncomputed.NOT_FOR_LEVEL: gettext(
            "This is computed from files of your authority, which not everybody for whom the entry is meant may count. "
            "Narrow the entry, or enter a value that was released."
        ),
        Uncomputed.TOO_FEW: gettext("Fewer than ten cases: a share of so few would tell of single ones."),
        Uncomputed.TOO_MANY: gettext("There are more than are counted at once."),
        Uncomputed.NOT_TOLD: gettext("Nothing was told from which it could be computed."),
        Uncomputed.NOT_OVER: gettext("The half-year is not over. What it comes to is computed afterwards."),
        Uncomputed.OTHER_PERIOD: gettext("The periods of what you chose do not make up this half-year."),
        Uncomputed.OTHER_UNIT: gettext("What you chose is told in another unit than the indicator."),
        Uncomputed.GIVES_AWAY: gettext(
            "Laid beside values that were told before, this would tell of fewer than ten cases. Leave out one of them, "
            "or keep the value as it was told."
        ),
    }
    return words[why]
