"""An officer who may describe tables tries to bring people in, to see the layouts of others, and to hurt the node."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as node_settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from corridor import cli
from corridor.core.imports.errors import MappingInvalid
from corridor.web.desk.imports.models import OwnMapping
from corridor.web.desk.imports.wizard import actions
from tests import cast
from tests.web.desk.imports.test_pages import IMMEDIATE, file, send, url
from tests.web.desk.imports.test_wizard import TABLE, described, form, saved

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture(autouse=True)
def _node(node: object, settings: Any) -> Iterator[None]:
    settings.TASKS = IMMEDIATE
    yield
    connection.close()


@pytest.fixture
def analyst() -> Client:
    return cast.client(cast.ANALYST_XA)


def text(**changes: object) -> str:
    """Return a small mapping as text."""
    document: dict[str, object] = {
        **{"mapping": "made", "version": 1, "title": "Made", "source": "made", "edition": "made", "credit": "made"},
        **{"licence": "own", "marking": "public", "entity": "Incident", "key": ["ref"]},
        "fields": {"incident_kind": {"constant": "landing"}, "identifier": "ref"},
        **changes,
    }
    return json.dumps(document)


def test_the_column_of_telephones_cannot_be_chosen_by_hand(analyst: Client) -> None:
    address = described(analyst)
    page = analyst.get(address).context["page"]
    place = next(column.place for column in page.columns if column.header == "Téléphone")

    response = analyst.post(address, form(page, act="save", **{f"prop-{place}": "place_text"}))

    assert response.status_code == 422
    assert [problem.field for problem in response.context["page"].problems] == [f"prop-{place}"]
    assert not OwnMapping.objects.exists()


def test_a_table_of_people_cannot_be_described_even_by_hand(analyst: Client) -> None:
    content = b"surname,first name,place,date\nAsh,Fern,Port,2021-03-14\nReed,Iris,Port,2021-03-15\n"
    address = described(analyst, content, "people.csv")
    page = analyst.get(address).context["page"]
    told = {"kind": "Incident", "always-incident_kind": "other", "prop-2": "place_text", "prop-3": "occurred_on"}
    told |= {
        "key": "3",
        "name": "made",
        "source": "made",
        "edition": "made",
        "title": "x",
        "credit": "x",
        "licence": "x",
    }

    response = analyst.post(address, {**told, "repeats": "keep", "marking": "public", "act": "save"})

    assert page.warning
    assert not page.may_save
    assert response.status_code == 422
    assert not OwnMapping.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"entity": "Person"},
        {"entity": "Role"},
        {"fields": {"incident_kind": {"constant": "landing"}, "place_text": "Nom de famille"}},
        {
            "fields": {"incident_kind": {"constant": "landing"}, "place_text": "where"},
            "columns": {"where": ["Surname"]},
        },
        {"key": ["Passport number"]},
    ],
)
def test_no_text_brings_people_in(changes: dict[str, object]) -> None:
    with pytest.raises(MappingInvalid):
        actions.save_mapping(by=cast.officer(cast.ANALYST_XA), written=text(**changes), now=timezone.now())

    assert not OwnMapping.objects.exists()


@pytest.mark.parametrize(
    "written",
    [
        LAUGHS,
        text(title="x" * 200_000),
        "[" * 5000,
        "!!python/object/apply:os.system ['true']",
        text(fields={"cause": {"column": "a", "codes": {"drowning": ["*a" * 40]}}}),
        text(title="a\u0000b"),
        "- a list",
        "",
        '{"mapping": 1e400, "version": .nan}',
    ],
    ids=["laughs", "long", "deep", "code", "stars", "nul", "list", "empty", "numbers"],
)
def test_a_hostile_text_is_refused_and_costs_nothing(analyst: Client, written: str) -> None:
    saved(analyst)
    page = analyst.get(url("mappings")).context["page"].rows[0].url

    response = analyst.post(page, {"written": written})

    assert response.status_code == 422
    assert OwnMapping.objects.count() == 1


def test_a_layout_of_another_authority_is_not_reached_through_the_address(analyst: Client) -> None:
    saved(analyst)
    uid = OwnMapping.objects.get().uid
    other = cast.client(cast.ANALYST_XB)
    address = described(other)

    assert other.get(f"{address}?like={uid}").status_code == 404
    assert other.post(f"{address}?like={uid}", {"act": "save"}).status_code == 404


def test_a_file_of_somebody_else_is_not_previewed_through_the_way_back(analyst: Client) -> None:
    theirs = described(cast.client(cast.ANALYST_XB)).rstrip("/").rsplit("/", 1)[-1]
    address = described(analyst)
    page = analyst.get(address).context["page"]

    response = analyst.post(f"{address}?files={theirs}", form(page, act="save"))

    assert analyst.get(response["Location"]).status_code == 404


def test_what_identifies_somebody_is_not_shown_on_the_way(analyst: Client) -> None:
    content = TABLE.replace(b"Remarques", b"Divers").replace(b"Mer calme", b"t.me/ashfern")

    shown = analyst.get(described(analyst, content)).content.decode()

    assert "+33 6 12" not in shown
    assert "ashfern" not in shown


def test_a_cell_is_shown_as_text_and_never_as_markup(analyst: Client) -> None:
    content = TABLE.replace(b"Petit Port", b"<script>alert(1)</script>").replace(b"Remarques", b"<b>Note</b>")

    shown = analyst.get(described(analyst, content)).content.decode()

    assert "<script>alert(1)" not in shown
    assert "<b>Note" not in shown


def test_the_command_keeps_proposes_and_refuses_like_the_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "debarquements.csv").write_bytes(TABLE)
    (tmp_path / "people.csv").write_text("surname,first name\nAsh,Fern\n")

    def run(*words: str, by: str = "xa.analyst:analyst") -> dict[str, Any]:
        cli.main(["--home", str(node_settings.HOME), "--as", by, "mapping", *words, "--json"])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    proposed = run("propose", str(tmp_path / "debarquements.csv"))
    (tmp_path / "made.yaml").write_text(proposed["text"], encoding="utf-8")
    added, again = (run("add", str(tmp_path / "made.yaml")) for _ in range(2))
    people = run("propose", str(tmp_path / "people.csv"))
    refused = run("add", str(tmp_path / "made.yaml"), by="xa.investigator:investigator")

    assert proposed["incomplete"] == []
    assert (added["version"], again["version"]) == (1, 2)
    assert people["error"]["code"] == "imports.E41"
    assert not refused["ok"]
    assert "/imports/preview/" in send(cast.client(cast.ANALYST_XA), file(TABLE))["Location"]
