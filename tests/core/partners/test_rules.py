"""What may go to a partner: nothing personal by default, never more than people, basis and assessment allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.partners.codes import OF_IDENTIFIERS, PERSONAL, WITHOUT_CONTENT, Content, Finding, Refusal
from corridor.core.partners.errors import (
    AboveCeiling,
    AssessmentCloses,
    BasisGone,
    NotToPartner,
    PartnerSuspended,
    PurposeNeeded,
)
from corridor.core.partners.records import Assessment, Ceiling, Dealings, Outgoing
from corridor.core.partners.rules import (
    LONGEST_CEILING,
    LONGEST_REVIEW,
    admitted,
    assessment_problems,
    ceiling_problems,
    check_may_go,
    content_of,
    refusals,
)

TODAY = date(2027, 5, 1)
PURPOSE = "detection-and-investigation"
CEILING = Ceiling(
    contents=frozenset(Content),
    purposes=frozenset((PURPOSE,)),
    measure="police-information",
    basis="treaty",
    until=TODAY + timedelta(days=100),
    reference="LEG-7",
)
ASSESSMENT = Assessment(Finding.ACCEPTABLE, TODAY - timedelta(days=10), TODAY + timedelta(days=100), "HR-3")
OPEN = Dealings("XB-NAT", CEILING, ASSESSMENT, basis_stands=True)
PERSONS = Outgoing("release", PURPOSE, is_personal=True)
PLAIN = Outgoing("release", PURPOSE, is_personal=False)


def test_without_a_ceiling_only_what_tells_of_nobody_goes_and_only_for_a_purpose() -> None:
    fresh = Dealings("XB-NAT")

    assert check_may_go(fresh, PLAIN, today=TODAY) == "none"
    with pytest.raises(PurposeNeeded):
        check_may_go(fresh, replace(PLAIN, purpose=""), today=TODAY)
    with pytest.raises(AboveCeiling, match="ceiling-missing"):
        check_may_go(fresh, PERSONS, today=TODAY)


def test_persons_go_under_a_ceiling_with_a_basis_and_an_assessment_in_time() -> None:
    assert check_may_go(OPEN, PERSONS, today=TODAY) == "treaty"


@pytest.mark.parametrize(
    ("changed", "error", "why"),
    [
        ({"is_suspended": True}, PartnerSuspended, Refusal.SUSPENDED),
        ({"ceiling": replace(CEILING, until=TODAY)}, AboveCeiling, Refusal.CEILING_EXPIRED),
        ({"ceiling": replace(CEILING, is_ended=True)}, AboveCeiling, Refusal.CEILING_EXPIRED),
        (
            {"ceiling": replace(CEILING, contents=frozenset((Content.IDENTIFIERS,)))},
            AboveCeiling,
            Refusal.ABOVE_CEILING,
        ),
        ({"ceiling": replace(CEILING, purposes=frozenset(("research",)))}, AboveCeiling, Refusal.PURPOSE_ABOVE_CEILING),
        ({"basis_stands": False}, BasisGone, Refusal.BASIS_NOT_IN_FORCE),
        ({"assessment": None}, AssessmentCloses, Refusal.ASSESSMENT_MISSING),
        ({"assessment": replace(ASSESSMENT, review_on=TODAY)}, AssessmentCloses, Refusal.ASSESSMENT_OVERDUE),
        (
            {"assessment": replace(ASSESSMENT, finding=Finding.SERIOUS_RISK)},
            AssessmentCloses,
            Refusal.ASSESSMENT_ADVERSE,
        ),
    ],
)
def test_each_thing_that_is_missing_closes_the_way_and_says_so(
    changed: dict[str, object], error: type[NotToPartner], why: Refusal
) -> None:
    dealings = replace(OPEN, **changed)  # type: ignore[arg-type]  # fields of the record

    assert refusals(dealings, PERSONS, today=TODAY) == {why}
    with pytest.raises(error) as refused:
        check_may_go(dealings, PERSONS, today=TODAY)
    assert "XB-NAT" in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("kind", [*sorted(WITHOUT_CONTENT), *sorted(OF_IDENTIFIERS), "release", "alert", "question"])
def test_nothing_of_any_kind_goes_to_a_suspended_partner(kind: str) -> None:
    with pytest.raises(PartnerSuspended):
        check_may_go(replace(OPEN, is_suspended=True), Outgoing(kind, PURPOSE, is_personal=False), today=TODAY)


@pytest.mark.parametrize("kind", sorted(WITHOUT_CONTENT))
def test_what_makes_a_partner_hold_less_goes_without_a_ceiling(kind: str) -> None:
    over = replace(OPEN, ceiling=replace(CEILING, contents=frozenset(), until=TODAY))

    assert check_may_go(over, Outgoing(kind, "", is_personal=False), today=TODAY) == "none"


def test_keys_made_from_identifiers_need_a_ceiling_that_admits_identifiers() -> None:
    blinded = Outgoing("match-question", PURPOSE, is_personal=False)

    assert check_may_go(OPEN, blinded, today=TODAY) == "treaty"
    with pytest.raises(AboveCeiling):
        check_may_go(Dealings("XB-NAT", assessment=ASSESSMENT), blinded, today=TODAY)


def test_a_ceiling_that_closed_everything_does_not_open_when_it_is_over() -> None:
    closed = replace(OPEN, ceiling=replace(CEILING, contents=frozenset(), until=TODAY))

    assert refusals(closed, PLAIN, today=TODAY) == {Refusal.ABOVE_CEILING}
    assert admitted(closed, TODAY) == frozenset()


ceilings = st.builds(
    replace,
    st.just(CEILING),
    contents=st.frozensets(st.sampled_from(Content)),
    purposes=st.frozensets(st.sampled_from([PURPOSE, "research"])),
    until=st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
    is_ended=st.booleans(),
)
assessments = st.builds(
    replace,
    st.just(ASSESSMENT),
    finding=st.sampled_from(Finding),
    review_on=st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3)),
)
dealings = st.builds(
    Dealings,
    st.just("XB-NAT"),
    st.none() | ceilings,
    st.none() | assessments,
    st.booleans(),
    st.booleans(),
)
goings = st.builds(
    Outgoing,
    st.sampled_from(["release", "alert", "match-set", "answer"]),
    st.sampled_from(["", PURPOSE, "research"]),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(dealings, goings)
def test_whatever_goes_is_admitted_on_the_page_too(how: Dealings, going: Outgoing) -> None:
    if not refusals(how, going, today=TODAY):
        assert content_of(going) in admitted(how, TODAY)


@settings(max_examples=150, deadline=None)
@given(dealings, goings, st.integers(0, 10))
def test_time_alone_opens_nothing(how: Dealings, going: Outgoing, later: int) -> None:
    if refusals(how, going, today=TODAY):
        assert refusals(how, going, today=TODAY + timedelta(days=later))


@settings(max_examples=100, deadline=None)
@given(dealings, goings)
def test_what_one_person_can_do_alone_opens_nothing(how: Dealings, going: Outgoing) -> None:
    alone = [replace(how, is_suspended=True)]
    if how.ceiling is not None:
        alone.append(replace(how, ceiling=replace(how.ceiling, is_ended=True)))
    if how.assessment is not None:
        alone.append(replace(how, assessment=replace(how.assessment, finding=Finding.SERIOUS_RISK)))

    for after in alone:
        assert bool(refusals(after, going, today=TODAY)) >= bool(refusals(how, going, today=TODAY))
        assert admitted(after, TODAY) <= admitted(how, TODAY)


@settings(max_examples=60, deadline=None)
@given(dealings)
def test_nothing_personal_goes_where_no_ceiling_was_confirmed(how: Dealings) -> None:
    assert not admitted(replace(how, ceiling=None), TODAY) & PERSONAL


def problems(**changed: object) -> dict[str, str]:
    one = replace(CEILING, **changed)  # type: ignore[arg-type]  # fields of the record
    bases = [("police-information", "treaty")]
    return dict(ceiling_problems(one, purposes=(PURPOSE,), bases=bases, today=TODAY))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"purposes": frozenset()}, "purposes"),
        ({"purposes": frozenset(("administration",))}, "purposes"),
        ({"basis": ""}, "basis"),
        ({"basis": "lapsed"}, "basis"),
        ({"measure": "extradition"}, "basis"),
        ({"reference": ""}, "reference"),
        ({"until": TODAY}, "until"),
        ({"until": TODAY + LONGEST_CEILING + timedelta(days=1)}, "until"),
    ],
)
def test_a_ceiling_that_does_not_say_what_it_must_is_refused_at_its_field(
    changed: dict[str, object], field: str
) -> None:
    assert list(problems(**changed)) == [field]


def test_a_ceiling_that_opens_nothing_personal_needs_no_basis() -> None:
    plain = frozenset((Content.NON_PERSONAL,))

    assert problems(contents=plain, basis="", measure="", purposes=frozenset()) == {}
    assert problems() == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reference": "x\u202e"}, "reference"),
        ({"made_on": TODAY + timedelta(days=1)}, "made_on"),
        ({"review_on": ASSESSMENT.made_on}, "review_on"),
        ({"review_on": ASSESSMENT.made_on + LONGEST_REVIEW + timedelta(days=1)}, "review_on"),
    ],
)
def test_an_assessment_that_does_not_fit_together_is_refused_at_its_field(
    changed: dict[str, object], field: str
) -> None:
    one = replace(ASSESSMENT, **changed)  # type: ignore[arg-type]  # fields of the record

    assert list(dict(assessment_problems(one, today=TODAY))) == [field]
    assert assessment_problems(ASSESSMENT, today=TODAY) == ()
