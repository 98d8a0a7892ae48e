"""What a thing is connected with: counted and turned over page by page, without anything hidden."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.web.base.ledger import turn
from corridor.web.base.marks.actions import intern
from corridor.web.desk.entities import neighbours
from corridor.web.desk.entities.neighbours import Group, neighbours_for
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.statements import actions as spine
from corridor.web.desk.statements import past
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

MASK = re.compile(rb'value="[A-Za-z0-9]{64}"')
BOAT = make.uid("boat")


def wrecks(by: Officer, count: int, preset: str = "public", prefix: str = "wreck") -> None:
    """Report wrecks of the boat."""
    marked = make.marking(preset, by.reader.authority)
    for n in range(count):
        said = make.incident(f"{prefix}-{n}", place_text=f"Cove {prefix} {n}", vessel=BOAT)
        make.file(by, said, ref=f"{prefix}-{n}", marked=marked)


def groups(by: Officer, uid: str = BOAT) -> dict[tuple[str, bool], Group]:
    """Return what a thing is connected with, by property and way."""
    return {(group.prop, group.is_incoming): group for group in neighbours_for(by, thing_for(by, uid))}


@pytest.fixture
def by(node: nodes.Node) -> Officer:
    """An analyst of XA, and a boat."""
    officer = cast.officer(cast.ANALYST_XA)
    make.file(officer, make.draft("boat", "Vessel", name="Second Tide"), ref="boat")
    return officer


def test_neighbours_are_counted_by_property_and_the_first_few_are_named(by: Officer) -> None:
    wrecks(by, 7)

    group = groups(by)["vessel", True]

    assert (group.count, len(group.entities)) == (7, neighbours.FIRST_FEW)
    html = cast.client(cast.ANALYST_XA).get(f"/things/{BOAT}/").content.decode()
    assert "Cove wreck 0" in html
    assert "Cove wreck 6" not in html
    assert "neighbours/?prop=vessel&amp;way=in" in html


def test_all_neighbours_are_turned_over_page_by_page(by: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "PAGE_NEIGHBOURS", 3)
    from corridor.web.desk.entities import telling

    monkeypatch.setattr(telling, "PAGE_NEIGHBOURS", 3)
    wrecks(by, 7)
    client = cast.client(cast.ANALYST_XA)

    pages = [client.get(f"/things/{BOAT}/neighbours/?prop=vessel&way=in&page={n}").content.decode() for n in (1, 2, 3)]

    named = [re.findall(r"Cove wreck \d", page) for page in pages]
    assert [len(names) for names in named] == [3, 3, 1]
    assert len({name for names in named for name in names}) == 7
    assert 'rel="next"' in pages[0]
    assert 'rel="next"' not in pages[2]


def test_what_a_thing_refers_to_is_a_neighbour_too(by: Officer) -> None:
    wrecks(by, 1)

    assert groups(by, make.uid("wreck-0"))["vessel", False].count == 1


def test_hidden_things_are_neither_named_nor_counted(by: Officer) -> None:
    wrecks(by, 2)
    address = f"/things/{BOAT}/neighbours/?prop=vessel"
    before = MASK.sub(b"#", cast.client(cast.ANALYST_XB).get(address).content)

    wrecks(by, 3, "own-authority", "hidden")

    assert groups(cast.officer(cast.ANALYST_XB))["vessel", True].count == 2
    assert MASK.sub(b"#", cast.client(cast.ANALYST_XB).get(address).content) == before
    assert groups(by)["vessel", True].count == 5


def test_a_property_with_hidden_neighbours_only_is_the_same_page_as_one_with_none(by: Officer) -> None:
    wrecks(by, 1, "own-authority")
    client = cast.client(cast.ANALYST_XB)

    answers = {
        (answer.status_code, MASK.sub(b"#", answer.content).replace(b"part_of", b"vessel"))
        for prop in ("vessel", "part_of")
        for answer in [client.get(f"/things/{BOAT}/neighbours/?prop={prop}&way=in")]
    }

    assert len(answers) == 1


def test_a_person_without_a_readable_role_is_no_neighbour(by: Officer) -> None:
    """R-01. No property of a person refers to a thing today; the count must not rest on that."""
    now, person = timezone.now(), drafts.draft(make.uid("somebody"), "Person", name="Tarn Veldo", part_of=BOAT)
    with turn.write():
        mark = intern(make.marking("public"), now)
        edition = spine.Edition(source="XA-POL", edition="reports", title="reports", publisher="XA-POL")
        dataset = spine.add_dataset(authority="XA-POL", edition=edition, mark=mark)
        load = spine.add_load(dataset=dataset, mark=mark, released_on="2022-01-01", brought_by="xa.analyst", now=now)
        spine.save_report(load=load, key="R-9", drafts=[(person, mark)], grade="")
    assert past.count_referring(by.reader_class, Use.READ, thing_for(by, BOAT).cluster)

    assert groups(by) == {}


def test_members_of_one_cluster_are_no_neighbours_of_each_other(by: Officer) -> None:
    make.file(by, make.draft("fleet", "Group", name="Fleet"), ref="fleet")
    wrecks(by, 1)
    make.same(BOAT, make.uid("wreck-0"), make.marking("public"))

    assert groups(by) == {}
    assert b"Nothing that you may read refers to this" in cast.client(cast.ANALYST_XA).get(f"/things/{BOAT}/").content


@pytest.mark.parametrize("query", ["", "prop=nonsense", "prop=%00", "prop=vessel&page=99999", "prop=vessel&page=-1"])
def test_no_address_of_neighbours_is_a_fault(by: Officer, query: str) -> None:
    wrecks(by, 1)

    assert cast.client(cast.ANALYST_XA).get(f"/things/{BOAT}/neighbours/?{query}").status_code in (200, 404)


@pytest.mark.parametrize("member", [cast.STATISTICIAN_XA, cast.OVERSEER_XA])
def test_who_may_not_read_things_sees_no_neighbours(by: Officer, member: cast.Member) -> None:
    wrecks(by, 1)

    assert cast.client(member).get(f"/things/{BOAT}/neighbours/?prop=vessel").status_code in (403, 404)
    assert cast.client(cast.ANALYST_XA).post(f"/things/{BOAT}/neighbours/").status_code == 405
