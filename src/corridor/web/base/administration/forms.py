"""What an administrator may type, read field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop

from corridor import shelf
from corridor.core.access.errors import AccountMalformed, DutiesJoined, ZonesJoined
from corridor.core.access.rules import check_duties
from corridor.core.kernel.text import has_forbidden
from corridor.web.base.accounts import models
from corridor.web.design.pieces import FormProblem

HANDLE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])")
CODE = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
LONGEST_NAME, LONGEST_AUTHORITY = 120, 200
LONGEST_PAGE_NUMBER = 5
INVENTED = ("XA", "XB", "XC")

KINDS = {
    "police": gettext_noop("police"),
    "border-guard": gettext_noop("border guard"),
    "border": gettext_noop("border authority"),
    "coastguard": gettext_noop("coast guard"),
    "customs": gettext_noop("customs"),
    "prosecution": gettext_noop("prosecution service"),
    "court": gettext_noop("court"),
    "financial-intelligence": gettext_noop("financial intelligence unit"),
    "joint-centre": gettext_noop("joint centre"),
    "statistics": gettext_noop("statistical office"),
    "carrier": gettext_noop("carrier or platform"),
    "other": gettext_noop("other authority"),
}


@dataclass(frozen=True, slots=True)
class OfficerAsked:
    """A new officer as asked for."""

    handle: str = ""
    name: str = ""
    authority: str = ""
    duties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityAsked:
    """A new authority as asked for."""

    code: str = ""
    name: str = ""
    country: str = ""
    kind: str = ""


def officer_asked(typed: QueryDict, authorities: Sequence[str]) -> tuple[OfficerAsked, tuple[FormProblem, ...]]:
    """Return a new officer and what must be corrected, in the order of the fields.

    Args:
        authorities: Codes of which one must be chosen.
    """
    asked = OfficerAsked(
        handle=text_typed(typed, "handle").lower(),
        name=text_typed(typed, "name"),
        authority=text_typed(typed, "authority"),
        duties=duties_typed(typed),
    )
    problems = []
    if not HANDLE.fullmatch(asked.handle):
        words = gettext("Write 2 to 64 letters a-z, digits, dots, hyphens or underscores as the handle.")
        problems.append(FormProblem("handle", words))
    elif models.Officer.objects.filter(handle=asked.handle).exists():
        problems.append(FormProblem("handle", gettext("This handle is taken; a handle is never given twice.")))
    problems += name_problems(asked.name, LONGEST_NAME)
    if asked.authority not in authorities:
        problems.append(FormProblem("authority", gettext("Choose the authority.")))
    return asked, (*problems, *duty_problems(asked.duties))


def authority_asked(typed: QueryDict) -> tuple[AuthorityAsked, tuple[FormProblem, ...]]:
    """Return a new authority and what must be corrected, in the order of the fields."""
    asked = AuthorityAsked(
        code=text_typed(typed, "code").upper(),
        name=text_typed(typed, "name"),
        country=text_typed(typed, "country").upper(),
        kind=text_typed(typed, "kind"),
    )
    problems = []
    if not CODE.fullmatch(asked.code):
        problems.append(FormProblem("code", gettext("Write the code in capitals, digits and hyphens, such as XA-POL.")))
    elif models.Authority.objects.filter(code=asked.code).exists():
        problems.append(FormProblem("code", gettext("The node has an authority of this code already.")))
    problems += name_problems(asked.name, LONGEST_AUTHORITY)
    if asked.country not in INVENTED and asked.country not in shelf.countries().by_code:
        problems.append(FormProblem("country", gettext("Write the two letters of the country.")))
    if asked.kind not in KINDS:
        problems.append(FormProblem("kind", gettext("Choose the kind of authority.")))
    return asked, tuple(problems)


def name_problems(name: str, longest: int) -> list[FormProblem]:
    """Return what must be corrected about a name."""
    if not name:
        return [FormProblem("name", gettext("Write the name."))]
    if len(name) > longest:
        words = gettext("Write a shorter name: at most %(longest)s characters.") % {"longest": longest}
        return [FormProblem("name", words)]
    if has_forbidden(name):
        return [FormProblem("name", gettext("Leave out hidden characters and those that turn the reading direction."))]
    return []


def duties_typed(typed: QueryDict) -> tuple[tuple[str, str], ...]:
    """Return the functions and purposes that were ticked, in the order of the node's list; unknown ones stay out."""
    ticked = set(typed.getlist("duties"))
    return tuple(
        (function.code, purpose)
        for function in shelf.functions().values()
        for purpose in function.purposes
        if f"{function.code}:{purpose}" in ticked
    )


def duty_problems(duties: Sequence[tuple[str, str]]) -> list[FormProblem]:
    """Return what must be corrected about functions and purposes."""
    if not duties:
        return [FormProblem("duties", gettext("Tick at least one function and purpose."))]
    try:
        check_duties(duties, shelf.functions(), zone=settings.ZONE)
    except DutiesJoined:
        return [FormProblem("duties", gettext("Whoever manages officers sees no content: leave one of the two out."))]
    except ZonesJoined:
        words = gettext("Protection and enforcement are different people: leave out what belongs to the other zone.")
        return [FormProblem("duties", words)]
    return []


def check_typed(*, handle: str, name: str) -> None:
    """Refuse a handle or name that the page would refuse, where there is no page to say so.

    Raises:
        AccountMalformed: The handle is taken or malformed, or the name is.
    """
    if not HANDLE.fullmatch(handle) or models.Officer.objects.filter(handle=handle).exists():
        raise AccountMalformed(field="handle")
    if name_problems(name, LONGEST_NAME):
        raise AccountMalformed(field="name")


def page_asked(query: Mapping[str, str]) -> int:
    """Return which page of a list was asked for; the first, where it is no number."""
    text = query.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_PAGE_NUMBER else 1


def text_typed(typed: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field, without white space around it."""
    return typed.get(name, "").strip()
