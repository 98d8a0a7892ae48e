"""The written form of templates, read strictly, and of reports as they leave as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from corridor.core.answers.codes import Numbering, Style
from corridor.core.answers.errors import TemplateInvalid
from corridor.core.answers.records import Answer, Labels, Party, Point, Question, Report, Reported, Section, Template
from corridor.core.answers.rules import applied_of, template_problems
from corridor.core.commitments.records import Catalogue
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.progress.exchange import said_document
from corridor.core.progress.records import Due

SCHEMA, REPORT = "answers-template/1", "corridor-answers/1"
_MOST_TOLD = 20
_TEMPLATE = frozenset({"schema", "code", "version", "style", "name", "about", "covers", "treaties", "sections"})
_SECTION = frozenset(
    {"key", "number", "title", "numbering", "items", "starts", "themes", "instruments", "questions", "practices"}
)
_QUESTION = frozenset({"key", "title", "hint"})


def template_from(document: object, catalogue: Catalogue) -> Template:
    """Return the template that a document describes.

    Raises:
        TemplateInvalid: A key is missing or unknown, a language is missing, an item is not known, or something that a
            covered instrument asks is left out.
    """
    name = str(document.get("code", "")) if isinstance(document, Mapping) else ""
    try:
        read = _template(document)
    except (KeyError, TypeError, ValueError) as wrong:
        raise TemplateInvalid(name=name, findings=str(wrong.args[0]) if wrong.args else "form") from wrong
    if found := template_problems(read, catalogue):
        raise TemplateInvalid(name=name, findings="; ".join(found[:_MOST_TOLD]))
    return read


def labels_from(document: object) -> dict[str, Labels]:
    """Return the words that every report shares, each in every language.

    Raises:
        TemplateInvalid: A language is missing.
    """
    try:
        return {name: _labels(one) for name, one in _mapping(document, None).items()}
    except (KeyError, TypeError, ValueError) as wrong:
        raise TemplateInvalid(name="labels", findings=str(wrong.args[0])) from wrong


def _template(document: object) -> Template:
    one = _mapping(document, _TEMPLATE)
    if one["schema"] != SCHEMA:
        raise ValueError("schema")
    return Template(
        code=_text(one["code"]),
        version=_text(one["version"]),
        style=Style(one["style"]),
        name=_labels(one["name"]),
        about=_labels(one["about"]),
        covers=_texts(one.get("covers")),
        treaties=_texts(one.get("treaties")),
        sections=tuple(_section(each) for each in _list(one["sections"])),
    )


def _section(document: object) -> Section:
    one = _mapping(document, _SECTION)
    return Section(
        key=_text(one["key"]),
        number=_text(one["number"]),
        title=_labels(one["title"]),
        numbering=Numbering(one.get("numbering", Numbering.RUNNING.value)),
        items=_texts(one.get("items")),
        starts=_texts(one.get("starts")),
        themes=_texts(one.get("themes")),
        instruments=_texts(one.get("instruments")),
        questions=tuple(_question(each) for each in _list(one.get("questions") or [])),
        has_practices=_flag(one.get("practices", False)),
    )


def _question(document: object) -> Question:
    one = _mapping(document, _QUESTION)
    return Question(_text(one["key"]), _labels(one["title"]), _labels(one["hint"]))


def _mapping(document: object, known: frozenset[str] | None) -> Mapping[str, Any]:
    if not isinstance(document, Mapping) or not all(isinstance(key, str) for key in document):
        raise TypeError("a mapping is needed")
    if known is not None and (further := sorted(set(document) - known)):
        raise ValueError(f"{further[0]} is not known")
    return document


def _labels(document: object) -> Labels:
    one = _mapping(document, None)
    if set(one) != set(LANGUAGES):
        raise ValueError(f"each of {', '.join(LANGUAGES)} is needed, and nothing else")
    return {language: _text(one[language]) for language in LANGUAGES}


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("yes or no is needed")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is missing")
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value or []))


def report_document(report: Report, names: Mapping[str, str], numbers: Mapping[str, str]) -> dict[str, Any]:
    """Return a report as it leaves as JSON: codes, days and texts, under the numbers of its template.

    Args:
        names: What each State, organisation and treaty is called in the language of the report.
        numbers: The number of each item by its section and id, as the report prints it.
    """
    asked, language = report.asked, report.asked.language
    return {
        "schema": REPORT,
        "template": report.template.code,
        "template_version": report.template.version,
        "instrument": asked.instrument,
        "title": report.template.name[language],
        "language": language,
        "subjects": [{"code": code, "name": names.get(code, code)} for code in asked.subjects],
        "since": asked.since,
        "until": asked.until,
        "as_of": report.as_of.isoformat(),
        "level": asked.level.value,
        "forum": asked.forum,
        "treaties": [_party(one) for one in report.parties],
        "sections": [
            {
                "key": part.section.key,
                "number": part.section.number,
                "title": part.section.title[language],
                "items": [_point(one, numbers[f"{part.section.key} {one.numbered.item.id}"]) for one in part.points],
                "words": list(_words(part.section.questions, part.words, language)),
                "practices": [asdict(one) for one in part.practices],
            }
            for part in report.parts
        ],
    }


def _party(one: Party) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "instrument": one.instrument,
        "status": one.status,
        "since": one.since.isoformat() if one.since else "",
        "as_of": one.as_of.isoformat() if one.as_of else "",
        "reservations": list(one.reservations),
    }


def _words(questions: tuple[Question, ...], words: Any, language: str) -> Iterator[dict[str, Any]]:
    for question in questions:
        given = [one for one in words if one.question == question.key]
        yield {
            "question": question.key,
            "title": question.title[language],
            "answers": [{"subject": one.subject, "text": one.text, "language": one.language} for one in given],
        }


def _point(point: Point, number: str) -> dict[str, Any]:
    item = point.numbered.item
    return {
        "number": number,
        "item": item.id,
        "is_from_memory": item.is_from_memory,
        "answers": [_answer(one) for one in point.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "subject": answer.subject,
        "standing": answer.standing.value,
        "applied": applied_of(answer).value,
        "reported": [_reported(one) for one in answer.reported],
        "last_period": answer.last.period if answer.last else "",
        "last_status": answer.last.said.status.value if answer.last else "",
        "overdue": [_due(one) for one in answer.overdue],
    }


def _reported(one: Reported) -> dict[str, Any]:
    return {
        "authority": one.authority,
        "period": one.period,
        "approved_on": one.approved_on.isoformat() if one.approved_on else "",
        "said": said_document(one.said),
        "evidence_elsewhere": one.told,
        "milestones": [_due(due) for due in one.dues],
    }


def _due(one: Due) -> dict[str, Any]:
    return {
        "key": one.key,
        "text": one.text,
        "first_due": one.first_due.isoformat(),
        "due": one.due.isoformat(),
        "done_on": one.done_on.isoformat() if one.done_on else "",
    }
