"""What is overdue leaves the node on schedule: every table, index, list of words and file; one entry tells of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from corridor import cli
from corridor.core.access.codes import Event
from corridor.core.kernel.errors import NotPermitted
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.zone import zone
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.holds.schedule import Erased, erase_overdue
from corridor.web.desk.imports import files
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.web.desk.retention.aging import FOUR_YEARS, age, filed

pytestmark = pytest.mark.store

TABLES = (
    *("statement", "fact", "record", "record_about", "sighting", "name_key", "lexicon", "lexicon_part"),
    *("desk_reject", "desk_upload", "retention_term"),
)


def rows_of_tables() -> dict[str, int]:
    with connection.cursor() as cursor:
        counted = {}
        for table in TABLES:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            counted[table] = cursor.fetchone()[0]
        return counted


def erase() -> Erased:
    return erase_overdue(by=cast.service(), now=timezone.now())


def last_entry() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-position")[0]


def test_a_report_leaves_every_table(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    before = rows_of_tables()
    filed(reader, "wreck", "own-authority", FOUR_YEARS, summary="zephyr lantern", vessel=make.uid("boat"))

    done = erase()

    assert rows_of_tables() == before
    assert done.rules == {"operational-3y": 8}
    assert Load.objects.get(state=Load.State.ERASED).brought_by == reader.handle


def test_what_is_kept_longer_stays_whole(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    uid = filed(reader, "wreck", "partners", FOUR_YEARS, summary="zephyr lantern")
    before = rows_of_tables()

    done = erase()

    assert done.is_nothing
    assert rows_of_tables() == before
    assert thing_for(reader, uid).laid.values("summary") == ("zephyr lantern",)


def test_of_a_report_under_two_rules_only_what_is_overdue_leaves(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    wreck, boat = make.incident("wreck", summary="zephyr"), make.draft("boat", "Vessel", name="Ashmar Star")
    longer = {boat.uid: make.marking("partners", "XA-POL")}
    filed(reader, None, "own-authority", FOUR_YEARS, drafts=(wreck, boat), markings=longer)

    erase()

    assert thing_for(reader, boat.uid).laid.values("name") == ("Ashmar Star",)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM lexicon WHERE word = 'zephyr'")
        assert cursor.fetchone() == (0,)


def test_an_import_leaves_with_its_file_and_its_refused_rows(node: object) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    before = rows_of_tables()
    load = make.load(by, make.table([make.row("A"), make.row("B", day="zephyr day")]), preset="own-authority")
    path = files.folder() / load.upload
    assert path.exists()
    age(load.pk, FOUR_YEARS)

    erase()

    assert rows_of_tables() == before
    assert not path.exists()
    assert Load.objects.values_list("file_name", "upload", "words", "state").get(pk=load.pk) == ("", "", {}, "erased")


def test_the_entry_counts_by_rule_and_names_nothing(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    filed(reader, "wreck", "own-authority", FOUR_YEARS, summary="zephyr")
    filed(reader, "landing", "own-authority", FOUR_YEARS)

    erase()

    entry = last_entry()
    assert entry.event == Event.RETENTION_ERASED
    assert json.loads(entry.detail) == {
        "judgements": 0,
        "lapsed": 0,
        "loads": 2,
        "rules": ["operational-3y:13"],
        "sealed": 0,
    }
    assert ledger.verdict(cast.officer(cast.OVERSEER_XA)).ok


def test_nothing_overdue_writes_nothing(node: object) -> None:
    filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", timedelta(days=1))
    cast.service()
    entries = LedgerEntry.objects.count()

    erase()

    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize("cut", range(1, 4))
def test_an_erasure_that_is_cut_off_is_finished_and_counted_once(
    node: object, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    from corridor.web.desk.statements import erasing

    reader = cast.officer(cast.ANALYST_XA)
    before = rows_of_tables()
    for name in ("one", "two", "three"):
        filed(reader, name, "own-authority", FOUR_YEARS, summary=f"zephyr {name}")
    usual, calls = erasing.erase, iter(range(1, 100))

    def dying(items: list[erasing.Item]) -> int:
        if next(calls) == cut:
            raise KeyboardInterrupt
        return usual(items)

    monkeypatch.setattr(erasing, "erase", dying)
    with pytest.raises(KeyboardInterrupt):
        erase()
    monkeypatch.undo()

    done = erase()

    assert done.rules == {"operational-3y": 21}
    assert rows_of_tables() == before


def test_an_erasure_that_is_cut_off_before_its_entry_tells_of_all_of_it_next_time(
    node: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corridor.web.desk.imports import forgetting

    filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", FOUR_YEARS)

    def dying(loads: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(forgetting, "note_erased", dying)
    with pytest.raises(KeyboardInterrupt):
        erase()
    assert last_entry().event != Event.RETENTION_ERASED
    monkeypatch.undo()

    assert erase().rules == {"operational-3y": 6}
    assert last_entry().event == Event.RETENTION_ERASED
    assert erase().is_nothing


def test_the_database_file_keeps_no_trace(node: object) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("files are the engine's own affair on PostgreSQL; it is told to vacuum")
    reader = cast.officer(cast.ANALYST_XA)
    for n in range(40):
        filed(reader, f"kept {n}", "partners", FOUR_YEARS, summary=f"ordinary {n}")
    filed(reader, "wreck", "own-authority", FOUR_YEARS, summary="Qwzephyrx Lanternx")

    erase()

    connection.close()
    written = b"".join(path.read_bytes() for path in settings.HOME.glob("*.sqlite3*"))
    assert b"ordinary" in written
    assert b"zephyrx" not in written.lower()
    assert b"lanternx" not in written.lower()


def test_only_who_may_erases(node: object) -> None:
    with pytest.raises(NotPermitted):
        erase_overdue(by=cast.officer(cast.ANALYST_XA), now=timezone.now())


def test_a_report_that_was_overdue_can_be_filed_anew_before_it_is_erased(node: object) -> None:
    reader = cast.officer(cast.ANALYST_XA)
    wreck = make.incident("wreck")
    filed(reader, None, "own-authority", FOUR_YEARS, drafts=(wreck,), ref="XA-1")

    uid = filed(reader, None, "own-authority", timedelta(), drafts=(wreck,), ref="XA-1")

    assert thing_for(reader, uid).uid == wreck.uid
    assert erase().rules == {"operational-3y": 6}
    assert thing_for(reader, uid).uid == wreck.uid


def test_a_release_brings_anew_what_is_overdue_and_not_erased_yet(node: object) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping("landings")
    content = make.table([make.row("A")])
    first = make.load(by, content, preset="own-authority", released="2022-01-01")
    age(first.pk, FOUR_YEARS)

    again = make.load(by, content, preset="own-authority", released="2022-02-01")

    assert (again.accepted, again.unchanged) == (1, 0)
    assert make.picture(by, measure="incidents").things == 1


def test_the_command_erases_and_tells_by_rule(node: object, capsys: pytest.CaptureFixture[str]) -> None:
    filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", FOUR_YEARS)

    assert cli.main(["--home", str(settings.HOME), "retain", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["rules"] == {"operational-3y": 6}


def test_the_worker_erases_by_itself(node: object) -> None:
    filed(cast.officer(cast.ANALYST_XA), "wreck", "own-authority", FOUR_YEARS)
    cast.service()

    zone().look_after(timezone.now())

    assert LedgerEntry.objects.filter(event=Event.RETENTION_ERASED).count() == 1
