"""The picture as it was known on an earlier day is what it showed on that day, as far as it may still be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from corridor import cli
from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.exports.codes import View
from corridor.core.handling.records import Marking
from corridor.core.picture.records import Question
from corridor.web.base.accounts import queries as people
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.desk.entities.actions import restore_judgement, withdraw_judgement
from corridor.web.desk.exports.queries import Asked, Gathering, found_for
from corridor.web.desk.holds import schedule
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.picture import queries
from corridor.web.desk.picture.comparing import comparison_for
from corridor.web.desk.picture.legs import course_for
from corridor.web.desk.reports.actions import file_version
from corridor.web.desk.statements import terms, then
from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes
from tests.web.desk.api.asking import Program
from tests.web.desk.imports import live
from tests.web.desk.statements import test_sequences_of_everything as everything
from tests.web.noninterference.building import Clock, frozen

pytestmark = pytest.mark.store

STORIES = 10 if connection.vendor == "sqlite" else 2
DEEP_STORIES = 200
DAYS = 8
ACTS_A_DAY = 3
START = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("known")


def shown(by: Officer, known: str = "") -> Any:
    """Return all that the picture shows: figures, months, rows and editions, the map, and what routes there are."""
    told = []
    for question in ({"measure": "deaths"}, {"measure": "incidents", "place": "tern"}):
        told.append(everything.picture(by, **question, known=known))
        asked = make.question(**question, known=known)
        told.append([place[:5] for place in map(_plain, queries.places_for(by, asked))])
        told.append([row.uid for row in queries.rows_for(by, asked, limit=100)])
    return told


def _plain(place: queries.Place) -> tuple[Any, ...]:
    return place.lat, place.lon, place.things, place.low, place.high


def hold(seed: int, ground: Path) -> None:
    """Carry a story out day by day, note what is shown in the evening, and ask for every day at the end."""
    random, told, done = Random(seed), everything.Told(), []
    with nodes.visiting(ground), frozen(seed) as clock:
        clock.now = START
        everything.prepare()
        evenings: dict[str, Any] = {}
        for day in range(DAYS):
            for number in range(ACTS_A_DAY):
                clock.now += timedelta(hours=1)
                act = everything.step(random, cast.officer(cast.ANALYST_XA), told, ACTS_A_DAY * day + number)
                done.append((clock.now.date().isoformat(), act))
            evenings[clock.now.date().isoformat()] = shown(cast.officer(cast.ANALYST_XA))
            clock.now = START + timedelta(days=day + 1)
        by = cast.officer(cast.ANALYST_XA)
        assert shown(by, "2026-05-31") == shown(by, "2020-01-01")
        for day_before, evening in evenings.items():
            assert shown(by, day_before) == evening, (seed, day_before, done)


@pytest.mark.parametrize("seed", range(STORIES))
def test_whoever_may_undo_and_redo_sees_each_day_as_it_was(
    seed: int, ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2:
        monkeypatch.setattr(then, "MOST_LISTED", 0)
    hold(seed, ground)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(1000, 1000 + DEEP_STORIES))
def test_each_day_is_as_it_was_in_very_many_stories(seed: int, ground: Path) -> None:
    hold(seed, ground)


# --- what of an earlier day may be shown ---------------------------------------------------------------------------


@pytest.fixture
def clock(node: nodes.Node) -> Iterator[Clock]:
    """The clock of a node that has two layouts, of parts and of complete releases."""
    with frozen(1) as clock:
        clock.now = START
        make.mapping("part", source="landings", edition="one")
        make.mapping("whole", source="landings", edition="one", whole=True)
        yield clock


def next_day(clock: Clock) -> str:
    """Let a day begin; return the one that ended."""
    ended = clock.now.date().isoformat()
    clock.now += timedelta(days=1)
    return ended


def told(member: cast.Member, known: str = "", **question: object) -> tuple[int, int]:
    """Return how many things a reader is told of, and their figure."""
    answer = make.picture(cast.officer(member), known=known, **question)
    return answer.things, answer.high


def filed(ref: str, dead: str, *, marked: Marking | None = None, replaces: str = "") -> str:
    """File one version of a report about one wreck; return its load."""
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()
    filing = make.filing(make.incident("wreck", dead=dead), ref=ref, marked=marked, replaces=replaces)
    with act(Event.REPORT_FILED, by=by, now=now, about=ref):
        return file_version(by=by, filing=filing, now=now)


def test_what_was_taken_back_since_is_shown_to_those_alone_who_may_let_it_stand_again(clock: Clock) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.load(by, make.table([make.row("A", 4)]), mapping="part", released="2022-01-01")
    wrong = make.load(by, make.table([make.row("A", 90)]), mapping="part", released="2022-02-01")
    first = next_day(clock)
    make.undo(cast.officer(cast.ANALYST_XA), wrong)

    assert told(cast.ANALYST_XA, first) == (1, 90)
    assert told(cast.ANALYST_XB, first) == told(cast.ANALYST_XB) == (1, 4)
    assert told(cast.INVESTIGATOR_XA, first) == (1, 4)


def test_a_release_undone_and_redone_did_not_stand_in_between(clock: Clock) -> None:
    load = make.load(cast.officer(cast.ANALYST_XA), make.table([make.row("A", 4)]), mapping="part")
    first = next_day(clock)
    make.undo(cast.officer(cast.ANALYST_XA), load)
    second = next_day(clock)
    make.redo(cast.officer(cast.ANALYST_XA), load)

    for member in (cast.ANALYST_XA, cast.ANALYST_XB):
        assert [told(member, day) for day in ("2026-05-31", first, second, "")] == [(0, 0), (1, 4), (0, 0), (1, 4)]


@pytest.mark.parametrize(("reason", "seen"), [("", 1), ("wrong", 1), ("endangers", 0), ("consent-ended", 0)])
def test_a_source_that_must_not_be_used_any_more_is_in_no_past(clock: Clock, reason: str, seen: int) -> None:
    make.load(cast.officer(cast.ANALYST_XA), make.table([make.row("A", 4)]), mapping="part")
    first = next_day(clock)

    imports.withdraw_source(by=cast.officer(cast.ANALYST_XA), source="landings", now=timezone.now(), reason=reason)

    assert told(cast.ANALYST_XA, first)[0] == seen
    assert told(cast.ANALYST_XB, first)[0] == 0


def test_judgements_join_on_the_days_on_which_they_stood(clock: Clock) -> None:
    """What was withdrawn since joins for those alone who may restore it."""
    make.file(cast.officer(cast.ANALYST_XA), make.incident("one", dead="4"))
    make.file(cast.officer(cast.ANALYST_XA), make.incident("other", dead="9"))
    days = [next_day(clock)]
    uid = make.same(make.uid("one"), make.uid("other"), make.marking())
    days.append(next_day(clock))
    withdraw_judgement(by=cast.officer(cast.ANALYST_XA), uid=uid, now=timezone.now())
    days.append(next_day(clock))

    assert [told(cast.ANALYST_XA, day)[0] for day in (*days, "")] == [2, 1, 2, 2]
    assert [told(cast.ANALYST_XB, day)[0] for day in (*days, "")] == [2, 2, 2, 2]

    restore_judgement(by=cast.officer(cast.ANALYST_XA), uid=uid, now=timezone.now())

    for member in (cast.ANALYST_XA, cast.ANALYST_XB):
        assert [told(member, day)[0] for day in (*days, "")] == [2, 1, 2, 1]


def test_a_corrected_report_is_told_as_it_stood(clock: Clock) -> None:
    before = filed("R-1", "4")
    first = next_day(clock)
    filed("R-1", "9", replaces=before)

    assert [told(cast.ANALYST_XB, day) for day in (first, "")] == [(1, 4), (1, 9)]


def test_a_report_that_was_marked_more_strictly_since_is_not_shown_as_it_was(clock: Clock) -> None:
    """Nobody sees more of the past than of today: neither the version that was marked anew nor those before it."""
    one = filed("R-1", "4")
    first = next_day(clock)
    two = filed("R-1", "5", replaces=one)
    second = next_day(clock)
    filed("R-1", "9", replaces=two, marked=make.marking("own-authority"))

    for member in (cast.ANALYST_XA, cast.ANALYST_XB):
        assert [told(member, day) for day in (first, second)] == [(0, 0), (0, 0)]


def test_when_an_item_came_is_told_to_nobody_who_may_not_know_its_report(clock: Clock) -> None:
    """The report is the authority's own; one of its items is public, and would tell the day of the report."""
    public = make.incident("wreck", dead="4")
    make.file(
        cast.officer(cast.ANALYST_XA),
        make.incident("other"),
        public,
        marked=make.marking("own-authority"),
        markings={public.uid: make.marking("public")},
    )

    assert told(cast.ANALYST_XB, "2020-01-01") == told(cast.ANALYST_XB) == (1, 4)
    assert told(cast.ANALYST_XA, "2020-01-01") == (0, 0)


