"""Puts legal bases into the words of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.bases.records import Answer, Bar, Basis, Instrument, NoBasis, Reservation
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.partners import BasesPage, BasisRow, InstrumentForm, KeptBasesPage, Paper, StatusForm
from corridor.web.desk.partners import instruments, wording
from corridor.web.desk.partners.asking import Asked
from corridor.web.desk.partners.models import OwnInstrument, StatusSheet
from corridor.web.desk.statements.presenting import country_label

Code = TypeVar("Code", bound=str)

OLD_DAYS = 366
"""What was looked up longer ago than this is said to be old."""


def bases_page(
    reader: Officer, asked: Asked, answer: Answer | None, language: str, problems: tuple[FormProblem, ...] = ()
) -> BasesPage:
    """Return the finder with what is known about the question."""
    titles = {code: one.title for code, one in instruments.instruments().items()}
    return BasesPage(
        states=_states(asked.a, language),
        others=_states(asked.b, language),
        measures=_choices(wording.measures(), (asked.measure or "",)),
        on=asked.on.isoformat(),
        question=_question(asked, language) if answer is not None else "",
        bases=tuple(_basis(one, asked.on, language) for one in answer.bases) if answer else (),
        no_bases=tuple(_no_basis(one, language, titles) for one in answer.others) if answer else (),
        bars=tuple(_bar(one, language) for one in answer.bars) if answer else (),
        directory_url=f"{reverse('desk:directory')}?country={asked.b}"
        if Permission.DIRECTORY_READ in reader.permissions
        else "",
        kept_url=reverse("desk:bases-kept"),
        problems=problems,
    )


def _question(asked: Asked, language: str) -> str:
    measure = wording.measures()[asked.measure] if asked.measure is not None else ""
    told = {
        "measure": measure,
        "one": country_label(asked.a, language),
        "other": country_label(asked.b, language),
        "day": _day(asked.on, language),
    }
    return gettext("%(measure)s: %(one)s and %(other)s, on %(day)s") % told


def _basis(one: Basis, on: date, language: str) -> BasisRow:
    notes = [_note(state, held, language) for state, held in one.reservations]
    return BasisRow(
        title=one.instrument.title,
        form=wording.forms()[one.instrument.form],
        article=wording.article(one.article),
        since=_day(one.since, language),
        as_of=_day(one.as_of, language),
        is_old=one.as_of is not None and (on - one.as_of).days > OLD_DAYS,
        is_invented=one.instrument.is_invented,
        notes=tuple(notes),
        authorities=tuple(
            (country_label(state, language), f"{name} ({' '.join(languages)})" if languages else name)
            for state, name, languages in one.authorities
        ),
        sources=one.sources,
    )


def _note(state: str, held: Reservation, language: str) -> str:
    """Return what a State declared; of a text that was read in, nobody said yet what it excludes."""
    told = {"state": country_label(state, language), "which": held.article or "-"}
    if held.text:
        return gettext("%(state)s made a declaration (articles named: %(which)s). Read it: it may exclude this.") % told
    return gettext("%(state)s made a reservation about article %(which)s, which does not exclude this.") % told


def _no_basis(one: NoBasis, language: str, titles: Mapping[str, str]) -> BasisRow:
    return _bare(one.instrument, tuple(wording.reason(each, language, titles) for each in one.reasons))


def _bar(one: Bar, language: str) -> BasisRow:
    bound = gettext("It binds %(states)s.") % {"states": _listed(one.states, language)}
    unknown = gettext("It is not known whether it binds %(states)s.") % {"states": _listed(one.unknown, language)}
    told = (*((bound,) if one.states else ()), *((unknown,) if one.unknown else ()))
    return _bare(one.instrument, told, article=wording.article(one.article))


def _bare(one: Instrument, reasons: tuple[str, ...], article: str = "") -> BasisRow:
    return BasisRow(
        title=one.title,
        form=wording.forms()[one.form],
        article=article,
        since="",
        as_of="",
        is_old=False,
        is_invented=one.is_invented,
        notes=(),
        authorities=(),
        sources=(one.source,),
        reasons=reasons,
    )


def _listed(states: Iterable[str], language: str) -> str:
    return ", ".join(country_label(state, language) for state in states)


def kept_page(
    reader: Officer,
    kept: tuple[tuple[OwnInstrument, ...], tuple[StatusSheet, ...]],
    typed: QueryDict,
    language: str,
    problems: tuple[FormProblem, ...] = (),
) -> KeptBasesPage:
    """Return what officers wrote down or read in, with the forms that the reader's function may use."""
    may_write = Permission.BASIS_MANAGE in reader.permissions
    titles = {code: one.title for code, one in instruments.instruments().items()}
    own, sheets = kept
    return KeptBasesPage(
        action=reverse("desk:bases-kept"),
        instruments=tuple(_instrument(reader, one, language) for one in own),
        sheets=tuple(_sheet(reader, one, titles, language) for one in sheets),
        instrument_form=_instrument_form(typed) if may_write else None,
        status_form=_status_form(typed, titles, language) if may_write else None,
        problems=problems,
    )


