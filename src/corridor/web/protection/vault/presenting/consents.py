"""Consents in plain words, what was given under them, and what is known of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.access.records import Officer
from corridor.core.casework.codes import FIELDS, KEEPING, CaseState, Confirmation
from corridor.core.casework.records import CaseFile, Consent
from corridor.core.casework.rules import consent_named, is_live
from corridor.web.base.doors.queries import open_doors
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, moment
from corridor.web.protection.pages.cases import (
    Badge,
    ConsentPage,
    ConsentRow,
    EndedPage,
    SharePage,
    ShareRow,
    WithdrawPage,
)
from corridor.web.protection.vault import bodies, queries, wording
from corridor.web.protection.vault.forms import ConsentAsked
from corridor.web.protection.vault.models import Case, CaseShare
from corridor.web.protection.vault.queries import Kept

USUAL = timedelta(days=180)


def consent_rows(kept: Kept, now: datetime) -> tuple[ConsentRow, ...]:
    """Return the consents of a case, those that stand first, the latest of each first."""
    ordered = sorted(kept.file.consents, key=lambda consent: (is_live(consent, now), consent.given_at), reverse=True)
    return tuple(consent_row(kept, consent, now) for consent in ordered)


def consent_row(kept: Kept, consent: Consent, now: datetime) -> ConsentRow:
    """Return one consent in plain words."""
    live = is_live(consent, now)
    is_shared = live and consent.purpose != KEEPING and kept.file.state is CaseState.OPEN
    state = "live" if live else "withdrawn" if consent.withdrawn_at is not None else "expired"
    words, tone = wording.STATES[state]
    return ConsentRow(
        purpose=wording.label("consent-purposes", consent.purpose),
        recipient=consent.recipient,
        fields=field_labels(consent.fields),
        until=day(consent.until.date().isoformat(), get_language() or "en"),
        given=_given(consent),
        state=Badge(gettext(words), tone),
        withdraw_url=reverse("protection:consent-withdraw", args=[kept.ref, consent.uid]) if live else "",
        share_url=reverse("protection:consent-share", args=[kept.ref, consent.uid]) if is_shared else "",
    )


def _given(consent: Consent) -> str:
    parts = [
        wording.given_by_label(consent.given_by),
        wording.label("consent-ways", consent.way),
        consent.language,
        gettext("interpreter: %(name)s") % {"name": consent.interpreter} if consent.interpreter else "",
        moment(consent.given_at, get_language() or "en"),
    ]
    return " · ".join(part for part in parts if part)


def field_labels(fields: frozenset[str]) -> tuple[str, ...]:
    """Return what the parts of a case are called, in the order of the list."""
    return tuple(wording.label("case-fields", code) for code in FIELDS if code in fields)


def share_rows(row: Case, file: CaseFile | None, now: datetime) -> tuple[ShareRow, ...]:
    """Return what was given of a case; without its file, only to whom and what is known of it there."""
    given = {share.uid: share for share in file.shares} if file is not None else {}
    rows = []
    for share in queries.shares_of(row):
        known = given.get(share.uid)
        rows.append(
            ShareRow(
                recipient=f"{share.partner.name} ({share.partner.code})",
                purpose=wording.label("consent-purposes", known.purpose) if known is not None else "",
                fields=field_labels(known.fields) if known is not None else (),
                sent=moment(share.sent_at, get_language() or "en"),
                until=day(share.until.date().isoformat(), get_language() or "en"),
                state=_share_state(share),
                note=_share_note(share, now),
                **_letter(row, share, now),
            )
        )
    return tuple(rows)


def _share_state(share: CaseShare) -> Badge:
    words, tone = wording.STATES[share.state]
    return Badge(gettext(words), tone)


def _share_note(share: CaseShare, now: datetime) -> str:
    language = get_language() or "en"
    if share.state == Confirmation.UNCONFIRMED.value and share.ended_at is not None:
        return gettext("Unconfirmed since %(moment)s. Nobody here can know whether it was erased there.") % {
            "moment": moment(share.ended_at, language)
        }
    if share.confirmed_at is not None:
        return gettext("Confirmed %(moment)s.") % {"moment": moment(share.confirmed_at, language)}
    if now >= share.until:
        return gettext("It has run out; the recipient has not attested that it was erased.")
    return ""


def _letter(row: Case, share: CaseShare, now: datetime) -> dict[str, str]:
    address = reverse("protection:share-letter", args=[row.ref, share.uid])
    if share.withdrawal is not None:
        return {"letter_url": address, "letter_label": gettext("Letter that takes it back")}
    if share.parcel is not None and now < share.until:
        return {"letter_url": address, "letter_label": gettext("Sealed letter to carry over")}
    return {}


def ended_page(row: Case, now: datetime) -> EndedPage:
    """Return what is left to see of a case that the person no longer agrees to have kept."""
    return EndedPage(
        ref=row.ref,
        back_url=reverse("protection:cases"),
        shares=share_rows(row, None, now),
        consent_url=reverse("protection:consent-new", args=[row.ref]),
    )


def recipients_for(reader: Officer) -> tuple[tuple[str, str], ...]:
    """Return to whom a person may agree that something goes: the own body, other bodies, those behind the doors."""
    known = {door.code: door.name for door in open_doors("desk")}
    known |= {body.code: body.name for body in bodies.bodies_for(reader) if body.closed_at is None}
    return ((reader.reader.authority, gettext("this body")), *known.items())


def consent_page(
    reader: Officer,
    ref: str,
    now: datetime,
    *,
    asked: ConsentAsked | None = None,
    is_child: bool = False,
    problems: tuple[FormProblem, ...] = (),
) -> ConsentPage:
    """Return the form in which a consent is written down."""
    ticked = asked.fields if asked is not None else frozenset[str]()
    giver = asked.given_by if asked is not None else ""
    recipient = asked.recipient if asked is not None else ""
    return ConsentPage(
        ref=ref,
        action=reverse("protection:consent-new", args=[ref]),
        back_url=reverse("protection:case", args=[ref]),
        purposes=wording.choices("consent-purposes", {asked.purpose} if asked is not None else set()),
        recipients=tuple(Choice(code, f"{name} ({code})", code == recipient) for code, name in recipients_for(reader)),
        fields=wording.choices("case-fields", ticked),
        informed=wording.choices("consent-information", asked.informed if asked is not None else set()),
        ways=wording.choices("consent-ways", {asked.way} if asked is not None else set()),
        givers=tuple(Choice(by.value, gettext(words), by == giver) for by, words in wording.GIVERS.items()),
        until=asked.until if asked is not None else (now + USUAL).date().isoformat(),
        language=asked.language if asked is not None else "",
        interpreter=asked.interpreter if asked is not None else "",
        words=asked.words if asked is not None else "",
        is_child=is_child,
        problems=problems,
    )


def withdraw_page(kept: Kept, consent: Consent, now: datetime) -> WithdrawPage:
    """Return what taking a consent back does, before it is done."""
    given = [share for share in queries.shares_of(kept.row) if share.consent == consent.uid and share.ended_at is None]
    return WithdrawPage(
        ref=kept.ref,
        consent=consent_row(kept, consent, now),
        action=reverse("protection:consent-withdraw", args=[kept.ref, consent.uid]),
        back_url=reverse("protection:case", args=[kept.ref]),
        told=tuple(f"{share.partner.name} ({share.partner.code})" for share in given),
        ends_keeping=consent.purpose == KEEPING,
    )


def share_page(kept: Kept, uid: str, now: datetime, problems: tuple[FormProblem, ...] = ()) -> SharePage | None:
    """Return the form in which parts are chosen; nothing where the case has no such consent that stands."""
    consent = consent_named(kept.file, uid)
    if consent is None or not is_live(consent, now):
        return None
    return SharePage(
        ref=kept.ref,
        consent=consent_row(kept, consent, now),
        action=reverse("protection:consent-share", args=[kept.ref, uid]),
        back_url=reverse("protection:case", args=[kept.ref]),
        fields=tuple(choice for choice in wording.choices("case-fields") if choice.value in consent.fields),
        problems=problems,
    )
