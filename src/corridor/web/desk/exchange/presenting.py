"""Puts lines, traffic and what was received into the words of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.entities.laying import Laid, lay_together
from corridor.core.exchange.codes import ReceivedState, Urgency
from corridor.core.handling.codes import USE_NAMES, Use
from corridor.web.design.pieces import Link
from corridor.web.design.shown import day, moment, number
from corridor.web.desk.entities.drawing import kind_name, label_of, title_of
from corridor.web.desk.entities.saying import value_text
from corridor.web.desk.exchange import queries, wording
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.lines.queries import LineNow, Passed
from corridor.web.desk.pages.exchange import (
    ItemRow,
    LineRow,
    ReceivedListPage,
    ReceivedPage,
    ReceivedRow,
    SaidThing,
    TrafficPage,
    UseChoice,
)
from corridor.web.desk.pages.imports import State
from corridor.web.desk.partners.queries import suspended
from corridor.web.desk.statements import past, store
from corridor.web.desk.statements.presenting import marking_badge
from corridor.web.desk.statements.queries import prop_names
from corridor.web.desk.statements.titles import titles_for

LATE = timedelta(days=1)
"""A line over which nothing was answered for so long needs somebody to look."""


def address(name: str, *args: str) -> str:
    """Return the address of a page that this node may or may not have."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def sections(officer: Officer, *, without: str) -> tuple[Link, ...]:
    """Return the other pages of exchange that an officer may open."""
    pages = (
        ("desk:exchange", Permission.TRAFFIC_READ, gettext("Lines and traffic")),
        ("desk:releases", Permission.RELEASE_ABROAD, gettext("Released by us")),
        ("desk:received", Permission.RECEIVED_READ, gettext("Released to us")),
        ("desk:leaves", Permission.RELEASE_ABROAD, gettext("Leave that partners ask for")),
        ("desk:partners", Permission.PARTNER_READ, gettext("Partners")),
        ("desk:letters", Permission.OFFICER_MANAGE, gettext("Letters by hand")),
        ("desk:match-sets", Permission.MATCH_KEEP, gettext("Own sets, and who asked us")),
    )
    found = ((address(page), label) for page, may, label in pages if page != without and may in officer.permissions)
    return tuple(Link(label, url) for url, label in found if url)


def traffic_page(
    officer: Officer,
    lines: tuple[LineNow, ...],
    items: tuple[tuple[Passed, ...], tuple[Passed, ...]],
    language: str,
    *,
    now: datetime,
) -> TrafficPage:
    """Return how the lines stand and what passed over them."""
    closed, sees_partners = suspended(), Permission.PARTNER_READ in officer.permissions
    sent, came = items
    return TrafficPage(
        lines=tuple(
            LineRow(
                code=one.line.partner,
                name=one.name,
                url=address("desk:partner", one.line.partner) if sees_partners else "",
                state=line_state(one, is_suspended=one.line.partner in closed, now=now),
                reached=moment(one.line.reached_at, language) if one.line.reached_at else gettext("never yet"),
                notes=tuple(_notes(one, language)),
            )
            for one in lines
        ),
        sent=tuple(item_row(one, language) for one in sent),
        came=tuple(item_row(one, language) for one in came),
        links=sections(officer, without="desk:exchange"),
        new_url=address("desk:reports") if Permission.RELEASE_ABROAD in officer.permissions else "",
    )


def line_state(one: LineNow, *, is_suspended: bool, now: datetime) -> State:
    """Return how a line stands in one word."""
    if one.line.changed_at is not None:
        return State("changed", gettext("its log was changed"), "stopped")
    if is_suspended:
        return State("suspended", gettext("suspended"), "stopped")
    if one.line.trouble:
        return State("trouble", gettext("not reached"), "attention")
    if one.oldest is not None and one.oldest < now - LATE:
        return State("late", gettext("does not answer"), "attention")
    if one.unanswered:
        return State("waits", gettext("waits for answers"), "working")
    return State("quiet", gettext("nothing waits"), "good")


