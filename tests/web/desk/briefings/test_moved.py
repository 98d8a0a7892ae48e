"""Shifts in a briefing: bound with both intervals and their rivals, and only while the scan proposes them."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Version
from corridor.core.briefings.errors import BriefingStopped
from corridor.web.desk.briefings import versions
from corridor.web.desk.briefings.models import BriefingPart
from corridor.web.desk.briefings.moved import Moved, shifts_for
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.series.apart import work_of
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts import actions, queries
from corridor.web.desk.shifts.actions import Judged
from corridor.web.desk.statements.models import Load
from tests import cast
from tests.web.desk.briefings import text
from tests.web.desk.series.test_series import NORTH, SOUTH, border
from tests.web.desk.shifts.test_shifts import rows

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
ASKED = queries.Question()


@pytest.fixture
def by() -> Officer:
    return cast.officer(cast.ANALYST_XA)


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def scanned(by: Officer) -> Moved:
    """Have what an officer sees scanned; return the one shift that is found."""
    row = actions.ask(by=by, question=ASKED, now=timezone.now())
    assert row is not None
    Worked.objects.filter(key=row.key).update(state=Worked.State.DONE, answer=work_of(row.kind)(row.inputs))
    (one,) = shifts_for(by, ASKED, today=timezone.now().date())
    return one


def word_for(one: Moved) -> str:
    keys = {"fall": one.fall.scope.key, "rise": one.rise.scope.key}
    return urlencode({**keys, "since": one.since, "until": one.until})


def bound(analyst: Client, one: Moved, language: str = "en") -> str:
    """Bind a shift in a new briefing; return the address of the briefing."""
    here = text.begun(analyst, language, "Western route")
    at = text.sentence(analyst, here, "{1}.")
    answer = analyst.post(f"{at}bind/", {"asks": "shift", "shift": word_for(one)})
    assert answer.status_code == 302, answer.content.decode()
    return here


def stopped_for(by: Officer) -> str:
    with pytest.raises(BriefingStopped) as error:
        versions.make_version(by=by, briefing=text.briefing().uid, version=Version.FULL, now=timezone.now())
    return str(error.value.params["reasons"])


def test_a_shift_stands_with_both_intervals_and_its_note_says_chance_rivals_and_that_it_is_no_cause(
    by: Officer, analyst: Client
) -> None:
    border(by, rows(NORTH, SOUTH))
    one = scanned(by)

    here = bound(analyst, one)

    assert (
        word_for(one).replace("&", "&amp;")
        in analyst.get(f"{here}parts/{BriefingPart.objects.get().uid}/").content.decode()
    )
    told = BriefingPart.objects.get().kept["1"]
    assert told.count("95% interval") == 2
    assert NORTH in told
    assert SOUTH in told
    row = text.make_version(analyst, here, "open")
    text.worked_out(row)
    paper = " ".join(" ".join(text.pages_of(text.taken(analyst, row, "pdf"))).split())
    word = text.words_of(text.taken(analyst, row, "docx"))[0]
    for words in (
        "proposed by a scan",
        "expected to be chance alone",
        "Season:",
        "Demand:",
        "was the cause of the other",
    ):
        assert words in paper
        assert words in word
    assert "released" in paper
    assert "no record has a grade" in paper


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "intervalle à 95\u00a0%"), ("es", "intervalo del 95\u00a0%"), ("ar", "مجال 95%")]
)
def test_a_shift_is_written_in_the_language_of_the_briefing(
    by: Officer, analyst: Client, language: str, words: str
) -> None:
    border(by, rows(NORTH, SOUTH))

    bound(analyst, scanned(by), language)

    assert BriefingPart.objects.get().kept["1"].count(words) == 2


@pytest.mark.parametrize("verdict", ["not", "explained"])
def test_what_the_own_authority_found_to_be_no_shift_stops_the_sentence(
    by: Officer, analyst: Client, verdict: str
) -> None:
    border(by, rows(NORTH, SOUTH))
    one = scanned(by)
    bound(analyst, one)

    reason = "season" if verdict == "explained" else ""
    said = Judged(one.fall.scope.key, one.rise.scope.key, one.since, verdict, reason)
    actions.judge(by=by, question=ASKED, said=said, now=timezone.now())

    assert stopped_for(by) == "gone"


def test_new_figures_stop_the_sentence_until_they_are_scanned_and_a_withdrawn_source_stops_it(
    by: Officer, analyst: Client
) -> None:
    border(by, rows(NORTH, SOUTH))
    bound(analyst, scanned(by))

    border(by, rows(NORTH, SOUTH, moved=46), released="2026-03-01")
    assert stopped_for(by) == "gone"
    scanned(by)
    assert stopped_for(by) == "changed"

    for load in Load.objects.order_by("-pk"):
        imports.undo(by=by, load=load.uid, now=timezone.now())
    assert stopped_for(by) == "gone"


def test_a_shift_of_figures_of_the_own_authority_goes_into_no_open_version(by: Officer, analyst: Client) -> None:
    border(by, rows(NORTH, SOUTH), preset="own-authority")

    here = bound(analyst, scanned(by))

    assert BriefingPart.objects.get().levels == ["own-authority"]
    assert analyst.post(f"{here}leave/open/").status_code == 409


@pytest.mark.parametrize("change", [{"since": "2030-01", "until": "2030-02"}, {"fall": "detections"}, {"until": "x"}])
def test_only_a_shift_that_is_proposed_can_be_bound(by: Officer, analyst: Client, change: dict[str, str]) -> None:
    border(by, rows(NORTH, SOUTH))
    one = scanned(by)
    keys = {"fall": one.fall.scope.key, "rise": one.rise.scope.key, "since": one.since, "until": one.until}
    at = text.sentence(analyst, text.begun(analyst, "en", "Western route"), "{1}.")

    answer = analyst.post(f"{at}bind/", {"asks": "shift", "shift": urlencode({**keys, **change})})

    assert answer.status_code == 422
    assert "No such shift is proposed" in answer.content.decode()
    assert BriefingPart.objects.get().bindings == {}
