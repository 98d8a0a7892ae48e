"""Puts two things side by side, with the form of a judgement, or the form in which another thing is named."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.entities.codes import APART_GROUNDS, SAME_GROUNDS
from corridor.web.base.accounts.queries import authorities
from corridor.web.desk.entities.drawing import kind_name, title_of
from corridor.web.desk.entities.forms import APART, SAME, Verdict
from corridor.web.desk.entities.grounds import ground_choices
from corridor.web.desk.entities.judgements import Comparison, presets_for
from corridor.web.desk.entities.presenting import judgements_shown, surroundings
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.entities.telling import compared, reason_text
from corridor.web.desk.pages import Choice, ComparePage, FormProblem, Link


def too_wide() -> str:
    """Return what is wrong with a marking that reaches further than what is readable of both things."""
    return gettext("This marking would tell somebody who may not read both things. Choose another.")


def choose_page(thing: Thing, officer: Officer, language: str, *, wanted: str, is_itself: bool) -> ComparePage:
    """Return the page on which another thing is named, with what could not be read of it."""
    problems: tuple[FormProblem, ...] = ()
    if is_itself:
        problems = (FormProblem("with", gettext("This is the reference of the thing itself.")),)
    elif wanted:
        problems = (FormProblem("with", gettext("Paste the reference of a thing, or the address of its page.")),)
    return ComparePage(
        title=title_of(thing.laid, language),
        back_url=reverse("desk:thing", args=[thing.uid]),
        action=reverse("desk:thing-compare", args=[thing.uid]),
        wanted=wanted,
        problems=problems,
    )


def compare_page(
    found: Comparison,
    officer: Officer,
    language: str,
    *,
    verdict: Verdict | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> ComparePage:
    """Return two things side by side, and the form of a judgement as far as it was filled in."""
    one, other = found.one, found.other
    refusals = tuple(reason_text(problem) for problem in found.problems if not problem.warning)
    is_role = "Role" in (*one.laid.kinds, *other.laid.kinds)
    linked = [link.entity for thing in (one, other) for link in thing.links]
    around = surroundings(officer, linked)
    titles = {around.uids[entity]: around.name(entity, language) for entity in around.kinds if entity in around.uids}
    preset, ground = (verdict.preset, verdict.ground) if verdict else ("", "")
    chosen = verdict.verdict if verdict else ""
    recipients = verdict.recipients if verdict else ()
    return ComparePage(
        title=title_of(one.laid, language),
        back_url=reverse("desk:thing", args=[one.uid]),
        action=reverse("desk:thing-compare", args=[one.uid]),
        other=Link(title_of(other.laid, language), reverse("desk:thing", args=[other.uid])),
        other_ref=other.uid,
        kinds=(_kinds(one, language), _kinds(other, language)),
        rows=() if is_role else compared(found, language, titles),
        judge_url=reverse("desk:thing-judge", args=[one.uid]),
        verdicts=(
            *((Choice(SAME, gettext("They are the same"), chosen == SAME),) if not refusals else ()),
            Choice(APART, gettext("They are not the same"), chosen == APART),
        ),
        grounds=ground_choices(
            APART_GROUNDS if refusals else tuple(dict.fromkeys((*SAME_GROUNDS, *APART_GROUNDS))), ground
        ),
        markings=tuple(
            Choice(name, known.labels[language], name == preset, known.meaning[language])
            for name, known in presets_for(officer, (one, other)).items()
        ),
        recipients=tuple(Choice(code, name, code in recipients, code) for code, name in authorities()),
        reason=verdict.reason if verdict else "",
        warnings=tuple(reason_text(problem) for problem in found.problems if problem.warning),
        refusals=refusals,
        judgements=judgements_shown(found.judgements, officer, language),
        problems=problems,
    )


def _kinds(thing: Thing, language: str) -> str:
    return " / ".join(kind_name(kind, language) for kind in thing.laid.kinds)
