"""One estimate of an assessment that was kept, to be cited elsewhere as long as the figures behind it stand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.access.records import Officer
from corridor.core.displacement.codes import Outcome
from corridor.core.kernel.errors import NotFound
from corridor.core.series.codes import Counted
from corridor.web.design.shown import day
from corridor.web.desk.displacement import basis, outcomes, queries, wording
from corridor.web.desk.displacement.areas import Areas, Chosen, areas_for
from corridor.web.desk.displacement.models import KeptAssessment
from corridor.web.desk.displacement.presenting import title_of
from corridor.web.desk.displacement.queries import Known
from corridor.web.desk.statements.presenting import kind_label

Told = Mapping[str, Any]
LINE = ("outcome", "counted", "kind", "source", "publisher")
"""What tells one line of an assessment from the others."""

RATED = frozenset({Counted.DEATHS, Counted.DETECTIONS, Counted.PEOPLE})
"""What a rate of deaths is made of."""

METHODS = ("interrupted", "weighed")
RESTS = {
    "interrupted": outcomes.rests_of_itself,
    "weighed": outcomes.rests_on_others,
    "": outcomes.rests_on_figures,
}


@dataclass(frozen=True)
class Estimated:
    """One estimate of an assessment that was kept: of which outcome in which area, by which method.

    `line` is what its figures are, `found` what was found; `method` is empty where single figures are compared.
    """

    known: Known
    row: KeptAssessment
    line: Told
    area: str
    method: str
    found: Told

    @property
    def word(self) -> str:
        """What tells it from other estimates of the measure; a later assessment of the same areas has the same word."""
        named = {name: str(self.line.get(name, "")) for name in LINE}
        return urlencode({"choice": choice_of(self.row), **named, "area": self.area, "method": self.method})

    @property
    def outcome(self) -> Outcome:
        """What may have changed."""
        return Outcome(self.line["outcome"])

    @property
    def where(self) -> str:
        """The area in the language of the reader."""
        return outcomes.area_name(self.area, str(self.row.shown["along"]), get_language() or "en")

    @property
    def what(self) -> str:
        """The outcome, with what is counted."""
        kind, language = self.line.get("kind", ""), get_language() or "en"
        counted = self.line.get("counted", "")
        parts = [wording.counted_label(counted) if counted else "", kind_label(kind, language) if kind else ""]
        named = " · ".join(part for part in parts if part)
        label = wording.outcome_label(self.outcome)
        return f"{label} ({named})" if named else label

    @property
    def by(self) -> str:
        """By which method it was found."""
        return {"interrupted": gettext("Against itself"), "weighed": gettext("Against others")}.get(
            self.method, gettext("Before and after")
        )

    @property
    def text(self) -> str:
        """What was found, with its interval and what it is relative to; or why it cannot be assessed."""
        against = {"interrupted": wording.against_itself(), "weighed": wording.against_others()}
        said = wording.sentence(self.found, against.get(self.method, wording.against_before())).rstrip(".")
        if "lack" in self.found:
            said = f"{gettext('cannot be assessed')} ({said})"
        return gettext("%(what)s, %(where)s: %(said)s") % {"what": self.what, "where": self.where, "said": said}

    @property
    def note(self) -> tuple[str, ...]:
        """Of which measure, kept when, by which method, among how many comparisons, and what it cannot rule out."""
        language = get_language() or "en"
        measure = {
            "name": title_of(self.known, language),
            "since": day(self.known.since, language),
            "kept": day(self.row.at.date().isoformat(), language),
            "authority": self.row.authority,
        }
        told = [
            gettext("an assessment of the measure “%(name)s” (since %(since)s), kept on %(kept)s by %(authority)s")
            % measure,
            self.line.get("publisher", "") or gettext("all sources together, each thing once"),
            self.by,
            RESTS[self.method](self.found, language),
            wording.tried_text(outcomes.tried_in(self.row.answer)),
            *wording.explanations(self.outcome, self.line.get("counted", "")),
            gettext("No assessment says that a measure was the cause."),
        ]
        return tuple(one for one in told if one)

    @property
    def address(self) -> str:
        """Where the whole of the assessment is shown."""
        return reverse("desk:measure-kept", args=[self.row.thing, self.row.uid])


def choice_of(row: KeptAssessment) -> str:
    """Return the choice of areas of an assessment in one word."""
    told = json.dumps(row.chosen, sort_keys=True).encode()
    return hashlib.sha256(told).hexdigest()[:16]


def estimates_of(known: Known, row: KeptAssessment) -> Iterator[Estimated]:
    """Yield every estimate of an assessment; beside the measure's own area those alone that say something."""
    for line, areas in zip(row.shown["courses"], row.answer["courses"], strict=True):
        for place, told in enumerate(areas):
            for method in METHODS:
                if place == 0 or "lack" not in told[method]:
                    yield Estimated(known, row, line, told["area"], method, told[method])
    for outcome, found in zip(row.shown["sampled"], row.answer["samples"], strict=True):
        yield Estimated(known, row, {"outcome": outcome}, str(row.shown["area"]), "", found)


