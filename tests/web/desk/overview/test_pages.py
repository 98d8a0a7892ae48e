"""The pages on which commitments are seen at a glance: each for one reader, by name, with evidence never overstated."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from django.test import Client
from django.utils import translation

from corridor import shelf
from corridor.core.access.codes import Event
from corridor.core.progress.codes import Found, Level
from corridor.core.treaties.codes import Stand
from corridor.core.treaties.records import Cell
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.published.promised import subject_words
from corridor.web.desk.overview import queries, sheet
from tests import cast
from tests.web.desk.overview import worlds
from tests.web.desk.overview.worlds import ITEM, LIKE, OTHER, Laid

pytestmark = pytest.mark.django_db

MATRIX, COURSE, OVERDUE = "/commitments/matrix/", "/commitments/course/", "/commitments/overdue/"
SHEET = "/commitments/states/XB/"
CELL = f"{MATRIX}XB/{ITEM}/"
SHOWN = ((Level.PUBLIC, Found.THERE),)
HIDDEN = "zephyrine"
ASKED = sum(item.is_asked for item in shelf.catalogue().items.values())


def page(member: cast.Member, address: str) -> str:
    answer = cast.client(member).get(address)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def names(html: str) -> list[str]:
    return re.findall(r"/commitments/states/(\w+)/", html)


def test_the_matrix_tells_how_each_state_stands_and_leads_to_what_shows_it() -> None:
    entry = worlds.lay(Laid(evidence=SHOWN, due=date(2026, 2, 1)))
    worlds.lay(Laid(item=LIKE))

    told = page(cast.ANALYST_XA, f"{MATRIX}?half=2026-H2")
    single = cast.client(cast.ANALYST_XA).get(f"{MATRIX}?half=2026-H2&columns=commitment&instrument=ga-2023").content
    cell = page(cast.ANALYST_XA, CELL)
    opened = cast.client(cast.ANALYST_XA).get(f"/commitments/progress/{entry.about}/")

    assert "● 1 evidenced" in told and "! 1 overdue" in told
    assert CELL.encode() in single
    assert "Gazette 0" in cell and "overdue" in cell and "Open the entry" in cell
    assert opened.status_code == 200


def test_states_stand_by_name_or_by_their_last_report_and_in_no_other_order() -> None:
    worlds.lay(Laid(subject="XA", half="2025-H1", evidence=SHOWN))
    worlds.lay(Laid(subject="XB", half="2026-H1"))
    worlds.lay(Laid(subject="XC", half="2025-H2", evidence=SHOWN))
    client = cast.client(cast.ANALYST_XA)

    by_name = names(client.get(f"{MATRIX}?half=2026-H2").content.decode())
    by_report = names(client.get(f"{MATRIX}?half=2026-H2&order=told").content.decode())
    refused = client.get(f"{MATRIX}?order=evidenced")

    assert by_name == sorted(["XA", "XB", "XC"], key=lambda code: subject_words(code, {}, "en"))
    assert by_report == ["XB", "XC", "XA"]
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("standing=evidenced", ["XB"]),
        ("standing=claimed", ["XC"]),
        ("overdue=yes", ["XC"]),
        ("status=planned", []),
        ("half=2023-H1&standing=evidenced", []),
    ],
)
def test_a_filter_leaves_out_who_has_no_such_commitment(query: str, found: list[str]) -> None:
    worlds.lay(Laid(subject="XB", evidence=SHOWN))
    worlds.lay(Laid(subject="XC", item=OTHER, due=date(2026, 2, 1)))

    html = cast.client(cast.ANALYST_XA).get(f"{MATRIX}?half=2026-H1&{query}").content.decode()

    assert names(html) == found


def test_what_was_asked_wrongly_is_told_field_by_field() -> None:
    answer = cast.client(cast.ANALYST_XA).get(f"{MATRIX}?half=2026-H3&pillar=gold&instrument=none&theme=none&status=x")

    assert answer.status_code == 422
    for field in ("half", "pillar", "instrument", "theme", "status"):
        assert f'href="#filter-{field}"' in answer.content.decode()


def test_what_a_reader_may_not_see_looks_silent_on_every_page() -> None:
    forum = worlds.forum(members=("XA-POL", "XB-BRD"))
    worlds.lay(
        Laid(level=Level.FORUM, words=HIDDEN, due=date(2026, 2, 1), evidence=((Level.OWN, Found.THERE),)), [forum]
    )
    worlds.lay(Laid(item=OTHER, evidence=((Level.OWN, Found.THERE),), words="open"))
    addresses = (MATRIX, f"{MATRIX}?columns=commitment", CELL, SHEET, f"{COURSE}?of=XB", f"{OVERDUE}?of=XB")

    outside = [page(cast.RAPPORTEUR_XC, address) for address in addresses]
    member = [page(cast.RAPPORTEUR_XA, address) for address in addresses]

    assert not any(HIDDEN in one or "evidenced," in one for one in outside)
    assert [HIDDEN in one for one in member] == [False, False, True, True, False, True]
    assert "0 overdue" in outside[5] or "No milestone is open" in outside[5]
    assert not any("proof 0 own" in one for one in member)


def test_a_deadline_stands_in_the_month_first_told_and_a_later_one_is_told_beside_it() -> None:
    first = worlds.lay(Laid(due=date(2026, 2, 1)))
    type(first).objects.filter(pk=first.pk).update(state="superseded")
    worlds.lay(Laid(due=date(2027, 5, 1), about=first.about, version=2))

    told = page(cast.ANALYST_XA, f"{OVERDUE}?of=XB")

    assert "February 2026" in told and "1 February 2026 a later report tells 1 May 2027" in told
    assert "1 milestone is overdue" in told and "May 2027 </h2>" not in told


def test_what_is_done_leaves_the_calendar_until_it_is_asked_for() -> None:
    worlds.lay(Laid(due=date(2026, 2, 1), done_on=date(2026, 1, 20)))

    assert "No milestone is open" in page(cast.ANALYST_XA, f"{OVERDUE}?of=XB")
    assert "done on 20 January 2026" in page(cast.ANALYST_XA, f"{OVERDUE}?of=XB&done=yes")


def test_progress_over_time_counts_each_half_year_for_a_state_and_for_a_forum() -> None:
    worlds.lay(Laid(half="2025-H2"))
    worlds.lay(Laid(half="2026-H1", evidence=SHOWN))
    worlds.lay(Laid(subject="XA", half="2026-H1"))
    forum = worlds.forum()

    state = page(cast.RAPPORTEUR_XA, f"{COURSE}?of=XB")
    whole = page(cast.RAPPORTEUR_XA, f"{COURSE}?of=forum-{forum}")

    assert f"2025-H2 0 1 {ASKED - 1} 2026-H1 1 0 {ASKED - 1}" in state
    assert f"2025-H2 0 1 {2 * ASKED - 1} 2026-H1 1 1 {2 * ASKED - 2}" in whole


def test_of_a_forum_of_others_and_of_an_unknown_state_there_is_no_page() -> None:
    forum = worlds.forum(members=("XB-BRD",), host="XB-BRD")
    client = cast.client(cast.RAPPORTEUR_XC)

    asked = (f"{COURSE}?of=forum-{forum}", f"{OVERDUE}?of=QQ", "/commitments/states/QQ/", f"{MATRIX}XB/nothing/")

    assert {client.get(address).status_code for address in asked} == {404}


def test_who_may_not_read_commitments_is_refused_every_page() -> None:
    client = cast.client(cast.CARRIER_XC)
    for address in (MATRIX, CELL, COURSE, OVERDUE, SHEET, f"{SHEET}en.pdf", "/commitments/public/"):
        assert client.get(address).status_code == 403


def test_the_sheet_says_which_pillars_nothing_is_told_under() -> None:
    worlds.lay(Laid(item=LIKE, evidence=SHOWN))

    told = page(cast.ANALYST_XA, SHEET)

    assert re.search(r"Nothing is told under: .*Protection, Alternatives", told)
    assert f"Something is told of 1 of {ASKED} commitments." in told
    assert "Activities are reported, and none of them on protection or on alternatives" in told
    arabic = cast.client(cast.ANALYST_XA).get(SHEET, headers={"Accept-Language": "ar"}).content.decode()
    assert "الحماية، البدائل" in arabic
    assert re.search("، \u20662026-H[12]\u2069", arabic)


def test_the_sheet_names_treaties_in_the_language_of_the_page() -> None:
    told = queries.treaties_for(cast.officer(cast.ANALYST_XA), "XB", date(2026, 11, 2))
    assert told is not None
    cell = Cell("XB", "untoc", Stand.BOUND, date(2026, 1, 1))

    with translation.override("ar"):
        (line,) = sheet.treaty_lines(replace(told, rows=(("XB", (cell,)),)), "ar")

    assert line.startswith("اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية: ")


@pytest.fixture
def full() -> Client:
    """Return a browser before a State that reported on very much."""
    items = [item.id for item in shelf.catalogue().items.values() if item.is_asked][:40]
    for number, item in enumerate(items):
        worlds.lay(
            Laid(
                item=item,
                evidence=SHOWN if number % 2 else (),
                due=date(2026, 1, 1 + number % 28),
                words=f"{number} " + "A very long line of what shall be done about it " * 3,
            )
        )
    return cast.client(cast.RAPPORTEUR_XA)


def test_the_sheet_fits_one_page_of_paper_and_says_how_much_was_cut(full: Client) -> None:
    for language, more in (("en", "more"), ("ar", "")):
        answer = full.get(f"{SHEET}{language}.pdf")
        pages = pages_of(answer.content)
        assert len(pages) == 1
        assert more in pages[0]
    told = LedgerEntry.objects.filter(event=Event.PROGRESS_EXPORTED)
    assert [("very long" in entry.detail, '"digest"' in entry.detail) for entry in told] == [(False, True)] * 2


def test_what_is_printed_or_taken_out_carries_the_strictest_marking_of_all_that_it_shows() -> None:
    worlds.lay(Laid(evidence=((Level.PUBLIC, Found.THERE), (Level.OWN, Found.THERE))))

    for address in (f"{SHEET}?print=1", f"{CELL}?print=1"):
        own = cast.client(cast.RAPPORTEUR_XB).get(address).content.decode()
        other = cast.client(cast.RAPPORTEUR_XA).get(address).content.decode()
        assert ("proof 1 own" in own, "TLP:AMBER" in own) == (True, True)
        assert ("proof 1 own" in other, "TLP:AMBER" in other) == (False, False)
    own, other = (
        pages_of(cast.client(member).get(f"{SHEET}en.pdf").content)[0]
        for member in (cast.RAPPORTEUR_XB, cast.RAPPORTEUR_XA)
    )
    assert ("TLP:AMBER" in own, "TLP:AMBER" in other) == (True, False)


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_the_caveat_goes_from_the_matrix_once_a_lawyer_confirmed_the_item_and_the_cell_leads_to_it() -> None:
    item = "som-art8-6"
    worlds.lay(Laid(item=item))
    single = f"{MATRIX}?half=2026-H2&columns=commitment&instrument=som&theme={shelf.catalogue().items[item].theme}"
    cell = f"{MATRIX}XB/{item}/"
    before = page(cast.ANALYST_XA, single).count("†"), "†" in page(cast.ANALYST_XA, cell)

    address = f"/commitments/catalogue/{item}/"
    cast.client(cast.LAWYER_XA).post(f"{address}confirm/", {"source": "UNTS 2241, article 8(6)"})

    assert (page(cast.ANALYST_XA, single).count("†"), "†" in page(cast.ANALYST_XA, cell)) == (before[0] - 1, False)
    assert before[1]
    assert address.encode() in cast.client(cast.ANALYST_XA).get(cell).content
