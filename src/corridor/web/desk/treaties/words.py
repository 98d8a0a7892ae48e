"""The words of treaty status."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from corridor.core.treaties.codes import Change, Flaw, Stand
from corridor.core.treaties.records import Flag
from corridor.web.design.shown import day


def stands() -> Mapping[Stand, str]:
    """Return how a State can stand to an instrument."""
    return {
        Stand.UNKNOWN: gettext("Not known"),
        Stand.NOTHING: gettext("No party"),
        Stand.SIGNED: gettext("Signed, not party"),
        Stand.WAITING: gettext("Party, not yet in force for it"),
        Stand.BOUND: pgettext("treaty", "Party"),
        Stand.DENOUNCED: gettext("Withdrew"),
    }


def changes() -> Mapping[Change, str]:
    """Return what a later sheet can tell otherwise."""
    return {
        Change.NEW: gettext("new on the list"),
        Change.CHANGED: gettext("told otherwise"),
        Change.GONE: gettext("no longer on the list"),
    }


def flag_words(flag: Flag, titles: Mapping[str, str], language: str) -> str:
    """Return what cannot be so, and what to do about it."""
    told = {
        "earlier": day(flag.earlier.isoformat(), language) if flag.earlier else gettext("no day"),
        "later": day(flag.later.isoformat(), language) if flag.later else gettext("no day"),
        "other": titles.get(flag.other, flag.other),
    }
    return _sentences()[flag.flaw] % told


def _sentences() -> Mapping[Flaw, str]:
    return {
        Flaw.ALONE: gettext(
            "Party to this protocol and not to %(other)s, which it must be too. Compare both lists with the depositary."
        ),
        Flaw.SIGNED_AFTER_CONSENT: gettext(
            "Signed on %(later)s, after its consent of %(earlier)s. Look the two days up with the depositary."
        ),
        Flaw.SIGNED_LATE: gettext(
            "Signed on %(later)s; it could be signed until %(earlier)s. It may be an accession in the wrong column."
        ),
        Flaw.BEFORE_OPENING: gettext("Done on %(earlier)s, before it was opened for signature on %(later)s."),
        Flaw.IN_FORCE_EARLY: gettext(
            "In force for it from %(earlier)s, which is too early: by its text from %(later)s."
        ),
        Flaw.DENOUNCED_EARLY: gettext("Withdrew from %(earlier)s, before it was bound (%(later)s)."),
        Flaw.AFTER_THE_SHEET: gettext("Tells of %(later)s, and the list is as of %(earlier)s. Correct the as-of day."),
    }
