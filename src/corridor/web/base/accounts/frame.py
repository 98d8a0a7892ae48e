"""Fills the frame of every page: who acts, in which function, for which purpose, on which node."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.codes import Permission, Zone
from corridor.core.access.records import Officer
from corridor.demo.sign_ins import PASSWORD, sign_ins
from corridor.web.base.accounts import models
from corridor.web.base.accounts.middleware import DUTY
from corridor.web.base.printing import imprint_of, print_url_of
from corridor.web.base.tour.queries import is_due
from corridor.web.base.zone import Entry, zone
from corridor.web.design.frame import Acting, Destination, Frame, SignIn
from corridor.web.home import beside, zone_of

SHARED: tuple[Entry, ...] = (
    ("base:administration", Permission.OFFICER_MANAGE, "Administration"),
    ("base:ledger", Permission.LEDGER_VERIFY, "Ledger"),
)
"""What every zone has at the end of its main navigation."""


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the frame for templates; a page outside any sign-in gets one without an officer."""
    officer = getattr(request, "officer", None)
    account = getattr(request, "user", None)
    known = account if isinstance(account, models.Officer) else None
    destinations = _destinations(officer, request.path) if officer is not None else ()
    return {
        "frame": Frame(
            node_name=node_name(settings.HOME),
            acting=_acting(request, known, officer) if known is not None and officer is not None else None,
            destinations=destinations,
            find_url=_find(officer) if officer is not None else "",
            tokens_url=_tokens(officer) if officer is not None else "",
            open_pages=_open_pages(request.path) if known is None else (),
            demonstration=settings.DEMONSTRATION,
            both_zones=settings.DEMONSTRATION and has_other_zone(settings.HOME),
            language_url=reverse("set_language"),
            path=request.get_full_path(),
            sign_ins=_sign_ins() if settings.DEMONSTRATION and known is None else (),
            sign_on=settings.OIDC.name if settings.OIDC is not None and known is None else "",
            tour_url=reverse("base:tour") if officer is not None else "",
            tour_is_due=officer is not None and request.path in ("/", _first(destinations)) and is_due(officer.id),
            print_url=print_url_of(request),
            imprint=imprint_of(request),
            sign_in_password=PASSWORD if settings.DEMONSTRATION and known is None else "",
        )
    }


def home_of(officer: Officer) -> str:
    """Return the first page that an officer's function may see; the page of functions when there is none."""
    return _first(_destinations(officer, ""))


def _first(destinations: Sequence[Destination]) -> str:
    return destinations[0].url if destinations else reverse("base:purpose")


def _acting(request: HttpRequest, account: models.Officer, officer: Officer) -> Acting:
    language = get_language() or "en"
    return Acting(
        officer=account.display_name,
        authority=account.authority.code,
        authority_name=account.authority.name,
        function=shelf.functions()[officer.reader.function].labels[language],
        purpose=shelf.schemes().purposes[officer.reader.purpose].labels[language],
        duty=str(request.session[DUTY]),
        change_url=reverse("base:purpose"),
        sign_out_url=reverse("account_logout"),
        account_url=reverse("base:sessions"),
    )


def _sign_ins() -> tuple[SignIn, ...]:
    """Return the accounts of the demonstration, as the sign-in page offers them."""
    language = get_language() or "en"
    return tuple(
        SignIn(
            name=one["handle"],
            authority=one["authority"],
            function=", ".join(shelf.function_label(function, language) for function in one["functions"]),
        )
        for one in sign_ins(Zone(settings.ZONE))
    )


def _destinations(officer: Officer, path: str) -> tuple[Destination, ...]:
    shown = []
    for name, permission, label in (*zone().destinations, *SHARED):
        url = _address(name)
        if url and permission in officer.permissions:
            is_here = path == url if url == "/" else path.startswith(url)
            shown.append(Destination(label=gettext(label), url=url, current=is_here))
    return tuple(shown)


def _open_pages(path: str) -> tuple[Destination, ...]:
    """Return the pages that the zone shows to anybody."""
    pages = ((_address(name), gettext(label)) for name, label in zone().open_pages)
    return tuple(Destination(label=label, url=url, current=path == url) for url, label in pages if url)


def _tokens(officer: Officer) -> str:
    return reverse("base:tokens") if Permission.API_USE in officer.permissions else ""


def _find(officer: Officer) -> str:
    """Return where the words in the head of the page are looked for; nothing where the function has no search."""
    search = zone().search
    return _address(search[0]) if search is not None and search[1] in officer.permissions else ""


def _address(name: str) -> str:
    """Return the address of a page, or nothing in a zone that does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def has_other_zone(home: Path) -> bool:
    """Return whether the other zone of the demonstration lives beside this one."""
    return bool(zone_of(beside(home)) or zone_of(home.parent))


@cache
def node_name(home: Path) -> str:
    """Return the name the node was given when it was made."""
    path = home / "node.txt"
    return path.read_text(encoding="utf-8").strip() if path.exists() else "Corridor"
