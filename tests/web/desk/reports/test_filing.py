"""What the frame of a report may be: its reference, its day, its grade, and how wide it tells of coercion."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.entities.errors import DraftsRefused
from corridor.core.entities.records import Draft
from corridor.core.handling.errors import GradeInvalid
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.reports.actions import (
    CoercionNarrower,
    DayInvalid,
    ReferenceInvalid,
    ReportKnown,
    ReviewMissing,
    file_report,
)
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}


def file_role() -> None:
    make.file(cast.officer(cast.INVESTIGATOR_XA), drafts.role(**SIGNED), drafts.person(), drafts.group(), ref="R-1")


@pytest.mark.parametrize("ref", ["XA-POL-2025-3", "R.1/2026_b", "7", "a" * 64])
def test_a_reference_is_a_number_or_file_mark(node: nodes.Node, ref: str) -> None:
    assert make.file(cast.officer(cast.ANALYST_XA), make.incident("a"), ref=ref)


@pytest.mark.parametrize("ref", ["Tarn Veldo", "R-1\n", "", "-1", "تقرير", "a" * 65])
def test_a_reference_that_could_hold_words_is_refused_and_written_nowhere(node: nodes.Node, ref: str) -> None:
    by = cast.officer(cast.ANALYST_XA)
    before = LedgerEntry.objects.count()
    filing = replace(make.filing(make.incident("a")), ref=ref)

    with pytest.raises(ReferenceInvalid):
        file_report(by=by, filing=filing, now=timezone.now())

    assert LedgerEntry.objects.count() == before


def test_a_day_to_come_is_refused_save_of_an_invented_report(node: nodes.Node) -> None:
    by, day = cast.officer(cast.ANALYST_XA), (timezone.now() + timedelta(days=2)).date().isoformat()

    with pytest.raises(DayInvalid):
        make.file(by, make.incident("a"), filed_on=day)

    assert make.file(by, make.incident("a"), filed_on=day, is_invented=True)


@pytest.mark.parametrize("grade", ["B2", "admiralty-6x6:", "nonsense:B2", "admiralty-6x6:B2:x"])
def test_a_grade_is_one_of_its_scheme(node: nodes.Node, grade: str) -> None:
    by = cast.officer(cast.ANALYST_XA)

    if grade == "admiralty-6x6:":  # not evaluated
        assert make.file(by, make.incident("a"), grade=grade)
        return
    with pytest.raises(GradeInvalid):
        make.file(by, make.incident("a"), grade=grade)


def test_a_report_is_known_by_its_reference_under_whatever_marking_while_it_stands(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, make.incident("a"), ref="R-1")

    with pytest.raises(ReportKnown):
        make.file(by, make.incident("b"), ref="R-1", marked=make.marking("partners"))
    assert make.file(cast.officer(cast.ANALYST_XB), make.incident("c"), ref="R-1")

    cast.grant(cast.ANALYST_XA, "import-officer", "strategic-analysis")
    officer = cast.officer(cast.ANALYST_XA, function="import-officer")
    imports.withdraw_source(by=officer, source="XA-POL", now=timezone.now())
    assert make.file(by, make.incident("b"), ref="R-1")


def test_a_report_out_of_sight_is_as_if_it_had_not_been_filed(node: nodes.Node) -> None:
    hidden = replace(make.marking("own-authority"), functions=frozenset({"investigator"}))
    make.file(cast.officer(cast.INVESTIGATOR_XA), make.incident("a"), ref="R-1", marked=hidden)

    assert make.file(cast.officer(cast.ANALYST_XA), make.incident("b"), ref="R-1")


def test_coercion_is_told_to_all_who_read_the_role_or_not_at_all(node: nodes.Node) -> None:
    file_role()
    by, told = cast.officer(cast.INVESTIGATOR_XA), drafts.person(coercion="yes", name=None)

    for narrower in (make.marking("own-authority"), make.marking("partners")):
        with pytest.raises(CoercionNarrower):
            make.file(by, told, ref="R-2", marked=narrower)

    assert make.file(by, told, ref="R-2")
    assert make.file(by, drafts.person(coercion="yes"), ref="R-3", marked=make.marking("own-authority"))


def test_coercion_of_whoever_has_no_role_is_told_as_narrowly_as_one_likes(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)

    assert make.file(by, make.incident("a", coercion="yes"), marked=make.marking("own-authority"))


@pytest.mark.parametrize("reviewer", [cast.INVESTIGATOR_XA, cast.STATISTICIAN_XA, cast.ANALYST_XB])
def test_whoever_reviews_coercion_is_a_colleague_who_may_file_roles(node: nodes.Node, reviewer: cast.Member) -> None:
    file_role()
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, drafts.person(coercion="yes"), ref="R-2")

    def clearing(handle: str) -> list[Draft]:
        role = drafts.role(**SIGNED, coercion_review="excluded", coercion_reviewer=handle)
        return [role, drafts.person(), drafts.group()]

    with pytest.raises((ReviewMissing, DraftsRefused)):
        make.file(by, *clearing(reviewer.handle), ref="R-3")
    assert make.file(by, *clearing(cast.ANALYST_XA.handle), ref="R-3")
