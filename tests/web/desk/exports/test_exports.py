"""Exporting: what leaves, under which markings, what stays behind and why; nothing leaves before the ledger knows."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.exports.codes import Format, View
from corridor.core.exports.errors import NothingExportable, ViewEmpty
from corridor.core.handling.codes import ALL_USES, Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.exports import actions
from corridor.web.desk.exports.queries import Asked
from tests import cast, make

READ_ONLY = Use.READ | Use.COUNT

pytestmark = [pytest.mark.django_db, pytest.mark.store]


def exported(member: cast.Member, form: Format = Format.CSV, view: View = View.EVERYTHING, **asked: Any) -> str:
    """Return the file of an export as text."""
    return archived(member, form, view, **asked)[0]


def archived(
    member: cast.Member, form: Format = Format.CSV, view: View = View.EVERYTHING, **asked: Any
) -> tuple[str, dict[str, Any]]:
    """Return the file of an export and its manifest."""
    _, archive = actions.export_archive(
        by=cast.officer(member), asked=Asked(view, **asked), form=form, now=timezone.now()
    )
    with archive, zipfile.ZipFile(archive) as opened:
        name, beside = opened.namelist()
        assert beside == f"{name}.manifest.json"
        return opened.read(name).decode(), json.loads(opened.read(beside))["manifest"]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def shared(name: str, uses: Use = ALL_USES, by: cast.Member = cast.ANALYST_XB, **said: Any) -> str:
    """Let XB report an incident for partners, for some uses only."""
    marked = make.marking("partners", by.authority, uses=uses)
    return make.file(cast.officer(by), make.incident(name, **said), marked=marked)


def test_an_export_holds_what_may_be_exported_and_not_what_may_only_be_read() -> None:
    free, bound = shared("free", place_text="Free Bay"), shared("bound", READ_ONLY, place_text="Bound Bay")

    text, manifest = archived(cast.ANALYST_XA)

    assert [row["thing"] for row in rows(text)] == [free]
    assert "Bound Bay" not in text
    assert bound not in json.dumps(manifest)
    assert manifest["counts"]["things"] == 1


@pytest.mark.parametrize("form", Format)
def test_what_may_not_be_exported_is_in_no_form(form: Format) -> None:
    shared("free", place_text="Free Bay")
    shared("bound", READ_ONLY, place_text="Bound Bay")

    text = exported(cast.ANALYST_XA, form)

    assert "Free Bay" in text
    assert "Bound Bay" not in text


def test_the_reader_is_told_how_much_was_left_out_and_why() -> None:
    shared("free")
    shared("bound", READ_ONLY)

    made, archive = actions.export_archive(
        by=cast.officer(cast.ANALYST_XA), asked=Asked(View.EVERYTHING), form=Format.CSV, now=timezone.now()
    )
    archive.close()

    assert made.left_out.things == 1
    assert made.left_out.reasons == {"use-not-allowed": made.left_out.statements}


def test_the_manifest_does_not_tell_its_recipients_that_anything_was_left_out() -> None:
    shared("free")
    _, before = archived(cast.ANALYST_XA)
    shared("bound", READ_ONLY)

    _, after = archived(cast.ANALYST_XA)

    assert {key: before[key] for key in ("counts", "markings", "sha256", "what")} == {
        key: after[key] for key in ("counts", "markings", "sha256", "what")
    }


def test_what_may_not_be_read_is_not_even_counted() -> None:
    shared("free")
    make.file(cast.officer(cast.ANALYST_XB), make.incident("hidden"), marked=make.marking("own-authority", "XB-BRD"))

    made, archive = actions.export_archive(
        by=cast.officer(cast.ANALYST_XA), asked=Asked(View.EVERYTHING), form=Format.CSV, now=timezone.now()
    )
    archive.close()

    assert made.things == 1
    assert (made.left_out.things, made.left_out.statements) == (0, 0)


def test_one_thing_of_which_nothing_may_be_exported_is_refused_with_every_reason() -> None:
    uid = shared("bound", READ_ONLY)

    with pytest.raises(NothingExportable) as refused:
        exported(cast.ANALYST_XA, view=View.THING, thing=uid)

    assert refused.value.params["refusals"] == "use-not-allowed"


def test_a_refused_export_stands_in_the_ledger_as_refused() -> None:
    uid = shared("bound", READ_ONLY)

    with pytest.raises(NothingExportable):
        exported(cast.ANALYST_XA, view=View.THING, thing=uid)

    last = LedgerEntry.objects.order_by("-position").first()
    assert last is not None
    assert (last.event, json.loads(last.detail)["code"]) == (Event.ACT_REFUSED, "exports.E02")


def test_a_hidden_thing_and_none_at_all_are_the_same_to_an_export() -> None:
    hidden = make.file(
        cast.officer(cast.ANALYST_XB), make.incident("hidden"), marked=make.marking("own-authority", "XB-BRD")
    )

    for uid in (hidden, "f" * 32, "nonsense"):
        with pytest.raises(NotFound):
            exported(cast.ANALYST_XA, view=View.THING, thing=uid)


def test_an_export_of_nothing_says_so() -> None:
    with pytest.raises(ViewEmpty):
        exported(cast.ANALYST_XA)


def test_who_may_not_export_exports_nothing() -> None:
    shared("free")

    with pytest.raises(NotPermitted):
        exported(cast.FIELD_OFFICER_XA)


def test_the_ledger_knows_the_file_by_its_digest_before_it_is_handed_out() -> None:
    shared("free")

    _, manifest = archived(cast.ANALYST_XA)

    entry = LedgerEntry.objects.filter(event=Event.ITEM_EXPORTED).get()
    told = json.loads(entry.detail)
    assert (told["digest"], told["export"]) == (manifest["sha256"], manifest["export"])


def test_the_ledger_does_not_hold_the_words_that_were_asked_for() -> None:
    shared("free", place_text="Zephyr Bay")

    exported(cast.ANALYST_XA, view=View.FIND, words="zephyr")

    assert "zephyr" not in str(list(LedgerEntry.objects.values_list("detail", "about"))).lower()


def test_each_row_of_a_table_carries_its_marking_and_its_source() -> None:
    shared("free")
    make.file(cast.officer(cast.ANALYST_XA), make.incident("own"))

    told = {row["originator"]: row for row in rows(exported(cast.ANALYST_XA))}

    assert told["XB-BRD"]["source"] == "XB-BRD"
    assert told["XB-BRD"]["audience"] == "partners"
    assert told["XA-POL"]["audience"] == "public"


def test_what_two_sources_say_of_one_thing_stands_in_two_rows() -> None:
    shared("wreck", dead="3")
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck", dead="5"))

    told = rows(exported(cast.ANALYST_XA, view=View.THING, thing=uid))

    assert sorted((row["thing"], row["dead"]) for row in told) == [(uid, "3"), (uid, "5")]


def test_things_judged_the_same_leave_as_one() -> None:
    one, other = shared("one"), shared("other")
    make.same(one, other, make.marking("partners", "XA-POL"))

    entity = json.loads(exported(cast.ANALYST_XA, Format.FTM))

    assert entity["id"] == min(one, other)
    assert entity["referents"] == [max(one, other)]


def test_a_judgement_that_may_not_be_exported_joins_nothing() -> None:
    one, other = shared("one"), shared("other")
    make.same(one, other, make.marking("partners", "XA-POL", uses=READ_ONLY))

    entities = [json.loads(line) for line in exported(cast.ANALYST_XA, Format.FTM).splitlines()]

    assert {entity["id"] for entity in entities} == {one, other}


def test_a_thing_that_shares_only_its_region_has_no_point_in_any_form() -> None:
    shared("free", point="-33.3,-19.9", place_precision="region")

    for form in Format:
        text = exported(cast.ANALYST_XA, form)
        assert "33.3" not in text
        assert "19.9" not in text
    assert json.loads(exported(cast.ANALYST_XA, Format.GEOJSON))["features"][0]["geometry"] is None


def test_a_thing_that_shares_its_place_stands_there_longitude_first() -> None:
    shared("free", point="-33.3,-19.9")

    text = exported(cast.ANALYST_XA, Format.GEOJSON)

    assert json.loads(text)["features"][0]["geometry"] == {"type": "Point", "coordinates": [-19.9, -33.3]}


def test_the_picture_exports_what_answers_its_question() -> None:
    first = shared("first", occurred_on="2021-03-14")
    shared("second", occurred_on="2022-03-14")
    browser = cast.client(cast.ANALYST_XA)

    response = browser.post("/export/?view=picture&measure=incidents&until=2021-12", {"format": "csv"})

    assert [row["thing"] for row in rows(unpacked(response))] == [first]


def test_a_source_exports_what_came_from_it() -> None:
    shared("theirs")
    own = make.file(cast.officer(cast.ANALYST_XA), make.incident("own"))

    told = rows(exported(cast.ANALYST_XA, view=View.SOURCE, source="XA-POL"))

    assert [row["thing"] for row in told] == [own]


def unpacked(response: Any) -> str:
    """Return the file in the archive of a response."""
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as opened:
        return opened.read(opened.namelist()[0]).decode()


def test_the_page_says_what_an_export_would_hold_and_what_it_leaves_out() -> None:
    shared("free")
    shared("bound", READ_ONLY)

    page = cast.client(cast.ANALYST_XA).get("/export/?view=everything").content.decode()

    assert "1 thing with" in page
    assert "The originator does not allow this use." in page


def test_a_form_that_nothing_is_exported_in_is_named_on_the_page() -> None:
    shared("free")

    response = cast.client(cast.ANALYST_XA).post("/export/?view=everything", {"format": "exe"})

    assert response.status_code == 422
    assert "Choose one of the formats." in response.content.decode()


@pytest.mark.parametrize(
    ("member", "status"),
    [(cast.ANALYST_XA, 200), (cast.FIELD_OFFICER_XA, 403), (cast.OVERSEER_XA, 403), (cast.ANALYST_XC, 200)],
)
def test_the_page_is_for_functions_that_export(member: cast.Member, status: int) -> None:
    shared("free")

    assert cast.client(member).get("/export/?view=everything").status_code == status


def test_nobody_exports_without_signing_in() -> None:
    assert Client().post("/export/?view=everything", {"format": "csv"}).status_code == 302


def test_the_page_of_an_export_answers_no_other_method() -> None:
    assert cast.client(cast.ANALYST_XA).put("/export/").status_code == 405


def test_an_archive_is_not_kept_by_any_cache() -> None:
    shared("free")

    response = cast.client(cast.ANALYST_XA).post("/export/?view=everything", {"format": "csv"})

    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "application/zip"
    assert unpacked(response)


def test_nothing_of_an_export_stays_in_the_home(settings: Any) -> None:
    shared("free")
    before = sorted(path.name for path in settings.HOME.iterdir())

    exported(cast.ANALYST_XA)

    assert sorted(path.name for path in settings.HOME.iterdir()) == before
