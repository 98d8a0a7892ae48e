"""Other explanations of a shift, each looked at in the figures where they can tell of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from corridor.core.shifts.codes import Rival, Weight
from corridor.core.shifts.records import Family, RivalFound, Scanned, Shift, Side
from corridor.core.shifts.rules import noise
from corridor.core.shifts.rules.noise import YEAR
from corridor.core.shifts.rules.scanning import CLEARLY, LAGS, TINY, clearest, side

MOST_MONTHS = 2 / 3
"""A change that holds in so many of the months compared is not one of a few months of the year."""

WEIGHTY = 0.25
"""Another route matters if it changed by this part of what the route of the shift did."""

RARELY = 0.05
"""Histories that meet as clearly in fewer of their slides do not meet by accident alone."""


def rivals_of(shift: Shift, family: Family, scanned: Scanned, *, is_of_reports: bool) -> tuple[RivalFound, ...]:
    """Return what the figures say of every other explanation, in the order of the list.

    Args:
        is_of_reports: Whether incidents are counted, of which several report who may begin or cease to.
    """
    return (
        season(shift, family, scanned.window),
        reporting(shift, family, scanned.window, is_of_reports=is_of_reports),
        demand(shift, family, scanned.window),
        other_routes(shift, family, scanned),
        earlier(shift, family, scanned),
        meeting(shift, family, scanned),
    )


def season(shift: Shift, family: Family, window: int) -> RivalFound:
    """Return whether both changes hold in most months of those compared, each with itself a year before."""
    held = []
    for one, way in ((shift.fall, -1), (shift.rise, 1)):
        row = family.figures[family.names.index(one.route)]
        now, ago = row[one.since : one.since + window], row[one.since - YEAR : one.since - YEAR + window]
        held.append(int((way * (now - ago) > 0).sum()))
    weight = Weight.AGAINST if min(held) >= MOST_MONTHS * window else Weight.FOR
    return RivalFound(Rival.SEASON, weight, {"fall": held[0], "rise": held[1], "of": window})


def reporting(shift: Shift, family: Family, window: int, *, is_of_reports: bool) -> RivalFound:
    """Return whether a month compared is missing or was revised, or a route's figures change their meaning near it."""
    months = {
        place
        for one in (shift.fall, shift.rise)
        for since in (one.since, one.since - YEAR)
        for place in range(since, since + window)
    }
    missing, revised = len(months & family.missing), len(months & family.revised)
    near = sum(
        min(months) <= place <= max(months)
        for one in (shift.fall, shift.rise)
        for place in (family.breaks[family.names.index(one.route)] if family.breaks else ())
    )
    told = Weight.UNKNOWN if is_of_reports else Weight.AGAINST
    figures = {"missing": missing, "revised": revised, "breaks": near}
    return RivalFound(Rival.REPORTING, Weight.FOR if missing or near else told, figures)


def demand(shift: Shift, family: Family, window: int) -> RivalFound:
    """Return whether all other routes together changed the same way as one of the two."""
    totals = family.figures.sum(0)
    before, after = (
        float(totals[since : since + window].sum()) for since in (shift.fall.since - YEAR, shift.fall.since)
    )
    figures = {"before": before, "after": after}
    others = [place for place, name in enumerate(family.names) if name not in (shift.fall.route, shift.rise.route)]
    if not others:
        return RivalFound(Rival.DEMAND, Weight.UNKNOWN, figures)
    rest = noise.even(family.figures[others].sum(0)[None, :])
    beyond = noise.changes(rest, window)[0] / noise.usual(rest, window).change[0]
    fell = beyond[shift.fall.since - YEAR] <= -CLEARLY
    rose = beyond[shift.rise.since - YEAR] >= CLEARLY
    figures |= {"others-fell": float(fell), "others-rose": float(rose)}
    return RivalFound(Rival.DEMAND, Weight.FOR if fell or rose else Weight.AGAINST, figures)


def other_routes(shift: Shift, family: Family, scanned: Scanned) -> RivalFound:
    """Return which other routes rose with the one that rises, or fell with the one that falls."""
    rose = tuple(_with(shift.rise, shift.fall.route, family, scanned))
    fell = tuple(_with(shift.fall, shift.rise.route, family, scanned))
    weight = Weight.FOR if rose or fell else Weight.AGAINST
    return RivalFound(Rival.OTHER_ROUTES, weight, {"rose": len(rose), "fell": len(fell)}, (*rose, *fell))


def _with(one: Side, partner: str, family: Family, scanned: Scanned) -> Iterator[str]:
    values = noise.even(family.figures)
    for place, name in enumerate(family.names):
        if name in (one.route, partner):
            continue
        spread = float(scanned.usual.change[place])
        other = side(family, values, place, one.since - YEAR, spread, scanned.window)
        is_weighty = abs(other.after - other.before) >= WEIGHTY * abs(one.after - one.before)
        is_same_way = (other.after > other.before) == (one.after > one.before)
        if is_weighty and is_same_way and other.beyond * np.sign(one.beyond) >= CLEARLY:
            yield name


def earlier(shift: Shift, family: Family, scanned: Scanned) -> RivalFound:
    """Return whether the one that rises did so already in the year before the other began to fall."""
    place = shift.since - 2 * YEAR
    if place < 0:
        return RivalFound(Rival.EARLIER, Weight.UNKNOWN)
    route = family.names.index(shift.rise.route)
    spread = float(scanned.usual.change[route])
    found = side(family, noise.even(family.figures), route, place, spread, scanned.window)
    return RivalFound(Rival.EARLIER, Weight.FOR if found.beyond >= CLEARLY else Weight.AGAINST, {"by": found.by})


def meeting(shift: Shift, family: Family, scanned: Scanned) -> RivalFound:
    """Return in how many slides of one history along the other they would meet as clearly: by accident, that is."""
    values = noise.even(family.figures)
    rows = [family.names.index(one.route) for one in (shift.fall, shift.rise)]
    fall, rise = noise.changes(values[rows], scanned.window) / scanned.usual.change[rows, None]
    months = len(fall)
    slides = [np.stack([fall, np.roll(rise, by)]) for by in range(LAGS + 1, months - LAGS)]
    if len(slides) < YEAR:
        return RivalFound(Rival.MEETING, Weight.UNKNOWN)
    share = float((clearest(np.stack(slides))[:, 0, 1] >= shift.clear - TINY).mean())
    return RivalFound(Rival.MEETING, Weight.FOR if share > RARELY else Weight.AGAINST, {"share": share})
