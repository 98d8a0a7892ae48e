"""Lays the pages of sealed compartments out."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop

from corridor.core.access.records import Officer
from corridor.core.compartments.codes import CompartmentKind, OpeningReason, Told
from corridor.core.compartments.rules import DECIDED_WITHIN
from corridor.core.kernel.errors import CorridorError
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import moment
from corridor.web.desk.compartments import queries
from corridor.web.desk.compartments.models import Compartment, Identity, Named, Opening
from corridor.web.desk.compartments.queries import Seen
from corridor.web.desk.pages.compartments import (
    CompartmentPage,
    CompartmentRow,
    CompartmentsPage,
    IdentityPage,
    IdentityRow,
    NamedRow,
    NoticeRow,
    OpeningRow,
    ProposalRow,
)
from corridor.web.desk.pages.imports import State

KINDS = {
    CompartmentKind.WITNESSES: gettext_noop("witnesses"),
    CompartmentKind.COOPERATING_PERSONS: gettext_noop("cooperating persons"),
}
REASONS = {
    OpeningReason.MEETING: gettext_noop("a meeting"),
    OpeningReason.HEARING: gettext_noop("a hearing before a court"),
    OpeningReason.PROTECTION_MEASURE: gettext_noop("a measure of protection"),
    OpeningReason.DANGER: gettext_noop("danger to the person"),
    OpeningReason.COURT_ORDER: gettext_noop("an order of a court"),
}
TOLD = {
    Told.NAMED: gettext_noop("proposed to name"),
    Told.AGREED: gettext_noop("agreed to name"),
    Told.LEFT: gettext_noop("ended the naming of"),
    Told.SEALED: gettext_noop("sealed"),
    Told.ERASED: gettext_noop("erased"),
    Told.ASKED: gettext_noop("asked to open"),
    Told.APPROVED: gettext_noop("approved the opening of"),
    Told.DENIED: gettext_noop("refused the opening of"),
    Told.OPENED: gettext_noop("opened the identity of"),
}


def compartments_page(officer: Officer, ref: str = "", refused: CorridorError | None = None) -> CompartmentsPage:
    """Return the compartments for which an officer is named, and those for which one is proposed."""
    return CompartmentsPage(
        rows=tuple(_row(officer, one) for one in queries.compartments_for(officer)),
        proposals=tuple(_proposal(one) for one in queries.proposals_for(officer)),
        action=reverse("desk:compartments"),
        kinds=tuple(Choice(code.value, gettext(label)) for code, label in KINDS.items()),
        ref=ref,
        problems=problems_of(refused),
    )


def compartment_page(
    officer: Officer, seen: Seen, now: datetime, refused: CorridorError | None = None
) -> CompartmentPage:
    """Return one compartment as somebody who is named sees it."""
    found = seen.compartment
    language = get_language() or "en"
    return CompartmentPage(
        ref=found.ref,
        kind=gettext(KINDS[CompartmentKind(found.kind)]),
        owner=queries.owner_of(found),
        named=tuple(_named(officer, one, is_owner=seen.is_owner) for one in seen.named),
        identities=tuple(_identity(one, language, is_owner=seen.is_owner) for one in seen.identities),
        openings=tuple(_opening(officer, one, now, language) for one in seen.openings),
        reasons=tuple(Choice(code.value, gettext(label)) for code, label in REASONS.items()),
        seal_url=reverse("desk:compartment-seal", args=[found.uid]),
        name_url=reverse("desk:compartment-name", args=[found.uid]) if seen.is_owner else "",
        seen_url=reverse("desk:compartment-seen", args=[found.uid])
        if any(one.seen_at is None for one in seen.notices)
        else "",
        notices=tuple(
            NoticeRow(
                moment(one.at, language), one.handle, gettext(TOLD[Told(one.what)]), one.about, one.seen_at is None
            )
            for one in seen.notices
        ),
        problems=problems_of(refused),
    )


def identity_page(found: Identity, content: str) -> IdentityPage:
    """Return who stands behind a pseudonym."""
    return IdentityPage(found.pseudonym, content, reverse("desk:compartment", args=[found.compartment.uid]))


def problems_of(refused: CorridorError | None) -> tuple[FormProblem, ...]:
    """Return a refusal as what must be corrected in a form."""
    if refused is None:
        return ()
    return (FormProblem(str(refused.params.get("field", "")), gettext(refused.hint)),)


def _row(officer: Officer, one: Compartment) -> CompartmentRow:
    is_owner = queries.owner_of(one) == officer.handle
    return CompartmentRow(
        url=reverse("desk:compartment", args=[one.uid]),
        ref=one.ref,
        kind=gettext(KINDS[CompartmentKind(one.kind)]),
        is_owner=is_owner,
        waiting=one.notices.filter(seen_at=None).count() if is_owner else 0,
    )


def _proposal(one: Named) -> ProposalRow:
    accept_url = reverse("desk:compartment-agree", args=[one.compartment.uid])
    return ProposalRow(one.compartment.ref, one.compartment.owner, one.handle, accept_url)


def _named(officer: Officer, one: Named, *, is_owner: bool) -> NamedRow:
    waits = one.agreed_at is None
    may_agree = waits and officer.handle not in (one.handle, one.named_by)
    may_end = is_owner or one.handle == officer.handle
    return NamedRow(
        handle=one.handle,
        state=State("proposed", gettext("waits for a second person"), "attention")
        if waits
        else State("named", gettext("named"), "good"),
        agree_url=reverse("desk:compartment-agree", args=[one.compartment.uid]) if may_agree else "",
        end_url=reverse("desk:compartment-end", args=[one.compartment.uid]) if may_end else "",
    )


def _identity(one: Identity, language: str, *, is_owner: bool) -> IdentityRow:
    return IdentityRow(
        pseudonym=one.pseudonym,
        written=moment(one.written_at, language),
        ask_url=reverse("desk:opening-ask", args=[one.uid]),
        erase_url=reverse("desk:identity-erase", args=[one.uid]) if is_owner else "",
    )


def _opening(officer: Officer, one: Opening, now: datetime, language: str) -> OpeningRow:
    state = _state(one, now)
    is_own = one.asked_by == officer.handle
    return OpeningRow(
        pseudonym=one.identity.pseudonym,
        asked_by=one.asked_by,
        asked=moment(one.asked_at, language),
        reason=gettext(REASONS[OpeningReason(one.reason)]),
        file_mark=one.file_mark,
        state=state,
        decide_url=reverse("desk:opening-decide", args=[one.uid]) if state.code == "waiting" and not is_own else "",
        open_url=reverse("desk:opening-open", args=[one.uid]) if state.code == "approved" and is_own else "",
    )


def _state(one: Opening, now: datetime) -> State:
    if one.opened_at is not None:
        return State("opened", gettext("opened"), "good")
    if queries.may_be_opened(one, now):
        return State("approved", gettext("approved, can be opened once"), "working")
    if one.decided_at is None and now < one.asked_at + DECIDED_WITHIN:
        return State("waiting", gettext("waits for a second person"), "attention")
    if one.decided_at is not None and not one.is_approved:
        return State("denied", gettext("refused"), "stopped")
    return State("over", gettext("over"), "neutral")
