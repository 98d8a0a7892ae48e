"""Puts cards, keys, heads and drills into the words of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.cards.codes import Ending, Fault, Step
from corridor.core.doors.exchange import card_from, fingerprint
from corridor.core.doors.fingerprints import spoken
from corridor.web.base.accounts.queries import authorities
from corridor.web.base.exchange.wire import key_id
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day, isolated, moment, number
from corridor.web.desk.cards import queries
from corridor.web.desk.cards.forms import NODE
from corridor.web.desk.cards.models import Claim, Drill, HeadFault, KeptHead, OwnKey
from corridor.web.desk.cards.queries import KeyAbroad, Partner
from corridor.web.desk.pages.cards import CardPage, CardRow, CardsPage, ClaimRow, DrillRow, FaultRow, KeyRow
from corridor.web.desk.pages.imports import State
from corridor.web.desk.statements.presenting import country_label

SHORT = 16


def cards_page(
    reader: Officer,
    *,
    now: datetime,
    origin: str,
    language: str,
    typed: str = "",
    problems: tuple[FormProblem, ...] = (),
) -> CardsPage:
    """Return the own card and those of others."""
    manages = Permission.OFFICER_MANAGE in reader.permissions
    own, _, _ = card_from(queries.own_card(reader, ""))
    known = queries.partners_for(reader, now=now)
    keys = queries.own_keys(reader)
    here = [code for code, _ in authorities()]
    return CardsPage(
        own_code=own.code,
        fingerprint=tuple(spoken(fingerprint(own)).split()),
        card_url=reverse("desk:card-own"),
        origin=origin,
        keys=tuple(_own_key(one, language) for one in keys),
        rows=tuple(_row(one, language) for one in known),
        faults=_faults(queries.faults_for(reader), language),
        add_url=reverse("desk:card-add") if manages else "",
        rotate_url=reverse("desk:card-rotate") if manages else "",
        move_url=reverse("desk:card-move") if manages else "",
        renewable=(Choice(NODE, gettext("The node itself")), *(Choice(code, code) for code in here)),
        movable=tuple(Choice(code, code) for code in here if code != own.code),
        targets=tuple(Choice(one.code, one.code) for one in known if one.state == "open"),
        typed=typed,
        problems=problems,
    )


def card_page(
    reader: Officer, code: str, *, now: datetime, language: str, problems: tuple[FormProblem, ...] = ()
) -> CardPage:
    """Return one node with what this reader may do."""
    one = queries.partner_for(reader, code, now=now)
    manages = Permission.OFFICER_MANAGE in reader.permissions
    is_open = one.state == "open"
    under_way = one.drill is not None and one.drill.ended_at is None
    faults = [fault for fault in queries.faults_for(reader) if fault.node == code]

    def address(name: str, offered: bool) -> str:
        return reverse(f"desk:{name}", args=[code]) if offered else ""

    return CardPage(
        code=one.code,
        name=one.name,
        country=country_label(one.country, language),
        origin=one.origin,
        state=_state(one),
        fingerprint=tuple(spoken(one.fingerprint).split()),
        facts=tuple(_facts(one, language)),
        refused=_refusal(one.refused),
        keys=tuple(_key(key, language) for key in one.keys),
        claims=tuple(_claim(claim, reader) for claim in queries.claims_of(code)) if is_open else (),
        head=_head(one.head, language),
        faults=_faults(faults, language),
        drill=_drill_state(one),
        drills=tuple(_drill(drill, language) for drill in queries.drills_for(reader, code) if drill.ended_at),
        steps=tuple((step.value, *words) for step, words in _steps().items()) if under_way else (),
        confirm_url=address("card-confirm", one.state == "waits"),
        close_url=address("card-close", is_open and manages),
        revoke_url=address("card-revoke", one.state in ("open", "waits", "closed")),
        ask_url=address("card-ask", is_open),
        drill_url=address("card-drill", not under_way and one.state != "waits"),
        drill_end_url=address("card-drill-end", under_way),
        problems=problems,
    )


def _row(one: Partner, language: str) -> CardRow:
    codes = dict.fromkeys(key.authority for key in one.keys if key.ended_at is None)
    return CardRow(
        url=reverse("desk:card", args=[one.code]),
        code=one.code,
        name=one.name,
        state=_state(one),
        authorities=", ".join(codes),
        head=_head(one.head, language),
        drill=_drill_state(one),
    )


def _state(one: Partner) -> State:
    told = {
        "waits": State("waits", pgettext("card", "waits for a second person"), "attention"),
        "open": State("open", pgettext("card", "in use"), "good"),
        "closed": State("closed", pgettext("card", "closed"), "neutral"),
        "revoked": State("revoked", pgettext("card", "revoked"), "stopped"),
    }
    return told[one.state]


def _facts(one: Partner, language: str) -> Iterable[tuple[str, str]]:
    yield gettext("Brought by"), isolated(one.added_by)
    yield gettext("Brought on"), moment(one.added_at, language)
    if one.confirmed_by:
        yield gettext("Confirmed by"), isolated(one.confirmed_by)
    if one.card_taken_at is not None:
        told = {"version": number(one.card_version, language), "at": moment(one.card_taken_at, language)}
        yield gettext("Card told last"), gettext("version %(version)s, %(at)s") % told
    if one.confirmed_by and not one.knows_our_newest:
        yield (
            gettext("Knows of us"),
            gettext("our keys before the last change, until it takes our card"),
        )


def _own_key(one: OwnKey, language: str) -> KeyRow:
    names = dict(authorities())
    return KeyRow(
        one.authority,
        names.get(one.authority, ""),
        day(one.since.date().isoformat(), language),
        one.kid[:SHORT],
        _ending(one, language),
    )


def _ending(one: OwnKey, language: str) -> State:
    if one.ended_at is None:
        return State("used", pgettext("key", "signs now"), "good")
    told = {"on": day(one.ended_at.date().isoformat(), language), "to": one.to}
    words = {
        Ending.ROTATED.value: pgettext("key", "renewed on %(on)s"),
        Ending.REVOKED.value: pgettext("key", "revoked on %(on)s"),
        Ending.MOVED.value: pgettext("key", "moved to %(to)s on %(on)s"),
        Ending.CLOSED.value: pgettext("key", "closed on %(on)s"),
    }
    return State(one.why, words[one.why] % told, "neutral")


def _key(one: KeyAbroad, language: str) -> KeyRow:
    state = State("used", pgettext("key", "signs now"), "good")
    if one.is_revoked:
        state = State("revoked", pgettext("card", "revoked"), "stopped")
    elif one.ended_at is not None:
        on = {"on": day(one.ended_at.date().isoformat(), language)}
        state = State("ended", pgettext("key", "ended on %(on)s") % on, "neutral")
    return KeyRow(one.authority, one.name, day(one.since.date().isoformat(), language), one.kid[:SHORT], state)


def _claim(one: Claim, reader: Officer) -> ClaimRow:
    speaker = queries.speaker_of(one.authority)
    is_open = speaker != queries.own_code()
    why = gettext("Its keys were revoked here.")
    if speaker not in ("", one.node):
        why = gettext("%(node)s speaks for it.") % {"node": isolated(speaker)}
    proposed = gettext("Proposed by %(who)s.") % {"who": isolated(one.proposed_by)} if one.proposed_by else ""
    proposes = is_open and Permission.OFFICER_MANAGE in reader.permissions and not one.proposed_by
    settles = is_open and one.proposed_by not in ("", reader.handle)
    at = [one.node, one.authority]
    return ClaimRow(
        one.authority,
        one.name,
        key_id(bytes(one.public))[:SHORT],
        why,
        proposed,
        reverse("desk:card-claim", args=at) if proposes else "",
        reverse("desk:card-claim-settle", args=at) if settles else "",
    )


def _refusal(reason: str) -> str:
    if not reason:
        return ""
    told = {
        "not-the-originators": gettext("Its last card was not taken: it names a key that belongs to another node."),
        "key-revoked": gettext("Its last card was not taken: it names a key that was revoked here."),
        "signature-wrong": gettext(
            "Its last card was not taken: it names a key that it does not hold, or another key of its ledger."
        ),
        "another-item-under-this-number": gettext("Its last card was not taken: one version of it says two things."),
    }
    return told.get(reason, gettext("Its last card was not taken: it does not have the agreed form, or is an old one."))


def _head(head: KeptHead | None, language: str) -> str:
    if head is None:
        return gettext("none yet")
    told = {"entries": number(head.size, language), "at": moment(head.came_at, language)}
    return ngettext("%(entries)s entry, told %(at)s", "%(entries)s entries, told %(at)s", head.size) % told


def _faults(found: Iterable[HeadFault], language: str) -> tuple[FaultRow, ...]:
    words = {
        Fault.SPLIT.value: (
            gettext("Two stories"),
            gettext("It signed two different heads of the same length: two readers were told different things."),
        ),
        Fault.REWRITTEN.value: (
            gettext("History rewritten"),
            gettext("Its later head does not continue an earlier one: entries were changed or taken out."),
        ),
        Fault.CUT_BACK.value: (
            gettext("Cut back"),
            gettext("Its ledger is shorter than it was: entries are gone, or it runs from an old backup."),
        ),
        Fault.UNPROVED.value: (
            gettext("Not shown"),
            gettext("It was asked to show that its ledger continues a head it signed, and did not in three days."),
        ),
    }
    return tuple(
        FaultRow(
            one.node,
            *words[one.fault],
            moment(one.at, language),
            reverse("desk:card-evidence", args=[one.uid]),
        )
        for one in found
    )


def _drill_state(one: Partner) -> State:
    if one.drill is not None and one.drill.ended_at is None:
        return State("under-way", pgettext("drill", "under way"), "working")
    if one.is_drill_due:
        return State("due", pgettext("drill", "due"), "attention")
    return State("done", pgettext("drill", "done this year"), "good") if one.drill else State("none", "—")


def _drill(one: Drill, language: str) -> DrillRow:
    assert one.ended_at is not None
    minutes = max(1, round((one.ended_at - one.began_at).total_seconds() / 60))
    took = ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": number(minutes, language)}
    words = {step.value: title for step, (title, _) in _steps().items()}
    return DrillRow(moment(one.began_at, language), one.by, took, tuple(words[step] for step in one.steps))


def _steps() -> dict[Step, tuple[str, str]]:
    return {
        Step.REVOKE: (
            gettext("Revoke its keys"),
            gettext("Who does it at night? Find the button, and do not press it."),
        ),
        Step.CALL: (
            gettext("Call the node back"),
            gettext("Call a number that you had before, from the directory, never one from the message."),
        ),
        Step.REVIEW: (
            gettext("Look at what came since"),
            gettext("List what it signed since the keys may have been in other hands, and say who looks at each."),
        ),
        Step.TELL: (
            gettext("Tell the other partners"),
            gettext("Say whom you would tell, and by which way."),
        ),
        Step.COMPARE: (
            gettext("Compare a new card"),
            gettext("Say which two people would compare the digits, and by which telephone."),
        ),
    }
