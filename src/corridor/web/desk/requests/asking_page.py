"""Lays the form for another request out, with the words in the language of whoever is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.requests.codes import Kind
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.requests import IdentifierField, NewThreadPage
from corridor.web.desk.requests import queries
from corridor.web.desk.requests.forms import IDENTIFIERS, Typed
from corridor.web.desk.requests.queries import Addressee
from corridor.web.desk.requests.reading import regime_of
from corridor.web.desk.requests.wording import choices, label, means, opening

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}


def typed_first(
    reader: Officer, kind: Kind, given: Mapping[str, str], offered: tuple[Addressee, ...], *, now: datetime
) -> Typed:
    """Return a form that nobody has filled: whom to ask, and its first words in that one's language."""
    asked = next((one for one in offered if one.code == given.get("to")), None)
    rescue = _who_answers(reader, offered, now) if kind is Kind.DANGER else []
    if asked is None and rescue:
        asked = rescue[0]
    language = asked.language if asked is not None else "en"
    copy = next((one.code for one in rescue if one is not asked), "")
    fields = {
        "asked": asked.code if asked is not None else "",
        "copy": copy,
        "language": language,
        "words": opening(kind, language),
        "clock": "at-once" if kind is Kind.DANGER else "ordinary",
        "seen_at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"),
        "about": given.get("about", "")[:32],
        "use": given.get("use", ""),
        "case": given.get("case", "")[:48] or (f"SAR {now:%Y%m%d-%H%M}" if kind is Kind.DANGER else ""),
    }
    return Typed(kind, fields)


def _who_answers(reader: Officer, offered: tuple[Addressee, ...], now: datetime) -> list[Addressee]:
    """Return whose rescue contacts were reached in time; the directory puts those first that answer now."""
    contacts = queries.contacts_with(reader, shelf.request_kinds()[Kind.DANGER].mandate, now=now)
    by_code = {one.code: one for one in offered}
    codes = dict.fromkeys(one.row.authority for one in contacts if one.row.authority in by_code)
    return [by_code[code] for code in codes]


def new_page(
    typed: Typed,
    offered: tuple[Addressee, ...],
    language: str,
    problems: tuple[FormProblem, ...] = (),
    *,
    now: datetime,
) -> NewThreadPage:
    """Return the form for another request of one kind, filled as it was sent."""
    kind, said = typed.kind, typed.said
    rules, clocks = shelf.request_kinds()[kind], regime_of(kind, now=now).clocks
    has_urgent = any(clock.is_urgent for clock in clocks.values())
    return NewThreadPage(
        action=f"{reverse('desk:thread-new')}?kind={kind.value}",
        kind=kind.value,
        kind_label=label("request-kinds", kind, language),
        means=means("request-kinds", kind, language),
        warning=gettext("Never more than a rescue needs: no names, no nationality, no suspicion.")
        if kind is Kind.DANGER
        else "",
        addressees=_addressees(queries.askable(offered, kind), said("asked")),
        copies=_addressees(offered, said("copy")) if kind is Kind.DANGER else None,
        bases=choices("legal-bases", said("legal_basis"), language, only=rules.bases),
        case=said("case"),
        clocks=tuple(Choice(one.code, one.labels[language], one.code == said("clock")) for one in clocks.values()),
        grounds=choices("urgency-grounds", said("urgent_because"), language) if has_urgent else None,
        words=said("words"),
        longest=rules.longest_words,
        languages=tuple(Choice(code, name, code == said("language")) for code, name in LANGUAGES.items()),
        identifiers=_identifiers(typed, tuple(sorted(rules.identifiers)), language),
        about=said("about") if kind in (Kind.CORROBORATION, Kind.LEAVE) else None,
        uses=choices("uses", said("use"), language) if kind is Kind.LEAVE else None,
        equipment=(said("make"), said("model"), said("serial")) if kind is Kind.EQUIPMENT else None,
        rescue=(said("place"), said("position"), said("seen_at"), said("people")) if kind is Kind.DANGER else None,
        distress=_distress(typed, language) if kind is Kind.DANGER else (),
        problems=problems,
    )


def _addressees(offered: tuple[Addressee, ...], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, f"{one.name} ({one.code}) · {_way(one)}", one.code == chosen) for one in offered)


def _way(one: Addressee) -> str:
    if one.is_here:
        return gettext("on this node")
    return gettext("by line") if one.partner else gettext("by another channel")


def _identifiers(typed: Typed, kinds: tuple[str, ...], language: str) -> tuple[IdentifierField, ...]:
    filled = (*typed.identifiers, *[("", "")] * IDENTIFIERS)[:IDENTIFIERS]
    return tuple(
        IdentifierField(n, choices("identifier-kinds", kind, language, only=kinds), value)
        for n, (kind, value) in enumerate(filled)
        if kinds
    )


def _distress(typed: Typed, language: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, one.label, one.value in typed.distress) for one in choices("distress", "", language))
