"""The decisions of handling, by example and by property."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.handling.codes import ALL_USES, UNSEEN_USES, Audience, Flaw, Refusal, Use
from corridor.core.handling.errors import EquivalenceMissing, MarkingInvalid, UseRefused
from corridor.core.handling.records import Marking, Reader, SchemeCode
from corridor.core.handling.rules import check_marking, check_use, decide, equivalent, flaws, reaches, uses_for
from tests.core.handling import make
from tests.core.handling.make import (
    AMBER,
    CLEAR,
    DESTINATION,
    GREEN,
    H0,
    H1,
    H2,
    H3,
    ORIGIN,
    RED,
    SCHEMES,
    STRICT,
    TRANSIT,
    C,
    P,
    marking,
    reader,
)


def uses(who: Reader, under: Marking) -> Use:
    return uses_for(who, under, SCHEMES)


def reasons(who: Reader, use: Use, under: Marking) -> frozenset[Refusal]:
    return decide(who, use, under, SCHEMES).reasons


def test_a_marking_that_narrows_nothing_allows_every_use() -> None:
    assert uses(reader(), marking()) == ALL_USES


def test_a_marking_without_purpose_is_released_to_nobody() -> None:
    under = marking(purposes=frozenset())

    assert uses(reader(), under) == Use(0)
    assert uses(reader(ORIGIN), under) == Use(0)


def test_purpose_and_function_bind_the_originator_too() -> None:
    under = marking(functions=frozenset({"investigator"}), purposes=frozenset({"detection-and-investigation"}))

    assert uses(reader(ORIGIN), under) == Use(0)
    assert uses(reader(ORIGIN, function="investigator", purpose="detection-and-investigation"), under) == ALL_USES


def test_the_originator_reads_its_own_items_even_where_the_marking_allows_no_use() -> None:
    assert uses(reader(ORIGIN), marking(uses=Use(0), audience=Audience.ORIGINATOR)) == Use.READ


def test_a_function_may_not_act_for_a_purpose_that_is_not_its_own() -> None:
    found = reasons(reader(function="statistician", purpose="prosecution"), Use.READ, marking())

    assert found == {Refusal.PURPOSE_NOT_OF_FUNCTION}


@pytest.mark.parametrize(("function", "purpose"), [("overseer", "oversight"), ("administrator", "administration")])
def test_overseers_and_administrators_see_no_content_whatever_a_marking_says(function: str, purpose: str) -> None:
    under = marking(CLEAR, purposes=frozenset(SCHEMES.purposes))

    assert uses(reader(ORIGIN, function=function, purpose=purpose), under) == Use(0)


@pytest.mark.parametrize(
    ("code", "authority", "expected"),
    [
        (RED, TRANSIT, Use.READ | Use.COUNT | Use.MATCH),
        (RED, DESTINATION, Use(0)),
        (STRICT, TRANSIT, ALL_USES & ~Use.FORWARD & ~Use.EVIDENCE),
        (STRICT, DESTINATION, Use(0)),
        (AMBER, TRANSIT, ALL_USES),
        (AMBER, DESTINATION, Use(0)),
        (GREEN, DESTINATION, ALL_USES),
        (GREEN, "", Use(0)),
        (CLEAR, "", ALL_USES),
        (H1, DESTINATION, ALL_USES & ~Use.EVIDENCE),
        (H2, DESTINATION, ALL_USES & ~Use.FORWARD & ~Use.EXPORT),
        (P, DESTINATION, ALL_USES),
    ],
)
def test_each_code_leaves_open_what_its_scheme_says(code: SchemeCode, authority: str, expected: Use) -> None:
    assert uses(reader(authority), marking(code)) == expected


@pytest.mark.parametrize("code", [H1, H2, RED, STRICT])
def test_handling_codes_do_not_bind_their_originator(code: SchemeCode) -> None:
    assert uses(reader(ORIGIN), marking(code)) == ALL_USES


def test_h0_admits_purposes_against_crime_only() -> None:
    assert reasons(reader(purpose="search-and-rescue"), Use.READ, marking(H0)) == {
        Refusal.PURPOSE_FORBIDDEN_BY_HANDLING
    }
    assert decide(reader(purpose="prevention"), Use.READ, marking(H0), SCHEMES).allowed


def test_h1_and_h2_together_forbid_what_each_forbids() -> None:
    assert uses(reader(), marking(H1, H2)) == ALL_USES & ~Use.EVIDENCE & ~Use.FORWARD & ~Use.EXPORT


def test_codes_that_admit_different_purposes_together_admit_the_common_ones() -> None:
    under = marking(P, H3._replace(params=("strategic-only",)))

    assert uses(reader(purpose="search-and-rescue"), marking(P)) == ALL_USES
    assert uses(reader(purpose="search-and-rescue"), under) == Use(0)
    assert uses(reader(purpose="operational-analysis"), under) == Use(0)
    assert uses(reader(purpose="strategic-analysis"), under) == ALL_USES


def test_h3_in_free_words_is_read_by_its_originator_alone_until_someone_interprets_it() -> None:
    under = marking(H3._replace(params=("ask our liaison officer first",)))

    assert uses(reader(ORIGIN), under) == Use.READ
    assert uses(reader(), under) == Use(0)
    assert Refusal.HANDLING_NOT_INTERPRETED in reasons(reader(), Use.READ, under)


def test_h3_interpreted_as_conditions_leaves_open_what_they_do() -> None:
    under = marking(H3._replace(params=("named-only", "no-print")))

    assert uses(reader(TRANSIT), under) == ALL_USES & ~Use.PRINT
    assert uses(reader(DESTINATION), under) == Use(0)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (("A1", "S1"), Use.READ | Use.COUNT | Use.MATCH),
        (("A2", "S2"), Use.READ | Use.COUNT | Use.MATCH | Use.PRINT),
        (("A3", "S1"), ALL_USES),
        (("A3",), Use(0)),
        (("S1",), Use(0)),
        ((), Use(0)),
    ],
)
def test_uk_c_needs_one_condition_of_each_kind(params: tuple[str, ...], expected: Use) -> None:
    assert uses(reader(), marking(C._replace(params=params))) == expected


def test_what_cannot_be_read_cannot_be_printed_but_may_be_matched() -> None:
    under = marking(uses=Use.MATCH | Use.PRINT)

    assert uses(reader(), under) == Use.MATCH
    assert reasons(reader(), Use.PRINT, under) == {Refusal.READING_REFUSED}


def test_a_refusal_names_every_reason() -> None:
    under = marking(
        STRICT, clearance=2, compartments=frozenset({"sources"}), recipients=frozenset(), retention="for-ever"
    )

    assert reasons(reader(), Use.FORWARD, under) == {
        Refusal.CLEARANCE_TOO_LOW,
        Refusal.COMPARTMENT_CLOSED,
        Refusal.AUTHORITY_NOT_ADMITTED,
        Refusal.RETENTION_UNKNOWN,
        Refusal.CONSENT_MISSING,
    }


def test_check_use_refuses_with_codes_only() -> None:
    with pytest.raises(UseRefused) as refused:
        check_use(reader(), Use.EVIDENCE, marking(H1), SCHEMES)

    assert refused.value.params == {"use": "evidence", "refusals": "consent-missing"}


@given(make.readers, make.any_markings)
def test_the_fast_form_equals_the_decision(who: Reader, under: Marking) -> None:
    fast = uses(who, under)

    assert {use: decide(who, use, under, SCHEMES).allowed for use in Use} == {use: bool(use & fast) for use in Use}


@given(make.readers, make.uses, make.any_markings)
def test_several_uses_are_allowed_exactly_when_each_is(who: Reader, several: Use, under: Marking) -> None:
    decision = decide(who, several, under, SCHEMES)

    # A use that shows content needs reading, which may be among the several or not.
    assert decision.allowed == (bool(several) and not several & ~uses(who, under))
    assert decision.allowed == (not decision.reasons)


@given(make.readers, st.integers(-300, 300), make.any_markings)
def test_a_use_nobody_knows_is_denied(who: Reader, bits: int, under: Marking) -> None:
    use = Use(bits)

    assert 0 < int(use) <= int(ALL_USES) or not decide(who, use, under, SCHEMES).allowed


@given(make.readers, make.any_markings, st.data())
def test_fewer_recipients_purposes_or_uses_never_open_a_door(who: Reader, under: Marking, data: st.DataObject) -> None:
    narrower = replace(
        under,
        recipients=under.recipients - data.draw(st.frozensets(make.authorities)),
        purposes=under.purposes - data.draw(st.frozensets(make.purposes)),
        uses=under.uses & data.draw(make.uses),
    )

    assert not uses(who, narrower) & ~uses(who, under)


@given(make.readers, make.any_markings, make.functions)
def test_naming_functions_never_opens_a_door(who: Reader, under: Marking, function: str) -> None:
    named = under.functions or frozenset(SCHEMES.functions)
    narrower = replace(under, functions=(named - {function}) or frozenset({"nobody"}))

    assert not uses(who, narrower) & ~uses(who, under)


@given(make.readers, make.any_markings, make.codes, st.integers(0, 3))
def test_one_more_handling_code_never_opens_a_door(who: Reader, under: Marking, code: SchemeCode, place: int) -> None:
    stricter = replace(under, handling=(*under.handling[:place], code, *under.handling[place:]))

    assert not uses(who, stricter) & ~uses(who, under)


@given(make.readers, make.any_markings, st.sampled_from(Audience), st.integers(0, 2), make.compartments)
def test_a_smaller_audience_more_clearance_or_compartments_never_open_a_door(
    who: Reader, under: Marking, audience: Audience, clearance: int, compartments: frozenset[str]
) -> None:
    stricter = replace(
        under,
        audience=min(audience, under.audience, key=list(Audience).index),
        clearance=max(under.clearance, clearance),
        compartments=under.compartments | compartments,
    )

    assert not uses(who, stricter) & ~uses(who, under)


@given(make.readers, make.any_markings, make.unknown_codes)
def test_an_unknown_code_denies_everyone(who: Reader, under: Marking, code: SchemeCode) -> None:
    assert uses(who, replace(under, handling=(*under.handling, code))) == Use(0)


@given(make.readers, make.any_markings)
def test_an_unknown_function_purpose_or_retention_denies(who: Reader, under: Marking) -> None:
    everything = replace(under, functions=frozenset(), purposes=under.purposes | {"curiosity", who.purpose})

    assert uses(replace(who, function="astrologer"), everything) == Use(0)
    assert uses(replace(who, purpose="curiosity"), everything) == Use(0)
    assert uses(who, replace(everything, retention="for-ever")) == Use(0)


@given(make.readers, make.any_markings)
def test_uses_that_show_content_stand_and_fall_with_reading(who: Reader, under: Marking) -> None:
    allowed = uses(who, under)

    assert allowed & Use.READ or not allowed & ~UNSEEN_USES


@given(make.readers, make.open_markings, make.known_codes | make.conditional_codes)
def test_an_equivalent_code_never_loosens(who: Reader, under: Marking, code: SchemeCode) -> None:
    before = uses(who, replace(under, handling=(code,)))

    for target in SCHEMES.schemes.values():
        try:
            codes = equivalent(code, scheme=target.scheme, version=target.version, schemes=SCHEMES)
        except EquivalenceMissing:
            continue
        assert not uses(who, replace(under, handling=codes)) & ~before


def test_amber_strict_becomes_red_in_the_older_protocol() -> None:
    assert equivalent(STRICT, scheme="tlp", version="1.0", schemes=SCHEMES) == (SchemeCode("tlp", "1.0", "RED"),)


def test_a_code_without_equal_or_stricter_counterpart_is_not_translated() -> None:
    with pytest.raises(EquivalenceMissing):
        equivalent(H0, scheme="tlp", version="2.0", schemes=SCHEMES)


@pytest.mark.parametrize(
    ("unsound", "flaw"),
    [
        (marking(originator=""), Flaw.ORIGINATOR_MISSING),
        (marking(purposes=frozenset()), Flaw.PURPOSE_MISSING),
        (marking(purposes=frozenset({"curiosity"})), Flaw.PURPOSE_UNKNOWN),
        (marking(functions=frozenset({"astrologer"})), Flaw.FUNCTION_UNKNOWN),
        (marking(audience=Audience.NAMED, recipients=frozenset()), Flaw.RECIPIENT_MISSING),
        (marking(clearance=-1), Flaw.CLEARANCE_NEGATIVE),
        (marking(retention="for-ever"), Flaw.RETENTION_UNKNOWN),
        (marking(SchemeCode("tlp", "2.0", "unclear"), audience=Audience.ORIGINATOR), Flaw.HANDLING_UNKNOWN),
        (marking(H0, H1, audience=Audience.PARTNERS), Flaw.HANDLING_NOT_COMBINABLE),
        (marking(RED, CLEAR, audience=Audience.NAMED), Flaw.HANDLING_NOT_COMBINABLE),
        (marking(AMBER, audience=Audience.PARTNERS), Flaw.AUDIENCE_TOO_WIDE),
    ],
)
def test_an_unsound_marking_is_refused_before_anything_is_stored_under_it(unsound: Marking, flaw: Flaw) -> None:
    with pytest.raises(MarkingInvalid, match=flaw.value):
        check_marking(unsound, SCHEMES)

    assert flaws(unsound, SCHEMES) == {flaw}


def test_h3_in_free_words_may_be_stored_to_wait_for_its_interpretation() -> None:
    check_marking(marking(H1, H3._replace(params=("ask us",)), audience=Audience.PARTNERS), SCHEMES)


def test_a_marking_reaches_whom_it_reaches_itself() -> None:
    narrow = replace(marking(), audience=Audience.ORIGINATOR)
    wide = replace(marking(), audience=Audience.PUBLIC)

    assert reaches(wide, narrow, SCHEMES) and not reaches(narrow, wide, SCHEMES)
    assert all(reaches(one, one, SCHEMES) for one in (narrow, wide))


def test_the_same_words_of_another_originator_reach_others() -> None:
    own = replace(marking(), audience=Audience.ORIGINATOR)

    assert not reaches(replace(own, originator="XZ-OTHER"), own, SCHEMES)


@pytest.mark.parametrize(
    "narrower", [{"clearance": 2}, {"compartments": frozenset({"closed"})}, {"purposes": frozenset[str]()}]
)
def test_each_bound_narrows_whom_a_marking_reaches(narrower: dict[str, object]) -> None:
    under = replace(marking(), audience=Audience.PUBLIC)

    assert not reaches(replace(under, **narrower), under, SCHEMES)  # type: ignore[arg-type]  # fields of Marking
