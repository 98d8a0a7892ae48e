"""The third door: fixed tables on a fixed calendar, by two, once, as a signed file; nothing else crosses."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.codes import State
from corridor.core.disclosure.records import Shown
from corridor.core.kernel.errors import NotPermitted
from corridor.core.publishing.errors import NotNow, NotTheDay, Recovered, SameHand
from corridor.core.publishing.exchange import publication_from
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.published import files
from corridor.web.protection.publishing import actions
from corridor.web.protection.publishing.models import FixedTables
from corridor.web.protection.vault.models import Case, CaseShare, ProtectionBody
from tests import cast
from tests.web.protection.interviews.ground import LONG_AGO, received
from tests.web.protection.vault import make as vault_make

pytestmark = pytest.mark.django_db
PERIOD = "2026-Q1"
DAY = datetime(2026, 5, 15, 8, tzinfo=UTC)
"""45 days after the end of the quarter."""

ANSWERS = {("woman", "25-to-34"): 14, ("man", "25-to-34"): 23, ("woman", "35-to-49"): 3, ("man", "18-to-24"): 12}


@pytest.fixture
def interviews() -> None:
    for (sex, age), count in ANSWERS.items():
        received(count, LONG_AGO, sex=sex, age=age, reasons=["no-papers"])


def made(now: datetime = DAY, period: str = PERIOD) -> FixedTables:
    return actions.propose(by=cast.officer(cast.PROTECTION_OFFICER, now=now), period=period, now=now)


def out(now: datetime = DAY, period: str = PERIOD) -> bytes:
    """Let the tables of a period out, and return the file."""
    row = made(now, period)
    actions.publish(by=cast.officer(cast.SECOND_PROTECTION_OFFICER, now=now), period=period, now=now)
    actions.look_after()
    return (files.folder() / files.name_of(row.uid, 1)).read_bytes()


def test_nothing_is_made_before_the_day_and_once_only_after_it(interviews: None) -> None:
    for now, period in ((DAY - timedelta(days=1), PERIOD), (DAY, "2026-Q2"), (DAY, "2025-Q4"), (DAY, "2026-03")):
        with pytest.raises(NotTheDay):
            made(now, period)

    made()
    with pytest.raises(NotTheDay):
        made(DAY + timedelta(days=9))
    assert FixedTables.objects.count() == 1


def test_two_officers_let_a_file_out_whose_attack_found_nothing(interviews: None) -> None:
    row = made()
    with pytest.raises(SameHand):
        actions.publish(by=cast.officer(cast.PROTECTION_OFFICER, now=DAY), period=PERIOD, now=DAY)
    assert not files.folder().exists()

    actions.publish(by=cast.officer(cast.SECOND_PROTECTION_OFFICER, now=DAY), period=PERIOD, now=DAY)
    actions.look_after()
    publication = publication_from(files.payload_in((files.folder() / files.name_of(row.uid, 1)).read_bytes())[0])

    tables = {one.name: one for one in publication.tables}
    assert set(tables) <= {"interviews", "cases-opened", "referrals"}
    shown = tables["interviews"]
    assert shown.cells[("_T", "_T")].value == sum(ANSWERS.values())
    assert shown.cells[("woman", "35-to-49")].state is State.HIDDEN
    assert not attack(publication.tables).found
    with pytest.raises(NotNow):
        actions.publish(by=cast.officer(cast.SECOND_PROTECTION_OFFICER, now=DAY), period=PERIOD, now=DAY)


def test_these_bytes_are_all_that_crosses_and_nobody_is_in_them(interviews: None) -> None:
    before = LedgerEntry.objects.count()
    file = out()

    assert [path.name for path in files.folder().iterdir()] == [files.name_of(FixedTables.objects.get().uid, 1)]
    payload, _ = files.payload_in(file)
    document = json.loads(payload)
    words = Counter(json.dumps(document).replace('"', " ").split())
    assert not {member.handle for member in cast.IN_PROTECTION} & set(words)
    assert set(document["content"]) == {"form", "version", "kind", "release", "tables", "sources", "coverage"}
    assert {table["within"].get("month", [""])[0] for table in document["content"]["tables"]} <= {"2026-01", ""}
    told = " ".join(entry.detail for entry in LedgerEntry.objects.order_by("pk")[before:])
    assert "woman" not in told
    assert str(sum(ANSWERS.values())) not in told.split()


def test_of_too_few_interviews_no_table_leaves() -> None:
    received(4, LONG_AGO)

    publication = publication_from(files.payload_in(out())[0])

    assert [one.name for one in publication.tables] == ["cases-opened", "referrals"]


def test_an_attack_on_other_bytes_lets_nothing_out(interviews: None) -> None:
    made()
    changes: tuple[dict[str, object], ...] = ({"attack": {"of": "x", "found": 0}}, {"attack": {}}, {"content": b"{}"})
    for changed in changes:
        FixedTables.objects.update(**changed)
        with pytest.raises(Recovered):
            actions.publish(by=cast.officer(cast.SECOND_PROTECTION_OFFICER, now=DAY), period=PERIOD, now=DAY)
    assert not files.folder().exists()


def test_only_who_may_publish_them_sees_and_makes_them(interviews: None) -> None:
    for member in (cast.VOLUNTEER, cast.OVERSEER_MPA, cast.ASYLUM_OFFICER):
        with pytest.raises(NotPermitted):
            actions.propose(by=cast.officer(member, now=DAY), period=PERIOD, now=DAY)
        assert cast.client(member).get("/fixed-tables/").status_code == 403


def test_the_page_offers_no_date_and_no_filter() -> None:
    page = cast.client(cast.PROTECTION_OFFICER).get("/fixed-tables/").content.decode()

    assert "<select" not in page
    assert 'type="date"' not in page
    assert 'type="text"' not in page
    assert timezone.now().year >= 2026


def test_in_the_browser_one_makes_and_another_publishes(interviews: None) -> None:
    first, second = cast.client(cast.PROTECTION_OFFICER), cast.client(cast.SECOND_PROTECTION_OFFICER)
    assert first.post(f"/fixed-tables/{PERIOD}/make/").status_code == 302
    assert first.post(f"/fixed-tables/{PERIOD}/publish/").status_code == 403
    assert first.post("/fixed-tables/2099-Q4/make/").status_code == 409

    assert second.post(f"/fixed-tables/{PERIOD}/publish/").status_code == 302

    actions.look_after()
    answer = second.get(f"/fixed-tables/{PERIOD}/file/")
    assert publication_from(files.payload_in(answer.content)[0]).release.number == 1


def test_a_case_of_which_parts_went_to_another_body_counts_once_in_its_quarter_and_few_of_them_are_not_told() -> None:
    vault_make.body()
    refs = [vault_make.case() for _ in range(12)]
    told = {"consent": "0" * 32, "state": "sent", "until": DAY}
    body = ProtectionBody.objects.get()

    def referred(ref: str, at: datetime) -> None:
        case = Case.objects.get(ref=ref)
        CaseShare.objects.create(uid=f"{CaseShare.objects.count():032x}", case=case, partner=body, sent_at=at, **told)

    for ref in refs:
        referred(ref, datetime(2026, 2, 3, tzinfo=UTC))
    referred(refs[0], datetime(2026, 3, 3, tzinfo=UTC))
    referred(refs[1], datetime(2026, 4, 1, tzinfo=UTC))

    def told_of(period: str, now: datetime) -> dict[str, Shown]:
        tables = publication_from(files.payload_in(out(now, period))[0]).tables
        return {one.name: one.cells[(period,)] for one in tables if one.name == "referrals"}

    assert told_of("2026-Q1", DAY) == {"referrals": Shown(State.SHOWN, 12)}
    assert told_of("2026-Q2", datetime(2026, 8, 14, 8, tzinfo=UTC)) == {}
