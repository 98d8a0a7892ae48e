"""The history of a thing: what was said when, as far as it stands and may be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.web.desk.entities.history import history_for
from corridor.web.desk.statements.models import Load
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}


@pytest.fixture
def by(node: nodes.Node) -> Iterator[Officer]:
    """An analyst of XA, with two layouts: of parts, and of complete releases."""
    make.mapping("part", source="source", edition="one")
    make.mapping("whole", source="source", edition="one", whole=True)
    yield cast.officer(cast.ANALYST_XA)


def load(by: Officer, day: str, *rows: list[str], mapping: str = "part", preset: str = "") -> Load:
    """Import a release that this node has had since its own day."""
    made = make.load(by, make.table(rows), mapping=mapping, released=day, preset=preset)
    Load.objects.filter(pk=made.pk).update(published_at=datetime.fromisoformat(f"{day}T12:00:00+00:00"))
    return made


def thing(by: Officer) -> str:
    """Return the only thing of the picture."""
    (row,) = make.picture(by).rows
    return row.uid


def told(by: Officer, uid: str, on: date | None = None) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return what happened to the figure of the dead, the earliest first."""
    moments = reversed(history_for(by, uid, on).moments)
    return [(one.at.date().isoformat(), c.before, c.after) for one in moments for c in one.changes if c.prop == "dead"]


def known(by: Officer, uid: str, on: date) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return what was known on a day where it differs from what is known now."""
    return {change.prop: (change.before, change.after) for change in history_for(by, uid, on).known}


def test_each_release_that_changed_a_value_is_a_moment(by: Officer) -> None:
    load(by, "2022-01-01", make.row("A", 4))
    load(by, "2022-02-01", make.row("A", 4))
    load(by, "2022-03-01", make.row("A", 6))

    assert told(by, thing(by)) == [("2022-01-01", (), ("4",)), ("2022-03-01", ("4",), ("6",))]


def test_what_was_known_on_a_day_is_shown_beside_what_is_known_now(by: Officer) -> None:
    load(by, "2022-01-01", make.row("A", 4))
    load(by, "2022-03-01", make.row("A", 6))
    uid = thing(by)

    assert known(by, uid, date(2022, 2, 1))["dead"] == (("4",), ("6",))
    assert known(by, uid, date(2022, 3, 1)) == {}
    assert known(by, uid, date(2021, 1, 1))["dead"] == ((), ("6",))


def test_what_was_undone_is_as_if_it_had_never_come(by: Officer) -> None:
    load(by, "2022-01-01", make.row("A", 4))
    uid = thing(by)
    before = history_for(by, uid, date(2022, 2, 1))

    wrong = load(by, "2022-01-15", make.row("A", 99))
    make.undo(by, wrong)

    after = history_for(by, uid, date(2022, 2, 1))
    assert [(one.at, one.changes) for one in after.moments] == [(one.at, one.changes) for one in before.moments]
    assert after.known == before.known


def test_a_thing_that_a_complete_release_lacks_and_a_later_one_names_again_says_so(by: Officer) -> None:
    load(by, "2022-01-01", make.row("A", 4), mapping="whole")
    load(by, "2022-02-01", make.row("B", 1), mapping="whole")
    load(by, "2022-03-01", make.row("A", 4), make.row("B", 1), mapping="whole")
    uid = next(row.uid for row in make.picture(by).rows if row.low == 4)

    assert told(by, uid) == [
        ("2022-01-01", (), ("4",)),
        ("2022-02-01", ("4",), ()),
        ("2022-03-01", (), ("4",)),
    ]
    page = cast.client(cast.ANALYST_XA).get(f"/things/{uid}/history/").content.decode()
    assert "No longer in the release" in page


def test_reports_and_judgements_are_moments_too(by: Officer) -> None:
    make.file(by, make.incident("wreck", dead="4"), ref="R-1")
    make.file(cast.officer(cast.ANALYST_XB), make.incident("twin", dead="9"), ref="R-2")
    make.same(make.uid("wreck"), make.uid("twin"), make.marking("public"))

    page = cast.client(cast.ANALYST_XA).get(f"/things/{make.uid('wreck')}/history/").content.decode()

    assert page.count("Reported") == 2
    assert page.count("Judged the same as another thing") == 1
    assert cast.ANALYST_XA.handle in page
    assert cast.ANALYST_XB.handle not in page


def test_a_hidden_report_is_in_no_history(by: Officer) -> None:
    make.file(by, make.incident("wreck", dead="4"), ref="R-1")
    uid = make.uid("wreck")
    client = cast.client(cast.OUTSIDER)
    mask = re.compile(r'value="[A-Za-z0-9]{64}"')
    before = mask.sub("", client.get(f"/things/{uid}/history/?on=2026-01-01").content.decode())

    make.file(by, make.incident("wreck", dead="9"), ref="R-2", marked=make.marking("own-authority"))

    assert mask.sub("", client.get(f"/things/{uid}/history/?on=2026-01-01").content.decode()) == before


def test_an_item_whose_report_may_not_be_known_has_no_moment(by: Officer) -> None:
    """The report is the authority's own; one of its items is public."""
    public = make.incident("wreck", dead="4")
    make.file(
        by,
        make.incident("other"),
        public,
        ref="R-1",
        marked=make.marking("own-authority"),
        markings={public.uid: make.marking("public")},
    )

    history = history_for(cast.officer(cast.ANALYST_XB), make.uid("wreck"), timezone.now().date())

    assert history.moments == ()
    assert history.undated == 6
    assert history.known == ()


def test_of_a_suspended_role_no_history_is_told(by: Officer) -> None:
    """R-03: it must not be shown as standing, not even as it stood."""
    investigator = cast.officer(cast.INVESTIGATOR_XA)
    make.file(investigator, drafts.role(**SIGNED), drafts.person(), drafts.group(), ref="R-1")
    address = f"/things/{drafts.ROLE}/history/?on=2026-01-01"
    client = cast.client(cast.INVESTIGATOR_XA)
    assert "Organiser" in client.get(address).content.decode()

    make.file(investigator, drafts.person(coercion="yes", name=None), ref="R-2")

    assert "Organiser" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("text", "status"), [("2026-01-01", 200), ("", 200), ("2026-02-30", 422), ("\x00", 422), ("١", 422)]
)
def test_a_day_is_a_day(by: Officer, text: str, status: int) -> None:
    make.file(by, make.incident("wreck"), ref="R-1")

    answer = cast.client(cast.ANALYST_XA).get(f"/things/{make.uid('wreck')}/history/", {"on": text})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("member", "status"), [(cast.ANALYST_XB, 404), (cast.STATISTICIAN_XA, 404), (cast.ANALYST_XA, 200)]
)
def test_the_history_is_for_who_may_read_the_thing(by: Officer, member: cast.Member, status: int) -> None:
    make.file(by, make.incident("wreck"), ref="R-1", marked=make.marking("own-authority"))

    assert cast.client(member).get(f"/things/{make.uid('wreck')}/history/").status_code == status
    assert cast.client(member).post(f"/things/{make.uid('wreck')}/history/").status_code == 405


def test_days_are_those_of_utc(by: Officer) -> None:
    late = load(by, "2022-01-01", make.row("A", 4))
    Load.objects.filter(pk=late.pk).update(published_at=datetime(2022, 1, 1, 23, 59, tzinfo=UTC))

    assert known(by, thing(by), date(2022, 1, 1)) == {}
