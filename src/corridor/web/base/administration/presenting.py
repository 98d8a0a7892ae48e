"""Lays the pages of administration out: what each record says, in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext, gettext_noop

from corridor import shelf
from corridor.core.access.codes import Zone
from corridor.core.access.functions import Function
from corridor.core.access.records import Officer
from corridor.web.base.accounts import models
from corridor.web.base.administration import actions, queries
from corridor.web.base.administration.forms import KINDS, AuthorityAsked, OfficerAsked
from corridor.web.base.administration.pages import (
    AuthoritiesPage,
    AuthorityRow,
    Badge,
    CardPage,
    DutyGroup,
    FunctionRow,
    NewOfficerPage,
    OfficerRow,
    PasswordPage,
    RulesPage,
    Section,
    StaffPage,
)
from corridor.web.base.sessions import queries as sessions
from corridor.web.design.pieces import Choice, FormProblem, Pagination

STATES = {
    "active": (gettext_noop("active"), "good"),
    "invited": (gettext_noop("invited"), "working"),
    "suspended": (gettext_noop("suspended"), "attention"),
    "left": (gettext_noop("left"), "neutral"),
}

SECTIONS = (
    ("base:administration", gettext_noop("Officers")),
    ("base:authorities", gettext_noop("Authorities")),
    ("base:markings", gettext_noop("Ready markings")),
    ("base:rules", gettext_noop("Functions")),
)

Duties = Collection[tuple[str, str]]


def staff_page(reader: Officer, words: str, page: int) -> StaffPage:
    """Return the list of officers."""
    found = queries.staff_for(reader, words=words, page=page)
    first = (found.page - 1) * queries.PAGE
    return StaffPage(
        sections=sections("base:administration"),
        rows=tuple(_officer_row(account) for account in found.officers),
        pagination=Pagination(
            first=first + 1,
            last=first + len(found.officers),
            total=found.total if found.total > queries.PAGE else 0,
            previous_url=_list_url(words, found.page - 1) if first else "",
            next_url=_list_url(words, found.page + 1) if first + len(found.officers) < found.total else "",
        ),
        words=words,
        new_url=reverse("base:officer-new"),
    )


def new_officer_page(reader: Officer, asked: OfficerAsked, problems: tuple[FormProblem, ...] = ()) -> NewOfficerPage:
    """Return the form for a new officer, filled as it was sent."""
    return NewOfficerPage(
        action=reverse("base:officer-new"),
        back_url=reverse("base:administration"),
        handle=asked.handle,
        name=asked.name,
        authorities=tuple(
            Choice(one.code, one.name, one.code == (asked.authority or reader.reader.authority), one.code)
            for one in open_authorities(reader)
        ),
        groups=_groups(asked.duties),
        problems=problems,
    )


def open_authorities(reader: Officer) -> tuple[models.Authority, ...]:
    """Return the authorities to which an administrator may add officers."""
    codes = queries.codes_for(reader)
    return tuple(one for one in queries.authorities_for(reader) if one.code in codes and one.closed_at is None)


def password_page(account: models.Officer, password: str) -> PasswordPage:
    """Return the page that shows a password to hand over, once."""
    return PasswordPage(
        handle=account.handle,
        name=account.display_name,
        password=password,
        until=_day(account.invited_until),
        card_url=_card_url(account),
    )


def card_page(reader: Officer, account: models.Officer, problems: tuple[FormProblem, ...] = ()) -> CardPage:
    """Return one officer's card with what this administrator can do now."""
    state = actions.state_of(account)
    is_own = account.pk == reader.id

    def may(name: str, *states: str) -> str:
        return "" if is_own or state not in states else reverse(f"base:officer-{name}", args=[account.handle])

    return CardPage(
        back_url=reverse("base:administration"),
        handle=account.handle,
        name=account.display_name,
        authority=f"{account.authority.name} ({account.authority.code})",
        state=_state(state),
        until=_day(account.invited_until or account.left_at),
        last_sign_in=_day(account.last_login),
        second_factor=queries.has_second_factor(account),
        sessions=sessions.count_of(account.pk, timezone.now()),
        subject=queries.subject_of(account),
        provider=settings.OIDC.name if settings.OIDC is not None else "",
        is_own=is_own,
        groups=_groups(queries.duties_of(account)),
        duties_url=may("duties", "active", "invited", "suspended"),
        suspend_url=may("suspend", "active", "invited"),
        resume_url=may("resume", "suspended"),
        invite_url=may("invite", "active", "invited"),
        leave_url=may("leave", "active", "invited", "suspended"),
        sessions_url=may("sessions", "active", "invited"),
        link_url=may("link", "active", "invited", "suspended") if settings.OIDC is not None else "",
        unlink_url=may("unlink", "active", "invited", "suspended"),
        problems=problems,
    )


