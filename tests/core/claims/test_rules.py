"""What a claim keeps closed, and that nothing but the asylum body's last word opens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.claims.codes import ActKind, Answer, ClaimKind, Closed, Standing, StepKind
from corridor.core.claims.errors import (
    ActNotOpen,
    ClaimBackdated,
    ClaimInFuture,
    EraserNeeded,
    EraserReturns,
    RemedyTooShort,
    SecondPersonNeeded,
    StepClosed,
)
from corridor.core.claims.records import Answers, Claim, ClaimAct, PersonFile
from corridor.core.claims.rules import (
    ERASING,
    check_act,
    check_erasing,
    check_recording,
    check_step,
    is_erased,
    is_overdue,
    refusals,
    standing,
)

NOW = datetime(2030, 3, 10, 12, tzinfo=UTC)
TODAY = NOW.date()
ASKED = Answers(right_told_on=TODAY, notice_wished=Answer.YES, fears_return=Answer.NO)

days = st.dates(date(2029, 1, 1), date(2031, 12, 31))
moments = st.datetimes(datetime(2029, 1, 1), datetime(2031, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
acts = st.builds(
    ClaimAct,
    kind=st.sampled_from(ActKind),
    at=moments,
    by=st.sampled_from(("a", "b", "c")),
    final_on=st.none() | days,
    counselled_on=st.none() | days,
)
claims = st.builds(
    Claim,
    ref=st.just("C-0"),
    kind=st.sampled_from(ClaimKind),
    said_on=days,
    recorded_at=moments,
    acts=st.lists(acts, max_size=5).map(tuple),
)
answers = st.builds(
    Answers,
    right_told_on=st.none() | days,
    notice_wished=st.sampled_from(Answer),
    fears_return=st.sampled_from(Answer),
)
files = st.builds(PersonFile, claims=st.lists(claims, max_size=4).map(tuple), answers=answers, is_whole=st.booleans())
steps = st.sampled_from(StepKind)


def claim(*done: ClaimAct) -> Claim:
    return Claim("C-1", ClaimKind.ASKS_PROTECTION, TODAY, NOW, done)


def did(kind: ActKind, by: str = "first", **more: date) -> ClaimAct:
    return ClaimAct(kind, NOW, by, **more)


ACKNOWLEDGED = did(ActKind.ACKNOWLEDGED)


@given(files, claims, steps, days)
def test_one_more_claim_never_opens_a_step(file: PersonFile, more: Claim, step: StepKind, on: date) -> None:
    assert refusals(step, file, on=on) <= refusals(step, replace(file, claims=(*file.claims, more)), on=on)


@given(files, claims, steps, days)
def test_a_claim_just_written_down_closes_every_step(file: PersonFile, more: Claim, step: StepKind, on: date) -> None:
    with_it = replace(file, claims=(replace(more, acts=()), *file.claims))

    assert Closed.PROTECTION_OPEN in refusals(step, with_it, on=on)


@given(claims, st.permutations(tuple(ActKind)), days)
def test_without_a_refusal_or_a_withdrawal_heard_and_confirmed_no_order_of_acts_ends_a_claim(
    one: Claim, kinds: list[ActKind], on: date
) -> None:
    ending = {ActKind.REFUSED, ActKind.WITHDRAWAL_CONFIRMED}
    done = tuple(ClaimAct(kind, one.recorded_at, "a", on, on) for kind in kinds if kind not in ending)

    assert standing(replace(one, acts=done), on=on) is not Standing.ENDED


@given(claims, days)
def test_one_officer_alone_never_ends_a_claim_by_a_withdrawal(one: Claim, on: date) -> None:
    alone = tuple(replace(act, by="a") for act in one.acts if act.kind is not ActKind.REFUSED)

    assert standing(replace(one, acts=alone), on=on) is not Standing.ENDED


@given(claims, days)
def test_protection_that_was_granted_is_never_ended_by_a_later_act(one: Claim, on: date) -> None:
    granted = (ClaimAct(ActKind.GRANTED, one.recorded_at, "a"), *one.acts)

    assert standing(replace(one, acts=granted), on=on) is Standing.GRANTED


@given(files, steps, days)
def test_a_file_that_is_not_whole_opens_nothing(file: PersonFile, step: StepKind, on: date) -> None:
    assert refusals(step, replace(file, is_whole=False), on=on)


@given(files, steps, days)
def test_who_was_not_asked_about_fear_of_return_is_not_returned(file: PersonFile, step: StepKind, on: date) -> None:
    not_asked = replace(file, answers=replace(file.answers, fears_return=Answer.NOT_ASKED))

    assert Closed.FEAR_NOT_ASKED in refusals(step, not_asked, on=on)


@given(files, days)
def test_the_consulate_is_told_only_on_the_wish_of_a_person_who_knows_the_right(file: PersonFile, on: date) -> None:
    if not refusals(StepKind.CONSULAR_NOTICE, file, on=on):
        assert file.answers.notice_wished is Answer.YES
        assert file.answers.right_told_on is not None
        assert all(standing(one, on=on) is Standing.ENDED for one in file.claims)


def test_a_step_is_open_for_somebody_who_was_asked_and_claims_nothing() -> None:
    for step in StepKind:
        check_step(step, PersonFile(answers=ASKED), on=TODAY)


@pytest.mark.parametrize("wish", [Answer.NO, Answer.NOT_ASKED])
def test_the_consulate_is_not_told_without_a_wish(wish: Answer) -> None:
    file = PersonFile(answers=replace(ASKED, notice_wished=wish))

    with pytest.raises(StepClosed):
        check_step(StepKind.CONSULAR_NOTICE, file, on=TODAY)


def test_a_refusal_ends_a_claim_only_when_the_time_for_a_remedy_is_over() -> None:
    final = TODAY + timedelta(days=14)
    refused = claim(ACKNOWLEDGED, did(ActKind.REFUSED, final_on=final))

    assert standing(refused, on=final - timedelta(days=1)) is Standing.OPEN
    assert standing(refused, on=final) is Standing.ENDED


def test_a_remedy_opens_a_refused_claim_again() -> None:
    final = TODAY + timedelta(days=14)
    refused = claim(ACKNOWLEDGED, did(ActKind.REFUSED, final_on=final), did(ActKind.REMEDY_LODGED))

    assert standing(refused, on=final + timedelta(days=900)) is Standing.OPEN


def test_a_withdrawal_needs_counsel_and_two_officers() -> None:
    heard = did(ActKind.WITHDRAWAL_HEARD, counselled_on=TODAY)

    assert standing(claim(heard, did(ActKind.WITHDRAWAL_CONFIRMED, "first")), on=TODAY) is Standing.OPEN
    assert standing(claim(heard, did(ActKind.WITHDRAWAL_CONFIRMED, "second")), on=TODAY) is Standing.ENDED
    assert (
        standing(claim(did(ActKind.WITHDRAWAL_HEARD), did(ActKind.WITHDRAWAL_CONFIRMED, "second")), on=TODAY)
        is Standing.OPEN
    )


@given(moments, moments, days)
def test_time_never_goes_back(now: datetime, last: datetime, said_on: date) -> None:
    if said_on > now.date():
        with pytest.raises(ClaimInFuture):
            check_recording(said_on=said_on, now=now, last=last)
    elif now < last:
        with pytest.raises(ClaimBackdated):
            check_recording(said_on=said_on, now=now, last=last)
    else:
        check_recording(said_on=said_on, now=now, last=last)


@pytest.mark.parametrize(
    ("before", "act", "refused"),
    [
        ((), did(ActKind.GRANTED), ActNotOpen),
        ((ACKNOWLEDGED,), did(ActKind.ACKNOWLEDGED), ActNotOpen),
        ((ACKNOWLEDGED,), did(ActKind.REFUSED), RemedyTooShort),
        ((ACKNOWLEDGED,), did(ActKind.REFUSED, final_on=TODAY + timedelta(days=6)), RemedyTooShort),
        ((ACKNOWLEDGED,), did(ActKind.WITHDRAWAL_HEARD), ActNotOpen),
        ((ACKNOWLEDGED,), did(ActKind.WITHDRAWAL_HEARD, counselled_on=TODAY + timedelta(days=1)), ActNotOpen),
        ((ACKNOWLEDGED,), did(ActKind.WITHDRAWAL_CONFIRMED, "second"), SecondPersonNeeded),
        (
            (ACKNOWLEDGED, did(ActKind.WITHDRAWAL_HEARD, counselled_on=TODAY)),
            did(ActKind.WITHDRAWAL_CONFIRMED),
            SecondPersonNeeded,
        ),
        ((ACKNOWLEDGED, did(ActKind.GRANTED)), did(ActKind.REFUSED, final_on=TODAY + timedelta(days=30)), ActNotOpen),
        ((ACKNOWLEDGED, did(ActKind.ERASURE_ASKED)), did(ActKind.PARTICULARS_ERASED, "second"), ActNotOpen),
    ],
)
def test_an_act_that_does_not_fit_is_refused(
    before: tuple[ClaimAct, ...], act: ClaimAct, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        check_act(claim(*before), act)


@given(files, steps, days, st.integers(0, 5), st.sampled_from(sorted(ERASING)), moments)
def test_an_erasure_of_particulars_opens_and_closes_nothing(
    file: PersonFile, step: StepKind, on: date, place: int, kind: ActKind, at: datetime
) -> None:
    erased = tuple(
        replace(one, acts=(*one.acts[:place], ClaimAct(kind, at, "c"), *one.acts[place:])) for one in file.claims
    )

    assert refusals(step, replace(file, claims=erased), on=on) == refusals(step, file, on=on)


@given(claims, acts, st.sets(st.sampled_from(("a", "b", "c"))))
def test_particulars_are_erased_by_two_who_took_no_step_for_the_person_or_not_at_all(
    one: Claim, act: ClaimAct, returning: set[str]
) -> None:
    try:
        check_erasing(one, act, returning=returning)
    except (ActNotOpen, EraserNeeded, EraserReturns):
        return

    assert act.kind in ERASING
    assert act.by not in returning
    assert not is_erased(one)
    asked = {before.by for before in one.acts if before.kind is ActKind.ERASURE_ASKED}
    assert asked - {act.by} if act.kind is ActKind.PARTICULARS_ERASED else not asked


@pytest.mark.parametrize(
    ("before", "act", "refused"),
    [
        ((), did(ActKind.ERASURE_ASKED), ActNotOpen),
        ((ACKNOWLEDGED,), did(ActKind.PARTICULARS_ERASED), EraserNeeded),
        ((ACKNOWLEDGED, did(ActKind.ERASURE_ASKED)), did(ActKind.PARTICULARS_ERASED), EraserNeeded),
        ((ACKNOWLEDGED, did(ActKind.ERASURE_ASKED)), did(ActKind.ERASURE_ASKED, "second"), ActNotOpen),
        ((ACKNOWLEDGED, did(ActKind.ERASURE_ASKED)), did(ActKind.PARTICULARS_ERASED, "returner"), EraserReturns),
        ((ACKNOWLEDGED,), did(ActKind.GRANTED), ActNotOpen),
    ],
)
def test_an_erasure_that_does_not_fit_is_refused(
    before: tuple[ClaimAct, ...], act: ClaimAct, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        check_erasing(claim(*before), act, returning=("returner",))


def test_particulars_are_erased_wherever_the_claim_stands() -> None:
    for before in ((), (did(ActKind.GRANTED),), (did(ActKind.REFUSED, final_on=TODAY),)):
        asked = (ACKNOWLEDGED, *before, did(ActKind.ERASURE_ASKED))
        check_erasing(claim(*asked), did(ActKind.PARTICULARS_ERASED, "second"), returning=())


def test_a_claim_is_overdue_after_a_day_without_an_acknowledgement() -> None:
    assert not is_overdue(claim(), now=NOW + timedelta(hours=24))
    assert is_overdue(claim(), now=NOW + timedelta(hours=24, minutes=1))
    assert not is_overdue(claim(ACKNOWLEDGED), now=NOW + timedelta(days=9))
