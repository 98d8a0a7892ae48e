"""Values by what somebody chose, laid beside each other: nothing of a few, nothing hidden, and what was told stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from http import HTTPStatus

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Kind
from corridor.core.capacity.codes import Unit as Places
from corridor.core.capacity.records import Quantity
from corridor.core.disclosure.codes import State
from corridor.core.disclosure.records import Axis, Published, Shown
from corridor.core.indicators.codes import Per, Period
from corridor.core.indicators.records import Definition
from corridor.core.progress.codes import Computation, How, Level, Status, Uncomputed
from corridor.core.progress.errors import EntryIncomplete
from corridor.core.progress.records import Said, Value
from corridor.core.publishing.codes import By, Step
from corridor.core.publishing.codes import Counted as CountedPublicly
from corridor.core.publishing.codes import Kind as Publishing
from corridor.core.publishing.exchange import content_of, digest_of, payload_of
from corridor.core.publishing.records import Asked as AskedPublicly
from corridor.core.publishing.records import Coverage, Publication, Release
from corridor.core.series.codes import Counted
from corridor.core.series.records import Scope
from corridor.web.base.exchange import wire
from corridor.web.base.published import files
from corridor.web.desk.capacity import actions as capacity
from corridor.web.desk.capacity import delivering
from corridor.web.desk.displacement.models import PlannedMeasure
from corridor.web.desk.indicators import actions as indicators
from corridor.web.desk.progress import actions, computing, queries, sources
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.computing import Asked
from corridor.web.desk.progress.models import ProgressEntry
from tests import cast, make
from tests.web.desk.capacity import told as ledger
from tests.web.desk.indicators.test_indicators import border
from tests.web.desk.progress.test_state import focal
from tests.web.desk.publishing import told as tables

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_published() -> Iterator[None]:
    yield
    shutil.rmtree(files.folder(), ignore_errors=True)


NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
AFTER = datetime(2027, 1, 4, 9, tzinfo=UTC)
HALF = "2026-H1"
XA, FOCAL = cast.RAPPORTEUR_XA, cast.FOCAL_XA
TRAINING = Computation.TRAINING_GIVEN, Computation.TRAINING_RECEIVED
DEATHS, MEASURES, SHARE = "sdg-10.7.i1", "unodc-2024-p56a.i2", "g7-2024-III-09.i2"
ITEMS = {DEATHS: "sdg-10.7", MEASURES: "unodc-2024-p56a", SHARE: "g7-2024-III-09"}


def asked(indicator: str, source: str = "", level: Level = Level.OWN, period: str = HALF) -> Asked:
    return Asked(indicator, period, level, (), source)


def value(one: Asked, by: cast.Member = XA, *, now: datetime = NOW) -> object:
    """Return low and high of what is computed, or why nothing is."""
    found = computing.computed(cast.officer(by), one, now=now)
    return (found.low, found.high) if isinstance(found, Value) else found


def offered(by: cast.Member = XA) -> list[str]:
    return [token for token, _, _ in sources.offered_for(cast.officer(by))]


def writing(indicator: str, *values: Value, level: Level = Level.OWN, source: str = "") -> Writing:
    said = Said(ITEMS[indicator], Status.UNDER_WAY, (), "Ministry (invented)", "Counted.", values=values)
    return Writing(said, HALF, level, (), {indicator: source} if source else {})


def wreck(dead: str, day: str = "2026-02-01", route: str = "Northern", preset: str = "own-authority", *to: str) -> None:
    draft = make.incident(dead=dead, occurred_on=day, route=route, country="XA")
    make.file(cast.officer(cast.ANALYST_XA), draft, marked=make.marking(preset, "XA-POL", *to))


def defined(numerator: str, denominator: str = "", *, name: str = "Own figure") -> str:
    definition = Definition(name, "Something", numerator, denominator, Per.HUNDRED, Period.MONTH, "As it is told.")
    return f"own:{indicators.define(by=cast.officer(cast.ANALYST_XA), definition=definition, now=NOW)}"


# --- measures, needs and hand-overs ----------------------------------------------------------------------------------


def begun(number: int, checked: int, since: str = "2026-03") -> None:
    """File measures of XA, some of them approved after a harm check."""
    by = cast.officer(cast.ANALYST_XA)
    for place in range(number):
        draft = make.draft(f"{since}-{place}", "Measure", name=f"Patrol {place}", measure_kind="patrol", since=since)
        make.file(by, draft)
        if place < checked:
            PlannedMeasure.objects.create(
                uid=f"{place}".rjust(32, "0"),
                authority="XA-POL",
                preset="public",
                name="Patrol",
                kind="patrol",
                since=since,
                planned_by="xa.investigator",
                planned_at=NOW,
                review_on=date(2027, 1, 1),
                approved_by="xa.analyst",
                approved_at=NOW,
                thing=make.uid(f"{since}-{place}"),
            )


def test_of_measures_that_began_those_count_that_were_checked_before_they_were_approved() -> None:
    begun(9, 9, since="2026-01")
    assert value(asked(MEASURES)) is Uncomputed.TOO_FEW

    begun(3, 0)

    assert value(asked(MEASURES)) == (80, 80)  # nine of twelve, in steps of ten percent
    assert value(asked(MEASURES, level=Level.PUBLIC)) is Uncomputed.NOT_FOR_LEVEL
    assert value(asked(MEASURES, Computation.MEASURES_ASSESSED)) == (0, 0)
    assert value(asked(MEASURES), cast.RAPPORTEUR_XB) is Uncomputed.NOT_TOLD
    assert value(asked(DEATHS, Computation.MEASURES_BEGUN)) == (12, 12)


def test_a_need_counts_once_somebody_answered_it_and_a_hand_over_once_two_checks_stand() -> None:
    by = ledger.officer(cast.RAPPORTEUR_XA)
    late = "2026-H2"
    needs = [
        capacity.post(by=by, said=replace(ledger.NEED, title=f"Rafts {number}"), now=ledger.NOW) for number in range(11)
    ]
    offers = [
        capacity.post(by=by, said=replace(ledger.OFFER, title=f"Offer {number}"), now=ledger.NOW)
        for number in range(11)
    ]
    for need, offer in zip(needs[:10], offers, strict=False):
        capacity.match(by=by, need=need, offer=offer, now=ledger.NOW)

    answered = asked("som-art14-3.i1", period=late)
    assert value(answered, now=AFTER) == (10, 10)
    assert value(replace(answered, level=Level.PUBLIC), now=AFTER) == (10, 10)

    pledge = ledger.pledged(need=needs[10])
    handed = ledger.handed(pledge)
    checked = asked("g7-2024-III-06.i1", period=late)
    assert value(answered, now=AFTER) == (11, 11)
    assert value(checked, now=AFTER) == (0, 9)
    ledger.checked(pledge, handed)
    assert value(checked, now=AFTER) == (0, 9)
    assert value(replace(checked, level=Level.PUBLIC), now=AFTER) is Uncomputed.NOT_FOR_LEVEL


def trained(by: Officer, second: Officer, places: int) -> tuple[str, str]:
    """Return a pledge of places of training that two officers of a donor told, and what was handed over of it."""
    quantity = Quantity(Decimal(places), Places.PLACES)
    said = replace(ledger.PLEDGE, donors=(by.reader.authority,), kind=Kind.TRAINING, title="Course", quantity=quantity)
    pledge = capacity.pledge(by=by, said=said, now=ledger.NOW)
    capacity.confirm(by=second, uid=pledge, now=ledger.NOW)
    handed = delivering.hand_over(by=by, pledge=pledge, amount=Decimal(places), on=ledger.DAY, now=ledger.NOW)
    return pledge, handed


def delivered(by: Officer, second: Officer, pledge: str, handed: str) -> None:
    delivering.check(by=by, pledge=pledge, uid=handed, said=ledger.END_USE, now=ledger.NOW)
    delivering.check(by=second, pledge=pledge, uid=handed, said=ledger.RIGHTS, now=ledger.NOW)
    delivering.deliver(by=second, pledge=pledge, uid=handed, now=ledger.NOW)


def test_places_of_training_count_with_both_checks_and_once_for_two_donors_when_the_receiver_says_so() -> None:
    given, received = (asked("som-art14-1.i1", source, period="2026-H2") for source in TRAINING)
    mine = cast.officer(XA), cast.officer(FOCAL)
    first = trained(*mine, 24)
    assert (value(given, now=AFTER), value(received, cast.RAPPORTEUR_XB, now=AFTER)) == ((0, 9), (0, 9))

    delivered(*mine, *first)
    assert (value(given, now=AFTER), value(received, cast.RAPPORTEUR_XB, now=AFTER)) == ((24, 24), (24, 24))
    assert value(received, now=AFTER) is Uncomputed.NOT_TOLD
    assert value(given) is Uncomputed.NOT_OVER
    assert value(replace(given, level=Level.PUBLIC), now=AFTER) is Uncomputed.NOT_FOR_LEVEL

    theirs = cast.officer(cast.RAPPORTEUR_XC), focal("XC-POL")
    second = trained(*theirs, 25)
    delivered(*theirs, *second)
    assert (value(given, now=AFTER), value(received, cast.RAPPORTEUR_XB, now=AFTER)) == ((24, 24), (24, 49))
    receiver = cast.officer(cast.FOCAL_XB)
    capacity.judge(by=receiver, one=first[0], other=second[0], is_same=True, now=ledger.NOW)
    assert value(received, cast.RAPPORTEUR_XB, now=AFTER) == (24, 25)


# --- own definitions and published tables ----------------------------------------------------------------------------

ROUTE = "Northern crossing"
SCOPE = Scope(Counted.DETECTIONS, "border-detections", ROUTE, source="border-source", edition="border")
EARLIER = "2025-H1"


def test_an_indicator_that_the_authority_defined_is_summed_over_the_half_year_with_its_method_and_coverage() -> None:
    border(cast.officer(cast.ANALYST_XA))
    source = defined(SCOPE.key)

    found = computing.computed(cast.officer(XA), asked(DEATHS, source, Level.PUBLIC, EARLIER), now=NOW)

    assert isinstance(found, Value)
    assert (found.low, found.high, found.how) == (Decimal(109), Decimal(109), How.COMPUTED)
    assert "As it is told." in found.method
    assert "4 of 6 months" in found.method
    assert value(asked(SHARE, source, period=EARLIER)) is Uncomputed.OTHER_UNIT
    assert value(asked(DEATHS, source, period="2024-H1")) is Uncomputed.NOT_TOLD


def test_a_definition_goes_as_far_as_what_it_rests_on_and_is_unknown_to_another_authority() -> None:
    border(cast.officer(cast.ANALYST_XA), preset="own-authority")
    source = defined(SCOPE.key)

    assert value(asked(DEATHS, source, period=EARLIER)) == (109, 109)
    assert value(asked(DEATHS, source, Level.PUBLIC, EARLIER)) is Uncomputed.NOT_FOR_LEVEL
    assert value(asked(DEATHS, source, period=EARLIER), cast.RAPPORTEUR_XB) is Uncomputed.UNKNOWN
    assert source in offered()
    assert source not in offered(cast.RAPPORTEUR_XB)


def test_a_share_that_the_authority_defined_is_made_of_the_whole_half_year_and_of_nothing_less() -> None:
    months = [f"2025-{month:02d}" for month in range(1, 7)]
    rows = [(route, month, count) for month in months for route, count in ((ROUTE, "10"), ("Southern crossing", "30"))]
    border(cast.officer(cast.ANALYST_XA), tuple(rows))
    source = defined(SCOPE.key, replace(SCOPE, route="").key)

    assert value(asked(SHARE, source, Level.PUBLIC, EARLIER)) == (25, 25)
    assert value(asked(SHARE, source, Level.PUBLIC, "2025-H2")) is Uncomputed.NOT_TOLD
    assert value(asked(DEATHS, source, Level.PUBLIC, EARLIER)) is Uncomputed.OTHER_UNIT


def test_a_published_table_gives_its_protected_total_where_its_periods_make_up_the_half_year() -> None:
    for month in range(1, 7):
        for day in range(10, 16):
            wreck("4", day=f"2021-{month:02d}-{day}", preset="public")
    row = tables.published(AskedPublicly(CountedPublicly.DEAD_OR_MISSING, step=Step.QUARTER, axes=(By.PERIOD,)))
    yearly = tables.published()
    source = f"table:{row.uid}"

    assert source in offered(cast.RAPPORTEUR_XB)
    assert value(asked(DEATHS, source, Level.PUBLIC, "2021-H1"), cast.RAPPORTEUR_XB) == (144, 144)
    assert value(asked(DEATHS, source, Level.PUBLIC, "2019-H1")) is Uncomputed.OTHER_PERIOD
    assert value(asked(DEATHS, f"table:{yearly.uid}", Level.PUBLIC, "2021-H1")) is Uncomputed.OTHER_PERIOD
    assert value(asked(DEATHS, "table:" + "0" * 32)) is Uncomputed.UNKNOWN


# --- what was told before ---------------------------------------------------------------------------------------------


def fixed(quarter: str, shown: Shown) -> None:
    """Let a protection body's fixed tables of a quarter have been taken here."""
    key = Ed25519PrivateKey.generate()
    months = tuple(f"{quarter[:4]}-{3 * int(quarter[-1]) - left:02}" for left in (2, 1, 0))
    axis = Axis("month", (quarter,), None, {quarter: months})
    table = Published("referrals", (axis,), {(quarter,): shown}, counted="referrals")
    release = Release(make.uid(quarter), 1, "Protection node", "INT-MPA", "2026-05-15")
    content = content_of(Publication(kind=Publishing.FIXED, release=release, tables=(table,), coverage=Coverage()))
    payload = payload_of(content, {"of": digest_of(content), "found": 0})
    files.trust(key.public_key().public_bytes_raw(), "INT-MPA")
    name = files.name_of(release.uid, 1)
    files.keep(name, wire.signed(payload, key.private_bytes_raw(), files.TABLE))


