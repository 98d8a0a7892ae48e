"""Describing a table in the browser: what is proposed, tried, saved, recognised again, and never read in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import xlsxwriter
from django.db import connection
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.imports import mappings
from corridor.web.desk.imports.models import OwnMapping
from corridor.web.desk.imports.wizard import actions
from corridor.web.desk.imports.wizard.errors import NameTaken
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.web.desk.imports.test_pages import IMMEDIATE, file, send, url, words

pytestmark = pytest.mark.store

HEADER = (
    "N° d'incident;Date de l'incident;Lieu de débarquement;Latitude;Longitude;Femmes;Hommes;Nombre de personnes;"
    "Nationalité;Téléphone;Remarques"
)
TABLE = f"""{HEADER}
G-1;14/03/2025;Petit Port;-35,2;-26,1;3;9;12;XA;+33 6 12 34 56 78;Mer calme
G-2;15/03/2025;Petit Port;-35,3;-26,2;1;4;5;XB;+33 6 98 76 54 32;
G-3;29/03/2025;Anse du Nord;-35,4;-26,4;;;n/d;XA;;
""".encode()
NEXT = f"""{HEADER}
G-4;02/04/2025;Petit Port;-35,2;-26,1;2;2;4;XA;;
""".encode()


@pytest.fixture(autouse=True)
def _node(node: object, settings: Any) -> Iterator[None]:
    settings.TASKS = IMMEDIATE
    yield
    connection.close()


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def described(client: Client, content: bytes = TABLE, name: str = "debarquements-2025.csv") -> str:
    """Bring a file that no layout knows and return the address at which it is described."""
    response = send(client, file(content, name))
    assert response.status_code == 302, response.content.decode()
    assert "/imports/describe/" in response["Location"]
    return str(response["Location"])


def form(page: Any, **changes: str) -> dict[str, Any]:
    """Return what a browser would send of the form on a page."""
    fields: dict[str, Any] = {"kind": chosen(page.kinds), "repeats": chosen(page.repeats)}
    fields |= {
        "skip": page.skip.value,
        "marking": chosen(page.markings),
        "key": [str(one.place) for one in page.columns if one.is_key],
    }
    for option in (*page.texts, *page.constants):
        fields[option.name] = chosen(option.choices) if option.choices else option.value
    for column in page.columns:
        if column.is_barred:
            continue
        fields[column.field] = chosen(column.properties)
        fields |= dict(column.kept)
        for option in column.options:
            fields[option.name] = chosen(option.choices) if option.choices else option.value
        for coded in column.codes:
            fields[coded.name] = chosen(coded.choices)
    return fields | changes


def chosen(choices: Any) -> str:
    return next((choice.value for choice in choices if choice.chosen), "")


def proposed(page: Any) -> dict[str, str]:
    return {column.header: chosen(column.properties) for column in page.columns}


def saved(client: Client, content: bytes = TABLE, **changes: str) -> str:
    """Describe a table as proposed, save it, and return the address of the preview that follows."""
    address = described(client, content)
    page = client.get(address).context["page"]
    response = client.post(address, form(page, act="save", **changes))
    assert response.status_code == 302, response.context["page"].problems
    return str(response["Location"])


# --------------------------------------------------------------------------------------------- from file to import


def test_an_unknown_table_leads_to_its_description_with_a_proposal_and_a_trial(analyst: Client) -> None:
    page = analyst.get(described(analyst)).context["page"]

    assert proposed(page) == {
        "N° d'incident": "identifier",
        "Date de l'incident": "occurred_on",
        "Lieu de débarquement": "place_text",
        "Latitude": "point/lat",
        "Longitude": "point/lon",
        "Femmes": "people",
        "Hommes": "people",
        "Nombre de personnes": "people",
        "Nationalité": "nationality",
        "Téléphone": "",
        "Remarques": "",
    }
    assert chosen(page.kinds) == "Incident"
    assert page.trial.counts.accepted == 3
    assert page.trial.counts.rejected == 0
    assert "2025-03-14" in page.trial.rows[0]
    assert not OwnMapping.objects.exists()
    assert not Load.objects.exists()


def test_a_saved_layout_reads_the_file_and_recognises_the_next_by_itself(analyst: Client) -> None:
    preview = saved(analyst)
    parts = urlsplit(preview)
    analyst.post(f"{parts.path}run/?{parts.query}")

    again = send(analyst, file(NEXT, "debarquements-avril.csv"))

    assert Load.objects.get().accepted == 3
    assert "/imports/preview/" in again["Location"]
    shown = analyst.get(again["Location"]).context["page"].files[0]
    assert shown.mapping == "debarquements-2025"
    assert shown.counts.accepted == 1
    assert make.picture(cast.officer(cast.ANALYST_XA), measure="people").low == 17


def test_every_part_of_the_description_is_kept_when_it_is_opened_again(analyst: Client) -> None:
    preview = saved(analyst)
    link = analyst.get(preview).context["page"].files[0].describe_url

    page = analyst.get(link).context["page"]
    response = analyst.post(link, form(page, act="save", title="Débarquements"))

    assert not page.is_new
    assert proposed(page)["Latitude"] == "point/lat"
    assert next(column for column in page.columns if column.header == "Femmes").options[0].choices[1].chosen
    assert response.status_code == 302
    assert list(OwnMapping.objects.order_by("version").values_list("name", "version")) == [
        ("debarquements", 1),
        ("debarquements", 2),
    ]


def test_a_change_is_tried_at_once_and_its_refusals_are_named(analyst: Client) -> None:
    address = described(analyst)
    page = analyst.get(address).context["page"]
    place = next(column.place for column in page.columns if column.header == "Date de l'incident")

    tried = analyst.post(address, form(page, **{f"style-{place}": "10/29/2019"})).context["page"]

    assert (tried.trial.counts.accepted, tried.trial.counts.rejected) == (0, 3)
    assert {reject.column for reject in tried.trial.rejects} == {"Date de l'incident"}
    assert {reject.code for reject in tried.trial.rejects} == {"date-form"}


def test_what_is_wrong_is_said_field_by_field_and_nothing_typed_is_lost(analyst: Client) -> None:
    address = described(analyst)
    page = analyst.get(address).context["page"]

    response = analyst.post(
        address,
        form(page, act="save", name="Not a code", source="", credit="", title="Kept title", key="", marking="x"),
    )

    assert response.status_code == 422
    shown = response.context["page"]
    assert {problem.field for problem in shown.problems} == {"name", "source", "credit", "key", "marking"}
    assert {option.name: option.value for option in shown.texts}["title"] == "Kept title"
    assert proposed(shown) == proposed(page)
    assert not OwnMapping.objects.exists()


def test_several_files_of_which_one_is_unknown_come_back_together(analyst: Client) -> None:
    make.mapping()
    response = send(analyst, file(make.table([make.row("a")]), "known.csv"), file(TABLE, "debarquements.csv"))
    preview = analyst.get(response["Location"]).context["page"]
    link = preview.files[1].describe_url
    assert not preview.ready

    onward = analyst.post(link, form(analyst.get(link).context["page"], act="save"))
    shown = analyst.get(onward["Location"]).context["page"]

    assert shown.ready
    assert [one.counts.accepted for one in shown.files] == [1, 3]


def test_what_was_chosen_for_the_import_is_kept_on_the_way(analyst: Client) -> None:
    response = send(analyst, file(TABLE, "debarquements.csv"), marking="partners", released_on="2025-04-01")

    page = analyst.get(response["Location"]).context["page"]
    onward = analyst.post(response["Location"], form(page, act="save"))

    assert "marking=partners" in onward["Location"]
    assert "released_on=2025-04-01" in onward["Location"]


# --------------------------------------------------------------------------------------------- layouts that are kept


def test_a_layout_is_listed_downloaded_changed_as_text_and_removed(analyst: Client) -> None:
    saved(analyst)
    (row,) = analyst.get(url("mappings")).context["page"].rows
    page = analyst.get(row.url).context["page"]

    changed = analyst.post(page.save_url, {"written": page.written.replace("title: ", "title: New ")})
    newer = analyst.get(changed["Location"]).context["page"]
    sent = analyst.get(newer.download_url)
    analyst.post(newer.remove_url)

    assert (newer.version, newer.title) == (2, "New debarquements-2025")
    assert sent["Content-Disposition"] == 'attachment; filename="debarquements-2.yaml"'
    assert "version: 2" in sent.content.decode()
    assert not analyst.get(url("mappings")).context["page"].rows
    assert "/imports/describe/" in send(analyst, file(NEXT, "debarquements.csv"))["Location"]
    assert analyst.get(row.url).context["page"].save_url == ""


def test_a_text_that_is_wrong_is_given_back_with_every_mistake(analyst: Client) -> None:
    saved(analyst)
    page = analyst.get(url("mappings")).context["page"].rows[0]

    response = analyst.post(page.url, {"written": "mapping: debarquements\nentity: Person\n"})

    assert response.status_code == 422
    assert "entity: is a person or a role" in words(response)
    assert response.context["page"].written.startswith("mapping: debarquements")
    assert OwnMapping.objects.count() == 1


def test_two_layouts_of_one_name_are_refused(analyst: Client) -> None:
    saved(analyst)
    by = cast.officer(cast.ANALYST_XA)

    with pytest.raises(NameTaken):
        actions.save_mapping(by=by, written=OwnMapping.objects.get().written, now=timezone.now())


def test_every_act_is_in_the_ledger_by_code_and_identifier(analyst: Client) -> None:
    saved(analyst)
    row = OwnMapping.objects.get()
    analyst.post(url("mapping-remove", row.uid))

    entries = {entry.event: entry for entry in LedgerEntry.objects.filter(event__startswith="mapping:")}

    assert set(entries) == {Event.MAPPING_SAVED, Event.MAPPING_REMOVED}
    assert {entry.about for entry in entries.values()} == {row.uid}
    assert "Femmes" not in str([entry.detail for entry in entries.values()])


# --------------------------------------------------------------------------------------------- who may


def test_a_layout_of_another_authority_does_not_exist(analyst: Client) -> None:
    saved(analyst)
    uid = OwnMapping.objects.get().uid
    other = cast.client(cast.ANALYST_XB)

    assert not other.get(url("mappings")).context["page"].rows
    for name in ("mapping", "mapping-file"):
        assert words(other.get(url(name, uid))) == words(other.get(url(name, "0" * 32))).replace("0" * 32, uid)
    assert other.post(url("mapping-remove", uid)).status_code == 404
    assert "/imports/describe/" in send(other, file(NEXT))["Location"]
    assert "debarquements-2025" not in words(other.get(url("import-new")))
    assert OwnMapping.objects.get().is_removed is False


def test_a_name_that_another_authority_uses_is_free(analyst: Client) -> None:
    saved(analyst)

    saved(cast.client(cast.ANALYST_XB))

    assert sorted(OwnMapping.objects.values_list("authority", "name")) == [
        ("XA-POL", "debarquements"),
        ("XB-BRD", "debarquements"),
    ]


def test_a_layout_is_seen_only_by_who_may_read_what_it_brings(analyst: Client) -> None:
    saved(analyst, marking="own-authority")

    cast.grant(cast.STATISTICIAN_XA, "statistician", "public-information")
    colleague = cast.officer(cast.STATISTICIAN_XA)
    for_the_public = cast.officer(cast.STATISTICIAN_XA, purpose="public-information")

    assert [row.name for row in mappings.own_mappings(colleague)] == ["debarquements"]
    assert not mappings.own_mappings(for_the_public)


@pytest.mark.parametrize("member", [cast.FIELD_OFFICER_XA, cast.INVESTIGATOR_XA], ids=lambda member: member.handle)
def test_without_the_permission_every_page_is_refused(analyst: Client, member: cast.Member) -> None:
    address = described(analyst)
    saved(analyst)
    uid = OwnMapping.objects.get().uid
    other = cast.client(member)

    for path in (address, url("mappings"), url("mapping", uid), url("mapping-file", uid)):
        assert other.get(path).status_code == 403
    for path in (address, url("mapping", uid), url("mapping-remove", uid)):
        assert other.post(path).status_code == 403


def test_a_file_that_somebody_else_brought_cannot_be_described(analyst: Client) -> None:
    path = urlsplit(described(analyst)).path

    assert cast.client(cast.STATISTICIAN_XA).get(path).status_code == 404
    assert cast.client(cast.ANALYST_XB).post(path).status_code == 404


@pytest.mark.parametrize("name", ["mappings", "mapping-file", "mapping-remove"])
def test_each_page_takes_its_own_method_only(analyst: Client, name: str) -> None:
    saved(analyst)
    uid = OwnMapping.objects.get().uid
    path = url(name) if name == "mappings" else url(name, uid)

    response = analyst.get(path) if name == "mapping-remove" else analyst.post(path)

    assert response.status_code == 405


# --------------------------------------------------------------------------------------------- how a table lies


WIDE = b"Country;2019;2020;Total\nXA;1 200;5;1 205\nXB;7;;7\nTotal;1 207;5;1 212\n"


def test_wide_columns_are_proposed_as_rows_and_what_is_saved_reads_them_so(analyst: Client) -> None:
    address = described(analyst, WIDE, "arrivals-by-country.csv")
    page = analyst.get(address).context["page"]
    saving = analyst.post(address, form(page, act="save"))
    parts = urlsplit(saving["Location"])
    again = analyst.get(analyst.get(saving["Location"]).context["page"].files[0].describe_url).context["page"]
    analyst.post(f"{parts.path}run/?{parts.query}")

    assert (again.is_new, form(again)) == (False, form(page))
    assert proposed(page) == {"Country": "country", "Total": "", "period": "period", "figure": "people"}
    assert page.laid_out
    assert page.trial.counts.accepted == 3
    assert (Load.objects.get().accepted, Load.objects.get().rejected) == (3, 0)


def test_a_layout_of_years_as_columns_does_not_take_a_table_about_something_else_for_its_own(analyst: Client) -> None:
    address = described(analyst, WIDE, "arrivals-2024-by-country.csv")
    analyst.post(address, form(analyst.get(address).context["page"], act="save"))

    again = send(analyst, file(WIDE.replace(b"2020", b"2021"), "arrivals_2025_by_country.csv"))
    other = send(analyst, file(WIDE.replace(b"2020", b"2022"), "deaths-by-country.csv"))

    assert "/imports/preview/" in again["Location"]
    assert "/imports/describe/" in other["Location"]


def test_wide_columns_stand_by_themselves_where_a_person_wants_that(analyst: Client) -> None:
    address = described(analyst, WIDE, "arrivals-by-country.csv")
    link = analyst.get(address).context["page"].other_url

    page = analyst.get(link).context["page"]

    assert list(proposed(page)) == ["Country", "2019", "2020", "Total"]
    assert not page.laid_out
    assert list(proposed(analyst.get(page.other_url).context["page"])) == ["Country", "Total", "period", "figure"]


def test_a_column_of_sexes_says_whom_the_figures_count_and_its_texts_can_be_corrected(analyst: Client) -> None:
    text = b"Month,Country,Sex,Arrivals\n2021-01,XA,Males,5\n2021-01,XA,Females,6\n2021-01,XA,Others,1\n"
    address = described(analyst, text, "arrivals.csv")
    page = analyst.get(address).context["page"]
    column = next(column for column in page.columns if column.header == "Sex")
    other = next(coded.name for coded in column.codes if coded.text == "Others")

    tried = analyst.post(address, form(page, **{other: "other"})).context["page"]

    assert (page.trial.counts.accepted, page.trial.counts.rejected) == (2, 1)
    assert (tried.trial.counts.accepted, tried.trial.counts.rejected) == (3, 0)
    assert any("6|female" in row for row in tried.trial.rows)


def test_a_table_of_one_country_is_told_its_country_and_what_a_plain_figure_counts(analyst: Client) -> None:
    text = "Année;Nombre de visas annulés\n2021;120\n2022;140\n".encode("cp1252")
    address = described(analyst, text, "visas.csv")
    page = analyst.get(address).context["page"]
    typed = {"always-country": "Espagne", "always-series": "refusals"}

    tried = analyst.post(address, form(page, **typed)).context["page"]
    strange = analyst.post(address, form(page, act="save", **{**typed, "always-country": "Atlantis"}))

    assert form(page)["always-indicator"] == "Nombre de visas annulés"
    assert (form(tried)["always-country"], tried.trial.counts.accepted) == ("ES", 2)
    assert strange.status_code == 422
    assert [problem.field for problem in strange.context["page"].problems] == ["always-country"]


def test_days_that_may_be_either_way_round_must_be_decided_before_anything_is_saved(analyst: Client) -> None:
    text = b"Ref,Date,Place,Dead\nA,01/02/2021,Port,1\nB,05/06/2021,Port,2\n"
    address = described(analyst, text, "incidents.csv")
    first = analyst.get(address)
    page = first.context["page"]

    refused = analyst.post(address, form(page, act="save"))
    accepted = analyst.post(address, form(page, act="save", **{"style-1": "29/10/2019"}))

    # Nothing is called wrong before anybody typed anything.
    assert ([problem.field for problem in page.still_open], page.problems) == (["style-1"], ())
    assert b"problems-title" not in first.content
    assert b"aria-invalid" not in first.content
    assert refused.context["page"].still_open == ()
    assert [problem.field for problem in refused.context["page"].problems] == ["style-1"]
    assert accepted.status_code == 302


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    """Return a workbook of texts."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    book.close()
    return stream.getvalue()


