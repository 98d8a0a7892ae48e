"""Lays briefings out to be written: the list, one briefing, one part, and what must be settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.briefings.codes import DRAWN, Asks, Kind, Language, Level, NoFigure, Stops, Version
from corridor.core.briefings.rules import filled, loose
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question as Picture
from corridor.core.series.codes import Counted
from corridor.core.shifts.codes import Along
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.punctuation import headed
from corridor.web.design.shown import day, moment
from corridor.web.desk.briefings import queries, words
from corridor.web.desk.briefings.actions import Typed
from corridor.web.desk.briefings.figures import Answering, Source
from corridor.web.desk.briefings.forms import Choosing, measure_of
from corridor.web.desk.briefings.models import Briefing, BriefingPart, BriefingVersion
from corridor.web.desk.briefings.paper import RIGHT_TO_LEFT
from corridor.web.desk.briefings.queries import Looked, Opened
from corridor.web.desk.displacement.presenting import title_of
from corridor.web.desk.indicators import figures as references
from corridor.web.desk.pages.briefings import (
    BriefingPage,
    BriefingRow,
    BriefingsPage,
    ChangeRow,
    ChangesPage,
    FigureRow,
    LeaveLink,
    NumberRow,
    PartPage,
    PartRow,
    VersionRow,
)
from corridor.web.desk.pages.imports import State
from corridor.web.desk.picture.filters import measure_label
from corridor.web.desk.picture.queries import routes_for
from corridor.web.desk.series import queries as series
from corridor.web.desk.series import words as series_words
from corridor.web.desk.shifts.queries import Question

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
BOUND = tuple(asks for asks in Asks if asks not in DRAWN)


def language() -> str:
    """Return the language of the page."""
    return get_language() or "en"


def direction_of(code: str) -> str:
    """Return the direction in which a language is written."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def briefings_page(
    rows: Sequence[Briefing], typed: Mapping[str, str], problems: tuple[FormProblem, ...]
) -> BriefingsPage:
    """Return the list of briefings and the form that begins one."""
    chosen = typed.get("language", language())
    return BriefingsPage(
        rows=tuple(
            BriefingRow(
                url=reverse("desk:briefing", args=[row.uid]),
                title=row.title,
                language=LANGUAGES[row.language],
                changed_at=moment(row.changed_at, language()),
                by=row.written_by,
            )
            for row in rows
        ),
        action=reverse("desk:briefings"),
        title=typed.get("title", ""),
        languages=tuple(Choice(one.value, LANGUAGES[one.value], one.value == chosen) for one in Language),
        skeletons=(
            Choice("", gettext("Nothing yet"), typed.get("skeleton", "") == ""),
            Choice("threat", gettext("The headings of a threat assessment"), typed.get("skeleton", "") == "threat"),
        ),
        full_levels=_levels(typed.get("full", Level.OWN.value)),
        open_levels=_levels(typed.get("open", Level.PUBLIC.value)),
        problems=problems,
    )


def _levels(chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, words.level_words(one, language()), one.value == chosen) for one in Level)


def states_of(stops: Sequence[Stops]) -> tuple[State, ...]:
    """Return what stops a part, in words."""
    return tuple(words.stop_state(reason) for reason in stops)


def levels_told(one: Looked) -> str:
    """Return how far a part may go now."""
    known = [standing.levels for standing in one.standings.values() if standing is not None]
    reach = frozenset(Level).intersection(*known) if known else frozenset(Level)
    if one.part.is_full_only:
        return gettext("full version only")
    if not reach:
        return gettext("stays here: it may leave in no version")
    return gettext("as far as: %(level)s") % {"level": words.level_words(list(Level)[_widest(reach)], language())}


def _widest(reach: frozenset[Level]) -> int:
    return max(place for place, level in enumerate(Level) if level in reach)


def _part_row(one: Looked) -> PartRow:
    at = [one.row.briefing.uid, one.row.uid]
    return PartRow(
        uid=one.row.uid,
        kind=one.row.kind,
        text=one.text,
        url=reverse("desk:briefing-part", args=at),
        states=states_of(one.stops),
        levels="" if one.part.kind is Kind.HEADING and not one.part.is_full_only else levels_told(one),
        replacement=one.part.replacement,
        is_full_only=one.part.is_full_only,
        sources=tuple(dict.fromkeys(found.source.words for found in one.found.values() if found and found.source.key)),
        chart=next((found.chart for found in one.found.values() if found), None),
        remove_url=reverse("desk:briefing-remove", args=at),
    )


def _removed_row(row: BriefingPart) -> PartRow:
    at = [row.briefing.uid, row.uid]
    return PartRow(row.uid, row.kind, filled(row.text, {}), "", restore_url=reverse("desk:briefing-restore", args=at))