def test_referrals_are_what_the_protection_body_published_of_both_quarters_and_nothing_else_is_known_of_them() -> None:
    source = "fixed:INT-MPA:referrals"
    fixed("2025-Q3", Shown(State.SHOWN, 14))
    assert source in offered()
    assert value(asked(DEATHS, source, Level.PUBLIC, "2025-H2")) is Uncomputed.NOT_TOLD

    fixed("2025-Q4", Shown(State.SHOWN, 20))
    assert value(asked(DEATHS, source, Level.PUBLIC, "2025-H2")) == (34, 34)

    fixed("2026-Q1", Shown(State.SHOWN, 14))
    fixed("2026-Q2", Shown(State.HIDDEN, None))
    assert value(asked(DEATHS, source, Level.PUBLIC, "2026-H1")) is Uncomputed.NOT_TOLD
    assert value(asked(DEATHS, "fixed:INT-MPA", Level.PUBLIC, "2025-H2")) is Uncomputed.UNKNOWN
    assert value(asked(DEATHS, "fixed:XB-PRO:referrals", Level.PUBLIC, "2025-H2")) is Uncomputed.UNKNOWN


def computed(one: Asked) -> Value:
    found = computing.outcome(cast.officer(XA), one, now=NOW)
    assert isinstance(found, computing.Outcome)
    return found.value


