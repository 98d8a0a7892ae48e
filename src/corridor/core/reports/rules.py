"""Reads a filled form into what it says, or into every reason why it says nothing that may be stored."""

from __future__ import annotations

from corridor.core.entities.records import Draft, Problem
from corridor.core.entities.rules import problems as problems_of
from corridor.core.kernel.identifiers import Uid
from corridor.core.reports.building import Building
from corridor.core.reports.codes import Fault
from corridor.core.reports.places import uid_of
from corridor.core.reports.records import Asking, Content, FieldProblem, Place, Reading, Values
from corridor.core.reports.typed import number_of

INCIDENT = "incident"
JOURNEY = "journey"


def read(values: Values, asking: Asking) -> Reading:
    """Return what a filled form says, or every reason why it is refused, field by field.

    Source: R-01, R-04, R-05, R-24, R-35
    """
    building = Building(values, asking)
    _incident(building)
    _counts(building)
    legs = _legs(building)
    _means(building)
    _fees(building, legs)
    _documents(building)
    _traces(building)
    grade = _grade(building)
    preset, recipients = _marking(building)
    building.screen_texts()
    for path in building.unread():
        building.refuse(path, Fault.UNKNOWN_FIELD)
    drafts = building.drafts()
    if not building.problems:
        _check_safeguards(building, drafts)
        if not _says_something(drafts[0]):
            building.refuse("counts.0.what", Fault.NOTHING_SAID)
    if building.problems:
        return Reading(None, tuple(building.problems))
    content = Content(drafts, grade, preset, recipients, building.is_invented, tuple(building.confirmed))
    return Reading(content, ())


def _incident(building: Building) -> None:
    """Read the fields of the incident itself; a place brings its point and country where none is given."""
    building.thing(INCIDENT, "Incident")
    building.say(INCIDENT, "identifier", building.asking.ref, "")
    for section in building.asking.form.sections:
        for field in section.fields:
            if field.property and field.kind == "Incident" and field.type != "place":
                building.take(INCIDENT, field.name)
    place = building.place("place_text")
    if place is None:
        return
    if not building.values_of(INCIDENT, "point"):
        if place.point:
            building.say(INCIDENT, "point", place.point, "place_text")
        if not building.values_of(INCIDENT, "place_precision"):
            building.say(INCIDENT, "place_precision", place.precision, "place_text")
    if place.id:
        uid = _place(building, place)
        building.say(INCIDENT, "place_text", place.name, "place_text")
        building.say(INCIDENT, "place", uid, "place_text", ref=uid)
        if not building.values_of(INCIDENT, "country"):
            building.say(INCIDENT, "country", place.country, "place_text")


def _place(building: Building, place: Place) -> Uid:
    """Add a place, of the gazetteer or of two coordinates, as a thing of the report; return its identifier."""
    path = f"place:{place.id or place.point}"
    uid = uid_of(place) if place.id else building.asking.things(path)
    if not building.has(path):
        building.thing(path, "Place", uid)
        if place.name:
            building.say(path, "name", place.name, "")
        if place.point:
            building.say(path, "point", place.point, "")
        building.say(path, "place_precision", place.precision, "")
        if place.country:
            building.say(path, "country", place.country, "")
    return uid


def _counts(building: Building) -> None:
    for row in building.rows("counts"):
        what, span = building.value(f"{row}.what"), building.value(f"{row}.range")
        sex, age = building.value(f"{row}.sex"), building.value(f"{row}.age")
        if not building.is_typed(f"{row}.what"):
            building.refuse(f"{row}.what", Fault.COUNT_INCOMPLETE)
        elif not building.is_typed(f"{row}.range"):
            building.refuse(f"{row}.range", Fault.COUNT_INCOMPLETE)
        elif what and span:
            parts = (span, sex, age) if age else (span, sex) if sex else (span,)
            building.say(INCIDENT, what, "|".join(parts), f"{row}.range")


def _legs(building: Building) -> dict[str, str]:
    """Read the legs in their order; return the path of each by the number that a fee names it by, from 1."""
    found: dict[str, str] = {}
    for number, row in enumerate(building.rows("legs"), 1):
        start, end = building.place(f"{row}.from_text"), building.place(f"{row}.to_text")
        for side in ("from_text", "to_text"):
            if not building.is_typed(f"{row}.{side}"):
                building.refuse(f"{row}.{side}", Fault.LEG_INCOMPLETE)
        found[str(int(row.partition(".")[2]) + 1)] = row
        if start is None or end is None:
            continue
        building.thing(row, "RouteLeg")
        building.say(row, "identifier", f"{building.asking.ref}/{number}", "")
        for prop, name, place in (("from_place", "from_text", start), ("to_place", "to_text", end)):
            uid = _place(building, place)
            building.say(row, prop, uid, f"{row}.{name}", ref=uid)
        for name in ("transport", "method", "border_type", "hazard", "duration_hours"):
            building.take(row, f"{row}.{name}")
        for prop in ("route", "occurred_on"):
            for value in building.values_of(INCIDENT, prop):
                building.say(row, prop, value, prop)
        _use(building, row)
    return found


def _use(building: Building, row: str) -> None:
    """Say that a means of transport was used on a leg in this incident, which ties the two together."""
    for transport in building.values_of(row, "transport"):
        used = f"{row}.use"
        building.thing(used, "TransportUse")
        building.say(used, "transport", transport, f"{row}.transport")
        building.refer(used, "leg", row)
        building.refer(used, "incident", INCIDENT)


