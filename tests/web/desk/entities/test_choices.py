"""What an officer chooses to trust: it changes the officer's own page and picture, and nothing else."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.entities import choices as reads
from corridor.web.desk.entities import choosing
from corridor.web.desk.entities.choices import choices_for, own_choices, token_of
from corridor.web.desk.entities.models import Choice
from corridor.web.desk.picture import queries as pictures
from tests import cast, make, nodes

pytestmark = pytest.mark.store


def told(dead: str, by: cast.Member, preset: str = "public", **said: make.Said) -> str:
    """Let somebody report on the wreck."""
    marked = make.marking(preset, by.authority)
    return make.file(
        cast.officer(by), make.incident("wreck", dead=dead, **said), ref=f"{by.handle}-{dead}", marked=marked
    )


def pin(by: Officer, value: str, prop: str = "dead", thing: str = "wreck") -> None:
    """Pin a value of a thing."""
    choosing.choose_value(by=by, thing=make.uid(thing), prop=prop, value=token_of(prop, value), now=timezone.now())


def distrust(by: Officer, source: str, thing: str = "wreck") -> None:
    """Leave a source out for a thing."""
    choosing.distrust_source(by=by, thing=make.uid(thing), source=source, now=timezone.now())


def drawn(by: Officer, **question: object) -> tuple[int, int, int]:
    """Return how many things a picture draws, and their span; the officer's own view unless asked otherwise."""
    answer = make.picture(by, **{"own_view": True, **question})
    return answer.things, answer.low, answer.high


def page(member: cast.Member, address: str = "") -> str:
    """Return a page as words."""
    html = cast.client(member).get(address or f"/things/{make.uid('wreck')}/").content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]))
    return text.replace("\N{LEFT-TO-RIGHT ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")


@pytest.fixture
def wreck(node: nodes.Node) -> Officer:
    """Two authorities report 4 and 9 dead; an analyst of XA looks at it."""
    told("4", cast.FIELD_OFFICER_XA)
    told("9", cast.ANALYST_XB, place_text="Tern Bay")
    return cast.officer(cast.ANALYST_XA)


def test_a_pinned_value_is_drawn_on_the_page_and_in_the_picture_of_its_officer(wreck: Officer) -> None:
    assert drawn(wreck) == (1, 4, 9)

    pin(wreck, "9")

    assert drawn(wreck) == (1, 9, 9)
    assert make.picture(wreck, own_view=True).choices == 1
    assert "Drawn: the value that you pinned." in page(cast.ANALYST_XA)
    assert "pinned by you" in page(cast.ANALYST_XA)


def test_nobody_else_sees_or_shares_a_choice(wreck: Officer) -> None:
    before = page(cast.INVESTIGATOR_XA), page(cast.ANALYST_XB)

    pin(wreck, "9")

    assert (page(cast.INVESTIGATOR_XA), page(cast.ANALYST_XB)) == before
    assert drawn(cast.officer(cast.INVESTIGATOR_XA)) == (1, 4, 9)


def test_what_leaves_the_node_does_not_rest_on_a_choice(wreck: Officer) -> None:
    client = cast.client(cast.ANALYST_XA)
    printed = client.get(f"/things/{make.uid('wreck')}/print/").content
    pin(wreck, "9")

    exported = client.get(f"/things/{make.uid('wreck')}/export.json").json()

    assert drawn(wreck, own_view=False) == (1, 4, 9)
    assert {item["value"] for item in exported["items"] if item["property"] == "dead"} == {"4", "9"}
    assert b"4\xe2\x80\x939" in printed.replace("\N{LEFT-TO-RIGHT ISOLATE}".encode(), b"")
    assert "pinned" not in client.get(f"/things/{make.uid('wreck')}/print/").content.decode()


def test_a_source_that_is_not_trusted_is_left_out_of_the_own_view_of_that_thing_alone(wreck: Officer) -> None:
    make.file(cast.officer(cast.ANALYST_XB), make.incident("other", dead="7"), marked=make.marking("public", "XB-BRD"))

    distrust(wreck, "XB-BRD")

    assert drawn(wreck) == (2, 11, 11)
    assert "not trusted by you here" in page(cast.ANALYST_XA)


