"""Puts partners and marks of ill-treatment into the words of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.partners import rules
from corridor.core.partners.codes import Content, Finding
from corridor.core.partners.records import Outgoing
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.partners import (
    AssessmentForm,
    BarredPage,
    BarredRow,
    CeilingForm,
    Paper,
    PartnerPage,
    PartnerRow,
    PartnersPage,
    SuspensionRow,
)
from corridor.web.desk.partners import instruments, queries, wording
from corridor.web.desk.partners.models import Assessment, Barred, Ceiling, Suspension
from corridor.web.desk.partners.queries import Partner
from corridor.web.desk.statements.presenting import country_label

Code = TypeVar("Code", bound=str)

SOON = timedelta(days=30)
"""A review that is due so soon is drawn to the eye."""

SHOWN = 10
"""So many papers of each kind are shown, the latest."""


def partners_page(reader: Officer, found: tuple[Partner, ...], today: date, language: str) -> PartnersPage:
    """Return the list of partners."""
    marks = reader.permissions & {Permission.ILL_TREATMENT_MARK, Permission.ILL_TREATMENT_LIFT}
    return PartnersPage(
        rows=tuple(_row(one, today, language) for one in found),
        barred_url=reverse("desk:ill-treatment") if marks else "",
    )


def _row(one: Partner, today: date, language: str) -> PartnerRow:
    return PartnerRow(
        url=reverse("desk:partner", args=[one.card.code]),
        code=one.card.code,
        name=one.card.name,
        country=country_label(one.card.country, language),
        since=_day(one.card.since, language),
        state=_state(one),
        may_go=_may_go(one),
        assessment=_assessed(one, today, language),
    )


def _state(one: Partner) -> State:
    if one.dealings.is_suspended:
        return State("suspended", gettext("Suspended"), "stopped")
    return State("open", gettext("Open"), "good")


def _may_go(one: Partner) -> tuple[str, ...]:
    words = wording.contents()
    return tuple(words[content] for content in Content if content in one.admitted)


def _assessed(one: Partner, today: date, language: str) -> State:
    found = one.dealings.assessment
    if found is None:
        return State("missing", gettext("none"), "attention")
    told = f"{wording.findings()[found.finding]}, {_day(found.review_on, language)}"
    if found.review_on <= today:
        return State(
            "overdue", gettext("review overdue since %(day)s") % {"day": _day(found.review_on, language)}, "stopped"
        )
    is_due = found.review_on <= today + SOON or found.finding is Finding.SERIOUS_RISK
    return State("assessed", told, "attention" if is_due else "good")


def partner_page(
    reader: Officer,
    one: Partner,
    typed: QueryDict,
    language: str,
    *,
    today: date,
    problems: tuple[FormProblem, ...] = (),
) -> PartnerPage:
    """Return one partner with its papers, and the forms that the reader's function may use."""
    may = reader.permissions
    standing = next((row for row in one.suspensions if row.lifted_at is None), None)
    asked = standing is not None and standing.asked_by
    titles = {code: known.title for code, known in instruments.instruments().items()}
    return PartnerPage(
        code=one.card.code,
        name=one.card.name,
        country=country_label(one.card.country, language),
        authority_kind=one.card.kind,
        since=_day(one.card.since, language),
        fingerprint=one.card.fingerprint,
        state=_state(one),
        may_go=_may_go(one),
        closed_because=_closed(one, today),
        ceilings=tuple(_ceiling(reader, row, titles, today, language) for row in one.ceilings[:SHOWN]),
        assessments=tuple(_assessment(reader, row, today, language) for row in one.assessments[:SHOWN]),
        suspensions=tuple(_suspension(row, language) for row in one.suspensions[:SHOWN]),
        action=reverse("desk:partner", args=[one.card.code]),
        bases_url=f"{reverse('desk:bases')}?a={queries.own_country()}&b={one.card.country}",
        links=_links(reader, one.card.code),
        ceiling_form=_ceiling_form(one, typed, language, today) if Permission.PARTNER_MANAGE in may else None,
        assessment_form=_assessment_form(typed) if Permission.PARTNER_MANAGE in may else None,
        grounds=_choices(wording.grounds(), ()) if Permission.PARTNER_SUSPEND in may else (),
        can_ask_to_resume=standing is not None and not asked and Permission.PARTNER_MANAGE in may,
        can_resume=bool(asked) and Permission.PARTNER_CONFIRM in may,
        problems=problems,
    )


