"""Assessments of measures in a briefing: bound with interval and caveats, and only while their figures stand."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.briefings.codes import Version
from corridor.core.briefings.errors import BriefingStopped
from corridor.core.displacement.apart import work
from corridor.core.kernel.months import after
from corridor.web.desk.briefings import versions
from corridor.web.desk.briefings.models import BriefingPart
from corridor.web.desk.displacement.estimated import Assessing, Estimated
from corridor.web.desk.displacement.models import KeptAssessment
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.series.models import Worked
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.core.displacement.series import together
from tests.web.desk.briefings import text
from tests.web.desk.displacement.test_measures import FIRST, ROUTE, entered, told

pytestmark = pytest.mark.django_db
AREAS = together(2, 5, 52, change=-1.6, at=46)
CHOSEN = {
    "chosen": "1",
    "along": "route",
    "area": "northern crossing",
    "compared": [f"route {n}" for n in range(3)],
    "beside": ["route 3"],
}


@pytest.fixture
def by() -> Officer:
    return cast.officer(cast.ANALYST_XA)


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def figures() -> dict[str, list[float]]:
    """Return what is told of the route of the measure and of four others."""
    return {ROUTE: list(AREAS[0]), **{f"Route {n}": list(row) for n, row in enumerate(AREAS[1:])}}


def kept(browser: Client, address: str) -> None:
    """Have the assessment of a measure worked out, and keep it."""
    assert browser.post(address, {"act": "ask", **CHOSEN}).status_code == 302
    for row in Worked.objects.exclude(state=Worked.State.DONE):
        Worked.objects.filter(pk=row.pk).update(answer=work(row.inputs), state=Worked.State.DONE)
    assert browser.post(address, {"act": "keep", **CHOSEN}).status_code == 302


def offered(by: Officer, method: str = "weighed", area: str = ROUTE) -> Estimated:
    """Return one of the estimates that may be bound."""
    every = Assessing(by, timezone.now().date()).offered()
    return next(one for one in every if (one.method, one.area) == (method, area))


def word_for(one: Estimated) -> str:
    return urlencode({"thing": one.row.thing, "word": one.word})


def bound(analyst: Client, one: Estimated, language: str = "en") -> str:
    """Bind an estimate in a new briefing; return the address of the briefing."""
    here = text.begun(analyst, language, "After the closure")
    at = text.sentence(analyst, here, "{1}.")
    answer = analyst.post(f"{at}bind/", {"asks": "assessment", "assessment": word_for(one)})
    assert answer.status_code == 302, answer.content.decode()
    return here


def stopped_for(by: Officer) -> str:
    with pytest.raises(BriefingStopped) as error:
        versions.make_version(by=by, briefing=text.briefing().uid, version=Version.FULL, now=timezone.now())
    return str(error.value.params["reasons"])


def test_an_assessment_stands_with_its_interval_its_day_its_method_and_what_it_cannot_rule_out(
    by: Officer, analyst: Client
) -> None:
    told(figures())
    kept(analyst, entered())
    one = offered(by)

    here = bound(analyst, one)

    row = BriefingPart.objects.get()
    page = analyst.get(f"{here}parts/{row.uid}/").content.decode()
    assert word_for(one).replace("&", "&amp;") in page
    assert one.address in page
    said = row.kept["1"]
    assert "Fell:" in said
    assert "95 % interval" in said
    assert ROUTE in said
    assert not said.endswith(".")
    version = text.make_version(analyst, here, "open")
    text.worked_out(version)
    paper = " ".join(" ".join(text.pages_of(text.taken(analyst, version, "pdf"))).split())
    for words in (
        "assessment of the measure “Night closure of Ashmar port”",
        "kept on",
        "Against others",
        "by chance alone one in twenty stands out",
        "effort to detect",
        "No assessment says that a measure was the cause",
    ):
        assert words in paper


def test_it_is_written_in_the_language_of_the_briefing(by: Officer, analyst: Client) -> None:
    told(figures())
    kept(analyst, entered())
    one = offered(by, "interrupted")

    for language, words in (("fr", "intervalle"), ("es", "intervalo"), ("ar", "95")):
        bound(analyst, one, language)
        newest = BriefingPart.objects.order_by("-pk").first()
        assert newest is not None
        assert words in newest.kept["1"]
        assert "relative to" not in newest.kept["1"]


def test_new_figures_stop_the_sentence_until_they_are_assessed_and_a_withdrawn_source_stops_it(
    by: Officer, analyst: Client
) -> None:
    told(figures())
    address = entered()
    kept(analyst, address)
    bound(analyst, offered(by, "interrupted"))

    row = f"{ROUTE},sea,{after(FIRST, 51)},{round(AREAS[0][-1]) + 400}"
    later = f"route,border,month,count\n{row}\n".encode()
    make.load(by, later, mapping="routes", preset="public", released="2021-07-01")
    assert stopped_for(by) == "gone"
    kept(analyst, address)
    assert stopped_for(by) == "changed"

    for load in Load.objects.exclude(dataset__mapping="").order_by("-pk"):
        imports.undo(by=by, load=load.uid, now=timezone.now())
    assert stopped_for(by) == "gone"


def test_an_assessment_of_figures_of_the_own_authority_goes_into_no_open_version_and_no_other_reader_finds_it(
    by: Officer, analyst: Client
) -> None:
    told(figures(), preset="own-authority")
    kept(analyst, entered())

    here = bound(analyst, offered(by, "interrupted"))

    assert BriefingPart.objects.get().levels == ["own-authority"]
    assert analyst.post(f"{here}leave/open/").status_code == 409
    assert list(Assessing(cast.officer(cast.ANALYST_XB), timezone.now().date()).offered()) == []


def test_what_cannot_be_assessed_is_bound_as_that_and_never_as_no_change(by: Officer, analyst: Client) -> None:
    told({name: row[30:] for name, row in figures().items()})
    kept(analyst, entered(since="2017-06-01"))

    bound(analyst, offered(by, "interrupted"))

    said = BriefingPart.objects.get().kept["1"]
    assert "cannot be assessed (Fewer than 24 months are told before the measure)" in said


@pytest.mark.parametrize("changed", [{"thing": "f" * 32}, {"word": "choice=1&outcome=deaths"}, {"thing": "x"}])
def test_only_an_assessment_that_was_kept_can_be_bound(by: Officer, analyst: Client, changed: dict[str, str]) -> None:
    told(figures())
    kept(analyst, entered())
    one = offered(by)
    at = text.sentence(analyst, text.begun(analyst, "en", "After"), "{1}.")

    said = urlencode({"thing": one.row.thing, "word": one.word, **changed})
    answer = analyst.post(f"{at}bind/", {"asks": "assessment", "assessment": said})

    assert answer.status_code == 422
    assert "Have it worked out and kept" in answer.content.decode()
    assert BriefingPart.objects.get().bindings == {}
    assert KeptAssessment.objects.count() == 1
