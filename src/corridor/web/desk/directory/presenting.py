"""Puts contacts into the words of their pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from babel import Locale
from babel.dates import get_day_names
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.directory.records import Hours
from corridor.core.directory.rules import offset_written, stale_from
from corridor.web.base.accounts.queries import authorities
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, locale_of
from corridor.web.desk.directory import queries
from corridor.web.desk.directory.forms import CHANNELS, ContactAsked
from corridor.web.desk.directory.queries import ANSWERED, Known
from corridor.web.desk.pages.directory import (
    CallRow,
    ChannelField,
    ContactPage,
    ContactRow,
    DirectoryPage,
    NewContactPage,
)
from corridor.web.desk.pages.imports import State
from corridor.web.desk.statements.presenting import country_label

CALLS = 20


def directory_page(
    reader: Officer, found: tuple[Known, ...], mandate: str, country: str, known: Iterable[str], language: str
) -> DirectoryPage:
    """Return the contacts that answer a question, and the question."""
    keeps = queries.may_keep(reader, reader.reader.authority)
    return DirectoryPage(
        mandates=_choices("mandates", {mandate}, language),
        countries=tuple(Choice(code, country_label(code, language), code == country) for code in sorted(set(known))),
        offered=tuple(_row(one, language) for one in found if not one.is_stale),
        stale=tuple(_row(one, language) for one in found if one.is_stale),
        new_url=reverse("desk:contact-new") if keeps else "",
    )


def contact_page(reader: Officer, known: Known, language: str, problems: tuple[FormProblem, ...] = ()) -> ContactPage:
    """Return one contact with its calls; here its channels stand even when it is stale, so that it can be tried."""
    until = stale_from(known.contact)
    channels = tuple((_label("contact-channels", one.kind, language), one.address) for one in known.contact.channels)
    means = tuple(
        (_label("mandates", code, language), _means("mandates", code, language))
        for code in sorted(known.contact.mandates)
    )
    return ContactPage(
        row=_row(known, language),
        channels=channels,
        means=means,
        stale_from=day(until.isoformat(), language) if until is not None else "",
        tests=tuple(
            CallRow(
                on=day(test.on.isoformat(), language),
                by=test.authority,
                channel=_label("contact-channels", test.channel, language),
                outcome=_label("test-outcomes", test.outcome, language),
                good=test.outcome == ANSWERED,
            )
            for test in known.tests[:CALLS]
        ),
        test_url=reverse("desk:contact-test", args=[known.row.uid]),
        test_channels=tuple(
            Choice(kind, _label("contact-channels", kind, language))
            for kind in dict.fromkeys(one.kind for one in known.contact.channels)
        ),
        outcomes=_choices("test-outcomes", (), language),
        withdraw_url=reverse("desk:contact-withdraw", args=[known.row.uid])
        if queries.may_keep(reader, known.row.authority) and not known.row.node
        else "",
        publish_url=reverse("desk:contact-publish", args=[known.row.uid])
        if queries.may_publish(reader, known.row)
        else "",
        is_published=known.row.published_at is not None,
        problems=problems,
    )


def new_contact_page(
    reader: Officer, asked: ContactAsked, language: str, problems: tuple[FormProblem, ...] = ()
) -> NewContactPage:
    """Return the form for another contact, filled as it was sent."""
    own = asked.authority or reader.reader.authority
    filled = (*asked.channels, *[("", "")] * CHANNELS)[:CHANNELS]
    names = get_day_names("wide", locale=locale_of(language))
    return NewContactPage(
        action=reverse("desk:contact-new"),
        authorities=tuple(
            Choice(code, f"{name} ({code})", code == own)
            for code, name in authorities()
            if queries.may_keep(reader, code)
        ),
        kinds=_choices("contact-kinds", {asked.kind}, language),
        name=asked.name,
        country=asked.country,
        mandates=_choices("mandates", asked.mandates, language),
        languages=asked.languages,
        days=tuple(Choice(str(n), names[n - 1], str(n) in asked.days) for n in range(1, 8)),
        begins=asked.begins,
        ends=asked.ends,
        offset=asked.offset,
        channels=tuple(
            ChannelField(n, _choices("contact-channels", {kind}, language), address)
            for n, (kind, address) in enumerate(filled)
        ),
        problems=problems,
    )


def _row(known: Known, language: str) -> ContactRow:
    contact = known.contact
    tested = contact.tested_on
    return ContactRow(
        url=reverse("desk:contact", args=[known.row.uid]),
        name=contact.name,
        authority=known.row.authority,
        country=country_label(contact.country, language),
        kind=_label("contact-kinds", contact.kind, language),
        mandates=tuple(_label("mandates", code, language) for code in sorted(contact.mandates)),
        languages=_languages(contact.languages, language),
        hours=hours_told(contact.hours, language),
        now=_now(known),
        tested=gettext("reached on %(day)s") % {"day": day(tested.isoformat(), language)}
        if tested is not None
        else gettext("nobody has reached it since it was last tried")
        if known.tests
        else gettext("never tried"),
        channels=()
        if known.is_stale
        else tuple((_label("contact-channels", one.kind, language), one.address) for one in contact.channels),
        node=known.row.node,
    )


def _now(known: Known) -> State:
    if known.is_stale:
        return State("stale", pgettext("contact", "stale"), "attention")
    if known.is_open:
        return State("open", pgettext("contact", "answers now"), "good")
    return State("closed", pgettext("contact", "closed now"), "neutral")


def hours_told(hours: Hours, language: str) -> str:
    """Return when somebody answers, in words."""
    if hours.is_always:
        return gettext("at any time")
    names = get_day_names("abbreviated", locale=locale_of(language))
    days = gettext("every day") if len(hours.days) == 7 else ", ".join(names[n - 1] for n in sorted(hours.days))
    told = {
        "days": days,
        "begins": f"{hours.begins:%H:%M}",
        "ends": f"{hours.ends:%H:%M}",
        "offset": offset_written(hours.offset),
    }
    return gettext("%(days)s, %(begins)s to %(ends)s (UTC%(offset)s)") % told


def _languages(codes: Iterable[str], language: str) -> str:
    names = Locale.parse(locale_of(language)).languages
    return ", ".join(str(names.get(code, code)) for code in codes)


def _choices(name: str, chosen: Collection[str], language: str) -> tuple[Choice, ...]:
    terms = shelf.directory_lists()[name].current()
    return tuple(Choice(term.code, term.labels[language], term.code in chosen) for term in terms)


def _label(name: str, code: str, language: str) -> str:
    term = next((one for one in shelf.directory_lists()[name].current() if one.code == code), None)
    return code if term is None else term.labels[language]


def _means(name: str, code: str, language: str) -> str:
    term = next((one for one in shelf.directory_lists()[name].current() if one.code == code), None)
    return "" if term is None else term.meaning(language) or term.definition
