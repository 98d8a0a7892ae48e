"""Reads counts that more than one column says: parts that are added up, and the sex and age of the people counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from sys import intern

from corridor.core.imports.cells import Claims, Unfit, reader_of
from corridor.core.imports.codes import Reason
from corridor.core.imports.records import Cells, Field, Grouping, problem
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.counts import Count
from corridor.core.kernel.text import fold

_CACHE = 8192


def read_counts(
    field: Field, places: Mapping[str, int], header: Sequence[str], countries: Countries
) -> Callable[[Cells], Claims]:
    """Return the function that reads one count from several columns.

    Figures are added up; where some of them are blank, the sum is a lowest figure. A group that a column does not name
    is left open, and one that no code fits refuses the row.
    """
    # What a zero says is asked of the sum, not of its parts.
    plain = replace(field, sex="", age="", required=False, silent_zero=False)
    parts = [(places[name], reader_of(plain, header[places[name]], countries, None)) for name in field.columns]
    label = " + ".join(header[index] for index, _ in parts)
    sex, age = _group(field.sex_from, places, header), _group(field.age_from, places, header)
    prop, caches = intern(field.prop), [dict[str, Claims]() for _ in parts]

    def read(cells: Cells) -> Claims:
        said: list[tuple[str, str]] = []
        for (index, read_part), cache in zip(parts, caches, strict=True):
            if cell := cells[index]:
                found = cache.get(cell)
                if found is None:
                    if len(cache) >= _CACHE:
                        cache.clear()
                    found = cache[cell] = read_part(cell)
                said += [(value, original or value) for _, value, original in found]
        if not said:
            if field.required:
                raise Unfit(problem(Reason.VALUE_MISSING, label))
            return ()
        value = said[0][0] if len(parts) == 1 else _sum([one for one, _ in said], is_whole=len(said) == len(parts))
        if field.silent_zero and value == "0":
            return ()
        group = _written(sex(cells) or field.sex, age(cells) or field.age)
        recorded = " + ".join(text for _, text in said)
        claimed = f"{value}{group}"
        return ((prop, claimed, None if recorded == value else f"{recorded}{group}"),)

    return read


def _sum(values: Sequence[str], *, is_whole: bool) -> str:
    counts = [Count.parse(value) for value in values]
    highs = [count.high for count in counts if count.high is not None]
    high = sum(highs) if is_whole and len(highs) == len(counts) else None
    return Count(sum(count.low or 0 for count in counts), high).text


def _written(sex: str, age: str) -> str:
    return f"|{sex}|{age}" if age else f"|{sex}" if sex else ""


def _group(group: Grouping | None, places: Mapping[str, int], header: Sequence[str]) -> Callable[[Cells], str]:
    if group is None or group.column not in places:
        return lambda _: ""
    index, codes = places[group.column], group.codes
    label = header[index]

    def read(cells: Cells) -> str:
        text = (cells[index] or "").strip()
        found = codes.get(fold(text)) if text else ""
        if found is None:
            raise Unfit(problem(Reason.CODE_UNKNOWN, label))
        return found

    return read
