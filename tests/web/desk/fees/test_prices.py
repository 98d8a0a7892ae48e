"""The page of prices: who sees what, what stands apart, and what an officer may enter."""

from __future__ import annotations

import json
import re
from http import HTTPStatus

import pytest
from django.conf import settings
from django.utils import timezone

from corridor import cli
from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.fees.codes import Apart, Lack, Scope
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.fees.queries import Answer, Question, fees_for
from corridor.web.desk.reports import writing
from tests import cast, make

pytestmark = pytest.mark.django_db

SAYERS = (cast.ANALYST_XA, cast.ANALYST_XB, cast.ANALYST_XC)
ENDS = {"from_place": "Ashmar Bay", "to_place": "Port Zephyr"}
TYPED = {
    "low": "2,700",
    "high": "20000",
    "and_more": "1",
    "currency": "usd",
    "on": "2024-12",
    "unit": "person-journey",
    "price_kind": "asked",
    "start": "Ashmar",
    "end": "Caldra",
    "publisher": "Turquesa V, INTERPOL",
    "marking": "public",
}


def fee(amount: str, **said: make.Said) -> Draft:
    return make.draft(
        None,
        "Fee",
        **{
            "fee": amount,
            "price_kind": "paid",
            "price_unit": "person-leg",
            "occurred_on": "2024-05",
            "leg": make.uid("leg"),
            **said,
        },
    )


def leg() -> Draft:
    return make.draft("leg", "RouteLeg", **ENDS, distance_km="600", transport="inflatable-boat", border_type="sea")


def told(count: int, *, sayers: int = 3, preset: str = "public") -> list[Officer]:
    """File a leg and so many prices of it, by so many authorities in turn."""
    officers = [cast.officer(one) for one in SAYERS]
    make.file(officers[0], leg())
    for n in range(count):
        by = officers[n % sayers]
        make.file(by, fee(f"{1000 + n}.00 USD"), marked=make.marking(preset, by.reader.authority))
    return officers


def asked(officer: Officer, **question: object) -> Answer:
    return fees_for(officer, Question(**question))  # type: ignore[arg-type]  # fields of Question


@pytest.mark.store
def test_the_median_of_a_leg_stands_with_its_interval_prices_and_contributors() -> None:
    officers = told(15)

    (way,) = asked(officers[1]).ways

    assert (way.way.start, way.way.end, way.way.distance_km) == ("Ashmar Bay", "Port Zephyr", 600.0)
    assert (way.middle.prices, way.middle.contributors) == (15, 3)
    assert way.middle.median == pytest.approx(1007 * 321.943 / 313.689)


@pytest.mark.store
def test_prices_out_of_sight_move_no_figure_and_make_no_contributor() -> None:
    officers = told(11)
    before = asked(officers[1])
    for n in range(9):
        make.file(officers[0], fee(f"{90_000 + n}.00 USD"), marked=make.marking("own-authority", "XA-POL"))

    assert asked(officers[1]) == before
    assert before.ways[0].middle.median is None
    assert len(asked(officers[0]).prices) == 20


@pytest.mark.parametrize(("count", "sayers", "why"), [(11, 3, Lack.TOO_FEW_PRICES), (14, 2, Lack.TOO_FEW_CONTRIBUTORS)])
def test_too_few_prices_or_contributors_are_said_instead_of_a_figure(count: int, sayers: int, why: Lack) -> None:
    officers = told(count, sayers=sayers)

    answer = asked(officers[0])

    assert answer.model is why
    assert answer.ways[0].middle.median is None


def test_what_cannot_be_compared_stands_apart_with_its_reason() -> None:
    officers = told(0)
    odd: dict[Apart, Draft] = {
        Apart.NO_DATE: fee("100.00 USD", occurred_on=None),
        Apart.NO_LEG: fee("100.00 USD", leg=None),
        Apart.NO_UNIT: fee("100.00 USD", price_unit=None),
        Apart.NO_HEADS: fee("100.00 USD", price_unit="group"),
        Apart.NO_RATE: fee("100.00 XTS"),
        Apart.OTHER_PURPOSE: fee("100.00 USD", price_kind="ransom"),
    }
    make.file(officers[0], *odd.values())
    make.file(
        officers[0],
        make.draft(None, "Payment", fee="900.00 USD", occurred_on="2024-05", leg=make.uid("leg"), people="3"),
    )

    answer = asked(officers[1])

    assert {one.why for one in answer.asides} == set(odd)
    assert [round(price.told.low.amount) for price in answer.prices] == [900]
    assert answer.prices[0].low == pytest.approx(300 * 321.943 / 313.689)


