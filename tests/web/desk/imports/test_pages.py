"""The pages of imports and sources: who may use them, what they say, and what they never say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.imports.codes import Restoration, Withdrawal
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.imports import files, queries, tasks
from corridor.web.desk.imports.holding import alone
from corridor.web.desk.imports.models import Upload
from corridor.web.desk.statements.models import Load
from tests import cast, make

ROWS = [make.row("a"), make.row("b", 2), make.row("c", 3)]
IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
PAGES_OF_AN_IMPORT = ("import", "import-progress", "import-rejects")
ACTS_ON_AN_IMPORT = ("import-cancel", "import-undo", "import-redo")


@pytest.fixture(autouse=True)
def _layout(node: object, settings: Any) -> Iterator[None]:
    """A node with the layout of the small tables, whose jobs run at once."""
    settings.TASKS = IMMEDIATE
    make.mapping()
    yield
    connection.close()


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def file(content: bytes, name: str = "table.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")


def send(client: Client, *files: SimpleUploadedFile, **fields: str) -> Any:
    return client.post(reverse("desk:import-new"), {"files": list(files), **fields})


def preview_of(client: Client, *files: SimpleUploadedFile, **fields: str) -> str:
    """Send files and return the address of their preview."""
    response = send(client, *files, **fields)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def run(client: Client, preview: str) -> Any:
    parts = urlsplit(preview)
    return client.post(f"{parts.path}run/?{parts.query}")


def imported(client: Client, content: bytes, **fields: str) -> Load:
    """Import one file through the pages and return its load."""
    response = run(client, preview_of(client, file(content), **fields))
    return Load.objects.get(uid=response["Location"].rstrip("/").rsplit("/", 1)[-1])


def url(name: str, *parts: object) -> str:
    return reverse(f"desk:{name}", args=[str(part) for part in parts])


def streamed(response: Any) -> str:
    """Return what was sent piece by piece."""
    return b"".join(response.streaming_content).decode()


def words(response: Any) -> str:
    """Return a page without the secret of its forms, which differs from answer to answer."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", response.content.decode())


# ------------------------------------------------------------------------------------------------- one file, end to end


def test_a_file_is_previewed_and_nothing_of_it_is_stored(analyst: Client) -> None:
    address = preview_of(analyst, file(make.table(ROWS)))

    page = analyst.get(address)

    assert page.status_code == 200
    assert page.context["page"].files[0].counts.accepted == 3
    assert page.context["page"].files[0].rows[0][-1] == "-35.5,-20"
    assert not Load.objects.exists()


def test_a_previewed_file_is_imported_in_the_background_and_published(analyst: Client) -> None:
    load = imported(analyst, make.table([*ROWS, make.row("d", "many")]))

    assert load.state == Load.State.PUBLISHED
    assert (load.accepted, load.rejected, load.rows_read, load.rows_total) == (3, 1, 4, 4)
    page = analyst.get(url("import", load.uid))
    assert page.context["page"].rejects[0].line == 5
    assert "not a whole number" in words(page)
    assert "many" not in words(page)


def test_the_same_file_again_changes_nothing_and_its_preview_says_so(analyst: Client) -> None:
    imported(analyst, make.table(ROWS))

    preview = analyst.get(preview_of(analyst, file(make.table(ROWS))))
    again = imported(analyst, make.table(ROWS))

    assert preview.context["page"].files[0].counts.unchanged == 3
    assert preview.context["page"].files[0].counts.accepted == 0
    assert (again.accepted, again.revised, again.unchanged) == (0, 0, 3)


def test_the_preview_says_which_rows_would_be_revised(analyst: Client) -> None:
    imported(analyst, make.table(ROWS))

    changed = [make.row("a", 9), *ROWS[1:], make.row("d")]
    counts = analyst.get(preview_of(analyst, file(make.table(changed)))).context["page"].files[0].counts

    assert (counts.accepted, counts.revised, counts.unchanged) == (1, 1, 2)


