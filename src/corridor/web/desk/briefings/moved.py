"""Shifts as figures of a briefing: what fell and what rose, each with its interval, and what else may explain it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from corridor.core.access.records import Officer
from corridor.core.series.records import Scope, Series
from corridor.core.shifts.codes import Along, Rival, Verdict, Weight
from corridor.web.design.punctuation import headed, in_a_row
from corridor.web.design.shown import day
from corridor.web.desk.series import words
from corridor.web.desk.series.queries import Sheet
from corridor.web.desk.shifts import queries, wording


@dataclass(frozen=True)
class Moved:
    """A shift as a scan proposes it; `family` is what was scanned, `shift` what the scan answered."""

    family: Scope
    fall: Series
    rise: Series
    shift: Mapping[str, Any]

    @property
    def since(self) -> str:
        """The first month of the shift."""
        return str(self.shift["since"])

    @property
    def until(self) -> str:
        """The last month of the shift."""
        return str(self.shift["until"])

    @property
    def told_since(self) -> str:
        """The first month that is compared."""
        return str(min(self.shift[side]["year_before"][0] for side in ("fall", "rise")))

    @property
    def text(self) -> str:
        """Both changes, each with its interval of 95 %."""
        fall, rise = self.shift["fall"], self.shift["rise"]
        return gettext(
            "%(fall)s %(fell)s (95%% interval %(fell_between)s), %(rise)s %(rose)s (95%% interval %(rose_between)s)"
        ) % {
            "fall": words.scope_words(self.fall.scope),
            "fell": wording.change(fall["by"]),
            "fell_between": wording.between(fall["low"], fall["high"]),
            "rise": words.scope_words(self.rise.scope),
            "rose": wording.change(rise["by"]),
            "rose_between": wording.between(rise["low"], rise["high"]),
        }

    @property
    def note(self) -> tuple[str, ...]:
        """When it was, how it is found, how much may be chance, and what the figures say of other explanations."""
        language = get_language() or "en"
        months = {"since": day(self.since, language), "until": day(self.until, language)}
        rivals = (
            headed(wording.rival_label(Rival(one["kind"])), wording.weight_of(Weight(one["weight"])).label)
            for one in self.shift["rivals"]
        )
        return (
            gettext("a shift proposed by a scan, %(since)s – %(until)s") % months,
            *wording.said_of(self.shift),
            gettext("Beside other explanations: %(rivals)s.") % {"rivals": in_a_row(rivals)},
            wording.method_of()[-1],
        )


def shifts_for(
    officer: Officer, question: queries.Question, *, today: date, sheets: Sequence[Sheet] | None = None
) -> Iterator[Moved]:
    """Yield the shifts that a scan of what an officer sees proposes, but those that the own authority found none.

    What was found to be no shift, or to be explained by something else, is no figure.

    Args:
        sheets: What this officer's sources tell of it, where that was read already.
    """
    looked = queries.looked_for(officer, question, today=today, sheets=sheets)
    if not looked.answers:
        return
    said = [row for row in queries.judgements_for(officer) if row.ended_at is None and row.verdict != Verdict.PLAUSIBLE]
    for told in looked.families:
        by_name = {getattr(one.scope, question.along.value): one for one in told.series}
        for shift in looked.answers.get(told.scope.key, {}).get("shifts", ()):
            fall, rise = (by_name[shift[side]["route"]] for side in ("fall", "rise"))
            is_refused = queries.judged(said, fall.scope.key, rise.scope.key, shift["since"], shift["until"])
            if shift["is_alike"] and not is_refused:
                yield Moved(told.scope, fall, rise, shift)


def question_of(fall: Scope, rise: Scope) -> queries.Question:
    """Return the question that a shift from one series to another answers."""
    along = Along.ROUTE if fall.country == rise.country else Along.COUNTRY
    return queries.Question(fall.counted, along, fall.is_invented)
