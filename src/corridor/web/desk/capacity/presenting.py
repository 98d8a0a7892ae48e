"""Puts needs, offers and pledges into the words of their pages. Authorities stand by name, never by amount."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext, pgettext

from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Kind, Side, Stage, State
from corridor.core.capacity.exchange import NEED_COLUMNS, PLEDGE_COLUMNS
from corridor.core.commitments.codes import Pillar
from corridor.core.kernel.errors import NotFound
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.punctuation import joined
from corridor.web.design.shown import day
from corridor.web.desk.capacity import actions, filling, queries, words
from corridor.web.desk.capacity.queries import Answered, Pledged, Posted, Wanted
from corridor.web.desk.commitments import wording
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.queries import bodies
from corridor.web.desk.pages.capacity import (
    ActShown,
    BodyPage,
    CapacityPage,
    CapacityRow,
    FieldShown,
    OtherRow,
    PostPage,
    SumRow,
    TablePage,
)

TONES = {Stage.DELIVERED: "success", Stage.EVALUATED: "success", Stage.HANDED_OVER: "warning"}


def name_of(code: str, names: Mapping[str, str]) -> str:
    """Return the name of an authority, or its code where no name is known here."""
    return names.get(code, code)


def names() -> dict[str, str]:
    """Return the names of all authorities that are known, by code."""
    return {one.authority: one.name for one in bodies().values()}


def ledger_page(officer: Officer, wanted: Wanted, *, today: date) -> CapacityPage:
    """Return the ledger: unmet needs first, then what was offered and pledged, and how pillars stand."""
    called = names()
    needs = queries.needs_for(officer, today=today, wanted=wanted)
    posts = queries.posts_for(officer)
    pledges = [one for one in queries.pledges_for(officer, today=today) if wanted.fits(one.pledge, wanted.subject)]
    unmet = [one for one in needs if one.stage is Stage.POSTED]
    offers = [one for one in posts if one.post.side is Side.OFFER and wanted.fits(one.post, one.row.subject)]
    return CapacityPage(
        filters=_filters(wanted, posts),
        unmet=tuple(need_row(one, called) for one in unmet),
        answered=tuple(need_row(one, called) for one in needs if one.stage is not Stage.POSTED),
        offers=tuple(post_row(one, called) for one in offers),
        pledges=tuple(pledge_row(one, called) for one in pledges),
        steps=_steps(needs),
        gaps=_gaps(needs),
        balance=_balance(pledges),
        note=_note(pledges),
        bodies=_links({one.row.authority for one in posts} | _parties(pledges), called),
        acts=_new_links(officer),
        tables=_table_links(),
    )


def _filters(wanted: Wanted, posts: Iterable[Posted]) -> tuple[FieldShown, ...]:
    every = gettext("All")
    corridors = sorted({one.post.corridor for one in posts if one.post.corridor})
    states = sorted({one.row.subject for one in posts})
    return (
        FieldShown(
            "kind", gettext("Kind"), choices=filling.choices(Kind, words.kind_words, wanted.kind or ""), empty=every
        ),
        FieldShown(
            "pillar",
            gettext("Pillar"),
            choices=filling.choices(Pillar, words.pillar_words, wanted.pillar or ""),
            empty=every,
        ),
        FieldShown("corridor", gettext("Corridor or route"), choices=_plain(corridors, wanted.corridor), empty=every),
        FieldShown("subject", pgettext("country", "State"), choices=_plain(states, wanted.subject), empty=every),
    )


def _plain(values: Iterable[str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(one, one, one == chosen) for one in values)


def _steps(needs: Iterable[Answered]) -> tuple[tuple[str, int], ...]:
    counted = Counter(one.stage for one in needs)
    return tuple((words.stage_words(stage), counted[stage]) for stage in Stage)


def _gaps(needs: Iterable[Answered]) -> tuple[SumRow, ...]:
    """Return the unmet needs by pillar and corridor, and those met in part; a pillar with none is shown too."""
    unmet, partly = Counter[tuple[Pillar, str]](), Counter[tuple[Pillar, str]]()
    for one in needs:
        where = one.need.post.pillar, one.need.post.corridor
        unmet[where] += one.stage is Stage.POSTED
        partly[where] += one.is_partly
    rows = []
    for pillar in Pillar:
        figures = []
        for where in sorted(unmet.keys() | partly.keys()):
            if where[0] is pillar:
                figures += _gap(where[1] or gettext("no corridor named"), unmet[where], partly[where])
        rows.append(SumRow(words.pillar_words(pillar), tuple(figures) or (gettext("none"),)))
    return tuple(rows)


def _gap(corridor: str, unmet: int, partly: int) -> list[str]:
    told = {"corridor": corridor, "count": partly}
    found = [f"{corridor}: {unmet}"] if unmet else []
    return found + ([gettext("%(corridor)s: %(count)s pledged in part") % told] if partly else [])


def _balance(pledges: Sequence[Pledged]) -> tuple[SumRow, ...]:
    """Return what was pledged for each pillar, kind by kind; nothing is shown as nothing."""
    by_pillar: dict[Pillar, list[Pledged]] = defaultdict(list)
    for one in pledges:
        by_pillar[one.pledge.pillar].append(one)
    rows = []
    for pillar in Pillar:
        figures = []
        for kind in Kind:
            found = queries.totals_of([one for one in by_pillar[pillar] if one.pledge.kind is kind])
            figures += [f"{words.kind_words(kind)}: {words.total_words(total)}" for total in found]
        rows.append(SumRow(words.pillar_words(pillar), tuple(figures) or (gettext("nothing pledged"),)))
    return tuple(rows)


def _note(pledges: Sequence[Pledged]) -> str:
    confirmed = [one.pledge for one in pledges if one.row.state == State.CONFIRMED]
    given = {(one.pillar, one.kind) for one in confirmed}
    if (Pillar.RESPONSE, Kind.EQUIPMENT) in given and not any(pillar is Pillar.PROTECTION for pillar, _ in given):
        return gettext("Equipment was pledged for response, and nothing for protection.")
    return ""


def _parties(pledges: Iterable[Pledged]) -> set[str]:
    return {code for one in pledges for code in (*one.pledge.donors, one.pledge.receiver)}


def _links(codes: Iterable[str], called: Mapping[str, str]) -> tuple[Link, ...]:
    named = sorted((name_of(code, called), code) for code in codes)
    return tuple(Link(name, reverse("desk:capacity-body", args=[code])) for name, code in named)


def _new_links(officer: Officer) -> tuple[Link, ...]:
    if not queries.may_post(officer):
        return ()
    return (
        Link(gettext("Post a need"), reverse("desk:capacity-new", args=["need"])),
        Link(gettext("Post an offer"), reverse("desk:capacity-new", args=["offer"])),
        Link(gettext("Report a pledge"), reverse("desk:capacity-pledge-new")),
        Link(gettext("Bring a table of needs"), reverse("desk:capacity-bring", args=["needs"])),
        Link(gettext("Bring a table of pledges"), reverse("desk:capacity-bring", args=["pledges"])),
    )


def _table_links() -> tuple[Link, ...]:
    return (
        Link(gettext("Needs and offers as a table"), reverse("desk:capacity-take", args=["needs"])),
        Link(gettext("Pledges as a table"), reverse("desk:capacity-take", args=["pledges"])),
    )


def post_row(one: Posted, called: Mapping[str, str], stage: Stage | None = None) -> CapacityRow:
    """Return a need or an offer as a line of a list."""
    return CapacityRow(
        title=one.post.title,
        url=reverse("desk:capacity-post", args=[one.row.uid]),
        who=name_of(one.row.authority, called),
        what=words.kind_words(one.post.kind),
        pillar=words.pillar_words(one.post.pillar),
        corridor=one.post.corridor,
        quantity=words.quantity_words(one.post.quantity),
        stage=words.stage_words(stage) if stage else "",
        tone=TONES.get(stage, "neutral") if stage else "neutral",
    )


def need_row(one: Answered, called: Mapping[str, str]) -> CapacityRow:
    """Return a need as a line of a list, with how far it came and how much of it is still missing."""
    row = post_row(one.need, called, one.stage)
    told = []
    if one.lacking is not None and one.stage is not Stage.POSTED:
        told.append(gettext("Not pledged yet: %(quantity)s") % {"quantity": words.quantity_words(one.lacking)})
    if one.undelivered is not None and one.stage in TONES:
        told.append(gettext("Not delivered yet: %(quantity)s") % {"quantity": words.quantity_words(one.undelivered)})
    return replace(row, lacking=tuple(told))


def pledge_row(one: Pledged, called: Mapping[str, str]) -> CapacityRow:
    """Return a pledge as a line of a list: donors by name, then who receives it."""
    donors = joined(sorted(name_of(code, called) for code in one.pledge.donors), get_language() or "en")
    receiver, is_draft = name_of(one.pledge.receiver, called), one.row.state == State.DRAFT
    return CapacityRow(
        title=one.pledge.title,
        url=reverse("desk:capacity-pledge", args=[one.row.uid]),
        who=gettext("%(donors)s for %(receiver)s") % {"donors": donors, "receiver": receiver},
        what=words.kind_words(one.pledge.kind),
        pillar=words.pillar_words(one.pledge.pillar),
        corridor=one.pledge.corridor,
        quantity=words.quantity_words(one.pledge.quantity),
        stage=words.state_words(State.DRAFT) if is_draft else words.stage_words(one.stage),
        tone="info" if is_draft else TONES.get(one.stage, "neutral"),
    )


def post_page(officer: Officer, one: Posted, *, today: date, language: str) -> PostPage:
    """Return one need or offer."""
    called, post, is_need = names(), one.post, one.post.side is Side.NEED
    own = officer.reader.authority
    may = queries.may_post(officer)
    until = gettext("Wanted by") if is_need else gettext("Open until")
    facts = [
        (gettext("What it is for"), post.words),
        (until, day(post.until.isoformat(), language) if post.until else ""),
        (gettext("Conditions"), post.conditions),
        (gettext("Who may see it"), words.level_words(post.level)),
    ]
    offers = queries.posts_for(officer, Side.OFFER)
    matched = queries.offers_to(one.row, offers) if is_need else {}
    known = catalogue()
    answered = next((each for each in _answers(officer, today) if is_need and each.need.row.uid == one.row.uid), None)
    return PostPage(
        row=need_row(answered, called) if answered else post_row(one, called),
        facts=tuple((label, said) for label, said in facts if said),
        items=tuple(Link(wording.title(known.items[item], language), "") for item in post.items if item in known.items),
        matched=tuple(
            OtherRow(post_row(each, called), "", (), _end_acts(may, {own}, one, each))
            for each in offers
            if each.row.uid in matched
        ),
        proposed=_proposed(officer, one, called) if is_need else (),
        pledged=tuple(_given(each, called) for each in answered.pledges) if answered else (),
        is_need=is_need,
        action=reverse("desk:capacity-post", args=[one.row.uid]),
        acts=(ActShown(gettext("Withdraw"), "withdraw"),) if may and own == one.row.authority else (),
        links=_pledge_link(one) if may and is_need and own != one.row.authority else (),
    )


def _answers(officer: Officer, today: date) -> tuple[Answered, ...]:
    return queries.needs_for(officer, today=today, wanted=Wanted())


def _given(one: Pledged, called: Mapping[str, str]) -> OtherRow:
    row = pledge_row(one, called)
    return OtherRow(row, row.stage, (), ())


def _pledge_link(one: Posted) -> tuple[Link, ...]:
    query = urlencode({"need": one.row.uid})
    return (Link(gettext("Report a pledge for this need"), f"{reverse('desk:capacity-pledge-new')}?{query}"),)


def _end_acts(may: bool, own: set[str], need: Posted, offer: Posted) -> tuple[ActShown, ...]:
    if may and own & {need.row.authority, offer.row.authority}:
        return (ActShown(gettext("Take back from this need"), "end-match", offer.row.uid),)
    return ()


def _proposed(officer: Officer, need: Posted, called: Mapping[str, str]) -> tuple[OtherRow, ...]:
    rows = []
    for offer, reasons in queries.proposals_for(officer, need):
        is_ours = queries.may_post(officer) and offer.row.authority == officer.reader.authority
        acts = (ActShown(gettext("Put to this need"), "match", offer.row.uid),) if is_ours else ()
        rows.append(OtherRow(post_row(offer, called), "", tuple(words.reason_words(one) for one in reasons), acts))
    return tuple(rows)


def body_page(officer: Officer, code: str, *, today: date) -> BodyPage:
    """Return what one authority needs, offers, gives and receives; it is compared with nobody.

    Raises:
        NotFound: No such authority is known here.
    """
    called = names()
    if code not in called:
        raise NotFound(kind="authority")
    needs = _answers(officer, today)
    offers = queries.posts_for(officer, Side.OFFER)
    pledges = queries.pledges_for(officer, today=today)
    gives = [one for one in pledges if code in one.pledge.donors]
    receives = [one for one in pledges if one.pledge.receiver == code]
    return BodyPage(
        name=called[code],
        needs=tuple(need_row(one, called) for one in needs if one.need.row.authority == code),
        offers=tuple(post_row(one, called) for one in offers if one.row.authority == code),
        gives=tuple(pledge_row(one, called) for one in gives),
        receives=tuple(pledge_row(one, called) for one in receives),
        sums=(
            SumRow(gettext("Gives"), tuple(words.total_words(one) for one in queries.totals_of(gives))),
            SumRow(gettext("Receives"), tuple(words.total_words(one) for one in queries.totals_of(receives))),
        ),
    )


def table_page(is_pledges: bool, brought: actions.Brought | None, problems: tuple[FormProblem, ...]) -> TablePage:
    """Return the form that brings a table, and what came of it."""
    refused = brought.refused if brought is not None else ()
    return TablePage(
        title=gettext("Bring a table of pledges") if is_pledges else gettext("Bring a table of needs"),
        action=reverse("desk:capacity-bring", args=["pledges" if is_pledges else "needs"]),
        columns=", ".join(PLEDGE_COLUMNS if is_pledges else NEED_COLUMNS),
        kept=brought.kept if brought is not None else None,
        refused=tuple(
            (one.line, tuple(f"{field}: {words.problem_words(field, why)}" for field, why in one.problems))
            for one in refused
        ),
        problems=problems,
    )