def test_a_leg_that_may_not_be_read_leaves_its_price_apart() -> None:
    by, reader = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    make.file(by, leg(), marked=make.marking("own-authority", "XA-POL"))
    make.file(by, fee("1000.00 USD"))

    assert [one.why for one in asked(reader).asides] == [Apart.NO_LEG]
    assert len(asked(by).prices) == 1


def test_one_price_told_by_two_records_is_one_interval_and_two_contributors() -> None:
    officers = told(0)
    for by, amount in zip(officers, ("1000.00 USD", "1400.00 USD"), strict=False):
        make.file(
            by,
            make.draft(
                "one-fee",
                "Fee",
                fee=amount,
                price_kind="paid",
                price_unit="person-leg",
                occurred_on="2025",
                leg=make.uid("leg"),
            ),
        )

    (price,) = asked(officers[2]).prices

    assert (price.low, price.high) == (1000.0, 1400.0)
    assert price.told.contributors == {"XA-POL", "XB-BRD"}


def test_a_fee_of_a_released_report_is_a_price_of_its_leg() -> None:
    author, second, now = cast.officer(cast.FIELD_OFFICER_XA), cast.officer(cast.ANALYST_XA), timezone.now()
    values = {
        "incident_kind": "landing",
        "occurred_on": "2025-06-03",
        "counts.0.what": "people",
        "counts.0.range": "30-40",
        "legs.0.from_text": "Zuwarah",
        "legs.0.to_text": "Lampedusa",
        "legs.0.transport": "wooden-boat",
        "fees.0.amount": "1500",
        "fees.0.currency": "USD",
        "fees.0.per": "person-leg",
        "fees.0.price_kind": "paid",
        "fees.0.leg": "1",
        "marking": "public",
    }
    uid = writing.save_draft(by=author, values=values, now=now)
    assert writing.send(by=author, uid=uid, now=now) == ()
    writing.release(by=second, uid=uid, now=now)

    (price,) = asked(cast.officer(cast.ANALYST_XC)).prices

    assert (price.low, price.told.on, price.way.transport) == (1500.0, "2025-06-03", "wooden-boat")
    assert {price.way.start_country, price.way.end_country} == {"LY", "IT"}
    assert 200 < (price.way.distance_km or 0) < 400


def test_the_command_tells_the_same_figures_as_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    told(15)

    code = cli.main(["--home", str(settings.HOME), "fees", "--as", "xb.analyst", "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (answer["compared"], answer["ways"][0]["median"], answer["ways"][0]["contributors"]) == (15, 1033, 3)
    assert answer["why_no_model"] == "no-terms"


def test_the_page_is_for_who_may_read_the_picture_alone() -> None:
    assert cast.client(cast.ANALYST_XB).get("/fees/").status_code == HTTPStatus.OK
    assert cast.client(cast.ADMINISTRATOR_XA).get("/fees/").status_code == HTTPStatus.FORBIDDEN
    assert cast.client(cast.ANALYST_XA).post("/fees/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    with pytest.raises(NotPermitted):
        asked(cast.officer(cast.ADMINISTRATOR_XA))


def test_reading_the_page_is_told_to_who_shared_the_prices_and_not_for_the_own() -> None:
    told(3)
    cast.client(cast.ANALYST_XB).get("/fees/")

    entry = LedgerEntry.objects.filter(event="page:read", about="fees").latest("position")

    assert len(re.findall(r"[0-9a-f]{16}:1:", entry.detail)) == 2


def test_a_print_carries_the_strictest_marking_of_what_moved_its_figures() -> None:
    officers = told(3)
    make.file(officers[0], fee("5.00 USD"), marked=make.marking("own-authority", "XA-POL"))

    paper = cast.client(cast.ANALYST_XA).get("/fees/?print=1").content.decode()
    public = cast.client(cast.ANALYST_XB).get("/fees/?print=1").content.decode()

    assert "Own authority" in paper
    assert "Own authority" not in public


def test_the_page_shows_figures_the_model_and_the_question() -> None:
    told(15)

    page = cast.client(cast.ANALYST_XB).get("/fees/", {"currency": "EUR", "route": "x", "since": "nonsense"})
    whole = cast.client(cast.ANALYST_XB).get("/fees/").content.decode()

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "1,030\u00a0USD" in whole
    assert "no reproach" in whole
    assert "No lawful route" in whole or "no lawful route" in whole


def test_a_published_price_without_upper_end_is_entered_and_counted_and_never_averaged() -> None:
    browser = cast.client(cast.ANALYST_XA)

    sent = browser.post("/fees/new/", TYPED)

    assert sent.status_code == HTTPStatus.FOUND
    (price,) = asked(cast.officer(cast.ANALYST_XB), scope=Scope.JOURNEY).prices
    assert price.told.low.amount == 2700
    assert price.told.is_open
    assert price.middle is None
    assert "and more" in browser.get("/fees/", {"scope": "journey"}).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"currency": ""}, "currency"),
        ({"on": ""}, "on"),
        ({"on": "2099"}, "on"),
        ({"start": ""}, "leg"),
        ({"leg": "f" * 32}, "leg"),
        ({"unit": ""}, "unit"),
        ({"unit": "group"}, "people"),
        ({"low": "-5"}, "low"),
        ({"low": "many"}, "low"),
        ({"high": "100"}, "high"),
        ({"publisher": ""}, "publisher"),
        ({"publisher": "Told by +39 333 123 4567"}, "publisher"),
        ({"end": "call a@b.example"}, "end"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"marking": "nonsense"}, "marking"),
        ({"marking": "law-enforcement"}, "marking"),
    ],
)
def test_a_price_that_could_not_be_compared_is_refused_at_its_field(changes: dict[str, str], field: str) -> None:
    answer = cast.client(cast.ANALYST_XA).post("/fees/new/", {**TYPED, **changes})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'href="#{field}"' in answer.content.decode()
    assert asked(cast.officer(cast.ANALYST_XA), scope=Scope.JOURNEY).prices == ()