def _notes(one: LineNow, language: str) -> Iterator[str]:
    if one.line.changed_at is not None:
        when = moment(one.line.changed_at, language)
        yield gettext(
            "On %(when)s it sent something else under a number that it had used. People must look before it counts."
        ) % {"when": when}
    if one.line.trouble:
        yield wording.reason(one.line.trouble) or one.line.trouble
    if one.unanswered and one.oldest is not None:
        told = {"items": number(one.unanswered, language), "since": moment(one.oldest, language)}
        yield gettext("Unconfirmed: %(items)s, the oldest since %(since)s. Nobody can know whether they came.") % told
    if one.aside_there:
        told = {"items": number(one.aside_there, language)}
        yield ngettext("%(items)s item kept aside there.", "%(items)s items kept aside there.", one.aside_there) % told
    if one.aside_here:
        told = {"items": number(one.aside_here, language)}
        yield ngettext("%(items)s item kept aside here.", "%(items)s items kept aside here.", one.aside_here) % told


def item_row(one: Passed, language: str) -> ItemRow:
    """Return one item that went or came."""
    return ItemRow(
        kind=wording.kind(one.kind),
        partner=one.partner,
        at=moment(one.at, language),
        state=wording.outcome(one.outcome),
        why=wording.reason(one.reason),
    )


def received_list_page(officer: Officer, rows: list[Received], language: str) -> ReceivedListPage:
    """Return what was released to the officer's authority, what waits for review first."""
    things = store.entities_of([row.thing for row in rows])
    titles = titles_for(officer, sorted(things.values()))
    shown = [(row, _received_row(row, titles.get(things.get(row.thing, 0), ""), language)) for row in rows]
    return ReceivedListPage(
        waiting=tuple(one for row, one in shown if row.state == ReceivedState.WAITING),
        rows=tuple(one for row, one in shown if row.state != ReceivedState.WAITING),
        links=sections(officer, without="desk:received"),
    )


def _received_row(row: Received, title: str, language: str) -> ReceivedRow:
    is_urgent = row.urgency != Urgency.ROUTINE and row.state in (ReceivedState.WAITING, ReceivedState.SHOWN)
    return ReceivedRow(
        title=_title(row, title, language),
        url=reverse("desk:received-one", args=[row.load]),
        originator=row.originator,
        came=moment(row.came_at, language),
        until=day(row.ends_on.isoformat(), language) if row.ends_on else gettext("as its marking says"),
        state=wording.received_state(row.state),
        urgency=State(row.urgency, wording.urgencies()[row.urgency], "attention") if is_urgent else None,
    )


def _title(row: Received, title: str, language: str) -> str:
    if row.state == ReceivedState.SHOWN and title:
        return title
    return gettext("Report of %(day)s") % {"day": day(row.came_at.date().isoformat(), language)}


def received_page(officer: Officer, row: Received, language: str) -> ReceivedPage:
    """Return one thing that was received, and what this officer can do with it."""
    is_waiting, is_shown = row.state == ReceivedState.WAITING, row.state == ReceivedState.SHOWN
    entity = store.entity_of(row.thing)
    title = titles_for(officer, [entity]).get(entity, "") if entity is not None and is_shown else ""
    may_review = is_waiting and Permission.RECEIVED_REVIEW in officer.permissions
    said = _unseen(officer, row, language) if may_review else ()
    uses = _uses(officer, row, language) if is_shown else ()
    asks = Permission.REQUEST_ASK in officer.permissions and any(not one.allowed for one in uses)
    is_evidence = any(one.allowed and one.value == "evidence" for one in uses)
    return ReceivedPage(
        title=_title(row, title, language),
        state=wording.received_state(row.state),
        explanation=_explanation(row, may_review=may_review, reads_whole=queries.reads_whole(officer, row)),
        marking=marking_badge(row.mark, language),
        facts=_facts(row, language),
        thing_url=reverse("desk:thing", args=[row.thing]) if is_shown and _may_open(officer) else "",
        said=said,
        review_url=reverse("desk:received-review", args=[row.load]) if may_review else "",
        uses=uses,
        evidence_url=reverse("desk:received-evidence", args=[row.load]) if is_evidence else "",
        ask_url=address("desk:thread-leave") if asks else "",
        about=row.about,
        originator=row.originator,
    )


