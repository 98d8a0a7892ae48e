"""A curious import officer with hostile files and mappings."""

from __future__ import annotations

import argparse
import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.imports.errors import MappingInvalid
from corridor.core.kernel.errors import CorridorError
from corridor.web.desk.imports import queries
from corridor.web.desk.imports.holding import alone
from corridor.web.desk.imports.models import Reject
from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes
from tests.web.desk.imports import live

pytestmark = pytest.mark.store

PLAIN = {"incident_kind": {"constant": "shipwreck"}, "dead": {"column": "dead"}}


def importer() -> Officer:
    cast.grant(cast.ANALYST_XA, "import-officer", "strategic-analysis")
    return cast.officer(cast.ANALYST_XA, function="import-officer")


@pytest.mark.parametrize("hidden", ["\0", "\ud800"])
def test_a_row_with_a_character_that_no_database_keeps_is_refused_as_that_row(node: nodes.Node, hidden: str) -> None:
    by = importer()
    make.mapping()
    rows = [dict(zip(make.COLUMNS, [*make.row("A"), "n"], strict=True))]
    rows.append(dict(zip(make.COLUMNS, [*make.row("B", place=f"x{hidden}"), "n"], strict=True)))

    loaded = make.load(by, json.dumps(rows).encode(), name="table.json", mapping="landings")

    assert (loaded.state, loaded.accepted, loaded.rejected) == (Load.State.PUBLISHED, 1, 1)


@pytest.mark.parametrize("column", ["place", "other", "ot\ud800her"])
def test_the_rejects_file_of_a_row_with_half_a_character_can_be_sent_and_is_whole(
    node: nodes.Node, column: str
) -> None:
    by = importer()
    make.mapping()
    row = {**dict(zip(make.COLUMNS, [*make.row("A"), "n"], strict=True)), column: "x\ud800", "day": "never"}
    loaded = make.load(by, json.dumps([row]).encode(), name="table.json", mapping="landings")

    written = "\n".join(",".join(line) for line in queries.rejects_file(by, loaded.uid))

    assert Reject.objects.filter(load=loaded).count() == 1
    assert written.encode("utf-8")


def test_nul_bytes_far_down_in_a_table_refuse_their_row_only(node: nodes.Node) -> None:
    by = importer()
    make.mapping()
    plain = "".join(f"A{number},2021-03-14,1,p,,\n" for number in range(400))
    content = f"ref,day,dead,place,point,note\n{plain}B,2021-03-14,1,p\0q,,\nC,2021-03-14,1,ok,,\n"

    loaded = make.load(by, content.encode(), mapping="landings")

    assert (loaded.accepted, loaded.rejected) == (401, 1)


@pytest.mark.parametrize("name", ["x-2021-02-31.csv", "x-{year}1231.csv"])
def test_a_file_name_gives_no_release_day_that_is_no_day_or_in_the_future(node: nodes.Node, name: str) -> None:
    by = importer()
    make.mapping()
    now = timezone.now()

    loaded = make.load(by, make.table([make.row("A")]), name=name.format(year=now.year), mapping="landings")

    assert date.fromisoformat(loaded.released_on) <= now.date()


def test_a_file_is_read_by_the_mapping_that_was_chosen(node: nodes.Node) -> None:
    """Another mapping of the same source and edition must not silently be replaced by the first one."""
    by = importer()
    make.mapping()
    fields = {"incident_kind": {"constant": "landing"}, "dead": {"column": "dead"}}
    make.mapping("other", source="landings-source", edition="landings", fields=fields)
    make.load(by, make.table([make.row("A")]), mapping="landings")
    try:
        make.load(by, make.table([make.row("B")]), mapping="other")
    except CorridorError:
        return

    kinds = live.rows(
        "SELECT s.value FROM statement s JOIN desk_prop p ON p.id = s.prop WHERE p.name = 'incident_kind' ORDER BY 1"
    )
    assert kinds == [("landing",), ("shipwreck",)]


@pytest.mark.parametrize(
    "content",
    [
        b"as_of: 2021-13-45\n",
        b"as_of: 2021-01-01T25:00:00Z\n",
        b"mapping: \xe9\xff\n",
        b"version: " + b"9" * 5000 + b"\n",
        b"mapping: a\nchecks: 3\n",
        b"[" * 3000,
        b"!!python/object/apply:os.system ['true']\n",
        b"a: &a {b: *a}\nfields: *a\ncolumns: *a\n",
    ],
    ids=["no-day", "no-hour", "no-utf8", "long-number", "checks", "deep", "tag", "endless"],
)
def test_a_broken_mapping_in_the_home_is_named_and_stops_nobody_elses_import(node: nodes.Node, content: bytes) -> None:
    importer()
    make.mapping()
    (settings.HOME / "mappings" / "broken.yaml").write_bytes(content)
    browser = cast.client(cast.ANALYST_XA, function="import-officer")

    assert browser.get("/imports/new/").status_code == 200