def authorities_page(
    reader: Officer, asked: AuthorityAsked | None = None, problems: tuple[FormProblem, ...] = ()
) -> AuthoritiesPage:
    """Return the list of authorities, with the form for another where this administrator may add one."""
    asked = asked or AuthorityAsked()
    may_change = queries.is_of_the_house(reader)
    return AuthoritiesPage(
        sections=sections("base:authorities"),
        rows=tuple(_authority_row(one, may_change) for one in queries.authorities_for(reader)),
        action=reverse("base:authorities") if may_change else "",
        code=asked.code,
        name=asked.name,
        country=asked.country,
        kinds=tuple(Choice(code, gettext(label), code == asked.kind) for code, label in KINDS.items()),
        problems=problems,
    )


def rules_page(reader: Officer) -> RulesPage:
    """Return what each function may do."""
    queries.authorities_for(reader)
    language = _language()
    purposes = shelf.schemes().purposes
    return RulesPage(
        sections=sections("base:rules"),
        functions=tuple(
            FunctionRow(
                label=one.labels[language],
                note=one.meaning[language],
                permissions=tuple(sorted(one.permissions)),
                purposes=tuple(purposes[purpose].labels[language] for purpose in one.purposes),
            )
            for one in _functions_here()
        ),
    )


def _officer_row(account: models.Officer) -> OfficerRow:
    functions = dict.fromkeys(function for function, _ in queries.duties_of(account))
    return OfficerRow(
        url=_card_url(account),
        handle=account.handle,
        name=account.display_name,
        authority=account.authority.code,
        state=_state(actions.state_of(account)),
        duties=", ".join(shelf.function_label(function, _language()) for function in functions),
    )


def _authority_row(authority: models.Authority, may_change: bool) -> AuthorityRow:
    is_open = authority.closed_at is None
    officers: int = getattr(authority, "active", 0)
    return AuthorityRow(
        code=authority.code,
        name=authority.name,
        country=authority.country,
        kind=gettext(KINDS.get(authority.kind, authority.kind)),
        officers=officers,
        state=Badge(gettext("open"), "good") if is_open else Badge(gettext("closed")),
        rename_url=reverse("base:authority-rename", args=[authority.code]) if may_change else "",
        close_url=reverse("base:authority-close", args=[authority.code]) if may_change and is_open else "",
        reopen_url=reverse("base:authority-reopen", args=[authority.code]) if may_change and not is_open else "",
    )


def _groups(held: Duties) -> tuple[DutyGroup, ...]:
    language = _language()
    purposes = shelf.schemes().purposes
    return tuple(
        DutyGroup(
            label=one.labels[language],
            note=one.meaning[language],
            purposes=tuple(
                Choice(f"{one.code}:{purpose}", purposes[purpose].labels[language], (one.code, purpose) in held)
                for purpose in one.purposes
            ),
        )
        for one in _functions_here()
    )


def _functions_here() -> tuple[Function, ...]:
    """Return the functions that officers of this zone may have."""
    return tuple(one for one in shelf.functions().values() if one.zone in (Zone.ANY, settings.ZONE))


def sections(current: str) -> tuple[Section, ...]:
    """Return the parts of administration, with the one that is shown."""
    return tuple(Section(gettext(label), reverse(name), name == current) for name, label in SECTIONS)


def _state(code: str) -> Badge:
    label, tone = STATES[code]
    return Badge(gettext(label), tone)


def _card_url(account: models.Officer) -> str:
    return reverse("base:officer", args=[account.handle])


def _list_url(words: str, page: int) -> str:
    fields: Iterable[tuple[str, str]] = (("words", words), ("page", str(page)))
    return f"{reverse('base:administration')}?{urlencode([field for field in fields if field[1]])}"


def _day(moment: datetime | None) -> str:
    return date_format(moment, "DATE_FORMAT") if moment is not None else ""


def _language() -> str:
    return get_language() or "en"