def _may_open(officer: Officer) -> bool:
    return Permission.ENTITY_READ in officer.permissions


def _facts(row: Received, language: str) -> tuple[tuple[str, str], ...]:
    facts = [
        (gettext("Released by"), row.originator),
        (gettext("Over the node"), row.partner),
        (gettext("To"), ", ".join(row.recipients)),
        (gettext("Purpose"), shelf.purpose_label(row.purpose, language)),
        (gettext("Legal basis"), row.legal_basis if row.legal_basis != "none" else gettext("none named")),
        (gettext("Came on"), moment(row.came_at, language)),
        (gettext("Version"), number(row.version, language)),
    ]
    if row.ends_on is not None:
        facts.append((gettext("Erased here on"), day(row.ends_on.isoformat(), language)))
    if row.reviewed_at is not None:
        facts.append((gettext("Reviewed"), f"{moment(row.reviewed_at, language)} · {row.reviewed_by}"))
    if row.ended_at is not None:
        facts.append((gettext("Erased here"), moment(row.ended_at, language)))
    return tuple(facts)


def _explanation(row: Received, *, may_review: bool, reads_whole: bool) -> str:
    if row.state == ReceivedState.WAITING and may_review and not reads_whole:
        return gettext(
            "It says more than you may read. You may decline it; to accept it takes a colleague who reads all."
        )
    if row.state == ReceivedState.WAITING and may_review:
        return gettext("It says something of persons. Nobody else here sees it before you or a colleague has read it.")
    return {
        ReceivedState.WAITING.value: gettext("It says something of persons, and waits until a colleague has read it."),
        ReceivedState.SHOWN.value: gettext("Its owner stays its owner: what it says counts under the owner’s marking."),
        ReceivedState.REPLACED.value: gettext("Its owner sent a later version, which counts in its place."),
        ReceivedState.DECLINED.value: gettext("It was declined and erased here, and its owner was told."),
        ReceivedState.ENDED.value: gettext(
            "Its owner ended it, or its term is over. It was erased here, and its owner told."
        ),
    }[row.state]


def _uses(officer: Officer, row: Received, language: str) -> tuple[UseChoice, ...]:
    allowed = queries.uses_of(officer, row)
    pages = {
        "print": ("desk:thing-print", Permission.ENTITY_PRINT),
        "export": ("desk:thing-export", Permission.ENTITY_EXPORT),
    }

    def url(name: str) -> str:
        page, permission = pages.get(name, ("", None))
        return address(page, row.thing) if permission in officer.permissions else ""

    return tuple(
        UseChoice(name, wording.use(name, language), bool(allowed & use), url(name) if allowed & use else "")
        for name, use in USE_NAMES.items()
        if use in queries.FURTHER_USES and use is not Use.FORWARD
    )


def _unseen(officer: Officer, row: Received, language: str) -> tuple[SaidThing, ...]:
    """Return what waits for review, thing by thing, each property in the page's language."""
    names = prop_names()
    found = [(uid, _laid(rows, names)) for uid, rows in queries.unseen(officer, row)]
    titles = {uid: title_of(laid, language) for uid, laid in found}
    shown = []
    for uid, laid in found:
        said = tuple(
            (label_of(prop, language), _said(laid, prop, titles, language)) for prop in laid.props if prop != "kind"
        )
        kind = " / ".join(kind_name(one, language) for one in laid.kinds)
        shown.append(SaidThing(f"{kind}: {titles[uid]}" if titles[uid] != kind else kind, said))
    return tuple(shown)


def _said(laid: Laid, prop: str, titles: Mapping[str, str], language: str) -> str:
    """Return every value of a property, as whoever reviews it must see it; of things its name."""
    found = shelf.registry().properties.get(prop)
    return " · ".join(titles.get(value) or value_text(value, found, language) for value in laid.values(prop))


def _laid(rows: list[past.Told], names: dict[int, str]) -> Laid:
    return lay_together((names[one.prop], one.value, None, None, None, one.record, None, one.mark) for one in rows)
