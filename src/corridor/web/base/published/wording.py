"""The words of published tables: what is counted, the axes and their codes, the title, the method."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale
from django.utils.translation import get_language, gettext, ngettext, pgettext

from corridor import shelf
from corridor.core.disclosure.codes import TOTAL, UNKNOWN, Method
from corridor.core.disclosure.records import Published
from corridor.core.publishing.codes import By, Counted, Step, Why
from corridor.core.publishing.records import Asked, Coverage
from corridor.core.publishing.rules import band_of
from corridor.web.design.punctuation import joined
from corridor.web.design.shown import day, locale_of


def counted_words() -> Mapping[str, str]:
    """Return what each table counts, in words."""
    return {
        Counted.DEAD.value: gettext("Dead"),
        Counted.MISSING.value: gettext("Missing"),
        Counted.DEAD_OR_MISSING.value: gettext("Dead or missing"),
        Counted.SURVIVORS.value: gettext("Survivors"),
        Counted.PEOPLE.value: gettext("People concerned"),
        Counted.DETECTIONS.value: gettext("Detections"),
    }


def axis_word(name: str) -> str:
    """Return what an axis is called."""
    words = {
        By.PERIOD.value: gettext("Period"),
        By.SEX.value: gettext("Sex"),
        By.AGE.value: pgettext("of a person", "Age"),
        By.ROUTE.value: gettext("Route"),
        By.COUNTRY.value: gettext("Country"),
        "node": gettext("Node"),
    }
    return words.get(name, name)


def code_word(axis: str, code: str, language: str) -> str:
    """Return one code of an axis in words; what a source named stays as it is."""
    if code == TOTAL:
        return gettext("All together")
    if code == UNKNOWN:
        return gettext("Not told")
    if axis == By.PERIOD:
        return _period(code, language)
    if axis == By.COUNTRY:
        return _country(code, language)
    words = {
        "female": pgettext("sex", "female"),
        "male": pgettext("sex", "male"),
        "other": pgettext("sex", "other"),
        "adult": pgettext("age", "adult"),
        "child": pgettext("age", "child"),
    }
    return words.get(code, code)


def _country(code: str, language: str) -> str:
    name: str | None = Locale.parse(locale_of(language)).territories.get(code)
    known = shelf.countries().by_code.get(code)
    return known.name if known is not None and (name is None or known.status == "invented") else name or code


def _period(code: str, language: str) -> str:
    if "Q" in code:
        return gettext("%(year)s, quarter %(number)s") % {"year": code[:4], "number": code[-1]}
    return code if len(code) == 4 else day(code, language)


def title(asked: Asked | None, tables: tuple[Published, ...]) -> str:
    """Return what a table is called: made from what it counts and its axes, so that nobody types a word of it."""
    if asked is None:
        return gettext("Fixed tables of a protection body")
    steps = {
        Step.MONTH: pgettext("broken down by", "month"),
        Step.QUARTER: pgettext("broken down by", "quarter"),
        Step.YEAR: pgettext("broken down by", "year"),
    }
    names = {
        By.PERIOD: steps[asked.step],
        By.SEX: pgettext("broken down by", "sex"),
        By.AGE: pgettext("broken down by", "age"),
        By.ROUTE: pgettext("broken down by", "route"),
        By.COUNTRY: pgettext("broken down by", "country"),
    }
    by = joined((names[axis] for axis in asked.axes), get_language() or "en")
    return gettext("%(counted)s by %(by)s") % {"counted": counted_words()[asked.counted.value], "by": by}


def fixed_words() -> Mapping[str, str]:
    """Return what each fixed table of a protection body counts, by the table's name."""
    return {
        "interviews": gettext("Interviews by sex and age"),
        "cases-opened": gettext("Cases opened"),
        "referrals": gettext("Cases referred to other bodies"),
    }


def method_words(table: Published) -> str:
    """Return how small figures of a table are protected."""
    if table.method is Method.ROUNDING:
        return gettext(
            "Figures are moved by keyed noise to multiples of %(base)s, the same for the same cell in every table. A "
            "figure that is not 0 never becomes 0. Rows need not add up."
        ) % {"base": table.base}
    return gettext(
        "Figures below %(threshold)s are not told, nor are others that would give them away. What is not told is not 0."
    ) % {"threshold": table.threshold}


def attack_words(attack: Mapping[str, object], hidden: int) -> str:
    """Return what the attack on a table found."""
    if attack.get("found"):
        return gettext("The attack worked out figures that must not be known.")
    told = {"hidden": hidden}
    return (
        ngettext(
            "%(hidden)s cell is not told. An attack with all tables ever published here worked none of them out.",
            "%(hidden)s cells are not told. An attack with all tables ever published here worked none of them out.",
            hidden,
        )
        % told
    )


def coverage_words(coverage: Coverage, threshold: int = 0) -> tuple[str, ...]:
    """Return how much a table rests on what, a sentence for each thing.

    Args:
        threshold: The least that the published table shows; numbers are then told as bands, and also where there is
            nothing. 0 for who may see the count itself: exactly, and only what there is.
    """

    def told(count: int) -> str:
        return band_words(count, threshold) if threshold else str(count)

    lines = [gettext("%(n)s records tell a figure.") % {"n": told(coverage.told)}]
    further = (
        (coverage.untold, gettext("%(n)s records tell none and are not counted.")),
        (coverage.undated, gettext("%(n)s are told without a period that is exact enough.")),
        (coverage.unbroken, gettext("%(n)s do not say how many were of which sex or age: they count as not told.")),
        (coverage.contradictory, gettext("%(n)s tell more by sex and age than in all: their ages count as not told.")),
    )
    lines += [words % {"n": told(n)} for n, words in further if n or threshold]
    if coverage.ranges or threshold:
        words = gettext("%(n)s tell a range: the lowest figure counts, and the highest are %(spread)s more in all.")
        lines.append(words % {"n": told(coverage.ranges), "spread": told(coverage.spread)})
    return tuple(line[:1].upper() + line[1:] for line in lines)


def band_words(count: int, threshold: int) -> str:
    """Return the band in which a number of records lies, in words."""
    low, high = band_of(count, threshold)
    if not low:
        return gettext("fewer than %(n)s") % {"n": high + 1}
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def why_words() -> Mapping[str, str]:
    """Return why a table was corrected or withdrawn, in words."""
    return {
        Why.SOURCE_CORRECTED.value: gettext("A source corrected its figures."),
        Why.COUNTED_WRONGLY.value: gettext("It was counted wrongly."),
        Why.NO_LONGER_PROTECTED.value: gettext("It no longer protects those it counts."),
        Why.ASKED_BY_SOURCE.value: gettext("The authority whose figures these are asked for it."),
    }


def grouped(digest: str) -> str:
    """Return a digest in groups that a narrow page can break between."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
