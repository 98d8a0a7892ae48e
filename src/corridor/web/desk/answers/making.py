"""Makes the files of a report: what PDF and DOCX are written from, a workbook with a row an item, and JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.answers.codes import Form, Style
from corridor.core.answers.exchange import report_document
from corridor.core.answers.records import Answer, Point, Reported
from corridor.core.answers.rules import applied_of
from corridor.core.progress.codes import Level
from corridor.core.reports.sheets.records import Column, Notes, Sheet
from corridor.core.reports.sheets.workbook import sheet_name, written
from corridor.web.base.accounts.frame import node_name
from corridor.web.desk.answers.laying import Laid, laid_out, numbers_of
from corridor.web.desk.answers.queries import Made
from corridor.web.desk.answers.telling import Telling
from corridor.web.desk.briefings.paper import RIGHT_TO_LEFT
from corridor.web.desk.commitments import wording

KIND: Final = "answers.1"
"""The long work that makes PDF and DOCX of a document."""

TYPES: Final = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
}
APART: Final = frozenset({Form.PDF, Form.DOCX})

COLUMNS = (
    *("section", "number", "item", "asks", "note", "subject", "standing", "applied", "status", "source", "under"),
    *("responsible", "actions", "milestones", "overdue", "budget", "evidence", "indicators", "sdg"),
)


def laid(made: Made) -> Laid:
    """Return a report laid out."""
    return laid_out(made.report, made.catalogue, made.names, made.confirmed)


def document_of(officer: Officer, made: Made) -> dict[str, Any]:
    """Return what PDF and DOCX are made from; equal reports of a day are equal documents."""
    asked, whole = made.report.asked, laid(made)
    telling = Telling(asked.language, shelf.answer_labels())
    reach = telling.say(f"level-{asked.level.value}") + (f": {made.forum}" if made.forum else "")
    code = "TLP:CLEAR" if asked.level is Level.PUBLIC else "TLP:AMBER"
    return {
        "language": asked.language,
        "has_foreign_words": True,
        "title": whole.title,
        "marking": f"{code} · {reach} · {officer.reader.authority}",
        "sentence": " · ".join(whole.lines),
        "imprint": f"{whole.lines[2]} · {node_name(settings.HOME)}",  # as of which day
        "labels": {"page": telling.say("page"), "sources": "", "about": "", "figures": ""},
        "parts": whole.pieces,
        "notes": [],
    }


def digest_of(content: bytes) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(content).hexdigest()


def json_of(made: Made) -> bytes:
    """Return a report as JSON."""
    document = report_document(made.report, made.names, numbers_of(made.report))
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def workbook_of(made: Made) -> bytes:
    """Return a report as a workbook: a row an item, texts alone, nothing that a program would work out."""
    asked = made.report.asked
    telling = Telling(asked.language, shelf.answer_labels())
    whole = laid(made)
    is_form = made.report.template.style is Style.QUESTIONNAIRE
    names = [name for name in COLUMNS if is_form or name != "applied"]
    rows = [[_plain(row.get(name, "")) for name in names] for row in _rows(made, telling)]
    words = [list(map(_plain, row)) for row in _word_rows(made, telling)]
    legend = [": ".join(row) for piece in whole.legend if piece["kind"] == "table" for row in piece["rows"]]
    legend += [one["text"] for piece in whole.legend if piece["kind"] == "paragraph" for one in piece["sentences"]]
    sheets = [Sheet(sheet_name(telling.say("item")), tuple(Column("", telling.say(name)) for name in names), rows)]
    heads = ("section", "words", "subject", "actions")
    sheets.append(Sheet(sheet_name(telling.say("words")), tuple(Column("", telling.say(one)) for one in heads), words))
    notes = Notes(sheet_name(telling.say("legend")), tuple(map(_plain, (whole.title, *whole.lines, *legend))))
    return written(notes, sheets, "", is_rtl=asked.language in RIGHT_TO_LEFT)


def _plain(text: str) -> str:
    """Return a text that no program takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _rows(made: Made, telling: Telling) -> Iterator[dict[str, str]]:
    numbers, language = numbers_of(made.report), made.report.asked.language
    for part in made.report.parts:
        for point in part.points:
            item = point.numbered.item
            said = {
                "section": f"{part.section.number}. {part.section.title[language]}",
                "number": numbers[f"{part.section.key} {item.id}"],
                "item": wording.title(item, language),
                "asks": wording.paraphrase(item, language),
                "note": telling.say("memory") if item.is_from_memory and item.id not in made.confirmed else "",
                "sdg": telling.listed(item.sdg_targets),
            }
            for answer in point.answers:
                for one in answer.reported or (None,):
                    yield said | _row(made, telling, point, answer, one)


def _row(made: Made, telling: Telling, point: Point, answer: Answer, one: Reported | None) -> dict[str, str]:
    row = {
        "subject": made.names.get(answer.subject, answer.subject),
        "standing": telling.say(answer.standing.value),
        "applied": telling.say(f"applied-{applied_of(answer).value}"),
        "overdue": "\n".join(map(telling.late, answer.overdue)),
    }
    if one is None:
        return row
    said, period = one.said, telling.half(one.period)
    day = telling.day(one.approved_on) if one.approved_on is not None else ""
    evidence = [telling.proof(each) for each in said.evidence]
    evidence += [telling.say("told", count=telling.figure(one.told))] if one.told else []
    return row | {
        "status": telling.say(f"status-{said.status.value}"),
        "source": telling.say("approved", authority=telling.own(one.authority), period=period, day=day),
        "under": "" if said.item == point.numbered.item.id else _title(made, said.item),
        "responsible": said.responsible,
        "actions": said.actions,
        "milestones": "\n".join(telling.steps(one)),
        "budget": "\n".join(map(telling.budget, said.budgets)),
        "evidence": "\n".join(evidence),
        "indicators": "\n".join(telling.value(each, made.catalogue) for each in said.values),
    }


def _title(made: Made, item: str) -> str:
    language, one = made.report.asked.language, made.catalogue.items[item]
    return f"{wording.locator(one, language)}: {wording.title(one, language)}"


def _word_rows(made: Made, telling: Telling) -> Iterator[tuple[str, str, str, str]]:
    language = made.report.asked.language
    for part in made.report.parts:
        title = f"{part.section.number}. {part.section.title[language]}"
        for one in part.practices:
            limits = f"{telling.say('limits')}: {one.limits}"
            source = f"{telling.say('reference')}: {one.source}"
            told = (one.title, one.done, telling.say(f"grade-{one.grade}"), limits, source)
            yield title, telling.say("library"), one.authority, "\n".join(told)
        for question in part.section.questions:
            given = [one for one in part.words if one.question == question.key]
            for each in given:
                yield title, question.title[language], made.names.get(each.subject, each.subject), each.text
            if not given:
                yield title, question.title[language], "", telling.say("no-words")
