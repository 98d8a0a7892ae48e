"""An analyst writes a briefing in French with three bound figures, and makes a full and an open version of it."""

from __future__ import annotations

import pytest

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.briefings.models import BriefingPart
from corridor.web.desk.briefings.versions import KIND
from corridor.web.desk.series import worked
from tests import cast
from tests.web.desk.briefings import text

pytestmark = pytest.mark.django_db


def test_an_analyst_writes_a_briefing_of_two_levels_in_french_with_three_bound_figures() -> None:
    by, browser = cast.officer(cast.ANALYST_XA), cast.client(cast.ANALYST_XA)
    text.load(by)
    text.own_deaths(by)

    # The text is written once; each figure is bound, none is typed.
    here = text.begun(browser, skeleton="threat")
    crossed = text.sentence(
        browser, here, "Les détections ont atteint {1} en {2}, soit {3} par rapport au mois précédent."
    )
    assert text.bind(browser, crossed, "value", text.CROSSINGS, since="2025-03") == 302
    assert text.bind(browser, crossed, "period", text.CROSSINGS, since="2025-03") == 302
    months = {"since": "2025-03", "base_since": "2025-02"}
    assert text.bind(browser, crossed, "change", text.CROSSINGS, **months) == 302
    died = text.sentence(browser, here, "Ce mois-là, {1} personnes sont mortes ou portées disparues.")
    assert text.bind(browser, died, "value", text.LANDINGS, since="2025-03") == 302
    kept = BriefingPart.objects.get(uid=died.rstrip("/").rpartition("/")[2])
    browser.post(died, {"text": kept.text, "replacement": "Des personnes sont mortes sur cette route."})
    assert browser.post(f"{here}chart/", {"about": text.CROSSINGS.key}).status_code == 302

    # Before anything is made, the open version says what it leaves out.
    page = browser.get(f"{here}leave/open/").content.decode()
    assert "Ce mois-là, 5 personnes" in page
    assert "Des personnes sont mortes sur cette route." in page
    assert "15\u202f300" in browser.get(here).content.decode()

    full, public = text.make_version(browser, here, "full"), text.make_version(browser, here, "open")
    worked.work.call(worked.key_of(KIND, full.document))  # in a process of its own, as the worker does
    text.worked_out(public)

    # The full version has all figures; its marking stands at top and bottom of each page.
    pages = text.pages_of(text.taken(browser, full, "pdf"))
    told = " ".join(" ".join(pages).split())
    for words in ("ont atteint 15 300 en mars 2025", "+23 %", "5 personnes sont mortes", "Frontex", "Sources"):
        assert words in told.replace("\u202f", " ").replace("\xa0", " "), words
    for place, page in enumerate(pages, 1):
        assert page.count("Propre autorité · XA-POL") == 2
        assert f"Page {place} / {len(pages)}" in page
    written, document = text.words_of(text.taken(browser, full, "docx"))
    assert "15\u202f300" in written
    assert "+23\u00a0%" in written
    assert "Ce mois-là, 5 personnes" in written
    section = document.sections[0]
    for part in (section.header, section.footer):
        assert "Propre autorité · XA-POL" in part.paragraphs[0].text
    assert document.inline_shapes[0]._inline.docPr.get("descr")

    # The open version has what anybody may have, and nothing of the rest.
    pages = text.pages_of(text.taken(browser, public, "pdf"))
    told = " ".join(" ".join(pages).split())
    assert "Des personnes sont mortes sur cette route." in told
    assert "5 personnes" not in told
    assert "All sources laid together" not in told
    assert "Toutes les sources" not in told
    assert all(page.count("Public · XA-POL") == 2 for page in pages)
    assert "5 personnes" not in text.words_of(text.taken(browser, public, "docx"))[0]
    assert LedgerEntry.objects.filter(event=Event.BRIEFING_EXPORTED).count() == 2
    assert LedgerEntry.objects.filter(event=Event.BRIEFING_TAKEN).count() == 4
    assert "15" not in {entry.detail for entry in LedgerEntry.objects.filter(event=Event.BRIEFING_CHANGED)}
