"""What a consent covers, whom a file treats as a child, and what may be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.casework.codes import (
    FIELDS,
    KEEPING,
    MUST_EXPLAIN,
    TAKES_PART,
    Age,
    Asked,
    Basis,
    CaseState,
    ConsentRefusal,
    GivenBy,
    Item,
)
from corridor.core.casework.errors import CaseClosed, ConsentRefused, EntryRefused, KeepingEnded, RecipientRefused
from corridor.core.casework.laying import laid_together
from corridor.core.casework.moments import moment_text
from corridor.core.casework.records import CaseFile, Consent, Entry, Giving, Values
from corridor.core.casework.rules import (
    check_consent,
    check_entry,
    check_keeping,
    check_open,
    check_recipient,
    consent_refusals,
    is_live,
    is_overdue,
    keeping_has_ended,
    next_step,
)

NOW = datetime(2030, 6, 1, 12, tzinfo=UTC)
CONSENT = Consent(
    uid="a" * 32,
    purpose="onward-protection",
    recipient="INT-MPB",
    fields=frozenset({"name", "needs"}),
    given_at=NOW - timedelta(days=1),
    until=NOW + timedelta(days=30),
    given_by=GivenBy.PERSON,
    informed=MUST_EXPLAIN,
)
GIVING = Giving("onward-protection", "INT-MPB", frozenset({"name"}))

fields = st.frozensets(st.sampled_from(sorted(FIELDS)))
moments = st.integers(-3000, 3000).map(lambda hours: NOW + timedelta(hours=hours))
givings = st.builds(
    Giving, st.sampled_from(["onward-protection", "assistance"]), st.sampled_from(["INT-MPB", "XB-BRD"]), fields
)
consents = st.builds(
    Consent,
    uid=st.just("a" * 32),
    purpose=st.sampled_from(["onward-protection", "assistance"]),
    recipient=st.sampled_from(["INT-MPB", "XB-BRD"]),
    fields=fields,
    given_at=moments,
    until=moments,
    given_by=st.sampled_from(GivenBy),
    informed=st.sampled_from([MUST_EXPLAIN, frozenset(), frozenset({"who-receives"})]),
    withdrawn_at=st.none() | moments,
)


def case(*entries: Entry, basis: Basis = Basis.CONSENT) -> CaseFile:
    """Lay a case together that was opened a week ago."""
    opened = Entry(NOW - timedelta(days=7), "officer", Item.CASE, values={"basis": basis.value, "state": "open"})
    return laid_together([opened, *entries])


def test_a_consent_covers_what_it_names() -> None:
    assert consent_refusals(CONSENT, GIVING, now=NOW, is_child=False) == frozenset()


@pytest.mark.parametrize(
    ("consent", "giving", "is_child", "reason"),
    [
        (None, GIVING, False, ConsentRefusal.NONE),
        (replace(CONSENT, given_at=NOW + timedelta(days=1)), GIVING, False, ConsentRefusal.NOT_YET),
        (replace(CONSENT, withdrawn_at=NOW), GIVING, False, ConsentRefusal.WITHDRAWN),
        (replace(CONSENT, withdrawn_at=NOW + timedelta(days=1)), GIVING, False, ConsentRefusal.WITHDRAWN),
        (replace(CONSENT, until=NOW), GIVING, False, ConsentRefusal.EXPIRED),
        (CONSENT, replace(GIVING, purpose="assistance"), False, ConsentRefusal.OTHER_PURPOSE),
        (CONSENT, replace(GIVING, recipient="XB-BRD"), False, ConsentRefusal.OTHER_RECIPIENT),
        (CONSENT, replace(GIVING, fields=frozenset()), False, ConsentRefusal.NOTHING_CHOSEN),
        (CONSENT, replace(GIVING, fields=frozenset({"name", "health"})), False, ConsentRefusal.FIELDS_NOT_COVERED),
        (replace(CONSENT, informed=frozenset({"may-refuse"})), GIVING, False, ConsentRefusal.NOT_INFORMED),
        (CONSENT, GIVING, True, ConsentRefusal.GUARDIAN_MISSING),
    ],
)
def test_each_reason_against_a_consent_is_told(
    consent: Consent | None, giving: Giving, is_child: bool, reason: ConsentRefusal
) -> None:
    assert consent_refusals(consent, giving, now=NOW, is_child=is_child) == {reason}


@given(consents, givings, moments, st.booleans(), st.data())
def test_no_less_agreement_ever_allows_more(
    consent: Consent, giving: Giving, now: datetime, is_child: bool, data: st.DataObject
) -> None:
    before = consent_refusals(consent, giving, now=now, is_child=is_child)
    less = data.draw(
        st.sampled_from(
            [
                replace(consent, withdrawn_at=now),
                replace(consent, until=min(consent.until, now)),
                replace(consent, informed=frozenset()),
                replace(consent, fields=consent.fields - giving.fields if giving.fields else consent.fields),
            ]
        )
    )

    assert before <= consent_refusals(less, giving, now=now, is_child=is_child)
    assert before <= consent_refusals(consent, giving, now=now, is_child=True)


@given(consents, moments, st.timedeltas(timedelta(0), timedelta(days=900)))
def test_a_consent_that_ended_never_stands_again(consent: Consent, now: datetime, later: timedelta) -> None:
    ended = now >= consent.until or consent.withdrawn_at is not None

    assert not (ended and is_live(consent, now + later))


def test_the_order_raises_what_the_question_answers() -> None:
    with pytest.raises(ConsentRefused) as refused:
        check_consent(case(), replace(CONSENT, withdrawn_at=NOW), GIVING, ref="C-AAAA-AAAA", now=NOW)

    assert refused.value.params["refusals"] == "withdrawn"


@pytest.mark.parametrize("age", [Age.CHILD, Age.DISPUTED])
def test_a_child_and_a_disputed_age_need_the_guardian(age: Age) -> None:
    said = Entry(NOW, "officer", Item.PERSON, values={"age": (Asked.STATED.value, age.value)})
    file = case(said)

    with pytest.raises(ConsentRefused):
        check_consent(file, CONSENT, GIVING, ref="C-AAAA-AAAA", now=NOW)
    check_consent(file, replace(CONSENT, given_by=GivenBy.BOTH), GIVING, ref="C-AAAA-AAAA", now=NOW)

    assert file.is_child


def _keeping(*, days: int, withdrawn: bool = False) -> Entry:
    values: Values = {
        "purpose": KEEPING,
        "recipient": "INT-MPA",
        "until": moment_text(NOW + timedelta(days=days)),
        "fields": ("name",),
        **({"withdrawn_at": moment_text(NOW)} if withdrawn else {}),
    }
    return Entry(NOW - timedelta(days=6), "officer", Item.CONSENT, "b" * 32, values)


def test_a_case_on_consent_is_kept_until_that_consent_ends() -> None:
    assert not keeping_has_ended(case(), NOW)
    assert not keeping_has_ended(case(_keeping(days=3)), NOW)
    assert keeping_has_ended(case(_keeping(days=3)), NOW + timedelta(days=4))
    assert keeping_has_ended(case(_keeping(days=3, withdrawn=True)), NOW)
    assert not keeping_has_ended(case(_keeping(days=3, withdrawn=True), basis=Basis.BEST_INTERESTS), NOW)
    with pytest.raises(KeepingEnded):
        check_keeping(case(_keeping(days=3, withdrawn=True)), ref="C-AAAA-AAAA", now=NOW)


@pytest.mark.parametrize("kind", ["police", "border-guard", "prosecution", "", "unheard-of"])
def test_nothing_is_shared_with_a_body_that_does_not_protect(kind: str) -> None:
    with pytest.raises(RecipientRefused):
        check_recipient("XB-BRD", kind)


@pytest.mark.parametrize("kind", sorted(TAKES_PART))
def test_parts_may_be_shared_with_bodies_that_protect(kind: str) -> None:
    check_recipient("INT-MPB", kind)


def test_what_is_corrected_counts_as_corrected_and_the_first_word_on_it_is_kept() -> None:
    uid = "c" * 32
    file = case(
        Entry(NOW, "one", Item.NEED, uid, {"kind": "shelter", "words": "a bed"}),
        Entry(NOW + timedelta(hours=1), "other", Item.NEED, uid, {"state": "met"}),
    )

    assert [(need.kind, need.words, need.state.value, need.at) for need in file.needs] == [
        ("shelter", "a bed", "met", NOW)
    ]


@given(st.lists(st.sampled_from([("need", "a"), ("need", "b"), ("service", "a"), ("note", "a"), ("step", "b")])))
def test_entries_lay_together_as_one_of_each_item_in_order(named: list[tuple[str, str]]) -> None:
    kinds = {"need": "shelter", "service": "first-aid", "step": "meet", "note": ""}
    entries = [Entry(NOW, "one", Item(item), uid, {"kind": kinds[item]}) for item, uid in named]

    file = case(*entries)

    assert [one.uid for one in file.needs] == list(dict.fromkeys(uid for item, uid in named if item == "need"))
    assert len(file.services) + len(file.steps) + len(file.notes) + len(file.needs) == len(set(named))


def test_steps_without_a_day_come_after_those_with_one() -> None:
    file = case(
        Entry(NOW, "one", Item.STEP, "a", {"kind": "meet"}),
        Entry(NOW, "one", Item.STEP, "b", {"kind": "review", "due_on": "2030-07-01"}),
        Entry(NOW, "one", Item.STEP, "c", {"kind": "refer", "due_on": "2030-05-01", "state": "done"}),
    )
    step = next_step(file)

    assert step is not None and step.uid == "b"
    assert is_overdue(step, date(2030, 7, 2)) and not is_overdue(step, date(2030, 7, 1))


def test_a_closed_case_is_closed() -> None:
    file = case(Entry(NOW, "one", Item.CASE, values={"state": "closed", "reason": "needs-met"}))

    assert file.state is CaseState.CLOSED
    with pytest.raises(CaseClosed):
        check_open(file, ref="C-AAAA-AAAA")


LISTS = {
    name: frozenset({"shelter"})
    for name in ("needs", "assistance", "case-steps", "consent-purposes", "consent-ways", "consent-information")
} | {"closing-reasons": frozenset({"needs-met"}), "sex": frozenset({"female"})}


@pytest.mark.parametrize("nationality", ["stateless", "unknown", "XA"])
def test_being_stateless_is_a_nationality_like_any_other(nationality: str) -> None:
    values: Values = {"nationality": (Asked.STATED.value, nationality)}

    check_entry(Entry(NOW, "one", Item.PERSON, values=values), lists=LISTS, countries=frozenset({"XA"}))


@pytest.mark.parametrize("asked", [Asked.DECLINED, Asked.NOT_ASKED, Asked.UNKNOWN])
@pytest.mark.parametrize("name", ["called", "age", "nationality", "account"])
def test_no_question_must_be_answered(asked: Asked, name: str) -> None:
    entry = Entry(NOW, "one", Item.PERSON, values={name: (asked.value,)})

    check_entry(entry, lists=LISTS, countries=frozenset())

    assert case(entry).person[name].asked is asked


@given(st.text(max_size=20), st.text(max_size=40))
def test_codes_outside_the_lists_are_never_written(name: str, value: str) -> None:
    entry = Entry(NOW, "one", Item.NEED, "a", {"kind": value, "state": "open"})
    if value == "shelter":
        return

    with pytest.raises(EntryRefused):
        check_entry(entry, lists=LISTS, countries=frozenset())
