"""Puts the doors of protection into the words of a page."""

from __future__ import annotations

from datetime import date, datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.doors.codes import Ground, Notice, Outcome, Said
from corridor.core.doors.rules import PARTICULARS
from corridor.web.base.doors import queries as doors
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, moment
from corridor.web.protection.doors import cases, models, queries
from corridor.web.protection.doors.actions import CLOSED_FOR
from corridor.web.protection.pages import doors as pages


def inbox_page(officer: Officer, now: datetime, language: str) -> pages.InboxPage:
    """Return the inbox of persons who were handed over."""
    rows = []
    for handed in queries.handed_over(officer):
        needs = ", ".join(_label("urgent-needs", code, language) for code in handed.one.needs)
        url = reverse("protection:hand-over", args=[handed.uid])
        is_late = handed.came_at < now - queries.UNREAD
        rows.append(pages.HandedRow(url, handed.sender, moment(handed.came_at, language), needs, is_late))
    aside = tuple(pages.AsideRow(moment(one.at, language), one.trouble) for one in doors.kept_aside())
    return pages.InboxPage(tuple(rows), sum(row.is_late for row in rows), aside)


def handed_page(handed: queries.Handed, language: str) -> pages.HandedPage:
    """Return the page of one person who was handed over."""
    one = handed.one
    said = {Said.YES: gettext("Yes"), Said.NO: gettext("No"), Said.NOT_ASKED: gettext("Not asked")}
    facts = (
        pages.Told(gettext("Where and when to reach the person"), one.reach),
        pages.Told(gettext("Asks for protection"), said[one.asks]),
        pages.Told(gettext("Fears to be sent back"), said[one.fears]),
        pages.Told(gettext("Interviewer of the same sex"), said[one.interviewer]),
        pages.Told(gettext("Urgent needs"), ", ".join(_label("urgent-needs", code, language) for code in one.needs)),
        pages.Told(gettext("Age group"), _label("age", one.age, language) if one.age else ""),
        pages.Told(gettext("Sex, as the person says"), _label("sex", one.sex, language) if one.sex else ""),
        pages.Told(gettext("Languages the person speaks"), one.languages),
        pages.Told(gettext("Who is with the person"), one.together),
        pages.Told(gettext("How to reach the officer"), one.contact),
    )
    reasons = {
        "duplicate": gettext("The person has a case already"),
        "not-found": gettext("The person could not be found"),
        "other-body": gettext("Another protection body has taken over"),
        "declined": gettext("The person does not want assistance"),
    }
    return pages.HandedPage(
        sender=handed.sender,
        receipt=one.receipt,
        came_at=moment(handed.came_at, language),
        facts=tuple(fact for fact in facts if fact.value),
        claims=tuple(pages.Told(ref, code) for ref, code in handed.claims),
        is_claim_lacking=handed.is_claim_lacking,
        is_waiting=handed.state == "waiting",
        case_url=case_url(handed.case_ref),
        take_url=reverse("protection:hand-over-take", args=[handed.uid]),
        close_url=reverse("protection:hand-over-close", args=[handed.uid]),
        reasons=tuple(Choice(code, reasons[code]) for code in CLOSED_FOR),
    )


def disclosures_page(officer: Officer, language: str) -> pages.DisclosuresPage:
    """Return the list of disclosures."""
    rows = tuple(
        pages.DisclosureRow(
            url=reverse("protection:disclosure", args=[one.uid]),
            case_ref=one.case_ref,
            ground=ground_label(one.ground),
            state=state_label(one.state),
            until=day(one.until.isoformat(), language),
            is_to_decide=not one.outcome and one.proposed_by != officer.handle,
        )
        for one in queries.disclosures_for(officer)
    )
    return pages.DisclosuresPage(rows, reverse("protection:answer"))


