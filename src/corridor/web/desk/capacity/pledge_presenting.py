"""Puts one pledge into the words of its page: other reports of it, what was handed over, and what can be done next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Block, Check, Result, Sameness, Stage, State, Worth
from corridor.web.design.pieces import FormProblem
from corridor.web.design.shown import day
from corridor.web.desk.capacity import delivering, filling, presenting, queries, words
from corridor.web.desk.capacity.queries import Handed, Pledged
from corridor.web.desk.pages.capacity import ActShown, CapacityForm, OtherRow, PartShown, PledgePage


def pledge_page(
    officer: Officer, one: Pledged, typed: Mapping[str, str], problems: tuple[FormProblem, ...], *, today: date
) -> PledgePage:
    """Return one pledge, with what this officer can do next."""
    called, language = presenting.names(), get_language() or "en"
    url, own = reverse("desk:capacity-pledge", args=[one.row.uid]), officer.reader.authority
    facts = [
        (gettext("Reported by"), presenting.name_of(one.row.authority, called)),
        (gettext("From"), day(one.pledge.since.isoformat(), language)),
        (gettext("Until"), day(one.pledge.until.isoformat(), language)),
        (gettext("Outside reference"), one.pledge.reference),
        (gettext("Who may see it"), words.level_words(one.pledge.level)),
    ]
    every = queries.pledges_for(officer, today=today)
    return PledgePage(
        row=presenting.pledge_row(one, called),
        facts=tuple((label, said) for label, said in facts if said),
        twins=tuple(
            OtherRow(
                presenting.pledge_row(other, called),
                words.sameness_words(what),
                tuple(words.reason_words(reason) for reason in reasons),
                _judging(officer, one, other, what),
            )
            for other, what, reasons in queries.twins_of(one, every)
        ),
        parts=tuple(_part(officer, one, part, url, typed) for part in one.handed),
        evaluations=tuple(
            (words.worth_words(Worth(each.worth)), _months(each.months), each.words)
            for each in one.row.evaluations.order_by("months", "pk")
        ),
        acts=_pledge_acts(officer, one) if own == one.row.authority else (),
        action=url,
        forms=_forms(officer, one, url, typed),
        problems=problems,
    )


def _months(months: int) -> str:
    return gettext("Months after: %(months)s") % {"months": months}


def _judging(officer: Officer, one: Pledged, other: Pledged, what: Sameness) -> tuple[ActShown, ...]:
    sides = {one.row.authority, other.row.authority, *({one.pledge.receiver} & {other.pledge.receiver})}
    if Permission.CAPACITY_CONFIRM not in officer.permissions or officer.reader.authority not in sides:
        return ()
    uid = other.row.uid
    found = [ActShown(gettext("It is the same pledge"), "same", uid), ActShown(gettext("It is another"), "apart", uid)]
    pair = {one.row.uid, uid}
    judged = queries.judgements()
    if any({each.one, each.other} == pair and each.authority == officer.reader.authority for each in judged):
        found.append(ActShown(gettext("Take back what we judged"), "undo", uid))
    return tuple(found)


def _pledge_acts(officer: Officer, one: Pledged) -> tuple[ActShown, ...]:
    is_draft = one.row.state == State.DRAFT
    found = []
    if is_draft and Permission.CAPACITY_CONFIRM in officer.permissions and officer.handle != one.row.made_by:
        found.append(ActShown(gettext("Confirm the pledge"), "confirm"))
    needed = Permission.CAPACITY_POST if is_draft else Permission.CAPACITY_CONFIRM
    if needed in officer.permissions and not one.handed:
        found.append(ActShown(gettext("Withdraw"), "withdraw"))
    return tuple(found)


def _forms(officer: Officer, one: Pledged, url: str, typed: Mapping[str, str]) -> tuple[CapacityForm, ...]:
    own, found = officer.reader.authority, []
    works = {Permission.CAPACITY_POST, Permission.CAPACITY_CONFIRM} & officer.permissions
    left = queries.left_of(one)
    is_party = own in (*one.pledge.donors, one.pledge.receiver)
    if queries.may_post(officer) and is_party and one.row.state == State.CONFIRMED and left > 0:
        found.append(filling.hand_over_form(url, words.figure(left), typed if typed.get("act") == "hand-over" else {}))
    if works and own == one.pledge.receiver and one.handed:
        found.append(filling.evaluation_form(url, typed if typed.get("act") == "evaluate" else {}))
    return tuple(found)


def _part(officer: Officer, one: Pledged, part: Handed, url: str, typed: Mapping[str, str]) -> PartShown:
    standing, own = part.standing, officer.reader.authority
    works = {Permission.CAPACITY_POST, Permission.CAPACITY_CONFIRM} & officer.permissions
    checks = own in one.pledge.donors and bool(works) and standing.is_checked
    is_party = own in (one.row.authority, one.pledge.receiver, *one.pledge.donors)
    late = [
        gettext("Made after it was handed over: %(check)s") % {"check": words.check_words(one)} for one in standing.late
    ]
    amount = words.figure(part.row.amount)
    unit = one.pledge.quantity.currency or words.unit_words(one.pledge.quantity.unit)
    language = get_language() or "en"
    on = day(part.row.on.isoformat(), language)
    return PartShown(
        uid=part.row.uid,
        title=f"{amount} {unit} · {on}",
        state=words.stage_words(Stage.DELIVERED if standing.is_delivered else Stage.HANDED_OVER),
        tone="success" if standing.is_delivered else "warning",
        blocks=(*(words.block_words(block) for block in standing.blocks), *late),
        checks=tuple(
            (
                f"{words.check_words(Check(each.what))}: {words.result_words(Result(each.result))}",
                gettext("%(on)s, to be checked again on %(again)s; by %(by)s")
                % {
                    "on": day(each.on.isoformat(), language),
                    "again": day(each.again_on.isoformat(), language),
                    "by": each.by if own == each.authority else each.authority,
                },
                " · ".join(text for text in (each.words, each.conditions) if text) if is_party else "",
            )
            for each in part.checks
        ),
        acts=_part_acts(officer, one, part),
        check=filling.check_form(url, part.row.uid, typed) if checks else None,
    )


def _part_acts(officer: Officer, one: Pledged, part: Handed) -> tuple[ActShown, ...]:
    if officer.reader.authority not in (*one.pledge.donors, one.pledge.receiver):
        return ()
    found, may_mark = [], Permission.CAPACITY_CONFIRM in officer.permissions
    is_ready = set(part.standing.blocks) <= {Block.NOT_MARKED}
    if may_mark and is_ready and not part.row.marked_by and officer.handle != part.row.written_by:
        found.append(ActShown(gettext("Mark as delivered"), "deliver", part.row.uid))
    if may_mark and part.row.marked_by:
        found.append(ActShown(gettext("Undo the mark"), "unmark", part.row.uid))
    if queries.may_post(officer) and not part.row.marked_by and not delivering.is_adverse(part):
        found.append(ActShown(gettext("Take back the hand-over"), "take-back", part.row.uid))
    return tuple(found)
