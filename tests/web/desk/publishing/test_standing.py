"""What stands against who would take over a table, publish what is not there any more, or read what was taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.records import Published
from corridor.core.kernel.errors import NotFound
from corridor.core.publishing.codes import By, Counted, Kind, Step
from corridor.core.publishing.errors import CountedAnew, Isolating
from corridor.core.publishing.exchange import asked_document, content_from
from corridor.core.publishing.records import Asked
from corridor.web.base.published.secret import cell_key
from corridor.web.desk.publishing import actions, federated, protecting
from corridor.web.desk.publishing.models import FiguresRound, PublicTable
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.web.desk.publishing import told

pytestmark = pytest.mark.django_db
NOW = timezone.now
FIXED = Asked(Counted.DEAD_OR_MISSING, axes=(By.SEX,), since="2020-01", until="2022-12")
ROUND = "0" * 32
HEAD = "id,date,dead,missing,dead_or_missing,survivors,women,men,children,cause,country,route,lat,lon,quality,place"


def asked_round(asked: Asked = FIXED, *, node: str = "", authority: str = "XA-POL") -> FiguresRound:
    """Let a fixed table be asked for, by this node or by a partner."""
    document = asked_document(asked)
    return FiguresRound.objects.create(uid=ROUND, node=node, asked=document, authority=authority, made_at=NOW())


def figures_released() -> PublicTable:
    """Release this node's part of a fixed table that XA asked for."""
    told.deaths()
    asked_round()
    row = federated.count_for(by=cast.officer(cast.STATISTICIAN_XA), uid=ROUND, now=NOW())
    told.attacked(row)
    actions.propose(by=cast.officer(cast.STATISTICIAN_XA), uid=row.uid, number=1, now=NOW())
    row.refresh_from_db()
    return told.released(row)


def loaded(missing: tuple[int, int] = (5, 5)) -> Load:
    """Import a source of twelve incidents in two years, of each year so many missing in all, and return its load."""
    rows = [HEAD]
    for year, many in zip((2020, 2021), missing, strict=True):
        for month in range(1, 7):
            gone = many if month == 1 else 0
            rows.append(
                f"{len(rows)},{year}-0{month}-05,{20 + month},{gone},{20 + month + gone},3,3,{9 + month},0,"
                f"Drowning,Libya,Central Mediterranean,33.{month},13.{month},5,Sea"
            )
    content = "\n".join(rows).encode() + b"\n"
    by = cast.officer(cast.ANALYST_XA)
    return make.load(by, content, mapping="missing-migrants-reduced", preset="public", released="2022-01-10")


def test_only_the_authority_that_published_a_table_corrects_or_withdraws_it() -> None:
    told.deaths()
    row = told.published()
    other = cast.client(cast.ANALYST_XB)

    for act in ("correct", "withdraw"):
        assert other.post(f"/tables/{row.uid}/{act}/", {"why": "counted-wrongly"}).status_code == 404
    assert f"/{row.uid}/withdraw/" not in other.get(f"/tables/{row.uid}/1/").content.decode()
    with pytest.raises(NotFound):
        actions.make_table(
            by=cast.officer(cast.ANALYST_XB), asked=told.BY_SEX, now=NOW(), uid=row.uid, why="counted-wrongly"
        )
    assert PublicTable.objects.count() == 1


def test_figures_that_went_to_one_partner_are_read_by_no_other_authority_and_never_become_public() -> None:
    row = figures_released()
    own, other = cast.client(cast.STATISTICIAN_XA), cast.client(cast.ANALYST_XB)

    assert row.kind == Kind.FIGURES
    assert own.get(f"/tables/{row.uid}/1/").status_code == 200
    assert other.get(f"/tables/{row.uid}/1/").status_code == 404
    assert row.uid not in other.get("/tables/").content.decode()
    for browser in (own, other):
        for act in ("correct", "withdraw"):
            assert browser.post(f"/tables/{row.uid}/{act}/", {"why": "counted-wrongly"}).status_code == 404
    assert "/public/" not in own.get(f"/tables/{row.uid}/1/").content.decode().partition("<main")[2]
    assert Client().get(f"/public/en/tables/{row.uid}/").status_code == 404


