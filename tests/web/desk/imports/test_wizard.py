"""Describing a table in the browser: what is proposed, tried, saved, recognised again, and never read in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
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
    fields |= {"marking": chosen(page.markings), "key": [str(one.place) for one in page.columns if one.is_key]}
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