def briefing_page(
    answers: Answering,
    opened: Opened,
    choosing: Choosing,
    typed: Typed,
    problems: tuple[FormProblem, ...],
    chart_problems: tuple[FormProblem, ...],
) -> BriefingPage:
    """Return one briefing as it reads now, with the forms that add to it."""
    officer = answers.officer
    row, uid = opened.briefing, opened.briefing.uid
    counted, worlds = _offered(reverse("desk:briefing", args=[uid]), choosing)
    may_export = Permission.BRIEFING_EXPORT in officer.permissions
    return BriefingPage(
        title=row.title,
        language=row.language,
        direction=direction_of(row.language),
        parts=tuple(_part_row(one) for one in opened.parts),
        removed=tuple(_removed_row(one) for one in opened.removed),
        stopped=len(opened.stopped),
        changes_url=reverse("desk:briefing-changes", args=[uid]),
        leave=tuple(_leave_link(opened, version) for version in Version) if may_export else (),
        versions=tuple(_version_row(one) for one in queries.versions_of(officer, row)),
        add_url=reverse("desk:briefing", args=[uid]),
        kinds=(Choice("sentence", gettext("A sentence"), True), Choice("heading", gettext("A heading"))),
        after=tuple(Choice(one.row.uid, _shortened(one.text)) for one in reversed(opened.parts)),
        text=typed.text if problems else "",
        opens_paragraph=typed.opens_paragraph,
        chart_url=reverse("desk:briefing-chart", args=[uid]),
        series=_series_choices(answers, choosing),
        measures=_measure_choices(choosing),
        routes=_route_choices(officer, choosing),
        counted=counted,
        worlds=worlds,
        action=reverse("desk:briefing", args=[uid]),
        problems=problems,
        chart_problems=chart_problems,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _leave_link(opened: Opened, version: Version) -> LeaveLink:
    return LeaveLink(
        url=reverse("desk:briefing-leave", args=[opened.briefing.uid, version.value]),
        name=words.version_words(version),
        level=words.level_words(opened.level_of(version), language()),
    )


def _version_row(row: BriefingVersion) -> VersionRow:
    return VersionRow(
        url=reverse("desk:briefing-version", args=[row.uid]),
        name=words.version_words(Version(row.version)),
        level=words.level_words(Level(row.level), language()),
        made_at=moment(row.made_at, language()),
        by=row.made_by,
    )


def _offered(action: str, choosing: Choosing) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    counted = tuple(Choice(one.value, series_words.counted_words(one), one is choosing.counted) for one in Counted)
    if not settings.DEMONSTRATION:
        return counted, ()
    here = f"{action}?counted={choosing.counted.value}"
    return counted, (
        Choice(here, gettext("Published series"), not choosing.invented),
        Choice(f"{here}&world=invented", gettext("Invented corridor"), choosing.invented),
    )


def _measure_choices(choosing: Choosing) -> tuple[Choice, ...]:
    """Return what a map can show; first what the page counts."""
    chosen = measure_of(choosing.counted)
    return tuple(Choice(one.value, measure_label(one), one is chosen) for one in Measure)


def _route_choices(officer: Officer, choosing: Choosing) -> tuple[Choice, ...]:
    """Return the routes to which a map of what the page counts can be narrowed."""
    question = Picture(measure=measure_of(choosing.counted), invented=choosing.invented, own_view=False)
    return tuple(Choice(route, route) for route in routes_for(officer, question))


def _series_choices(answers: Answering, choosing: Choosing) -> tuple[Choice, ...]:
    """Return the series that may be bound, each with its source and its months."""
    found = []
    for sheet in answers.sheets(choosing.counted, invented=choosing.invented):
        for scope in series.scopes_of(sheet):
            one = series.series_in(sheet, scope, today=answers.today)
            if one.first:
                named = f"{series_words.series_words(scope)} · {series_words.source_words(one)}"
                found.append(Choice(scope.key, f"{named} · {one.first}–{one.last}"))
    return tuple(found)


@dataclass(frozen=True)
class Wrong:
    """What must be corrected on the page of a part, and what was typed."""

    problems: tuple[FormProblem, ...] = ()
    bind_problems: tuple[FormProblem, ...] = ()
    typed: Typed | None = None


def part_page(answers: Answering, briefing: Briefing, one: Looked, choosing: Choosing, wrong: Wrong) -> PartPage:
    """Return one part to be written, with its figures and what may be bound."""
    at = [briefing.uid, one.row.uid]
    typed = wrong.typed or Typed(
        one.part.text, one.part.replacement, one.part.is_full_only, one.row.opens_paragraph, one.part.confirmed
    )
    here = reverse("desk:briefing-part", args=at)
    counted, worlds = _offered(here, choosing)
    is_sentence = one.part.kind is Kind.SENTENCE
    return PartPage(
        title=briefing.title,
        back_url=reverse("desk:briefing", args=[briefing.uid]),
        action=here,
        kind=one.row.kind,
        text=typed.text,
        reads=one.text,
        direction=direction_of(briefing.language),
        replacement=typed.replacement,
        is_full_only=typed.is_full_only,
        opens_paragraph=typed.opens_paragraph,
        numbers=_numbers(typed),
        figures=figure_rows(one),
        states=states_of(one.stops),
        levels=levels_told(one),
        accept_url=reverse("desk:briefing-accept", args=at) if {Stops.CHANGED, Stops.STRICTER} & set(one.stops) else "",
        remove_url=reverse("desk:briefing-remove", args=at),
        bind_url=reverse("desk:briefing-bind", args=at) if is_sentence else "",
        unbind_url=reverse("desk:briefing-unbind", args=at),
        asks=tuple(Choice(asks.value, words.asks_words(asks), asks is Asks.VALUE) for asks in BOUND),
        series=_series_choices(answers, choosing) if is_sentence else (),
        counted=counted,
        worlds=worlds,
        references=_reference_choices(answers.officer) if is_sentence else (),
        shifts=_shift_choices(answers, choosing) if is_sentence else (),
        assessments=_assessment_choices(answers) if is_sentence else (),
        chart=next((found.chart for found in one.found.values() if found), None),
        problems=wrong.problems,
        bind_problems=wrong.bind_problems,
    )


def _reference_choices(officer: Officer) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.ref, _shortened(headed(one.title, one.stated)))
        for one in references.figures_for(officer)
        if one.low is not None
    )