def test_sheets_with_the_same_columns_are_read_together_and_others_are_named(analyst: Client) -> None:
    sheets = {
        "2020": [["Country", "Arrivals"], ["XA", "5"]],
        "2021": [["Country", "Arrivals"], ["XA", "7"], ["XB", "8"]],
    }
    content = workbook({**sheets, "Notes": [["About", "Text"], ["a", "b"]]})

    page = analyst.get(described(analyst, content, "arrivals.xlsx")).context["page"]

    assert proposed(page) == {"Country": "country", "Arrivals": "people", "sheet": "period"}
    assert page.trial.counts.accepted == 3
    assert any("Notes" in sentence for sentence in page.laid_out)


def test_months_as_columns_take_their_year_from_the_names_of_the_sheets(analyst: Client) -> None:
    header = ["Country", "January", "February", "March"]
    content = workbook(
        {"2020": [header, ["XA", "5", "6", "1"]], "2021": [header, ["XA", "7", "8", "2"], ["XB", "1", "2", "3"]]}
    )
    address = described(analyst, content, "arrivals.xlsx")

    saving = analyst.post(address, form(analyst.get(address).context["page"], act="save"))
    parts = urlsplit(saving["Location"])
    page = analyst.get(saving["Location"]).context["page"]
    analyst.post(f"{parts.path}run/?{parts.query}")

    assert any("2021-03" in str(row) for row in page.files[0].rows)
    assert (Load.objects.get().accepted, Load.objects.get().rejected) == (9, 0)


def test_a_table_without_names_of_columns_is_refused_since_its_first_row_would_be_lost(analyst: Client) -> None:
    response = analyst.get(described(analyst, b"2012-01-27;6290\n2012-02-10;6133\n2012-02-17;6522\n", "refugees.csv"))

    assert response.status_code == 422