def proposal_page(
    officer: Officer,
    case_ref: str,
    typed: QueryDict,
    ground: Ground,
    now: datetime,
    language: str,
    problems: tuple[FormProblem, ...] = (),
) -> pages.ProposalPage:
    """Return the form by which a disclosure is proposed."""
    consents = cases.consents_for(officer, case_ref, now)
    purposes = shelf.vocabularies()["consent-purposes"].terms
    offered = tuple(
        Choice(uid, f"{purposes[purpose].labels[language]} · {to}", uid == typed.get("consent", ""))
        for uid, purpose, to in consents
    )
    chosen = typed.getlist("fields")
    return pages.ProposalPage(
        action=reverse("protection:disclosure-new", args=[case_ref]),
        case_ref=case_ref,
        ground=ground,
        grounds=tuple(Choice(one, ground_label(one), one == ground) for one in Ground),
        particulars=tuple(
            pages.Particular(
                name=name,
                label=_particular_label(name),
                value=typed.get(name, ""),
                choices=offered if name == "consent" else (),
                is_day=name.endswith(("_on", "_by")),
            )
            for name in PARTICULARS[ground]
        ),
        authorities=tuple(
            Choice(code, f"{name} ({code})", code == typed.get("authority", "")) for code, name in queries.recipients()
        ),
        duties=tuple(
            Choice(
                f"{function}:{purpose}",
                f"{shelf.function_label(function, language)} · {shelf.purpose_label(purpose, language)}",
                f"{function}:{purpose}" == typed.get("duty_of_desk", ""),
            )
            for function, purpose in queries.duties_that_receive()
        ),
        fields=tuple(
            pages.FieldPage(
                code,
                term.labels[language],
                code in chosen,
                typed.get(f"value-{code}", ""),
                typed.get(f"reason-{code}", ""),
            )
            for code, term in shelf.vocabularies()["disclosure-fields"].terms.items()
        ),
        until=typed.get("until", ""),
        their_ref=typed.get("their_ref", ""),
        is_unsafe=typed.get("notice", "") == Notice.UNSAFE,
        notice_reason=typed.get("notice_reason", ""),
        notice_review_on=typed.get("notice_review_on", ""),
        problems=problems,
    )


def disclosure_page(officer: Officer, one: queries.Shown, language: str) -> pages.DisclosurePage:
    """Return the page of one disclosure."""
    proposal = one.proposal
    to = f"{proposal.authority} · {shelf.function_label(proposal.function, language)} · "
    facts = [
        pages.Told(gettext("Ground"), ground_label(one.ground)),
        *(pages.Told(_particular_label(name), value) for name, value in proposal.particulars.items()),
        pages.Told(gettext("To"), to + shelf.purpose_label(proposal.purpose, language)),
        pages.Told(gettext("Their reference"), proposal.their_ref),
        pages.Told(gettext("Until"), day(one.until.isoformat(), language)),
        pages.Told(gettext("Notice to the person"), _notice(one, language)),
        pages.Told(gettext("Proposed by"), f"{one.proposed_by}, {moment(one.proposed_at, language)}"),
    ]
    if one.decided_at is not None:
        facts.append(pages.Told(gettext("Decided by"), f"{one.decided_by}, {moment(one.decided_at, language)}"))
    return pages.DisclosurePage(
        ref=one.uid[:8],
        case_ref=one.case_ref,
        state=state_label(one.state),
        facts=tuple(fact for fact in facts if fact.value),
        fields=tuple(
            (_label("disclosure-fields", chosen.field, language), chosen.value, chosen.reason)
            for chosen in proposal.fields
        ),
        remark=one.remark,
        decide_url="" if one.outcome else reverse("protection:disclosure-decide", args=[one.uid]),
        is_own=one.proposed_by == officer.handle,
        outcomes=tuple(Choice(outcome, outcome_label(outcome)) for outcome in Outcome),
        end_url=reverse("protection:disclosure-end", args=[one.uid])
        if one.outcome == Outcome.APPROVED and not one.ending
        else "",
        answer_url=reverse("protection:answer"),
    )


