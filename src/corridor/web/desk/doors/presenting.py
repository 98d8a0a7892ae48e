"""Puts the doors of the desk into the words of a page."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.doors.codes import Said
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.shown import day
from corridor.web.desk.doors.queries import Body, Told
from corridor.web.desk.pages.doors import (
    DisclosedPage,
    DisclosedRow,
    FieldTold,
    HandOverPage,
    Question,
    ReceiptPage,
)


def hand_over_page(
    bodies: tuple[Body, ...], language: str, typed: QueryDict | None = None, problems: tuple[FormProblem, ...] = ()
) -> HandOverPage:
    """Return the form by which a person is handed over; what was typed is told back once, when it cannot be sent."""
    told = typed if typed is not None else QueryDict()
    questions = (
        Question("asks", gettext("Does the person ask for protection?"), _answers(told.get("asks", ""))),
        Question("fears", gettext("Does the person fear to be sent back?"), _answers(told.get("fears", ""))),
        Question(
            "interviewer",
            gettext("Does the person wish an interviewer of the same sex?"),
            _answers(told.get("interviewer", "")),
        ),
    )
    chosen = told.get("to", "") or (bodies[0].code if len(bodies) == 1 else "")
    return HandOverPage(
        action=reverse("desk:hand-over"),
        bodies=tuple(Choice(one.code, f"{one.name} ({one.code}, {one.country})", one.code == chosen) for one in bodies),
        is_line_down=any(one.is_line_down for one in bodies),
        ages=_codes("age", language, [told.get("age", "")]),
        sexes=_codes("sex", language, [told.get("sex", "")]),
        needs=_codes("urgent-needs", language, told.getlist("needs")),
        questions=questions,
        reach=told.get("reach", ""),
        languages=told.get("languages", ""),
        together=told.get("together", ""),
        contact=told.get("contact", ""),
        problems=problems,
    )


def receipt_page(number: str, on: date, body: str, language: str) -> ReceiptPage:
    """Return the receipt: the same whatever happens afterwards."""
    return ReceiptPage(number=number, on=day(on.isoformat(), language), body=body, again_url=reverse("desk:hand-over"))


def disclosed_page(officer: Officer, rows: tuple[Told, ...], language: str) -> DisclosedPage:
    """Return the list of what was disclosed to a reader."""
    reader = officer.reader
    return DisclosedPage(
        function=shelf.function_label(reader.function, language),
        purpose=shelf.purpose_label(reader.purpose, language),
        authority=reader.authority,
        rows=tuple(disclosed_row(one, language) for one in rows),
    )


def disclosed_row(one: Told, language: str) -> DisclosedRow:
    """Return one disclosure."""
    terms = shelf.vocabularies()["disclosure-fields"].terms
    return DisclosedRow(
        url=reverse("desk:disclosure", args=[one.uid]),
        ref=one.their_ref or one.uid[:8],
        sender=one.sender,
        until=day(one.until.isoformat(), language),
        came_on=day(one.came_on.isoformat(), language),
        fields=tuple(FieldTold(terms[code].labels[language], value) for code, value in one.fields),
    )


def _codes(name: str, language: str, chosen: list[str]) -> tuple[Choice, ...]:
    terms = shelf.vocabularies()[name].terms
    return tuple(Choice(code, term.labels[language], code in chosen) for code, term in terms.items())


def _answers(chosen: str) -> tuple[Choice, ...]:
    words = {Said.YES: gettext("Yes"), Said.NO: gettext("No"), Said.NOT_ASKED: gettext("Not asked")}
    return tuple(Choice(code, label, code == (chosen or Said.NOT_ASKED)) for code, label in words.items())