def test_a_preview_under_a_marking_compares_with_that_marking_only(analyst: Client) -> None:
    imported(analyst, make.table(ROWS), marking="own-authority")

    counts = analyst.get(preview_of(analyst, file(make.table(ROWS)))).context["page"].files[0].counts

    assert (counts.accepted, counts.unchanged) == (3, 0)


def test_several_files_are_imported_together(analyst: Client) -> None:
    address = preview_of(analyst, file(make.table(ROWS), "one.csv"), file(make.table([make.row("z")]), "two.csv"))

    response = run(analyst, address)

    assert response["Location"] == url("imports")
    assert sorted(Load.objects.values_list("file_name", "state")) == [
        ("one.csv", "published"),
        ("two.csv", "published"),
    ]


def test_the_chosen_marking_and_day_are_kept_from_the_form_to_the_load(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS), marking="own-authority", released_on="2021-05-06")

    assert load.released_on == "2021-05-06"
    assert analyst.get(url("import", load.uid)).context["page"].marking.tone == "closed"


def test_discarded_files_are_gone(analyst: Client) -> None:
    address = preview_of(analyst, file(make.table(ROWS)))
    uid = Upload.objects.get().uid
    content = files.folder() / uid

    response = analyst.post(url("import-discard", uid))

    assert response.status_code == 302
    assert not content.exists()
    assert analyst.get(address).status_code == 404


def test_files_nobody_imported_are_erased_after_a_week(analyst: Client) -> None:
    preview_of(analyst, file(make.table(ROWS)))
    old = Upload.objects.get()

    files.forget_expired(timezone.now() + timedelta(days=6))
    assert Upload.objects.filter(pk=old.pk).exists()
    files.forget_expired(timezone.now() + timedelta(days=8))

    assert not Upload.objects.exists()
    assert not (files.folder() / old.uid).exists()


def test_what_was_refused_of_a_file_of_which_nothing_counts_is_erased_after_a_week(analyst: Client) -> None:
    stopped = imported(analyst, make.table([make.row("x", "many")]))
    Load.objects.filter(pk=stopped.pk).update(state=Load.State.CANCELLED)
    published = imported(analyst, make.table([make.row("x", "many"), *ROWS]))
    files.rejects_path(published.uid).write_text("line,reasons\n")

    files.forget_expired(timezone.now() + timedelta(days=6))
    assert stopped.rejects.exists()
    files.forget_expired(timezone.now() + timedelta(days=8))

    assert not stopped.rejects.exists()
    assert published.rejects.exists()
    assert not files.rejects_path(published.uid).exists()
    assert not analyst.get(url("import", stopped.uid)).context["page"].rejects_url


# ------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "empty.csv", "empty"),
        (b"PK\x03\x04" + bytes(40), "table.xlsx", "damaged"),
        (b'{"data": [{"ref": 1}', "broken.json", "not well-formed JSON"),
        (b"\x00\x01\x02\x03" * 30, "noise.csv", "not text"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_on_the_form(
    analyst: Client, content: bytes, name: str, says: str
) -> None:
    before = set(files.folder().iterdir())

    response = send(analyst, file(content, name))

    assert response.status_code == 422
    (problem,) = response.context["page"].problems
    assert problem.field == "files"
    assert problem.message.startswith(f"{name}: ")
    assert says in problem.message
    assert not Upload.objects.exists()
    assert set(files.folder().iterdir()) == before


def test_when_one_of_several_files_is_refused_none_is_kept(analyst: Client) -> None:
    response = send(analyst, file(make.table(ROWS)), file(b"\x00\x01\x02\x03" * 30, "noise.csv"))

    assert response.status_code == 422
    assert len(response.context["page"].problems) == 1
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused_on_the_form(analyst: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 20

    response = send(analyst, file(make.table(ROWS)))

    assert response.status_code == 422
    assert "larger than" in response.context["page"].problems[0].message


def test_no_file_is_a_problem_of_the_field(analyst: Client) -> None:
    response = send(analyst)

    assert response.status_code == 422
    assert response.context["page"].problems[0].field == "files"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mapping", "no-such-layout"),
        ("marking", "sealed"),
        ("marking", "no-such-marking"),
        ("recipients", "XX-NOBODY"),
        ("released_on", "14 March"),
        ("released_on", "2921-03-14"),
        ("released_on", "2021-02-30"),
    ],
)
def test_each_field_is_checked_and_named(analyst: Client, field: str, value: str) -> None:
    response = send(analyst, file(make.table(ROWS)), **{field: value})

    assert response.status_code == 422
    assert [problem.field for problem in response.context["page"].problems] == [field]


