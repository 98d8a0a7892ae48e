"""Dates that may know only their year or month, in one written form: `2021`, `2021-03` or `2021-03-14`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.text import fold

_LONGEST = 60
_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(?:\w{2,10}\.?,?\s+)?(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_DAY_NAME = re.compile(
    r"(?:\w{2,10}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|º)?[-/. ]+(?:de )?(\w{2,12})\.?[-/., ]+(?:de )?(\d{4}|\d{2})"
)
_NAME_DAY = re.compile(r"(?:\w{2,10},\s+)?([^\W\d]{2,12})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4}|\d{2})")
_NAME_YEAR = re.compile(r"([^\W\d]{2,12})\.?[-/., ]*(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+(\d{1,2}|[^\W\d]{2,12})\.?(?:[-/. ]+(\d{1,2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")

_NAMES = (
    "jan january janvier janv enero ene januar janeiro gennaio genn يناير جانفي كانون-الثاني",
    "feb february fevrier fevr febrero februar fevereiro fev febbraio febbr فبراير فيفري شباط",
    "mar march mars marzo marz marco مارس آذار",
    "apr april avril avr abril abr aprile أبريل أفريل نيسان",
    "may mai mayo maio maggio magg مايو ماي أيار",
    "jun june juin junio juni junho giugno يونيو يونيه جوان حزيران",
    "jul july juillet juil julio juli julho luglio يوليو يوليه يوليوز جويلية تموز",
    "aug august aout agosto ago أغسطس أوت غشت آب",
    "sep sept september septembre septiembre setiembre set setembro settembre سبتمبر شتنبر أيلول",
    "oct october octobre octubre oktober okt outubro out ottobre ott أكتوبر تشرين-الأول",
    "nov november novembre noviembre novembro نوفمبر نونبر تشرين-الثاني",
    "dec december decembre diciembre dic dezember dez dezembro dicembre ديسمبر دجنبر كانون-الأول",
)
_MONTHS = {fold(name.replace("-", "")): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
# Months of two words are written as one before they are looked for.
_TWO_WORDS = re.compile(r"(كانون|تشرين)\s+(ال\w+)")


class DateInvalid(CorridorError):
    """A text is not a date in any of the ways it may be written."""

    code = "kernel.E11"
    template = "not a date in the expected form: {styles}"
    hint = "Write the date as 2021, 2021-03 or 2021-03-14, or name the style in which it is written."


class DateStyleUnknown(CorridorError):
    """A way of writing dates was named that does not exist."""

    code = "kernel.E12"
    template = "unknown date style {style}"
    hint = "Use one of the styles listed in the mapping guide, such as iso or 29-Oct-19."


def parse_date(text: str, styles: Sequence[str] = ("iso",)) -> str:
    """Return a date in its canonical form.

    Args:
        text: The date as recorded.
        styles: Ways in which it may be written, tried in order. Each but `iso` is named by the way it writes
            29 October 2019, see `STYLES`. A two-digit year above 68 is of the 20th century.
    Raises:
        DateInvalid: No style fits, or the day does not exist.
        DateStyleUnknown: A style is not one of `STYLES`.
    """
    trimmed = _TWO_WORDS.sub(r"\1\2", text.strip())
    if len(trimmed) > _LONGEST:
        raise DateInvalid(styles=", ".join(styles))
    for style in styles:
        reader = STYLES.get(style)
        if reader is None:
            raise DateStyleUnknown(style=style)
        if (found := reader(trimmed)) is not None:
            return found
    raise DateInvalid(styles=", ".join(styles))


def month_of(value: str) -> str | None:
    """Return the month of a date as `2021-03`, or nothing where only the year is known."""
    return value[:7] if len(value) >= 7 else None


def bounds(value: str) -> tuple[str, str]:
    """Return the first day that a date may mean and the day after the last.

    Raises:
        DateInvalid: `value` is not a canonical date.
    """
    if _iso(value) != value:
        raise DateInvalid(styles="iso")
    year = int(value[:4])
    if len(value) == 4:
        return f"{year:04}-01-01", f"{year + 1:04}-01-01"
    month = int(value[5:7])
    if len(value) == 7:
        following = (year + 1, 1) if month == 12 else (year, month + 1)
        return f"{value}-01", f"{following[0]:04}-{following[1]:02}-01"
    return value, (date.fromisoformat(value) + timedelta(days=1)).isoformat()


def of_calendar(value: str, begins: int) -> str:
    """Return the date of the calendar for one whose year is a fiscal year, named after the year in which it ends.

    Args:
        value: A date with its month, such as 2024-10 for the first month of the fiscal year 2024.
        begins: The month with which the years begin, 1 to 12; with 1 the date is as it stands.

    Raises:
        DateInvalid: A fiscal year without a month is no period of the calendar.
    """
    if begins == 1:
        return value
    if len(value) == 4:
        raise DateInvalid(styles="a year and a month")
    return f"{int(value[:4]) - 1:04}{value[4:]}" if int(value[5:7]) >= begins else value


def _written(year: str, month: int, day: str) -> str | None:
    """Put a date together, or return nothing where the calendar has no such day."""
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < 69 else 1900
    # Nothing that Corridor records lies outside; a year such as 0221 is a slip of the pen.
    if not (1800 <= full <= 2199 and 1 <= month <= 12):
        return None
    if not day:
        return f"{full:04}-{month:02}"
    if not 1 <= int(day) <= monthrange(full, month)[1]:
        return None
    return f"{full:04}-{month:02}-{int(day):02}"


def _iso(text: str) -> str | None:
    if (found := _ISO.fullmatch(text)) is None or not text.isascii():
        return None
    year, month, day = found.groups("")
    if not month:
        return year if 1800 <= int(year) <= 2199 else None
    return _written(year, int(month), day)


def _compact(text: str) -> str | None:
    found = _COMPACT.fullmatch(text)
    return _written(found[1], int(found[2]), found[3]) if found else None


def _day_month_year(text: str) -> str | None:
    found = _NUMBERS.fullmatch(text)
    return _written(found[3], int(found[2]), found[1]) if found else None


def _month_day_year(text: str) -> str | None:
    found = _NUMBERS.fullmatch(text)
    return _written(found[3], int(found[1]), found[2]) if found else None


def _month_year(text: str) -> str | None:
    found = _MONTH_YEAR.fullmatch(text)
    return _written(found[2], int(found[1]), "") if found else None


def _year_first(text: str) -> str | None:
    if (found := _YEAR_FIRST.fullmatch(text)) is None:
        return None
    month = int(found[2]) if found[2].isdecimal() else _MONTHS.get(fold(found[2]))
    return _written(found[1], month, found[3] or "") if month else None


def _named(pattern: re.Pattern[str], name: int, day: int, year: int) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        found = pattern.fullmatch(text)
        month = _MONTHS.get(fold(found[name])) if found else None
        return _written(found[year], month, found[day] if day else "") if found and month else None

    return read


STYLES: dict[str, Callable[[str], str | None]] = {
    "iso": _iso,
    "2019-10-29": _iso,
    "2019-10": _iso,
    "2019-Oct": _year_first,
    "20191029": _compact,
    "29/10/2019": _day_month_year,
    "29.10.2019": _day_month_year,
    "29-10-2019": _day_month_year,
    "10/29/2019": _month_day_year,
    "29-Oct-19": _named(_DAY_NAME, 2, 1, 3),
    "29 October 2019": _named(_DAY_NAME, 2, 1, 3),
    "October 29, 2019": _named(_NAME_DAY, 1, 2, 3),
    "Oct 2019": _named(_NAME_YEAR, 1, 0, 2),
    "10/2019": _month_year,
}