def _instrument(reader: Officer, row: OwnInstrument, language: str) -> Paper:
    one = instruments.instrument_of(row)
    labels = wording.measures()
    ended = row.ended_on is not None
    return Paper(
        uid=row.uid,
        state=_state(row.confirmed_by),
        reference=one.title,
        facts=tuple(
            (name, told)
            for name, told in (
                (gettext("Kind"), wording.forms()[one.form]),
                (gettext("States"), _listed(sorted(one.parties), language)),
                *((labels[measure], wording.article(article)) for measure, article in sorted(one.measures.items())),
                (gettext("In force since"), _day(one.in_force_on, language)),
                (gettext("Ended on"), _day(one.ended_on, language)),
                (gettext("Source"), one.source),
            )
            if told
        ),
        by=_by(reader, row.added_by, row.confirmed_by),
        can_confirm=_can_confirm(reader, row.added_by, row.confirmed_by),
        can_end=not ended and Permission.BASIS_MANAGE in reader.permissions,
    )


def _sheet(reader: Officer, row: StatusSheet, titles: Mapping[str, str], language: str) -> Paper:
    told = ", ".join(country_label(one["state"], language) for one in row.statuses) if not row.is_complete else ""
    return Paper(
        uid=row.uid,
        state=_state(row.confirmed_by),
        reference=titles.get(row.instrument, row.instrument),
        facts=tuple(
            (name, value)
            for name, value in (
                (gettext("As of"), _day(row.as_of, language)),
                (pgettext("country", "State"), told),
                (gettext("Participants"), str(len(row.statuses)) if row.is_complete else ""),
                (
                    gettext("Lines whose name was not recognised"),
                    ", ".join(map(str, row.lines)) or str(row.not_read or ""),
                ),
                (gettext("Lines with days out of order"), str(row.out_of_order or "")),
                (gettext("Source"), row.source),
                *_declared(row, language),
            )
            if value
        ),
        by=_by(reader, row.added_by, row.confirmed_by),
        can_confirm=_can_confirm(reader, row.added_by, row.confirmed_by),
        can_end=not row.confirmed_by and Permission.BASIS_MANAGE in reader.permissions,
    )


def _declared(row: StatusSheet, language: str) -> list[tuple[str, str]]:
    """Return the texts of reservations and declarations of a sheet, State by State, to be compared with the source."""
    found = [(one.state, held.text) for one in instruments.sheet_of(row).statuses for held in one.reservations]
    return [(country_label(state, language), text) for state, text in found if text]


def _state(confirmed_by: str) -> State:
    if confirmed_by:
        return State("counts", gettext("Counts"), "good")
    return State("waiting", gettext("Waits for a second person"), "attention")


def _can_confirm(reader: Officer, one: str, other: str) -> bool:
    return not other and one != reader.handle and Permission.PARTNER_CONFIRM in reader.permissions


def _by(reader: Officer, one: str, other: str) -> str:
    if Permission.PARTNER_CONFIRM not in reader.permissions:
        return ""
    return f"{one}, {other}" if other else one


def _instrument_form(typed: QueryDict) -> InstrumentForm:
    of_this = typed if typed.get("act") == "instrument" else QueryDict()
    return InstrumentForm(
        code=of_this.get("code", ""),
        title=of_this.get("title", ""),
        forms=_choices(wording.forms(), (of_this.get("form", ""),)),
        parties=of_this.get("parties", ""),
        measures=_choices(wording.measures(), of_this.getlist("measures")),
        article=of_this.get("article", ""),
        in_force_on=of_this.get("in_force_on", ""),
        ended_on=of_this.get("ended_on", ""),
        source=of_this.get("source", ""),
    )


def _status_form(typed: QueryDict, titles: Mapping[str, str], language: str) -> StatusForm:
    of_this = typed if typed.get("act") in ("status", "list", "declared") else QueryDict()
    return StatusForm(
        instruments=_choices(titles, (of_this.get("instrument", ""),)),
        states=_states(of_this.get("state", ""), language),
        as_of=of_this.get("as_of", ""),
        source=of_this.get("source", ""),
        signed_on=of_this.get("signed_on", ""),
        consented_on=of_this.get("consented_on", ""),
        consents=_choices(wording.consents(), (of_this.get("by", ""),)),
        denounced_from=of_this.get("denounced_from", ""),
        article=of_this.get("article", ""),
        excluded=_choices(wording.measures(), of_this.getlist("excluded")),
        authority=of_this.get("authority", ""),
        languages=of_this.get("languages", ""),
    )


def _states(chosen: str, language: str) -> tuple[Choice, ...]:
    told = ((country_label(code, language), code) for code in instruments.states())
    return tuple(Choice(code, label, code == chosen) for label, code in sorted(told))


def _choices(words: Mapping[Code, str], chosen: Iterable[str]) -> tuple[Choice, ...]:
    picked = set(chosen)
    return tuple(Choice(str(code), label, code in picked) for code, label in words.items())


def _day(value: date | None, language: str) -> str:
    return day(value.isoformat(), language) if value is not None else ""
