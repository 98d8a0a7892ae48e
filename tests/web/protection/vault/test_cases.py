"""A case from its opening to its end, and who reaches it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.casework.codes import Age, Asked, Basis, CaseState, Item, NeedState
from corridor.core.casework.errors import CaseClosed, EntryRefused, KeepingEnded
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.protection.vault import actions, queries, sharing
from corridor.web.protection.vault.models import CaseMember
from tests import cast
from tests.web.protection.vault import make

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def test_what_was_written_into_a_case_is_read_by_its_team() -> None:
    ref = make.case(nationality="stateless", age=Age.DISPUTED.value)
    uid = make.need(ref, "a limp")

    file = actions.read_case(by=make.officer(), ref=ref, now=timezone.now()).file

    assert file.called == make.NAME
    assert file.person["nationality"].said == "stateless"
    assert file.person["sex"].asked is Asked.NOT_ASKED
    assert file.is_child
    assert [(need.kind, need.words) for need in file.needs] == [("shelter", make.WORDS), ("medical-care", "a limp")]
    assert file.needs[1].uid == uid


def test_a_change_is_an_entry_and_what_it_changes_stays_to_be_read() -> None:
    ref, now = make.case(), timezone.now()
    by = make.officer()
    uid = make.need(ref)

    actions.write_entry(
        by=by, ref=ref, item=Item.NEED, uid=uid, values={"state": "met"}, why="seen by a doctor", now=now
    )
    correction = {"called": ("stated", "Zin")}
    actions.write_entry(by=by, ref=ref, item=Item.PERSON, values=correction, why="misheard", now=now)
    kept = queries.case_for(by, ref, now=now)

    assert kept.file.needs[1].state is NeedState.MET
    assert kept.file.called == "Zin"
    assert [entry.values.get("called") for entry in kept.entries if entry.item is Item.PERSON] == [
        ("stated", make.NAME),
        ("stated", "Zin"),
    ]
    assert kept.entries[-1].why == "misheard"


OTHERS = (
    cast.SECOND_PROTECTION_OFFICER,
    cast.VOLUNTEER,
    cast.ADMINISTRATOR_MPA,
    cast.OVERSEER_MPA,
    cast.ASYLUM_OFFICER,
    cast.STATUS_OFFICER,
    cast.RETURN_MONITOR,
    cast.COMPLAINTS_OFFICER,
)


@pytest.mark.parametrize("member", OTHERS, ids=lambda member: member.handle)
def test_nobody_outside_the_team_reaches_a_case(member: cast.Member) -> None:
    ref, now = make.case(), timezone.now()
    by = cast.officer(member)

    for attempt in (
        lambda: queries.case_for(by, ref, now=now),
        lambda: actions.read_case(by=by, ref=ref, now=now),
        lambda: make.need(ref, by=by),
        lambda: actions.close_case(by=by, ref=ref, reason="needs-met", now=now),
        lambda: actions.add_to_team(by=by, ref=ref, handle=by.handle, now=now),
        lambda: make.consent(ref, by=by),
    ):
        with pytest.raises((NotFound, NotPermitted)):
            attempt()


def test_a_protection_officer_of_another_body_on_the_same_node_reaches_nothing() -> None:
    ref, now = make.case(), timezone.now()
    cast.grant(cast.ASYLUM_OFFICER, "protection-officer", "protection")
    by = cast.officer(cast.ASYLUM_OFFICER, function="protection-officer")

    with pytest.raises(NotFound):
        queries.case_for(by, ref, now=now)
    with pytest.raises(NotFound):
        actions.open_in_emergency(by=by, ref=ref, reason="danger-to-life", now=now)
    with pytest.raises(NotFound):
        actions.add_to_team(by=make.officer(), ref=ref, handle=by.handle, now=now)
    assert queries.cases_for(by, now=now) == ()


def test_a_colleague_who_was_added_reaches_the_case_until_taken_off() -> None:
    ref, now = make.case(), timezone.now()
    second = cast.officer(cast.SECOND_PROTECTION_OFFICER)

    actions.add_to_team(by=make.officer(), ref=ref, handle=second.handle, now=now)
    reached = [one.ref for one in queries.cases_for(second, now=now)]
    actions.take_off_team(by=make.officer(), ref=ref, handle=second.handle, now=now)

    assert reached == [ref]
    assert queries.cases_for(second, now=now) == ()


def test_the_last_one_on_a_case_does_not_leave_it_alone() -> None:
    ref = make.case()

    with pytest.raises(NotFound):
        actions.take_off_team(by=make.officer(), ref=ref, handle=make.officer().handle, now=timezone.now())


def _emergency(ref: str) -> Officer:
    second = cast.officer(cast.SECOND_PROTECTION_OFFICER)
    actions.open_in_emergency(by=second, ref=ref, reason="danger-to-life", now=timezone.now())
    return second


def test_an_emergency_opening_lasts_a_day_and_the_team_is_told() -> None:
    ref, now = make.case(), timezone.now()

    second = _emergency(ref)

    assert queries.case_for(second, ref, now=now).file.called == make.NAME
    assert [(one.by, one.reason) for one in queries.notices_for(make.officer(), now=now)] == [
        (second.handle, "danger-to-life")
    ]
    with pytest.raises(NotFound):
        queries.case_for(second, ref, now=now + timedelta(hours=25))


def test_whoever_opened_a_case_in_an_emergency_changes_no_team() -> None:
    ref, now = make.case(), timezone.now()
    second = _emergency(ref)

    for attempt in (actions.add_to_team, actions.take_off_team):
        with pytest.raises(NotFound):
            attempt(by=second, ref=ref, handle=second.handle, now=now)
    assert CaseMember.objects.get(handle=second.handle).until is not None


def test_an_emergency_needs_a_reason_of_the_list() -> None:
    with pytest.raises(EntryRefused):
        actions.open_in_emergency(
            by=cast.officer(cast.SECOND_PROTECTION_OFFICER), ref=make.case(), reason="curiosity", now=timezone.now()
        )


def test_a_closed_case_takes_no_entry_until_it_is_opened_again() -> None:
    ref, now = make.case(), timezone.now()
    actions.close_case(by=make.officer(), ref=ref, reason="needs-met", now=now)

    with pytest.raises(CaseClosed):
        make.need(ref)
    actions.reopen_case(by=make.officer(), ref=ref, why="came back", now=now)
    make.need(ref)

    assert queries.case_for(make.officer(), ref, now=now).file.state is CaseState.OPEN


def test_a_case_is_found_by_words_said_in_it_and_by_its_team_only() -> None:
    ref, now = make.case(), timezone.now()

    assert [one.ref for one in queries.cases_for(make.officer(), now=now, words="zinzindel")] == [ref]
    assert [one.ref for one in queries.cases_for(make.officer(), now=now, words=ref)] == [ref]
    assert queries.cases_for(make.officer(), now=now, words="nobody") == ()
    assert queries.cases_for(cast.officer(cast.SECOND_PROTECTION_OFFICER), now=now, words="zinzindel") == ()


def test_a_person_who_no_longer_agrees_is_shown_to_nobody_from_that_moment() -> None:
    ref, now = make.case(), timezone.now()
    fields = frozenset({"name", "needs"})
    uid = make.consent(ref, purpose="keeping-the-case", recipient="INT-MPA", fields=fields)
    assert queries.case_for(make.officer(), ref, now=timezone.now())

    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why="", now=timezone.now())
    now = timezone.now()

    for attempt in (
        lambda: queries.case_for(make.officer(), ref, now=now),
        lambda: actions.read_case(by=make.officer(), ref=ref, now=now),
        lambda: queries.document_for(make.officer(), ref, "f" * 32, now=now),
        lambda: make.need(ref),
    ):
        with pytest.raises(KeepingEnded):
            attempt()
    listed = queries.cases_for(make.officer(), now=now)
    assert [(one.ref, one.file) for one in listed] == [(ref, None)]
    assert queries.cases_for(make.officer(), now=now, words="zinzindel") == ()


def test_a_consent_to_keeping_that_ran_out_ends_it_as_well_and_a_new_one_begins_it_again() -> None:
    ref = make.case()
    make.consent(ref, purpose="keeping-the-case", recipient="INT-MPA", days=5)
    later = timezone.now() + timedelta(days=6)

    with pytest.raises(KeepingEnded):
        queries.case_for(make.officer(), ref, now=later)
    make.consent(ref, purpose="keeping-the-case", recipient="INT-MPA", days=50)

    assert queries.case_for(make.officer(), ref, now=later).file.called == make.NAME


def test_a_case_kept_in_a_childs_best_interests_does_not_end_with_a_consent() -> None:
    ref = make.case(basis=Basis.BEST_INTERESTS)
    uid = make.consent(ref, purpose="keeping-the-case", recipient="INT-MPA")

    sharing.withdraw_consent(by=make.officer(), ref=ref, uid=uid, why="", now=timezone.now())

    assert queries.case_for(make.officer(), ref, now=timezone.now()).file.called == make.NAME


@pytest.mark.parametrize(
    ("item", "values"),
    [
        (Item.NEED, {"kind": "no-such-need"}),
        (Item.NEED, {"words": "without a kind"}),
        (Item.STEP, {"kind": "meet", "due_on": "tomorrow"}),
        (Item.PERSON, {"nationality": ("stated", "Atlantis")}),
        (Item.PERSON, {"called": ("stated",)}),
        (Item.PERSON, {"route": ("stated", "by sea")}),
        (Item.NOTE, {"words": "hidden \u202e turn"}),
        (Item.NOTE, {"words": "x" * 4001}),
        (Item.CONSENT, {"withdrawn_at": ""}),
        (Item.SHARE, {"recipient": "INT-MPB"}),
        (Item.CASE, {"state": "open"}),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_kept(item: Item, values: dict[str, object]) -> None:
    ref, now = make.case(), timezone.now()
    before = len(queries.case_for(make.officer(), ref, now=now).entries)

    with pytest.raises(EntryRefused):
        actions.write_entry(by=make.officer(), ref=ref, item=item, values=values, now=now)  # type: ignore[arg-type]

    assert len(queries.case_for(make.officer(), ref, now=now).entries) == before
