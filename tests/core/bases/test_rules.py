"""Legal bases: in force between two States on a day, or named with the reason; never made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.bases.codes import Consent, Form, Measure, Why
from corridor.core.bases.records import Answer, Instrument, Reservation, Sheet, Status
from corridor.core.bases.rules import bases_between, bound_from, rests_on

ASSISTANCE = Measure.MUTUAL_ASSISTANCE
TREATY = Instrument(
    code="treaty",
    form=Form.CONVENTION,
    title="A treaty",
    measures={ASSISTANCE: "18", Measure.EXTRADITION: "16"},
    source="its text",
    in_force_on=date(2003, 9, 29),
    waits_days=30,
)
AGREEMENT = Instrument(
    code="agreement",
    form=Form.AGREEMENT,
    title="An agreement",
    measures={ASSISTANCE: "2"},
    source="gazette",
    in_force_on=date(2010, 1, 1),
    parties=frozenset(("XA", "XB")),
)
BOTH = (Status("XA", consented_on=date(2004, 1, 1)), Status("XB", consented_on=date(2005, 1, 1)))
AS_OF = date(2015, 3, 1)
ON = date(2020, 6, 1)


def listed(*statuses: Status, as_of: date = AS_OF, is_complete: bool = True, of: str = "treaty") -> Sheet:
    return Sheet(of, as_of, "the depositary", statuses, is_complete)


def asked(
    *sheets: Sheet,
    on: date = ON,
    measure: Measure = ASSISTANCE,
    instruments: tuple[Instrument, ...] = (TREATY,),
    between: tuple[str, str] = ("XA", "XB"),
) -> Answer:
    known = {one.code: one for one in instruments}
    told = {code: [sheet for sheet in sheets if sheet.instrument == code] for code in known}
    return bases_between(*between, on=on, measure=measure, instruments=known, sheets=told)


def why(answer: Answer, code: str = "treaty") -> set[tuple[Why, str]]:
    return {
        (reason.why, reason.state) for one in answer.others if one.instrument.code == code for reason in one.reasons
    }


def test_a_treaty_carries_a_measure_from_the_day_on_which_both_are_bound() -> None:
    bound = date(2005, 1, 1) + timedelta(days=30)

    before, after = asked(listed(*BOTH), on=bound - timedelta(days=1)), asked(listed(*BOTH), on=bound)

    assert (before.bases, why(before)) == ((), {(Why.NOT_BOUND_YET, "XB")})
    assert (after.bases[0].article, after.bases[0].since, after.bases[0].as_of) == ("18", bound, AS_OF)


def test_without_any_list_of_participants_nothing_is_a_basis() -> None:
    answer = asked()

    assert answer.bases == ()
    assert why(answer) == {(Why.NO_STATUS, "XA"), (Why.NO_STATUS, "XB")}


def test_a_state_that_the_depositarys_list_leaves_out_is_not_party() -> None:
    answer = asked(listed(BOTH[0]))

    assert answer.bases == ()
    assert why(answer) == {(Why.NOT_PARTY, "XB")}


def test_a_sheet_about_one_state_says_nothing_of_another() -> None:
    assert why(asked(listed(BOTH[0], is_complete=False))) == {(Why.NO_STATUS, "XB")}


def test_a_signature_binds_nobody() -> None:
    assert why(asked(listed(BOTH[0], Status("XB", signed_on=date(2001, 1, 1))))) == {(Why.SIGNED_ONLY, "XB")}


def test_a_denunciation_ends_the_basis_on_the_day_on_which_it_has_effect() -> None:
    left = replace(BOTH[1], denounced_from=ON)

    assert asked(listed(BOTH[0], left), on=ON - timedelta(days=1)).bases
    assert why(asked(listed(BOTH[0], left), on=ON)) == {(Why.DENOUNCED, "XB")}


def test_a_reservation_that_excludes_the_measure_is_named_and_takes_the_basis_away() -> None:
    reserved = replace(BOTH[1], reservations=(Reservation("16(5)", frozenset((Measure.EXTRADITION,))),))
    sheet = listed(BOTH[0], reserved)

    answer = asked(sheet, measure=Measure.EXTRADITION)

    assert [(one.reasons[0].why, one.reasons[0].which) for one in answer.others] == [(Why.RESERVED, "16(5)")]
    assert asked(sheet).bases[0].reservations == (("XB", reserved.reservations[0]),)


def test_a_reservation_that_was_withdrawn_counts_until_that_day() -> None:
    held = Reservation("16(5)", frozenset((Measure.EXTRADITION,)), date(2005, 1, 1), ON)
    sheet = listed(BOTH[0], replace(BOTH[1], reservations=(held,)))

    assert not asked(sheet, measure=Measure.EXTRADITION, on=ON - timedelta(days=1)).bases
    assert asked(sheet, measure=Measure.EXTRADITION, on=ON).bases


def test_a_later_list_does_not_make_a_withdrawal_or_a_reservation_forgotten() -> None:
    held = (Reservation("16(5)", frozenset((Measure.EXTRADITION,))),)
    by_hand = listed(replace(BOTH[1], denounced_from=date(2016, 1, 1), reservations=held), is_complete=False)
    later = listed(*BOTH, as_of=date(2019, 1, 1))
    latest = listed(*BOTH, as_of=date(2019, 6, 1))

    answer = asked(by_hand, later, latest, measure=Measure.EXTRADITION)

    assert why(answer) == {(Why.DENOUNCED, "XB"), (Why.RESERVED, "XB")}


def test_a_later_sheet_about_the_state_itself_takes_the_place_of_what_was_known() -> None:
    left = listed(replace(BOTH[1], denounced_from=date(2016, 1, 1)), is_complete=False)
    back = listed(Status("XB", consented_on=date(2018, 1, 1)), as_of=date(2018, 6, 1), is_complete=False)

    assert asked(listed(*BOTH), left, back).bases


def test_an_agreement_that_lapsed_is_named() -> None:
    lapsed = replace(AGREEMENT, ended_on=date(2019, 1, 1))

    answer = asked(instruments=(lapsed,))

    assert [(one.reasons[0].why, one.reasons[0].on) for one in answer.others] == [(Why.ENDED, date(2019, 1, 1))]
    assert asked(instruments=(lapsed,), on=date(2018, 12, 31)).bases


def test_an_agreement_of_others_is_no_matter_of_these_two() -> None:
    answer = asked(instruments=(AGREEMENT,), between=("XA", "XC"))

    assert (answer.bases, answer.others) == ((), ())


def test_what_two_states_agreed_goes_before_what_many_did() -> None:
    answer = asked(listed(*BOTH), instruments=(TREATY, AGREEMENT))

    assert [one.instrument.code for one in answer.bases] == ["agreement", "treaty"]


def test_a_party_of_a_protocol_that_is_not_party_of_its_convention_is_not_bound_by_it() -> None:
    protocol = replace(TREATY, code="protocol", needs="treaty")
    statuses = listed(*BOTH, of="protocol")

    answer = asked(statuses, listed(BOTH[0]), instruments=(TREATY, protocol))

    assert why(answer, "protocol") == {(Why.NEEDS_ANOTHER, "XB")}
    assert len(asked(statuses, listed(*BOTH), instruments=(TREATY, protocol)).bases) == 2


def test_within_one_state_only_its_law_is_a_basis() -> None:
    law = replace(AGREEMENT, code="law", form=Form.NATIONAL_LAW, parties=frozenset(("XA",)))
    everything = (TREATY, AGREEMENT, law)

    within = asked(listed(*BOTH), instruments=everything, between=("XA", "XA"))
    across = asked(listed(*BOTH), instruments=everything)

    assert [one.instrument.code for one in within.bases] == ["law"]
    assert not rests_on(across, "law")


def test_what_forbids_the_measure_is_said_beside_what_carries_it() -> None:
    refuge = replace(TREATY, code="refuge", measures={}, bars={Measure.EXTRADITION: "33"})

    answer = asked(
        listed(*BOTH), listed(BOTH[0], of="refuge"), measure=Measure.EXTRADITION, instruments=(TREATY, refuge)
    )

    assert [(bar.article, bar.states, bar.unknown) for bar in answer.bars] == [("33", ("XA",), ())]
    assert rests_on(answer, "treaty")


def test_succession_binds_without_a_wait() -> None:
    succeeded = Status("XB", consented_on=date(2005, 1, 1), by=Consent.SUCCESSION)

    assert bound_from(TREATY, succeeded) == date(2005, 1, 1)


days = st.dates(date(1999, 1, 1), date(2030, 1, 1))
maybe = st.none() | days
statuses = st.builds(
    Status,
    state=st.sampled_from(["XA", "XB"]),
    signed_on=maybe,
    consented_on=maybe,
    by=st.sampled_from(Consent),
    denounced_from=maybe,
)
sheets = st.builds(
    listed, statuses, statuses, as_of=days, is_complete=st.booleans(), of=st.sampled_from(["treaty", "other"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(sheets, max_size=4), days)
def test_no_basis_is_ever_told_without_a_consent_of_both_states_that_binds_on_that_day(
    told: list[Sheet], on: date
) -> None:
    answer = asked(*told, on=on)

    for basis in answer.bases:
        consents = {
            (one.state, one.consented_on)
            for sheet in told
            if sheet.instrument == basis.instrument.code
            for one in sheet.statuses
            if one.consented_on is not None and one.consented_on <= on
        }
        assert {state for state, _ in consents} == {"XA", "XB"}
    assert bool(answer.bases) != bool(answer.others)


@settings(max_examples=60, deadline=None)
@given(st.lists(sheets, max_size=4), days)
def test_the_order_of_the_two_states_does_not_matter(told: list[Sheet], on: date) -> None:
    one, other = asked(*told, on=on), asked(*told, on=on, between=("XB", "XA"))

    assert [basis.instrument for basis in one.bases] == [basis.instrument for basis in other.bases]
    assert why(one) == why(other)


@pytest.mark.parametrize("code", sorted(shelf.instruments()))
def test_every_instrument_that_ships_says_where_it_stands_and_since_when(code: str) -> None:
    one = shelf.instruments()[code]

    assert one.source
    assert one.in_force_on is not None
    assert one.measures or one.bars
    assert one.needs in {"", *shelf.instruments()}


def test_what_ships_binds_invented_states_alone() -> None:
    told = {status.state for sheet in shelf.shipped_sheets() for status in sheet.statuses}

    assert told == {"XA", "XB", "XC"}
    assert all(shelf.instruments()[sheet.instrument].is_invented for sheet in shelf.shipped_sheets())
