"""Puts releases into the words of their pages: the form, who will get what, and what became of it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import ReleaseState
from corridor.core.exchange.told import What
from corridor.core.kernel.errors import CorridorError
from corridor.core.partners import rules
from corridor.web.base.marks.queries import marking_of
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day, moment, number
from corridor.web.desk.entities.drawing import kind_name
from corridor.web.desk.exchange import queries, wording
from corridor.web.desk.exchange.actions import Part, parts_for, wanted_of
from corridor.web.desk.exchange.correcting import still_reached
from corridor.web.desk.exchange.forms import Typed
from corridor.web.desk.exchange.leaving import GIVEN
from corridor.web.desk.exchange.models import Delivery, Release
from corridor.web.desk.exchange.presenting import address, item_row, sections
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.pages.exchange import (
    Addressee,
    AddresseeNode,
    DeliveryRow,
    GoingPart,
    GoingThing,
    LeaveRow,
    ReleaseNewPage,
    ReleasePage,
    ReleaseRow,
    ReleasesPage,
    UseRow,
)
from corridor.web.desk.pages.imports import State
from corridor.web.desk.partners import queries as partners
from corridor.web.desk.partners import wording as ceilings
from corridor.web.desk.statements import releasable, store
from corridor.web.desk.statements.models import Load
from corridor.web.desk.statements.presenting import badge_of
from corridor.web.desk.statements.titles import TITLE_PROPS, shortened, titles_for

UNCONFIRMED_AFTER = timedelta(days=3)
"""Who has not answered for so long is shown as unconfirmed in a warning tone."""

ENDED = (ReleaseState.RECALLED, ReleaseState.EXPIRED)


def releases_page(officer: Officer, rows: Sequence[Release], language: str) -> ReleasesPage:
    """Return what the own authority released, what waits for a second officer first."""
    things = store.entities_of([row.thing for row in rows])
    titles = titles_for(officer, sorted(things.values()))
    shown = [(row, _row(officer, row, titles.get(things.get(row.thing, 0), ""), language)) for row in rows]
    return ReleasesPage(
        waiting=tuple(one for row, one in shown if row.state == ReleaseState.ASKED),
        rows=tuple(one for row, one in shown if row.state != ReleaseState.ASKED),
        links=sections(officer, without="desk:releases"),
    )


def _row(officer: Officer, row: Release, title: str, language: str) -> ReleaseRow:
    unconfirmed = [one.partner for one in row.deliveries.all() if row.state in ENDED and not one.attested]
    note = gettext("unconfirmed: %(partners)s") % {"partners": ", ".join(unconfirmed)} if unconfirmed else ""
    if queries.corrected_load_of(officer, row):
        note = gettext("The report was corrected; they still have the version before.")
    return ReleaseRow(
        title=title or _untitled(row, language),
        url=reverse("desk:release", args=[row.about]),
        to=", ".join(row.recipients),
        purpose=shelf.purpose_label(row.purpose, language),
        asked=moment(row.asked_at, language),
        state=wording.release_state(row.state),
        note=note,
    )


def _untitled(row: Release, language: str) -> str:
    return gettext("Report of %(day)s") % {"day": day(row.asked_at.date().isoformat(), language)}


def new_page(
    officer: Officer,
    load: Load,
    things: Sequence[tuple[Draft, int]],
    typed: Typed,
    language: str,
    *,
    today: date,
    parts: Sequence[Part] = (),
    needs_second: bool = False,
    problems: tuple[FormProblem, ...] = (),
) -> ReleaseNewPage:
    """Return the form to release a report, and once somebody was chosen, who will get what."""
    own = marking_of(things[0][1])
    had = {code for one in queries.releases_of(officer, load.uid) for code in one.recipients if one.state == "out"}
    return ReleaseNewPage(
        action=reverse("desk:release-new", args=[load.uid]),
        title=title_of(things[0][0], language),
        back_url=address("desk:thing", str(things[0][0].uid)),
        nodes=tuple(_nodes(typed.recipients, had, language, today)),
        purposes=tuple(
            Choice(code, shelf.purpose_label(code, language), code == typed.purpose) for code in sorted(own.purposes)
        ),
        urgencies=tuple(Choice(code, label, code == typed.urgency) for code, label in wording.urgencies().items()),
        until=typed.until,
        parts=tuple(_part(part, things, language) for part in parts),
        needs_second=needs_second,
        earlier=tuple(
            Link(", ".join(one.recipients), reverse("desk:release", args=[one.about]))
            for one in queries.releases_of(officer, load.uid)
        ),
        problems=problems,
    )


def _nodes(chosen: Collection[str], had: Collection[str], language: str, today: date) -> Iterator[AddresseeNode]:
    by_node: dict[str, list[Addressee]] = {}
    for key in lines.authorities_abroad():
        closed = gettext("has it already") if key.authority in had else ""
        one = Addressee(key.authority, key.name, key.authority in chosen, closed)
        if one not in by_node.setdefault(key.node, []):
            by_node[key.node].append(one)
    for door in lines.partners():
        if door.code in by_node:
            yield AddresseeNode(
                door.code, door.name, tuple(_node_notes(door.code, language, today)), tuple(by_node[door.code])
            )


def _node_notes(code: str, language: str, today: date) -> Iterator[str]:
    """Yield how the line to a node stands, and what may go there today at most."""
    reached = lines.reached_at(code)
    when = moment(reached, language) if reached is not None else gettext("never yet")
    yield gettext("Last reached: %(when)s.") % {"when": when}
    dealings = partners.dealings_with(code, today)
    admitted = rules.admitted(dealings, today)
    labels = ceilings.contents()
    may_go = ", ".join(labels[one] for one in sorted(admitted)) or gettext("nothing")
    yield gettext("May go there today: %(what)s.") % {"what": may_go}
    if dealings.ceiling is not None and dealings.basis_stands:
        yield gettext("Legal basis in force: %(basis)s.") % {"basis": dealings.ceiling.basis}


def title_of(draft: Draft, language: str) -> str:
    """Return what a thing that is about to go is called: its first name, summary or place, else its kind."""
    kind = kind_name(draft.kind, language)
    told = next((value for prop in TITLE_PROPS for value in draft.values(prop)), "")
    return f"{kind}: {shortened(told)}" if told else kind


def _part(part: Part, things: Sequence[tuple[Draft, int]], language: str) -> GoingPart:
    goes = {(str(draft.uid), len(draft.claims)) for draft, _ in part.things}
    return GoingPart(
        partner=part.partner,
        authorities=", ".join(part.authorities),
        marking=badge_of(part.marking, language),
        legal_basis=part.legal_basis if part.legal_basis != "none" else gettext("none needed"),
        things=tuple(_thing(draft, mark, goes, language) for draft, mark in things),
    )


def _thing(draft: Draft, mark: int, goes: Collection[tuple[str, int]], language: str) -> GoingThing:
    is_going = (str(draft.uid), len(draft.claims)) in goes
    note = (
        gettext("%(items)s information items") % {"items": number(len(draft.claims), language)}
        if is_going
        else gettext("stays here: its marking (%(code)s) does not reach them") % {"code": _code(mark, language)}
    )
    return GoingThing(title_of(draft, language), is_going, note)


def _code(mark: int, language: str) -> str:
    return badge_of(marking_of(mark), language).code


def release_page(
    officer: Officer, row: Release, language: str, *, now: datetime, problems: tuple[FormProblem, ...] = ()
) -> ReleasePage:
    """Return one release: to whom it went, what each node answered, and what this officer can do."""
    entity = store.entity_of(row.thing)
    title = titles_for(officer, [entity]).get(entity, "") if entity is not None else ""
    is_out, corrected = row.state == ReleaseState.OUT, queries.corrected_load_of(officer, row)

    def act(name: str, *, when: bool) -> str:
        return reverse(f"desk:{name}", args=[row.about]) if when else ""

    waits_for_me = row.state == ReleaseState.ASKED and row.asked_by != officer.handle
    return ReleasePage(
        title=title or _untitled(row, language),
        thing_url=reverse("desk:thing", args=[row.thing]) if title else "",
        state=wording.release_state(row.state),
        explanation=_explanation(officer, row),
        facts=tuple(_facts(row, language)),
        parts=tuple(_going(officer, row, corrected, language, now)),
        deliveries=tuple(_delivery(row, one, language, now) for one in row.deliveries.order_by("partner")),
        history=tuple(item_row(one, language) for one in queries.history_of(officer, row)),
        uses=tuple(_uses(row, language)),
        leaves=tuple(_leaves(officer, row, language)),
        decide_url=act("release-decide", when=waits_for_me),
        correct_url=act("release-correct", when=bool(corrected)),
        corrected_waits=bool(corrected) and row.correction == corrected and row.correction_by == officer.handle,
        recall_url=act("release-recall", when=is_out),
        reasons=tuple(Choice(code, label) for code, label in wording.end_reasons().items()),
        leave_url=act("release-leave", when=is_out),
        leave_decide_url=act("release-leave-decide", when=is_out),
        authorities=tuple(Choice(code, code) for code in row.recipients),
        further=tuple(Choice(code, wording.use(code, language)) for code in GIVEN),
        again_url=reverse("desk:release-new", args=[row.load]) if is_out else "",
        is_ended=row.state in ENDED,
        problems=problems,
    )


def _going(officer: Officer, row: Release, corrected: str, language: str, now: datetime) -> Iterator[GoingPart]:
    """Yield what would go where, while somebody must decide: at first, or the corrected version; nothing otherwise."""
    if row.state != ReleaseState.ASKED and not corrected:
        return
    with contextlib.suppress(CorridorError):
        load = queries.own_load_for(officer, corrected or row.load)
        things = releasable.said_in(officer, load)
        recipients = still_reached(row, things) if corrected else tuple(row.recipients)
        for part in parts_for(things, replace(wanted_of(row), load=load.uid, recipients=recipients), now):
            yield _part(part, things, language)


def _explanation(officer: Officer, row: Release) -> str:
    if row.state == ReleaseState.ASKED:
        if row.asked_by == officer.handle:
            return gettext("A second officer of your authority must look at it. Nothing has left.")
        return gettext(
            "A colleague asks to release it. Look at who will get what, and let it go or deny it. Nothing has left."
        )
    return {
        ReleaseState.OUT.value: gettext(
            "It left this node. What each node answered stands below; more nobody can know."
        ),
        ReleaseState.DENIED.value: gettext("It was denied. Nothing left."),
        ReleaseState.RECALLED.value: gettext(
            "Everybody who got it was told to erase it. What they say of it stands below."
        ),
        ReleaseState.EXPIRED.value: gettext(
            "Its time is over, and everybody who got it was told. What they say stands below."
        ),
    }[row.state]


def _facts(row: Release, language: str) -> Iterator[tuple[str, str]]:
    yield gettext("To"), ", ".join(row.recipients) or gettext("nobody")
    yield gettext("Purpose"), shelf.purpose_label(row.purpose, language)
    yield gettext("Version"), number(row.version, language) if row.version else gettext("none yet")
    yield gettext("Asked for"), f"{moment(row.asked_at, language)} · {row.asked_by}"
    if row.decided_at is not None:
        yield gettext("Decided"), f"{moment(row.decided_at, language)} · {row.decided_by}"
    if row.ends_on is not None:
        yield gettext("Over on"), day(row.ends_on.isoformat(), language)
    if row.ended_at is not None:
        yield gettext("Ended"), f"{moment(row.ended_at, language)} · {row.ended_by}"
    if row.reason:
        yield gettext("Reason"), wording.end_reasons().get(row.reason, row.reason)


def _delivery(row: Release, one: Delivery, language: str, now: datetime) -> DeliveryRow:
    outcome, why, answered = lines.answer_for(one.partner, one.number)
    told = wording.attested(one.attested) if one.attested else None
    note = wording.reason(why)
    if told is None and row.state in ENDED:
        since = lines.made_at(one.partner, one.number) or row.ended_at or now
        is_late = since < now - UNCONFIRMED_AFTER
        told = State("unconfirmed", gettext("unconfirmed"), "stopped" if is_late else "attention")
        note = gettext("Unconfirmed since %(when)s: nobody can know whether they still hold it.") % {
            "when": moment(since, language)
        }
    elif not outcome and not one.attested:
        note = gettext("Nobody can know yet whether it came.")
    return DeliveryRow(
        partner=one.partner,
        authorities=", ".join(one.authorities),
        state=wording.outcome(outcome),
        answered=moment(answered, language) if answered is not None else "",
        attested=told,
        note=note if not one.attested else moment(one.attested_at, language) if one.attested_at else "",
    )


def _uses(row: Release, language: str) -> Iterator[UseRow]:
    for one in row.told.order_by("-on", "authority", "what", "use")[:100]:
        on = day(one.on.isoformat(), language)
        yield UseRow(on, one.authority, wording.use(one.use, language), one.count, one.what == What.REFUSED)


def _leaves(officer: Officer, row: Release, language: str) -> Iterator[LeaveRow]:
    for one in row.leaves.order_by("authority", "use"):
        is_given = bool(one.given_by)
        state = (
            State("given", pgettext("leave", "given"), "good")
            if is_given
            else State("proposed", pgettext("leave", "proposed"), "attention")
        )
        yield LeaveRow(
            authority=one.authority,
            use=wording.use(one.use, language),
            value=one.use,
            state=state,
            by=one.given_by or one.proposed_by,
            may_decide=not is_given and one.proposed_by != officer.handle,
        )