def _assessment_choices(answers: Answering) -> tuple[Choice, ...]:
    """Return the estimates that may be bound, of the assessments that were kept: the latest first."""
    found = []
    for one in answers.assessing.offered():
        kept_on = day(one.row.at.date().isoformat(), language())
        named = (title_of(one.known, language()), one.what, one.where, one.by, kept_on)
        found.append(Choice(urlencode({"thing": one.row.thing, "word": one.word}), " · ".join(named)))
    return tuple(found)


def _shift_choices(answers: Answering, choosing: Choosing) -> tuple[Choice, ...]:
    """Return the shifts that may be bound, each with its two series, its source and its months."""
    found = []
    for along in Along:
        question = Question(choosing.counted, along, choosing.invented)
        for one in answers.shifts(question):
            fall, rise = one.fall.scope, one.rise.scope
            told = {"fall": fall.key, "rise": rise.key, "since": one.since, "until": one.until}
            named = f"{series_words.series_words(fall)} → {series_words.scope_words(rise)}"
            months = f"{one.since}–{one.until}"
            found.append(Choice(urlencode(told), f"{named} · {series_words.source_words(one.fall)} · {months}"))
    return tuple(found)


def _numbers(typed: Typed) -> tuple[NumberRow, ...]:
    numbers = dict.fromkeys((*loose(typed.text), *loose(typed.replacement)))
    return tuple(
        NumberRow(
            number,
            tuple(
                Choice(reason.value, words.no_figure_words(reason), typed.confirmed.get(number) is reason)
                for reason in NoFigure
            ),
        )
        for number in numbers
    )


def figure_rows(one: Looked) -> tuple[FigureRow, ...]:
    """Return the figures of a part, as they were kept and as they are.

    What a figure was is told only while it can still be asked for: what is gone is not shown any more.
    """
    return tuple(
        FigureRow(
            name=f"{{{name}}}",
            asks=words.question_words(binding),
            now="" if found is None else found.standing.text,
            before="" if found is None else one.part.kept.get(name, ""),
            source="" if found is None else found.source.words,
            url=_url_of(found.source) if found is not None else "",
        )
        for name, binding in one.part.bindings.items()
        for found in (one.found.get(name),)
        if binding.asks not in DRAWN
    )


def _url_of(source: Source) -> str:
    return source.address or (reverse("desk:one-series", args=[source.url_key]) if source.url_key else "")


def change_row(one: Looked) -> ChangeRow:
    """Return a part that must be settled."""
    at = [one.row.briefing.uid, one.row.uid]
    is_changed = Stops.CHANGED in one.stops or Stops.STRICTER in one.stops
    return ChangeRow(
        url=reverse("desk:briefing-part", args=at),
        text=one.text,
        states=states_of(one.stops),
        figures=figure_rows(one),
        accept_url=reverse("desk:briefing-accept", args=at) if is_changed and Stops.GONE not in one.stops else "",
    )


def changes_page(opened: Opened) -> ChangesPage:
    """Return everything that must be settled before a version can be made."""
    uid = opened.briefing.uid
    return ChangesPage(
        title=opened.briefing.title,
        back_url=reverse("desk:briefing", args=[uid]),
        rows=tuple(change_row(one) for one in opened.stopped),
        accept_all_url=reverse("desk:briefing-changes", args=[uid]),
        changed=sum(Stops.CHANGED in one.stops for one in opened.stopped),
    )
