"""Reports on their way: drafts are their author's, a second officer releases, a correction replaces what was."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.core.reports.codes import ReturnReason, State
from corridor.web.base.doors.models import Outgoing
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.doors.actions import hand_over
from corridor.web.desk.entities.history import history_for
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.reports import forming, presenting, queries, wording, writing
from corridor.web.desk.reports.errors import FieldsRefused, ReportState, ReportTooLarge, SecondOfficerMissing
from corridor.web.desk.reports.models import Report
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.core.doors import make as handed
from tests.peer import Peer
from tests.web.desk.retention.aging import age

AUTHOR, SECOND, OTHER = cast.FIELD_OFFICER_XA, cast.ANALYST_XA, cast.ANALYST_XB
WORDS = "It capsized near the zephyr buoy."
SAID = {
    "incident_kind": "shipwreck",
    "occurred_on": "2026-03-14",
    "place_text": "Caldra (XC)",
    "counts.0.what": "dead",
    "counts.0.range": "14",
    "legs.0.from_text": "Caldra (XC)",
    "legs.0.to_text": "-36.2, -24.1",
    "legs.0.transport": "wooden-boat",
    "summary": WORDS,
    "marking": "partners",
}


def sent(values: dict[str, str] | None = None) -> str:
    """Write a report as its author and send it; return its identifier."""
    author = cast.officer(AUTHOR)
    uid = writing.save_draft(by=author, values=values or SAID, now=timezone.now())
    assert writing.send(by=author, uid=uid, now=timezone.now()) == ()
    return uid


def released(values: dict[str, str] | None = None) -> Report:
    """Have a report released by a second officer; return it."""
    uid = sent(values)
    writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())
    return Report.objects.get(uid=uid)


def dead(reader: Officer, thing: str) -> tuple[str, ...]:
    """Return what a reader reads of the dead of an incident."""
    return thing_for(reader, thing).laid.values("dead")


@pytest.mark.django_db
def test_a_draft_is_its_authors_alone_and_no_word_of_it_is_in_the_ledger_or_readable_in_the_table() -> None:
    author = cast.officer(AUTHOR)
    uid = writing.save_draft(by=author, values=SAID, now=timezone.now())

    for other in (SECOND, OTHER):
        with pytest.raises(NotFound):
            queries.report_for(cast.officer(other), uid)
    assert queries.kept_of(queries.own_report_for(author, uid)).values["summary"] == WORDS
    assert b"zephyr" not in bytes(Report.objects.get(uid=uid).sealed)
    assert not any("zephyr" in str(entry.detail) for entry in LedgerEntry.objects.all())


@pytest.mark.django_db
def test_a_report_counts_only_once_a_second_officer_released_it() -> None:
    uid = sent()
    with pytest.raises(SecondOfficerMissing):
        cast.grant(AUTHOR, "analyst", "operational-analysis")
        writing.release(by=cast.officer(AUTHOR, function="analyst"), uid=uid, now=timezone.now())

    thing = writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    assert dead(cast.officer(OTHER), thing) == ("14",)
    assert queries.own_report_for(cast.officer(AUTHOR), uid).state == State.RELEASED
    with pytest.raises(ReportState):
        writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())


@pytest.mark.django_db
def test_what_speaks_against_a_report_leaves_the_draft_as_it_was_typed() -> None:
    author = cast.officer(AUTHOR)
    wrong = {**SAID, "occurred_on": "2031-01-01", "place_text": "Nowhere at all"}
    uid = writing.save_draft(by=author, values=wrong, now=timezone.now())

    problems = writing.send(by=author, uid=uid, now=timezone.now())

    assert {problem.path for problem in problems} >= {"occurred_on", "place_text"}
    assert queries.kept_of(queries.own_report_for(author, uid)).values == wrong


@pytest.mark.django_db
def test_a_report_that_is_sent_back_is_written_on_and_sent_again() -> None:
    uid = sent()

    writing.return_to_author(by=cast.officer(SECOND), uid=uid, reason=ReturnReason.FACTS_UNCLEAR, now=timezone.now())
    author = cast.officer(AUTHOR)
    writing.save_draft(by=author, values={**SAID, "counts.0.range": "15"}, now=timezone.now(), uid=uid)
    writing.send(by=author, uid=uid, now=timezone.now())
    thing = writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    assert dead(cast.officer(SECOND), thing) == ("15",)


@pytest.mark.store
@pytest.mark.parametrize("marking", ["partners", "public"])
@pytest.mark.django_db
def test_a_correction_stands_in_place_of_what_it_corrects_about_the_same_things(marking: str) -> None:
    first = released()
    author = cast.officer(AUTHOR)
    uid = writing.correct(by=author, uid=first.uid, now=timezone.now())
    assert dead(cast.officer(OTHER), first.thing) == ("14",)

    corrected = {**SAID, "counts.0.range": "17", "marking": marking}
    writing.save_draft(by=author, values=corrected, now=timezone.now(), uid=uid)
    writing.send(by=author, uid=uid, now=timezone.now())
    thing = writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    assert thing == first.thing
    assert dead(cast.officer(OTHER), thing) == ("17",)
    assert [one.version for one in queries.versions_of(first)] == [2, 1]
    if marking == "partners":
        moments = history_for(cast.officer(SECOND), thing).moments
        changes = [change for moment in moments for change in moment.changes if change.prop == "dead"]
        assert [(change.before, change.after) for change in changes] == [(("14",), ("17",)), ((), ("14",))]


def corrected(report: Report, people: str, marking: str) -> str:
    """Have the latest version of a report corrected under a marking, and sent; return the reference."""
    latest = queries.versions_of(report)[0]
    uid = writing.correct(by=cast.officer(AUTHOR), uid=latest.uid, now=timezone.now())
    said = {**SAID, "counts.0.range": people, "marking": marking}
    writing.save_draft(by=cast.officer(AUTHOR), values=said, now=timezone.now(), uid=uid)
    writing.send(by=cast.officer(AUTHOR), uid=uid, now=timezone.now())
    return uid


@pytest.mark.store
@pytest.mark.django_db
def test_no_earlier_version_comes_out_again_when_a_report_is_marked_anew() -> None:
    first = released()

    for people, marking in (("15", "partners"), ("17", "own-authority")):
        uid = corrected(first, people, marking)
        writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    assert dead(cast.officer(SECOND), first.thing) == ("17",)
    with pytest.raises(NotFound):
        dead(cast.officer(OTHER), first.thing)


@pytest.mark.django_db
def test_no_earlier_version_comes_out_again_with_a_source_that_was_withdrawn_and_is_restored() -> None:
    first = released()
    source = Load.objects.select_related("dataset__source").latest("pk").dataset.source.code
    by, uid = cast.officer(SECOND), corrected(first, "17", "own-authority")
    imports.withdraw_source(by=by, source=source, now=timezone.now())

    writing.release(by=by, uid=uid, now=timezone.now())
    with suppress(NotFound):  # Nothing is left that could be restored.
        imports.restore_source(by=by, source=source, now=timezone.now())

    with pytest.raises(NotFound):
        dead(cast.officer(OTHER), first.thing)


@pytest.mark.django_db
def test_a_leg_begins_at_the_place_that_the_author_knows_and_at_no_other() -> None:
    said = {"name": "Caldra (invented)", "point": "-32.3,-29.4", "country": "XC"}
    make.file(cast.officer(SECOND), make.draft("caldra", "Place", **said))
    make.file(cast.officer(SECOND), make.draft("far", "Place", **{**said, "point": "10,10"}))
    hidden = make.draft("hidden", "Place", **said)
    make.file(cast.officer(OTHER), hidden, marked=make.marking("own-authority", "XB-BRD"))

    report = released()

    incident = thing_for(cast.officer(SECOND), report.thing)
    assert incident.laid.values("place") == (str(make.uid("caldra")),)


@pytest.mark.django_db
def test_a_marking_that_the_second_officer_may_not_read_under_is_not_released() -> None:
    investigator = cast.INVESTIGATOR_XA
    by = cast.officer(investigator)
    uid = writing.save_draft(by=by, values={**SAID, "marking": "sealed"}, now=timezone.now())
    writing.send(by=by, uid=uid, now=timezone.now())

    with pytest.raises(FieldsRefused):
        writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    assert Report.objects.get(uid=uid).state == State.WAITING


@pytest.mark.django_db
def test_what_was_typed_into_a_discarded_draft_is_erased_after_a_day() -> None:
    author, now = cast.officer(AUTHOR), timezone.now()
    uid = writing.save_draft(by=author, values=SAID, now=now)
    writing.discard(by=author, uid=uid, now=now)
    writing.restore(by=author, uid=uid, now=now + timedelta(hours=1))
    writing.discard(by=author, uid=uid, now=now + timedelta(hours=2))

    writing.erase_expired(now + timedelta(hours=20))
    assert Report.objects.get(uid=uid).sealed is not None
    writing.erase_expired(now + timedelta(hours=27))

    assert Report.objects.get(uid=uid).sealed is None


def posted(values: dict[str, str], browser: Client, act: str, **extra: str) -> tuple[int, str]:
    """Send the form as a browser without script does; return status and where it leads, or the page."""
    page = browser.get("/reports/new/").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(key|duty)" value="([^"]+)"', page))
    answer = browser.post("/reports/new/", {**hidden, **values, **extra, "act": act})
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


@pytest.mark.django_db
def test_the_form_files_a_report_without_script_and_says_beside_each_field_what_is_wrong() -> None:
    browser = cast.client(AUTHOR)

    status, page = posted({**SAID, "occurred_on": "2031-01-01"}, browser, "send")
    assert status == 422
    assert 'href="#occurred_on"' in page
    assert 'id="occurred_on-problem"' in page
    status, to = posted(SAID, browser, "send")
    assert status == 302

    assert "waits for release" in browser.get(to).content.decode()
    second = cast.client(SECOND)
    assert WORDS in second.get(to).content.decode()
    assert second.post(f"{to}release/").status_code == 302
    assert "released" in browser.get(to).content.decode()


def test_a_row_is_called_with_the_comma_of_its_language() -> None:
    assert " 1\N{ARABIC COMMA} " in wording.label_of("counts.0.range", "ar")
    assert " 1, " in wording.label_of("counts.0.range", "fr")


@pytest.mark.django_db
def test_a_script_whose_report_is_refused_is_told_where_the_draft_says_why_and_sends_it_once() -> None:
    browser, wrong = cast.client(AUTHOR), {**SAID, "occurred_on": "2031-01-01", "act": "send"}

    answer = browser.post("/reports/new/", wrong, headers={"X-Corridor-Keeps": "1"})
    page = browser.get(answer.json()["to"]).content.decode()

    assert Report.objects.filter(author=AUTHOR.handle).count() == 1
    assert 'id="occurred_on-problem"' in page
    assert WORDS in page


@pytest.mark.django_db
def test_the_texts_of_a_draft_are_searched_whenever_its_author_opens_it_and_it_is_kept_as_typed() -> None:
    browser, text = cast.client(AUTHOR), "  Maryam Nazari called +212 612 345 678 from the zephyr buoy."

    status, to = posted({"summary": text}, browser, "save")
    page = browser.get(to).content.decode()
    uid = to.split("/")[-3]

    assert status == 302
    assert {"Maryam Nazari", "+212 612 345 678"} <= set(re.findall(r"<mark>(.*?)</mark>", page))
    assert '<a class="ds-link" href="#summary">' in page
    assert 'id="summary-notice"' in page
    assert 'aria-invalid="true"' not in page
    assert queries.kept_of(Report.objects.get(uid=uid)).values["summary"] == text
    assert cast.client(SECOND).get(to).status_code == 404
    assert not any("Nazari" in str(entry.__dict__) for entry in LedgerEntry.objects.all())

    token = re.search(r'name="confirmed" value="(\w+)"', page)
    assert token is not None
    named = {"summary": text.replace("+212 612 345 678", "us"), "confirmed": token[1], "act": "save"}
    browser.post(to, named)
    again = browser.get(to).content.decode()
    assert f'value="{token[1]}" checked' in again
    assert "summary-notice" not in again


@pytest.mark.django_db
def test_a_section_is_filled_in_once_somebody_filled_it_and_not_by_what_the_form_brings() -> None:
    brought = {"fees.0.currency": "EUR"}

    def filled(values: dict[str, str]) -> list[str]:
        sections = forming.form_page(cast.officer(AUTHOR), "", values, ()).sections
        return [one.name for one in sections if one.is_filled]

    assert filled(brought) == []
    assert filled({**brought, "fees.0.amount": "300"}) == ["fee"]


@pytest.mark.django_db
def test_an_author_sees_which_authorities_read_the_report_in_a_month_that_is_over_and_nobody_by_name() -> None:
    report = released()
    for reader in (OTHER, SECOND):
        assert cast.client(reader).get(f"/things/{report.thing}/").status_code == 200
    author, now = cast.officer(AUTHOR), timezone.now()
    page = cast.client(AUTHOR).get(f"/reports/{report.uid}/").content.decode()

    def told(officer: Officer, after: timedelta) -> list[tuple[str, tuple[str, ...]]] | None:
        rows = presenting.report_page(officer, report, now + after).readers
        return None if rows is None else [(row.authority, row.functions) for row in rows]

    assert "No other authority has read it in a month that is over." in page
    assert told(author, timedelta(0)) == []
    assert told(author, timedelta(days=32)) == [("XB-BRD", ("analyst",))]
    assert told(cast.officer(SECOND), timedelta(days=32)) is None
    assert OTHER.handle not in page


@pytest.mark.django_db
def test_a_report_on_its_way_is_printed_for_the_own_authority_under_the_marking_it_will_have() -> None:
    second, uid = cast.client(SECOND), sent()
    assert f'href="/reports/{uid}/?print=1"' in second.get(f"/reports/{uid}/").content.decode()

    page = second.get(f"/reports/{uid}/?print=1").content.decode()
    head = page[page.index("imprint__marking") : page.index("</header>")]

    assert WORDS in page
    assert head.index("Own authority XA-POL") < head.index("TLP:GREEN XA-POL")
    assert Report.objects.get(uid=uid).ref in page[page.index("data-source-line") :]
    assert second.get(f"/reports/{uid}/edit/?print=1").status_code == 403
    events = LedgerEntry.objects.order_by("-position").values_list("event", "about")
    assert {("page:printed", "desk:report"), ("item:printed", uid)} <= set(events[:4])


@pytest.mark.django_db
def test_a_report_whose_marking_lets_nobody_print_is_not_printed() -> None:
    by, now = cast.officer(cast.INVESTIGATOR_XA), timezone.now()
    uid = writing.save_draft(by=by, values={**SAID, "marking": "sealed"}, now=now)
    browser = cast.client(cast.INVESTIGATOR_XA)

    assert "print=1" not in browser.get(f"/reports/{uid}/").content.decode()
    assert browser.get(f"/reports/{uid}/?print=1").status_code == 404
    listed = Report.objects.get(uid=uid).ref
    assert listed in browser.get("/reports/").content.decode()
    assert listed not in browser.get("/reports/?print=1").content.decode()


@pytest.mark.django_db
def test_a_form_that_arrives_twice_makes_one_report() -> None:
    browser = cast.client(AUTHOR)
    page = browser.get("/reports/new/").content.decode()
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)
    assert key is not None

    for _ in range(2):
        browser.post("/reports/new/", {**SAID, "key": key[1], "act": "save"})

    assert Report.objects.filter(author=AUTHOR.handle).count() == 1


@pytest.mark.django_db
def test_who_will_read_is_told_by_name_before_anything_is_saved() -> None:
    browser = cast.client(AUTHOR)

    _, partners = posted(SAID, browser, "readers")
    _, own = posted({**SAID, "marking": "own-authority"}, browser, "readers")

    row = re.compile(r"<bdi>Border Guard of XB</bdi>.*?<dd>(.*?)</dd>", re.DOTALL)
    assert "analyst" in row.search(partners)[1]  # type: ignore[index]  # it is there
    assert "nobody" in row.search(own)[1]  # type: ignore[index]  # it is there
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_nobody_else_opens_decides_or_learns_of_a_report() -> None:
    uid = sent()
    acts = ("release", "return", "discard", "restore", "correct", "take-back")
    for other in (OTHER, cast.STATISTICIAN_XA, cast.OUTSIDER):
        browser = cast.client(other)
        assert browser.get(f"/reports/{uid}/").status_code in (403, 404)
        assert all(browser.post(f"/reports/{uid}/{act}/").status_code in (403, 404) for act in acts)
    assert cast.client(SECOND).post(f"/reports/{uid}/take-back/").status_code == 404
    assert Report.objects.get(uid=uid).state == State.WAITING


@pytest.mark.django_db
def test_a_number_of_another_officers_form_opens_nothing_and_overwrites_nothing() -> None:
    uid = writing.save_draft(by=cast.officer(AUTHOR), values=SAID, now=timezone.now())

    cast.client(SECOND).post("/reports/new/", {"summary": "mine", "key": uid, "act": "save"})

    assert queries.kept_of(Report.objects.get(uid=uid)).values == SAID
    assert Report.objects.exclude(uid=uid).get().author == SECOND.handle


@pytest.mark.django_db
def test_what_is_typed_stays_text_in_every_page_and_too_much_of_it_is_refused() -> None:
    browser = cast.client(AUTHOR)
    mark = "<script>alert(1)</script>"
    status, page = posted(
        {**SAID, "summary": mark, "reported_by": '"><img src=x>', "place_text": mark}, browser, "send"
    )

    assert status == 422
    assert mark not in page
    assert "<img src=x" not in page
    with pytest.raises(ReportTooLarge):
        writing.save_draft(by=cast.officer(AUTHOR), values={"summary": "x" * 70_000}, now=timezone.now())


def test_changing_the_word_of_trafficking_deletes_no_hand_over(node: object) -> None:
    body = Peer("INT-MPA", "protection", "protection")
    body.introduce(cast.ADMINISTRATOR_XA, cast.OVERSEER_XA)
    author = cast.officer(AUTHOR)
    first = released({**SAID, "trafficking": "indicated"})
    hand_over(by=author, one=handed.hand_over(), to="INT-MPA", now=timezone.now())
    before = list(Outgoing.objects.values_list("pk", "envelope"))
    assert "/hand-over/" in cast.client(AUTHOR).get(f"/reports/{first.uid}/").content.decode()

    uid = writing.correct(by=author, uid=first.uid, now=timezone.now())
    writing.save_draft(by=author, values={**SAID, "trafficking": "not-indicated"}, now=timezone.now(), uid=uid)
    writing.send(by=author, uid=uid, now=timezone.now())
    writing.release(by=cast.officer(SECOND), uid=uid, now=timezone.now())

    assert list(Outgoing.objects.values_list("pk", "envelope")) == before


def test_what_was_typed_goes_when_the_information_items_go(node: object) -> None:
    report = released()
    load = Load.objects.get(uid=report.load)
    age(load.pk, by=timedelta(days=6 * 365))

    writing.erase_expired(timezone.now())

    assert Report.objects.get(pk=report.pk).sealed is None
    assert report not in queries.own_for(cast.officer(AUTHOR))


@pytest.mark.django_db
def test_a_new_report_knows_the_post_and_may_begin_with_the_last_one_without_its_day_and_counts() -> None:
    browser = cast.client(AUTHOR)
    first = browser.get("/reports/new/").content.decode()
    released({**SAID, "reported_by": "Harbour patrol", "route": "Northern crossing"})

    fresh = browser.get("/reports/new/").content.decode()
    copied = browser.get("/reports/new/?from=last").content.decode()

    assert 'name="country" value="XA"' in first
    assert 'name="marking" value="own-authority" checked' in fresh
    assert 'name="route" value="Northern crossing"' in fresh
    assert "Caldra (XC)" in copied
    assert "Caldra (XC)" not in fresh
    for page in (fresh, copied):
        assert 'name="occurred_on" value=""' in page
        assert 'name="counts.0.range" value=""' in page
        assert WORDS not in page