def test_what_was_erased_since_is_gone_from_every_day(clock: Clock) -> None:
    brief = make.marking("own-authority")
    brought = filed("R-1", "4", marked=brief)
    first = next_day(clock)
    assert told(cast.ANALYST_XA, first) == (1, 4)

    load = Load.objects.get(uid=brought)
    with turn.write():
        terms.end_by(load, [load.mark], date(2020, 1, 1))

    assert told(cast.ANALYST_XA, first) == (0, 0)
    service = people.without_content(f"{people.service_handle()}:import-officer")
    schedule.erase_overdue(by=service, now=timezone.now())
    assert live.rows("SELECT COUNT(*) FROM fact") == [(0,)]
    assert told(cast.ANALYST_XA, first) == (0, 0)


def test_a_hidden_report_is_in_no_past(clock: Clock) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck", dead="4"))
    first = next_day(clock)
    client, mask = cast.client(cast.OUTSIDER), re.compile(r'value="[A-Za-z0-9]{64}"')
    addresses = (f"/picture/?known={first}", f"/picture/map.geojson?known={first}", "/picture/?known=2026-05-31")
    before = [mask.sub("", client.get(address).content.decode()) for address in addresses]

    make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck", dead="9"), marked=make.marking("own-authority"))

    assert [mask.sub("", client.get(address).content.decode()) for address in addresses] == before