def test_a_source_that_looks_like_a_name_is_confirmed_as_a_publication_first() -> None:
    browser = cast.client(cast.ANALYST_XA)
    typed = {**TYPED, "publisher": "Ahmed Hassan told us"}

    refused = browser.post("/fees/new/", typed)
    confirmed = browser.post("/fees/new/", {**typed, "is_publication": "1"})

    assert 'name="is_publication"' in refused.content.decode()
    assert (refused.status_code, confirmed.status_code) == (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.FOUND)


def test_who_may_not_file_reports_enters_no_price() -> None:
    browser = cast.client(cast.OVERSEER_XA)

    assert browser.get("/fees/new/").status_code == HTTPStatus.FORBIDDEN
    assert browser.post("/fees/lawful/new/", {}).status_code == HTTPStatus.FORBIDDEN


def test_the_lawful_route_stands_beside_the_price_with_cost_and_waiting_time() -> None:
    officers = told(0)
    make.file(
        officers[0], *[make.draft(name, "Place", name=name, country=code) for name, code in (("A", "XA"), ("C", "XC"))]
    )
    make.file(officers[0], make.draft("over", "RouteLeg", from_place=make.uid("A"), to_place=make.uid("C")))
    for n in range(12):
        make.file(officers[n % 3], fee(f"{1000 + 100 * n}.00 USD", leg=make.uid("over"), occurred_on="2025"))
    typed = {
        "kind": "work",
        "start": "XA",
        "end": "XC",
        "low": "200",
        "currency": "USD",
        "on": "2025",
        "days": "90",
        "days_high": "200",
        "publisher": "Consulate",
        "marking": "public",
    }

    none = asked(officers[1]).beside[0].lawful
    sent = cast.client(cast.ANALYST_XB).post("/fees/lawful/new/", typed)
    (beside,) = asked(officers[2]).beside

    assert none == ()
    assert sent.status_code == HTTPStatus.FOUND
    ((lawful, gap),) = beside.lawful
    assert (lawful.kind, lawful.days) == ("work", (90.0, 200.0))
    assert (gap.low, gap.high) == pytest.approx((1000.0, 1700.0))
    assert "No lawful route" not in cast.client(cast.ANALYST_XA).get("/fees/").content.decode()


def test_a_name_as_a_place_or_markup_as_a_source_never_runs_on_the_page() -> None:
    browser = cast.client(cast.ANALYST_XA)
    browser.post("/fees/new/", {**TYPED, "start": "<script>alert(1)</script>"})

    assert "<script>alert" not in browser.get("/fees/", {"scope": "journey"}).content.decode()


def test_in_a_demonstration_the_page_opens_on_the_world_that_has_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMONSTRATION", True)
    browser, by = cast.client(cast.ANALYST_XA), cast.officer(cast.ANALYST_XA)
    make.file(by, leg(), fee("900.00 USD"), is_invented=True)

    def chosen(query: str) -> str:
        page = browser.get(f"/fees/{query}").content.decode()
        found = re.search(r'aria-current="page">(Published series|Invented corridor)<', page)
        return found[1] if found is not None else ""

    assert [chosen(""), chosen("?world=published")] == ["Invented corridor", "Published series"]
    make.file(cast.officer(cast.ANALYST_XB), leg(), fee("800.00 USD"))
    assert chosen("") == "Published series"