def _links(reader: Officer, code: str) -> tuple[Link, ...]:
    """Return where the card of the partner and the line to it are shown, as far as the function looks at them."""
    found = []
    if Permission.LEDGER_VERIFY in reader.permissions:
        found.append(Link(gettext("Card"), reverse("desk:card", args=[code])))
    if Permission.TRAFFIC_READ in reader.permissions:
        found.append(Link(gettext("Line"), reverse("desk:exchange")))
    return tuple(found)


def _closed(one: Partner, today: date) -> tuple[str, ...]:
    """Return why persons do not go to a partner today, whatever the purpose."""
    ceiling = one.dealings.ceiling
    purpose = next(iter(sorted(ceiling.purposes)), "") if ceiling is not None else "any"
    found = rules.refusals(one.dealings, Outgoing("release", purpose, is_personal=True), today=today)
    words = wording.refusals()
    return tuple(words[refusal] for refusal in words if refusal in found)


def _ceiling(reader: Officer, row: Ceiling, titles: Mapping[str, str], today: date, language: str) -> Paper:
    is_waiting = not row.confirmed_by and row.ended_at is None
    basis = titles.get(row.basis, row.basis)
    contents, labels = wording.contents(), wording.measures()
    measure = next((label for code, label in labels.items() if code == row.measure), "")
    return Paper(
        uid=row.uid,
        state=_paper_state(is_waiting, row.ended_at is not None, row.until <= today),
        reference=row.reference,
        facts=tuple(
            (name, told)
            for name, told in (
                (
                    gettext("May go"),
                    ", ".join(contents[one] for one in Content if one in row.contents) or gettext("nothing"),
                ),
                (gettext("Purposes"), ", ".join(shelf.purpose_label(one, language) for one in row.purposes)),
                (gettext("Legal basis"), f"{basis} ({measure})" if basis else ""),
                (gettext("Until"), _day(row.until, language)),
            )
            if told
        ),
        by=_by(reader, row.signed_by, row.confirmed_by),
        can_confirm=is_waiting and row.signed_by != reader.handle and Permission.PARTNER_CONFIRM in reader.permissions,
        can_end=row.ended_at is None and Permission.PARTNER_SUSPEND in reader.permissions,
    )


def _paper_state(is_waiting: bool, is_ended: bool, is_over: bool) -> State:
    if is_ended:
        return State("ended", gettext("Ended"), "neutral")
    if is_waiting:
        return State("waiting", gettext("Waits for a second person"), "attention")
    return State("over", gettext("Over"), "stopped") if is_over else State("counts", gettext("Counts"), "good")


def _assessment(reader: Officer, row: Assessment, today: date, language: str) -> Paper:
    is_waiting = not row.confirmed_by
    found = queries.assessment_of(row)
    return Paper(
        uid=row.uid,
        state=_paper_state(is_waiting, is_ended=False, is_over=row.review_on <= today),
        reference=row.reference,
        facts=(
            (gettext("Found"), wording.findings()[found.finding]),
            (gettext("Made on"), _day(row.made_on, language)),
            (gettext("To be reviewed by"), _day(row.review_on, language)),
        ),
        by=_by(reader, row.by, row.confirmed_by),
        can_confirm=is_waiting and row.by != reader.handle and Permission.PARTNER_CONFIRM in reader.permissions,
    )