@dataclass
class Assessing:
    """Reads the assessments that an officer may see, each measure and each choice of areas once."""

    officer: Officer
    today: date
    _known: dict[str, Known | None] = field(default_factory=dict)
    _kept: dict[str, tuple[KeptAssessment, ...]] = field(default_factory=dict)
    _told: dict[tuple[bool, str, frozenset[Counted]], Areas] = field(default_factory=dict)

    def offered(self) -> Iterator[Estimated]:
        """Yield the estimates of the latest assessment of each choice of areas."""
        seen = set()
        for row in queries.all_kept_for(self.officer):
            known, at = self._measure(row.thing), (row.thing, choice_of(row))
            if known is not None and at not in seen:
                seen.add(at)
                yield from estimates_of(known, row)

    def found(self, thing: str, word: str) -> Estimated | None:
        """Return one estimate of the latest assessment of its choice; None where it or its figures stand no more.

        Its figures stand as long as the officer would have the same ones assessed today.
        """
        known = self._measure(thing)
        wanted = {name: values[-1] for name, values in parse_qs(word).items()}
        if known is None:
            return None
        rows = (row for row in self._rows(thing) if choice_of(row) == wanted.get("choice", ""))
        row = next(rows, None)
        if row is None:
            return None
        one = next((one for one in estimates_of(known, row) if one.word == word), None)
        return one if one is not None and self._stands(one) else None

    def _measure(self, thing: str) -> Known | None:
        if thing not in self._known:
            try:
                self._known[thing] = queries.measure_for(self.officer, thing)
            except NotFound:
                self._known[thing] = None
        return self._known[thing]

    def _rows(self, thing: str) -> tuple[KeptAssessment, ...]:
        if thing not in self._kept:
            self._kept[thing] = queries.kept_for(self.officer, thing)
        return self._kept[thing]

    def _stands(self, one: Estimated) -> bool:
        then, chosen = one.row.shown, chosen_of(one.row)
        if (one.known.since, one.known.first("until")) != (then["since"], then["until"]):
            return False
        if not one.method:
            now = basis.samples(self.officer, one.known, chosen)
            return _sample(now, one.outcome) == _sample(then, one.outcome)
        areas = self._areas(one, chosen)
        lines = (basis.line_told(line, areas, chosen, one.known.since) for line in areas.told_in(chosen.area))
        return any(_without_names(line) == _without_names(one.line) for line in lines)

    def _areas(self, one: Estimated, chosen: Chosen) -> Areas:
        counted = RATED if one.outcome is Outcome.DANGER else frozenset({Counted(one.line["counted"])})
        at = (one.known.is_invented, chosen.along, counted)
        if at not in self._told:
            self._told[at] = areas_for(self.officer, one.known, chosen.along, today=self.today, counted=counted)
        return self._told[at]


def chosen_of(row: KeptAssessment) -> Chosen:
    """Return the choice of areas of an assessment that was kept."""
    told = row.chosen
    return Chosen(str(told["along"]), str(told["area"]), tuple(told["beside"]), tuple(told["compared"]))


def _without_names(line: Told) -> dict[str, Any]:
    """Return what a line tells without the names of its areas, which are the shortest that any source gives."""
    courses = {
        role: [{name: value for name, value in course.items() if name != "area"} for course in told]
        for role, told in (("target", [line["target"]]), ("beside", line["beside"]), ("compared", line["compared"]))
    }
    return {**line, **courses}


def _sample(inputs: Told, outcome: Outcome) -> Sequence[Sequence[float]]:
    sampled = dict(zip(inputs["sampled"], inputs["samples"], strict=True))
    found: Sequence[Sequence[float]] = sampled.get(outcome.value, ())
    return found
