"""What a filled form says, and why it is refused, field by field."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.entities.records import Draft
from corridor.core.kernel.counts import Count
from corridor.core.kernel.identifiers import Uid
from corridor.core.reports.building import search_texts
from corridor.core.reports.codes import SENTENCES, Fault, FieldType
from corridor.core.reports.exchange import FormInvalid, form_from
from corridor.core.reports.places import chosen_text, place_of
from corridor.core.reports.records import Asking, Finding, Place
from corridor.core.reports.rules import read
from corridor.core.reports.typed import number_of, span_of

PLACES = (
    Place("g:1", "Ashmar", "XA", "-35.5,-20"),
    Place("g:2", "Vell", "XB", "-36,-22"),
    Place("g:3", "Port", "XA", "-30,-20"),
    Place("g:4", "Port", "XA", "-38,-28"),
    Place("g:5", "Ashmar", "XA", "-35.6,-20.1"),
)
WRECK: dict[str, str] = {
    "incident_kind": "shipwreck",
    "occurred_on": "2026-03-14",
    "place_text": "Ashmar",
    "counts.0.what": "dead",
    "counts.0.range": "14",
    "marking": "partners",
}


def found(text: str, country: str = "") -> Sequence[Place]:
    return [one for one in PLACES if one.name == text and country in ("", one.country)]


ASKING = Asking(
    form=shelf.report_form(),
    registry=shelf.registry(),
    countries=shelf.countries(),
    invented=shelf.invented_countries(),
    currencies=frozenset({"EUR", "USD"}),
    places=found,
    screen=lambda text: [Finding(kind, 0, 3) for kind in ("name", "phone") if kind in text],
    today=date(2026, 11, 22),
    presets={"partners": False, "law-enforcement": True},
    authorities=frozenset({"XA-POL", "XB-BRD"}),
    grades={"source": frozenset("ABCX"), "information": frozenset("1234")},
    grade_scheme="europol-4x4",
    language="en",
    ref="XA-POL-2026-1",
    things=lambda path: Uid(hashlib.sha256(path.encode()).hexdigest()[:32]),
)


def drafts(**more: str) -> tuple[Draft, ...]:
    """Return what the wreck says with further fields, `legs__0__from_text` standing for dots."""
    reading = read(WRECK | {path.replace("__", "."): text for path, text in more.items()}, ASKING)
    assert reading.content is not None, reading.problems
    return reading.content.drafts


def faults(**more: str) -> dict[str, Fault]:
    """Return what is wrong with the wreck once these fields are as given."""
    reading = read(WRECK | {path.replace("__", "."): text for path, text in more.items()}, ASKING)
    return {problem.path: problem.fault for problem in reading.problems}


def of(kind: str, all_of: tuple[Draft, ...]) -> Draft:
    return next(one for one in all_of if one.kind == kind)


def test_a_wreck_says_what_was_typed_in_canonical_values() -> None:
    incident, place = drafts(counts__1__what="missing", counts__1__range="٣٠–٤٠", counts__1__age="child")

    assert incident.values("dead") == ("14",)
    assert incident.values("missing") == ("30..40||child",)
    assert incident.values("point") == place.values("point") == ("-35.5,-20",)
    assert incident.values("place") == (str(place.uid),)


LEG = {"legs__0__from_text": "Ashmar", "legs__0__to_text": "Vell (XB)", "legs__0__transport": "wooden-boat"}
FEE = {"fees__0__amount": "1,800", "fees__0__currency": "eur", "fees__0__price_kind": "paid", "fees__0__leg": "1"}


def test_a_leg_is_tied_to_the_incident_by_its_transport_and_to_the_fee_that_names_it() -> None:
    said = drafts(**LEG, **FEE)

    leg, use, fee = of("RouteLeg", said), of("TransportUse", said), of("Fee", said)
    assert use.values("leg") == fee.values("leg") == (str(leg.uid),)
    assert use.values("incident") == (str(said[0].uid),)
    assert fee.values("fee") == ("1800.00 EUR",)
    assert fee.values("occurred_on") == ("2026-03-14",)


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("occurred_on", "2026-11-23", Fault.FUTURE),
        ("occurred_on", "yesterday", Fault.DATE),
        ("occurred_on", "", Fault.MISSING),
        ("place_text", "Nowhere", Fault.PLACE),
        ("place_text", "Port", Fault.PLACE_SEVERAL),
        ("counts__0__range", "40-30", Fault.RANGE_REVERSED),
        ("counts__0__range", "many", Fault.RANGE),
        ("counts__1__range", "3", Fault.COUNT_INCOMPLETE),
        ("incident_kind", "party", Fault.CODE),
        ("country", "Atlantis", Fault.COUNTRY),
        ("legs__0__from_text", "Ashmar", Fault.LEG_INCOMPLETE),
        ("documents__0__kind", "passport", Fault.KIND_MISSING),
        ("marking", "nobody", Fault.MARKING),
        ("marking", "law-enforcement", Fault.RECIPIENT_MISSING),
        ("recipients", "XX-XXX", Fault.RECIPIENT),
        ("grade_source", "Z", Fault.GRADE),
        ("summary", "a name", Fault.PERSON),
        ("summary", "a phone", Fault.IDENTIFIER),
        ("summary", "turned \u202e round", Fault.HIDDEN),
        ("name_of_the_migrant", "x", Fault.UNKNOWN_FIELD),
        ("legs__99__from_text", "Ashmar", Fault.UNKNOWN_FIELD),
    ],
)
def test_a_field_is_refused_by_itself_with_a_reason_that_repeats_nothing(field: str, text: str, fault: Fault) -> None:
    assert fault in faults(**{field: text}).values()
    assert text not in SENTENCES[fault] or not text


@pytest.mark.parametrize(
    ("changed", "path", "fault"),
    [
        ({"fees__0__amount": "-5"}, "fees.0.amount", Fault.NEGATIVE),
        ({"fees__0__amount": ""}, "fees.0.amount", Fault.MISSING),
        ({"fees__0__currency": ""}, "fees.0.currency", Fault.CURRENCY_MISSING),
        ({"fees__0__currency": "XQQ"}, "fees.0.currency", Fault.CURRENCY),
        ({"fees__0__leg": ""}, "fees.0.leg", Fault.LEG_MISSING),
        ({"fees__0__leg": "2"}, "fees.0.leg", Fault.LEG_UNKNOWN),
        ({"fees__0__price_kind": ""}, "fees.0.price_kind", Fault.KIND_MISSING),
        ({"fees__0__occurred_on": "2027"}, "fees.0.occurred_on", Fault.FUTURE),
    ],
)
def test_a_fee_without_currency_day_or_leg_or_below_zero_is_refused(
    changed: dict[str, str], path: str, fault: Fault
) -> None:
    assert faults(**(LEG | FEE | changed)) == {path: fault}


def test_nothing_is_called_smuggling_without_benefit_and_trafficking_is_a_word_of_its_own() -> None:
    assert faults(smuggling="yes") == {"benefit": Fault.SAFEGUARD}
    assert faults(smuggling="yes", benefit="no-benefit") == {"benefit": Fault.SAFEGUARD}
    incident = drafts(smuggling="yes", benefit="financial", trafficking="indicated")[0]
    assert incident.values("trafficking") == ("indicated",)


def test_statelessness_is_a_nationality() -> None:
    assert drafts(nationality="stateless, XA")[0].values("nationality") == ("stateless", "XA")


def test_a_name_that_is_confirmed_to_be_nobodys_stays_and_is_told_to_the_second_officer() -> None:
    problem = next(one for one in read({**WRECK, "summary": "a name"}, ASKING).problems)

    confirmed = read({**WRECK, "summary": "a name", "confirmed": problem.token}, ASKING)
    other = read({**WRECK, "summary": "b name", "confirmed": problem.token}, ASKING)

    assert confirmed.content is not None
    assert [one.path for one in confirmed.content.confirmed] == ["summary"]
    assert other.content is None
    phone = read({**WRECK, "summary": "a phone"}, ASKING).problems[0]
    assert phone.token == ""


@given(
    st.dictionaries(
        st.sampled_from(("summary", "legs.0.from_text", "traces.0.url", "reported_by", "place_text")),
        st.text(alphabet="name phone\t", max_size=30),
    ),
    st.booleans(),
)
def test_a_draft_is_searched_as_the_report_is_that_comes_of_it(texts: dict[str, str], is_confirmed: bool) -> None:
    searched = search_texts(texts, ASKING.form, ASKING.screen)
    if is_confirmed and searched.open:
        texts["confirmed"] = searched.open[0].token
        searched = search_texts(texts, ASKING.form, ASKING.screen)

    refused = [one for one in read({**WRECK, **texts}, ASKING).problems if one.end]

    assert list(searched.open) == refused


def test_what_the_form_brings_itself_is_no_row_and_a_report_says_more_than_when() -> None:
    assert drafts(counts__1__what="missing", fees__0__currency="EUR")[0].values("missing") == ()
    bare = {path: text for path, text in WRECK.items() if path in ("incident_kind", "occurred_on", "marking")}
    assert [one.fault for one in read(bare, ASKING).problems] == [Fault.NOTHING_SAID]


def test_a_town_with_its_port_is_one_place_and_two_towns_are_chosen_between() -> None:
    assert isinstance(place_of("Ashmar", found), Place)
    one, other = found("Port")
    assert place_of(chosen_text(one, is_alone=False), found) == one
    assert place_of(chosen_text(other, is_alone=False), found) == other
    assert place_of("35,2 N 5,6 W", found) == Fault.PLACE


def test_the_same_form_names_the_same_things_whenever_it_is_read() -> None:
    assert [one.uid for one in drafts(**LEG)] == [one.uid for one in drafts(**LEG)]


@given(st.dictionaries(st.sampled_from(sorted(shelf.report_form().paths())), st.text(max_size=40), max_size=12))
def test_nothing_that_is_typed_makes_a_person_or_breaks_the_reading(values: dict[str, str]) -> None:
    reading = read({**WRECK, **values}, ASKING)

    assert (reading.content is None) is bool(reading.problems)
    kinds = {one.kind for one in reading.content.drafts} if reading.content else set()
    assert not kinds & {"Person", "Role", "PhoneNumber", "OnlineAccount", "Account", "Document"}
    for problem in reading.problems:
        typed = values.get(problem.path, "").strip()
        assert len(typed) < 10 or typed not in problem.sentence


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_range_is_read_as_it_is_written(low: int, high: int) -> None:
    low, high = min(low, high), max(low, high)

    assert span_of(f"{low}-{high}") == Count(low, high).text
    assert span_of(f"{low}+") == Count(low, None).text
    assert span_of(f"≤ {high}") == Count(None, high).text


@given(st.text(max_size=30))
def test_no_text_makes_a_count_or_number_that_is_none(text: str) -> None:
    span, number = span_of(text), number_of(text)

    assert isinstance(span, Fault) or Count.parse(span).text == span
    assert isinstance(number, Fault) or float(number) >= 0


@pytest.mark.parametrize(
    ("text", "number"), [("1,800", "1800"), ("1 800.50", "1800.5"), ("1800,5", "1800.5"), ("٢٧٠٠", "2700"), ("0", "0")]
)
def test_amounts_are_read_as_people_write_them(text: str, number: str) -> None:
    assert number_of(text) == number


def test_the_form_asks_in_four_languages_only_what_the_schemata_have() -> None:
    form = shelf.report_form()
    fields = [form.field(path) for path in form.paths()]

    assert all(field is not None and set(field.labels) >= {"en", "fr", "es", "ar"} for field in fields)
    assert {field.kind for field in fields if field is not None}.isdisjoint({"Person", "Role", "OnlineAccount"})
    assert {field.type for field in fields if field is not None} == set(FieldType)
    document = shelf.document("corridor.core.reports", "fields.yaml")
    document["sections"][0]["fields"][0]["property"] = "name_of_the_migrant"
    with pytest.raises(FormInvalid):
        form_from(document, shelf.registry())


def test_an_invented_country_or_place_makes_the_report_invented() -> None:
    invented = replace(ASKING, places=lambda text, country="": [PLACES[0]._replace(is_invented=True)])
    real = read(WRECK, ASKING).content

    assert real is not None
    assert not real.is_invented
    for content in (read(WRECK, invented).content, read({**WRECK, "country": "XB"}, ASKING).content):
        assert content is not None
        assert content.is_invented