def test_a_marking_for_named_authorities_needs_a_name(analyst: Client) -> None:
    response = send(analyst, file(make.table(ROWS)), marking="law-enforcement")

    assert response.status_code == 422
    assert [problem.field for problem in response.context["page"].problems] == ["recipients"]


def test_named_authorities_see_what_is_marked_for_them_and_others_do_not(analyst: Client) -> None:
    imported(analyst, make.table(ROWS), marking="law-enforcement", recipients="XB-BRD")

    assert make.picture(cast.officer(cast.ANALYST_XB)).low == 6
    assert make.picture(cast.officer(cast.ANALYST_XC)).low == 0


@pytest.mark.parametrize("field", ["mapping=no-such-layout", "marking=sealed", "released_on=tomorrow"])
def test_a_choice_changed_in_the_address_is_refused_too(analyst: Client, field: str) -> None:
    path = urlsplit(preview_of(analyst, file(make.table(ROWS)))).path

    assert analyst.get(f"{path}?{field}").status_code == 422
    assert analyst.post(f"{path}run/?{field}").status_code == 422
    assert not Load.objects.exists()


def test_a_file_damaged_further_down_fails_as_a_whole_and_says_where(analyst: Client) -> None:
    rows = [make.row(f"r{n}") for n in range(2500)]
    content = make.table(rows) + b'"open,2021-03-14,1,Ashmar\n'

    load = imported(analyst, content)

    assert load.state == Load.State.FAILED
    page = analyst.get(url("import", load.uid))
    assert "quotation mark" in page.context["page"].problem
    assert "2502" in page.context["page"].problem
    assert "Close or remove" in page.context["page"].problem
    assert page.context["page"].effect
    assert load.accepted == 0


def test_a_formula_is_rejected_and_leaves_defused(analyst: Client) -> None:
    load = imported(analyst, make.table([*ROWS, ["d", "2021-03-14", "1", '=HYPERLINK("http://x")']]))

    response = analyst.get(url("import-rejects", load.uid))
    content = streamed(response)

    assert load.rejected == 1
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert "'=HYPERLINK" in content
    assert not any(cell.startswith("=") for line in content.splitlines() for cell in line.replace('"', "").split(","))
    assert "HYPERLINK" not in words(analyst.get(url("import", load.uid)))


@pytest.mark.parametrize(
    ("cell", "sent"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t1", "'\t1"),
        ("-21.13", "-21.13"),
        ("+5", "+5"),
        ("-2+3", "'-2+3"),
        ("Ashmar", "Ashmar"),
        ("", ""),
    ],
)
def test_cells_of_the_rejects_file_are_never_carried_out(cell: str, sent: str) -> None:
    assert queries.defused(cell) == sent


def test_the_rejects_file_has_the_header_of_the_file_it_came_from(analyst: Client) -> None:
    load = imported(analyst, make.table([make.row("d", "many")]))

    content = streamed(analyst.get(url("import-rejects", load.uid)))

    assert content.lstrip("\ufeff").splitlines()[0] == "line,reasons,ref,day,dead,place,point,note"
    assert content.splitlines()[1].startswith("2,")


def test_the_rejects_file_gives_its_reasons_in_the_language_of_the_page(analyst: Client) -> None:
    load = imported(analyst, make.table([make.row("d", "many")]))
    analyst.cookies["corridor_desk_language"] = "fr"

    content = streamed(analyst.get(url("import-rejects", load.uid)))

    assert "n’est pas un nombre entier" in content