def _by(reader: Officer, one: str, other: str) -> str:
    """Return who stands behind a paper, for those who answer for papers too."""
    if Permission.PARTNER_CONFIRM not in reader.permissions:
        return ""
    return f"{one}, {other}" if other else one


def _suspension(row: Suspension, language: str) -> SuspensionRow:
    ground = next((label for code, label in wording.grounds().items() if code == row.ground), row.ground)
    since = _day(row.at.date(), language)
    if row.lifted_at is not None:
        lifted = State("lifted", gettext("Lifted"), "neutral")
        return SuspensionRow(lifted, ground, since, _day(row.lifted_at.date(), language))
    if row.asked_by:
        return SuspensionRow(State("asked", gettext("Lifting waits for a second person"), "attention"), ground, since)
    return SuspensionRow(State("stands", gettext("Stands"), "stopped"), ground, since)


def _ceiling_form(one: Partner, typed: QueryDict, language: str, today: date) -> CeilingForm:
    labels = wording.measures()
    chosen = typed.get("basis", "")
    in_force = instruments.in_force(queries.own_country(), one.card.country, on=today)
    return CeilingForm(
        contents=_choices(wording.contents(), typed.getlist("contents") or [Content.NON_PERSONAL]),
        purposes=tuple(
            Choice(code, shelf.purpose_label(code, language), code in typed.getlist("purposes"))
            for code in queries.purposes()
        ),
        bases=tuple(
            Choice(value, f"{labels[measure]}: {found.title}", value == chosen)
            for measure, found in in_force
            for value in (f"{measure}|{found.code}",)
        ),
        until=typed.get("until", "") if typed.get("act") == "sign" else "",
        reference=typed.get("reference", "") if typed.get("act") == "sign" else "",
    )


def _assessment_form(typed: QueryDict) -> AssessmentForm:
    of_this = typed if typed.get("act") == "assess" else QueryDict()
    return AssessmentForm(
        findings=_choices(wording.findings(), [of_this.get("finding", "")]),
        made_on=of_this.get("made_on", ""),
        review_on=of_this.get("review_on", ""),
        reference=of_this.get("reference", ""),
    )


def barred_page(
    reader: Officer, marks: tuple[Barred, ...], about: str, language: str, problems: tuple[FormProblem, ...] = ()
) -> BarredPage:
    """Return the marks of the reader's authority, and the form for another where the function may mark."""
    may_mark = Permission.ILL_TREATMENT_MARK in reader.permissions
    return BarredPage(
        action=reverse("desk:ill-treatment"),
        rows=tuple(_barred(reader, one, language) for one in marks),
        about=about,
        treatments=_choices(wording.treatments(), ()) if may_mark else (),
        problems=problems,
    )


def _barred(reader: Officer, row: Barred, language: str) -> BarredRow:
    stands = row.lifted_at is None
    may_lift = stands and Permission.ILL_TREATMENT_LIFT in reader.permissions
    state = State("lifted", gettext("Lifted"), "neutral")
    if stands and row.asked_by:
        state = State("asked", gettext("Lifting waits for a second person"), "attention")
    elif stands:
        state = State("stands", gettext("Stands"), "stopped")
    words = wording.treatments()
    return BarredRow(
        uid=row.uid,
        about=row.about,
        kind=gettext("Report or import") if row.is_load else gettext("Thing"),
        treatment=next((label for code, label in words.items() if code == row.treatment), row.treatment),
        state=state,
        since=_day(row.at.date(), language),
        can_ask=may_lift and not row.asked_by,
        can_lift=may_lift and bool(row.asked_by) and row.asked_by != reader.handle,
    )


def _choices(words: Mapping[Code, str], chosen: Iterable[str]) -> tuple[Choice, ...]:
    picked = set(chosen)
    return tuple(Choice(str(code), label, code in picked) for code, label in words.items())


def _day(value: date, language: str) -> str:
    return day(value.isoformat(), language)
