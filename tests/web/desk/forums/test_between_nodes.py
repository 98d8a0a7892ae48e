"""Forums and entries between two nodes: what members are told, what stays, and what no partner can make a node hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.commitments.codes import Addressee, Pillar
from corridor.core.exchange.codes import Kind
from corridor.core.forums.codes import Template
from corridor.core.forums.errors import ForumIncomplete
from corridor.core.forums.exchange import decision_document as decision_told
from corridor.core.forums.exchange import space_document
from corridor.core.forums.records import Decision, Meeting, Paper, Point
from corridor.core.partners.codes import Ground
from corridor.core.progress.codes import Level, Proof, Status
from corridor.core.progress.records import Evidence, Said
from corridor.core.progress.travelling import told_to_forum
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums import actions, queries, telling
from corridor.web.desk.forums.models import ForumSpace, ForumTold
from corridor.web.desk.lines import actions as lines
from corridor.web.desk.lines.models import Came
from corridor.web.desk.lines.records import Saying
from corridor.web.desk.partners import actions as partners
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress import queries as entries
from corridor.web.desk.progress import sending
from corridor.web.desk.progress.actions import Writing
from corridor.web.desk.progress.models import ProgressEntry, ProgressEvidence
from tests import cast
from tests.exchanging import XA, XB, Pair, at, settle, two_nodes

ITEM, PERIOD = "ga-2023-prevention-01", "2026-H1"
PUBLIC = Evidence("e1", Proof.LAW, "Act 12 of 2026 (invented)", "Gazette of XB 2026/12", Level.PUBLIC)
SHARED = Evidence("e2", Proof.EVALUATION, "Lantern evaluation (invented)", "Evaluation 4", Level.FORUM)
OWN = Evidence("e3", Proof.CASE, "Zephyrine file (invented)", "XB-BRD/7", Level.OWN, is_told=True)


@pytest.fixture
def pair(django_db_setup: None, django_db_blocker: object, tmp_path: Path) -> Iterator[Pair]:
    with django_db_blocker.unblock(), two_nodes(tmp_path) as nodes:  # type: ignore[attr-defined]  # private type
        yield nodes


def opened(*members: str) -> str:
    """Open a forum at XA with members, and return its uid."""
    by = cast.officer(cast.RAPPORTEUR_XA)
    now = timezone.now()
    uid = actions.open_space(
        by=by, name="Route forum (invented)", instruments=["ga-2023"], template=Template.GLOBAL_ALLIANCE, now=now
    )
    for member in members:
        actions.add_member(by=by, uid=uid, authority=member, now=now)
    return uid


def said(**changed: Any) -> Said:
    fields = {"item": ITEM, "status": Status.UNDER_WAY, "responsible": "Ministry (invented)", "actions": "A bill."}
    return Said(**{**fields, **changed})


def reported(forum: str, what: Said | None = None, *, level: Level = Level.FORUM, about: str = "") -> str:
    """Let XB report to a forum at its own node, and return the name of the entry."""
    now = timezone.now()
    writing = Writing(what or said(evidence=(SHARED, OWN)), PERIOD, level, (forum,) if forum else ())
    row = progress.write(by=cast.officer(cast.RAPPORTEUR_XB), writing=writing, about=about, now=now)
    progress.submit(by=cast.officer(cast.RAPPORTEUR_XB), about=row.about, now=now)
    progress.approve(by=cast.officer(cast.FOCAL_XB), about=row.about, now=now)
    return row.about


def seen(member: cast.Member) -> list[tuple[str, str, list[str], int]]:
    found = entries.entries_for(cast.officer(member), subjects=["XB"])
    return [(one.said.item, one.standing, [each.key for each in one.said.evidence], one.told) for one in found]


def decision(**changed: Any) -> Decision:
    fields = {
        "number": 0,
        "title": "Share warnings within a day",
        "paraphrase": "Members warn each other of shifts of the route within one day.",
        "addressee": Addressee.GOVERNMENTS,
        "pillar": Pillar.COOPERATION,
        "theme": sorted(catalogue().themes)[0],
        "measure": "The decision is carried out",
        "on": timezone.now().date(),
        "due": timezone.now().date() + timedelta(days=90),
        "alike": (ITEM,),
    }
    return Decision(**{**fields, **changed})


def test_a_member_reports_from_its_own_node_and_the_host_sees_it_without_what_stays_there(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        assert [row.uid for row in queries.spaces_for(cast.officer(cast.RAPPORTEUR_XB))] == [forum]
        reported(forum)
    settle(pair)

    assert seen(cast.RAPPORTEUR_XA) == [(ITEM, "evidenced", ["e1"], 1)]
    assert "Zephyrine" not in str(list(ProgressEvidence.objects.values()) + list(ProgressEntry.objects.values()))


def test_an_authority_of_the_node_that_is_no_member_sees_nothing_of_what_came(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        reported(forum)
    settle(pair)

    assert seen(cast.RAPPORTEUR_XC) == []


def test_a_public_entry_reaches_the_forum_and_at_the_other_node_everybody(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        reported(forum, said(evidence=(PUBLIC, SHARED, OWN)), level=Level.PUBLIC)
    settle(pair)

    assert seen(cast.RAPPORTEUR_XA) == [(ITEM, "evidenced", ["e1", "e2"], 1)]
    assert seen(cast.RAPPORTEUR_XC) == [(ITEM, "evidenced", ["e1"], 1)]


def test_a_later_version_takes_the_place_of_an_earlier_one_and_a_withdrawn_one_is_gone(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        about = reported(forum)
        reported(forum, said(status=Status.DONE), about=about)
    settle(pair)
    assert seen(cast.RAPPORTEUR_XA) == [(ITEM, "claimed", [], 0)]
    assert [one.row.version for one in entries.versions_for(cast.officer(cast.RAPPORTEUR_XA), about)] == [2, 1]

    with at(pair.xb):
        progress.withdraw(by=cast.officer(cast.FOCAL_XB), about=about, now=timezone.now())
    settle(pair)
    assert seen(cast.RAPPORTEUR_XA) == []


def test_an_entry_that_its_author_narrows_counts_no_more_where_it_was_told(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        about = reported(forum)
    settle(pair)
    with at(pair.xb):
        reported("", said(evidence=(OWN,)), level=Level.OWN, about=about)
    settle(pair)

    assert seen(cast.RAPPORTEUR_XA) == []


def test_who_left_is_told_that_it_is_out_and_nothing_from_then_on(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    by = cast.officer(cast.RAPPORTEUR_XA)
    actions.end_member(by=by, uid=forum, authority=XB, now=timezone.now())
    actions.call_meeting(by=by, uid=forum, meeting=Meeting("", date(2027, 3, 2), minutes="Velvet"), now=timezone.now())
    settle(pair)

    with at(pair.xb):
        assert [kind for kind, _ in _came()] == ["forum"] * len(_came())
        row = ForumSpace.objects.get(uid=forum)
        assert (row.members.filter(ended_at=None).count(), row.meetings.count()) == (0, 0)
        assert queries.spaces_for(cast.officer(cast.RAPPORTEUR_XB)) == ()
    assert ForumTold.objects.filter(kind="forum").order_by("pk").last().say == "out"  # type: ignore[union-attr]


def _came() -> list[tuple[str, str]]:
    return list(Came.objects.order_by("number").values_list("kind", "outcome"))


def test_a_decision_is_a_commitment_at_every_members_node(pair: Pair) -> None:
    forum = opened(XA, XB)
    by = cast.officer(cast.RAPPORTEUR_XA)
    meeting = Meeting("", timezone.now().date(), "Harbour house", (Point("Warnings", (ITEM,)),))
    met = actions.call_meeting(by=by, uid=forum, meeting=meeting, now=timezone.now())
    item = actions.take_decision(by=by, uid=forum, decision=decision(meeting=met), now=timezone.now())
    settle(pair)

    assert (item, item in catalogue().items) == (f"forum-{forum[:8]}-1", True)
    with at(pair.xb):
        assert catalogue().items[item].related == (ITEM,)
        reported(forum, said(item=item, answers=(ITEM,)))
    settle(pair)
    assert seen(cast.RAPPORTEUR_XA) == [(item, "claimed", [], 0)]


@pytest.mark.store
def test_a_partner_that_is_suspended_stops_no_approval_and_is_told_once_it_stands_again(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        now = timezone.now()
        partners.suspend(by=cast.officer(cast.LAWYER_XA), partner=XA, ground=Ground.PRECAUTION, now=now)
        row = ProgressEntry.objects.get(about=reported(forum), state="approved")
        (not_reached,) = sending.deliveries(row, now=now)
        assert (not_reached.authority, not_reached.why) == (XA, "partner-suspended")
        sending.resend(now)
        assert not ForumTold.objects.filter(kind="progress").exists()
        partners.ask_to_resume(by=cast.officer(cast.LAWYER_XA), partner=XA, now=now)
        partners.resume(by=cast.officer(cast.OVERSEER_XA), partner=XA, now=now)
        sending.resend(now)
        sending.resend(now)
        assert ForumTold.objects.filter(kind="progress").count() == 1
    settle(pair)

    assert seen(cast.RAPPORTEUR_XA) == [(ITEM, "evidenced", ["e1"], 1)]


def forged(pair: Pair, kind: Kind, body: dict[str, Any], *, about: str = "", version: int = 1) -> str:
    """Let XB's node say something with its own key, and return why XA's kept it aside, or nothing where it took it."""
    with at(pair.xb), turn.write():
        saying = Saying(kind, XB, about or str(identity.uid()), version, body, purpose="strategic-analysis")
        number = lines.post(to=XA, saying=saying, now=timezone.now())
    settle(pair)
    return Came.objects.get(partner=XB, number=number).reason


def entry(forum: str, what: Said | None = None, **changed: Any) -> dict[str, Any]:
    told = {"subject": "XB", "period": PERIOD, "level": Level.FORUM, "forums": [forum], "approved_on": date(2026, 7, 1)}
    return {**told_to_forum(what or said(), **told), **changed}  # type: ignore[arg-type]


def test_nobody_reports_for_another_state_or_to_a_forum_that_is_not_its_own(pair: Pair) -> None:
    forum = opened(XA, XB)
    other = opened(XA)
    settle(pair)

    assert forged(pair, Kind.PROGRESS, entry(forum)) == ""
    assert forged(pair, Kind.PROGRESS, entry(forum, subject="XA")) == "not-the-originators"
    assert forged(pair, Kind.PROGRESS, entry(other)) == "not-the-originators"
    assert forged(pair, Kind.PROGRESS, entry(str(identity.uid()))) == "not-for-us"


def test_an_entry_of_another_cannot_be_overwritten_from_outside(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    writing = Writing(said(), PERIOD, Level.OWN)
    own = progress.write(by=cast.officer(cast.RAPPORTEUR_XA), writing=writing, now=timezone.now())

    assert forged(pair, Kind.PROGRESS, entry(forum), about=own.about, version=9) == "not-the-originators"
    assert forged(pair, Kind.PROGRESS, {"form": "1", "say": "withdrawn"}, about=own.about) == "not-the-originators"
    assert [one.row.about for one in entries.own_for(cast.officer(cast.RAPPORTEUR_XA))] == [own.about]


def test_what_should_have_stayed_with_its_authority_or_names_somebody_is_not_held(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    leaked = entry(forum)
    leaked["said"]["evidence"] = [{**entry(forum, said(evidence=(SHARED,)))["said"]["evidence"][0], "level": "own"}]
    named = entry(forum, said(actions="Mr Yusuf Karimi, passport K1234567, was taken to the centre."))

    assert forged(pair, Kind.PROGRESS, leaked) == "content-refused"
    assert forged(pair, Kind.PROGRESS, named) == "content-refused"
    cited = replace(SHARED, reference="Mr Yusuf Karimi, passport K1234567")
    assert forged(pair, Kind.PROGRESS, entry(forum, said(evidence=(cited,)))) == "content-refused"
    assert not ProgressEntry.objects.filter(node=XB).exists()


def test_one_entry_cannot_claim_what_its_item_is_not_alike(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    everything = tuple(sorted(catalogue().items))[:90]

    assert forged(pair, Kind.PROGRESS, entry(forum, said(item="made-up-1", answers=everything))) == ""
    assert [one.said.items for one in entries.entries_for(cast.officer(cast.RAPPORTEUR_XA))] == [("made-up-1",)]


def test_a_repeated_or_earlier_version_changes_nothing(pair: Pair) -> None:
    forum, about = opened(XA, XB), str(identity.uid())
    settle(pair)
    forged(pair, Kind.PROGRESS, entry(forum, said(status=Status.DONE)), about=about, version=2)

    assert forged(pair, Kind.PROGRESS, entry(forum), about=about, version=1) == ""
    assert forged(pair, Kind.PROGRESS, entry(forum), about=about, version=2) == ""
    assert list(ProgressEntry.objects.values_list("version", "status")) == [(2, "done")]


def test_a_later_version_from_outside_keeps_its_commitment_and_half_year(pair: Pair) -> None:
    forum, about = opened(XA, XB), str(identity.uid())
    settle(pair)
    forged(pair, Kind.PROGRESS, entry(forum), about=about)

    assert forged(pair, Kind.PROGRESS, entry(forum, period="2026-H2"), about=about, version=2) == "content-refused"
    other = entry(forum, said(item="ga-2023-prevention-02"))
    assert forged(pair, Kind.PROGRESS, other, about=about, version=3) == "content-refused"
    assert list(ProgressEntry.objects.values_list("version", "state")) == [(1, "approved")]


def test_a_meeting_names_nobody_in_its_place_or_papers(pair: Pair) -> None:
    forum = opened(XA, XB)
    named = "Mr Yusuf Karimi, passport K1234567"
    for words in ({"place": named}, {"papers": (Paper("Report (invented)", named),)}):
        meeting = Meeting("", timezone.now().date(), **words)
        with pytest.raises(ForumIncomplete, match="names-somebody"):
            actions.call_meeting(by=cast.officer(cast.RAPPORTEUR_XA), uid=forum, meeting=meeting, now=timezone.now())


def test_a_forum_is_changed_by_its_host_alone_and_lets_nobody_speak_for_another_state(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    told = space_document(queries.told_of(ForumSpace.objects.get(uid=forum)))
    theirs = {**told, "host": XB}
    swapped = [{**one, "subject": "XC"} for one in told["members"]]

    assert forged(pair, Kind.FORUM, theirs, about=forum, version=99) == "not-the-originators"
    assert forged(pair, Kind.FORUM, told) == "not-the-originators"
    assert forged(pair, Kind.FORUM, {**theirs, "members": swapped}) == "content-refused"
    assert forged(pair, Kind.FORUM, {**theirs, "members": [one for one in told["members"] if one["authority"] == XB]})
    assert forged(pair, Kind.FORUM, {"form": "1", "say": "out"}) == "nothing-known-of-it"
    assert forged(pair, Kind.FORUM, theirs) == ""


def test_a_host_cannot_change_a_decision_or_make_the_catalogue_unreadable(pair: Pair) -> None:
    forum, about = opened(XA, XB), str(identity.uid())
    told = {**space_document(queries.told_of(ForumSpace.objects.get(uid=forum))), "host": XB}
    taken = decision(number=1)
    first = {**told, "decisions": [decision_told(taken)]}
    changed = {**told, "decisions": [{**decision_told(taken), "title": "Something else altogether"}]}
    unknown = {**told, "decisions": [{**decision_told(taken), "theme": "no-such-theme"}]}

    assert forged(pair, Kind.FORUM, first, about=about) == ""
    assert forged(pair, Kind.FORUM, changed, about=about, version=2) == "content-refused"
    assert forged(pair, Kind.FORUM, {**told, "decisions": []}, about=about, version=2) == "content-refused"
    assert forged(pair, Kind.FORUM, unknown) == "content-refused"
    alike = about[:8] + str(identity.uid())[8:]
    assert forged(pair, Kind.FORUM, first, about=alike) == "content-refused"
    assert f"forum-{about[:8]}-1" in catalogue().items


def test_a_node_is_not_told_of_forums_to_which_it_does_not_belong(pair: Pair) -> None:
    forum = opened(XA, XB)
    settle(pair)
    with at(pair.xb):
        by, now = cast.officer(cast.RAPPORTEUR_XB), timezone.now()
        name = "Quiet forum (invented)"
        own = actions.open_space(by=by, name=name, instruments=["ga-2023"], template=Template.REGIONAL, now=now)
        writing = Writing(said(), PERIOD, Level.FORUM, (forum, own))
        about = progress.write(by=by, writing=writing, now=now).about
        progress.submit(by=by, about=about, now=now)
        progress.approve(by=cast.officer(cast.FOCAL_XB), about=about, now=now)
    settle(pair)

    assert ProgressEntry.objects.get(about=about).forums == [forum]


def test_a_change_of_a_forum_waits_for_a_partner_that_is_suspended_and_is_told_once(pair: Pair) -> None:
    forum = opened(XA, XB)
    now = timezone.now()
    partners.suspend(by=cast.officer(cast.LAWYER_XA), partner=XB, ground=Ground.PRECAUTION, now=now)
    by = cast.officer(cast.RAPPORTEUR_XA)
    actions.call_meeting(by=by, uid=forum, meeting=Meeting("", date(2027, 3, 2)), now=now)
    before = ForumTold.objects.count()
    telling.resend(now)
    (waits,) = queries.deliveries(ForumSpace.objects.get(uid=forum), now=now)
    assert (waits.why, ForumTold.objects.count()) == ("partner-suspended", before)

    partners.ask_to_resume(by=cast.officer(cast.LAWYER_XA), partner=XB, now=now)
    partners.resume(by=cast.officer(cast.OVERSEER_XA), partner=XB, now=now)
    telling.resend(now)
    telling.resend(now)
    assert ForumTold.objects.count() == before + 1
    settle(pair)
    assert [one.why for one in queries.deliveries(ForumSpace.objects.get(uid=forum), now=now)] == [""]