def test_legs_are_those_that_had_been_told(clock: Clock) -> None:
    by = cast.officer(cast.ANALYST_XA)
    ends = [make.draft(name, "Place", name=name, country="XA") for name in ("Ashmar", "Tern")]
    make.file(by, make.draft("leg", "RouteLeg", from_place=make.uid("Ashmar"), to_place=make.uid("Tern")), *ends)
    first = next_day(clock)
    further = make.draft("back", "RouteLeg", from_place=make.uid("Tern"), to_place=make.uid("Ashmar"))
    make.file(cast.officer(cast.ANALYST_XA), further)

    legs = [
        len(course_for(cast.officer(cast.ANALYST_XB), Question(known=day)).legs) for day in ("2020-01-01", first, "")
    ]

    assert legs == [0, 1, 2]


def test_what_leaves_is_what_was_known_then_without_what_was_taken_back(clock: Clock) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.load(by, make.table([make.row("A", 4), make.row("B", 5)]), mapping="part", released="2022-01-01")
    wrong = make.load(by, make.table([make.row("C", 90)]), mapping="part", released="2022-02-01")
    first = next_day(clock)
    make.load(cast.officer(cast.ANALYST_XA), make.table([make.row("A", 6)]), mapping="part", released="2022-03-01")
    make.undo(cast.officer(cast.ANALYST_XA), wrong)
    by = cast.officer(cast.ANALYST_XA)
    asked = Asked(View.PICTURE, question=Question(known=first))

    items = list(Gathering(by, asked).items(found_for(by, asked)))

    assert sorted(one.value for item in items for one in item.said if one.prop == "dead") == ["4", "5"]
    assert told(cast.ANALYST_XA, first) == (3, 99)


# --- where it is asked ---------------------------------------------------------------------------------------------


def words(path: str) -> str:
    """Return a page as the analyst reads it."""
    answer = cast.client(cast.ANALYST_XA).get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", re.sub(r"</?(?:span|bdi|strong)[^>]*>", "", answer.content.decode()))


