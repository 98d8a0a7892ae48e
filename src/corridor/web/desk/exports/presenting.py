"""Puts what an export would hold into the words and addresses of its page."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from corridor.core.exports.codes import Format, Safeguard, View
from corridor.core.picture.records import Question
from corridor.web.base.refusals import REASONS
from corridor.web.design.shown import day
from corridor.web.desk.exports.making import question_told
from corridor.web.desk.exports.queries import LOOKED_AT, Asked, Gathering, LeftOut
from corridor.web.desk.pages import Choice, ExportPage, FormProblem, MarkingLeaving, Narrowing
from corridor.web.desk.picture.filters import measure_label
from corridor.web.desk.statements.presenting import badge_of, country_label, kind_label, source_label


def export_page(
    asked: Asked,
    gathering: Gathering,
    *,
    is_complete: bool,
    language: str,
    action: str,
    problems: tuple[FormProblem, ...] = (),
) -> ExportPage:
    """Return the page of an export that has not been made yet."""
    tally, left_out = gathering.tally, gathering.left_out()
    held = sorted(tally.statements.items(), key=lambda pair: (-pair[1], gathering.address(pair[0])))
    return ExportPage(
        title=_title(asked.view),
        narrowed=tuple(_narrowed(asked, language)),
        action=action,
        formats=_formats(),
        things=tally.things if is_complete else LOOKED_AT,
        statements=tally.statements.total(),
        markings=tuple(MarkingLeaving(badge_of(gathering.markings[mark], language), count) for mark, count in held),
        left_out_things=left_out.things + sum(left_out.kept_back.values()),
        left_out_statements=left_out.statements,
        reasons=tuple(_reasons(left_out)),
        sources=tuple(dict.fromkeys(source_label(dataset) for dataset in gathering.sources())),
        is_complete=is_complete,
        back_url=_back(asked),
        problems=problems,
    )


def _title(view: View) -> str:
    return {
        View.PICTURE: gettext("Export what answers a question"),
        View.FIND: gettext("Export what words find"),
        View.THING: gettext("Export one thing"),
        View.SOURCE: gettext("Export a source"),
        View.EVERYTHING: gettext("Export everything that you may export"),
    }[view]


def _narrowed(asked: Asked, language: str) -> list[Narrowing]:
    parts = []
    if asked.view is View.PICTURE:
        parts += _question(asked.question, language)
    for label, value in (
        (gettext("Words"), asked.words),
        (gettext("Source"), asked.source if asked.view is View.SOURCE else ""),
        (gettext("Edition"), asked.edition),
    ):
        if value:
            parts.append(Narrowing(label, value))
    return parts


def _question(question: Question, language: str) -> list[Narrowing]:
    labels = {
        "since": gettext("From"),
        "until": gettext("Until"),
        "kind": gettext("Kind"),
        "country": gettext("Country"),
        "route": gettext("Route"),
        "place": gettext("Place"),
        "source": gettext("Source"),
        "known": gettext("As known on"),
    }
    words: dict[str, Callable[[str, str], str]] = {"kind": kind_label, "country": country_label, "known": day}
    told = question_told(question)
    narrowed = [Narrowing(gettext("Measure"), measure_label(question.measure))]
    for name, label in labels.items():
        if name in told:
            value = str(told[name])
            narrowed.append(Narrowing(label, words[name](value, language) if name in words else value))
    return narrowed


def _formats() -> tuple[Choice, ...]:
    notes = {
        Format.CSV: (
            gettext("Table (CSV)"),
            gettext("One row for what one source says about one thing. This node reads it back."),
        ),
        Format.GEOJSON: (gettext("Map (GeoJSON)"), gettext("For map programs. What shares only an area has no point.")),
        Format.FTM: (gettext("Things (FollowTheMoney)"), gettext("For programs that follow networks and money.")),
        Format.FTM_STATEMENTS: (
            gettext("Statements (FollowTheMoney)"),
            gettext("Who says what, one statement a row, each with its marking."),
        ),
    }
    return tuple(
        Choice(form.value, label, chosen=form is Format.CSV, note=note) for form, (label, note) in notes.items()
    )


def _reasons(left_out: LeftOut) -> list[str]:
    said = []
    for refusal, sentence in REASONS.items():
        if count := left_out.reasons.get(refusal):
            said.append(
                ngettext("%(sentence)s (%(count)s item)", "%(sentence)s (%(count)s items)", count)
                % {"sentence": gettext(sentence), "count": count}
            )
    kept = {
        Safeguard.PERSON_WITHOUT_ROLE: gettext("A person without a role that may be exported is not exported."),
        Safeguard.ROLE_SUSPENDED: gettext("A role that coercion suspends is not exported."),
        Safeguard.ILL_TREATMENT: gettext("What may derive from ill-treatment is not exported."),
    }
    return [*said, *(sentence for safeguard, sentence in kept.items() if safeguard in left_out.kept_back)]


def _back(asked: Asked) -> str:
    if asked.view is View.THING:
        return reverse("desk:thing", args=[asked.thing])
    if asked.view is View.SOURCE:
        return reverse("desk:source", args=[asked.source])
    return reverse("desk:picture") if asked.view is View.PICTURE else ""
