"""Puts reviews into the words of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.progress.codes import Standing, Status
from corridor.core.progress.periods import half_of, half_on, number_of
from corridor.core.reviews.codes import ABOUT_THE_STATE, Kind, Say, Step
from corridor.core.reviews.records import Clock, Turn
from corridor.core.reviews.rules import (
    STEP_MONTHS,
    answer_to,
    clocks,
    closing_refusal,
    due_of,
    is_state,
    next_half,
    step_of,
)
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day
from corridor.web.desk.commitments import wording
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.forums.queries import members_of, spaces_for
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.reviews import (
    ClockRow,
    ItemGroup,
    ItemRow,
    NewReviewPage,
    PendingRow,
    ReviewPage,
    ReviewRow,
    ReviewsPage,
    SayPage,
    TurnRow,
)
from corridor.web.desk.progress.queries import entries_for
from corridor.web.desk.reviews import queries, words
from corridor.web.desk.reviews.queries import Review

HALVES = 6
"""So many half-years are offered, the last first."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in the form that opens a review."""

    fields: Mapping[str, str] = field(default_factory=dict)
    items: frozenset[str] = frozenset()

    def said(self, name: str) -> str:
        """Return what was typed in one field."""
        return self.fields.get(name, "")


def reviews_page(officer: Officer, *, today: date, language: str) -> ReviewsPage:
    """Return the reviews that an officer may know of."""
    names = {space.uid: space.name for space in spaces_for(officer)}
    rows = []
    for one in queries.reviews_for(officer, today=today):
        step = step_of(one.known)
        due = day(due_of(one.opening, step).isoformat(), language) if step is not Step.CLOSED else ""
        rows.append(
            ReviewRow(
                url=reverse("desk:review", args=[one.row.uid]),
                state=words.subject_words(one.row.subject, language),
                forum=names.get(one.row.forum, ""),
                period=one.opening.period,
                step=words.step_state(step),
                due=due,
            )
        )
    places = tuple(
        Link(space.name, f"{reverse('desk:review-new')}?{urlencode({'forum': space.uid})}")
        for space in queries.opens_for(officer)
    )
    return ReviewsPage(tuple(rows), places)


def review_page(officer: Officer, review: Review, *, today: date, language: str) -> ReviewPage:
    """Return one review as an officer may know it."""
    opening = review.opening
    names = {space.uid: space.name for space in spaces_for(officer)}
    of = {say: review.known.of(say) for say in Say}
    rows = _Rows(officer, review, today, language)
    may_close = officer.reader.authority == opening.lead and queries.writes_for(officer, opening.lead)
    return ReviewPage(
        title=gettext("Review of %(state)s") % {"state": words.subject_words(opening.subject, language)},
        forum=names.get(opening.forum, ""),
        period=opening.period,
        reviewers=_reviewers(review),
        step=words.step_state(step_of(review.known)),
        notes=_notes(review, language),
        clocks=tuple(_clock(one, today, language) for one in clocks(review.known)),
        items=_items(officer, review, language),
        questions=tuple(rows.row(one, Say.ANSWER) for one in of[Say.QUESTION]),
        findings=tuple(rows.row(one, Say.REPLY, Say.FOLLOW_UP) for one in of[Say.FINDING]),
        submissions=tuple(rows.row(one, Say.REPLY) for one in of[Say.SUBMISSION]),
        pending=tuple(
            PendingRow(
                uid=row.uid,
                kind=words.say_words(turn.say),
                by=row.written_by,
                text=turn.text,
                may_approve=Permission.PROGRESS_APPROVE in officer.permissions and row.written_by != officer.handle,
            )
            for row, turn in review.pending
        ),
        acts=tuple(
            Link(words.write_words(say), rows.url(say))
            for say in (Say.QUESTION, Say.FINDING, Say.SUBMISSION)
            if queries.may_say(officer, review, say, today=today)
        ),
        decide_url=reverse("desk:review-decide", args=[review.row.uid]) if review.pending else "",
        close_url=reverse("desk:review-close", args=[review.row.uid])
        if may_close and closing_refusal(review.known, review.shown, today) is None
        else "",
    )


def _reviewers(review: Review) -> tuple[str, ...]:
    near, far = review.opening.near, review.opening.far
    told = []
    if near:
        told.append(gettext("%(who)s, of the same region") % {"who": near})
    if far:
        told.append(gettext("%(who)s, of another region") % {"who": far})
    return tuple(told)


def _notes(review: Review, language: str) -> tuple[str, ...]:
    """Return what must be known before the rest is read."""
    notes = []
    if len(review.opening.reviewers) == 1:
        notes.append(gettext("One State reviews, where two should: one of the same region and one of another."))
    if review.row.closed_on is not None:
        closed = {"day": day(review.row.closed_on.isoformat(), language)}
        notes.append(gettext("Closed on %(day)s. Nothing of it changes any more.") % closed)
        half = {"half": next_half(review.row.closed_on)}
        notes.append(gettext("Its findings are followed up in %(half)s.") % half)
    if review.missing:
        notes.append(gettext("Something that counted when it was closed has not arrived at this node."))
    return tuple(notes)


def _clock(one: Clock, today: date, language: str) -> ClockRow:
    late = one.is_late(today)
    return ClockRow(
        step=words.step_words(one.step),
        due=day(one.due.isoformat(), language),
        done=day(one.done_on.isoformat(), language) if one.done_on else "",
        state=State("late", gettext("late"), "attention")
        if late
        else State("done", gettext("done"), "good")
        if one.done_on
        else State("runs", gettext("runs"), "neutral"),
    )


