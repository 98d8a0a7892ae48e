"""Puts targets into the words of their pages."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.matching.codes import WEIGHTS, Basis
from corridor.core.matching.targets import score
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day
from corridor.web.desk.matching import queries
from corridor.web.desk.matching.queries import OPEN_STATES, KnownTarget
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.matching import TargetPage, TargetRow, TargetsPage
from corridor.web.desk.statements.presenting import kind_label


def targets_page(
    reader: Officer,
    thing: str,
    bases: Collection[Basis],
    language: str,
    problems: tuple[FormProblem, ...] = (),
) -> TargetsPage:
    """Return the targets of the own authority, and the form as it was sent."""
    return TargetsPage(
        action=reverse("desk:targets"),
        rows=tuple(sorted((_row(one, language) for one in queries.targets_for(reader)), key=lambda row: -row.score)),
        thing=thing,
        bases=tuple(Choice(basis.value, basis_label(basis), basis in bases) for basis in Basis),
        problems=problems,
    )


def target_page(
    reader: Officer, known: KnownTarget, language: str, problems: tuple[FormProblem, ...] = ()
) -> TargetPage:
    """Return one target, and what the reader may do with it."""
    row = known.row
    may_decide = row.state == "nominated" and row.nominated_by != reader.handle
    sources = ngettext(
        "%(sources)s source, %(graded)s of them graded", "%(sources)s sources, %(graded)s of them graded", row.sources
    ) % {"sources": row.sources, "graded": row.graded}
    return TargetPage(
        row=_row(known, language),
        thing_url=reverse("desk:thing", args=[row.thing]),
        bases=tuple(f"{basis_label(Basis(one))} ({WEIGHTS.get(Basis(one), 0)})" for one in row.bases),
        sources=sources,
        by=row.nominated_by,
        decided=row.decided_by,
        met=known.met,
        decide_url=reverse("desk:target-decide", args=[row.uid]) if may_decide else "",
        withdraw_url=reverse("desk:target-withdraw", args=[row.uid]) if row.state in OPEN_STATES else "",
        directory_url=reverse("desk:directory") if Permission.DIRECTORY_READ in reader.permissions else "",
        problems=problems,
    )


def _row(known: KnownTarget, language: str) -> TargetRow:
    return TargetRow(
        url=reverse("desk:target", args=[known.row.uid]),
        title=known.title or gettext("Thing"),
        kind=kind_label(known.kind, language),
        state=_state(known.row.state),
        score=score([Basis(one) for one in known.row.bases]),
        met=gettext("Another authority works on it.") if known.met else "",
        on=day(known.row.nominated_at.date().isoformat(), language),
    )


def _state(state: str) -> State:
    label, tone = {
        "nominated": (pgettext("target", "nominated"), "attention"),
        "accepted": (pgettext("target", "accepted"), "good"),
        "refused": (pgettext("target", "refused"), "neutral"),
        "withdrawn": (pgettext("target", "withdrawn"), "neutral"),
    }[state]
    return State(state, label, tone)


def basis_label(basis: Basis) -> str:
    """Return what a nomination rests on, in words."""
    return {
        Basis.LEADS: gettext("Plans or leads movements"),
        Basis.FINANCES: gettext("Finances them or keeps the money"),
        Basis.SUPPLIES: gettext("Supplies boats, vehicles, papers or places"),
        Basis.VIOLENCE: gettext("Uses violence against people on the move"),
        Basis.DEATHS: gettext("People died or were endangered"),
        Basis.REPEATED: gettext("Again and again, on several routes or for long"),
        Basis.CORRUPTS: gettext("Pays officials"),
        Basis.WAS_SMUGGLED: gettext("Was smuggled (never enough)"),
        Basis.NATIONALITY: gettext("A nationality (never enough)"),
    }[basis]


def refusal_problems(why: str) -> tuple[FormProblem, ...]:
    """Return why something may not be nominated, each reason at its field."""
    told = {
        "no-basis": FormProblem(
            "bases",
            gettext(
                "Say what it does for the smuggling. Nobody is a target for having been smuggled, or a nationality."
            ),
        ),
        "no-role": FormProblem(
            "thing", gettext("Only means, groups, and persons in a reviewed role that nothing suspends can be targets.")
        ),
        "ungraded": FormProblem("thing", gettext("No source of it is graded: have one graded first.")),
        "no-key": FormProblem("thing", gettext("It has no identifier by which another authority could meet it.")),
    }
    return tuple(told[one] for one in why.split(", "))
