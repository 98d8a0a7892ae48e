"""The decisions of briefings: which numbers were typed, what a figure comes to, what stops or leaves out a part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from corridor.core.briefings.codes import Asks, Kind, Level, Placed, Stops, Version
from corridor.core.briefings.records import Answer, Binding, Part, Standing
from corridor.core.series.codes import State
from corridor.core.series.records import Series, Value

PLACE = re.compile(r"\{([1-9][0-9]?)\}", re.ASCII)
MOST_FIGURES = 20
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_JOINERS = ".,'\u2019\u00a0\u202f\u066b\u066c"
"""What may stand inside of a number: it belongs to it where digits follow."""


def places(text: str) -> tuple[str, ...]:
    """Return the names of the figures for which a text has a place, each once, in their order."""
    return tuple(dict.fromkeys(PLACE.findall(text)))


def next_name(text: str, bindings: Mapping[str, Binding]) -> str:
    """Return the name of the next figure: the first place that waits for one, else the next number."""
    waiting = [name for name in places(text) if name not in bindings]
    taken = {*map(int, bindings), *map(int, places(text))}
    return waiting[0] if waiting else str(max(taken, default=0) + 1)


def with_place(text: str, name: str) -> str:
    """Return a text that has a place for a figure: at its end, before the full stop, where it had none."""
    if name in places(text):
        return text
    bare = text.rstrip()
    stop = bare[-1] if bare.endswith((".", "!", "?", "؟", "…")) else ""
    kept = bare[: len(bare) - len(stop)].rstrip()
    return f"{kept} {{{name}}}{stop}".lstrip()


def filled(text: str, figures: Mapping[str, str], *, missing: str = "…") -> str:
    """Return a text with its figures in their places."""
    return PLACE.sub(lambda found: figures.get(found[1], missing), text)


def loose(text: str) -> tuple[str, ...]:
    """Return every number that was typed into a text, in whatever script, each once; places of figures are none."""
    bare, found, at = PLACE.sub(" ", text), [], 0
    while at < len(bare):
        if not _is_digit(bare[at]):
            at += 1
            continue
        end = at + 1
        while end < len(bare) and (_is_digit(bare[end]) or _goes_on(bare, end)):
            end += 1
        found.append(bare[at:end])
        at = end
    return tuple(dict.fromkeys(found))


def _is_digit(letter: str) -> bool:
    return unicodedata.category(letter).startswith("N")


def _goes_on(text: str, at: int) -> bool:
    return text[at] in _JOINERS and at + 1 < len(text) and _is_digit(text[at + 1])


def is_title_clean(title: str) -> bool:
    """Tell whether a title holds no number but years: a figure has its place in a sentence, with its source."""
    return not places(title) and all(_YEAR.fullmatch(number) for number in loose(title))


def unconfirmed(part: Part) -> tuple[str, ...]:
    """Return the typed numbers of a part, its replacement among it, that nobody said to be no figures."""
    found = dict.fromkeys((*loose(part.text), *loose(part.replacement)))
    return tuple(number for number in found if number not in part.confirmed)


def answer_of(series: Series, binding: Binding) -> Answer | None:
    """Return what a series answers to the question behind a figure; None where it cannot be said.

    A month that is missing makes a sum a least figure, and a change none. A change is none either where figures mean
    something else between its two periods.
    """
    if binding.asks is Asks.LATEST:
        told = [value for value in series.values if value.state is not State.MISSING]
        return _summed(told[-1:], told[-1].month, told[-1].month) if told else None
    if binding.asks is Asks.CHANGE:
        return _change(series, binding)
    until = binding.until or binding.since
    return _summed(_within(series, binding.since, until), binding.since, until)


def _within(series: Series, since: str, until: str) -> list[Value]:
    if not since or until < since or since < series.first or until > series.last:
        return []
    return [value for value in series.values if since <= value.month <= until]


def _summed(values: list[Value], since: str, until: str) -> Answer | None:
    told = [value for value in values if value.state is not State.MISSING]
    if not told:
        return None
    low, high = sum(value.low for value in told), sum(value.high for value in told)
    return Answer(Decimal(low), Decimal(high), since, until, is_minimum=len(told) < len(values))


def _change(series: Series, binding: Binding) -> Answer | None:
    base_until, until = binding.base_until or binding.base_since, binding.until or binding.since
    before = _summed(_within(series, binding.base_since, base_until), binding.base_since, base_until)
    after = _summed(_within(series, binding.since, until), binding.since, until)
    if before is None or after is None or before.is_minimum or after.is_minimum or not before.low:
        return None
    first, last = min(binding.base_since, binding.since), max(base_until, until)
    if any(first < one.month <= last for one in series.breaks):
        return None
    return Answer(
        low=_percent(after.low - before.high, before.high),
        high=_percent(after.high - before.low, before.low),
        since=binding.since,
        until=until,
    )


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return a share in percent, with one decimal below ten."""
    share = 100 * part / whole
    step = Decimal(1) if abs(share) >= 10 else Decimal("0.1")
    return share.quantize(step, rounding=ROUND_HALF_EVEN)


def levels_of(standings: Mapping[str, Standing]) -> frozenset[Level]:
    """Return the levels that all of some figures may reach; every level where there are none."""
    found = frozenset(Level)
    for one in standings.values():
        found &= one.levels
    return found


def stops(part: Part, now: Mapping[str, Standing | None]) -> tuple[Stops, ...]:
    """Return everything for which a part stops the versions that would hold it; empty where it may go on.

    Args:
        now: What each binding comes to now; None where its source is gone or cannot be counted any more.
    """
    found = dict[Stops, None]()
    if unconfirmed(part):
        found[Stops.LOOSE] = None
    if part.kind is not Kind.CHART and set(places(part.text)) - part.bindings.keys():
        found[Stops.UNBOUND] = None
    standing = {name: now.get(name) for name in part.bindings}
    known = {name: one for name, one in standing.items() if one is not None}
    if len(known) < len(standing):
        found[Stops.GONE] = None
    if part.levels - levels_of(known):
        found[Stops.STRICTER] = None
    if any(part.kept.get(name) != one.text for name, one in known.items()):
        found[Stops.CHANGED] = None
    return tuple(found)


def placed(part: Part, version: Version, level: Level, now: Mapping[str, Standing | None]) -> Placed:
    """Return what a version does with a part: what may not reach the level gives way, or is left out."""
    known = {name: one for name, one in now.items() if one is not None and name in part.bindings}
    is_whole = len(known) == len(part.bindings)
    may_stand = is_whole and level in levels_of(known) and not (part.is_full_only and version is Version.OPEN)
    if may_stand:
        return Placed.SHOWN
    return Placed.REPLACED if part.replacement else Placed.LEFT_OUT