def _items(officer: Officer, review: Review, language: str) -> tuple[ItemRow, ...]:
    """Return how each commitment under review stands for this reader, from what the State told for the half-year."""
    known, opening = catalogue().items, review.opening
    found = entries_for(officer, subjects=[opening.subject], items=opening.items, periods=[opening.period])
    told = {item: entry for entry in found for item in entry.said.items}
    rows = []
    for item in opening.items:
        entry = told.get(item)
        rows.append(
            ItemRow(
                id=item,
                title=wording.title(known[item], language) if item in known else "",
                status=words.status_words(entry.said.status) if entry else "",
                standing=words.standing_words(entry.standing if entry else Standing.SILENT),
            )
        )
    return tuple(rows)


class _Rows:
    """Turns one thing that was said, and what answers it, into a row."""

    def __init__(self, officer: Officer, review: Review, today: date, language: str) -> None:
        self.officer, self.review, self.today, self.language = officer, review, today, language
        self.known = catalogue().items

    def url(self, say: Say, to: str = "") -> str:
        """Return the address of the form in which something is said."""
        address = reverse("desk:review-say", args=[self.review.row.uid, say.value])
        return f"{address}?{urlencode({'to': to})}" if to else address

    def row(self, turn: Turn, *answers: Say) -> TurnRow:
        """Return a turn with its answers, and the act that is open to this officer."""
        given = [one for one in self.review.known.turns if one.to == turn.uid and one.say in answers]
        act = next(
            (say for say in answers if queries.may_say(self.officer, self.review, say, to=turn.uid, today=self.today)),
            None,
        )
        return TurnRow(
            kind=words.kind_words(turn.kind) if turn.kind is not None else words.say_words(turn.say),
            by=turn.source or turn.authority,
            on=day(turn.on.isoformat(), self.language),
            text=turn.text,
            about=self._about(turn),
            note=self._note(turn),
            answers=tuple(self.row(one) for one in given),
            act=Link(words.write_words(act), self.url(act, turn.uid)) if act is not None else None,
        )

    def _about(self, turn: Turn) -> str:
        if turn.status is not None:
            return f"{turn.period} · {words.status_words(turn.status)}"
        item = self.known.get(turn.item)
        return f"{turn.item} · {wording.title(item, self.language)}" if item is not None else turn.item

    def _note(self, turn: Turn) -> str:
        """Return who may know what was said by now."""
        if turn.say not in ABOUT_THE_STATE or answer_to(self.review.known.turns, turn.uid) is not None:
            return ""
        shown = self.review.shown.get(turn.uid)
        if shown is None:
            return gettext("It has not reached the State yet: its 30 days have not begun.")
        if shown > self.today:
            told = {"day": day(shown.isoformat(), self.language)}
            return gettext("Shown to the forum with the reply, or on %(day)s.") % told
        return gettext("The State did not reply within 30 days.")


def new_page(
    officer: Officer, space: ForumSpace, typed: Typed, problems: tuple[FormProblem, ...], *, today: date, language: str
) -> NewReviewPage:
    """Return the form that opens a review in a forum."""
    members = {
        one.authority: f"{one.authority} · {one.name}" for one in members_of([space.uid]) if is_state(one.subject)
    }
    reviewable = queries.reviewable(officer, space)
    known, last = catalogue(), number_of(half_on(today))
    groups: dict[str, list[Choice]] = {}
    for item in queries.items_of(space):
        one = known.items[item]
        label = f"{one.id} · {wording.title(one, language)}"
        groups.setdefault(one.instrument, []).append(Choice(item, label, item in typed.items))
    return NewReviewPage(
        action=f"{reverse('desk:review-new')}?{urlencode({'forum': space.uid})}",
        forum=space.name,
        reviewed=tuple(Choice(code, members[code], code == typed.said("reviewed")) for code in reviewable),
        near=tuple(Choice(code, name, code == typed.said("near")) for code, name in members.items()),
        far=tuple(Choice(code, name, code == typed.said("far")) for code, name in members.items()),
        periods=tuple(
            Choice(half_of(one), half_of(one), half_of(one) == typed.said("period"))
            for one in range(last, last - HALVES, -1)
        ),
        groups=tuple(
            ItemGroup(wording.instrument(known.instruments[key], language), tuple(items))
            for key, items in groups.items()
        ),
        months=typed.said("months")[:2] or str(STEP_MONTHS),
        problems=problems,
    )


def say_page(review: Review, turn: Turn, problems: tuple[FormProblem, ...], *, today: date, language: str) -> SayPage:
    """Return the form in which something is said in a review."""
    say, known = turn.say, catalogue().items
    asks_item = say in (Say.QUESTION, Say.FINDING, Say.SUBMISSION)
    first = number_of(review.opening.period) + 1
    ahead = range(first, max(first, number_of(half_on(today))) + 1)
    target = next((one for one in review.known.turns if one.uid == turn.to), None)
    return SayPage(
        title=words.write_words(say),
        lead=words.lead_words(say),
        action=reverse("desk:review-say", args=[review.row.uid, say.value]),
        back_url=reverse("desk:review", args=[review.row.uid]),
        refers_to=target.text if target is not None else "",
        items=tuple(
            Choice(item, f"{item} · {wording.title(known[item], language)}", item == turn.item)
            for item in review.opening.items
            if asks_item and item in known
        ),
        kinds=tuple(Choice(one.value, words.kind_words(one), one is turn.kind) for one in Kind)
        if say is Say.FINDING
        else (),
        statuses=tuple(Choice(one.value, words.status_words(one), one is turn.status) for one in Status)
        if say is Say.FOLLOW_UP
        else (),
        periods=tuple(Choice(half_of(one), half_of(one), half_of(one) == turn.period) for one in ahead)
        if say is Say.FOLLOW_UP
        else (),
        asks_source=say is Say.SUBMISSION,
        values={"to": turn.to, "text": turn.text, "source": turn.source},
        problems=problems,
    )