def test_page_print_map_interface_and_command_answer_alike(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck", dead="4"))
    gone = make.load(cast.officer(cast.ANALYST_XA), make.table([make.row("A", 3)]), mapping="part")
    first = next_day(clock)
    make.undo(cast.officer(cast.ANALYST_XA), gone)
    make.file(cast.officer(cast.ANALYST_XA), make.incident("later", dead="50"))

    for path in (f"/picture/?known={first}", f"/picture/?known={first}&print=1"):
        page = words(path)
        assert "As known on 1 June 2026. Counted then: 2. Counted now: 2." in page
        assert make.uid("later") not in page
    html = cast.client(cast.ANALYST_XA).get(f"/picture/?known={first}").content.decode()
    assert f"/things/{make.uid('wreck')}/history/?on={first}" in html
    assert html.count("/history/?on=") == 1, "a thing that is gone has no page"
    features = cast.client(cast.ANALYST_XA).get(f"/picture/map.geojson?known={first}").json()["features"]
    assert sum(one["properties"]["high"] for one in features) == 7
    assert told(cast.ANALYST_XA, first) == (2, 7)
    program = Program()
    assert (program.asked("picture", known=first)["high"], program.asked("picture")["high"]) == (7, 54)
    assert cli.main(["--json", "picture", "--as", cast.ANALYST_XA.handle, "--known", first]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["known"], answer["things"], answer["high"]) == (first, 2, 7)


def test_a_question_of_today_asks_no_more_than_before(clock: Clock) -> None:
    """Neither the ledger nor the days of loads are looked at where no earlier day is asked for."""
    make.load(cast.officer(cast.ANALYST_XA), make.table([make.row("A", 4)]), mapping="part")
    by = cast.officer(cast.ANALYST_XA)

    with CaptureQueriesContext(connection) as asked:
        queries.answer_for(by, Question())
        course_for(by, Question())

    assert asked.captured_queries
    assert not [one["sql"] for one in asked if re.search("ledger_entry|published_at <|ROW_NUMBER", one["sql"])]


def test_danger_and_two_periods_are_told_as_known_too(clock: Clock) -> None:
    for name, on, dead in (("a", "2021-03-01", "4"), ("b", "2022-03-01", "9")):
        make.file(cast.officer(cast.ANALYST_XA), make.incident(name, occurred_on=on, dead=dead, route="North"))
    first = next_day(clock)
    make.file(cast.officer(cast.ANALYST_XA), make.incident("c", occurred_on="2022-04-01", dead="70", route="North"))
    spans = ("2021-01", "2021-12"), ("2022-01", "2022-12")

    before, after = (comparison_for(cast.officer(cast.ANALYST_XA), Question(known=day), *spans) for day in (first, ""))

    assert before.total is not None
    assert after.total is not None
    assert (before.total.after, after.total.after) == ((9, 9), (79, 79))
    for page in ("danger", "compare"):
        assert "As known on 1 June 2026" in words(f"/picture/{page}/?known={first}")


def test_before_anything_came_the_page_says_so(clock: Clock) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck", dead="4"))

    page = words("/picture/?known=2001-01-01")

    assert "this node had been told nothing by then" in page
    assert "Counted then: 0. Counted now: 1." in page


@pytest.mark.parametrize(
    ("day", "said"), [("2026-06-02", "This day has not begun."), ("2026-02-30", "Write a day as 2021-03-14.")]
)
def test_a_day_that_is_none_is_refused_at_its_field(clock: Clock, day: str, said: str) -> None:
    client = cast.client(cast.ANALYST_XA)

    page = client.get(f"/picture/?known={day}")

    assert page.status_code == 422
    assert said in page.content.decode()
    assert 'id="filter-known-problem"' in page.content.decode()
    for other in ("/picture/map.geojson?", "/picture/danger/?", "/picture/compare/?", "/export/?view=picture&"):
        assert client.get(f"{other}known={day}").status_code == 422, other
    assert cli.main(["picture", "--as", cast.ANALYST_XA.handle, "--known", day]) != 0


def test_the_page_is_whole_in_arabic(clock: Clock) -> None:
    make.file(cast.officer(cast.ANALYST_XA), make.incident("wreck", dead="4"))
    first = next_day(clock)
    client = cast.client(cast.ANALYST_XA)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"

    html = client.get(f"/picture/?known={first}").content.decode()

    assert 'dir="rtl"' in html
    assert "ما كان معروفًا في" in html
    assert "اعرض ما هو معروف الآن" in html
    assert f'value="{first}"' in html
