"""Treaty status: on any day, with the as-of day of what is known, and with what cannot be so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.bases.codes import Consent, Form
from corridor.core.bases.exchange import table_read
from corridor.core.bases.records import Instrument, Sheet, Status
from corridor.core.treaties.codes import Change, Flaw, Stand
from corridor.core.treaties.records import Cell
from corridor.core.treaties.rules import cell_of, differences, participants
from tests.web.desk.imports.test_shared_files import SHARED

CONVENTION = Instrument(
    "convention",
    Form.CONVENTION,
    "Convention (invented)",
    {},
    "invented",
    in_force_on=date(2003, 9, 29),
    waits_days=30,
    opened_on=date(2000, 12, 12),
    signature_until=date(2002, 12, 12),
)
PROTOCOL = Instrument(
    "protocol",
    Form.CONVENTION,
    "Protocol (invented)",
    {},
    "invented",
    in_force_on=date(2004, 1, 28),
    waits_days=30,
    needs="convention",
    opened_on=date(2000, 12, 12),
    signature_until=date(2002, 12, 12),
)
BOTH = {"convention": CONVENTION, "protocol": PROTOCOL}
TOLD = date(2010, 1, 1)


def cell(
    status: Status | None, *, on: date = date(2009, 1, 1), one: Instrument = CONVENTION, beside: Status | None = None
) -> Cell:
    sheets = {one.code: [Sheet(one.code, TOLD, "list", (status,) if status else (), is_complete=True)]}
    if one is PROTOCOL:
        sheets["convention"] = [Sheet("convention", TOLD, "list", (beside,) if beside else (), is_complete=True)]
    return cell_of(one, "XA", on=on, instruments=BOTH, sheets=sheets)


PARTY = Status("XA", date(2001, 1, 1), date(2005, 1, 1))


@pytest.mark.parametrize(
    ("on", "stand"),
    [
        (date(2000, 12, 31), Stand.NOTHING),
        (date(2001, 1, 1), Stand.SIGNED),
        (date(2005, 1, 1), Stand.WAITING),
        (date(2005, 1, 31), Stand.BOUND),
    ],
)
def test_how_a_state_stood_on_a_past_day_is_worked_out_from_its_days(on: date, stand: Stand) -> None:
    assert cell(PARTY, on=on).stand is stand


def test_what_was_done_later_than_the_day_is_not_told() -> None:
    found = cell(PARTY, on=date(2003, 1, 1))
    assert (found.signed_on, found.consented_on, found.bound_on) == (date(2001, 1, 1), None, None)


def test_a_state_is_no_party_only_where_a_whole_list_leaves_it_out() -> None:
    assert cell(None).stand is Stand.NOTHING
    assert cell_of(CONVENTION, "XA", on=TOLD, instruments=BOTH, sheets={}).stand is Stand.UNKNOWN


def test_a_list_older_than_the_day_says_that_later_acts_are_not_known() -> None:
    assert cell(PARTY, on=TOLD + timedelta(days=1)).is_older
    assert not cell(PARTY, on=TOLD).is_older


def test_a_state_that_a_later_list_left_out_was_party_on_days_before() -> None:
    lists = [Sheet("convention", TOLD, "a", (PARTY,), True), Sheet("convention", date(2016, 1, 1), "b", (), True)]

    def stand(on: date) -> Stand:
        return cell_of(CONVENTION, "XA", on=on, instruments=BOTH, sheets={"convention": lists}).stand

    assert stand(date(2009, 1, 1)) is Stand.BOUND
    assert stand(date(2012, 1, 1)) is Stand.NOTHING


def test_a_withdrawal_counts_from_its_day() -> None:
    left = Status("XA", None, date(2005, 1, 1), denounced_from=date(2008, 1, 1))
    assert cell(left, on=date(2007, 12, 31)).stand is Stand.BOUND
    assert cell(left, on=date(2008, 1, 1)).stand is Stand.DENOUNCED


def test_a_party_to_the_protocol_that_is_none_to_the_convention_is_flagged() -> None:
    flags = [one.flaw for one in cell(PARTY, one=PROTOCOL, beside=Status("XA", date(2001, 1, 1))).flags]
    assert flags == [Flaw.ALONE]
    assert cell(PARTY, one=PROTOCOL, beside=PARTY).flags == ()
    assert cell(PARTY, one=PROTOCOL, on=date(2003, 1, 1)).flags == ()


def test_where_nothing_is_known_of_the_convention_nobody_is_flagged_for_it() -> None:
    sheets = {"protocol": [Sheet("protocol", TOLD, "list", (PARTY,), is_complete=True)]}
    assert cell_of(PROTOCOL, "XA", on=TOLD, instruments=BOTH, sheets=sheets).flags == ()


@pytest.mark.parametrize(
    ("status", "flaw"),
    [
        (Status("XA", date(2002, 1, 1), date(2001, 6, 1)), Flaw.SIGNED_AFTER_CONSENT),
        (Status("XA", date(2003, 1, 1), date(2005, 1, 1)), Flaw.SIGNED_LATE),
        (Status("XA", date(2000, 1, 1), date(2005, 1, 1)), Flaw.BEFORE_OPENING),
        (Status("XA", None, date(2005, 1, 1), in_force_on=date(2005, 1, 2)), Flaw.IN_FORCE_EARLY),
        (Status("XA", None, date(2005, 1, 1), denounced_from=date(2004, 1, 1)), Flaw.DENOUNCED_EARLY),
        (Status("XA", date(2001, 1, 1), date(2012, 1, 1)), Flaw.AFTER_THE_SHEET),
    ],
)
def test_days_that_speak_against_each_other_are_flagged(status: Status, flaw: Flaw) -> None:
    assert [one.flaw for one in cell(status, on=date(2015, 1, 1)).flags] == [flaw]


def test_a_state_that_succeeds_another_is_bound_from_days_before_its_own() -> None:
    assert cell(Status("XA", None, date(2000, 1, 1), Consent.SUCCESSION)).flags == ()


days = st.dates(date(1995, 1, 1), date(2020, 1, 1))


@settings(max_examples=40)
@given(st.builds(Status, st.just("XA"), st.none() | days, st.none() | days), days, days)
def test_once_party_a_state_stays_so_until_it_withdraws(status: Status, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    order = [Stand.NOTHING, Stand.SIGNED, Stand.WAITING, Stand.BOUND]
    assert order.index(cell(status, on=earlier).stand) <= order.index(cell(status, on=later).stand)


def test_a_later_list_says_who_is_new_changed_and_gone() -> None:
    before = Sheet("c", date(2009, 1, 1), "a", (Status("XA", date(2001, 1, 1)), Status("XB", date(2001, 1, 1))), True)
    after = Sheet("c", TOLD, "b", (PARTY, Status("XC", date(2001, 1, 1))), is_complete=True)
    told = [(one.state, one.change) for one in differences(before, after)]
    assert told == [("XA", Change.CHANGED), ("XB", Change.GONE), ("XC", Change.NEW)]
    assert [one.change for one in differences(before, Sheet("c", TOLD, "b", (PARTY,)))] == [Change.CHANGED]


@pytest.mark.shared
def test_the_depositarys_real_lists_hold_no_impossible_sequence_and_tell_who_was_bound() -> None:
    names = {"untoc": "18-12", "smuggling-protocol": "18-12-b", "refugee-convention": "5-2"}
    folder = SHARED / "treaties"
    known = shelf.instruments()
    sheets = {}
    for code, name in names.items():
        read = table_read((folder / f"un-treaty-status-{name}.csv").read_text("utf-8"), shelf.countries())
        sheets[code] = [Sheet(code, date(2015, 3, 1), "Depositary", read.statuses, is_complete=True)]

    def found(code: str) -> list[Cell]:
        states = participants({code: sheets[code]})
        return [
            cell_of(known[code], state, on=date(2013, 12, 31), instruments=known, sheets=sheets) for state in states
        ]

    # The Union is a party too and no State: its line is named and kept out.
    assert sum(one.stand is Stand.BOUND for one in found("untoc")) == 178
    assert sum(one.stand is Stand.BOUND for one in found("smuggling-protocol")) == 137
    assert [flag for code in names for one in found(code) for flag in one.flags] == []


def test_a_state_that_consented_anew_after_it_withdrew_is_bound_again() -> None:
    left = Status("XA", None, date(2005, 1, 1), denounced_from=date(2006, 1, 1))
    about = Sheet("convention", date(2006, 6, 1), "letter", (left,), is_complete=False)
    listed = Sheet("convention", TOLD, "list", (Status("XA", None, date(2008, 1, 1)),), is_complete=True)

    def stand(on: date) -> Stand:
        return cell_of(CONVENTION, "XA", on=on, instruments=BOTH, sheets={"convention": [about, listed]}).stand

    assert [stand(date(year, 6, 1)) for year in (2007, 2008)] == [Stand.DENOUNCED, Stand.BOUND]
