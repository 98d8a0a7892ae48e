"""Watches on a node: what is raised, for whom, and what becomes of it when its ground goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.handling.records import Marking
from corridor.core.watching.codes import Counted, Finding, Way
from corridor.core.watching.errors import SubjectUnclear, WatchesFull, WatchKnown
from corridor.core.watching.records import Subject
from corridor.core.watching.rules.spells import readings_of
from corridor.core.watching.rules.subjects import MOST
from corridor.demo.coast import NORTHERN, SOUTHERN
from corridor.demo.story import story
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.watch import actions, queries
from tests import cast, make

ROUTE = "Northern crossing"
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
USUAL = (40, 52, 44, 47, 39, 50, 46, 43, 48, 41, 45, 49)
SUBJECT = Subject(Counted.DETECTIONS, route=ROUTE)

pytestmark = pytest.mark.django_db


def told(by: Officer, month: str, detections: int, marking: Marking | None = None) -> None:
    """File what was counted on the route in a month."""
    said = {"series": "border-detections", "period": month, "route": ROUTE, "detections": str(detections)}
    make.file(by, make.draft(None, "SeriesObservation", **said), marked=marking, filed_on=f"{month}-28")


def year(by: Officer, last: int, marking: Marking | None = None) -> None:
    """File thirteen months of which the last stands out or not."""
    for month, detections in enumerate((*USUAL, last)):
        told(by, f"{2025 + month // 12}-{month % 12 + 1:02d}", detections, marking)


def begin(by: Officer, subject: Subject = SUBJECT, way: Way = Way.RISE, now: datetime = NOW) -> str:
    return actions.begin_watch(by=by, subject=subject, way=way, now=now)


def series(by: Officer, subject: Subject) -> Counter[str]:
    """Return what a watch counts for a reader, by month."""
    counted: Counter[str] = Counter()
    for one in queries.Reading(by, NOW.date()).series(subject).told:
        counted[one.month] += int(one.value)
    return +counted


def test_a_rise_beyond_normal_is_raised_once_and_stays_when_it_is_looked_at_again() -> None:
    by = cast.officer(cast.ANALYST_XA)
    year(by, 150)

    begin(by)
    actions.look(by=by, now=NOW)

    assert [(one.since, one.way, one.withdrawn_at) for one in queries.alerts_for(by)] == [("2026-01", "rise", None)]
    assert queries.watches_for(by).get().finding == Finding.RAISED


def test_what_a_reader_may_not_see_raises_nothing_for_that_reader() -> None:
    by, other = cast.officer(cast.ANALYST_XB), cast.officer(cast.ANALYST_XA)
    year(by, 45, make.marking("public", "XB-BRD"))
    told(by, "2026-01", 300, make.marking("own-authority", "XB-BRD"))

    begin(by)
    begin(other)

    assert queries.alerts_for(by).count() == 1
    assert queries.alerts_for(other).count() == 0
    assert series(other, SUBJECT)["2026-01"] == 45


@pytest.mark.store
@pytest.mark.parametrize("seed", range(2))
def test_a_series_is_a_function_of_what_its_reader_may_count(seed: int) -> None:
    random = Random(seed)
    expected: Counter[str] = Counter()
    for _ in range(16):
        owner = random.choice((cast.ANALYST_XA, cast.ANALYST_XB))
        preset = random.choice(("public", "own-authority"))
        month, dead = f"2025-{random.randint(1, 12):02d}", random.randint(1, 9)
        wreck = make.incident(None, occurred_on=f"{month}-05", route=random.choice((ROUTE, None)), dead=str(dead))
        make.file(cast.officer(owner), wreck, marked=make.marking(preset, owner.authority))
        if preset == "public" or owner is cast.ANALYST_XA:
            expected[month] += dead

    assert series(cast.officer(cast.ANALYST_XA), Subject(Counted.DEATHS)) == expected


@pytest.mark.store
def test_when_its_source_goes_an_alert_is_shown_as_withdrawn_and_stands_again_when_it_returns() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings", edition="landings")
    rows = [make.row(f"R-{month}-{n}", 1, f"2025-{month:02d}-10") for month in range(1, 13) for n in range(3)]
    make.load(by, make.table(rows), mapping="landings", released="2026-01-05")
    sudden = make.load(
        by,
        make.table([make.row(f"S-{n}", 1, "2026-01-10") for n in range(30)]),
        mapping="landings",
        released="2026-02-05",
    )
    begin(by, Subject(Counted.INCIDENTS))
    assert queries.alerts_for(by).get().withdrawn_at is None

    make.undo(by, sudden)
    actions.keep_up(by=by, now=NOW)
    gone = queries.alerts_for(by).get().withdrawn_at
    make.redo(by, sudden)
    actions.keep_up(by=by, now=NOW)

    assert gone == NOW
    assert queries.alerts_for(by).get().withdrawn_at is None


def test_old_months_that_are_loaded_late_and_at_once_are_named_and_raise_nothing() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings", edition="landings")
    day = {month: f"{2025 + month // 12}-{month % 12 + 1:02d}-10" for month in range(13)}
    rows = [make.row(f"R-{month}-{n}", 1, day[month]) for month in day for n in range(3 + month % 2)]
    make.load(by, make.table(rows), mapping="landings", released="2026-02-05")
    late = [
        make.row(f"L-{month}-{n}", 1, day[month]) for month in (2, 5, 9, 12) for n in range(1 if month < 12 else 40)
    ]
    make.load(by, make.table(late), mapping="landings", released="2026-06-20")

    begin(by, Subject(Counted.INCIDENTS), now=datetime(2026, 6, 21, tzinfo=UTC))

    assert queries.alerts_for(by).count() == 0
    assert queries.watches_for(by).get().finding == Finding.LATE_LOAD


def test_a_watch_belongs_to_one_officer_in_one_function_and_purpose() -> None:
    by = cast.officer(cast.ANALYST_XA)
    cast.grant(cast.ANALYST_XA, "analyst", "strategic-analysis")
    uid = begin(by)

    elsewhere = cast.client(cast.ANALYST_XA, purpose="strategic-analysis")
    others = cast.client(cast.INVESTIGATOR_XA)

    assert elsewhere.get(f"/watch/{uid}/").status_code == 404
    assert others.get(f"/watch/{uid}/").status_code == 404
    assert others.post(f"/watch/{uid}/end/").status_code == 404
    assert cast.client(cast.OVERSEER_XA).get("/watch/").status_code == 403
    assert cast.client(cast.ANALYST_XA).get(f"/watch/{uid}/").status_code == 200


def test_a_watch_is_begun_once_within_bounds_and_ended() -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = begin(by)

    with pytest.raises(WatchKnown):
        begin(by)
    with pytest.raises(SubjectUnclear):
        begin(by, Subject(Counted.DETECTIONS, place="morrin"))
    for number in range(MOST - 1):
        begin(by, Subject(Counted.INCIDENTS, place=f"place {number}"))
    with pytest.raises(WatchesFull):
        begin(by, Subject(Counted.DEATHS))
    actions.end_watch(by=by, uid=uid, now=NOW)

    assert queries.watches_for(by).count() == MOST - 1
    assert "morrin" not in " ".join(map(str, LedgerEntry.objects.values_list("detail", flat=True)))


def test_a_second_watch_of_the_same_is_refused_with_the_reason_and_a_link_to_the_first() -> None:
    browser = cast.client(cast.ANALYST_XA)
    asked = {"counted": "detections", "way": "rise"}
    first = browser.post("/watch/", asked).headers["Location"]

    again = browser.post("/watch/", asked)

    assert again.status_code == 409
    said = f'<a class="ds-link" href="{first}">You watch this already. Open the watch that is there.</a>'
    assert said in again.content.decode()


def test_a_place_cannot_be_narrowed_to_what_leaves_it() -> None:
    by = cast.officer(cast.FIELD_OFFICER_XA)
    where = {"place_text": "Morrin beach", "route": ROUTE, "country": "XB", "people": "30"}
    for day in ("2026-01-05", "2026-01-20", "2026-03-19"):
        for kind in ("interception", "movement", "other"):
            make.file(by, make.draft(None, "Incident", incident_kind=kind, occurred_on=day, **where))
    make.file(by, make.incident(None, occurred_on="2026-01-21", place_text="Morrin beach"))

    whole_place = [
        Subject(one, place=place) for one in (Counted.INCIDENTS, Counted.PEOPLE) for place in ("morrin", "BEACH")
    ]
    narrowed = [
        series(by, one)
        for place in whole_place
        for one in (
            place,
            replace(place, kind="interception"),
            replace(place, kind="movement"),
            replace(place, route=ROUTE),
            replace(place, country="XB"),
        )
    ]
    whole = series(by, Subject(Counted.INCIDENTS, route=ROUTE))

    assert {value for one in narrowed for value in one.values()} <= {1}
    assert whole == {"2026-01": 6}


def test_the_pages_of_a_watch_lead_to_its_evidence() -> None:
    browser = cast.client(cast.ANALYST_XA)
    year(cast.officer(cast.ANALYST_XA), 150)

    begun = browser.post("/watch/", {"counted": "detections", "way": "rise", "route": ROUTE})
    page = browser.get(begun["Location"]).content.decode()
    listed = browser.get("/watch/").content.decode()
    refused = browser.post("/watch/", {"counted": "method", "way": "rise"})

    assert "Month by month" in page
    assert "150" in page
    assert "/picture/?measure=detections&amp;since=2026-01&amp;until=2026-01&amp;route=Northern+crossing" in listed
    assert "More than normal" in listed
    assert (refused.status_code, b"Choose what is counted" in refused.content) == (422, True)
    assert (
        browser.get("/picture/?measure=detections&since=2026-01&until=2026-01&route=Northern+crossing").status_code
        == 200
    )


def test_a_print_tells_of_no_change_that_only_unprintable_items_make() -> None:
    by = cast.officer(cast.ANALYST_XA)
    year(by, 45)
    told(by, "2026-01", 300, make.marking("public", uses=Use.READ | Use.COUNT))
    begin(by)
    browser = cast.client(cast.ANALYST_XA)

    read = [browser.get(path).content.decode() for path in ("/watch/", "/")]
    printed = [browser.get(f"{path}?print=1").content.decode() for path in ("/watch/", "/")]

    assert ["More than normal" in page for page in (*read, *printed)] == [True, True, False, False]
    assert queries.alerts_for(by).get().withdrawn_at is None


def test_an_alert_is_set_aside_by_its_officer_alone() -> None:
    by = cast.officer(cast.ANALYST_XA)
    year(by, 150)
    begin(by)
    alert = queries.alerts_for(by).get()

    stranger = cast.client(cast.ANALYST_XB).post(f"/watch/alerts/{alert.uid}/seen/")
    own = cast.client(cast.ANALYST_XA).post(f"/watch/alerts/{alert.uid}/seen/")

    assert (stranger.status_code, own.status_code) == (404, 302)
    assert queries.alerts_for(by).get().seen_at is not None


def test_on_the_invented_story_the_shift_is_the_one_alert_and_nothing_else_is_raised() -> None:
    by = cast.officer(cast.ANALYST_XA)
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    for report in story().reports:
        if report.theme == "series":
            drafts = [draft for draft in report.drafts if draft.kind == "SeriesObservation"]
            make.file(by, *drafts, ref=report.ref, filed_on=report.filed_on, is_invented=True)

    for route in (NORTHERN, SOUTHERN, ""):
        begin(by, Subject(Counted.DETECTIONS, route=route, is_invented=True), now=now)

    (alert,) = queries.alerts_for(by)
    assert (alert.watch.route, alert.since, alert.way) == (SOUTHERN, "2025-03", "rise")
    assert alert.is_past


def priced(by: Officer, months: Sequence[str], amounts: Sequence[int], filed_on: str) -> None:
    """File in one report what was paid for the leg in some months."""
    said = {"price_kind": "paid", "price_unit": "person-leg", "leg": make.uid("leg")}
    fees = [
        make.draft(None, "Fee", fee=f"{amount}.00 EUR", occurred_on=month, **said)
        for month in months
        for amount in amounts
    ]
    make.file(by, *fees, filed_on=filed_on)


def test_prices_that_are_told_late_of_many_months_at_once_raise_nothing_and_are_labelled() -> None:
    by, subject = cast.officer(cast.ANALYST_XA), Subject(Counted.PRICE, route=ROUTE)
    make.file(by, make.draft("leg", "RouteLeg", from_place="Ashmar", to_place="Vell", route=ROUTE))
    usual, dear = (1000, 1100, 1050, 980), (4000, 4200, 4100, 4300, 4150)
    for month in range(12):
        priced(by, [f"2025-{month + 1:02d}"], [amount + 10 * month for amount in usual], f"2025-{month + 1:02d}-28")
    late = ("2025-10", "2025-11", "2025-12")

    def found(filed_on: str) -> dict[str, Finding]:
        priced(by, late, dear, filed_on)
        series = queries.Reading(by, NOW.date()).series(subject)
        return {one.month: one.finding for one in readings_of(series, Way.RISE)}

    labelled = found("2026-03-18")

    begin(by, subject)
    assert labelled["2025-10"] is Finding.LATE_LOAD
    assert Finding.RAISED not in labelled.values()
    assert queries.alerts_for(by).count() == 0
    assert Finding.RAISED in found("2025-12-30").values()