@pytest.mark.parametrize(("node", "authority"), [("", "XA-POL"), ("XQ-POL", "XQ-POL")])
def test_a_round_is_decided_by_the_authority_that_asked_or_that_keeps_the_node(node: str, authority: str) -> None:
    told.deaths()
    asked_round(node=node, authority=authority)
    own, other = cast.client(cast.STATISTICIAN_XA), cast.client(cast.ANALYST_XB)

    for act in ("count", "refuse", "together"):
        assert other.post(f"/tables/nodes/{ROUND}/{act}/").status_code == 404
    assert ROUND not in other.get("/tables/nodes/").content.decode()
    assert ROUND in own.get("/tables/nodes/").content.decode()
    assert FiguresRound.objects.get().state == FiguresRound.State.OPEN


@pytest.mark.parametrize("year", ["2018", "2019"])
def test_a_partner_is_told_the_same_of_nobody_and_of_one(year: str) -> None:
    told.deaths()
    few = make.incident(occurred_on="2018-03-04", dead=None, dead_or_missing=("1", "1|female"), point=None)
    make.file(cast.officer(cast.ANALYST_XA), few)
    asked_round(replace(FIXED, since=f"{year}-01", until=f"{year}-12"))

    with pytest.raises(Isolating) as refused:
        federated.count_for(by=cast.officer(cast.STATISTICIAN_XA), uid=ROUND, now=NOW())

    assert refused.value.params["reason"] == "too-few"
    assert FiguresRound.objects.get().state == FiguresRound.State.REFUSED


@pytest.mark.store
def test_what_was_undone_since_it_was_counted_is_not_published() -> None:
    load = loaded()
    draft = told.drafted(replace(told.BY_SEX, axes=(By.PERIOD,)))
    told.attacked(draft)
    row = told.proposed()
    make.undo(cast.officer(cast.ANALYST_XA), load)

    with pytest.raises(CountedAnew):
        told.released(row)
    with pytest.raises(CountedAnew):
        actions.propose(by=cast.officer(cast.STATISTICIAN_XA), uid=draft.uid, number=1, now=NOW())
    assert not PublicTable.objects.filter(state=PublicTable.State.PUBLISHED).exists()


def test_what_was_filed_since_it_was_counted_is_not_left_out_of_a_publication() -> None:
    told.deaths()
    row = told.proposed()
    more = make.incident(occurred_on="2021-03-20", route="Western", dead=None, dead_or_missing=("30",), point=None)
    make.file(cast.officer(cast.ANALYST_XA), more)

    with pytest.raises(CountedAnew):
        told.released(row)


@pytest.mark.parametrize(("why", "status"), [("no-longer-protected", 410), ("source-corrected", 200)])
def test_figures_that_no_longer_protect_are_not_handed_out_any_more(why: str, status: int) -> None:
    told.deaths()
    row = told.published()
    by = cast.officer(cast.STATISTICIAN_XA)
    told.released(actions.propose_withdrawal(by=by, uid=row.uid, why=why, now=NOW()))

    browser = Client()
    assert browser.get(f"/public/en/tables/{row.uid}/").status_code == 200
    assert row.uid in browser.get("/public/en/tables/").content.decode()
    for address in (f"en/tables/{row.uid}/1/", f"files/{row.uid}.1.jws", f"files/{row.uid}.1.1.csv"):
        assert browser.get(f"/public/{address}").status_code == status
    assert cast.client(cast.ANALYST_XB).get(f"/tables/{row.uid}/1/").status_code == (404 if status == 410 else 200)
    assert row.uid in json.dumps(protecting.inputs_of(told.drafted())["ledger"])