# ------------------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize("member", [cast.FIELD_OFFICER_XA, cast.INVESTIGATOR_XA], ids=lambda member: member.handle)
def test_without_the_permission_every_import_page_is_refused(analyst: Client, member: cast.Member) -> None:
    load = imported(analyst, make.table(ROWS))
    other = cast.client(member)

    for name in ("imports", "import-new"):
        assert other.get(url(name)).status_code == 403
    for name in PAGES_OF_AN_IMPORT:
        assert other.get(url(name, load.uid)).status_code == 403
    for name in ACTS_ON_AN_IMPORT:
        assert other.post(url(name, load.uid)).status_code == 403
    assert send(other, file(make.table(ROWS))).status_code == 403
    assert Load.objects.get().state == Load.State.PUBLISHED


def test_an_import_of_another_authority_looks_absent(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS))
    other = cast.client(cast.ANALYST_XB)

    absent = other.get(url("import", "0" * 32))
    for name in PAGES_OF_AN_IMPORT:
        response = other.get(url(name, load.uid))
        assert response.status_code == 404
    assert words(other.get(url("import", load.uid))).replace(load.uid, "") == words(absent).replace("0" * 32, "")
    for name in ACTS_ON_AN_IMPORT:
        assert other.post(url(name, load.uid)).status_code == 404
    assert load.uid not in words(other.get(url("imports")))
    assert Load.objects.get().state == Load.State.PUBLISHED


def test_a_file_brought_by_somebody_else_looks_absent(analyst: Client) -> None:
    path = urlsplit(preview_of(analyst, file(make.table(ROWS)))).path
    for member in (cast.ANALYST_XB, cast.STATISTICIAN_XA):
        other = cast.client(member)
        assert other.get(path).status_code == 404
        assert other.post(f"{path}run/").status_code == 404
        assert other.post(f"{path}discard/").status_code == 404
    assert Upload.objects.count() == 1


def test_one_file_of_somebody_else_among_ones_own_is_absent_and_nothing_happens(analyst: Client) -> None:
    preview_of(cast.client(cast.STATISTICIAN_XA), file(make.table(ROWS)))
    foreign = Upload.objects.get().uid
    own = urlsplit(preview_of(analyst, file(make.table(ROWS)))).path.rstrip("/")

    assert analyst.post(f"{own}-{foreign}/run/").status_code == 404
    assert analyst.post(f"{own}-{foreign}/discard/").status_code == 404
    assert Upload.objects.count() == 2
    assert not Load.objects.exists()


def test_an_import_under_a_marking_one_may_not_read_looks_absent(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS), marking="law-enforcement", recipients="XB-BRD")
    colleague = cast.client(cast.STATISTICIAN_XA)

    assert colleague.get(url("import", load.uid)).status_code == 404
    assert load.uid not in words(colleague.get(url("imports")))
    assert colleague.get(url("source", "landings-source")).status_code == 404
    assert analyst.get(url("source", "landings-source")).status_code == 200


def test_a_report_is_no_import(analyst: Client) -> None:
    make.file(cast.officer(cast.ANALYST_XA))
    load = Load.objects.get()

    assert analyst.get(url("import", load.uid)).status_code == 404
    assert analyst.post(url("import-undo", load.uid)).status_code == 404
    assert load.uid not in words(analyst.get(url("imports")))


@pytest.mark.parametrize("name", ["import-run", "import-discard", *ACTS_ON_AN_IMPORT, "source-withdraw"])
def test_acts_are_sent_by_post_only(analyst: Client, name: str) -> None:
    assert analyst.get(url(name, "0" * 32)).status_code == 405


@pytest.mark.parametrize("name", ["import-preview", *PAGES_OF_AN_IMPORT, "source"])
def test_pages_take_no_post(analyst: Client, name: str) -> None:
    assert analyst.post(url(name, "0" * 32)).status_code == 405


@pytest.mark.parametrize("name", ["imports", "sources"])
def test_lists_take_no_post(analyst: Client, name: str) -> None:
    assert analyst.post(url(name)).status_code == 405


# ------------------------------------------------------------------------------------------------- in the background


