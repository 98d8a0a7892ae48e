"""Texts that no list has a code for: kept, decided, taken back, and out of sight for who may not read them."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.utils import timezone

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.exports.codes import Format, View
from corridor.core.kernel.errors import CorridorError, NotFound, NotPermitted
from corridor.core.picture.codes import Measure
from corridor.core.picture.records import Question
from corridor.core.vocabularies.codes import PARKED
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.api.queries import statements_told
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.exports.actions import export_archive as exporting
from corridor.web.desk.exports.queries import Asked
from corridor.web.desk.picture.legs import course_for
from corridor.web.desk.vocabularies import actions, queries
from corridor.web.desk.vocabularies.errors import CodeDecided, CodeEnded
from tests import cast, make

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def crossing(name: str, *texts: str) -> Draft:
    """Return an incident whose means of transport nobody has a code for."""
    draft = make.incident(name)
    return Draft(draft.uid, draft.kind, (*draft.claims, *(shelf.registry().park("transport", text) for text in texts)))


def told(officer: Officer, uid: str) -> tuple[str, ...]:
    return thing_for(officer, uid).laid.values("transport")


def decide(by: Officer, code: str = "inflatable-boat", given: str = "Zodiac") -> int:
    return actions.decide(by=by, name="transport", given=given, code=code, now=timezone.now())


def test_a_text_without_a_code_is_stored_as_it_was_given() -> None:
    by = cast.officer(cast.ANALYST_XA)

    uid = make.file(by, crossing("a", "Zodiac", "Patera"))

    rows = list(thing_for(by, uid).laid.rows("transport"))
    assert [(row[1], row[2]) for row in rows] == [(PARKED, "Zodiac"), (PARKED, "Patera")]
    assert [(one.given, one.count) for one in queries.parked_for(by)] == [("patera", 1), ("zodiac", 1)]


def test_spellings_of_one_text_wait_together() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, crossing("a", "Zodiac"))
    make.file(by, crossing("b", "ZODIAC"))

    (one,) = queries.parked_for(by)

    assert (one.given, one.count, one.spellings) == ("zodiac", 2, ("Zodiac", "ZODIAC"))


def test_a_decision_is_read_and_what_was_recorded_stays() -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = make.file(by, crossing("a", "Zodiac"))

    assert decide(by) == 1

    (row,) = thing_for(by, uid).laid.rows("transport")
    assert row[1:3] == ("inflatable-boat", "Zodiac")
    assert told(cast.officer(cast.INVESTIGATOR_XA), uid) == ("inflatable-boat",)


def test_a_decided_text_is_counted_in_the_picture_at_once_and_for_who_decided_alone() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, crossing("a", "Zodiac"))
    make.file(by, crossing("b", "Patera"))

    def counted(officer: Officer) -> int:
        return make.picture(officer, transport="inflatable-boat", measure="incidents").things

    assert counted(by) == 0
    decide(by)
    assert (counted(by), counted(other)) == (1, 0)
    actions.undo(by=by, name="transport", given="zodiac", now=timezone.now())
    assert counted(by) == 0


def test_a_leg_and_the_interface_tell_what_was_decided_and_to_who_decided_alone() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    ends = [make.draft(name, "Place", name=name, place_kind="port") for name in ("ostra", "vell")]
    bare = make.draft("leg", "RouteLeg", from_place=make.uid("ostra"), to_place=make.uid("vell"))
    leg = Draft(bare.uid, bare.kind, (*bare.claims, shelf.registry().park("transport", "Zodiac")))
    make.file(by, *ends, leg)

    def on_map(officer: Officer, transport: str = "") -> list[tuple[str, ...]]:
        course = course_for(officer, Question(measure=Measure.PEOPLE, transport=transport))
        return [one.transports for one in course.legs]

    def in_interface(officer: Officer) -> list[tuple[str, str | None]]:
        rows = statements_told(officer, leg.uid, "", 100).statements
        return [(one.value, one.original) for one in rows if one.property == "transport"]

    assert (on_map(by), in_interface(by)) == ([(PARKED,)], [(PARKED, "Zodiac")])
    decide(by)
    assert (on_map(by), on_map(by, transport="inflatable-boat")) == ([("inflatable-boat",)], [("inflatable-boat",)])
    assert in_interface(by) == [("inflatable-boat", "Zodiac")]
    assert (on_map(other), in_interface(other)) == ([(PARKED,)], [(PARKED, "Zodiac")])
    actions.undo(by=by, name="transport", given="zodiac", now=timezone.now())
    assert (on_map(by), in_interface(by)) == ([(PARKED,)], [(PARKED, "Zodiac")])


def exported(by: Officer, form: Format = Format.CSV, **question: str) -> str:
    """Return what an officer exports of the picture that this question asks for."""
    view = View.PICTURE if question else View.EVERYTHING
    asked = Asked(view=view, question=make.question(measure="incidents", **question))
    _, archive = exporting(by=by, asked=asked, form=form, now=timezone.now())
    with archive, zipfile.ZipFile(archive) as opened:
        return opened.read(opened.namelist()[0]).decode("utf-8-sig")


def rows_of(text: str) -> list[tuple[str, str]]:
    return [(row["transport"], row["as_recorded"]) for row in csv.DictReader(io.StringIO(text))]


def test_an_export_holds_what_was_decided_with_the_text_as_recorded_until_it_is_taken_back() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, crossing("a", "Zodiac"))
    assert rows_of(exported(by)) == [("parked", "transport: Zodiac")]

    decide(by)

    assert rows_of(exported(by, transport="inflatable-boat")) == [("inflatable-boat", "transport: Zodiac")]
    assert json.loads(exported(by, Format.GEOJSON))["features"][0]["properties"]["transport"] == "inflatable-boat"
    assert "(recorded: Zodiac)" in exported(by, Format.FTM)
    assert rows_of(exported(other)) == [("parked", "transport: Zodiac")], "another authority has not decided"
    actions.undo(by=by, name="transport", given="zodiac", now=timezone.now())
    assert rows_of(exported(by)) == [("parked", "transport: Zodiac")]


def test_a_decision_of_another_mark_changes_nothing_in_an_export() -> None:
    owner = cast.officer(cast.ANALYST_XA)
    make.file(owner, crossing("a", "Zodiac"), marked=make.marking("own-authority", "XA-POL"))
    decide(owner)
    make.file(owner, crossing("b", "Zodiac"))

    assert set(rows_of(exported(owner))) == {
        ("inflatable-boat", "transport: Zodiac"),
        ("parked", "transport: Zodiac"),
    }


def test_how_precise_a_place_is_waits_for_no_decision() -> None:
    """Without a code its point would be drawn as the spot itself."""
    assert not shelf.registry().parks("place_precision")


def test_a_decision_can_be_taken_back() -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = make.file(by, crossing("a", "Zodiac"))
    decide(by)

    actions.undo(by=by, name="transport", given="zodiac", now=timezone.now())

    assert told(by, uid) == (PARKED,)
    assert queries.parked_for(by)[0].undecided
    assert decide(by, "wooden-boat") == 1
    assert told(by, uid) == ("wooden-boat",)


def test_a_text_may_be_left_as_it_was_written() -> None:
    by = cast.officer(cast.ANALYST_XA)
    uid = make.file(by, crossing("a", "Zodiac"))

    decide(by, PARKED)

    assert told(by, uid) == (PARKED,)
    assert not queries.parked_for(by)[0].undecided


def test_a_second_decision_needs_the_first_taken_back() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, crossing("a", "Zodiac"))
    decide(by)

    with pytest.raises(CodeDecided):
        decide(by, "wooden-boat")


@pytest.mark.parametrize("code", ["", "zodiac", "visa-misuse", "Inflatable boat"])
def test_only_a_code_in_force_can_be_chosen(code: str) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, crossing("a", "Zodiac"))

    with pytest.raises(CodeEnded):
        decide(by, code)


def test_a_superseded_code_cannot_be_chosen() -> None:
    by = cast.officer(cast.ANALYST_XA)
    draft = make.incident("a")
    make.file(by, Draft(draft.uid, draft.kind, (*draft.claims, shelf.registry().park("method", "Visa trick"))))

    with pytest.raises(CodeEnded):
        actions.decide(by=by, name="methods", given="Visa trick", code="visa-misuse", now=timezone.now())


def test_who_may_not_read_the_statement_sees_no_trace_of_its_text() -> None:
    owner, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(owner, crossing("a", "Zodiac"), marked=make.marking("own-authority", "XA-POL"))

    assert [one.given for one in queries.parked_for(owner)] == ["zodiac"]
    assert queries.parked_for(other) == ()
    with pytest.raises(NotFound):
        decide(other)


def test_a_decision_reaches_no_mark_that_the_editor_does_not_read() -> None:
    owner, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    public = make.file(owner, crossing("a", "Zodiac"))
    closed = make.file(owner, crossing("b", "Zodiac"), marked=make.marking("own-authority", "XA-POL"))

    decide(other)

    assert told(other, public) == ("inflatable-boat",)
    assert told(owner, public) == (PARKED,), "what another authority decides is its own reading"
    assert told(owner, closed) == (PARKED,)


def test_a_decision_made_under_a_closed_mark_tells_others_nothing() -> None:
    owner, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.STATISTICIAN_XA)
    make.file(owner, crossing("a", "Zodiac"), marked=make.marking("law-enforcement", "XA-POL", "XB-BRD"))
    before = {one.given for one in queries.parked_for(other)}

    decide(owner)
    make.file(owner, crossing("b", "Zodiac"))

    assert before == set()
    assert [(one.given, bool(one.undecided)) for one in queries.parked_for(other)] == [("zodiac", True)]


def test_a_function_that_does_not_edit_vocabularies_is_refused() -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)

    with pytest.raises(NotPermitted):
        queries.parked_for(by)
    with pytest.raises(NotPermitted):
        decide(by)
    with pytest.raises(NotPermitted):
        actions.undo(by=by, name="transport", given="Zodiac", now=timezone.now())


def test_the_ledger_names_the_act_and_never_the_text() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.file(by, crossing("a", "Zodiac of Tarn Veldo"))
    decide(by, given="Zodiac of Tarn Veldo")
    actions.undo(by=by, name="transport", given="zodiac of tarn veldo", now=timezone.now())
    with pytest.raises(CorridorError):
        decide(by, given="Tarn Veldo")

    entries = list(LedgerEntry.objects.order_by("position"))

    assert {Event.CODE_DECIDED, Event.CODE_REOPENED, Event.ACT_REFUSED} <= {entry.event for entry in entries}
    assert not any("veldo" in f"{entry.about} {entry.detail}".casefold() for entry in entries)


@pytest.mark.parametrize(("prop", "text"), [("benefit", "perhaps"), ("smuggling", "maybe"), ("coercion", "a little")])
def test_what_a_safeguard_reads_never_waits(prop: str, text: str) -> None:
    with pytest.raises(CorridorError):
        shelf.registry().park(prop, text)


def test_a_file_parks_what_its_mapping_says_may_wait_and_an_undone_file_leaves_nothing() -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping(
        "boats",
        columns={"ref": [], "day": [], "dead": [], "place": [], "point": [], "note": [], "boat": []},
        recognise={"needs": ["ref", "boat"]},
        fields={
            "incident_kind": {"constant": "shipwreck"},
            "occurred_on": {"column": "day", "style": ["iso"]},
            "transport": {"column": "boat", "several": ";", "otherwise": "park"},
        },
    )
    content = b"ref,day,dead,place,point,note,boat\nA,2021-03-14,1,x,,,Zodiac; Patera\nB,2021-03-15,1,y,,,car\n"

    load = make.load(by, content, mapping="boats")

    assert [(one.given, one.count) for one in queries.parked_for(by)] == [("patera", 1), ("zodiac", 1)]
    assert queries.parked_for(by)[0].first_on
    make.undo(by, load)
    assert queries.parked_for(by) == ()
