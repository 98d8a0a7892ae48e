"""The decisions of progress: what each level sees, which days stand, what an entry must say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.handling.codes import Audience
from corridor.core.progress.codes import WIDTH, Found, How, Level, Proof, Standing, Status
from corridor.core.progress.exchange import said_document, said_from
from corridor.core.progress.records import Evidence, Milestone, Said, Value
from corridor.core.progress.rules import (
    deadlines,
    marking_for,
    marking_within,
    said_problems,
    seen_at,
    standing_of,
    texts_of,
)
from corridor.shelf.commitments import computations

ITEM = "ga-2023-prevention-01"
TODAY = date(2026, 11, 2)
DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))

evidence = st.builds(
    Evidence,
    key=st.sampled_from(["e1", "e2", "e3"]),
    proof=st.sampled_from(Proof),
    title=st.sampled_from(["Act", "File"]),
    reference=st.sampled_from(["Gazette 12", "https://gazette.example/12"]),
    level=st.sampled_from(Level),
    is_told=st.booleans(),
    found=st.sampled_from(Found),
)
entries = st.builds(
    Said, item=st.just(ITEM), status=st.sampled_from(Status), evidence=st.lists(evidence, max_size=4).map(tuple)
)
milestones = st.builds(
    Milestone,
    key=st.sampled_from(["m1", "m2"]),
    text=st.just("Step"),
    due=st.none() | DAYS,
    done_on=st.none() | DAYS,
)
versions = st.lists(
    st.builds(
        Said,
        item=st.just(ITEM),
        status=st.just(Status.PLANNED),
        milestones=st.lists(milestones, max_size=2, unique_by=lambda one: one.key).map(tuple),
    ),
    min_size=1,
    max_size=5,
)


def said(**changed: object) -> Said:
    return replace(Said(ITEM, Status.UNDER_WAY, responsible="Ministry", actions="A bill."), **changed)  # type: ignore[arg-type]


def problems(one: Said, level: Level = Level.PUBLIC) -> dict[str, str]:
    return dict(said_problems(one, shelf.catalogue(), level=level, period="2026-H2", today=TODAY))


@settings(max_examples=25)
@given(entries, st.sampled_from(Level))
def test_no_level_sees_evidence_above_it_and_what_it_is_told_of_is_what_its_author_ticked(
    one: Said, level: Level
) -> None:
    shown, told = seen_at(one, level)

    assert all(WIDTH[piece.level] >= WIDTH[level] for piece in shown.evidence)
    hidden = [piece for piece in one.evidence if piece not in shown.evidence]
    assert told == sum(piece.is_told for piece in hidden)


@settings(max_examples=25)
@given(entries)
def test_who_sees_less_never_sees_more_evidence_and_never_a_better_standing(one: Said) -> None:
    order = list(Standing)
    standings = [order.index(standing_of(seen_at(one, level)[0])) for level in Level]

    assert standings == sorted(standings, reverse=True)


@settings(max_examples=25)
@given(versions)
def test_the_first_day_of_a_milestone_stays_whatever_later_versions_tell(told: list[Said]) -> None:
    for number in range(1, len(told)):
        before = {one.key: one.first_due for one in deadlines(told[:number])}
        after = {one.key: one.first_due for one in deadlines(told[: number + 1])}
        assert before.items() <= after.items()


@settings(max_examples=25)
@given(entries)
def test_an_entry_is_read_as_it_was_written(one: Said) -> None:
    assert said_from(said_document(one)) == one


def test_evidence_that_leads_to_nothing_leaves_a_status_claimed() -> None:
    gone = Evidence("e1", Proof.LAW, "Act", "Gazette 12", Level.PUBLIC, found=Found.MISSING)

    assert standing_of(said(evidence=(gone,))) is Standing.CLAIMED
    assert standing_of(said(evidence=(gone, replace(gone, key="e2", found=Found.NOT_LOOKED)))) is Standing.EVIDENCED
    assert standing_of(None) is Standing.SILENT


def test_evidence_cannot_go_further_than_its_entry() -> None:
    wide = said(evidence=(Evidence("e1", Proof.LAW, "Act", "Gazette 12", Level.PUBLIC),))

    assert problems(wide, Level.FORUM) == {"evidence-1-level": "too-wide"}
    assert problems(wide) == {}


def test_a_milestone_or_piece_of_evidence_is_named_once_and_new_ones_have_no_name_yet() -> None:
    step = Milestone("m1", "Step")

    assert problems(said(milestones=(step, step))) == {"milestones": "doubled"}
    assert problems(said(milestones=(Milestone("", "Step"), Milestone("", "Step")))) == {}


def test_a_value_must_fit_its_unit_its_order_and_say_its_method() -> None:
    value = Value(f"{ITEM}.i1", Decimal(2), Decimal(3), "2026-H2", How.BY_HAND, "Counted.")

    assert problems(said(values=(value,))) == {}
    assert problems(said(values=(replace(value, low=Decimal("2.5")),))) == {"values-1-low": "out-of-unit"}
    assert problems(said(values=(replace(value, high=Decimal(1)),))) == {"values-1-high": "out-of-order"}
    assert problems(said(values=(replace(value, method=" "),))) == {"values-1-method": "missing"}
    assert problems(said(values=(replace(value, indicator="none.i1"),))) == {"values-1-indicator": "unknown"}


def test_only_what_asks_for_the_same_can_be_answered_with_it() -> None:
    assert problems(said(answers=("gcm-9-a",))) == {}
    assert problems(said(answers=("ga-2023-response-01",))) == {"answers": "not-equivalent"}


def test_every_text_that_is_typed_is_among_those_that_are_looked_through_but_for_web_addresses() -> None:
    whole = said(
        milestones=(Milestone("m1", "one"),),
        evidence=(
            Evidence("e1", Proof.LAW, "two", "three", Level.OWN),
            Evidence("e2", Proof.LAW, "four", "https://a.b", Level.OWN),
        ),
        values=(Value(f"{ITEM}.i1", Decimal(1), Decimal(1), "2026-H2", How.BY_HAND, "five"),),
    )

    assert [text for _, text in texts_of(whole)] == ["Ministry", "A bill.", "one", "two", "three", "four", "five"]


def test_an_identifier_of_the_node_in_a_reference_is_not_looked_through_whatever_its_digits_look_like() -> None:
    page = "/commitments/progress/1faa83522afaced3dd27f797c2b982b7/"
    whole = said(evidence=(Evidence("e1", Proof.LAW, "Act", page, Level.OWN),))

    assert ("evidence-1-reference", "/commitments/progress/") in list(texts_of(whole))


def test_what_waits_is_for_those_of_the_state_who_report_and_for_nobody_else() -> None:
    named = {"originator": "XC-POL", "functions": frozenset({"focal-point"}), "purposes": frozenset({"prevention"})}
    alone = marking_within(authorities=frozenset({"XC-POL"}), **named)  # type: ignore[arg-type]
    within = marking_within(authorities=frozenset({"XC-POL", "XC-PRO"}), **named)  # type: ignore[arg-type]

    assert alone.audience is Audience.ORIGINATOR
    assert (within.recipients, within.functions) == (frozenset({"XC-PRO"}), frozenset({"focal-point"}))


def test_a_forum_without_other_members_is_nobody_else() -> None:
    marking = marking_for(
        Level.FORUM, originator="XA-POL", recipients=frozenset({"XA-POL"}), purposes=frozenset({"prevention"})
    )

    assert (marking.audience, marking.recipients) == (Audience.ORIGINATOR, frozenset())


def test_every_indicator_that_the_node_computes_is_in_the_catalogue() -> None:
    known = {one.id for item in shelf.catalogue().items.values() for one in item.indicators}

    assert computations().keys() <= known
