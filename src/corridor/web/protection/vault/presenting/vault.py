"""What bodies give each other, the bodies themselves, and what two people decide about the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.casework.codes import FIELDS, PARTICULARS, Asked
from corridor.core.casework.records import Parcel
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, moment
from corridor.web.protection.pages.cases import Badge, Fact
from corridor.web.protection.pages.vault import (
    BodiesPage,
    BodyRow,
    GoneRow,
    PartPage,
    PartRow,
    PartSection,
    ProposalRow,
    ReceivedPage,
    VaultPage,
)
from corridor.web.protection.vault import bodies, dual, keyring, receiving, wording
from corridor.web.protection.vault.actions import colleagues_of
from corridor.web.protection.vault.models import ProtectionBody, VaultProposal

KINDS = {
    "renew-keys": gettext_noop("Renew the keys of the vault"),
    "reassign": gettext_noop("Let a colleague take over the cases of somebody who left"),
}
BODY_KINDS = {
    "protection": gettext_noop("protection body"),
    "child-protection": gettext_noop("child protection"),
    "health": gettext_noop("health service"),
    "legal-aid": gettext_noop("legal aid"),
    "guardianship": gettext_noop("guardianship"),
    "asylum": gettext_noop("asylum office"),
    "shelter": gettext_noop("shelter"),
}


def _badge(state: str) -> Badge:
    words, tone = wording.STATES[state]
    return Badge(gettext(words), tone)


def received_page(reader: Officer, now: datetime, problems: tuple[FormProblem, ...] = ()) -> ReceivedPage:
    """Return what other bodies gave to an officer."""
    language = get_language() or "en"
    return ReceivedPage(
        rows=tuple(
            PartRow(
                url=reverse("protection:part", args=[row.uid]),
                sender=f"{row.partner.name} ({row.partner.code})",
                received=moment(row.received_at, language),
                until=moment(row.until, language),
                attestation_url=reverse("protection:part-attestation", args=[row.uid]),
            )
            for row in receiving.parts_for(reader, now=now)
        ),
        gone=tuple(
            GoneRow(
                sender=f"{row.partner.name} ({row.partner.code})",
                erased=moment(row.erased_at, language) if row.erased_at is not None else "",
                why=gettext("consent taken back") if row.is_withdrawn else gettext("run out"),
                attestation_url=reverse("protection:part-attestation", args=[row.uid]),
            )
            for row in receiving.attestations_for(reader)
        ),
        action=reverse("protection:received"),
        problems=problems,
    )


def part_page(reader: Officer, parcel: Parcel) -> PartPage:
    """Return what another body gave, part by part."""
    return PartPage(
        sender=parcel.sender,
        purpose=wording.label("consent-purposes", parcel.purpose),
        until=moment(parcel.until, get_language() or "en"),
        received_url=reverse("protection:received"),
        attestation_url=reverse("protection:part-attestation", args=[parcel.uid]),
        hand_on_url=reverse("protection:part-hand-on", args=[parcel.uid]),
        sections=tuple(_section(name, parcel.content[name]) for name in FIELDS if name in parcel.content),
        colleagues=tuple(
            Choice(handle, f"{name} ({handle})") for handle, name in colleagues_of(reader) if handle != reader.handle
        ),
    )


LISTS = {"needs": "needs", "services": "assistance", "steps": "case-steps"}


def _section(name: str, content: object) -> PartSection:
    """Return one part as it was written; another body may have written less than this node would."""
    label = wording.label("case-fields", name)
    if isinstance(content, Mapping) and name == "health":
        rows = [*_rows("needs", content.get("needs")), *_rows("services", content.get("services"))]
        return PartSection(label, (), tuple(rows))
    if isinstance(content, Mapping):
        return PartSection(label, tuple(_fact(one, said) for one, said in content.items() if one in PARTICULARS), ())
    return PartSection(label, (), tuple(_rows(name, content)))


def _fact(name: str, said: object) -> Fact:
    told = said if isinstance(said, Mapping) else {}
    asked, words = str(told.get("asked", Asked.UNKNOWN)), str(told.get("said", ""))
    known = Asked(asked) if asked in list(Asked) else Asked.UNKNOWN
    return Fact(
        label=gettext(wording.QUESTIONS[name][0]),
        said=wording.said_label(name, words) if known is Asked.STATED else "",
        unsaid="" if known is Asked.STATED else gettext(wording.ASKED[known]),
    )


def _rows(name: str, content: object) -> list[str]:
    rows = content if isinstance(content, Sequence) and not isinstance(content, str) else ()
    return [_row(name, row) for row in rows if isinstance(row, Mapping)]


def _row(name: str, row: Mapping[str, object]) -> str:
    kind, state = str(row.get("kind", "")), str(row.get("state", ""))
    due = str(row.get("due_on", ""))
    parts = [
        wording.label(LISTS[name], kind) if name in LISTS else str(row.get("name", "")),
        wording.state_label(state) if state in wording.STATES else "",
        str(row.get("provider", "")),
        day(due, get_language() or "en") if due else "",
        str(row.get("words", "")),
    ]
    return " · ".join(part for part in parts if part)


def bodies_page(reader: Officer, problems: tuple[FormProblem, ...] = ()) -> BodiesPage:
    """Return the bodies that parts of cases may go to."""
    own = bodies.own_card(reader.reader.authority)
    return BodiesPage(
        rows=tuple(_body_row(body, reader) for body in bodies.bodies_for(reader)),
        action=reverse("protection:bodies"),
        card_url=reverse("protection:body-card"),
        own_code=own.code,
        own_fingerprint=own.fingerprint,
        problems=problems,
    )


def _body_row(body: ProtectionBody, reader: Officer) -> BodyRow:
    is_open = body.closed_at is None
    by_another = is_open and body.checked_at is None and body.added_by != reader.handle
    state = "closed" if not is_open else "checked" if body.checked_at is not None else "unchecked"
    told = gettext("added by %(by)s") % {"by": body.added_by}
    if body.checked_by:
        told = f"{told}, {gettext('compared by %(by)s') % {'by': body.checked_by}}"
    return BodyRow(
        code=body.code,
        name=body.name,
        kind=gettext(BODY_KINDS.get(body.kind, body.kind)),
        fingerprint=bodies.card_of(body).fingerprint,
        state=_badge(state),
        note=told,
        check_url=reverse("protection:body-check", args=[body.code]) if by_another else "",
        close_url=reverse("protection:body-close", args=[body.code]) if is_open else "",
    )


def vault_page(reader: Officer, now: datetime, problems: tuple[FormProblem, ...] = ()) -> VaultPage:
    """Return how the keys stand, who left cases behind, and what two people decide."""
    proposals = dual.proposals_for(reader)
    standing, orphaned = keyring.standing(), dual.orphaned(reader)
    decides = Permission.CASE_READ in reader.permissions
    return VaultPage(
        rows=tuple(_proposal_row(one, reader, now, decides) for one in proposals),
        newest=standing.newest,
        files=", ".join(str(number) for number in standing.files),
        behind=standing.behind,
        cases=dual.cases_kept(reader),
        orphaned=tuple(Fact(handle, str(count)) for handle, count in orphaned.items()),
        propose_url=reverse("protection:vault-propose"),
        renew_url=reverse("protection:vault-renew") if dual.may_renew(now) else "",
        leavers=tuple(Choice(handle, handle) for handle in orphaned),
        successors=tuple(Choice(handle, f"{name} ({handle})") for handle, name in colleagues_of(reader)),
        problems=problems,
    )


def _proposal_row(proposal: VaultProposal, reader: Officer, now: datetime, decides: bool) -> ProposalRow:
    language, state = get_language() or "en", dual.state_of(proposal, now)
    is_mine_to_decide = decides and state == "open" and proposal.asked_by != reader.handle
    told = gettext("proposed by %(by)s, %(moment)s") % {
        "by": proposal.asked_by,
        "moment": moment(proposal.asked_at, language),
    }
    decided = gettext("decided by %(by)s") % {"by": proposal.decided_by} if proposal.decided_by else ""
    return ProposalRow(
        what=gettext(KINDS[proposal.kind]),
        asked=told,
        state=_badge(state),
        note=" · ".join(part for part in (proposal.about.replace(" ", " → "), decided) if part),
        approve_url=reverse("protection:vault-approve", args=[proposal.uid]) if is_mine_to_decide else "",
        deny_url=reverse("protection:vault-deny", args=[proposal.uid]) if is_mine_to_decide else "",
    )