def test_an_import_that_waits_shows_its_progress_until_it_ends(analyst: Client, settings: Any) -> None:
    settings.TASKS = QUEUED

    load = imported(analyst, make.table(ROWS))

    page = analyst.get(url("import", load.uid)).context["page"]
    assert load.state == Load.State.WAITING
    assert page.progress.poll_url == url("import-progress", load.uid)
    assert page.cancel_url
    part = analyst.get(page.progress.poll_url)
    assert "<html" not in words(part)
    assert "hx-get" in words(part)
    tasks.read_load.call(load.uid, tasks.actor_of(cast.officer(cast.ANALYST_XA)))
    part = analyst.get(page.progress.poll_url)
    assert "hx-get" not in words(part)
    assert part.context["page"].counts.accepted == 3


def test_a_job_that_finds_its_import_cancelled_does_nothing(analyst: Client, settings: Any) -> None:
    settings.TASKS = QUEUED
    load = imported(analyst, make.table(ROWS))

    cancelled = analyst.post(url("import-cancel", load.uid))
    ended = tasks.read_load.call(load.uid, tasks.actor_of(cast.officer(cast.ANALYST_XA)))

    load.refresh_from_db()
    assert cancelled.status_code == 302
    assert ended == load.state == Load.State.CANCELLED
    assert load.rows_read == 0


def test_an_import_whose_reader_died_can_be_cancelled(analyst: Client, settings: Any) -> None:
    settings.TASKS = QUEUED
    load = imported(analyst, make.table(ROWS))
    Load.objects.filter(pk=load.pk).update(state=Load.State.READING)

    analyst.post(url("import-cancel", load.uid))

    load.refresh_from_db()
    assert load.state == Load.State.CANCELLED


def test_a_job_of_an_officer_who_may_not_act_any_more_fails_and_says_so(analyst: Client, settings: Any) -> None:
    settings.TASKS = QUEUED
    load = imported(analyst, make.table(ROWS))

    tasks.read_load.call(load.uid, "xa.analyst:prosecutor:prosecution")

    load.refresh_from_db()
    assert load.state == Load.State.FAILED
    assert analyst.get(url("import", load.uid)).context["page"].problem


def test_a_job_runs_once(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS))

    ended = tasks.read_load.call(load.uid, tasks.actor_of(cast.officer(cast.ANALYST_XA)))

    assert ended == Load.State.PUBLISHED
    assert make.picture(cast.officer(cast.ANALYST_XA)).low == 6


def test_a_job_waits_while_the_same_data_set_is_being_imported(analyst: Client, settings: Any) -> None:
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = QUEUED
    load = imported(analyst, make.table(ROWS))

    with alone(load.dataset):
        ended = tasks.read_load.call(load.uid, tasks.actor_of(cast.officer(cast.ANALYST_XA)))

    load.refresh_from_db()
    expected = "waiting" if connection.vendor == "sqlite" else "published"  # PostgreSQL's lock is the session's own
    assert ended == load.state == expected
    assert DBTaskResult.objects.count() == (2 if connection.vendor == "sqlite" else 1)


# ------------------------------------------------------------------------------------------------- undo, redo, sources


def test_an_import_is_taken_back_and_put_back(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS))
    reader = cast.officer(cast.ANALYST_XA)

    analyst.post(url("import-undo", load.uid))
    without = make.picture(reader).low
    analyst.post(url("import-redo", load.uid))

    assert (without, make.picture(reader).low) == (0, 6)


def test_what_cannot_be_done_with_an_import_now_is_a_refusal(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS))

    assert analyst.post(url("import-redo", load.uid)).status_code == 409
    assert analyst.post(url("import-cancel", load.uid)).status_code == 409


def test_a_source_shows_its_releases_and_counts_each_record_once(analyst: Client) -> None:
    imported(analyst, make.table(ROWS), released_on="2021-04-01")
    imported(analyst, make.table([*ROWS, make.row("d")]), released_on="2021-05-01")

    listed = analyst.get(url("sources")).context["page"].rows
    page = analyst.get(url("source", "landings-source")).context["page"]

    assert [(row.label, row.releases, row.records, row.as_of) for row in listed] == [("Landings", 2, 4, "2021-05-01")]
    assert [release.records for release in page.releases] == [4, 3]
    assert page.credit == "Publisher of landings"


