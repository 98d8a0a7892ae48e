"""A case as it is printed for the person it is about: what was said, offered and agreed, without notes of officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from corridor.core.casework.codes import StepState
from corridor.web.design.shown import day, moment
from corridor.web.protection.pages.cases import ConsentRow, Fact, ShareRow
from corridor.web.protection.vault import wording
from corridor.web.protection.vault.presenting.cases import facts_of
from corridor.web.protection.vault.presenting.consents import consent_rows, share_rows
from corridor.web.protection.vault.queries import Kept


@dataclass(frozen=True, slots=True)
class PrintPage:
    """What the person takes home."""

    ref: str
    called: str
    printed: str
    facts: tuple[Fact, ...]
    needs: tuple[Fact, ...]
    services: tuple[Fact, ...]
    steps: tuple[Fact, ...]
    consents: tuple[ConsentRow, ...]
    shares: tuple[ShareRow, ...]


def print_page(kept: Kept, now: datetime) -> PrintPage:
    """Return a case as it is printed for the person."""
    file, language = kept.file, get_language() or "en"
    return PrintPage(
        ref=kept.ref,
        called=file.called,
        printed=moment(now, language),
        facts=tuple(fact for fact in facts_of(file) if fact.said),
        needs=tuple(
            Fact(wording.label("needs", need.kind), need.words, wording.state_label(need.state)) for need in file.needs
        ),
        services=tuple(
            Fact(wording.label("assistance", one.kind), one.words, wording.state_label(one.state))
            for one in file.services
        ),
        steps=tuple(
            Fact(wording.label("case-steps", step.kind), _due(step.due_on), wording.state_label(step.state))
            for step in file.steps
            if step.state is not StepState.DROPPED
        ),
        consents=consent_rows(kept, now),
        shares=share_rows(kept.row, file, now),
    )


def _due(due_on: str) -> str:
    return day(date.fromisoformat(due_on).isoformat(), get_language() or "en") if due_on else ""
