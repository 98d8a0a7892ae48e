"""What a person may type on the pages of things: a judgement, a day, the reference of another thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.entities.codes import APART_GROUNDS, SAME_GROUNDS, Ground
from corridor.core.kernel.text import clean
from corridor.web.base.accounts.queries import authorities
from corridor.web.base.marks.presets import presets
from corridor.web.desk.entities.actions import Basis
from corridor.web.desk.entities.judgements import presets_for
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.pages import FormProblem

LONGEST_REASON = 1000
REFERENCE = re.compile(r"(?:^|/)([0-9a-f]{32})(?:/|$)")
SAME, APART = "same", "apart"


@dataclass(frozen=True)
class Verdict:
    """What a person judges of two things, as far as it could be read."""

    verdict: str
    basis: Basis | None
    preset: str
    ground: str
    reason: str
    recipients: tuple[str, ...]
    problems: tuple[FormProblem, ...] = ()


def verdict_from(officer: Officer, fields: QueryDict, things: Sequence[Thing]) -> Verdict:
    """Return what is judged, and what must be corrected, field by field."""
    verdict, preset = fields.get("verdict", ""), fields.get("marking", "")
    reason = clean(fields.get("reason", ""))
    recipients = tuple(dict.fromkeys(fields.getlist("recipients")))
    ground = next((one for one in Ground if one == fields.get("ground")), None)
    problems = []
    if verdict not in (SAME, APART):
        problems.append(FormProblem("verdict", gettext("Say whether they are the same or not.")))
    if ground is None or ground not in (SAME_GROUNDS if verdict == SAME else APART_GROUNDS):
        problems.append(FormProblem("ground", gettext("Choose a ground that fits the judgement.")))
    if not reason or len(reason) > LONGEST_REASON:
        problems.append(FormProblem("reason", gettext("Say in your own words why, in up to 1,000 letters.")))
    known = presets().get(preset)
    if known is None or preset not in presets_for(officer, things):
        problems.append(
            FormProblem(
                "marking", gettext("This marking would tell somebody who may not read both things. Choose another.")
            )
        )
    elif known.needs_recipients and not recipients:
        problems.append(FormProblem("recipients", gettext("This marking is for named authorities. Name at least one.")))
    if not set(recipients) <= {code for code, _ in authorities()}:
        problems.append(FormProblem("recipients", gettext("Name authorities of the list only.")))
    basis = Basis(preset, ground, reason, recipients) if ground is not None and not problems else None
    return Verdict(verdict, basis, preset, str(ground or ""), reason, recipients, tuple(problems))


def reference_in(text: str) -> str:
    """Return the reference of a thing in what a person pasted, an address or the reference itself; else nothing."""
    found = REFERENCE.search(clean(text).lower())
    return found[1] if found else ""


def day_from(text: str) -> tuple[date | None, tuple[FormProblem, ...]]:
    """Return a day as typed, and what must be corrected."""
    if not text:
        return None, ()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text), ()
    except ValueError:
        pass
    return None, (FormProblem("on", gettext("Write a day as 2021-03-14.")),)


def page_from(text: str) -> int:
    """Return the number of a page, 1 where none can be read."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) > 0 else 1