def approved(what: Writing, about: str = "") -> str:
    by: Officer = cast.officer(XA)
    row = actions.write(by=by, writing=what, about=about, now=NOW)
    actions.submit(by=by, about=row.about, now=NOW)
    actions.approve(by=cast.officer(FOCAL), about=row.about, now=NOW)
    return row.about


def dead(route: str = "") -> str:
    return defined(Scope(Counted.DEATHS, "", route).key, name=f"Dead, {route or 'all'}")


def test_two_own_definitions_cannot_be_subtracted_to_find_a_few() -> None:
    """The dead of all routes less those of one leave four: the second value is refused, in another entry as well."""
    wreck("25", route="Northern")
    wreck("4", route="Southern")
    every, north = dead(), dead("Northern")
    assert value(asked(DEATHS, every)) == (29, 29)
    assert value(asked(DEATHS, north)) == (25, 25)
    approved(writing(DEATHS, computed(asked(DEATHS, every)), source=every))

    assert value(asked(DEATHS, north)) is Uncomputed.GIVES_AWAY
    part = replace(computed(asked(DEATHS, north)), indicator="ga-2023-ctx-02.i1")
    said = replace(writing(DEATHS, part).said, item="ga-2023-ctx-02")
    with pytest.raises(EntryIncomplete, match="gives-away"):
        actions.write(by=cast.officer(XA), writing=Writing(said, HALF, Level.OWN, (), {part.indicator: north}), now=NOW)