def _means(building: Building) -> None:
    for kind, fields in {
        "Vessel": ("vessel_kind", "vessel_seats"),
        "Concealment": ("concealment", "concealed_people", "concealed_hours"),
    }.items():
        if not any(building.is_typed(name) for name in fields):
            continue
        building.thing(kind, kind)
        for name in fields:
            building.take(kind, name)
        if kind == "Vessel":
            building.refer(INCIDENT, "vessel", kind)
        elif not building.is_typed("concealment"):
            building.refuse("concealment", Fault.KIND_MISSING)
        else:
            building.refer(kind, "incident", INCIDENT)


def _fees(building: Building, legs: dict[str, str]) -> None:
    """Read the fees; one without currency, leg, kind of price or day is refused."""
    for row in building.rows("fees"):
        building.thing(row, "Fee")
        amount, currency = _amount(building, row), building.value(f"{row}.currency")
        if not building.is_typed(f"{row}.amount"):
            building.refuse(f"{row}.amount", Fault.MISSING)
        if not building.is_typed(f"{row}.currency"):
            building.refuse(f"{row}.currency", Fault.CURRENCY_MISSING)
        if not building.is_typed(f"{row}.price_kind"):
            building.refuse(f"{row}.price_kind", Fault.KIND_MISSING)
        if amount and currency:
            whole, _, cents = amount.partition(".")
            building.say(row, "fee", f"{whole}.{cents.ljust(2, '0')} {currency}", f"{row}.amount")
        for name in ("per", "price_kind", "payment_method", "occurred_on"):
            building.take(row, f"{row}.{name}")
        if not building.is_typed(f"{row}.occurred_on"):
            for value in building.values_of(INCIDENT, "occurred_on"):
                building.say(row, "occurred_on", value, f"{row}.occurred_on")
        _fee_leg(building, row, legs)


def _amount(building: Building, row: str) -> str:
    path = f"{row}.amount"
    text = building.text(path)
    if not text:
        return ""
    number = number_of(text)
    if isinstance(number, Fault):
        building.refuse(path, number)
        return ""
    return number


def _fee_leg(building: Building, row: str, legs: dict[str, str]) -> None:
    """Tie a fee to the leg it is for, or to where the whole journey begins and ends."""
    path = f"{row}.leg"
    leg = building.text(path)
    if not leg:
        building.refuse(path, Fault.LEG_MISSING)
    elif leg in legs:
        if building.has(legs[leg]):
            building.refer(row, "leg", legs[leg])
            _ends(building, row, legs[leg], legs[leg])
    elif leg != JOURNEY or not legs:
        building.refuse(path, Fault.LEG_UNKNOWN)
    else:
        ordered = list(legs.values())
        _ends(building, row, ordered[0], ordered[-1])


def _ends(building: Building, row: str, first: str, last: str) -> None:
    for prop, leg in (("from_place", first), ("to_place", last)):
        for claim in building.claims_of(leg, prop):
            building.say(row, prop, claim.value, f"{row}.leg", ref=claim.ref)


def _documents(building: Building) -> None:
    for row in building.rows("documents"):
        if not building.is_typed(f"{row}.misuse"):
            building.refuse(f"{row}.misuse", Fault.KIND_MISSING)
            continue
        building.thing(row, "DocumentMisuse")
        for name in ("misuse", "kind", "number", "issuing_country"):
            building.take(row, f"{row}.{name}")
        building.refer(row, "incident", INCIDENT)
        for value in building.values_of(INCIDENT, "occurred_on"):
            building.say(row, "occurred_on", value, "occurred_on")


def _traces(building: Building) -> None:
    for row in building.rows("traces"):
        if not building.is_typed(f"{row}.platform"):
            building.refuse(f"{row}.platform", Fault.KIND_MISSING)
            continue
        building.thing(row, "OnlineOffer")
        for name in ("platform", "platform_kind", "occurred_on", "url"):
            building.take(row, f"{row}.{name}")
        for value in building.values_of(INCIDENT, "recruitment"):
            building.say(row, "recruitment", value, "recruitment")


def _grade(building: Building) -> str:
    """Return the grade as reports carry it, such as `europol-4x4:B2`; empty where nothing was evaluated."""
    written = ""
    for side in ("source", "information"):
        path = f"grade_{side}"
        text = building.text(path)
        if text and text not in building.asking.grades[side]:
            building.refuse(path, Fault.GRADE)
        written += text or "-"
    return "" if written == "--" else f"{building.asking.grade_scheme}:{written}"


def _marking(building: Building) -> tuple[str, tuple[str, ...]]:
    preset, named = building.text("marking"), building.many("recipients")
    if preset not in building.asking.presets:
        building.refuse("marking", Fault.MARKING if preset else Fault.MISSING)
    elif building.asking.presets[preset] and not named:
        building.refuse("recipients", Fault.RECIPIENT_MISSING)
    if set(named) - building.asking.authorities:
        building.refuse("recipients", Fault.RECIPIENT)
    return preset, named if building.asking.presets.get(preset) else ()


def _check_safeguards(building: Building, drafts: tuple[Draft, ...]) -> None:
    """Add what the schemata and the safeguards say against the report, at the fields that it comes from."""
    for problem in problems_of(drafts, building.asking.registry):
        if not problem.warning:
            path = building.origin(problem.uid, problem.prop)
            building.problems.append(
                FieldProblem(path, Fault.SAFEGUARD, problem.reason, kind=problem.code, params=_params(problem))
            )


def _params(problem: Problem) -> dict[str, str]:
    return {"prop": problem.prop or "", **problem.params}


def _says_something(incident: Draft) -> bool:
    framing = {"incident_kind", "occurred_on", "identifier", "country", "place_precision", "reported_by"}
    return any(claim.prop not in framing for claim in incident.claims)
