"""What an alert may be about, who has not answered, what waits in a log, and what a national desk may pass on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.centre.codes import (
    PURPOSES,
    SUBJECTS,
    AlertKind,
    AlertState,
    EntryKind,
    Haste,
    Response,
)
from corridor.core.centre.errors import AlertOfPersons, PassingRefused, SubjectUnfit
from corridor.core.centre.passing import Item, check_passing, narrowed, passing
from corridor.core.centre.records import Answer, Entry, Saying, Standing
from corridor.core.centre.rules import (
    alert_marking,
    check_subject,
    hand_over_waiting,
    is_shown,
    log_marking,
    may_answer_again,
    open_matters,
    saying_problems,
    unanswered,
)
from corridor.core.exchange.codes import Urgency
from corridor.core.handling.codes import Audience, Use
from corridor.core.handling.presets import marking_from_preset
from corridor.core.handling.records import Reader
from corridor.core.handling.rules import flaws, uses_for

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SAID = Saying(AlertKind.DISTRESS, Haste.FLASH, "Wooden boat taking water, engine dead.", "Coast of Ashmar", 24)
AUTHORITIES = ("XA-POL", "XB-CGD", "XC-POL")
few = settings(max_examples=40, deadline=None)


def wrong(**changed: object) -> dict[str, str]:
    return dict(saying_problems(replace(SAID, **changed)))  # type: ignore[arg-type]  # fields of Saying


def standing(state: AlertState = AlertState.SENT, **answers: Response | None) -> Standing:
    given_ = tuple(Answer(name.replace("_", "-"), response) for name, response in answers.items())
    return Standing(state, NOW + timedelta(hours=6), given_)


def test_an_alert_that_says_what_it_must_has_no_problem() -> None:
    assert wrong() == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": " "}, "words"),
        ({"area": ""}, "area"),
        ({"hours": 5}, "hours"),
        ({"hours": 720}, "hours"),
        ({"haste": Haste.ROUTINE}, "haste"),
        ({"position": "north of the cape"}, "position"),
        ({"position": "95.0, 10.0"}, "position"),
        ({"aboard": "many"}, "aboard"),
        ({"kind": AlertKind.METHOD, "aboard": "12"}, "aboard"),
        ({"words": "a\u202eb"}, "words"),
    ],
)
def test_what_is_wrong_with_an_alert_is_told_at_its_field(changed: dict[str, object], field: str) -> None:
    assert field in wrong(**changed)


@pytest.mark.parametrize("kind", AlertKind)
@pytest.mark.parametrize("schema", ["Person", "Group"])
def test_no_kind_of_alert_is_about_people(kind: AlertKind, schema: str) -> None:
    with pytest.raises(AlertOfPersons):
        check_subject(kind, schema)


def test_a_role_that_coercion_suspends_is_not_looked_for() -> None:
    check_subject(AlertKind.WANTED, "Role")

    with pytest.raises(AlertOfPersons):
        check_subject(AlertKind.WANTED, "Role", is_suspended=True)


def test_an_alert_is_about_a_thing_of_its_kind() -> None:
    with pytest.raises(SubjectUnfit):
        check_subject(AlertKind.DISTRESS, "Role")


def test_every_class_that_an_alert_may_be_about_is_one_of_the_schemata() -> None:
    assert set().union(*SUBJECTS.values()) <= set(shelf.registry().schemata)


def test_the_urgencies_are_those_of_exchange_between_nodes() -> None:
    assert [one.value for one in Haste] == [one.value for one in Urgency]


@few
@given(st.sampled_from(AlertKind), st.sets(st.sampled_from(AUTHORITIES)), st.sampled_from([*AUTHORITIES, "XZ-OUT"]))
def test_nobody_reads_an_alert_who_was_not_named_or_for_another_purpose(
    kind: AlertKind, to: set[str], authority: str
) -> None:
    schemes = shelf.schemes()
    marking = alert_marking("XA-POL", kind, to)

    assert not flaws(marking, schemes)
    for function, purpose in schemes.duties:
        if Use.READ in uses_for(Reader(authority, function, purpose), marking, schemes):
            assert authority in to | {"XA-POL"}
            assert purpose in PURPOSES[kind]


def test_what_was_said_to_save_lives_is_read_for_rescue_alone() -> None:
    marking = alert_marking("XA-POL", AlertKind.DISTRESS, {"XB-CGD"})

    for purpose in ("detection-and-investigation", "border-management", "operational-analysis"):
        assert not uses_for(Reader("XB-CGD", "liaison-officer", purpose), marking, shelf.schemes()) & Use.READ
    assert uses_for(Reader("XB-CGD", "liaison-officer", "search-and-rescue"), marking, shelf.schemes()) & Use.READ


def test_neither_alerts_nor_the_log_are_matched_exported_or_passed_on() -> None:
    for marking in (alert_marking("XA-POL", AlertKind.METHOD, AUTHORITIES), log_marking("XA-POL", AUTHORITIES)):
        for function, purpose in shelf.schemes().duties:
            for authority in AUTHORITIES:
                uses = uses_for(Reader(authority, function, purpose), marking, shelf.schemes())
                assert not uses & (Use.MATCH | Use.EXPORT | Use.FORWARD | Use.EVIDENCE)


def test_an_alert_that_somebody_has_not_answered_is_shown_beyond_its_time() -> None:
    late = NOW + timedelta(days=3)

    assert is_shown(standing(XB_CGD=None), late)
    assert not is_shown(standing(XB_CGD=Response.SEEN), late)
    assert not is_shown(standing(AlertState.ENDED, XB_CGD=None), late)
    assert unanswered(standing(XB_CGD=None, XC_POL=Response.ACTING)) == ("XB-CGD",)


def test_an_answer_is_replaced_only_by_one_that_says_more() -> None:
    assert may_answer_again(None, Response.SEEN)
    assert may_answer_again(Response.SEEN, Response.ACTING)
    assert may_answer_again(Response.ACTING, Response.CANNOT)
    assert not may_answer_again(Response.ACTING, Response.SEEN)
    assert not may_answer_again(Response.ACTING, Response.ACTING)


entries = st.lists(st.tuples(st.booleans(), st.integers(0, 8)), max_size=9)


@few
@given(entries)
def test_a_matter_is_open_until_a_later_entry_settles_it(said: list[tuple[bool, int]]) -> None:
    log = []
    for number, (settles, other) in enumerate(said):
        kind = EntryKind.SETTLED if settles else EntryKind.SEEN
        log.append(Entry(str(number), kind, is_open=not settles, about=str(other) if settles else ""))

    waiting = open_matters(log)

    settled = {one.about for one in log if one.kind is EntryKind.SETTLED and int(one.about) < int(one.uid)}
    assert set(waiting) == {one.uid for one in log if one.is_open} - settled


def test_a_hand_over_waits_until_it_is_taken_and_a_later_one_takes_its_place() -> None:
    first, second = (Entry(uid, EntryKind.HAND_OVER, to="b") for uid in ("1", "2"))
    taken = Entry("3", EntryKind.TAKEN_OVER, about="2")

    assert hand_over_waiting([first]) == "1"
    assert hand_over_waiting([first, second]) == "2"
    assert hand_over_waiting([first, second, taken]) == ""


# --- the national desk ------------------------------------------------------------------------------------------------

DESK = Reader("XA-NAT", "analyst", "operational-analysis")


def of_agency(preset: str, *recipients: str) -> Item:
    return Item("1", "XA-POL", marking_from_preset(preset, "XA-POL", shelf.presets(), frozenset(recipients)))


def told(item: Item, *to: str, named: frozenset[str] = frozenset()) -> bool:
    return passing([item], desk=DESK, to=to, named=named, schemes=shelf.schemes())[0].may_go


def test_a_national_desk_passes_on_to_whom_the_agency_named_and_to_nobody_else() -> None:
    item = of_agency("law-enforcement", "XA-NAT", "XB-CGD")

    assert told(item, "XB-CGD")
    assert not told(item, "XC-POL")
    assert not told(item, "XB-CGD", "XC-POL")


def test_what_stays_with_the_agency_is_not_passed_on() -> None:
    for preset in ("own-authority", "sealed"):
        assert not told(of_agency(preset), "XB-CGD")


def test_an_agency_is_named_only_where_it_allows_it() -> None:
    item = of_agency("partners")

    for named, source in ((frozenset[str](), "XA-NAT"), (frozenset({"XA-POL"}), "XA-POL")):
        found = passing([item], desk=DESK, to=["XB-CGD"], named=named, schemes=shelf.schemes())
        assert found[0].source == source


def test_what_may_not_go_stops_the_whole() -> None:
    found = passing([of_agency("own-authority")], desk=DESK, to=["XB-CGD"], named=(), schemes=shelf.schemes())

    with pytest.raises(PassingRefused):
        check_passing(found)


presets = st.sampled_from(["public", "partners", "law-enforcement", "own-authority", "sealed"])
some = st.sets(st.sampled_from([*AUTHORITIES, "XA-NAT", "XZ-OUT"]), min_size=1)


@few
@given(presets, some, some)
def test_passing_on_never_lets_anybody_read_whom_the_agency_did_not_admit(
    preset: str, recipients: set[str], to: set[str]
) -> None:
    schemes = shelf.schemes()
    item = of_agency(preset, *recipients)

    found = passing([item], desk=DESK, to=to, named=(), schemes=schemes)[0]

    if found.marking is None:
        return
    for function, purpose in schemes.duties:
        for authority in {*AUTHORITIES, "XA-NAT", "XZ-OUT", ""}:
            reader = Reader(authority, function, purpose)
            after = uses_for(reader, found.marking, schemes)
            assert not after & ~uses_for(reader, item.marking, schemes)
            if after & Use.READ:
                assert authority in to | {"XA-POL"}


def test_a_marking_of_the_agency_alone_is_never_widened_by_narrowing() -> None:
    own = of_agency("own-authority").marking

    assert narrowed(own, ["XB-CGD"]).audience is Audience.ORIGINATOR