def test_two_values_of_one_entry_are_laid_beside_each_other_before_either_is_told() -> None:
    wreck("25", route="Northern")
    wreck("4", route="Southern")
    every, north = dead(), dead("Northern")
    both = computed(asked(DEATHS, every)), replace(computed(asked(DEATHS, north)), indicator="ga-2023-ctx-02.i1")
    said = replace(writing(DEATHS, *both).said, answers=("ga-2023-ctx-02",))
    entry = Writing(said, HALF, Level.OWN, (), {DEATHS: every, "ga-2023-ctx-02.i1": north})

    found = dict(actions.problems_of(cast.officer(XA), entry, now=NOW))

    assert "gives-away" in found.values()


def test_a_recount_that_tells_of_two_more_is_refused_and_the_value_that_was_told_stays() -> None:
    wreck("25")
    told = computed(asked(DEATHS))
    about = approved(writing(DEATHS, told))
    wreck("2", day="2026-03-01")

    assert value(asked(DEATHS)) is Uncomputed.GIVES_AWAY
    again = approved(writing(DEATHS, told), about)

    entry = queries.versions_for(cast.officer(XA), again)[0]
    assert entry.said.values == (told,)
    assert entry.said.values[0].how is How.COMPUTED


def test_what_everybody_may_count_is_corrected_by_however_few() -> None:
    wreck("25", preset="public")
    approved(writing(DEATHS, computed(asked(DEATHS, level=Level.PUBLIC)), level=Level.PUBLIC))
    wreck("2", day="2026-03-01", preset="public")

    assert value(asked(DEATHS, level=Level.PUBLIC)) == (27, 27)