def test_a_thing_of_which_no_source_is_trusted_is_not_drawn_and_its_page_remains(wreck: Officer) -> None:
    distrust(wreck, "XB-BRD")
    distrust(wreck, "XA-POL")

    assert drawn(wreck) == (0, 0, 0)
    assert "Nothing is drawn: you chose not to trust any source that says it." in page(cast.ANALYST_XA)


def test_only_the_pinned_property_is_drawn_from_its_record(wreck: Officer) -> None:
    pin(wreck, "Tern Bay", "place_text")

    assert drawn(wreck) == (1, 4, 9)
    assert drawn(wreck, place="tern") == (1, 4, 9)
    assert drawn(wreck, place="ashmar") == (0, 0, 0)


def test_a_thing_of_one_source_is_drawn_with_choices_as_any_other(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    told("4", cast.ANALYST_XA)
    make.file(by, make.incident("other", dead="7", place_text="Tern Bay"), ref="R-2")

    distrust(by, "XA-POL")

    for question in ({}, {"measure": "incidents"}, {"place": "tern"}):
        assert drawn(by, **question)[0] == 1
    places = pictures.places_for(by, make.question(own_view=True))
    assert sum(place.things for place in places) == 1


def test_a_choice_ends_by_one_click_and_everything_is_as_before(wreck: Officer) -> None:
    client = cast.client(cast.ANALYST_XA)
    before = page(cast.ANALYST_XA)
    pin(wreck, "9")
    address = re.search(r'action="(/choices/\w+/end/)"', client.get("/choices/").content.decode())
    assert address is not None

    answer = client.post(address[1], {"back": "thing"})

    assert (answer.status_code, answer["Location"]) == (302, f"/things/{make.uid('wreck')}/")
    assert page(cast.ANALYST_XA) == before
    assert drawn(wreck) == (1, 4, 9)


def test_the_page_of_choices_says_what_each_changes(wreck: Officer) -> None:
    pin(wreck, "9")
    distrust(wreck, "XA-POL")

    shown = page(cast.ANALYST_XA, "/choices/")

    assert "Without it: 4–9 · With it: 9" in shown
    assert "Source not trusted: XA-POL Without it: 2 · With it: 1" in shown


def test_a_second_choice_for_a_property_takes_the_place_of_the_first(wreck: Officer) -> None:
    pin(wreck, "9")
    pin(wreck, "4")

    assert drawn(wreck) == (1, 4, 4)
    assert Choice.objects.count() == 1


def test_a_choice_follows_a_thing_through_a_merge_and_back(wreck: Officer) -> None:
    make.file(wreck, make.incident("twin", dead="30"), ref="R-2")
    pin(wreck, "9")
    make.same(make.uid("wreck"), make.uid("twin"), make.marking("public"))

    assert drawn(wreck) == (1, 9, 9)
    assert reads.choices_for(wreck).count == 1


def test_a_choice_rests_while_nothing_readable_says_the_value(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()
    first = make.load(by, make.table([make.row("A", 4)]), mapping="landings", released="2022-01-01")
    uid = next(thing.uid for thing in make.picture(by).rows)
    choosing.choose_value(by=by, thing=uid, prop="dead", value=token_of("dead", "4"), now=timezone.now())

    second = make.load(by, make.table([make.row("A", 5)]), mapping="landings", released="2022-02-01")
    resting = own_choices(by)
    make.undo(by, second)

    assert [kept.is_resting for kept in resting] == [True]
    assert choices_for(by).count == 1
    make.undo(by, first)
    assert choices_for(by).count == 0
    assert own_choices(by) == ()


def test_a_pin_does_not_confirm_a_hidden_value_or_source(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA)
    outsider = cast.officer(cast.OUTSIDER)
    told("9", cast.ANALYST_XB, "own-authority")
    told_codes = set()

    for value in ("9", "77"):
        with pytest.raises(NotFound) as refused:
            pin(outsider, value)
        told_codes.add(str(refused.value))
    for source in ("XB-BRD", "XQ-NONE"):
        with pytest.raises(NotFound) as refused:
            distrust(outsider, source)
        told_codes.add(str(refused.value).replace("source", "value"))

    assert len(told_codes) == 1


def test_a_choice_about_a_thing_that_is_hidden_is_the_same_refusal_as_about_none(node: nodes.Node) -> None:
    told("9", cast.ANALYST_XB, "own-authority")
    client = cast.client(cast.OUTSIDER)

    answers = {
        (answer.status_code, re.sub(r"[0-9a-f]{32}", "#", re.sub(r'value="\w{64}"', "", answer.content.decode())))
        for thing in (make.uid("wreck"), make.uid("nothing"))
        for answer in [client.post(f"/things/{thing}/choose/", {"prop": "dead", "value": token_of("dead", "9")})]
    }

    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_a_choice_has_no_effect_for_a_purpose_under_which_its_value_is_not_read(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA)
    make.file(
        cast.officer(cast.INVESTIGATOR_XA),
        make.incident("wreck", dead="9"),
        marked=make.marking("law-enforcement", "XA-POL", "XB-BRD"),
    )
    cast.grant(cast.ANALYST_XB, "analyst", "border-management")
    pin(cast.officer(cast.ANALYST_XB, purpose="operational-analysis"), "9")

    other = cast.officer(cast.ANALYST_XB, purpose="border-management")

    assert choices_for(other).count == 0
    assert drawn(other) == (1, 4, 4)
    assert [kept.is_resting for kept in own_choices(other)] == [True]


def test_nobody_ends_the_choice_of_another(wreck: Officer) -> None:
    pin(wreck, "9")
    choice = Choice.objects.get()
    client = cast.client(cast.INVESTIGATOR_XA)

    mine, none = (client.post(f"/choices/{uid}/end/") for uid in (choice.uid, "f" * 32))

    assert (mine.status_code, none.status_code) == (404, 404)
    assert Choice.objects.count() == 1


def test_no_value_stands_in_a_choice_or_in_the_ledger(wreck: Officer) -> None:
    pin(wreck, "Tern Bay", "place_text")

    entry = LedgerEntry.objects.order_by("position").last()

    assert entry is not None
    assert entry.event == "choice:made"
    assert "Tern" not in f"{entry.about} {entry.detail} {Choice.objects.values().get()}"


def test_there_is_an_end_to_choices(wreck: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MOST_CHOICES", 1)
    pin(wreck, "9")

    with pytest.raises(choosing.ChoicesMany):
        pin(wreck, "Tern Bay", "place_text")
    pin(wreck, "4")  # takes the place of the first

    assert Choice.objects.count() == 1


@pytest.mark.parametrize("address", ["/choices/", "/things/{}/choose/", "/choices/{}/end/"])
def test_a_function_without_content_has_no_choices(wreck: Officer, address: str) -> None:
    client = cast.client(cast.ADMINISTRATOR_XA)
    uid = make.uid("wreck")

    answer = client.get(address) if "{}" not in address else client.post(address.format(uid), {"source": "XB-BRD"})

    assert answer.status_code in (403, 404)


def test_choosing_is_done_by_post_and_listing_by_get(wreck: Officer) -> None:
    client = cast.client(cast.ANALYST_XA)

    assert client.get(f"/things/{make.uid('wreck')}/choose/").status_code == 405
    assert client.get(f"/choices/{'f' * 32}/end/").status_code == 405
    assert client.post("/choices/").status_code == 405


def test_the_picture_says_that_choices_are_applied_and_switches_them_off(wreck: Officer) -> None:
    pin(wreck, "9")
    client = cast.client(cast.ANALYST_XA)

    on = client.get("/picture/").content.decode()
    off = client.get("/picture/?choices=off").content.decode()

    assert "1 choice of yours is applied" in on
    assert "?choices=off" in on
    assert "1 choice of yours is not applied" in off
    assert 'name="choices" value="off"' in off
    assert "choice of yours" not in cast.client(cast.INVESTIGATOR_XA).get("/picture/").content.decode()
