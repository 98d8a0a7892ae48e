"""Lays out the page of shifts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.months import after, between
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question as Picture
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope, Series, Value
from corridor.core.shifts.codes import Along, Rival, Verdict, Weight
from corridor.web.design.charts.multiples import Panel, multiples
from corridor.web.design.charts.records import Chart, Mark, points_of
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.shifts import (
    FamilyPart,
    JudgeForm,
    JudgementRow,
    RivalRow,
    ShiftShown,
    ShiftsPage,
    SideRow,
    UnassessedRow,
    UnlikeRow,
)
from corridor.web.desk.picture.addresses import query
from corridor.web.desk.series import words
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts import wording
from corridor.web.desk.shifts.actions import Judged
from corridor.web.desk.shifts.models import ShiftJudgement
from corridor.web.desk.shifts.queries import Looked, Question, Told, judged

AROUND_MONTHS = 24
"""A small drawing shows so many months before and after a shift."""


class Laying:
    """Lays one page out for one officer: what was found, what was said of it, and what was typed wrongly."""

    def __init__(
        self,
        officer: Officer,
        looked: Looked,
        judgements: Sequence[ShiftJudgement],
        *,
        typed: Judged | None = None,
        problems: tuple[FormProblem, ...] = (),
    ) -> None:
        self.officer, self.looked, self.judgements = officer, looked, judgements
        self.typed, self.problems = typed, problems

    def page(self) -> ShiftsPage:
        """Return the page."""
        question = self.looked.question
        return ShiftsPage(
            action=reverse("desk:shifts"),
            here=address(question),
            counted=tuple(Choice(one.value, words.counted_words(one), one is question.counted) for one in Counted),
            by=(
                Choice(Along.ROUTE.value, gettext("Routes"), question.along is Along.ROUTE),
                Choice(Along.COUNTRY.value, gettext("Countries of incidents"), question.along is Along.COUNTRY),
            ),
            worlds=_worlds(question),
            world="invented" if question.invented else "",
            state=_state(self.looked),
            parts=tuple(self._part(one) for one in self.looked.families),
            method=wording.method_of(),
            import_url=reverse("desk:import-new") if Permission.IMPORT_RUN in self.officer.permissions else "",
        )

    def _part(self, told: Told) -> FamilyPart:
        answer = self.looked.answers.get(told.scope.key)
        found = answer["shifts"] if answer else ()
        one = told.series[0] if told.series else told.unassessed[0][0]
        return FamilyPart(
            key=_key(told.scope.key),
            title=words.series_words(told.scope),
            source=words.source_words(one),
            about=_about(told, answer),
            shifts=tuple(self._shift(told, shift) for shift in found if shift["is_alike"]),
            unlike=tuple(_unlike(shift) for shift in found if not shift["is_alike"]),
            nothing=_nothing(told, answer),
            unassessed=tuple(_unassessed(told)),
        )

    def _shift(self, told: Told, shift: Mapping[str, Any]) -> ShiftShown:
        along = self.looked.question.along.value
        by_name = {getattr(one.scope, along): one for one in told.series}
        fall, rise = (by_name[shift[side]["route"]] for side in ("fall", "rise"))
        said = judged(self.judgements, fall.scope.key, rise.scope.key, shift["since"], shift["until"])
        key = _key(fall.scope.key, rise.scope.key, shift["since"])
        return ShiftShown(
            key=key,
            fall=words.scope_words(fall.scope),
            rise=words.scope_words(rise.scope),
            since=shift["since"],
            until=shift["until"],
            said=wording.said_of(shift),
            chart=_chart(fall, rise, shift),
            sides=(
                _side(gettext("Fell"), fall, shift["fall"]),
                _side(gettext("Rose"), rise, shift["rise"]),
            ),
            rivals=tuple(_rival(one) for one in shift["rivals"]),
            series_url=_series_url(fall.scope, rise.scope, along),
            compare_url=_compare_url(self.looked.question, fall.scope, shift),
            judgements=tuple(_judgement(one, self.officer) for one in said),
            form=self._form(key, fall.scope, rise.scope, shift["since"]),
        )

    def _form(self, key: str, fall: Scope, rise: Scope, since: str) -> JudgeForm | None:
        if Permission.JUDGEMENT_MAKE not in self.officer.permissions:
            return None
        typed = self.typed or Judged()
        is_mine = (typed.fall, typed.rise, typed.since) == (fall.key, rise.key, since)
        typed = typed if is_mine else Judged()
        return JudgeForm(
            key=key,
            action=f"{reverse('desk:shifts-judge')}{_asked(self.looked.question)}#{key}",
            fall=fall.key,
            rise=rise.key,
            since=since,
            verdicts=tuple(
                Choice(one.value, wording.verdict_label(one), one.value == typed.verdict) for one in Verdict
            ),
            explanations=tuple(
                Choice(one.value, wording.rival_label(one), one.value == typed.explained_by) for one in Rival
            ),
            words=typed.words,
            problems=self.problems if is_mine else (),
        )


def address(question: Question) -> str:
    """Return where a question is answered."""
    return f"{reverse('desk:shifts')}{_asked(question)}"


def _asked(question: Question) -> str:
    told = {
        "counted": question.counted.value if question.counted is not Counted.DETECTIONS else "",
        "by": question.along.value if question.along is not Along.ROUTE else "",
        "world": "invented" if question.invented else "",
    }
    pairs = {name: value for name, value in told.items() if value}
    return f"?{urlencode(pairs)}" if pairs else ""


def _worlds(question: Question) -> tuple[Choice, ...]:
    real = Question(question.counted, question.along)
    invented = Question(Counted.INCIDENTS, question.along, invented=True)
    return (
        Choice(address(real), gettext("Real sources"), not question.invented),
        Choice(address(invented), gettext("The invented corridor"), question.invented),
    )


def _state(looked: Looked) -> str:
    if not looked.inputs["families"]:
        return "nothing"
    if looked.row is None:
        return "unasked"
    return {Worked.State.DONE.value: "done", Worked.State.FAILED.value: "failed"}.get(looked.row.state, "waiting")


def _about(told: Told, answer: Mapping[str, Any] | None) -> str:
    if not told.can_be_scanned:
        return gettext("Cannot be assessed: fewer than two routes have enough months.")
    count = {"routes": wording.whole(len(told.series))}
    if answer is None:
        return gettext("%(routes)s routes can be compared.") % count
    said = gettext(
        "%(routes)s routes were compared, %(pairs)s pairs in both directions, by means of %(window)s months."
    ) % {
        **count,
        "pairs": wording.whole(answer["pairs"]),
        "window": wording.whole(answer["window"]),
    }
    if told.smaller:
        rest = gettext("%(count)s smaller ones were left out.") % {"count": wording.whole(told.smaller)}
        return f"{said} {rest}"
    return said


def _nothing(told: Told, answer: Mapping[str, Any] | None) -> str:
    if answer is None or any(shift["is_alike"] for shift in answer["shifts"]):
        return ""
    return gettext("Nothing was found: no route fell as another rose beyond what chance does.")


def _unassessed(told: Told) -> Iterator[UnassessedRow]:
    for one, reason in told.unassessed:
        url = reverse("desk:one-series", args=[one.scope.key])
        yield UnassessedRow(words.scope_words(one.scope), url, words.unassessed_words(reason))


def _unlike(shift: Mapping[str, Any]) -> UnlikeRow:
    fall, rise = shift["fall"], shift["rise"]
    return UnlikeRow(
        fall=fall["route"],
        rise=rise["route"],
        since=shift["since"],
        until=shift["until"],
        lost=round(fall["before"] - fall["after"]),
        gained=round(rise["after"] - rise["before"]),
    )


def _chart(fall: Series, rise: Series, shift: Mapping[str, Any]) -> Chart:
    first, last = after(shift["since"], -AROUND_MONTHS), after(shift["until"], AROUND_MONTHS)
    panels = [
        Panel(
            words.scope_words(one.scope),
            points_of(_within(one.values, first, last)),
            (Mark(shift[side]["since"], label),),
        )
        for one, side, label in ((fall, "fall", gettext("falls")), (rise, "rise", gettext("rises")))
    ]
    return multiples(
        gettext("Both routes, before and after"),
        panels,
        unit=words.unit_words(fall.scope.counted),
        source=fall.publisher.credit or words.source_words(fall),
    )


def _within(values: Sequence[Value], first: str, last: str) -> list[Value]:
    return [value for value in values if first <= value.month <= last]


def _side(role: str, one: Series, told: Mapping[str, Any]) -> SideRow:
    return SideRow(
        role=role,
        route=words.scope_words(one.scope),
        url=reverse("desk:one-series", args=[one.scope.key]),
        since=told["since"],
        until=told["until"],
        earlier_since=told["year_before"][0],
        earlier_until=told["year_before"][1],
        before=round(told["before"]),
        after=round(told["after"]),
        change=wording.change(told["by"]),
        between=wording.between(told["low"], told["high"]),
    )


def _rival(one: Mapping[str, Any]) -> RivalRow:
    return RivalRow(
        wording.rival_label(Rival(one["kind"])), wording.rival_said(one), wording.weight_of(Weight(one["weight"]))
    )


def _series_url(fall: Scope, rise: Scope, along: str) -> str:
    one = reverse("desk:one-series", args=[fall.key])
    return f"{one}?{urlencode({'with': rise.key})}" if along == Along.ROUTE.value else one


def _compare_url(question: Question, scope: Scope, shift: Mapping[str, Any]) -> str:
    """Return where the picture compares the months of a shift with as many before them."""
    measure = Measure.PEOPLE if question.counted is Counted.PEOPLE_CONCERNED else Measure(question.counted.value)
    picture = Picture(measure=measure, source=scope.source, invented=question.invented)
    fall, rise = shift["fall"], shift["rise"]
    months = list(between(fall["since"], max(fall["until"], rise["until"])))
    told = {"c": months[0], "d": months[-1], "a": after(months[0], -len(months)), "b": after(months[0], -1)}
    return f"{reverse('desk:picture-compare')}{query(picture, 1, **told)}"


def _judgement(one: ShiftJudgement, officer: Officer) -> JudgementRow:
    return JudgementRow(
        verdict=wording.verdict_label(Verdict(one.verdict), one.explained_by),
        words=one.words,
        by=one.judged_by,
        on=one.judged_at.date().isoformat(),
        is_over=one.ended_at is not None,
    )


def _key(*parts: str) -> str:
    return "shift-" + hashlib.blake2s("|".join(parts).encode(), digest_size=5).hexdigest()
