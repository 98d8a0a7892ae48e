"""The pages of answers to forums, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.answers.codes import Form, WordsState
from corridor.core.answers.records import Asked, Template
from corridor.core.answers.rules import halves_until
from corridor.core.commitments.records import Catalogue
from corridor.core.progress.codes import Level
from corridor.core.progress.periods import half_on
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import moment
from corridor.web.desk.answers import making, queries
from corridor.web.desk.answers.laying import Chapter, Laid
from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.answers.queries import Made, Offered
from corridor.web.desk.answers.telling import Telling
from corridor.web.desk.briefings.paper import RIGHT_TO_LEFT
from corridor.web.desk.commitments import wording
from corridor.web.desk.series import worked

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
HALVES = 20
Problems = tuple[FormProblem, ...]


@dataclass(frozen=True)
class Fields:
    """What can be chosen for a report."""

    templates: tuple[Choice, ...]
    instruments: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    since: tuple[Choice, ...]
    until: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    forums: tuple[Choice, ...]


@dataclass(frozen=True)
class AnswersPage:
    """A report as it would leave, one section at a time; `state` is where its PDF and DOCX stand."""

    fields: Fields
    problems: Problems
    words_url: str
    laid: Laid | None = None
    chapters: tuple[Link, ...] = ()
    chapter: Chapter | None = None
    language: str = "en"
    direction: str = "ltr"
    left_out: int = 0
    state: str = ""
    make_url: str = ""
    files: tuple[Link, ...] = ()


def fields_of(asked: Asked, whom: str, offered: Offered, catalogue: Catalogue, language: str, today: date) -> Fields:
    """Return what can be chosen, with what was."""
    telling = Telling(language, shelf.answer_labels())
    shipped = [(code, one.name[language]) for code, one in queries.templates().items()]
    named = sorted((wording.instrument(one, language), key) for key, one in catalogue.instruments.items())
    members = sorted(offered.names.items(), key=lambda one: (one[1], one[0]))
    everybody = gettext("All members of %(forum)s")
    halves = halves_until(half_on(today), HALVES)
    return Fields(
        templates=_choices(
            [*sorted(shipped, key=lambda one: one[1]), (queries.REGIONAL, gettext("A report on one instrument"))],
            asked.template,
        ),
        instruments=_choices(((key, name) for name, key in named), asked.instrument),
        subjects=_choices([*members, *((one.uid, everybody % {"forum": one.name}) for one in offered.spaces)], whom),
        since=_choices(((one, telling.half(one)) for one in halves), asked.since),
        until=_choices(((one, telling.half(one)) for one in halves), asked.until),
        languages=_choices(LANGUAGES.items(), asked.language),
        levels=_choices(((one.value, telling.say(f"level-{one.value}")) for one in Level), asked.level.value),
        forums=_choices(((one.uid, one.name) for one in offered.spaces), asked.forum),
    )


def _choices(entries: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in entries)


def empty_page(fields: Fields, problems: Problems, officer: Officer) -> AnswersPage:
    """Return the page where no report was asked for, or none that can be had."""
    return AnswersPage(fields, problems, _words_url(officer))


def _words_url(officer: Officer) -> str:
    may = {Permission.PROGRESS_WRITE, Permission.PROGRESS_APPROVE} & officer.permissions
    return reverse("desk:answer-words") if may else ""


def answers_page(officer: Officer, made: Made, fields: Fields, *, query: str, part: str, left_out: int) -> AnswersPage:
    """Return the page of one report."""
    laid, asked = making.laid(made), made.report.asked
    chosen = next((one for one in laid.chapters if one.key == part), laid.chapters[0])
    here = reverse("desk:answers")
    may_take = bool(_words_url(officer))
    row = worked.found(making.KIND, making.document_of(officer, made)) if may_take else None
    state = "" if row is None else str(row.state)
    ready = [one for one in Form if one not in making.APART or state == "done"]
    return AnswersPage(
        fields=fields,
        problems=(),
        words_url=_words_url(officer),
        laid=laid,
        chapters=tuple(
            Link(one.title, "" if one.key == chosen.key else f"{here}?{query}&part={one.key}") for one in laid.chapters
        ),
        chapter=chosen,
        language=asked.language,
        direction="rtl" if asked.language in RIGHT_TO_LEFT else "ltr",
        left_out=left_out,
        state=state,
        make_url=f"{reverse('desk:answer-files')}?{query}" if may_take and state in ("", "failed") else "",
        files=tuple(
            Link(one.value.upper(), f"{reverse('desk:answer-take', args=[one.value])}?{query}") for one in ready
        )
        if may_take
        else (),
    )


# --- words ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordsRow:
    """One version of words: what it says, where it stands, and what this officer may do with it."""

    text: str
    language: str
    state: str
    tone: str
    reach: str
    by: str
    at: str
    why: str
    acts: tuple[Link, ...]
    back_url: str = ""


@dataclass(frozen=True)
class QuestionRow:
    """One question of a template with the words that stand, and the form to write new ones."""

    key: str
    section: str
    title: str
    hint: str
    rows: tuple[WordsRow, ...]
    may_write: bool
    text: str
    problems: Problems


@dataclass(frozen=True)
class WordsPage:
    """The words of an authority for one template and half-year."""

    back_url: str
    action: str
    template: str
    period: str
    templates: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    reaches: tuple[Choice, ...]
    questions: tuple[QuestionRow, ...]
    problems: Problems
    prefix: str


STATES = {
    WordsState.DRAFT: "neutral",
    WordsState.SUBMITTED: "info",
    WordsState.APPROVED: "success",
}


def state_label(state: str) -> str:
    """Return how words stand."""
    return {
        WordsState.DRAFT.value: gettext("Draft"),
        WordsState.SUBMITTED.value: gettext("Waits for approval"),
        WordsState.APPROVED.value: gettext("Approved"),
    }.get(state, state)


def words_page(
    officer: Officer,
    template: Template,
    period: str,
    *,
    language: str,
    today: date,
    typed: Mapping[str, str],
    problems: Problems,
) -> WordsPage:
    """Return the page of words for one template and half-year."""
    found = queries.own_words_for(officer, template.code, period)
    telling = Telling(language, shelf.answer_labels())
    spaces = queries.offered_to(officer, language).spaces
    names = {one.uid: one.name for one in spaces}
    asking = [one for one in queries.templates().values() if any(each.questions for each in one.sections)]
    reaches = [(one.value, telling.say(f"level-{one.value}")) for one in (Level.OWN, Level.PUBLIC)]
    address = reverse("desk:answer-words")
    return WordsPage(
        back_url=reverse("desk:answers"),
        action=address,
        template=template.code,
        period=period,
        templates=_choices(
            sorted(((one.code, one.name[language]) for one in asking), key=lambda one: one[1]), template.code
        ),
        periods=_choices(((one, telling.half(one)) for one in halves_until(half_on(today), HALVES)), period),
        languages=_choices(LANGUAGES.items(), typed.get("language", language)),
        reaches=_choices([*reaches, *names.items()], typed.get("reach", Level.OWN.value)),
        questions=tuple(
            QuestionRow(
                key=question.key,
                section=f"{section.number}. {section.title[language]}",
                title=question.title[language],
                hint=question.hint[language],
                rows=tuple(_words_row(officer, row, names, telling) for row in found if row.question == question.key),
                may_write=Permission.PROGRESS_WRITE in officer.permissions,
                text=typed.get("text", "") if typed.get("question") == question.key else "",
                problems=problems if typed.get("question") == question.key else (),
            )
            for section in template.sections
            for question in section.questions
        ),
        problems=problems,
        prefix=f"{typed.get('question', '')}-",
    )


def _words_row(officer: Officer, row: AnswerWords, names: Mapping[str, str], telling: Telling) -> WordsRow:
    known = [names.get(uid, "") for uid in row.forums]
    reach = ", ".join(filter(None, known)) or telling.say(f"level-{row.level}")
    return WordsRow(
        text=row.text,
        language=row.language,
        state=state_label(row.state),
        tone=STATES[WordsState(row.state)],
        reach=reach,
        by=row.approved_by or row.submitted_by or row.written_by,
        at=moment(queries.moment_of(row), telling.language),
        why=row.why if row.state == WordsState.DRAFT else "",
        acts=tuple(Link(label, _act(row, name)) for name, label in _acts(officer, row)),
        back_url=_act(row, "send-back") if _may_judge(officer, row) else "",
    )


def _act(row: AnswerWords, name: str) -> str:
    return reverse("desk:answer-words-act", args=[row.uid, name])


def _may_judge(officer: Officer, row: AnswerWords) -> bool:
    return row.state == WordsState.SUBMITTED and Permission.PROGRESS_APPROVE in officer.permissions


def _acts(officer: Officer, row: AnswerWords) -> list[tuple[str, str]]:
    if row.state == WordsState.DRAFT and Permission.PROGRESS_WRITE in officer.permissions:
        return [("submit", gettext("Hand to the focal point"))]
    if _may_judge(officer, row) and officer.handle not in (row.written_by, row.submitted_by):
        return [("approve", gettext("Approve"))]
    if row.state == WordsState.APPROVED and Permission.PROGRESS_APPROVE in officer.permissions:
        return [("withdraw", gettext("Withdraw"))]
    return []
