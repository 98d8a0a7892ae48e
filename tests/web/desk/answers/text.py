"""Entries of two States as the reports to forums are tried on, and the words of the files that are made of them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pypdfium2

from corridor.core.answers.records import Asked
from corridor.core.commitments.rules import equivalents
from corridor.core.progress.codes import How, Level, Money, Proof, Status
from corridor.core.progress.records import Budget, Evidence, Milestone, Said, Value
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.desk.answers import making, queries
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.models import ForumMember, ForumSpace
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress.actions import Writing
from tests import cast

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
HALF = "2026-H2"
PLAN = "g7-2024-III-01"
LAW = Evidence("e1", Proof.LAW, "Act 12 of 2026 (invented)", "https://gazette.example/12", Level.PUBLIC)
SHARED = Evidence("e2", Proof.TRAINING, "Course Sigma (invented)", "XB-BRD/sigma", Level.FORUM)
OWN = Evidence("e3", Proof.CASE, "File Omikron (invented)", "XB-BRD/omikron", Level.OWN, is_told=True)
ACTIONS = "=A unit of twelve officers began its work."
STEP = Milestone("m1", "Second unit", date(2026, 9, 1))


def space(*members: tuple[str, str]) -> str:
    """Open a forum of authorities with the States for which they speak."""
    with turn.write():
        row = ForumSpace.objects.create(
            uid=str(identity.uid()), name="Route forum (invented)", host="XA-POL", template="roma-lyon", opened_at=NOW
        )
        for authority, subject in members or (("XA-POL", "XA"), ("XB-BRD", "XB")):
            ForumMember.objects.create(space=row, authority=authority, name=authority, subject=subject, since=NOW)
    return row.uid


def said(item: str = PLAN, **changed: object) -> Said:
    """Return what is said of an item, which answers everything that asks for the same."""
    ticked = tuple(one.id for one in equivalents(catalogue(), item))
    whole = Said(
        item=item,
        status=Status.UNDER_WAY,
        answers=ticked,
        responsible="Ministry of XB (invented)",
        actions=ACTIONS,
        milestones=(STEP,),
        budgets=(Budget(Decimal(120000), "EUR", 2026, Money.SPENT),),
        evidence=(LAW, SHARED, OWN),
        values=(Value(f"{item}.i1", Decimal(12), Decimal(14), HALF, How.BY_HAND, "Counted from staff lists"),),
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def approved(
    what: Said,
    *,
    level: Level = Level.PUBLIC,
    forums: tuple[str, ...] = (),
    period: str = HALF,
    about: str = "",
    of: tuple[cast.Member, cast.Member] = (cast.RAPPORTEUR_XB, cast.FOCAL_XB),
) -> str:
    """Have an entry written by one officer and approved by another."""
    author, focal = (cast.officer(one) for one in of)
    row = progress.write(by=author, writing=Writing(what, period, level, forums), about=about, now=NOW)
    progress.submit(by=author, about=row.about, now=NOW)
    progress.approve(by=focal, about=row.about, now=NOW)
    return row.about


def asked(template: str = "roma-lyon", *subjects: str, **changed: Any) -> Asked:
    """Return what report is asked for."""
    whole = Asked(template, subjects or ("XB",), HALF, HALF, "en", Level.PUBLIC)
    return replace(whole, **changed)


def told(member: cast.Member, of: Asked) -> dict[str, Any]:
    """Return a report as JSON."""
    made = queries.made_for(cast.officer(member), of, today=NOW.date())
    found: dict[str, Any] = json.loads(making.json_of(made))
    return found


def items(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the items of a report by id, each with its number and the first answer."""
    return {
        one["item"]: {"number": one["number"], **one["answers"][0]}
        for section in document["sections"]
        for one in section["items"]
    }


def words_of(content: bytes) -> str:
    """Return everything that is written in a file: each part of a package, each page of a PDF."""
    if content.startswith(b"%PDF"):
        paper = pypdfium2.PdfDocument(content)
        try:
            return "\n".join(paper[at].get_textpage().get_text_range() for at in range(len(paper)))
        finally:
            paper.close()
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return content.decode()