def test_a_preview_counts_as_unchanged_what_was_loaded_already(node: nodes.Node) -> None:
    """The preview must compare what the import compares, the grade of each row included."""
    by = importer()
    make.mapping(
        grade={"column": "note", "scheme": "admiralty-6x6", "codes": {"B2": ["good"]}},
        fields=PLAIN,
        recognise={"needs": ["ref", "day", "dead", "place", "note"]},
    )
    content = make.table([[*make.row("A"), "good"]])
    try:
        loaded = make.load(by, content, mapping="landings")
    except CorridorError as refused:
        pytest.fail(f"the mapping of this test is wrong: {refused}")
    assert loaded.accepted == 1

    from corridor.web.desk.imports import actions as imports

    upload = imports.bring(by=by, file_name="again.csv", pieces=[content], now=timezone.now())
    sample = queries.sample_for(by, upload, "landings", timezone.now())

    assert (sample.accepted, sample.revised, sample.unchanged) == (0, 0, 1)


def test_an_import_that_found_the_data_set_busy_does_not_wait_for_ever(node: nodes.Node) -> None:
    """The job tries again; nothing else may have happened to the load meanwhile."""
    from corridor.web.desk.imports import actions as imports
    from corridor.web.desk.imports.errors import LoadBusy

    by = importer()
    make.mapping()
    begun = make.begin(by, make.table([make.row("A")]), mapping="landings")
    load = Load.objects.select_related("dataset").get(uid=begun)

    with alone(load.dataset):
        refused = live.elsewhere(lambda: imports.run(by=by, load=begun, now=timezone.now()))

    assert refused == LoadBusy.code
    assert imports.run(by=by, load=begun, now=timezone.now()).state == Load.State.PUBLISHED


def test_a_command_that_finds_the_data_set_busy_leaves_no_load_that_waits_for_nobody(
    node: nodes.Node, tmp_path: Path
) -> None:
    from corridor.web.commands import desk as commands
    from corridor.web.desk.imports.errors import LoadBusy

    by = importer()
    make.mapping()
    before = make.load(by, make.table([make.row("A")]), mapping="landings")
    (tmp_path / "table.csv").write_bytes(make.table([make.row("B")]))
    chosen = argparse.Namespace(
        actor=f"{by.handle}:{by.reader.function}:{by.reader.purpose}",
        file=str(tmp_path / "table.csv"),
        mapping="landings",
        marking="",
        released="",
        to=[],
    )

    with alone(before.dataset):
        refused = live.elsewhere(lambda: commands.import_file(chosen))

    assert refused == LoadBusy.code
    assert Load.objects.order_by("pk").last().state == Load.State.CANCELLED  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize("written", ["mapping: landings\nchecks: 3\n", "mapping: landings\nversion: 2021-13-45\n", ""])
def test_a_mapping_that_is_broken_now_is_not_replaced_by_another_in_silence(node: nodes.Node, written: str) -> None:
    by = importer()
    (settings.HOME / "mappings" / "landings.yaml").write_text(written)

    with pytest.raises(MappingInvalid):
        make.load(by, make.table([make.row("A")]), mapping="landings")


def test_a_file_whose_name_is_no_text_can_be_brought(node: nodes.Node) -> None:
    by = importer()
    make.mapping()

    loaded = make.load(by, make.table([make.row("A")]), name=os.fsdecode(b"caf\xe9.csv"), mapping="landings")

    assert loaded.file_name == "caf\ufffd.csv"


def graded(scheme: str, grade: str) -> str | None:
    """Load one row whose mapping grades it; return what it tells of, or nothing when it is refused."""
    by = importer()
    make.mapping(grade={"column": "note", "scheme": scheme, "codes": {grade: ["good"]}}, fields=PLAIN)
    try:
        make.load(by, make.table([[*make.row("A"), "good"]]), mapping="landings")
    except CorridorError:
        return None
    return str(live.rows("SELECT uid FROM entity")[0][0])


def test_what_a_mapping_graded_can_be_read(node: nodes.Node) -> None:
    uid = graded("admiralty-6x6", "B2")

    assert cast.client(cast.ANALYST_XA, function="analyst").get(f"/things/{uid}/").status_code == 200


def test_a_mapping_that_grades_by_a_scheme_nobody_knows_is_refused_or_read_without_words(node: nodes.Node) -> None:
    uid = graded("nonsense", "Z9")
    if uid is None:
        return

    assert cast.client(cast.ANALYST_XA, function="analyst").get(f"/things/{uid}/").status_code == 200
