"""Words for series: what is counted, what of, why a break is one, and why something cannot be assessed."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.series.codes import BreakReason, Counted, State, Unassessed
from corridor.core.series.records import LAID_TOGETHER, Break, Scope, Series
from corridor.core.series.rules import GAP_MONTHS
from corridor.web.design.punctuation import headed
from corridor.web.desk.statements.presenting import country_label, kind_label


def counted_words(counted: Counted) -> str:
    """Return what is counted, in the page's language."""
    return {
        Counted.DETECTIONS: gettext("Crossings that were detected"),
        Counted.PEOPLE: gettext("People"),
        Counted.DEATHS: gettext("Dead and missing"),
        Counted.INCIDENTS: gettext("Incidents"),
        Counted.PEOPLE_CONCERNED: gettext("People concerned by incidents"),
    }[counted]


def unit_words(counted: Counted) -> str:
    """Return the unit of a figure."""
    return {
        Counted.DETECTIONS: gettext("detections a month"),
        Counted.PEOPLE: gettext("people a month"),
        Counted.DEATHS: gettext("dead and missing a month"),
        Counted.INCIDENTS: gettext("incidents a month"),
        Counted.PEOPLE_CONCERNED: gettext("people concerned a month"),
    }[counted]


def meaning_of(scope: Scope) -> str:
    """Return in one sentence what a figure stands for, as the list of series or what is counted says it."""
    vocabulary = shelf.registry().vocabulary_of("series")
    term = vocabulary.terms.get(scope.kind) if vocabulary is not None else None
    if term is not None:
        return term.meaning(get_language() or "en")
    return {
        Counted.DETECTIONS: gettext("Crossings that an authority detected; one person may be counted several times."),
        Counted.PEOPLE: gettext("People, as the source counts them."),
        Counted.DEATHS: gettext("People who died or went missing; from the lowest to the highest figure told."),
        Counted.INCIDENTS: gettext("Incidents, each once, however many people it concerned."),
        Counted.PEOPLE_CONCERNED: gettext("People whom incidents concerned, as far as sources tell how many."),
    }[scope.counted]


def scope_words(scope: Scope) -> str:
    """Return what a scope is narrowed to; that it is all where it is not."""
    language = get_language() or "en"
    parts = [scope.route, country_label(scope.country, language) if scope.country else ""]
    return " · ".join(part for part in parts if part) or gettext("All")


def series_words(scope: Scope) -> str:
    """Return a series in words: what is counted, of what, where."""
    language = get_language() or "en"
    what = kind_label(scope.kind, language) if scope.kind else counted_words(scope.counted)
    return headed(what, scope_words(scope)) if scope.route or scope.country else what


def source_words(series: Series) -> str:
    """Return whose figures they are."""
    if series.scope.source == LAID_TOGETHER:
        return gettext("All sources laid together, each thing once")
    return series.publisher.title or series.publisher.name or series.scope.source


def part_words(part: str) -> str:
    """Return what a part of a scope is called, as in a refusal to draw two figures in one line."""
    return {
        "counted": gettext("what is counted"),
        "kind": gettext("the kind"),
        "route": gettext("the route"),
        "country": gettext("the country"),
        "source": gettext("the source"),
        "edition": gettext("the edition"),
        "is_invented": gettext("whether it is invented"),
    }[part]


def reason_words(reason: str) -> str:
    """Return why figures mean something else from a month on."""
    known = {
        BreakReason.DEFINITION: gettext("Something else is counted"),
        BreakReason.AREA: gettext("Another area is covered"),
        BreakReason.METHOD: gettext("It is counted in another way"),
        BreakReason.REPORTING: gettext("Others report, or report differently"),
        BreakReason.EDITION: gettext("The source publishes it anew"),
        BreakReason.GAP: gettext("Figures come again after %(months)s or more missing months") % {"months": GAP_MONTHS},
    }
    return known[BreakReason(reason)] if reason in set(BreakReason) else reason


def break_words(one: Break) -> str:
    """Return a break in words, with those of who noted it."""
    said = reason_words(one.reason)
    return headed(said, one.words) if one.words else said


def state_words(state: State) -> str:
    """Return what is known of a month."""
    return {State.TOLD: gettext("told"), State.ZERO: gettext("none told"), State.MISSING: gettext("missing")}[state]


def unassessed_words(reason: Unassessed) -> str:
    """Return why something cannot be assessed."""
    return {
        Unassessed.TOO_SHORT: gettext("Cannot be assessed: there are too few months."),
        Unassessed.MOSTLY_ZERO: gettext("Cannot be assessed: most months have no figure or the figure 0."),
        Unassessed.MONTHS_MISSING: gettext("Cannot be assessed: too many months are missing."),
        Unassessed.BROKEN: gettext("Cannot be assessed: figures mean something else since too short a time."),
        Unassessed.YEARS_ONLY: gettext("Cannot be assessed: the source tells years and no months."),
        Unassessed.ENDED: gettext("Cannot be assessed: the series has ended."),
        Unassessed.NOTHING_TOLD: gettext("Cannot be assessed: nothing is told."),
    }[reason]