def test_a_value_for_the_own_authority_cannot_be_carried_into_an_entry_for_everybody() -> None:
    wreck("25")
    told = computed(asked(DEATHS))
    about = approved(writing(DEATHS, told))

    with pytest.raises(EntryIncomplete, match="not-for-level"):
        actions.write(by=cast.officer(XA), writing=writing(DEATHS, told, level=Level.PUBLIC), about=about, now=NOW)


def test_how_a_value_was_found_stays_with_the_node_and_goes_into_no_file() -> None:
    wreck("25", preset="public")
    about = approved(writing(DEATHS, computed(asked(DEATHS)), level=Level.PUBLIC))

    row = ProgressEntry.objects.get(about=about)
    assert row.content["computed"][DEATHS]["source"] == Computation.DEATHS_RECORDED
    assert b"deaths-recorded" not in bytes(row.signed or b"")


def test_what_only_single_functions_may_count_goes_into_no_entry_at_all() -> None:
    wreck("25", "2026-02-01", "Northern", "law-enforcement", "XB-BRD")

    assert value(asked(DEATHS), cast.ANALYST_XA) is Uncomputed.NOT_FOR_LEVEL
    assert value(asked(DEATHS)) is Uncomputed.NOT_TOLD


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_form_computes_what_is_chosen_and_the_entry_shows_told_and_today_side_by_side() -> None:
    wreck("25", preset="public")
    browser = cast.client(XA)
    form = {
        "item": ITEMS[DEATHS],
        "period": HALF,
        "status": "under-way",
        "level": "public",
        "responsible": "Ministry (invented)",
        "actions": "Counted.",
    }
    chosen = {"chosen-indicator": DEATHS, "chosen-source": "deaths-recorded", "compute": "chosen"}
    shown = browser.post("/commitments/progress/new/", {**form, **chosen}).content.decode()
    assert 'value="25"' in shown
    assert "the true number is higher" in shown or "so a least" in shown
    assert not ProgressEntry.objects.exists()

    refused = browser.post("/commitments/progress/new/", {**form, **chosen, "chosen-source": "measures-checked"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "another unit" in refused.content.decode()

    found = computed(asked(DEATHS, level=Level.PUBLIC))
    about = approved(writing(DEATHS, found, level=Level.PUBLIC))
    wreck("3", day="2026-03-01", preset="public")
    page = f"/commitments/progress/{about}/"
    plain, beside = browser.get(page).content.decode(), browser.get(f"{page}?compute=1").content.decode()
    assert "Compute again today" in plain
    assert "differs" not in plain
    assert "differs" in beside
    assert "28" in beside
    other = cast.client(cast.RAPPORTEUR_XB).get(f"{page}?compute=1").content.decode()
    assert "differs" not in other
    assert queries.versions_for(cast.officer(XA), about)[0].said.values[0].low == Decimal(25)
