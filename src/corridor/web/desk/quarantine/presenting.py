"""Puts held files into the words of their pages."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from corridor.core.access.records import Officer
from corridor.core.attachments.quarantine import KEPT, Ground, State
from corridor.core.imports.errors import FAULTS
from corridor.web.design.shown import moment
from corridor.web.desk.pages import Choice, FormProblem, HeldFilePage, HeldFileRow, HeldFilesPage
from corridor.web.desk.pages import State as Shown
from corridor.web.desk.quarantine.models import Quarantined


def ground_labels() -> dict[Ground, str]:
    """Return the reasons for taking a hostile file out, in words."""
    return {
        Ground.ANALYSIS: gettext("Specialists are to look at it"),
        Ground.EVIDENCE: gettext("It is evidence of an attack"),
        Ground.MISTAKE: gettext("It is held by mistake"),
    }


def _state(found: Quarantined) -> Shown:
    labels = {
        State.HELD: (pgettext("held file", "held"), "attention"),
        State.ASKED: (pgettext("held file", "asked for"), "working"),
        State.TAKEN_OUT: (pgettext("held file", "taken out"), "stopped"),
        State.DESTROYED: (pgettext("held file", "destroyed"), "neutral"),
    }
    label, tone = labels[State(found.state)]
    return Shown(found.state, label, tone)


def _why(found: Quarantined) -> str:
    told = gettext(FAULTS[found.fault][0]) if found.fault in FAULTS else found.fault
    return f"{told[:1].upper()}{told[1:]}."


def list_page(found: tuple[Quarantined, ...], language: str) -> HeldFilesPage:
    """Return the files that an authority holds."""
    return HeldFilesPage(
        rows=tuple(
            HeldFileRow(
                ref=one.uid[:8],
                url=reverse("desk:held-file", args=[one.uid]),
                why=_why(one),
                size=one.size,
                by=one.held_by,
                at=moment(one.held_at, language),
                state=_state(one),
            )
            for one in found
        )
    )


def file_page(
    found: Quarantined, officer: Officer, language: str, problems: tuple[FormProblem, ...] = ()
) -> HeldFilePage:
    """Return one held file; its name is shown to who brought it, since a name may tell as much as a content."""
    state = State(found.state)
    return HeldFilePage(
        ref=found.uid[:8],
        name=found.file_name if found.held_by == officer.handle else "",
        why=_why(found),
        size=found.size,
        digest=found.digest,
        by=found.held_by,
        at=moment(found.held_at, language),
        until=moment(found.held_at + KEPT, language),
        state=_state(found),
        asked_by=found.asked_by if state is State.ASKED else "",
        ground=ground_labels()[Ground(found.ground)] if state is State.ASKED and found.ground else "",
        ask_url=reverse("desk:held-file-ask", args=[found.uid]) if state in (State.HELD, State.TAKEN_OUT) else "",
        grounds=tuple(Choice(str(ground), label) for ground, label in ground_labels().items()),
        take_out_url=reverse("desk:held-file-take-out", args=[found.uid])
        if state is State.ASKED and found.asked_by != officer.handle
        else "",
        destroy_url=reverse("desk:held-file-destroy", args=[found.uid]) if state is not State.DESTROYED else "",
        problems=problems,
    )
