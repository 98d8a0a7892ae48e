"""Briefings on a node: written by whom, bound to what, changed by a person alone, left out where they may not go."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Version
from corridor.core.briefings.errors import BriefingStopped
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.terms import end_of_all
from corridor.web.desk.briefings import queries, versions, word
from corridor.web.desk.briefings.models import Briefing, BriefingPart, BriefingVersion
from corridor.web.desk.briefings.paper import to_pdf
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.series.apart import work_of
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.web.desk.briefings import text

pytestmark = pytest.mark.django_db
LIST = "/analysis/briefings/"


@pytest.fixture
def by() -> Officer:
    return cast.officer(cast.ANALYST_XA)


@pytest.fixture
def analyst(by: Officer) -> Client:
    text.load(by)
    return cast.client(cast.ANALYST_XA)


@pytest.fixture
def here(analyst: Client) -> str:
    """A briefing with one sentence that holds one public figure."""
    address = text.begun(analyst)
    at = text.sentence(analyst, address, "Il y a eu {1} détections.")
    assert text.bind(analyst, at, "value", text.CROSSINGS, since="2025-03") == 302
    return address


def part() -> BriefingPart:
    found = BriefingPart.objects.order_by("-pk").first()
    assert found is not None
    return found


def at(here: str) -> str:
    return f"{here}parts/{part().uid}/"


def stopped(by: Officer) -> set[str]:
    opened = queries.opened_for(by, text.briefing().uid, today=timezone.now().date())
    return {reason.value for one in opened.stopped for reason in one.stops}


def refused(by: Officer, version: Version = Version.FULL) -> str:
    with pytest.raises(BriefingStopped) as error:
        versions.make_version(by=by, briefing=text.briefing().uid, version=version, now=timezone.now())
    return str(error.value.params["reasons"])


# --- who ----------------------------------------------------------------------------------------------------------


def test_the_list_is_empty_and_says_what_to_do(analyst: Client) -> None:
    page = analyst.get(LIST).content.decode()

    assert "No briefing that you may see." in page
    assert "Begin a briefing" in page
    assert len(page.encode()) < 200_000


def test_another_authority_finds_no_briefing_whatever_the_address(here: str, analyst: Client) -> None:
    text.make_version(analyst, here, "full")
    other, uid = cast.client(cast.ANALYST_XB), BriefingVersion.objects.get().uid

    for address in (here, at(here), f"{here}changes/", f"{here}leave/full/", f"{LIST}versions/{uid}/"):
        assert other.get(address).status_code == 404
    for address in (
        *(here, f"{here}changes/", f"{here}leave/full/", f"{here}chart/", f"{LIST}versions/{uid}/pdf/"),
        *(f"{at(here)}{act}/" for act in ("accept", "remove", "restore", "unbind")),
    ):
        assert other.post(address, {"text": "A sentence.", "about": text.CROSSINGS.key}).status_code == 404
    assert "Ouest" not in other.get(LIST).content.decode()


def test_a_function_without_the_permission_is_refused(here: str) -> None:
    officer = cast.client(cast.FIELD_OFFICER_XA)

    assert officer.get(LIST).status_code == 403
    assert officer.get(here).status_code == 403


def test_who_may_write_may_not_thereby_make_a_version(here: str, by: Officer) -> None:
    investigator = cast.client(cast.INVESTIGATOR_XA)

    assert investigator.get(here).status_code == 200
    assert investigator.post(f"{here}leave/full/").status_code == 403
    assert not BriefingVersion.objects.exists()
    with pytest.raises(NotPermitted):
        versions.make_version(
            by=cast.officer(cast.INVESTIGATOR_XA),
            briefing=text.briefing().uid,
            version=Version.FULL,
            now=timezone.now(),
        )


def test_a_colleague_who_may_not_read_what_it_rests_on_finds_no_briefing(analyst: Client, by: Officer) -> None:
    make.file(by, marked=make.marking("law-enforcement", "XA-POL", "XB-BRD"))
    address = text.begun(analyst)
    sentence = text.sentence(analyst, address, "Il y a eu {1} morts.")
    statistician = cast.client(cast.STATISTICIAN_XA)
    assert statistician.get(address).status_code == 200

    assert text.bind(analyst, sentence, "value", text.LANDINGS, since="2021-03") == 302

    assert statistician.get(address).status_code == 404
    assert "Ouest" not in statistician.get(LIST).content.decode()


def test_reading_pages_refuse_the_wrong_method(here: str, analyst: Client) -> None:
    assert analyst.put(here).status_code == 405
    for act in ("bind", "accept", "remove", "restore", "unbind"):
        assert analyst.get(f"{at(here)}{act}/").status_code == 405


# --- figures ------------------------------------------------------------------------------------------------------


def test_a_figure_copied_as_text_stops_the_version_until_somebody_says_why_it_is_none(
    here: str, analyst: Client, by: Officer
) -> None:
    sentence = text.sentence(analyst, here, "Il y a eu 15 300 détections selon l’article 6.")

    assert refused(by) == "loose"
    page = analyst.get(sentence).content.decode()
    assert "The typed number 15 is no figure" in page
    form = {"text": part().text, "number": ["15", "300", "6"], "reason": ["", "", "clause"]}
    assert analyst.post(sentence, form).status_code == 302
    assert part().confirmed == {"6": "clause"}
    assert refused(by) == "loose"
    analyst.post(f"{sentence}remove/")
    versions.make_version(by=by, briefing=text.briefing().uid, version=Version.FULL, now=timezone.now())


@pytest.mark.parametrize("typed", ["١٥٣٠٠", "１５３００", "ⅩⅤ"])
def test_a_figure_typed_in_another_script_is_found_too(here: str, analyst: Client, by: Officer, typed: str) -> None:
    text.sentence(analyst, here, f"Il y a eu {typed} détections.")

    assert refused(by) == "loose"


def test_a_figure_does_not_hide_in_a_heading_in_the_other_wording_or_in_the_title(
    here: str, analyst: Client, by: Officer
) -> None:
    analyst.post(here, {"kind": "heading", "text": "Près de 15300"})
    assert refused(by) == "loose"
    analyst.post(f"{at(here)}remove/")
    sentence = text.sentence(analyst, here, "Une phrase.")
    analyst.post(sentence, {"text": "Une phrase.", "replacement": "Près de 15300."})
    assert refused(by) == "loose"

    answer = analyst.post(LIST, {"title": "15300 détections", "language": "fr"})
    placed = analyst.post(sentence, {"text": "Une phrase.", "replacement": "Près de {1}."})

    assert (answer.status_code, placed.status_code) == (422, 422)
    assert "without a figure" in answer.content.decode()


def test_a_place_without_a_figure_stops_the_version(here: str, analyst: Client, by: Officer) -> None:
    text.sentence(analyst, here, "Et {1} de plus.")

    assert refused(by) == "unbound"


def test_what_cannot_be_answered_cannot_be_bound_and_says_so_at_the_field(here: str, analyst: Client) -> None:
    sentence = at(here)

    for asks, months in (
        ("value", {"since": "2031-01"}),
        ("change", {"since": "2025-03"}),
        ("chart", {"since": "March"}),
    ):
        assert text.bind(analyst, sentence, asks, text.CROSSINGS, **months) == 422
    assert len(part().bindings) == 1


def test_nobody_binds_a_series_that_they_may_not_see(by: Officer) -> None:
    text.own_deaths(by)
    other = cast.client(cast.ANALYST_XB)
    address = text.begun(other)
    sentence = text.sentence(other, address, "Il y a eu {1} morts.")

    assert text.bind(other, sentence, "value", text.LANDINGS, since="2025-03") == 422
    assert "landings" not in other.get(f"{sentence}?counted=deaths").content.decode()


def test_a_reference_figure_is_bound_with_its_unit_and_its_publisher(here: str, analyst: Client, by: Officer) -> None:
    page = analyst.get(at(here)).content.decode()
    chosen = page.split('id="figure"')[1].split('<option value="')[1].split('"')[0]

    answer = analyst.post(f"{at(here)}bind/", {"asks": "reference", "figure": chosen})

    assert answer.status_code == 302
    assert part().bindings["2"]["about"] == chosen
    assert part().kept["2"]
    assert not stopped(by)


def test_who_is_named_in_a_sentence_is_refused(here: str, analyst: Client) -> None:
    answer = analyst.post(here, {"kind": "sentence", "text": "Write to ana.lopez@example.org or +34 600 123 456."})

    assert answer.status_code == 422
    assert "without name, number or address" in answer.content.decode()


def test_a_removed_sentence_comes_back_to_its_place(here: str, analyst: Client) -> None:
    sentence = at(here)
    text.sentence(analyst, here, "La suivante.")

    analyst.post(f"{sentence}remove/")
    without = analyst.get(here).content.decode()
    analyst.post(f"{sentence}restore/")
    again = analyst.get(here).content.decode()

    assert "Bring back" in without
    assert "15\u202f300" not in without
    assert again.index("15\u202f300 détections") < again.index("La suivante.")


def test_a_sentence_is_added_behind_the_one_that_is_named(here: str, analyst: Client) -> None:
    first = part().uid
    text.sentence(analyst, here, "Troisième.")
    text.sentence(analyst, here, "Deuxième.", after=first)

    page = analyst.get(here).content.decode()

    assert page.index("détections") < page.index("Deuxième.") < page.index("Troisième.")


def test_a_figure_is_taken_out_with_its_place(here: str, analyst: Client, by: Officer) -> None:
    analyst.post(f"{at(here)}unbind/", {"figure": "1"})

    assert part().text == "Il y a eu détections."
    assert (part().bindings, part().kept, part().marks) == ({}, {}, [])
    assert not stopped(by)


# --- what changes -------------------------------------------------------------------------------------------------


def test_a_changed_figure_is_shown_old_and_new_and_changes_nothing_by_itself(
    here: str, analyst: Client, by: Officer
) -> None:
    made = text.make_version(analyst, here, "full")
    before = made.document

    text.load(by, march=15900, released="2025-05-10")

    page = analyst.get(f"{here}changes/").content.decode()
    assert page.index("15\u202f300") < page.rindex("15\u202f900")
    assert refused(by) == "changed"
    assert part().kept == {"1": "15\u202f300"}
    made.refresh_from_db()
    assert made.document == before
    assert analyst.post(f"{here}changes/").status_code == 302
    assert part().kept == {"1": "15\u202f900"}
    assert text.make_version(analyst, here, "full").rests[0]["text"] == "15\u202f900"


def test_a_withdrawn_source_stops_every_version_and_names_the_sentence(here: str, analyst: Client, by: Officer) -> None:
    made = text.make_version(analyst, here, "full")
    text.worked_out(made)

    imports.undo(by=by, load=Load.objects.latest("pk").uid, now=timezone.now())

    page = analyst.get(f"{here}leave/full/").content.decode()
    assert refused(by) == "gone"
    assert refused(by, Version.OPEN) == "gone"
    assert "Il y a eu … détections." in page
    assert "its source is gone" in page
    assert "Make this version" not in page
    assert analyst.post(f"{here}leave/full/").status_code == 409
    for file in ("pdf", "docx"):
        assert analyst.post(f"{LIST}versions/{made.uid}/{file}/").status_code == 409
    assert "may not leave any more" in analyst.get(f"{LIST}versions/{made.uid}/").content.decode()
    # What is gone is not told as the old figure either.
    assert "15\u202f300" not in analyst.get(f"{here}changes/").content.decode()
    analyst.post(f"{at(here)}unbind/", {"figure": "1"})
    assert not stopped(by)


def test_accepting_everything_does_not_settle_a_lost_source(here: str, analyst: Client, by: Officer) -> None:
    imports.undo(by=by, load=Load.objects.latest("pk").uid, now=timezone.now())

    analyst.post(f"{here}changes/")
    analyst.post(f"{at(here)}accept/")

    assert refused(by) == "gone"


def test_a_stricter_marking_stops_every_version_until_the_sentence_is_settled(analyst: Client, by: Officer) -> None:
    load = text.own_deaths(by, preset="public")
    address = text.begun(analyst)
    sentence = text.sentence(analyst, address, "Il y a eu {1} morts.")
    assert text.bind(analyst, sentence, "value", text.LANDINGS, since="2025-03") == 302
    made = text.make_version(analyst, address, "open")
    text.worked_out(made)

    imports.undo(by=by, load=load, now=timezone.now())
    text.own_deaths(by, preset="own-authority")

    assert refused(by, Version.OPEN) == "stricter"
    assert analyst.post(f"{address}leave/open/").status_code == 409
    assert analyst.post(f"{LIST}versions/{made.uid}/pdf/").status_code == 409
    analyst.post(f"{address}changes/")
    assert refused(by, Version.OPEN) == "stricter"
    analyst.post(f"{sentence}accept/")
    page = analyst.get(f"{address}leave/open/").content.decode()
    assert "What it rests on may not go so far." in page
    assert "nothing but headings is left" in page
    assert text.make_version(analyst, address, "full").marks


# --- what leaves --------------------------------------------------------------------------------------------------


def test_what_belongs_to_another_authority_and_is_for_partners_is_in_no_public_version(by: Officer) -> None:
    text.own_deaths(cast.officer(cast.ANALYST_XB), preset="partners")
    browser = cast.client(cast.ANALYST_XA)
    address = text.begun(browser, full="partners", open="public")
    sentence = text.sentence(browser, address, "Il y a eu {1} morts.")
    assert text.bind(browser, sentence, "value", text.LANDINGS, since="2025-03") == 302
    text.sentence(browser, address, "Une phrase sans chiffre.")

    full, public = (text.make_version(browser, address, version) for version in ("full", "open"))

    assert "Il y a eu 5 morts." in str(full.document)
    assert "morts" not in str(public.document)
    assert public.marks == []


def test_a_sentence_that_is_kept_for_the_full_version_and_its_bare_heading_are_not_in_the_open_one(
    here: str, analyst: Client
) -> None:
    analyst.post(here, {"kind": "heading", "text": "Ce que nous préparons"})
    sentence = text.sentence(analyst, here, "Une enquête est en cours.")
    analyst.post(sentence, {"text": "Une enquête est en cours.", "full_only": "yes"})

    public = text.make_version(analyst, here, "open")

    assert "enquête" not in str(public.document)
    assert "préparons" not in str(public.document)
    assert "enquête" in str(text.make_version(analyst, here, "full").document)


def test_an_open_version_never_goes_less_far_than_the_full_one(analyst: Client) -> None:
    answer = analyst.post(LIST, {"title": "Essai", "language": "fr", "full": "public", "open": "own-authority"})

    assert answer.status_code == 422
    assert "must go at least as far" in answer.content.decode()
    assert not Briefing.objects.exists()


def test_a_version_of_nothing_is_refused(analyst: Client) -> None:
    address = text.begun(analyst, skeleton="threat")

    assert analyst.post(f"{address}leave/full/").status_code == 409
    assert analyst.get(f"{address}leave/both/").status_code == 404


def test_a_file_that_is_not_made_yet_is_waited_for(here: str, analyst: Client) -> None:
    made = text.make_version(analyst, here, "full")

    page = analyst.get(f"{LIST}versions/{made.uid}/").content.decode()

    assert 'http-equiv="refresh"' in page
    assert analyst.post(f"{LIST}versions/{made.uid}/pdf/").status_code == 409
    assert analyst.post(f"{LIST}versions/{made.uid}/exe/").status_code == 409


def test_the_ledger_knows_of_a_version_and_holds_none_of_its_words(here: str, analyst: Client) -> None:
    made = text.make_version(analyst, here, "full")

    entry = LedgerEntry.objects.get(event=Event.BRIEFING_EXPORTED)
    assert made.digest in entry.detail
    for entry in LedgerEntry.objects.all():
        assert "détections" not in entry.detail
        assert "15\u202f300" not in entry.detail


def test_a_version_is_erased_when_the_shortest_term_of_its_marks_is_over(by: Officer, analyst: Client) -> None:
    text.own_deaths(by)
    address = text.begun(analyst)
    sentence = text.sentence(analyst, address, "Il y a eu {1} morts.")
    text.bind(analyst, sentence, "value", text.LANDINGS, since="2025-03")
    made = text.make_version(analyst, address, "full")
    assert made.until is not None

    assert versions.erase_over(timezone.now()) == 0
    with turn.write():
        BriefingVersion.objects.update(until=timezone.now().date())
    assert Worked.objects.filter(kind=versions.KIND).count() == 1
    assert queries.versions_of(by, made.briefing) == ()
    with pytest.raises(NotFound):
        queries.version_for(by, made.uid)
    assert versions.erase_over(timezone.now()) == 1
    assert Worked.objects.filter(kind=versions.KIND).count() == 0


def test_a_figure_that_was_last_seen_is_forgotten_when_its_term_is_over_and_the_words_stay(
    by: Officer, analyst: Client
) -> None:
    text.own_deaths(by)
    address = text.begun(analyst)
    sentence = text.sentence(analyst, address, "Il y a eu {1} morts.")
    text.bind(analyst, sentence, "value", text.LANDINGS, since="2025-03")
    part = BriefingPart.objects.get(text__contains="morts")
    assert part.kept_until == end_of_all(part.marks, timezone.now())
    assert part.kept

    with turn.write():
        BriefingPart.objects.filter(pk=part.pk).update(kept_until=timezone.now().date())
    part.refresh_from_db()
    assert queries.part_of(part).kept == {}
    versions.erase_over(timezone.now())

    part.refresh_from_db()
    assert (part.kept, part.kept_until, part.text) == ({}, None, "Il y a eu {1} morts.")


def test_the_pages_say_each_part_to_who_hears_them_and_stay_light(here: str, analyst: Client) -> None:
    analyst.post(f"{here}chart/", {"about": text.CROSSINGS.key})

    for address in (here, at(here), f"{here}changes/", f"{here}leave/open/"):
        page = analyst.get(address).content.decode()
        assert len(page.encode()) < 200_000
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=", page)
        assert len(re.findall("<h1", page)) == 1


# --- files --------------------------------------------------------------------------------------------------------

ARABIC = {
    "language": "ar",
    "title": "تقييم التهديد",
    "marking": 'TLP:GREEN · "السلطات" · XA-POL',
    "sentence": "لكل سلطة شريكة أن تستخدمه.",
    "imprint": "XA-POL · 2026",
    "labels": {"page": "صفحة", "sources": "المصادر", "figures": "جدول", "about": "ملاحظة"},
    "parts": [
        {"kind": "heading", "text": "المسارات"},
        {"kind": "paragraph", "sentences": [{"text": "بلغت حالات الكشف 12,345 <b>.", "notes": [1]}]},
    ],
    "notes": ["Frontex; 2026"],
}


def test_an_arabic_pdf_is_tagged_and_its_marking_stands_on_each_page() -> None:
    long = {**ARABIC, "parts": ARABIC["parts"] * 60}  # type: ignore[operator]  # a list of parts

    pdf = to_pdf(long)

    paper = pypdfium2.PdfDocument(pdf)
    assert pdfium.FPDFCatalog_IsTagged(paper.raw)
    assert paper.get_metadata_value("Title") == "تقييم التهديد"
    paper.close()
    pages = text.pages_of(pdf)
    assert len(pages) > 2
    for place, page in enumerate(pages, 1):
        assert page.count("TLP:GREEN") == 2
        assert f"{place} / {len(pages)}" in page
    assert "12,345" in pages[0]


def test_an_arabic_docx_runs_from_right_to_left_in_every_paragraph_and_run() -> None:
    docx = word.to_docx(ARABIC)

    written, document = text.words_of(docx)
    assert "بلغت حالات الكشف 12,345 <b>." in written
    parts = ZipFile(io.BytesIO(docx))
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        body = parts.read(name).decode()
        assert body.count("<w:p>") + body.count("<w:p ") == body.count("<w:bidi/>") - ("document" in name)
        assert body.count("<w:r>") == body.count("<w:rtl/>")
        assert 'w:lang w:bidi="ar-SA"' in body
    section = document.sections[0]
    assert "TLP:GREEN" in section.header.paragraphs[0].text
    assert "TLP:GREEN" in section.footer.paragraphs[0].text
    assert document.styles["Heading 1"].name in {paragraph.style.name for paragraph in document.paragraphs}


def test_the_worker_knows_how_files_are_made() -> None:
    assert work_of(versions.KIND).__module__ == "corridor.web.desk.briefings.apart"


def test_a_load_that_stands_for_a_partner_cannot_be_told_from_one_that_is_not_there(here: str) -> None:
    make.file(cast.officer(cast.ANALYST_XC), marked=make.marking("own-authority", "XC-POL"))

    page = cast.client(cast.ANALYST_XA).get(f"{at(here)}?counted=incidents").content.decode()

    assert "Nothing that you may see is counted so." in page
