"""The page of a thing: who says what, what it calls other things, and what may be printed of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from corridor.core.entities.records import Draft
from corridor.core.handling.codes import ALL_USES, Use
from corridor.core.kernel.counts import Count
from corridor.web.desk.entities.breakdown import remainder
from tests import cast, make, nodes
from tests.core.entities import make as drafts

SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}


def page(client: Client, uid: str, name: str = "thing", status: int = 200) -> str:
    """Return a page of a thing as text."""
    response = client.get(reverse(f"desk:{name}", args=[uid]))
    assert response.status_code == status
    return response.content.decode()


def words(html: str) -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def part(html: str, prop: str) -> str:
    """Return the section of one property."""
    return html.split(f'id="{prop}"', 1)[1].split("</section>", 1)[0]


def told(dead: str, by: cast.Member, day: str = "2021-03-14", uses: Use = ALL_USES, **said: make.Said) -> None:
    """Let somebody report on the wreck."""
    marked = make.marking("public", by.authority, uses=uses)
    make.file(
        cast.officer(by),
        make.incident("wreck", dead=dead, occurred_on=day, **said),
        ref=f"{by.handle}-{dead}",
        marked=marked,
    )


def role(client: Client, *things: Draft) -> tuple[str, str]:
    """File things about a person in a role, and return the pages of the person and of the role."""
    investigator = cast.officer(cast.INVESTIGATOR_XA)
    make.file(investigator, drafts.role(**SIGNED), drafts.person(), drafts.group())
    for thing in things:
        make.file(investigator, thing, ref=f"later-{thing.uid}")
    return page(client, drafts.PERSON), page(client, drafts.ROLE)


def test_a_value_stands_once_with_everybody_who_says_it(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA)
    told("6", cast.INVESTIGATOR_XA)

    html = page(cast.client(cast.ANALYST_XA), make.uid("wreck"))

    assert part(html, "occurred_on").count('class="value"') == 1
    assert part(html, "occurred_on").count('class="sayer"') == 1  # the same line of one authority says nothing twice
    assert part(html, "dead").count('class="value"') == 2
    assert "sources differ" in part(html, "dead")


def test_a_figure_says_which_values_it_spans(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA)
    told("6..9", cast.INVESTIGATOR_XA)

    html = words(page(cast.client(cast.ANALYST_XA), make.uid("wreck")))

    html = html.replace("\N{LEFT-TO-RIGHT ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")
    assert "4–9" in html
    assert "spans 4 · 6–9" in html


def test_a_thing_that_is_seen_is_called_by_its_name(node: nodes.Node) -> None:
    make.file(cast.officer(cast.FIELD_OFFICER_XA), make.draft("boat", "Vessel", name="Second Tide"))
    told("4", cast.FIELD_OFFICER_XA, vessel=make.uid("boat"))

    assert "Second Tide" in part(page(cast.client(cast.ANALYST_XA), make.uid("wreck")), "vessel")


def test_a_thing_of_which_nothing_is_seen_is_called_the_same_as_one_of_which_nothing_is_said(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA, vessel=make.uid("boat"))
    client = cast.client(cast.OUTSIDER)
    before = part(page(client, make.uid("wreck")), "vessel")

    make.file(
        cast.officer(cast.FIELD_OFFICER_XA),
        make.draft("boat", "Vessel", name="Second Tide"),
        marked=make.marking("own-authority"),
    )

    after = part(page(client, make.uid("wreck")), "vessel")
    assert after == before
    assert f"thing {make.uid('boat')[:8]}" in words(after)
    assert f"/things/{make.uid('boat')}" not in after


@pytest.mark.parametrize(
    ("told", "rest"),
    [
        ({"": "14", "female": "5"}, "9"),
        ({"": "30..40", "female": "5..6", "male": "10"}, "14..25"),
        ({"": "10..", "female": "4"}, "6.."),
        ({"": "12", "female|child": "3", "male": "4"}, "5"),
        ({"": "3", "female": "5"}, None),
        ({"female": "5"}, None),
        ({"": "14", "|child": "5"}, None),
    ],
)
def test_what_was_not_broken_down_is_a_remainder(told: dict[str, str], rest: str | None) -> None:
    counts = {group: [Count.parse(text)] for group, text in told.items()}

    found = remainder(counts, by_sex=True)

    assert (found.text if found is not None else None) == rest


def test_a_person_shows_each_role_with_ground_law_author_and_reviewer(node: nodes.Node) -> None:
    person, _ = role(cast.client(cast.INVESTIGATOR_XA))

    shown = words(person.split('class="role"', 1)[1].split("</section>", 1)[0])

    assert "Organiser" in shown
    assert all(text in shown for text in ("Financial record", "XA Penal Code, art. 310", *SIGNED.values()))


def test_a_role_rests_visibly_when_coercion_is_reported(node: nodes.Node) -> None:
    client = cast.client(cast.INVESTIGATOR_XA)
    person, itself = role(client, drafts.person(coercion="suspected", name=None))

    shown = words(person.split('class="role"', 1)[1].split("</section>", 1)[0])

    assert "A role is suspended: coercion was reported." in shown
    assert "Organiser" not in shown
    assert "This role is suspended: coercion was reported." in itself
    before, _, recorded = itself.partition('<details class="rested">')
    assert "Organiser" not in before
    assert "Organiser" in recorded
    printed = page(client, drafts.ROLE, "thing-print")
    assert "This role is suspended: coercion was reported." in printed
    assert "Organiser" not in printed


def test_the_print_holds_what_may_be_printed_and_counts_the_rest(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA)
    told("6", cast.INVESTIGATOR_XA, uses=Use.READ | Use.COUNT, vessel=make.uid("boat"))
    client = cast.client(cast.ANALYST_XA)
    assert 'id="vessel"' in page(client, make.uid("wreck"))

    printed = page(client, make.uid("wreck"), "thing-print")

    assert 'id="vessel"' not in printed
    assert "does not allow printing: 7" in words(printed)
    assert "XA-POL" in printed
    assert "UTC" in printed
    assert "<nav" not in printed
    assert "<a " not in printed.split("<main", 1)[1]


def test_a_print_calls_no_other_thing_by_a_name_that_may_not_be_printed(node: nodes.Node) -> None:
    make.file(
        cast.officer(cast.FIELD_OFFICER_XA),
        make.draft("boat", "Vessel", name="Second Tide"),
        marked=make.marking(uses=Use.READ),
    )
    told("4", cast.FIELD_OFFICER_XA, vessel=make.uid("boat"))
    client = cast.client(cast.ANALYST_XA)
    assert "Second Tide" in page(client, make.uid("wreck"))

    assert "Second Tide" not in page(client, make.uid("wreck"), "thing-print")


def test_what_may_not_be_printed_at_all_is_refused_with_reasons(node: nodes.Node) -> None:
    told("4", cast.FIELD_OFFICER_XA, uses=Use.READ)

    refused = words(page(cast.client(cast.ANALYST_XA), make.uid("wreck"), "thing-print", status=403))

    assert "This is not allowed" in refused
    assert "may be put to this use: printing." in refused
    assert "Why The originator does not allow this use." in refused
    assert "Ask the originators for consent" in refused


@pytest.mark.django_db
def test_a_name_in_another_script_stands_as_recorded_and_in_latin_letters() -> None:
    uid = make.file(cast.officer(cast.ANALYST_XA), make.incident("latin", place_text="زوارة"))

    page = cast.client(cast.ANALYST_XA).get(f"/things/{uid}/").content.decode()

    assert "<bdi>زوارة</bdi>" in page
    assert '<bdi dir="ltr" translate="no">Zwarah</bdi>' in page
