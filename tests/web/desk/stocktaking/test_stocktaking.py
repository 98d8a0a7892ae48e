"""Stocktaking for one reader: what is counted, what a frozen report keeps, and who may see it."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from corridor.core.access.codes import Event
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.core.forums.codes import Template
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.progress.codes import Money, Proof, Status
from corridor.core.progress.records import Budget, Evidence, Milestone, Said
from corridor.core.stocktaking.codes import Form, Lack
from corridor.core.stocktaking.errors import FileNotReady, NothingToTake, StockKeptBack
from corridor.core.stocktaking.records import Count, Scope
from corridor.core.stocktaking.rules import lacks
from corridor.web.base.exchange import wire
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.briefings import paper, word
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import actions as forums
from corridor.web.desk.lines import keyring
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from corridor.web.desk.stocktaking import actions, laying, queries
from corridor.web.desk.stocktaking.models import TakenStock
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PERIOD = "2026-H1"
HOME = "/commitments/stocktaking/"
ITEM = "ga-2023-prevention-01"
SHOWN = Evidence("e1", Proof.LAW, "Act 12 of 2026 (invented)", "Gazette of XB 2026/12", Level.FORUM)
OWN = Evidence("e2", Proof.CASE, "File 7 (invented)", "XB-BRD/7", Level.OWN)


def forum() -> str:
    host = cast.officer(cast.RAPPORTEUR_XA)
    uid = forums.open_space(
        by=host, name="Route forum (invented)", instruments=["ga-2023"], template=Template.GLOBAL_ALLIANCE, now=NOW
    )
    for member in ("XA-POL", "XB-BRD"):
        forums.add_member(by=host, uid=uid, authority=member, now=NOW)
    return uid


def reported(space: str, *evidence: Evidence, item: str = ITEM, level: Level = Level.FORUM) -> None:
    """Let XB report one thing, with money and a milestone whose day has passed."""
    said = Said(
        item,
        Status.UNDER_WAY,
        responsible="Ministry (invented)",
        actions="A bill.",
        milestones=(Milestone("m1", "Bill tabled", date(2026, 3, 1)),),
        budgets=(Budget(Decimal(120000), "EUR", 2026, Money.SPENT),),
        evidence=evidence,
    )
    writing = Writing(said, PERIOD, level, (space,) if space else ())
    row = progress.write(by=cast.officer(cast.RAPPORTEUR_XB), writing=writing, now=NOW)
    progress.submit(by=cast.officer(cast.RAPPORTEUR_XB), about=row.about, now=NOW)
    progress.approve(by=cast.officer(cast.FOCAL_XB), about=row.about, now=NOW)


def counted(member: cast.Member, scope: Scope) -> Count:
    stock = queries.stock_for(cast.officer(member), scope, today=NOW.date()).stock
    return dict(stock.instruments)["ga-2023"]


def test_a_forum_is_counted_as_a_whole_and_each_state_on_its_own_page() -> None:
    space = forum()
    reported(space, SHOWN)
    whole, xa, xb = (counted(cast.RAPPORTEUR_XA, Scope(space, one, PERIOD)) for one in ("", "XA", "XB"))

    assert (whole.evidenced, whole.overdue, whole.asked) == (1, 1, xa.asked + xb.asked)
    assert (xa.evidenced, xa.silent, xb.evidenced) == (0, xa.asked, 1)


def test_evidence_that_a_reader_may_not_see_is_only_claimed_for_this_reader() -> None:
    space = forum()
    reported(space, OWN)

    assert counted(cast.RAPPORTEUR_XA, Scope(space, "XB", PERIOD)).claimed == 1
    assert counted(cast.RAPPORTEUR_XB, Scope(space, "XB", PERIOD)).evidenced == 1


def test_an_entry_that_a_reader_may_not_see_leaves_no_trace_in_counts_money_or_names() -> None:
    space = forum()
    scope = Scope(space, "", PERIOD)
    before = queries.stock_for(cast.officer(cast.RAPPORTEUR_XA), scope, today=NOW.date())
    reported("", OWN, level=Level.OWN)

    assert queries.stock_for(cast.officer(cast.RAPPORTEUR_XA), scope, today=NOW.date()) == before


def test_the_balance_of_what_one_pillar_reports_alone_says_what_is_lacking() -> None:
    space = forum()
    known = catalogue().items
    response = next(k for k, one in known.items() if one.pillar is Pillar.RESPONSE and one.instrument == "ga-2023")
    reported(space, item=response)
    stock = queries.stock_for(cast.officer(cast.RAPPORTEUR_XA), Scope(space, "", PERIOD), today=NOW.date()).stock

    assert lacks(stock.balance) == (Lack.ACTIVITY, Lack.SPENDING)
    assert "none of them on protection" in page(cast.RAPPORTEUR_XA, f"?forum={space}&half={PERIOD}")


def page(member: cast.Member, rest: str = "") -> str:
    return cast.client(member).get(f"{HOME}{rest}").content.decode()


def test_the_page_of_a_forum_names_states_without_a_figure_beside_any_of_them() -> None:
    space = forum()
    reported(space, SHOWN)
    body = page(cast.RAPPORTEUR_XA, f"?forum={space}&half={PERIOD}")

    assert f"forum={space}&amp;subject=XB" in body
    links = body.split('<ul class="links">')[1].split("</ul>")[0]
    assert not any(sign.isdigit() for sign in links.replace(space, "").replace(PERIOD, ""))


def taken(member: cast.Member = cast.RAPPORTEUR_XA, *, scope: Scope, now: datetime = NOW) -> str:
    return actions.take_stock(by=cast.officer(member), scope=scope, now=now)


def test_a_report_is_frozen_and_signed_and_the_next_one_says_what_changed() -> None:
    space = forum()
    scope = Scope(space, "", PERIOD)
    first = taken(scope=scope)
    reported(space, SHOWN)
    second = taken(scope=scope, now=NOW + timedelta(days=1))

    row = TakenStock.objects.get(uid=first)
    public = keyring.public_of(keyring.authority_key("XA-POL"))
    signed = wire.verified(bytes(row.signed), public, actions.SIGNED)
    assert json.loads(signed) == row.document
    body = page(cast.RAPPORTEUR_XA, f"{second}/")
    assert "0 → 1" in body
    assert "Told for the first time" in body
    assert "Since the report before" not in page(cast.RAPPORTEUR_XA, f"{first}/")
    assert LedgerEntry.objects.filter(event=Event.STOCK_TAKEN).count() == 2


def test_a_report_that_rests_on_what_a_colleague_may_not_read_does_not_exist_for_that_colleague() -> None:
    space = forum()
    reported(space, OWN)
    uid = taken(cast.FOCAL_XB, scope=Scope(space, "", PERIOD))

    assert queries.report_for(cast.officer(cast.RAPPORTEUR_XB), uid).row.uid == uid
    for member in (cast.RAPPORTEUR_XA, cast.RAPPORTEUR_XC):
        with pytest.raises(NotFound):
            queries.report_for(cast.officer(member), uid)


def test_the_marks_of_a_report_are_asked_again_of_each_reader() -> None:
    space = forum()
    uid = taken(scope=Scope(space, "", PERIOD))
    hidden = queries.stock_for(cast.officer(cast.RAPPORTEUR_XB), Scope("", "XB", PERIOD), today=NOW.date())
    assert hidden.marks == frozenset()
    reported("", OWN, level=Level.OWN)
    theirs = queries.stock_for(cast.officer(cast.RAPPORTEUR_XB), Scope("", "XB", PERIOD), today=NOW.date()).marks
    TakenStock.objects.filter(uid=uid).update(marks=sorted(theirs))

    with pytest.raises(NotFound):
        queries.report_for(cast.officer(cast.RAPPORTEUR_XA), uid)


def test_who_neither_keeps_forums_nor_approves_takes_no_stock() -> None:
    with pytest.raises(NotPermitted):
        taken(cast.ANALYST_XA, scope=Scope("", "XA", PERIOD))
    with pytest.raises(NothingToTake):
        taken(scope=Scope("", "XB", PERIOD))
    with pytest.raises(NothingToTake):
        taken(scope=Scope("", "XA", "2031-H1"))
    with pytest.raises(NotFound):
        taken(scope=Scope("e" * 32, "", PERIOD))


def test_the_files_of_a_report_are_made_of_the_report_alone_and_the_ledger_knows() -> None:
    space = forum()
    reported(space, SHOWN)
    uid, by = taken(scope=Scope(space, "", PERIOD)), cast.officer(cast.RAPPORTEUR_XA)
    told = json.loads(actions.take_file(by=by, uid=uid, form=Form.JSON, language="en", now=NOW))
    assert told["report"]["told"] == [{"item": ITEM, "by": ["XB"]}]
    with pytest.raises(FileNotReady):
        actions.take_file(by=by, uid=uid, form=Form.PDF, language="ar", now=NOW)

    document = laying.document_of(by, queries.report_for(by, uid), "ar")
    answer = {"pdf": b64encode(b"%PDF").decode(), "docx": b64encode(word.to_docx(document)).decode()}
    key = worked.key_of(actions.KIND, document)
    Worked.objects.create(
        key=key, kind=actions.KIND, inputs=document, asked_at=NOW, state=Worked.State.DONE, answer=answer
    )

    assert actions.take_file(by=by, uid=uid, form=Form.DOCX, language="ar", now=NOW).startswith(b"PK")
    assert 'dir="rtl"' in paper.to_html(document)
    assert LedgerEntry.objects.filter(event=Event.STOCK_EXPORTED).count() == 2


def test_a_report_whose_marks_do_not_admit_export_stays() -> None:
    space = forum()
    reported(space, SHOWN)
    uid, by = taken(scope=Scope(space, "", PERIOD)), cast.officer(cast.RAPPORTEUR_XA)
    kept = queries.report_for(by, uid)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE reader_mark SET uses = 3 WHERE reader_class = %s", [by.reader_class])

    assert not queries.may_leave(by, kept)
    with pytest.raises(StockKeptBack):
        actions.take_file(by=by, uid=uid, form=Form.JSON, language="en", now=NOW)


def test_the_pages_answer_and_keep_others_out() -> None:
    space = forum()
    client = cast.client(cast.RAPPORTEUR_XA)
    assert client.get(HOME).status_code == 200
    assert client.get(f"{HOME}?forum={space}&subject=XC&half=x").status_code == 422
    made = client.post(f"{HOME}take/", {"forum": space, "subject": "", "half": PERIOD})
    address = made["Location"]
    assert client.get(address).status_code == 200
    assert client.get(f"{address}json/")["Content-Disposition"].endswith('.json"')
    assert client.get(f"{address}nonsense/").status_code == 404

    assert cast.client(cast.RAPPORTEUR_XB).get(address).status_code == 404
    assert cast.client(cast.OUTSIDER).get(f"{HOME}?forum={space}").status_code == 404
    assert cast.client(cast.CARRIER_XC).get(HOME).status_code == 403
    assert client.get(f"{HOME}take/").status_code == 405
