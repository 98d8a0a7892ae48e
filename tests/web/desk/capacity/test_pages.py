"""The pages of needs and offers: who may open what, what is refused at its field, what leaves as a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from corridor.core.capacity.codes import Kind, Unit
from corridor.core.capacity.records import Quantity
from corridor.core.commitments.levels import Level
from corridor.web.desk.capacity import actions, delivering, queries
from tests import cast
from tests.web.desk.capacity.told import DAY, NEED, NOW, OFFER, PLEDGE, checked, handed, officer, pledged

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Course for coast guards",
    "kind": "training",
    "pillar": "protection",
    "corridor": "Northern crossing",
    "amount": "20",
    "unit": "places",
    "level": "public",
}


def page(member: cast.Member, address: str) -> str:
    return cast.client(member).get(address).content.decode()


def test_a_need_is_posted_found_as_unmet_and_answered_by_a_pledge_that_a_second_officer_confirms() -> None:
    assert "No need that you may see is without an answer." in page(cast.RAPPORTEUR_XA, "/capacity/")
    posted = cast.client(cast.RAPPORTEUR_XB).post("/capacity/new/need/", FORM)
    assert posted.status_code == HTTPStatus.FOUND
    need = posted["Location"].rstrip("/").rpartition("/")[2]
    assert "Course for coast guards" in page(cast.ANALYST_XA, "/capacity/?pillar=protection")
    assert "Course for coast guards" not in page(cast.ANALYST_XA, "/capacity/?pillar=response")
    assert "Report a pledge for this need" in page(cast.RAPPORTEUR_XA, posted["Location"])

    asked = f"/capacity/pledges/new/?need={need}"
    assert 'value="XB-BRD" selected' in page(cast.RAPPORTEUR_XA, asked)
    said = {**FORM, "receiver": "XB-BRD", "since": "2026-01-01", "until": "2026-12-31"}
    made = cast.client(cast.RAPPORTEUR_XA).post(asked, said)
    assert made.status_code == HTTPStatus.FOUND
    assert cast.client(cast.RAPPORTEUR_XB).get(made["Location"]).status_code == HTTPStatus.NOT_FOUND
    cast.client(cast.FOCAL_XA).post(made["Location"], {"act": "confirm"})
    assert "Pledged" in page(cast.RAPPORTEUR_XB, made["Location"])


def test_a_need_that_is_pledged_in_part_says_how_much_nobody_pledged_and_by_whom_the_rest_is() -> None:
    need = actions.post(by=officer(cast.RAPPORTEUR_XB), said=NEED, now=NOW)
    pledged(replace(PLEDGE, quantity=replace(PLEDGE.quantity, amount=Decimal(6)), title="Six rafts"), need=need)

    ledger, shown = page(cast.ANALYST_XA, "/capacity/"), page(cast.ANALYST_XA, f"/capacity/posts/{need}/")
    assert "Northern crossing: 1 pledged in part" in ledger
    for text in (ledger, shown):
        assert "Not pledged yet: \N{LEFT-TO-RIGHT ISOLATE}4\N{POP DIRECTIONAL ISOLATE} pieces" in text
        assert "Six rafts" in text
    rest = replace(PLEDGE, quantity=replace(PLEDGE.quantity, amount=Decimal(4)), title="Four more")
    pledge = pledged(rest, need=need)
    part = handed(pledge, 4)
    checked(pledge, part)
    delivering.deliver(by=officer(cast.FOCAL_XA), pledge=pledge, uid=part, now=NOW)
    shown = page(cast.ANALYST_XA, f"/capacity/posts/{need}/")
    assert "Not pledged yet" not in shown
    assert "Not delivered yet: \N{LEFT-TO-RIGHT ISOLATE}6\N{POP DIRECTIONAL ISOLATE} pieces" in shown
    assert "in part" not in page(cast.ANALYST_XA, "/capacity/")


def test_the_page_says_that_what_lacks_its_checks_is_handed_over_and_not_delivered() -> None:
    pledge = pledged()
    handed(pledge)

    shown = page(cast.RAPPORTEUR_XB, f"/capacity/pledges/{pledge}/")

    assert "Handed over, not delivered" in shown
    assert "No rights check was made." in shown
    browser = cast.client(cast.FOCAL_XA)
    part = queries.pledge_for(officer(cast.FOCAL_XA), pledge, today=DAY).handed[0].row.uid
    refused = browser.post(f"/capacity/pledges/{pledge}/", {"act": "deliver", "part": part})
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Mark as delivered" not in page(cast.FOCAL_XA, f"/capacity/pledges/{pledge}/")
    checked(pledge, part)
    assert "Mark as delivered" in page(cast.FOCAL_XA, f"/capacity/pledges/{pledge}/")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"amount": "-3"}, "amount"),
        ({"unit": "pieces"}, "unit"),
        ({"currency": "EUR"}, "currency"),
        ({"items": "nothing"}, "items"),
        ({"level": "forum"}, None),
        ({"until": "2001-01-01"}, "until"),
        ({"words": "Call +33 6 12 34 56 78"}, "words"),
    ],
)
def test_a_need_that_says_too_little_or_too_much_is_refused_at_its_field(
    changed: dict[str, str], field: str | None
) -> None:
    answer = cast.client(cast.RAPPORTEUR_XB).post("/capacity/new/need/", {**FORM, **changed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert field is None or f'id="{field}-problem"' in answer.content.decode()
    assert queries.posts_for(officer(cast.RAPPORTEUR_XB)) == ()


def test_who_may_not_post_opens_no_form_and_who_may_not_read_opens_nothing() -> None:
    for address in ("/capacity/new/need/", "/capacity/pledges/new/", "/capacity/tables/needs/"):
        assert cast.client(cast.ANALYST_XA).get(address).status_code == HTTPStatus.FORBIDDEN
    assert cast.client(cast.CARRIER_XC).get("/capacity/").status_code == HTTPStatus.FORBIDDEN
    assert cast.client(cast.RAPPORTEUR_XA).get("/capacity/tables/needs/take/").status_code == 405


def test_what_another_authority_keeps_to_itself_looks_like_nothing() -> None:
    own = actions.post(by=officer(cast.RAPPORTEUR_XB), said=replace(NEED, level=Level.OWN), now=NOW)
    address = f"/capacity/posts/{own}/"

    assert cast.client(cast.RAPPORTEUR_XB).get(address).status_code == HTTPStatus.OK
    absent = cast.client(cast.RAPPORTEUR_XA).get(address)
    assert absent.status_code == HTTPStatus.NOT_FOUND
    assert NEED.title not in page(cast.RAPPORTEUR_XA, "/capacity/")
    withdrawn = cast.client(cast.RAPPORTEUR_XA).post(address, {"act": "withdraw"})
    assert withdrawn.status_code == HTTPStatus.NOT_FOUND


def test_the_balance_shows_equipment_for_forces_without_protection_and_adds_no_currencies() -> None:
    pledged()
    for currency in ("EUR", "USD"):
        quantity = Quantity(PLEDGE.quantity.amount, Unit.MONEY, currency)
        pledged(replace(PLEDGE, kind=Kind.MONEY, quantity=quantity, title=currency))

    shown = page(cast.ANALYST_XA, "/capacity/")

    assert "Equipment was pledged for response, and nothing for protection." in shown
    assert "10\N{POP DIRECTIONAL ISOLATE} EUR" in shown
    assert "10\N{POP DIRECTIONAL ISOLATE} USD" in shown
    assert "Ten rafts" in page(cast.ANALYST_XA, "/capacity/bodies/XB-BRD/")
    assert cast.client(cast.ANALYST_XA).get("/capacity/bodies/XZ-NIL/").status_code == HTTPStatus.NOT_FOUND


def test_the_table_that_leaves_holds_no_formula_and_only_what_may_leave() -> None:
    actions.post(by=officer(cast.RAPPORTEUR_XB), said=replace(NEED, title="=2+2"), now=NOW)
    actions.post(by=officer(cast.RAPPORTEUR_XB), said=replace(OFFER, title="Hidden", level=Level.OWN), now=NOW)

    text = cast.client(cast.RAPPORTEUR_XA).post("/capacity/tables/needs/take/").content.decode()

    assert ",'=2+2," in text
    assert "Hidden" not in text


def test_a_table_is_brought_and_each_bad_row_is_told_with_its_line() -> None:
    header = "kind,pillar,corridor,title,amount,unit,currency,level,forums,words,until,items"
    text = f"{header}\ntraining,response,,Course,20,places,,public,,,,\nbribes,response,,Secret,1,places,,public,,,,\n"
    browser = cast.client(cast.RAPPORTEUR_XB)

    shown = browser.post("/capacity/tables/needs/", {"file": SimpleUploadedFile("n.csv", text.encode())})
    broken = browser.post("/capacity/tables/needs/", {"file": SimpleUploadedFile("n.csv", b"\xff\xfe\x00")})

    assert "Rows kept: 1" in shown.content.decode()
    assert 'class="stacked__title">3<' in shown.content.decode()
    assert "Secret" not in shown.content.decode()
    assert broken.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_a_check_found_and_who_made_it_is_for_those_who_have_a_part_in_it() -> None:
    pledge = pledged()
    checked(pledge, handed(pledge))
    address = f"/capacity/pledges/{pledge}/"

    for member in (cast.RAPPORTEUR_XA, cast.RAPPORTEUR_XB):
        assert "How they were used." in page(member, address)
    outside = page(cast.RAPPORTEUR_XC, address)
    assert "How they were used." not in outside
    assert cast.FOCAL_XA.handle not in outside
    assert cast.FOCAL_XA.handle not in page(cast.RAPPORTEUR_XB, address)
