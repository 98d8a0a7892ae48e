"""Counts by sex and age as one table: a row for each source and measure, and what was not stated as a remainder."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.entities.laying import Row
from corridor.core.kernel.counts import AGES, SEXES, Count
from corridor.web.desk.entities.saying import Speech, count_text, part_label
from corridor.web.desk.pages import Breakdown, BreakdownCell, BreakdownRow

UNKNOWN = "unknown"
KNOWN_SEXES = tuple(sex for sex in SEXES if sex != UNKNOWN)
KNOWN_AGES = tuple(age for age in AGES if age != UNKNOWN)
COMBINED = tuple(f"{sex}|{age}" for sex in SEXES for age in AGES)
REST_OF_SEX, REST_OF_AGE = UNKNOWN, f"|{UNKNOWN}"
COLUMNS = (*KNOWN_SEXES, REST_OF_SEX, *(f"|{age}" for age in KNOWN_AGES), REST_OF_AGE, *COMBINED)

Told = dict[str, list[Count]]
"""What one record says about one measure, by sex and age; "" is all together."""


def breakdown(speech: Speech) -> Breakdown | None:
    """Return the table of a thing; None where no source breaks a count down."""
    told: dict[tuple[str, object], Told] = {}
    rows: dict[tuple[str, object], Row] = {}
    for row in _counts(speech):
        count = Count.parse(row[1])
        key = row[0], row[5]
        told.setdefault(key, {}).setdefault(row[1].partition("|")[2], []).append(count)
        rows.setdefault(key, row)
    broken = {key: parts for key, parts in told.items() if parts.keys() - {""}}
    if not broken:
        return None
    present = {part for parts in broken.values() for part in parts}
    if any(part.partition("|")[0] for part in present):
        present.add(REST_OF_SEX)
    if any(part.partition("|")[2] for part in present):
        present.add(REST_OF_AGE)
    columns = [part for part in COLUMNS if part in present]
    labels = [_label(part, speech.language) for part in columns]
    properties = shelf.registry().properties
    return Breakdown(
        columns=tuple(labels),
        rows=tuple(
            BreakdownRow(
                measure=properties[key[0]].labels[speech.language],
                total=_said(parts.get("", []), speech.language),
                cells=tuple(
                    BreakdownCell(label, _cell(part, parts, speech.language))
                    for part, label in zip(columns, labels, strict=True)
                ),
                sayer=speech.sayer(rows[key]),
            )
            for key, parts in broken.items()
        ),
    )


def _counts(speech: Speech) -> Iterable[Row]:
    properties = shelf.registry().properties
    for prop in speech.thing.laid.props:
        if prop in properties and properties[prop].type is Type.COUNT:
            yield from speech.thing.laid.rows(prop)


def _label(part: str, language: str) -> str:
    if part == REST_OF_SEX:
        return gettext("Sex not known")
    if part == REST_OF_AGE:
        return gettext("Age not known")
    return part_label(part, language)


def _cell(part: str, told: Told, language: str) -> str:
    if part not in (REST_OF_SEX, REST_OF_AGE):
        return _said(told.get(part, []), language)
    rest = remainder(told, by_sex=part == REST_OF_SEX)
    return count_text(rest, language) if rest is not None else _said(told.get(part, []), language)


def _said(counts: Iterable[Count], language: str) -> str:
    return " / ".join(count_text(count, language) for count in counts)


def remainder(told: Told, *, by_sex: bool) -> Count | None:
    """Return how many people of the whole are of no stated sex, or age; None where that cannot be said."""
    wholes = told.get("", [])
    groups = [_group(told, name, by_sex) for name in (KNOWN_SEXES if by_sex else KNOWN_AGES)]
    known = [count for group in groups for count in group]
    if len(wholes) != 1 or not known:
        return None
    whole = wholes[0]
    most = None if whole.high is None else whole.high - sum(count.low or 0 for count in known)
    if most is not None and most < 0:
        return None
    highest = [count.high for count in known]
    least = max(0, (whole.low or 0) - sum(high or 0 for high in highest)) if None not in highest else 0
    return Count(least, most)


def _group(told: Told, name: str, by_sex: bool) -> list[Count]:
    """Return what was said about one sex or age: the group itself, else its parts."""
    own = told.get(name if by_sex else f"|{name}", [])
    if own:
        return own[:1]
    parts = [f"{name}|{age}" for age in AGES] if by_sex else [f"{sex}|{name}" for sex in SEXES]
    return [count for part in parts for count in told.get(part, [])[:1]]
