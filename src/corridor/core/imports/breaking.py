"""Finds the columns beside figures that say of which sex or age the people are whom they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from corridor.core.imports.bands import ALL, UNKNOWN, are_whole, is_band, span_in
from corridor.core.imports.describing import Because, ColumnPlan, Confidence
from corridor.core.imports.sampling import NEARLY_ALL, Column
from corridor.core.imports.wording import Group, Wording, words_of

MOST_GROUPS = 40


def breaks_of(column: Column, wording: Wording) -> ColumnPlan | None:
    """Return how a column says whom the figures count, and the code of each of its texts; nothing where it does not.

    A column of another name counts only where nearly all of its texts are of a sex or an age.
    """
    if not column.values or column.distinct > MOST_GROUPS or column.counts >= NEARLY_ALL:
        return None
    named = wording.is_person_column(column.header)
    codes = {text: wording.people_in(text) for text in dict.fromkeys(column.values)}
    if any("child" in code.split("/") for code in codes.values()):
        # Beside girls, boys or children the women are adults.
        codes = {text: _grown(code) if wording.is_grown(text) else code for text, code in codes.items()}
    told = {code for code in codes.values() if code not in ("", ALL, UNKNOWN)}
    if not told or (not named and (len(told) < 2 or column.share(codes.get) < NEARLY_ALL)):
        return None
    halves = {half for code in told for half in code.split("/")}
    breaks = "-".join(
        name for name, known in (("sex", {"female", "male"}), ("age", {"child", "adult"})) if halves & known
    )
    # A band that is neither of children nor of adults counts everybody, and stays what its text says beside it.
    meant = {text: code or (ALL if is_band(text) else "") for text, code in codes.items()}
    confidence = Confidence.SURE if named and all(meant.values()) else Confidence.LIKELY
    return ColumnPlan(column.header, codes=meant, breaks=breaks, confidence=confidence, because=Because.BREAKS)


def columns_of_groups(
    groups: Mapping[int, Group], bands: AbstractSet[int], columns: Sequence[Column]
) -> dict[int, str | None]:
    """Return which columns of groups are read: by itself (empty), as a part of a sum, or not at all (nothing).

    Bands of ages are added up where they make a whole group. Of several other columns of one group only the one that
    has nothing but its name is read, since the others may be part of it or stand beside it.

    Args:
        groups: Whom each column counts, by its place.
        bands: The places of those that are bands of ages.
    """
    read: dict[int, str | None] = {}
    for group in dict.fromkeys(groups.values()):
        places = [place for place, one in groups.items() if one == group]
        whole = [place for place in places if place not in bands]
        exact = [place for place in whole if len(words_of(columns[place].header)) == 1]
        chosen = exact[:1] or (whole if len(whole) == 1 else [])
        if not whole and are_whole(span_in(columns[place].header, lone=True) for place in places):
            chosen = places
        read |= {place: ("sum" if len(chosen) > 1 else "") if place in chosen else None for place in places}
    return read


def _grown(code: str) -> str:
    return f"{code}/adult" if code in ("female", "male") else code
