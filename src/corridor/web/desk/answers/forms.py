"""What is asked of reports to forums and typed as words: read field by field, refused without repeating it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext

from corridor.core.answers.codes import Form
from corridor.core.answers.errors import AskedUnfit, WordsUnfit
from corridor.core.answers.records import Asked
from corridor.core.answers.rules import halves_until
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.text import storable
from corridor.core.progress.codes import Level
from corridor.core.progress.periods import half_on, is_half
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.answers.actions import Writing
from corridor.web.desk.answers.queries import REGIONAL, Offered

LONGEST_CODE = 64
FIELDS = ("template", "instrument", "subject", "since", "until", "language", "level", "forum")


def last_half(today: date) -> str:
    """Return the half-year before the one that is running, about which reports are written."""
    return halves_until(half_on(today), 2)[1]


def asked(values: Mapping[str, str], offered: Offered, *, language: str, today: date) -> Asked:
    """Read what report is asked for; what is not said is the usual: the own State, the last half-year."""
    said = {name: values.get(name, "")[:LONGEST_CODE] for name in FIELDS}
    space = next((one for one in offered.spaces if one.uid == said["forum"]), None)
    first = space or next(iter(offered.spaces), None)
    template = said["template"] or (first.template if first is not None else "") or "roma-lyon"
    level = said["level"] or (Level.FORUM if first is not None else Level.OWN).value
    until = said["until"] or last_half(today)
    whom = said["subject"] or offered.own
    is_forum = level == Level.FORUM.value
    return Asked(
        template=template,
        subjects=offered.members.get(whom, (whom,)),
        since=said["since"] or until,
        until=until,
        language=said["language"] or (language if language in LANGUAGES else "en"),
        level=Level(level) if level in set(Level) else Level.PUBLIC,
        forum=(said["forum"] or (first.uid if first is not None else "")) if is_forum else "",
        instrument=said["instrument"] if template == REGIONAL else "",
    )


def query_of(asked_for: Asked, subject: str) -> str:
    """Return what is asked for as it stands in an address."""
    said = {
        "template": asked_for.template,
        "instrument": asked_for.instrument,
        "subject": subject,
        "since": asked_for.since,
        "until": asked_for.until,
        "language": asked_for.language,
        "level": asked_for.level.value,
        "forum": asked_for.forum,
    }
    return urlencode({name: value for name, value in said.items() if value})


def form_of(name: str) -> Form:
    """Return the form of a file.

    Raises:
        NotFound: There is none of this name.
    """
    if name not in set(Form):
        raise NotFound(kind="form")
    return Form(name)


def asked_problems(refused: AskedUnfit) -> tuple[FormProblem, ...]:
    """Return what must be corrected about what was asked for."""
    fields = str(refused.params["fields"]).split(", ")
    told = {
        "since": gettext("Choose half-years in their order, at most ten years of them."),
        "until": gettext("Choose a half-year that has begun."),
        "forum": gettext("Choose a forum to which your authority belongs."),
    }
    return tuple(FormProblem(field, told.get(field, gettext("Choose from the list."))) for field in fields)


def chapter(values: Mapping[str, str]) -> str:
    """Return which section is shown."""
    return values.get("part", "")[:LONGEST_CODE]


def words_asked(values: Mapping[str, str], *, today: date) -> tuple[str, str]:
    """Return the template and the half-year of words."""
    period = values.get("period", "")
    return values.get("template", "")[:LONGEST_CODE] or "roma-lyon", period if is_half(period) else last_half(today)


def writing(values: Mapping[str, str], *, language: str) -> Writing:
    """Read words; how far they may go is a level, or a forum by its reference."""
    reach = values.get("reach", "")[:LONGEST_CODE] or Level.OWN.value
    is_level = reach in (Level.OWN, Level.PUBLIC)
    return Writing(
        template=values.get("template", "")[:LONGEST_CODE],
        question=values.get("question", "")[:LONGEST_CODE],
        period=values.get("period", "")[:LONGEST_CODE],
        text=storable(values.get("text", "")),
        language=values.get("language", "") or language,
        level=Level(reach) if is_level else Level.FORUM,
        forums=() if is_level else (reach,),
    )


def words_problems(refused: WordsUnfit) -> tuple[FormProblem, ...]:
    """Return what must be corrected about words."""
    told = {
        "text missing": gettext("Write the answer."),
        "text too-long": gettext("Write at most 4,000 characters."),
        "text malformed": gettext("Leave out control characters and signs that turn the direction of reading."),
        "text personal": gettext("This may name or reach a person. Name bodies, places and sources only."),
        "why missing": gettext("Say in at most 500 characters what must be changed."),
    }
    found = str(refused.params["fields"]).split(", ")
    shown = ("text", "why", "reach", "language")
    return tuple(
        FormProblem(field if field in shown else "", told.get(one, gettext("Choose from the list.")))
        for one in found
        for field in (one.split(" ")[0],)
    )
