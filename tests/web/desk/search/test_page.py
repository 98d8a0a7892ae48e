"""The page on which things are found, and the command that does the same."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from corridor import cli
from corridor.web.base.ledger.models import LedgerEntry
from tests import cast, make, nodes

FIND = "/find/"


def shown(member: cast.Member, **query: str) -> str:
    """Return the page as text."""
    response = cast.client(member).get(FIND, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def vessel(name: str, *, by: cast.Member = cast.ANALYST_XA, preset: str = "public", **said: str) -> str:
    """Report one vessel."""
    return make.file(
        cast.officer(by),
        make.draft(None, "Vessel", name=name, **said),
        marked=make.marking(preset, by.authority),
    )


def test_results_stand_under_how_well_they_answer_with_the_words_marked(node: nodes.Node) -> None:
    vessel("Ashmar")
    vessel("Grey Heron", summary="Came from Ashmar Point")
    vessel("Ashmer")

    html = shown(cast.ANALYST_XA, words="ASHMAR")

    assert re.findall(r'class="found__how"[^>]*>([^<]*)', html) == [
        "Exactly these words",
        "Holds words that begin so",
        "Spelt almost so",
    ]
    assert "Came from <mark>Ashmar</mark> Point" in html
    assert "<mark>Ashmer</mark>" in html


def test_only_what_may_be_read_is_shown_of_a_thing(node: nodes.Node) -> None:
    uid = vessel("Ashmar")
    make.file(
        cast.officer(cast.ANALYST_XA),
        make.draft("other", "Vessel", name="Ashmar", summary="Zephyr secret"),
        marked=make.marking("own-authority", "XA-POL"),
    )

    html = shown(cast.ANALYST_XB, words="ashmar")

    assert uid in html
    assert "Zephyr" not in html
    assert html.count('class="result"') == 1


def test_nothing_found_says_what_was_looked_for(node: nodes.Node) -> None:
    html = shown(cast.ANALYST_XA, words="<b>Zephyr", kind="Vessel")

    assert "Nothing of the kind “Vessel” that you may see carries “<b>Zephyr”." in html
    assert "<b>Zephyr" not in cast.client(cast.ANALYST_XA).get(FIND, {"words": "<b>Zephyr"}).content.decode()


def test_pages_lead_on_and_back_and_keep_the_kind(node: nodes.Node) -> None:
    for n in range(23):
        vessel(f"Ashmar {n}")

    first = shown(cast.ANALYST_XA, words="ashmar", kind="Vessel")
    second = shown(cast.ANALYST_XA, words="ashmar", kind="Vessel", page="2")

    assert 'rel="next" href="/find/?words=ashmar&kind=Vessel&page=2"' in first
    assert 'rel="prev" href="/find/?words=ashmar&kind=Vessel"' in second
    assert (first.count('class="result"'), second.count('class="result"')) == (20, 3)


@pytest.mark.parametrize("page", ["0", "-1", "x", "٢", "9999", "1e3", ""])
def test_a_page_that_is_none_is_the_first(node: nodes.Node, page: str) -> None:
    vessel("Ashmar")

    assert 'class="result"' in shown(cast.ANALYST_XA, words="ashmar", page=page)


def test_the_ledger_tells_that_somebody_searched_and_not_for_what(node: nodes.Node) -> None:
    shown(cast.ANALYST_XA, words="Zephyr Rock")
    shown(cast.ANALYST_XA, words="zephyr  rock")

    one, other = LedgerEntry.objects.filter(event="search:made").order_by("position")
    assert "ephyr" not in one.detail + one.about
    assert one.detail == other.detail


def test_somebody_without_the_permission_finds_nothing(node: nodes.Node) -> None:
    vessel("Ashmar")

    response = cast.client(cast.ADMINISTRATOR_XA).get(FIND, {"words": "ashmar"})

    assert response.status_code == 403
    assert "Ashmar" not in response.content.decode()


def test_finding_is_asked_for_and_never_posted(node: nodes.Node) -> None:
    assert cast.client(cast.ANALYST_XA).post(reverse("desk:find"), {"words": "x"}).status_code == 405


def test_the_command_finds_what_the_page_finds(node: nodes.Node, capsys: pytest.CaptureFixture[str]) -> None:
    uid = vessel("Ashmar Star")
    actor = f"{cast.ANALYST_XA.handle}:{cast.ANALYST_XA.function}"

    code = cli.main(["--home", str(settings.HOME), "--as", actor, "find", "ashmar", "star", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["results"] == [
        {
            "uid": uid,
            "title": "Ashmar Star",
            "kind": "Vessel",
            "how": "exact",
            "said": [{"property": "name", "value": "Ashmar Star"}],
        }
    ]
    assert told["more"] is False
