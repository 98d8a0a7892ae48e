"""What a request and a turn must say, in which form they cross, and the text for other channels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.requests.codes import WRITTEN, Kind, What
from corridor.core.requests.errors import BodyRefused
from corridor.core.requests.exchange import request_from, turn_body, turn_from
from corridor.core.requests.records import Equipment, Identifier, Request, Rescue, Said
from corridor.core.requests.rules.asking import request_problems, said_problems
from corridor.core.requests.rules.values import FORMS, equipment_from, identifier_from
from corridor.core.requests.wording import text_for

LISTS = {name: [term.code for term in one.current()] for name, one in shelf.request_lists().items()}
TODAY = date(2030, 3, 1)
THING = "0123456789abcdef" * 2

GOOD = Request(
    kind=Kind.INFORMATION,
    asker="XA-POL",
    asked="XB-BRD",
    purpose="prosecution",
    legal_basis="som-10",
    case="XA 2030/17",
    clock="ordinary",
    words="What is known of this lorry?",
    identifiers=(Identifier("plate", "XB4411"),),
)
TRACE = replace(
    GOOD, kind=Kind.EQUIPMENT, identifiers=(), equipment=Equipment("YAMARINE", "6C5-10442".replace("-", ""))
)
DANGER = replace(
    GOOD,
    kind=Kind.DANGER,
    purpose="search-and-rescue",
    legal_basis="sar-1979",
    clock="at-once",
    words="",
    copy="XC-POL",
    identifiers=(),
    rescue=Rescue("12 miles off Old Harbour", "35.85,-5.8", "2030-03-01T02:10Z", "31", ("adrift", "taking-water")),
)
LEAVE = replace(GOOD, kind=Kind.LEAVE, identifiers=(), about=THING, use="evidence")
ALL = (GOOD, TRACE, DANGER, LEAVE)


def problems(request: Request) -> dict[str, str]:
    rules = shelf.request_kinds()[request.kind]
    return dict(request_problems(request, rules, shelf.request_regimes()[rules.regime][-1], LISTS))


@pytest.mark.parametrize("request_", ALL, ids=lambda one: one.kind.value)
def test_a_complete_request_of_each_kind_has_no_problem(request_: Request) -> None:
    assert problems(request_) == {}


@pytest.mark.parametrize(
    ("request_", "field", "why"),
    [
        (replace(GOOD, asked="XA-POL"), "asked", "the-asker"),
        (replace(GOOD, purpose="search-and-rescue"), "purpose", "not-for-this-kind"),
        (replace(GOOD, purpose="protection"), "purpose", "not-for-this-kind"),
        (replace(GOOD, purpose="asylum"), "purpose", "not-for-this-kind"),
        (replace(GOOD, legal_basis="sar-1979"), "legal_basis", "unknown"),
        (replace(GOOD, case="a\nb"), "case", "malformed"),
        (replace(GOOD, clock="never"), "clock", "unknown"),
        (replace(GOOD, clock="urgent"), "urgent_because", "missing"),
        (replace(GOOD, clock="urgent", urgent_because="in-a-hurry"), "urgent_because", "missing"),
        (replace(GOOD, urgent_because="liberty"), "urgent_because", "not-urgent"),
        (replace(GOOD, words="What?"), "words", "too-short"),
        (replace(GOOD, words="x" * 2001), "words", "too-long"),
        (replace(GOOD, words="What is known\u202e of this lorry?"), "words", "hidden-signs"),
        (replace(GOOD, identifiers=(Identifier("plate", "xb 4411"),)), "identifiers", "malformed"),
        (replace(GOOD, identifiers=(Identifier("asylum-file", "12345"),)), "identifiers", "malformed"),
        (replace(GOOD, identifiers=(Identifier("plate", "XB4411"),) * 11), "identifiers", "too-many"),
        (replace(GOOD, about=THING), "about", "not-for-this-kind"),
        (replace(GOOD, rescue=DANGER.rescue), "place", "not-for-this-kind"),
        (replace(GOOD, copy="XC-POL"), "copy", "missing"),
        (replace(TRACE, equipment=None), "serial", "malformed"),
        (replace(TRACE, equipment=Equipment("YAMARINE", "0000000")), "serial", "malformed"),
        (replace(DANGER, copy=""), "copy", "missing"),
        (replace(DANGER, copy="XB-BRD"), "copy", "not-independent"),
        (replace(DANGER, copy="XA-POL"), "copy", "not-independent"),
        (replace(DANGER, purpose="detection-and-investigation"), "purpose", "not-for-this-kind"),
        (replace(DANGER, identifiers=(Identifier("phone", "+222555123"),)), "identifiers", "not-for-this-kind"),
        (replace(DANGER, words="x" * 301), "words", "too-long"),
        (replace(DANGER, rescue=None), "place", "missing"),
        (replace(LEAVE, use="read"), "use", "missing"),
        (replace(LEAVE, about="no-uid"), "about", "missing"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(request_: Request, field: str, why: str) -> None:
    assert problems(request_).get(field) == why


@pytest.mark.parametrize(
    "rescue",
    [
        Rescue("", "", "2030-03-01T02:10Z", "", ("adrift",)),
        Rescue("x", "95.0,10.0", "2030-03-01T02:10Z", "", ("adrift",)),
        Rescue("x", "", "yesterday", "", ("adrift",)),
        Rescue("x", "", "2030-03-01T02:10Z", "many", ("adrift",)),
        Rescue("x", "", "2030-03-01T02:10Z", "", ()),
        Rescue("x", "", "2030-03-01T02:10Z", "", ("foreigners",)),
    ],
)
def test_what_a_rescue_needs_is_asked_and_nothing_else_passes(rescue: Rescue) -> None:
    assert problems(replace(DANGER, rescue=rescue))


@pytest.mark.parametrize("kind", ["name", "passport", "birth-date", "nationality", "asylum-file", "case", "protection"])
def test_nothing_that_identifies_a_smuggled_person_is_an_identifier(kind: str) -> None:
    assert kind not in FORMS
    assert identifier_from(kind, "12345678") is None


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_each_kind_of_identifier_is_on_the_list_and_the_other_way_round(kind: str) -> None:
    assert set(FORMS) == set(LISTS["identifier-kinds"])
    assert any(kind in rules.identifiers for rules in shelf.request_kinds().values())


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("phone", "00 222 (555) 1-23", "+222555123"),
        ("phone", "+٢٢٢ ٥٥٥ ١٢٣", "+222555123"),
        ("plate", "xb-44 11", "XB4411"),
        ("vessel", "9 123 456", "9123456"),
        ("bank-account", "xa12 3456 7890", "XA1234567890"),
        ("web-address", "HTTPS://Boats.example/Offer", "boats.example/offer"),
    ],
)
def test_an_identifier_has_one_normal_form(kind: str, written: str, value: str) -> None:
    found = identifier_from(kind, written)

    assert found == Identifier(kind, value)


@given(st.sampled_from(sorted(FORMS)), st.text(max_size=40))
@settings(max_examples=40)
def test_the_normal_form_of_a_normal_form_is_itself(kind: str, written: str) -> None:
    found = identifier_from(kind, written)

    assert found is None or identifier_from(kind, found.value) == found


@pytest.mark.parametrize("serial", ["", "abc", "AAAA", "0000000", "ABCDEF", "12345678901234567890123456", "12*4567"])
def test_a_malformed_or_impossible_serial_number_is_refused(serial: str) -> None:
    assert equipment_from("Yamarine", serial) is None


def test_make_and_serial_number_are_compared_in_one_form() -> None:
    assert equipment_from(" yamarine ", "6c5-104.42") == equipment_from("YAMARINE", "6C510442")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(What.REFUSED, words="We cannot give this."), "ground"),
        (Said(What.REFUSED, words="We cannot give this.", ground="no-time"), "ground"),
        (Said(What.REFUSED, ground="not-available"), "words"),
        (Said(What.ANSWERED), "words"),
        (Said(What.ANSWERED, words="Everything known.", granted="yes"), "granted"),
        (Said(What.CLARIFICATION_ASKED, words="?"), "words"),
        (Said(What.EXTENDED, words="It takes longer.", until="2030-02-28"), "until"),
        (Said(What.AUTHORISATION_AWAITED, words="The court decides."), "until"),
        (Said(What.CLOSED, reason="rescued"), "reason"),
        (Said(What.WITHDRAWN, words="x" * 2001), "words"),
    ],
)
def test_a_turn_says_what_its_kind_asks_for(said: Said, field: str) -> None:
    assert field in dict(said_problems(said, Kind.INFORMATION, LISTS, today=TODAY))


def test_leave_is_answered_by_yes_or_no() -> None:
    assert "granted" in dict(said_problems(Said(What.ANSWERED, words="By all means."), Kind.LEAVE, LISTS, today=TODAY))
    assert not said_problems(Said(What.ANSWERED, granted="no"), Kind.LEAVE, LISTS, today=TODAY)


@pytest.mark.parametrize("request_", ALL, ids=lambda one: one.kind.value)
def test_what_crosses_is_read_as_it_was_written(request_: Request) -> None:
    said, written = turn_from(turn_body(Said(What.ASKED), request_))
    found = request_from(written, asker=request_.asker, purpose=request_.purpose, legal_basis=request_.legal_basis)

    assert (said.what, found) == (What.ASKED, request_)


CHANGES = st.sampled_from([None, 1, True, [], ["x"], {}, {"a": "b"}, "x" * 5000, "refused"])


@given(st.sampled_from(ALL), st.data())
@settings(max_examples=40)
def test_whatever_a_partner_sends_is_read_or_refused_and_never_falls_over(
    request_: Request, data: st.DataObject
) -> None:
    body = turn_body(Said(What.ASKED), request_)
    part = data.draw(st.sampled_from([body, body["turn"], body["request"]]))
    name = data.draw(st.sampled_from([*sorted(part), "unknown"]))
    if data.draw(st.booleans()):
        part.pop(name, None)
    else:
        part[name] = data.draw(CHANGES)

    try:
        _, written = turn_from(body)
        found = request_from(written, asker="XA-POL", purpose="prosecution", legal_basis="som-10")
    except BodyRefused:
        return
    problems(found)


def test_the_grounds_of_refusal_are_those_of_the_directive_and_one_of_this_project() -> None:
    terms = shelf.request_lists()["refusal-grounds"].terms
    cited = [code for code, term in terms.items() if "article 6" in term.definition]

    assert set(terms) - set(cited) == {"protection"}
    assert len(cited) == 10


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", WRITTEN)
def test_the_text_for_a_channel_is_whole_in_every_language(channel: str, language: str) -> None:
    request = replace(GOOD, language=language)
    lists = shelf.request_lists()
    named = {
        "clock": "7",
        "information": lists["request-kinds"].terms["information"].labels[language],
        "prosecution": "p",
        "som-10": "b",
        "plate": "plate",
    }

    text = text_for(channel, request, THING, named, shelf.request_templates())

    labels = shelf.request_templates().labels
    assert f"{labels['reference'][language]}: {THING}" in text
    assert "plate XB4411" in text
    assert text.rstrip().endswith(shelf.request_templates().channels[channel].handling[language])
    assert f"{labels['place'][language]}:" not in text


def test_no_kind_of_request_can_be_read_for_a_purpose_of_protection() -> None:
    closed = {"protection", "asylum", "status-and-return", "return-monitoring", "complaints"}

    assert all(not rules.purposes & closed for rules in shelf.request_kinds().values())
    assert not shelf.request_kinds()[Kind.DANGER].purposes & shelf.request_kinds()[Kind.INFORMATION].purposes
    assert shelf.request_kinds()[Kind.FINANCIAL].functions == {"financial-analyst"}