@pytest.mark.store
def test_neither_the_key_of_rounding_nor_the_count_stays_with_the_work() -> None:
    told.deaths()
    row, other = told.drafted(), told.drafted(replace(told.BY_SEX, axes=(By.SEX,)))
    told.attacked(row, is_apart=True)
    told.attacked(other)
    kept = Worked.objects.all()
    assert kept.count() == 2
    assert not any(cell_key() in json.dumps([one.inputs, one.answer]) for one in kept)

    by = cast.officer(cast.STATISTICIAN_XA)
    actions.give_up(by=by, uid=other.uid, number=1, now=NOW())
    assert [one.inputs["tables"][0]["name"] for one in kept.all()] == [row.uid]
    actions.propose(by=by, uid=row.uid, number=1, now=NOW())
    told.released(row)
    assert not kept.all().exists()


def test_the_dead_the_missing_and_both_together_are_attacked_together() -> None:
    loaded(missing=(2, 3))
    shown = [told.published(Asked(Counted.DEAD_OR_MISSING))]
    second = told.drafted(Asked(Counted.DEAD))

    assert shown[0].uid in json.dumps(protecting.inputs_of(second)["ledger"])
    told.attacked(second)
    answer = protecting.answer_of(second)
    assert answer is not None
    if answer["is_safe"] and answer["published"]:
        assert not attack([*_tables(shown[0]), *protecting.read(answer["published"])]).found
        whole, dead = _tables(shown[0])[0], protecting.read(answer["published"])[0]
        both = [key for key, one in whole.cells.items() if one.value is not None and dead.cells[key].value is not None]
        assert not any(0 < (whole.cells[key].value or 0) - (dead.cells[key].value or 0) < 10 for key in both)


def test_two_tables_of_one_year_do_not_give_away_its_first_months() -> None:
    by = cast.officer(cast.ANALYST_XA)
    drafts = [
        make.incident(occurred_on=day, route=route, dead=None, dead_or_missing=(str(n), part), point=None)
        for day, route, n, part in (
            ("2021-02-03", "Western", 2, "2|female"),
            ("2021-03-03", "Western", 1, "1|female"),
            *((f"2021-{m:02d}-0{d}", "Western", 14 + d, f"{6 + d}|female") for m in range(4, 13) for d in (5, 7)),
        )
    ]
    make.file(by, *drafts)
    told.published(Asked(Counted.DEAD_OR_MISSING, axes=(By.SEX,), since="2021-01", until="2021-12"))
    by_month = Asked(
        Counted.DEAD_OR_MISSING, step=Step.MONTH, axes=(By.PERIOD, By.SEX), since="2021-04", until="2021-12"
    )
    row = told.drafted(by_month)
    told.attacked(row)

    answer = protecting.answer_of(row)
    assert answer is not None
    if answer["is_safe"] and answer["published"]:
        first = _tables(PublicTable.objects.get(state=PublicTable.State.PUBLISHED))[0]
        second = protecting.read(answer["published"])[0]
        for (sex,), shown in first.cells.items():
            later = second.cells[("_T", sex)].value
            assert shown.value is None or later is None or not 0 < shown.value - later < 10


def test_how_many_records_a_table_rests_on_is_published_as_a_band() -> None:
    told.deaths()
    row = told.drafted()
    exactly = row.counts["coverage"]["told"]
    told.attacked(row)
    by = cast.officer(cast.STATISTICIAN_XA)
    assert f"{exactly} records tell a figure" in cast.client(cast.STATISTICIAN_XA).get(_page(row)).content.decode()
    actions.propose(by=by, uid=row.uid, number=1, now=NOW())
    told.released(row)

    assert exactly == len(told.FIGURES)
    coverage = json.loads(bytes(PublicTable.objects.get().content or b""))["coverage"]
    assert set(coverage.values()) == {0, 10}
    for page in (f"/public/en/tables/{row.uid}/", f"/public/files/{row.uid}.1.1.csv"):
        shown = Client().get(page).content.decode()
        assert "10 to 99" in shown
        assert "fewer than 10" in shown.lower()
    assert "10 to 99 records tell a figure" in cast.client(cast.ANALYST_XB).get(_page(row)).content.decode()


def _page(row: PublicTable) -> str:
    return f"/tables/{row.uid}/{row.number}/"


def _tables(row: PublicTable) -> tuple[Published, ...]:
    row.refresh_from_db()
    return content_from(bytes(row.content or b"")).tables
