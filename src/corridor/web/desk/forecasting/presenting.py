"""Lays the list of forecasts out, and one forecast; kept ones stand in `past`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.forecasting.codes import Withdrawal
from corridor.core.forecasting.records import HORIZON, Forecast, Score, Step
from corridor.core.forecasting.rules.backtest import score_of
from corridor.core.forecasting.rules.leaving import exportable, is_told_coarsely
from corridor.core.series.codes import Counted
from corridor.web.design.charts.lines import lines
from corridor.web.design.charts.records import Chart, Fan, Line, Point, points_of
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import number, span
from corridor.web.desk.forecasting import past as kept
from corridor.web.desk.forecasting import words
from corridor.web.desk.forecasting.queries import Found, Past, has_library
from corridor.web.desk.pages.forecasting import (
    ForecastPage,
    ForecastPart,
    ForecastRow,
    ForecastsPage,
    RuleRow,
    ScoreRow,
    StepRow,
)
from corridor.web.desk.pages.imports import State
from corridor.web.desk.series import words as series_words
from corridor.web.desk.series.forms import ALONG, Asked

MONTHS_DRAWN = 48
"""A forecast is drawn after so many months; the page of the series shows all."""


def address_of_list(asked: Asked) -> str:
    """Return where the list of what is counted stands."""
    return f"{reverse('desk:forecasts')}?{urlencode(_asked(asked))}"


def _asked(asked: Asked) -> tuple[tuple[str, str], ...]:
    world = (("world", "invented"),) if asked.invented else ()
    return (("counted", asked.counted.value), ("by", asked.by or "whole"), *world)


def forecasts_page(
    officer: Officer, asked: Asked, found: Sequence[Found], past: Mapping[str, Sequence[Past]]
) -> ForecastsPage:
    """Return every forecast of what is counted, each source apart; on paper no month ahead that may not leave."""
    by_source: dict[tuple[str, str, str], list[Found]] = {}
    for one in found:
        by_source.setdefault((one.scope.source, one.scope.edition, one.scope.kind), []).append(one)
    can = [one for one in found if one.refused is None]
    return ForecastsPage(
        action=reverse("desk:forecasts"),
        counted=tuple(Choice(one.value, series_words.counted_words(one), one is asked.counted) for one in Counted),
        by=tuple(Choice(part or "whole", _by_words(part), part == asked.by) for part in ALONG),
        worlds=_worlds(asked),
        world="invented" if asked.invented else "",
        unit=series_words.unit_words(asked.counted),
        parts=tuple(_part(officer, n, of, past) for n, of in enumerate(by_source.values())),
        asks_url=reverse("desk:forecasts-work-out"),
        asked=_asked(asked),
        missing=sum(one.state in ("", "failed") for one in can),
        waiting=sum(one.state == "waiting" for one in can),
        has_library=has_library(),
        method=words.method_words(has_library=has_library()),
        problems=asked.problems,
    )


def _by_words(part: str) -> str:
    return {"route": gettext("By route"), "country": gettext("By country"), "": gettext("As a whole")}[part]


def _worlds(asked: Asked) -> tuple[Choice, ...]:
    if not settings.DEMONSTRATION:
        return ()
    here = [pair for pair in _asked(asked) if pair[0] != "world"]
    return tuple(
        Choice(f"{reverse('desk:forecasts')}?{urlencode([*here, *world])}", label, asked.invented == bool(world))
        for world, label in (
            ([], gettext("Published series")),
            ([("world", "invented")], gettext("Invented corridor")),
        )
    )


def _part(officer: Officer, place: int, of: Sequence[Found], past: Mapping[str, Sequence[Past]]) -> ForecastPart:
    ranked = sorted(of, key=lambda one: (one.refused is not None, -sum(one.series.values[n].high for n in _late(one))))
    return ForecastPart(
        key=f"part-{place}",
        title=series_words.source_words(of[0].series),
        about=series_words.meaning_of(of[0].scope),
        is_coarse=is_told_coarsely(of[0].scope),
        rows=tuple(_row(officer, one, past.get(one.scope.key, ())) for one in ranked),
    )


def _late(found: Found) -> range:
    return range(max(0, len(found.series.values) - MONTHS_DRAWN), len(found.series.values))


def _row(officer: Officer, found: Found, past: Sequence[Past]) -> ForecastRow:
    title, url = series_words.scope_words(found.scope), reverse("desk:forecast", args=[found.scope.key])
    language = get_language() or "en"
    made = found.forecast
    if made is None:
        return ForecastRow(title=title, url=url, state=_state(found))
    score = score_of(made.judged)
    step = next(iter(_steps(officer, made)), None)
    return ForecastRow(
        title=title,
        url=url,
        state=words.verdict_state(made),
        rule=words.rule_words(made.rule),
        month=step.month if step else "",
        middle=number(step.middle, language) if step else "",
        most=span(step.most.low, step.most.high, language) if step else "",
        error=_figure(score.shown) if score else "",
        previous=_figure(score.previous) if score else "",
        last_year=_figure(score.last_year) if score else "",
        coverage=_share(score.in_most) if score else "",
        past=kept.summed_up(past),
    )


def _state(found: Found) -> State:
    if found.refused is not None:
        return State("refused", series_words.unassessed_words(found.refused), "neutral")
    return {
        "waiting": State("waiting", gettext("being worked out"), "working"),
        "failed": State("failed", gettext("could not be worked out"), "stopped"),
    }.get(found.state, State("absent", gettext("not worked out yet"), "neutral"))


def _figure(value: float) -> str:
    return number(round(value), get_language() or "en")


def _share(value: float) -> str:
    return f"{round(100 * value)} %"


def forecast_page(
    officer: Officer, found: Found, past: Sequence[Past], problems: tuple[FormProblem, ...] = ()
) -> ForecastPage:
    """Return one forecast with its backtest, or why there is none."""
    made, one, language = found.forecast, found.series, get_language() or "en"
    may_leave = made is not None and exportable(made)
    steps = _steps(officer, made) if made is not None else ()
    key = one.scope.key
    return ForecastPage(
        title=series_words.series_words(one.scope),
        counted=series_words.counted_words(one.scope.counted),
        unit=series_words.unit_words(one.scope.counted),
        source=series_words.source_words(one),
        is_invented=one.scope.is_invented,
        last=one.last,
        released_on=one.publisher.released_on,
        is_coarse=is_told_coarsely(one.scope),
        is_over=bool(steps) and steps[-1].month <= timezone.now().date().isoformat()[:7],
        verdict=words.verdict_state(made) if made is not None else _state(found),
        lead=words.verdict_lead(made) if made is not None else "",
        refused=series_words.unassessed_words(found.refused) if found.refused is not None else "",
        waits=_state(found).label if made is None and found.refused is None else "",
        asks_url=reverse("desk:forecast-work-out", args=[key]) if _can_be_asked(found) else "",
        chart=_chart(found, steps, past),
        steps=tuple(_step_row(step, language) for step in steps),
        since=made.since if made is not None else "",
        scores=_scores(made) if made is not None else (),
        rules=_rules(made) if made is not None else (),
        has_library=has_library(),
        keep_url=reverse("desk:forecast-keep", args=[key])
        if made is not None
        and Permission.FORECAST_KEEP in officer.permissions
        and not kept.is_kept(officer, made, past)
        else "",
        take_url=reverse("desk:forecast-take-along", args=[key])
        if may_leave and Permission.ENTITY_EXPORT in officer.permissions
        else "",
        not_taken=gettext("It does not leave: what is no better than a naive rule is no warning.")
        if made is not None and not may_leave
        else "",
        past=tuple(kept.row_of(officer, each, language, may_leave=may_leave) for each in past),
        reasons=tuple(Choice(reason.value, words.withdrawal_words(reason.value)) for reason in Withdrawal),
        series_url=reverse("desk:one-series", args=[key]),
        back_url=_back_url(found),
        method=words.method_words(has_library=has_library()),
        problems=problems,
    )


def _steps(officer: Officer, made: Forecast) -> tuple[Step, ...]:
    """Return the months ahead that may be shown: on paper, which is taken along like a file, those that may leave."""
    return made.steps if exportable(made) or not officer.reader.is_printing else ()


def _can_be_asked(found: Found) -> bool:
    return found.refused is None and found.state in ("", "failed")


def _back_url(found: Found) -> str:
    scope = found.scope
    by = "route" if scope.route else "country" if scope.country else ""
    return address_of_list(Asked(scope.counted, by, scope.is_invented))


def _chart(found: Found, steps: Sequence[Step], past: Sequence[Past]) -> Chart | None:
    one = found.series
    if not one.values or found.refused is not None:
        return None
    values = one.values[-MONTHS_DRAWN:]
    since = values[0].month
    said = [
        Point(came.step.month, came.step.middle)
        for each in past
        if not each.withdrawn_for
        for came in each.months
        if came.step.month >= since and came.truth is not None
    ]
    return lines(
        series_words.series_words(one.scope),
        [Line(series_words.scope_words(one.scope), points_of(values))],
        fan=[
            Fan(step.month, step.middle, step.half.low, step.half.high, step.most.low, step.most.high) for step in steps
        ],
        past=said,
        unit=series_words.unit_words(one.scope.counted),
        source=series_words.source_words(one),
    )


def _step_row(step: Step, language: str) -> StepRow:
    return StepRow(
        month=step.month,
        middle=number(step.middle, language),
        half=span(step.half.low, step.half.high, language),
        most=span(step.most.low, step.most.high, language),
        previous=number(step.previous, language),
        last_year=number(step.last_year, language),
    )


def _scores(made: Forecast) -> tuple[ScoreRow, ...]:
    told = [
        (str(ahead), score_of(one for one in made.judged if one.horizon == ahead)) for ahead in range(1, HORIZON + 1)
    ]
    told.append((gettext("all"), score_of(made.judged)))
    return tuple(_score_row(ahead, score) for ahead, score in told if score is not None)


def _score_row(ahead: str, score: Score) -> ScoreRow:
    return ScoreRow(
        ahead=ahead,
        months=_figure(score.months),
        shown=_figure(score.shown),
        previous=_figure(score.previous),
        last_year=_figure(score.last_year),
        in_half=_share(score.in_half),
        in_most=_share(score.in_most),
    )


def _rules(made: Forecast) -> tuple[RuleRow, ...]:
    return tuple(
        RuleRow(
            name=words.rule_words(one.rule),
            is_shown=one.rule is made.rule,
            is_naive=one.rule.is_naive,
            errors=tuple(_figure(error) for error in one.errors),
            chosen=_figure(one.chosen),
        )
        for one in made.tried
    )