def test_a_complete_release_counts_alone(analyst: Client) -> None:
    make.mapping("whole", whole=True, columns={"ref": [], "day": [], "dead": [], "place": [], "point": [], "note": []})
    imported(analyst, make.table(ROWS), mapping="whole", released_on="2021-04-01")
    imported(analyst, make.table(ROWS[:1]), mapping="whole", released_on="2021-05-01")

    assert [row.records for row in analyst.get(url("sources")).context["page"].rows] == [1]


def test_withdrawing_a_source_takes_it_away_everywhere_and_restoring_brings_it_back(analyst: Client) -> None:
    imported(analyst, make.table(ROWS))
    elsewhere = cast.client(cast.ANALYST_XB)
    readers = [cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)]

    analyst.post(url("source-withdraw", "landings-source"), {"reason": Withdrawal.RECALLED.value})

    assert [make.picture(reader).low for reader in readers] == [0, 0]
    assert elsewhere.get(url("source", "landings-source")).status_code == 404
    assert analyst.get(url("source", "landings-source")).context["page"].restore_url
    entry = LedgerEntry.objects.get(event=Event.SOURCE_WITHDRAWN.value)
    assert '"reason":"recalled"' in entry.detail

    analyst.post(url("source-restore", "landings-source"), {"reason": Restoration.CHECKED.value})

    assert [make.picture(reader).low for reader in readers] == [6, 6]
    assert elsewhere.get(url("source", "landings-source")).status_code == 200


@pytest.mark.parametrize("reason", ["", "because of Ilsa Vorn"])
def test_a_source_is_withdrawn_only_for_a_reason_of_the_list(analyst: Client, reason: str) -> None:
    imported(analyst, make.table(ROWS))

    response = analyst.post(url("source-withdraw", "landings-source"), {"reason": reason})

    assert response.status_code == 422
    assert response.context["page"].problems[0].field == "reason"
    assert Load.objects.get().state == Load.State.PUBLISHED


def test_another_authority_sees_the_source_and_cannot_withdraw_it(analyst: Client) -> None:
    imported(analyst, make.table(ROWS))
    other = cast.client(cast.ANALYST_XB)

    page = other.get(url("source", "landings-source")).context["page"]
    response = other.post(url("source-withdraw", "landings-source"), {"reason": "wrong"})

    assert page.releases
    assert (page.withdraw_url, page.restore_url, page.releases[0].import_url) == ("", "", "")
    assert "table.csv" not in words(other.get(url("source", "landings-source")))
    assert response.status_code == 404
    assert Load.objects.get().state == Load.State.PUBLISHED


def test_withdrawing_needs_the_permission(analyst: Client) -> None:
    imported(analyst, make.table(ROWS))
    colleague = cast.client(cast.FIELD_OFFICER_XA)

    assert colleague.get(url("source", "landings-source")).context["page"].withdraw_url == ""
    for name in ("source-withdraw", "source-restore"):
        assert colleague.post(url(name, "landings-source"), {"reason": "wrong"}).status_code == 403
    assert colleague.get(url("sources")).status_code == 200


@pytest.mark.parametrize("member", [cast.OVERSEER_XA, cast.ADMINISTRATOR_XA], ids=lambda member: member.handle)
def test_who_sees_no_content_sees_no_source(analyst: Client, member: cast.Member) -> None:
    imported(analyst, make.table(ROWS))
    other = cast.client(member)

    assert other.get(url("sources")).status_code == 403
    assert other.get(url("source", "landings-source")).status_code == 403


def test_a_source_that_is_hidden_looks_like_one_that_never_was(analyst: Client) -> None:
    imported(analyst, make.table(ROWS), marking="own-authority")
    other = cast.client(cast.ANALYST_XB)

    hidden, never = other.get(url("source", "landings-source")), other.get(url("source", "invented-source"))

    assert hidden.status_code == never.status_code == 404
    assert words(hidden).replace("landings", "invented") == words(never)
    assert "Landings" not in words(other.get(url("sources")))


