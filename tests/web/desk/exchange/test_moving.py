"""A guest of a joint centre gets a node of its own: what it owned goes with it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.access.records import Officer
from corridor.core.entities.records import Draft
from corridor.core.exchange.codes import EndReason, Kind
from corridor.core.exchange.errors import DecidedMeanwhile
from corridor.core.exchange.releases import Released, body_of
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotFound, NotPermitted
from corridor.core.partners.codes import Treatment
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.desk.exchange import actions, moving, queries
from corridor.web.desk.exchange.actions import Wanted
from corridor.web.desk.exchange.models import Release
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import Came, Posted
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners import barring
from corridor.web.desk.statements import store
from corridor.web.desk.statements.models import Load
from tests import cast, make
from tests.exchanging import XA, XB, Pair, at, settle, two_nodes

pytestmark = pytest.mark.store


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Pair]:
    """The node of XA-POL stands for the centre, on which XB-BRD was a guest until it got the other node."""
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:  # type: ignore[attr-defined]
        xa, xb = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
        make.file(xb, make.incident("own"), marked=make.marking("law-enforcement", XB, XA), grade="europol-4x4:B2")
        make.file(xb, make.incident("kept"), marked=make.marking("own-authority", XB), grade="europol-4x4:B2")
        make.file(xa, make.incident("let"), marked=make.marking("law-enforcement", XA, XB), grade="europol-4x4:B2")
        make.file(xa, make.incident("hidden"), marked=make.marking("own-authority", XA), grade="europol-4x4:B2")
        yield nodes


def read(name: str, member: cast.Member) -> bool:
    entity = store.entity_of(make.uid(name))
    return entity is not None and bool(store.entity_rows(cast.officer(member).reader_class, Use.READ, [entity]))


def field_officer_of_xb() -> Officer:
    return cast.officer(cast.ANALYST_XB)


def released_of(name: str, by: Officer) -> Release:
    return next(one for one in queries.releases_for(by) if one.thing == make.uid(name))


def moved(pair: Pair) -> None:
    with at(pair.xb):
        moving.expect(by=cast.officer(cast.ADMINISTRATOR_XA), partner=XA, authority=XB, now=timezone.now())
    assert handed_over() == 2
    settle(pair)


def handed_over() -> int:
    moving.propose(by=cast.officer(cast.ADMINISTRATOR_XA), authority=XB, now=timezone.now())
    return moving.hand_over(by=cast.officer(cast.OVERSEER_XA), authority=XB, now=timezone.now())


def test_what_it_owned_goes_with_it_and_nothing_else(pair: Pair) -> None:
    moved(pair)

    assert [row.outcome for row in Posted.objects.all()] == ["applied"] * 2
    with at(pair.xb):
        assert [read(name, cast.ANALYST_XB) for name in ("own", "kept", "let", "hidden")] == [True, True, False, False]
        assert set(Load.objects.filter(dataset__authority=XB).values_list("brought_by", flat=True)) == {XA}
    assert read("own", cast.ANALYST_XA)


def test_nobody_hands_over_alone_nor_for_an_authority_that_was_no_guest_here(pair: Pair) -> None:
    administrator = cast.officer(cast.ADMINISTRATOR_XA)
    moving.propose(by=administrator, authority=XB, now=timezone.now())
    with pytest.raises(NotPermitted):
        moving.hand_over(by=administrator, authority=XB, now=timezone.now())
    with pytest.raises(NotFound):
        moving.propose(by=administrator, authority=XA, now=timezone.now())
    with at(pair.xb), pytest.raises(NotFound):
        moving.propose(by=administrator, authority=XB, now=timezone.now())


def test_what_may_derive_from_ill_treatment_stays_where_it_is(pair: Pair) -> None:
    barring.mark(by=field_officer_of_xb(), about=make.uid("own"), what=Treatment.TORTURE, now=timezone.now())

    assert handed_over() == 1


def test_nothing_is_handed_over_twice_and_nothing_that_nobody_expects(pair: Pair) -> None:
    assert handed_over() == 2
    assert handed_over() == 0
    settle(pair)

    with at(pair.xb):
        assert set(Came.objects.values_list("reason", flat=True)) == {"not-for-us"}
        assert not read("own", cast.ANALYST_XB)


def test_it_recalls_from_its_own_node_what_it_told_at_the_centre(pair: Pair) -> None:
    moved(pair)
    with at(pair.xb):
        by = cast.officer(cast.ANALYST_XB)
        release = released_of("own", by)
        actions.recall(by=by, about=release.about, reason=EndReason.WRONG, now=timezone.now())
    settle(pair)

    assert not read("own", cast.ANALYST_XA)
    with at(pair.xb):
        release = released_of("own", cast.officer(cast.ANALYST_XB))
        assert [one.attested for one in release.deliveries.all()] == ["erased"]


def brought(pair: Pair, report: dict[str, Any], **changed: object) -> str:
    """Let the node that is expected hand something over that it made up; return the reason it is kept aside for."""
    with at(pair.xb):
        moving.expect(by=cast.officer(cast.ADMINISTRATOR_XA), partner=XA, authority=XB, now=timezone.now())
    body = {"authority": XB, "told_to": [XA], "report": report, **changed}
    with act(Event.MOVING_SENT, by=cast.officer(cast.ADMINISTRATOR_XA), now=timezone.now(), about="invented") as doing:
        saying = Saying(kind=Kind.MOVING, originator=XA, about=identity.uid(), version=1, body=body)
        lines.post(to=XB, saying=saying, now=doing.now)
    settle(pair)
    with at(pair.xb):
        return str(Came.objects.get().reason)


def invented(*drafts: Draft, originator: str = XB, **changed: object) -> dict[str, Any]:
    marking = make.marking("law-enforcement", originator, XA)
    report = Released("", "2021-03-20", False, (XB,), marking, tuple((draft, marking) for draft in drafts))
    return {**body_of(report), **changed}


def test_a_node_that_is_expected_makes_nothing_up(pair: Pair) -> None:
    report = invented(make.incident("made-up"), originator="XC-POL")

    assert brought(pair, report) == "not-the-originators"


def test_what_is_handed_over_passes_the_safeguards(pair: Pair) -> None:
    assert brought(pair, invented(make.draft("somebody", "Person", name="Name"))) == "content-refused"


def test_what_says_that_it_may_derive_from_ill_treatment_is_not_taken(pair: Pair) -> None:
    assert brought(pair, invented(make.incident(), ill_treatment=True)) == "possibly-from-ill-treatment"


def test_nothing_is_handed_over_for_an_authority_of_another_node(pair: Pair) -> None:
    assert brought(pair, invented(make.incident()), authority="XC-POL") == "not-for-us"


def test_what_is_owned_can_be_released_again_under_the_name_that_it_has_everywhere(pair: Pair) -> None:
    moved(pair)
    with at(pair.xb):
        by = cast.officer(cast.ANALYST_XB)
        release = released_of("own", by)
        assert queries.about_of(XB, release.load) == release.about
        with pytest.raises(DecidedMeanwhile):
            actions.ask_release(by=by, wanted=Wanted(release.load, (XA,), "operational-analysis"), now=timezone.now())
