"""The tour of three steps: offered once, put away for good, there whenever it is wanted."""

from __future__ import annotations

import pytest

from tests import cast

pytestmark = pytest.mark.django_db

OFFER = b"tour-offer"


@pytest.mark.parametrize(
    ("who", "work"),
    [
        (cast.FIELD_OFFICER_XA, "/reports/new/"),
        (cast.ADMINISTRATOR_XA, "/administration/"),
        (cast.OVERSEER_XA, "/ledger/"),
    ],
    ids=lambda part: getattr(part, "function", part),
)
def test_the_second_step_leads_to_the_work_of_the_function(who: cast.Member, work: str) -> None:
    browser = cast.client(who)

    steps = [browser.get(f"/tour/?step={number}").content.decode() for number in (1, 2, 3)]

    assert f'class="ds-link" href="{work}"' in steps[1].split("<main", 1)[1]
    assert "/tour/?step=2" in steps[0]
    assert 'rel="next"' not in steps[2]


def test_the_tour_is_offered_until_it_is_put_away_and_stays_within_reach() -> None:
    browser = cast.client(cast.ANALYST_XA)
    assert OFFER in browser.get("/").content
    assert OFFER not in browser.get("/sources/").content

    answer = browser.post("/tour/end/")

    assert answer.status_code == 302
    assert OFFER not in browser.get("/").content
    assert b'href="/tour/"' in browser.get("/").content


def test_what_one_officer_put_away_is_still_offered_to_another() -> None:
    cast.client(cast.ANALYST_XA).post("/tour/end/")

    assert OFFER in cast.client(cast.ANALYST_XB).get("/").content


def test_a_step_that_is_not_there_is_the_first() -> None:
    browser = cast.client(cast.ANALYST_XA)

    pages = [browser.get(f"/tour/?step={asked}").content for asked in ("1", "0", "x", "٢", "99")]

    assert all("Step 1 of 3" in page.decode() for page in pages)
