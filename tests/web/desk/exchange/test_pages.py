"""The pages of exchange: who will get what before it leaves, what each node answered, and what came."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from corridor.web.base.accounts.models import Authority
from corridor.web.desk.exchange.models import Release
from corridor.web.desk.lines.models import Posted
from tests import cast, make, nodes
from tests.exchanging import XB, Pair, at, settle
from tests.web.desk.exchange import out

pytestmark = pytest.mark.store

CHOSEN = {"recipients": [XB], "purpose": out.PURPOSE, "until": "", "urgency": "routine"}


def text(response: Any) -> str:
    return str(response.content.decode())


def test_who_will_get_what_is_shown_before_a_report_leaves(pair: Pair) -> None:
    browser = cast.client(cast.ANALYST_XA)
    kept = make.incident("kept", summary="A lantern at sea")
    load = out.filed(make.incident("wreck"), kept, markings={kept.uid: make.marking("own-authority", "XA-POL")})
    address = f"/exchange/release/{load}/"

    form = text(browser.get(address))
    looked = text(browser.post(address, {**CHOSEN, "act": "look"}))
    at_once = text(browser.post(address, {**CHOSEN, "act": "ask"}))

    assert "XB-BRD" in form
    assert "Who will get this" not in form
    for page in (looked, at_once):
        assert "Who will get this" in page
        assert "A lantern at sea" in page
        assert "stays here: its marking" in page
    assert not Release.objects.exists()

    asked = browser.post(address, {**CHOSEN, "act": "ask", "looked": f"{XB} {out.PURPOSE} "})

    assert asked.status_code == 302
    page = text(browser.get(asked["Location"]))
    assert "Nobody can know yet whether it came." in page
    settle(pair)
    assert "Nobody can know yet" not in text(browser.get(asked["Location"]))
    with at(pair.xb):
        assert out.read_of(str(kept.uid)) == []


def test_a_release_of_what_one_may_not_read_is_not_listed_and_not_counted(pair: Pair) -> None:
    narrow = replace(out.marking(), functions=frozenset({"investigator", "analyst"}))
    about = out.released(make.incident("wreck"), marked=narrow)
    liaison = cast.STATISTICIAN_XA
    cast.grant(liaison, "liaison-officer", "operational-analysis")
    browser = cast.client(liaison, function="liaison-officer")

    assert about not in text(browser.get("/exchange/releases/"))
    assert browser.get(f"/exchange/releases/{about}/").status_code == 404
    traffic = text(browser.get("/exchange/"))
    assert "Report released" not in traffic
    assert "Unconfirmed" not in traffic
    assert "Report released" in text(cast.client(cast.ANALYST_XA).get("/exchange/"))
    assert "Unconfirmed: 1" in text(cast.client(cast.OVERSEER_XA).get("/exchange/"))


def test_the_traffic_says_why_something_was_kept_aside_and_nothing_of_what_it_said(pair: Pair) -> None:
    out.released(make.incident("wreck", summary="A lantern at sea"))
    with at(pair.xb):
        Authority.objects.filter(code=XB).update(closed_at=timezone.now())
    settle(pair)

    page = text(cast.client(cast.ANALYST_XA).get("/exchange/"))

    assert Posted.objects.get().outcome == "kept-aside"
    assert "What it says cannot be held there." in page
    assert "1 item kept aside there." in page
    assert "A lantern at sea" not in page


def test_a_recall_needs_a_reason_and_then_shows_who_has_not_confirmed(pair: Pair) -> None:
    about = out.released()
    settle(pair)
    browser, page = cast.client(cast.ANALYST_XA), f"/exchange/releases/{about}/"

    assert browser.post(f"{page}recall/", {}).status_code == 422
    assert browser.post(f"{page}recall/", {"reason": "wrong"}).status_code == 302
    waits = text(browser.get(page))
    settle(pair)
    told = text(browser.get(page))

    assert "nobody can know whether they still hold it" in waits
    assert "says that it erased it" in told
    assert "nobody can know whether they still hold it" not in told


def test_what_tells_of_persons_takes_two_officers_here_and_a_review_there(pair: Pair) -> None:
    out.opened()
    about = out.person_asked()
    page = f"/exchange/releases/{about}/"
    asker = cast.client(cast.INVESTIGATOR_XA, function="investigator")

    assert "decision" not in text(asker.get(page))
    assert asker.post(f"{page}decide/", {"decision": "approve"}).status_code == 403
    assert not Posted.objects.exists()
    second = cast.client(cast.ANALYST_XA)
    assert "Who will get this" in text(second.get(page))
    assert second.post(f"{page}decide/", {"decision": "approve"}).status_code == 302
    settle(pair)

    with at(pair.xb):
        browser, load = cast.client(cast.ANALYST_XB), out.received().load
        assert out.read_of(out.received().thing) == []
        assert "Waits for review" in text(browser.get("/exchange/received/"))
        review = text(browser.get(f"/exchange/received/{load}/"))
        assert "Tarn Veldo" in review
        assert browser.post(f"/exchange/received/{load}/review/", {"decision": "accept"}).status_code == 302
        assert "Tarn Veldo" in out.read_of(out.received().thing)
        assert browser.post(f"/exchange/received/{load}/review/", {"decision": "accept"}).status_code == 409


def test_what_is_declined_is_erased_there_and_its_owner_is_told(pair: Pair) -> None:
    out.opened()
    about = out.person_asked()
    cast.client(cast.ANALYST_XA).post(f"/exchange/releases/{about}/decide/", {"decision": "approve"})
    settle(pair)
    with at(pair.xb):
        load = out.received().load
        cast.client(cast.ANALYST_XB).post(f"/exchange/received/{load}/review/", {"decision": "decline"})
        assert "Tarn Veldo" not in text(cast.client(cast.ANALYST_XB).get(f"/exchange/received/{load}/"))
    settle(pair)

    assert "declined it" in text(cast.client(cast.ANALYST_XA).get(f"/exchange/releases/{about}/"))


def test_a_received_report_says_whose_it_is_and_what_may_be_done_with_it(pair: Pair) -> None:
    out.released()
    settle(pair)
    with at(pair.xb):
        load = out.received().load
        page = text(cast.client(cast.ANALYST_XB).get(f"/exchange/received/{load}/"))

        assert "XA-POL" in page
        assert f"/things/{out.WRECK}/print/" in page
        assert 'name="use" value="evidence"' in page
        assert f"/things/{out.WRECK}/received/" in text(cast.client(cast.ANALYST_XB).get(f"/things/{out.WRECK}/"))
        led = cast.client(cast.ANALYST_XB).get(f"/things/{out.WRECK}/received/")
        assert led["Location"] == f"/exchange/received/{load}/"
        assert cast.client(cast.ANALYST_XC).get(f"/exchange/received/{load}/").status_code == 404


def test_without_partners_the_pages_say_so(node: nodes.Node) -> None:
    browser = cast.client(cast.ANALYST_XA)

    assert "No partner is known to this node." in text(browser.get("/exchange/"))
    assert "Nothing came that you may know of." in text(browser.get("/exchange/received/"))
    load = out.filed(make.incident(), marked=make.marking("public", "XA-POL"))
    assert "No authority abroad is known to this node." in text(browser.get(f"/exchange/release/{load}/"))