def register_page(today: date) -> pages.RegisterPage:
    """Return the register as anybody may read it."""
    rows = tuple(
        pages.RegisterRow(line.quarter, ground_label(line.ground), line.made, line.refused)
        for line in queries.published(today)
    )
    return pages.RegisterPage(doors.own_code(), rows, reverse("protection:register-file"))


def overseen_page(rows: tuple[models.Disclosure, ...], language: str) -> pages.OverseenPage:
    """Return every disclosure without content."""
    return pages.OverseenPage(
        tuple(
            pages.OverseenRow(
                ref=row.uid[:8],
                ground=ground_label(Ground(row.ground)),
                proposed_on=day(row.proposed_at.date().isoformat(), language),
                decided_on=day(row.decided_at.date().isoformat(), language) if row.decided_at is not None else "",
                state=state_label(row.ending or row.outcome or "proposed"),
            )
            for row in rows
        )
    )


def ground_label(ground: Ground) -> str:
    """Return a ground in the words of the page."""
    return {
        Ground.CONSENT: gettext("Consent of the person"),
        Ground.COMPULSION: gettext("Legal compulsion"),
        Ground.DANGER_TO_LIFE: gettext("Danger to life"),
        Ground.CHILD: gettext("Best interests of a child"),
    }[ground]


def outcome_label(outcome: Outcome) -> str:
    """Return how it was decided, in the words of the page."""
    return {
        Outcome.APPROVED: gettext("Approve: it is sent now"),
        Outcome.REFUSED: gettext("Refuse"),
        Outcome.IMMUNITY: gettext("Assert immunity"),
        Outcome.PRIVILEGE: gettext("Assert privilege"),
    }[outcome]


def state_label(state: str) -> str:
    """Return where a disclosure stands, in the words of the page."""
    words = {
        "proposed": gettext("waits for a second officer"),
        "approved": gettext("approved"),
        "unconfirmed": gettext("sent, unconfirmed"),
        "confirmed": gettext("held, confirmed"),
        "refused": gettext("refused"),
        "immunity": gettext("immunity asserted"),
        "privilege": gettext("privilege asserted"),
        "withdrawn": gettext("withdrawn"),
        "expired": gettext("expired"),
        "withdrawn-unconfirmed": gettext("withdrawn, erasure unconfirmed"),
        "withdrawn-confirmed": gettext("withdrawn, erasure confirmed"),
        "expired-unconfirmed": gettext("expired, erasure unconfirmed"),
        "expired-confirmed": gettext("expired, erasure confirmed"),
    }
    return words.get(state, state)


def _particular_label(name: str) -> str:
    return {
        "consent": gettext("Consent"),
        "instrument": gettext("Instrument"),
        "issuer": gettext("Issuing authority"),
        "issued_on": gettext("Issued on"),
        "scope": gettext("Scope"),
        "served_on": gettext("Served on"),
        "answer_by": gettext("To be answered by"),
        "whose": gettext("Whose life"),
        "why_now": gettext("Why now"),
        "determination": gettext("Reference of the determination"),
        "determined_on": gettext("Determined on"),
    }[name]


def _notice(one: queries.Shown, language: str) -> str:
    proposal = one.proposal
    if proposal.notice is Notice.GIVEN or proposal.notice_review_on is None:
        return gettext("The person was told")
    review = day(proposal.notice_review_on.isoformat(), language)
    return gettext("Not safe: %(reason)s. Looked at again on %(day)s.") % {
        "reason": proposal.notice_reason,
        "day": review,
    }


def case_url(ref: str) -> str:
    """Return the page of a case; nothing where there is none."""
    return reverse("protection:case", args=[ref]) if ref else ""


def _label(name: str, code: str, language: str) -> str:
    term = shelf.vocabularies()[name].terms.get(code)
    return code if term is None else term.labels[language]
