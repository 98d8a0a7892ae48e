"""Approval inside one State, the file of a half-year, values that the node computes, and drafts that nobody took up."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from corridor.core.access.records import Officer
from corridor.core.commitments.rules import equivalents
from corridor.core.kernel.errors import NotFound
from corridor.core.progress.codes import Found, How, Level, Money, Proof, State, Status, Uncomputed
from corridor.core.progress.errors import EntryIncomplete, NotNow
from corridor.core.progress.records import Evidence, Milestone, Said, Value
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.progress import actions, computing, filling, keeping, queries
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.computing import Asked
from corridor.web.desk.progress.models import ProgressEntry
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
ITEM = "ga-2023-prevention-01"
LAW = Evidence("", Proof.LAW, "Act 12 of 2026 (invented)", "Gazette 12", Level.PUBLIC)
FILE = Evidence("", Proof.CASE, "File 7 (invented)", "XC-POL/7", Level.OWN, is_told=True)


def writing(**changed: object) -> Writing:
    fields = {"item": ITEM, "status": Status.UNDER_WAY, "responsible": "Ministry (invented)", "actions": "A bill."}
    return Writing(Said(**{**fields, **changed}), "2026-H2", Level.PUBLIC)  # type: ignore[arg-type]


def focal(authority: str) -> Officer:
    """Return a focal point of an authority, made for this test."""
    handle = f"{authority.lower()}.focal"
    account = people.account_of(handle) or accounts.add_officer(
        handle=handle,
        display_name="Focal point",
        authority=people.authority_of(authority),
        duties=[("focal-point", "strategic-analysis")],
        password=cast.PASSWORD,
    )
    return accounts.take_duty(account, people.duties_of(account)[0], now=NOW)


def submitted() -> str:
    by = cast.officer(cast.RAPPORTEUR_XC)
    row = actions.write(by=by, writing=writing(evidence=(LAW, FILE)), now=NOW)
    actions.submit(by=by, about=row.about, now=NOW)
    return row.about


@pytest.mark.store
def test_a_focal_point_of_another_authority_of_the_same_state_approves_and_sees_no_evidence_that_stays() -> None:
    about, other = submitted(), focal("XC-PRO")

    (waiting,) = queries.waiting_for(other)
    assert ([one.title for one in waiting.said.evidence], waiting.told) == (["Act 12 of 2026 (invented)"], 1)
    actions.approve(by=other, about=about, now=NOW)

    titles = [one.title for one in queries.entries_for(cast.officer(cast.RAPPORTEUR_XC))[0].said.evidence]
    assert titles == ["Act 12 of 2026 (invented)", "File 7 (invented)"]


def test_before_it_is_submitted_and_after_it_was_sent_back_a_draft_is_for_its_own_authority_alone() -> None:
    by, other = cast.officer(cast.RAPPORTEUR_XC), focal("XC-PRO")
    row = actions.write(by=by, writing=writing(evidence=(LAW,)), now=NOW)
    with pytest.raises(NotFound):
        queries.versions_for(other, row.about)

    actions.submit(by=by, about=row.about, now=NOW)
    actions.send_back(by=other, about=row.about, why="Name the act.", now=NOW)

    with pytest.raises(NotFound):
        queries.versions_for(other, row.about)
    assert queries.own_for(by)[0].row.why == "Name the act."


def test_another_states_focal_point_neither_finds_nor_approves_what_waits() -> None:
    about, stranger = submitted(), cast.officer(cast.FOCAL_XA)

    assert queries.waiting_for(stranger) == ()
    with pytest.raises(NotFound):
        actions.approve(by=stranger, about=about, now=NOW)
    with pytest.raises(NotFound):
        actions.send_back(by=stranger, about=about, why="No.", now=NOW)


def test_what_is_for_its_own_authority_alone_waits_there_for_a_second_officer_and_can_be_taken_back() -> None:
    by, other, own = cast.officer(cast.RAPPORTEUR_XC), focal("XC-PRO"), focal("XC-POL")
    said = Writing(writing(evidence=(FILE,)).said, "2026-H2", Level.OWN)
    about = actions.write(by=by, writing=said, now=NOW).about
    actions.submit(by=by, about=about, now=NOW)

    assert queries.waiting_for(other) == ()
    for refused in (actions.approve, actions.withdraw):
        with pytest.raises(NotFound):
            refused(by=other, about=about, now=NOW)
    with pytest.raises(NotFound):
        queries.versions_for(other, about)

    assert [one.row.about for one in queries.waiting_for(own)] == [about]
    actions.take_back(by=by, about=about, now=NOW)
    assert (queries.waiting_for(own), queries.own_for(by)[0].row.state) == ((), State.DRAFT)
    with pytest.raises(NotNow):
        actions.take_back(by=by, about=about, now=NOW)


def test_what_was_right_when_it_was_written_is_looked_at_again_when_it_is_approved() -> None:
    by, own = cast.officer(cast.RAPPORTEUR_XB), cast.officer(cast.FOCAL_XB)
    first = actions.write(by=by, writing=writing(), now=NOW)
    cited = Evidence("", Proof.CASE, "The entry before (invented)", f"/commitments/progress/{first.about}/", Level.OWN)
    second = Writing(writing(evidence=(LAW, cited)).said, "2026-H1", Level.PUBLIC)
    about = actions.write(by=by, writing=second, now=NOW).about
    actions.submit(by=by, about=about, now=NOW)
    browser = cast.client(cast.FOCAL_XB)

    ProgressEntry.objects.filter(about=first.about).delete()
    answer = browser.post(f"/commitments/progress/{about}/act/", {"act": "approve"})

    assert answer.status_code == 422
    assert "Evidence \u20662\u2069: This leads to nothing in this node" in answer.content.decode()
    assert ProgressEntry.objects.get(about=about).state == State.SUBMITTED
    key = next(one.key for one in queries.versions_for(own, about)[0].said.evidence if one.reference == cited.reference)
    actions.look_at_evidence(by=own, about=about, key=key, found=Found.MISSING, now=NOW)
    actions.approve(by=own, about=about, now=NOW)
    assert ProgressEntry.objects.get(about=about).state == State.APPROVED


def test_a_value_whose_indicator_is_told_in_another_unit_by_now_is_not_approved() -> None:
    by, own = cast.officer(cast.RAPPORTEUR_XC), focal("XC-POL")
    about = actions.write(by=by, writing=writing(), now=NOW).about
    actions.submit(by=by, about=about, now=NOW)
    row = ProgressEntry.objects.get(about=about)
    wrong = {"indicator": f"{ITEM}.i1", "low": "-3", "high": "-3", "period": "2026-H2", "how": "by-hand", "method": "M"}
    ProgressEntry.objects.filter(pk=row.pk).update(content={**row.content, "values": [wrong]})

    with pytest.raises(EntryIncomplete) as refused:
        actions.approve(by=own, about=about, now=NOW)
    assert refused.value.params["fields"] == "values-1-low out-of-unit"


def test_a_milestone_of_a_narrower_entry_tells_no_reader_of_a_wider_one() -> None:
    by, approver = cast.officer(cast.RAPPORTEUR_XB), cast.officer(cast.FOCAL_XB)
    for period, level, due in (("2026-H1", Level.OWN, date(2026, 9, 1)), ("2026-H2", Level.PUBLIC, date(2027, 9, 1))):
        said = writing(milestones=(Milestone("m1", "Adopted", due),)).said
        row = actions.write(by=by, writing=Writing(said, period, level), now=NOW)
        actions.submit(by=by, about=row.about, now=NOW)
        actions.approve(by=approver, about=row.about, now=NOW)

    (cell,) = row.cells.filter(is_evidenced=False)
    abroad = queries.dues_for(cast.officer(cast.ANALYST_XA), [row])[row.authority, ITEM]
    own = queries.dues_for(by, [row])[row.authority, ITEM]
    assert cell.due == date(2027, 9, 1)
    assert [one.first_due for one in abroad] == [date(2027, 9, 1)]
    assert [one.first_due for one in own] == [date(2026, 9, 1)]


# --- the file --------------------------------------------------------------------------------------------------------


def table(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    lines = csv.DictWriter(written, filling.COLUMNS)
    lines.writeheader()
    lines.writerows(rows)
    return written.getvalue().encode()


GOOD = {"item": ITEM, "period": "2026-H2", "status": "planned", "responsible": "Ministry", "actions": "A plan."}
FILLED = (
    {**GOOD, "milestone": "Bill", "milestone_due": "2027-03-31"},
    {"item": ITEM, "period": "2026-H2", "evidence_kind": "law", "evidence_title": "Act", "evidence_reference": "12"},
    {**GOOD, "item": "ga-2023-nothing"},
    {**GOOD, "item": "ga-2023-prevention-02", "evidence_kind": "law", "evidence_title": "A", "evidence_level": "own"},
    {**GOOD, "item": "ga-2023-prevention-03", "evidence_reference": f"/requests/{'f' * 32}/", "evidence_title": "B"},
    {**GOOD, "item": "ga-2023-prevention-05", "indicator": "ga-2023-prevention-05.i2", "value_low": "-3"},
    {**GOOD},
    {"item": "ga-2023-prevention-04", "period": "2026-H2"},
    {"item": ITEM, "period": "2026-H2", "actions": "On a further line."},
    {**GOOD, "item": "ga-2023-response-01", "status": "nearly", "budget_year": "2026", "budget_kind": "wasted"},
)
MONEY = {"budget_amount": "1200", "budget_currency": "eur", "budget_year": "2026", "budget_kind": "Spent"}


def test_a_filled_table_says_line_by_line_what_it_would_make_and_keeps_nothing_yet() -> None:
    filled = (FILLED[0], {**FILLED[1], "evidence_level": "own"}, *FILLED[2:])
    looked = filling.looked_at(cast.officer(cast.RAPPORTEUR_XB), "half.csv", io.BytesIO(table(*filled)), now=NOW)

    (good,) = looked.good
    assert (good.line, len(good.writing.said.milestones), len(good.writing.said.evidence)) == (2, 1, 1)
    why = {(one.line, one.field): one.why for one in looked.refused}
    assert why[4, "item"] == "unknown"
    assert why[5, "evidence-1-reference"] == "missing"
    assert why[6, "evidence-1-reference"] == "leads-nowhere"
    assert why[7, "values-1-low"] == "out-of-unit"
    assert why[8, "item"] == "twice"
    assert why[10, "actions"] == "not-first"
    assert why[11, "budgets-1-amount"] == "missing"
    assert {"status", "budget_amount", "budget_kind"} <= {one.column for one in looked.refused if one.line == 11}
    assert all(one.column in filling.COLUMNS for one in looked.refused)
    assert not ProgressEntry.objects.exists()


def test_a_file_tells_money_and_what_an_entry_answers_and_a_code_as_people_write_it() -> None:
    other = next(one.id for one in equivalents(catalogue(), ITEM))
    rows = (
        {**GOOD, "status": "Under way", "level": "Public", "answers": other, **MONEY},
        {"item": ITEM, "period": "2026-H2", **MONEY, "budget_year": "2025"},
        {**GOOD, "item": "ga-2023-prevention-02", "answers": f"{ITEM} ga-2023-nothing"},
        {**GOOD, "period": "2030-H1", "level": "forum"},
    )
    looked = filling.looked_at(cast.officer(cast.RAPPORTEUR_XB), "half.csv", io.BytesIO(table(*rows)), now=NOW)

    (good,) = looked.good
    said = good.writing.said
    assert (said.status, good.writing.level, said.answers) == (Status.UNDER_WAY, Level.PUBLIC, (other,))
    assert [(one.amount, one.currency, one.year, one.money) for one in said.budgets] == [
        (Decimal(1200), "EUR", 2026, Money.SPENT),
        (Decimal(1200), "EUR", 2025, Money.SPENT),
    ]
    assert [(one.line, one.column) for one in looked.refused] == [(4, "answers"), (5, "level"), (5, "period")]


def test_a_file_that_was_looked_at_makes_its_drafts_once_and_for_who_looked_at_it() -> None:
    by = cast.officer(cast.RAPPORTEUR_XB)
    looked = filling.looked_at(by, "half.csv", io.BytesIO(table(GOOD, {**GOOD, "period": "2026-H1"})), now=NOW)
    text = filling.sealed(by, looked)

    with pytest.raises(EntryIncomplete):
        filling.taken_up(cast.officer(cast.RAPPORTEUR_XA), text, now=NOW)
    assert filling.taken_up(by, text, now=NOW) == 2
    with pytest.raises(EntryIncomplete):
        filling.taken_up(by, text, now=NOW)
    assert {one.row.state for one in queries.own_for(by)} == {State.DRAFT}
    assert ProgressEntry.objects.count() == 2


def test_the_pages_hand_out_the_table_take_it_back_and_make_the_drafts() -> None:
    browser = cast.client(cast.RAPPORTEUR_XB)
    empty = browser.get("/commitments/progress/template/?instruments=ga-2023&period=2026-H2").content.decode(
        "utf-8-sig"
    )
    lines = list(csv.DictReader(io.StringIO(empty)))
    assert {line["period"] for line in lines} == {"2026-H2"}
    filled = [{**line, **GOOD} if line["item"] == ITEM else line for line in lines]
    filled.append({**GOOD, "item": "ga-2023-prevention-02", "status": "nearly"})

    brought = browser.post(
        "/commitments/progress/import/", {"file": SimpleUploadedFile("half.csv", table(*filled))}
    ).content.decode()
    assert '<bdi dir="ltr">status</bdi>: Choose from the list.' in brought
    assert "none, planned, under-way, done, ended" in brought
    sealed = brought.partition('name="sealed" value="')[2].partition('"')[0]
    browser.post("/commitments/progress/import/", {"sealed": sealed})

    assert [row.item for row in ProgressEntry.objects.all()] == [ITEM]


# --- values ----------------------------------------------------------------------------------------------------------


def test_what_is_computed_from_files_of_an_authority_is_computed_for_that_authority_alone() -> None:
    officer = cast.officer(cast.ANALYST_XA)
    for level in (Level.FORUM, Level.PUBLIC):
        assert computing.computed(officer, Asked("g7-2024-III-09.i2", "2026-H2", level), now=NOW) is (
            Uncomputed.NOT_FOR_LEVEL
        )


def test_a_value_that_is_said_to_be_computed_and_is_not_is_kept_as_entered_by_hand() -> None:
    forged = Value(f"{ITEM}.i1", Decimal(9), Decimal(9), "2026-H2", How.COMPUTED, "As the node says.")
    by = cast.officer(cast.RAPPORTEUR_XB)
    actions.write(by=by, writing=writing(values=(forged,)), now=NOW)

    assert [one.how for one in queries.own_for(by)[0].said.values] == [How.BY_HAND]


# --- what nobody took up ---------------------------------------------------------------------------------------------


@pytest.mark.store
def test_a_draft_that_nobody_touched_for_a_year_is_erased_and_nothing_that_was_ever_approved() -> None:
    by = cast.officer(cast.RAPPORTEUR_XB)
    old = actions.write(by=by, writing=writing(), now=NOW)
    kept = actions.write(by=by, writing=Writing(writing().said, "2026-H1", Level.PUBLIC), now=NOW)
    actions.submit(by=by, about=kept.about, now=NOW)
    actions.approve(by=cast.officer(cast.FOCAL_XB), about=kept.about, now=NOW)
    actions.write(by=by, writing=Writing(writing().said, "2026-H1", Level.PUBLIC), about=kept.about, now=NOW)

    keeping.erase_over(NOW + timedelta(days=364))
    assert ProgressEntry.objects.filter(about=old.about).exists()
    keeping.erase_over(NOW + timedelta(days=366))

    assert not ProgressEntry.objects.filter(about=old.about).exists()
    assert ProgressEntry.objects.filter(about=kept.about).count() == 2
