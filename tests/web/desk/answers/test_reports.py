"""Reports to forums: the same facts under each forum's own numbering, and nothing above its level."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date

import pytest

from corridor.core.access.codes import Event
from corridor.core.answers.codes import Form
from corridor.core.answers.errors import AskedUnfit, FileMissing
from corridor.core.commitments.codes import Compared, Pillar
from corridor.core.commitments.rules import asked_by
from corridor.core.kernel.errors import NotPermitted
from corridor.core.practices.codes import Kind
from corridor.core.practices.records import Told
from corridor.core.progress.codes import Level, Proof, Status
from corridor.core.progress.records import Evidence, Milestone, Said
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.answers import actions, making, queries
from corridor.web.desk.briefings import apart
from corridor.web.desk.briefings.paper import first_direction, to_html
from corridor.web.desk.commitments.actions import confirm
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.partners.models import StatusSheet
from corridor.web.desk.practices import actions as library
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.series import worked
from corridor.web.desk.series.models import Worked
from tests import cast
from tests.web.desk.answers import text

pytestmark = pytest.mark.django_db

NUMBERS = {
    "en": {
        "roma-lyon": ("g7-2024-III-01", "III.1"),
        "untoc": ("som-art15-3", "Protocol, Art 15(3)"),
        "compact": ("gcm-2", "Objective 2"),
        "global-alliance": ("ga-2023-alternatives-02", "3.2"),
        "wg7-questions": ("unodc-2024-p15", "(b).2"),
    },
    "ar": {
        "roma-lyon": ("g7-2024-III-01", "III.1"),
        "untoc": ("som-art15-3", "البروتوكول، المادة 15(3)"),
        "compact": ("gcm-2", "الهدف 2"),
        "global-alliance": ("ga-2023-alternatives-02", "3.2"),
        "wg7-questions": ("unodc-2024-p15", "(b).2"),
    },
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_one_entry_is_the_same_facts_in_every_report_under_its_own_number(language: str) -> None:
    text.approved(text.said())

    facts = set()
    for template, (item, number) in NUMBERS[language].items():
        found = text.items(text.told(cast.RAPPORTEUR_XB, text.asked(template, language=language)))[item]
        assert found["number"] == number
        assert found["standing"] == "evidenced"
        assert found["applied"] == "in-part"
        assert [one["first_due"] for one in found["overdue"]] == ["2026-09-01"]
        facts.add(json.dumps(found["reported"]))

    assert len(facts) == 1
    assert json.loads(facts.pop())[0]["said"]["item"] == text.PLAN


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_report_is_laid_out_in_its_language_and_own_words_stay_as_typed(language: str) -> None:
    text.approved(text.said())
    made = queries.made_for(
        cast.officer(cast.RAPPORTEUR_XB), text.asked("untoc", language=language), today=date(2026, 11, 2)
    )

    told = json.dumps(making.document_of(cast.officer(cast.RAPPORTEUR_XB), made), ensure_ascii=False)

    labels = {"en": "in part", "fr": "en partie", "es": "en parte", "ar": "جزئيًا"}
    assert labels[language] in told
    assert text.ACTIONS in told
    assert text.LAW.title in told


@pytest.mark.parametrize("template", sorted(NUMBERS["en"]))
def test_what_was_not_reported_is_listed_as_silent_and_never_dropped(template: str) -> None:
    text.approved(text.said())

    found = text.items(text.told(cast.RAPPORTEUR_XB, text.asked(template)))

    numbers = [one["number"] for one in found.values()]
    assert len(set(numbers)) == len(numbers)
    covered = queries.templates()[template].covers
    expected = {item.id for key in covered for item in asked_by(catalogue(), key)}
    assert expected <= set(found)
    assert sum(one["standing"] == "silent" for one in found.values()) > len(found) / 2


def test_a_deadline_that_passed_keeps_its_first_day_through_versions_and_half_years() -> None:
    about = text.approved(text.said(), period="2026-H1")
    moved = replace(text.STEP, due=date(2027, 6, 1))
    text.approved(text.said(milestones=(moved,)), period="2026-H1", about=about)

    found = text.items(text.told(cast.RAPPORTEUR_XB, text.asked()))[text.PLAN]

    assert found["standing"] == "silent"
    assert found["last_period"] == "2026-H1"
    assert [(one["first_due"], one["due"]) for one in found["overdue"]] == [("2026-09-01", "2027-06-01")]


def test_a_step_that_only_an_own_version_told_is_in_no_public_report() -> None:
    secret = Milestone("m9", "Night raid Tau (invented)", date(2026, 8, 1))
    about = text.approved(text.said(milestones=(secret,), evidence=()), level=Level.OWN)
    text.approved(text.said(), level=Level.PUBLIC, about=about)

    document = json.dumps(text.told(cast.RAPPORTEUR_XB, text.asked()))

    assert "Tau" not in document
    assert "Second unit" in document
    assert "Tau" in json.dumps(text.told(cast.RAPPORTEUR_XB, text.asked(level=Level.OWN)))


# --- nothing above the level ------------------------------------------------------------------------------------------


ITEMS = ("ga-2023-prevention-03", "ga-2023-prevention-04", "ga-2023-prevention-05", "ga-2023-response-02")


def secrets() -> tuple[str, dict[str, set[str]]]:
    """Report at every level to two forums, with evidence at every level that fits.

    Returns the first forum, and for each level of a report which marks its files may hold.
    """
    first, second = text.space(), text.space()
    entries = (
        ("Own", Level.OWN, ()),
        ("First", Level.FORUM, (first,)),
        ("Second", Level.FORUM, (second,)),
        ("Public", Level.PUBLIC, (first,)),
    )
    levels = list(Level)
    for item, (name, level, forums) in zip(ITEMS, entries, strict=True):
        evidence = tuple(
            Evidence(f"e{place}", Proof.OTHER, f"{name}X{one.value}X", f"{name}Y{one.value}Y", one)
            for place, one in enumerate(levels[: levels.index(level) + 1])
        )
        what = Said(item, Status.DONE, responsible=f"{name}Body", actions=f"{name}Deed", evidence=evidence)
        text.approved(what, level=level, forums=forums)
    shown = {
        "public": {"PublicDeed", "PublicXpublicX", "PublicYpublicY"},
        "forum": {"PublicDeed", "FirstDeed", "FirstXforumX", "FirstYforumY", "PublicXforumX", "PublicXpublicX"},
    }
    return first, shown


EVERY = {
    *(f"{name}{what}" for name in ("Own", "First", "Second", "Public") for what in ("Deed", "Body")),
    *("OwnXownX", "FirstXownX", "FirstXforumX", "SecondXownX", "SecondXforumX"),
    *("PublicXownX", "PublicXforumX", "PublicXpublicX"),
    *("OwnYownY", "FirstYownY", "FirstYforumY", "SecondYownY", "SecondYforumY"),
    *("PublicYownY", "PublicYforumY", "PublicYpublicY"),
}


@pytest.mark.parametrize("level", [Level.PUBLIC, Level.FORUM])
def test_no_evidence_and_no_entry_above_its_level_is_in_any_file(level: Level) -> None:
    forum, shown = secrets()
    officer = cast.officer(cast.RAPPORTEUR_XB)
    asked = text.asked("global-alliance", level=level, forum=forum if level is Level.FORUM else "")
    made = queries.made_for(officer, asked, today=text.NOW.date())
    files = apart.work(making.document_of(officer, made))

    contents = [making.json_of(made), making.workbook_of(made), *map(b64decode, files.values())]

    allowed = {one for one in EVERY if one.startswith("Public") and "own" not in one}
    allowed -= set() if level is Level.FORUM else {"PublicXforumX", "PublicYforumY"}
    allowed |= {one for one in EVERY if one.startswith("First") and "own" not in one} if level is Level.FORUM else set()
    for content in contents:
        words = text.words_of(content)
        assert {one for one in EVERY if one in words} == allowed
        assert shown[level.value] <= allowed


def test_the_own_report_holds_everything_and_says_of_hidden_evidence_only_what_its_author_ticked() -> None:
    text.approved(text.said())

    own = text.items(text.told(cast.RAPPORTEUR_XB, text.asked(level=Level.OWN)))[text.PLAN]["reported"][0]
    public = text.items(text.told(cast.RAPPORTEUR_XB, text.asked()))[text.PLAN]["reported"][0]

    assert [one["title"] for one in own["said"]["evidence"]] == [text.LAW.title, text.SHARED.title, text.OWN.title]
    assert [one["title"] for one in public["said"]["evidence"]] == [text.LAW.title]
    assert (own["evidence_elsewhere"], public["evidence_elsewhere"]) == (0, 1)


def test_a_member_of_a_forum_has_what_was_reported_to_it_and_an_outsider_nothing_of_it() -> None:
    forum = text.space()
    only = text.said(evidence=(text.SHARED, text.OWN))
    text.approved(only, level=Level.FORUM, forums=(forum,))
    asked = text.asked("roma-lyon", "XA", "XB", level=Level.FORUM, forum=forum)

    document = text.told(cast.RAPPORTEUR_XA, asked)

    answers = next(one for section in document["sections"] for one in section["items"] if one["item"] == text.PLAN)
    assert [(one["subject"], one["standing"]) for one in answers["answers"]] == [("XA", "silent"), ("XB", "evidenced")]
    made = queries.made_for(cast.officer(cast.RAPPORTEUR_XA), asked, today=text.NOW.date())
    sentences = [one["text"] for piece in making.laid(made).pieces for one in piece.get("sentences", ())]
    assert "Silent: Origin State XA (invented)" in sentences
    assert "Silent: Origin State XA (invented), Transit State XB (invented)" in sentences
    for wanted in (asked, text.asked(), text.asked(level=Level.OWN)):
        with pytest.raises(AskedUnfit):
            text.told(cast.RAPPORTEUR_XC, wanted)


# --- files ------------------------------------------------------------------------------------------------------------


def test_arabic_files_run_from_right_to_left() -> None:
    text.approved(text.said(item="ga-2023-alternatives-02", values=(), answers=()))
    officer = cast.officer(cast.RAPPORTEUR_XB)
    made = queries.made_for(officer, text.asked("global-alliance", language="ar"), today=text.NOW.date())

    files = apart.work(making.document_of(officer, made))

    document = text.words_of(b64decode(files["docx"]))
    assert document.count("<w:bidi/>") > 100
    assert "<w:bidiVisual/>" in document
    assert "مُثبت" in document
    turned = [run for run in document.split("<w:r>")[1:] if "المسارات" in run.partition("</w:r>")[0]]
    assert turned
    assert all("<w:rtl/>" in run for run in turned)
    assert 'rightToLeft="1"' in text.words_of(making.workbook_of(made))
    assert text.LAW.title in text.words_of(b64decode(files["pdf"]))


def test_foreign_words_in_an_arabic_line_do_not_turn_the_line_round() -> None:
    text.approved(text.said())
    made = queries.made_for(cast.officer(cast.RAPPORTEUR_XB), text.asked("untoc", language="ar"), today=text.NOW.date())
    rows = [row for piece in making.laid(made).pieces if piece["kind"] == "table" for row in piece["rows"]]

    told = [row[1] for row in rows if row[0] == "أبلغت عنه"]

    assert told
    assert all(first_direction(line) == "rtl" for line in told)
    assert all("\u2068XB-BRD\u2069" in line for line in told)
    page = to_html(making.document_of(cast.officer(cast.RAPPORTEUR_XB), made))
    assert f'<div dir="ltr">{text.ACTIONS}</div>' in page
    assert '<div dir="ltr">لم' not in page
    budgets = [row[1] for row in rows if row[0] == "الميزانية"]
    values = [row[1] for row in rows if row[0] == "المؤشرات"]
    assert any("(2026، منفق)" in one for one in budgets)
    assert any("2026؛ " in one for one in values)
    assert not any("; " in one or "2026, " in one for one in (*budgets, *values))
    (silent,) = [row[1] for row in rows if row[0] == "مسكوت عنه" and "البروتوكول" in row[1]]
    assert "البروتوكول، المادة 5؛ البروتوكول، المادة 6(1)؛ " in silent


def test_a_workbook_holds_texts_alone_and_a_frozen_head() -> None:
    text.approved(text.said())
    made = queries.made_for(cast.officer(cast.RAPPORTEUR_XB), text.asked(), today=text.NOW.date())

    words = text.words_of(making.workbook_of(made))

    assert f">'{text.ACTIONS}<" in words
    assert "<f>" not in words
    assert 'state="frozen"' in words
    assert words.count(">Silent<") == 65


def test_taking_a_report_along_is_in_the_ledger_with_its_digest_and_no_word_of_it() -> None:
    text.approved(text.said())
    officer = cast.officer(cast.RAPPORTEUR_XB)

    content = actions.take(by=officer, asked=text.asked(), form=Form.JSON, now=text.NOW)

    entry = LedgerEntry.objects.get(event=Event.PROGRESS_EXPORTED)
    written = str(vars(entry))
    assert entry.about == "roma-lyon"
    assert making.digest_of(content) in written
    assert text.HALF in written
    assert "unit of twelve" not in written
    assert "Act 12" not in written


def test_a_file_is_given_out_only_while_what_it_rests_on_stands() -> None:
    about = text.approved(text.said())
    officer, asked = cast.officer(cast.RAPPORTEUR_XB), text.asked()
    with pytest.raises(FileMissing):
        actions.take(by=officer, asked=asked, form=Form.PDF, now=text.NOW)
    actions.ask_files(by=officer, asked=asked, now=text.NOW)
    document = making.document_of(officer, queries.made_for(officer, asked, today=text.NOW.date()))
    with turn.write():
        rows = Worked.objects.filter(key=worked.key_of(making.KIND, document))
        assert rows.update(state=Worked.State.DONE, answer={"pdf": "JVBERi0=", "docx": "UEs="}) == 1
    assert actions.take(by=officer, asked=asked, form=Form.PDF, now=text.NOW) == b"%PDF-"

    progress.withdraw(by=cast.officer(cast.FOCAL_XB), about=about, now=text.NOW)

    with pytest.raises(FileMissing):
        actions.take(by=officer, asked=asked, form=Form.PDF, now=text.NOW)
    assert "unit of twelve" not in actions.take(by=officer, asked=asked, form=Form.JSON, now=text.NOW).decode()


def test_who_only_reads_commitments_takes_no_report_along() -> None:
    with pytest.raises(NotPermitted):
        actions.take(by=cast.officer(cast.ANALYST_XB), asked=text.asked(), form=Form.JSON, now=text.NOW)


# --- what each form has of its own ------------------------------------------------------------------------------------


def test_a_report_on_one_instrument_follows_its_own_order_and_numbering() -> None:
    text.approved(text.said())

    document = text.told(cast.RAPPORTEUR_XB, text.asked("regional", instrument="som"))

    found = [(one["item"], one["number"]) for section in document["sections"] for one in section["items"]]
    assert found[0] == ("som-art2", "Art 2")
    assert len(dict(found).values()) == len({number for _, number in found})
    assert [name for name, _ in found] == [item.id for item in asked_by(catalogue(), "som")]
    with pytest.raises(AskedUnfit):
        text.told(cast.RAPPORTEUR_XB, text.asked("regional", instrument="som-2"))


def test_the_questionnaire_tells_treaty_status_as_of_its_sheet_and_unknown_where_none_speaks() -> None:
    with turn.write():
        StatusSheet.objects.create(
            uid="a" * 32,
            instrument="untoc",
            as_of=date(2026, 5, 1),
            source="Depositary (invented)",
            statuses=[
                {
                    "state": "XB",
                    "signed_on": "2001-01-02",
                    "consented_on": "2005-03-01",
                    "by": "ratification",
                    "in_force_on": "",
                    "denounced_from": "",
                    "reservations": [["35(2)", [], "", ""]],
                    "authority": "",
                    "languages": [],
                }
            ],
            is_complete=False,
            added_by="xa.analyst",
            added_at=text.NOW,
            confirmed_by="xa.investigator",
            confirmed_at=text.NOW,
        )

    found = {one["instrument"]: one for one in text.told(cast.RAPPORTEUR_XB, text.asked("untoc"))["treaties"]}

    assert (found["untoc"]["status"], found["untoc"]["as_of"]) == ("party", "2026-05-01")
    assert found["untoc"]["reservations"] == ["35(2)"]
    assert found["smuggling-protocol"]["status"] == "unknown"


def test_practices_of_the_authority_stand_beside_the_question_about_cooperation_as_far_as_they_may_go() -> None:
    by = cast.officer(cast.RAPPORTEUR_XB)
    for title, level in (("Joint post Rho", Level.PUBLIC), ("Night shift Psi", Level.OWN)):
        told = Told(Kind.PRACTICE, title, "Two services share a desk.", "XB", "Not measured.", Pillar.COOPERATION)
        library.file(by=by, told=told, level=level, now=text.NOW)

    public, own = (
        json.dumps(text.told(cast.RAPPORTEUR_XB, text.asked("wg7-questions", level=level)))
        for level in (Level.PUBLIC, Level.OWN)
    )

    assert "Joint post Rho" in public
    assert "Night shift Psi" not in public
    assert "Night shift Psi" in own
    made = queries.made_for(by, text.asked("wg7-questions", language="ar"), today=text.NOW.date())
    for written in (text.words_of(making.workbook_of(made)), json.dumps(making.laid(made).pieces, ensure_ascii=False)):
        assert "Joint post Rho" in written
        assert "Not measured." in written
        assert "Psi" not in written


def test_an_item_from_memory_carries_its_caveat_in_the_report() -> None:
    made = queries.made_for(cast.officer(cast.RAPPORTEUR_XB), text.asked("untoc"), today=text.NOW.date())
    told = json.dumps(making.laid(made).pieces)

    items = [item for key in ("som", "untoc") for item in asked_by(catalogue(), key)]
    assert all(item.is_from_memory for item in items)
    expected = sum(item.compared is Compared.NOT for item in items)
    assert told.count("Written from memory; no lawyer") == expected
    assert told.count("Written from memory and compared") == len(items) - expected


def test_the_annex_says_once_what_an_entry_answers_also() -> None:
    text.approved(text.said())
    made = queries.made_for(cast.officer(cast.RAPPORTEUR_XB), text.asked(), today=text.NOW.date())

    rows = making.laid(made).annex[-1]["rows"]

    assert len(rows) == 1
    assert "Decision 14" in rows[0][1]
    assert "Art 15(3)" in rows[0][1]


def test_the_caveat_of_an_item_goes_from_every_form_once_a_lawyer_confirmed_it() -> None:
    officer, asked, today = cast.officer(cast.RAPPORTEUR_XB), text.asked("untoc"), date(2026, 11, 2)
    made = queries.made_for(officer, asked, today=today)
    memory = {one.id for one in catalogue().items.values() if one.is_from_memory}
    confirm(by=cast.officer(cast.LAWYER_XA), item="som-art8-6", source="UNTS 2241", now=text.NOW)

    later = queries.made_for(officer, asked, today=today)

    assert made.confirmed == frozenset()
    assert later.confirmed == {"som-art8-6"} <= memory
    assert making.workbook_of(made) == making.workbook_of(made) != making.workbook_of(later)
    assert making.document_of(officer, later) != making.document_of(officer, made)