def test_a_report_of_which_one_may_read_nothing_is_no_source() -> None:
    make.file(
        cast.officer(cast.ANALYST_XA),
        make.incident(),
        marked=make.marking("own-authority", cast.ANALYST_XA.authority),
    )

    assert cast.client(cast.ANALYST_XA).get(url("source", "XA-POL")).status_code == 200
    assert cast.client(cast.ANALYST_XB).get(url("source", "XA-POL")).status_code == 404


def test_what_was_taken_back_is_known_to_those_who_import_alone(analyst: Client) -> None:
    load = imported(analyst, make.table(ROWS))
    analyst.post(url("import-undo", load.uid))

    assert analyst.get(url("source", "landings-source")).context["page"].releases[0].state.code == "undone"
    for member in (cast.FIELD_OFFICER_XA, cast.ANALYST_XB):
        assert cast.client(member).get(url("source", "landings-source")).status_code == 404


# ------------------------------------------------------------------------------------------------- on every page


def test_each_page_read_is_one_entry_of_the_ledger(analyst: Client) -> None:
    load = imported(analyst, make.table([*ROWS, make.row("d", "many")]))
    preview = preview_of(analyst, file(make.table(ROWS)))

    for address in (
        url("imports"),
        preview,
        *(url(name, load.uid) for name in PAGES_OF_AN_IMPORT),
        url("sources"),
        url("source", "landings-source"),
    ):
        before = LedgerEntry.objects.count()
        assert analyst.get(address).status_code == 200
        assert LedgerEntry.objects.count() == before + 1, address


def test_polling_the_progress_of_a_running_import_writes_nothing(analyst: Client, settings: Any) -> None:
    settings.TASKS = QUEUED
    load = imported(analyst, make.table(ROWS))
    before = LedgerEntry.objects.count()

    analyst.get(url("import-progress", load.uid))

    assert LedgerEntry.objects.count() == before


def test_the_list_of_imports_is_turned_over_by_pages(analyst: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corridor.web.desk.imports.views.PAGE_ROWS", 2)
    for n in range(3):
        imported(analyst, make.table([make.row(f"r{n}")]))

    first, second = (analyst.get(url("imports"), {"page": page}).context["page"] for page in ("1", "2"))
    strange = analyst.get(url("imports"), {"page": "²"})

    assert (len(first.rows), len(second.rows), second.pagination.total) == (2, 1, 3)
    assert first.pagination.next_url == f"{url('imports')}?page=2"
    assert strange.status_code == 200


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_every_page_is_written_in_every_language(analyst: Client, language: str) -> None:
    load = imported(analyst, make.table([*ROWS, make.row("d", "many")]))
    preview = preview_of(analyst, file(make.table(ROWS)))
    analyst.cookies["corridor_desk_language"] = language

    addresses = [url("imports"), url("import-new"), preview, url("import", load.uid)]
    for address in (*addresses, url("sources"), url("source", "landings-source")):
        response = analyst.get(address)
        assert response.status_code == 200
        assert f'lang="{language}"' in words(response)


def test_no_page_carries_a_style_or_a_script_of_its_own(analyst: Client) -> None:
    load = imported(analyst, make.table([*ROWS, make.row("d", "many")]))
    preview = preview_of(analyst, file(make.table(ROWS)))

    for address in (url("import-new"), preview, url("import", load.uid), url("source", "landings-source")):
        page = words(analyst.get(address))
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_a_mapping_with_mistakes_is_named_and_does_not_close_the_sources(analyst: Client) -> None:
    from django.conf import settings

    imported(analyst, make.table(ROWS))
    Path(settings.HOME / "mappings" / "wrong.yaml").write_text("mapping: wrong\n", encoding="utf-8")

    form = analyst.get(url("import-new"))

    assert form.status_code == 200
    assert "wrong.yaml" in words(form)
    assert "wrong" not in [mapping.value for mapping in form.context["page"].mappings]
    assert analyst.get(url("sources")).status_code == 200
