"""Judging that two things are the same, or are not: under a marking, with a reason, and back again."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.entities.codes import Ground
from corridor.core.entities.errors import JudgementTooWide, MergeRefused
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.entities import actions
from corridor.web.desk.entities.actions import Basis, judge_apart, judge_same, restore_judgement, withdraw_judgement
from corridor.web.desk.entities.judgements import are_apart, membership_for
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.statements.models import Same
from tests import cast, make, nodes
from tests.core.entities import make as drafts

pytestmark = pytest.mark.store

SIGNED = {"author": cast.INVESTIGATOR_XA.handle, "reviewer": cast.ANALYST_XA.handle}
MASK = re.compile(rb'value="[A-Za-z0-9]{64}"|[0-9a-f]{32}')


def basis(preset: str = "public", *recipients: str) -> Basis:
    """Return a ground with words, under a preset."""
    return Basis(preset, Ground.SAME_EVENT, "The same hull number", recipients)


def two(preset: str = "public", by: cast.Member = cast.ANALYST_XA) -> tuple[str, str]:
    """File two wrecks and return them."""
    officer = cast.officer(by)
    marked = make.marking(preset, by.authority)
    one = make.file(officer, make.incident("one", dead="4"), ref="R-1", marked=marked)
    return one, make.file(officer, make.incident("two", dead="9", place_text="Tern Bay"), ref="R-2", marked=marked)


def merge(one: str, other: str, preset: str = "public", by: cast.Member = cast.ANALYST_XA) -> str:
    """Judge two things the same."""
    return judge_same(by=cast.officer(by), one=one, other=other, basis=basis(preset), now=timezone.now())


def part(one: str, other: str, by: cast.Member = cast.ANALYST_XA) -> str:
    """Judge two things not the same."""
    return judge_apart(by=cast.officer(by), one=one, other=other, basis=basis(), now=timezone.now())


def dead(by: Officer, thing: str) -> tuple[str, ...]:
    """Return what a page says of the dead."""
    return thing_for(by, thing).laid.values("dead")


def words(html: str) -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def judged(client: Client, one: str, other: str, **fields: object) -> tuple[int, str]:
    """Send the form of a judgement; return the status and where it leads."""
    sent = {
        "other": other,
        "verdict": "same",
        "ground": "same-event",
        "reason": "The same hull",
        "marking": "public",
        **fields,
    }
    answer = client.post(f"/things/{one}/judge/", sent)
    return answer.status_code, answer.headers.get("Location", "")


def test_a_judgement_is_made_taken_back_and_made_to_stand_again(node: nodes.Node) -> None:
    one, other = two()
    by = cast.officer(cast.ANALYST_XA)
    alone = make.picture(by)

    uid = merge(one, other)
    assert dead(by, one) == ("4", "9")
    assert (make.picture(by).things, make.picture(by).high) == (1, 9)
    withdraw_judgement(by=by, uid=uid, now=timezone.now())
    assert dead(by, one) == ("4",)
    assert (make.picture(by).things, make.picture(by).high) == (alone.things, alone.high) == (2, 13)
    restore_judgement(by=by, uid=uid, now=timezone.now())

    assert dead(by, other) == ("4", "9")
    events = LedgerEntry.objects.order_by("position").values_list("event", flat=True)
    assert list(events)[-3:] == ["judgement:made", "judgement:undone", "judgement:restored"]


def test_the_pages_carry_a_judgement_out_from_beginning_to_end(node: nodes.Node) -> None:
    one, other = two()
    client = cast.client(cast.ANALYST_XA)
    asked = client.get(f"/things/{one}/compare/", {"with": f"https://node.example/things/{other}/"}).content.decode()
    assert "sources differ" in asked

    assert judged(client, one, other) == (302, f"/things/{one}/members/")

    members = client.get(f"/things/{one}/members/").content.decode()
    assert all(text in words(members) for text in (one[:8], other[:8], "The same hull", cast.ANALYST_XA.handle))
    assert "Coast of Ashmar" in members
    assert "Tern Bay" in members
    address = re.search(r'action="(/judgements/\w+/withdraw/)"', members)
    assert address is not None
    assert client.post(address[1], {"ground": "new-information"}).status_code == 302
    back = client.get(f"/things/{one}/members/").content.decode()
    again = re.search(r'action="(/judgements/\w+/restore/)"', back)
    assert again is not None
    assert client.post(again[1]).status_code == 302
    assert "withdraw/" in client.get(f"/things/{one}/members/").content.decode()


def test_a_merged_page_names_the_member_of_which_each_item_speaks(node: nodes.Node) -> None:
    one, other = two()
    merge(one, other)

    html = cast.client(cast.ANALYST_XB).get(f"/things/{one}/").content.decode()

    said = html.split('id="dead"', 1)[1].split("</section>", 1)[0]
    four, nine = said.split('class="value')[1:3] if 'class="value"' in said else said.split("<li class=")[1:3]
    assert one[:8] in said
    assert other[:8] in said
    assert four != nine


def test_a_page_of_one_thing_names_no_member(node: nodes.Node) -> None:
    one, _ = two()

    html = cast.client(cast.ANALYST_XB).get(f"/things/{one}/").content.decode()

    assert 'class="member"' not in html


def test_kinds_that_contradict_each_other_stand_side_by_side(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    boat = make.file(by, make.draft("boat", "Vessel", name="Tern"), ref="R-1")
    group = make.file(by, make.draft("group", "Group", name="Tern"), ref="R-2")
    client = cast.client(cast.ANALYST_XA)
    compared = client.get(f"/things/{boat}/compare/", {"with": group}).content.decode()
    assert "The things are of different kinds" in compared

    merge(boat, group)

    html = client.get(f"/things/{boat}/").content.decode()
    assert 'id="kind"' in html
    assert "Vessel / Group" in words(html)
    for part in ("print/", "history/", "members/", "export.json"):
        assert client.get(f"/things/{boat}/{part}").status_code == 200


def test_a_judgement_that_things_are_not_the_same_parts_nothing_and_is_shown_where_another_joins_them(
    node: nodes.Node,
) -> None:
    one, other = two()
    merge(one, other, by=cast.ANALYST_XB)

    part(one, other)

    by = cast.officer(cast.ANALYST_XA)
    assert dead(by, one) == ("4", "9")
    assert "Judgements contradict each other." in cast.client(cast.ANALYST_XA).get(f"/things/{one}/").content.decode()
    assert [type(made) for made in membership_for(by, one).judgements] == [Same, Apart]


def test_what_was_judged_apart_is_not_proposed_to_who_may_know_so(node: nodes.Node) -> None:
    one, other = two()
    xa, xb = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    entities = [thing_for(xa, uid).cluster for uid in (one, other)]

    judge_apart(by=xa, one=one, other=other, basis=basis("own-authority"), now=timezone.now())

    assert are_apart(xa, *entities)
    assert not are_apart(xb, *entities)


def test_one_authority_judges_once_and_another_may_judge_as_well(node: nodes.Node) -> None:
    one, other = two()
    merge(one, other)

    with pytest.raises(actions.JudgementKnown):
        merge(other, one)
    merge(one, other, by=cast.ANALYST_XB)

    assert Same.objects.count() == 2


def test_a_judgement_goes_no_further_than_what_is_readable_of_both_things(node: nodes.Node) -> None:
    open_one = make.file(cast.officer(cast.ANALYST_XA), make.incident("open"), ref="R-1")
    closed = make.file(
        cast.officer(cast.ANALYST_XA), make.incident("closed"), ref="R-2", marked=make.marking("own-authority")
    )

    with pytest.raises(JudgementTooWide):
        merge(open_one, closed)
    with pytest.raises(JudgementTooWide):
        merge(closed, open_one, "partners")
    merge(open_one, closed, "own-authority")

    assert dead(cast.officer(cast.ANALYST_XB), open_one) == ("1",)


def test_the_form_offers_and_takes_no_marking_that_is_too_wide(node: nodes.Node) -> None:
    one, other = two("own-authority")
    client = cast.client(cast.ANALYST_XA)

    offered = client.get(f"/things/{one}/compare/", {"with": other}).content.decode()

    assert 'value="own-authority"' in offered
    assert 'value="public"' not in offered
    assert judged(client, one, other)[0] == 422
    assert judged(client, one, other, marking="own-authority")[0] == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": ""},
        {"verdict": "perhaps"},
        {"ground": "other-details"},
        {"ground": "because"},
        {"reason": ""},
        {"reason": "x" * 1001},
        {"marking": "nonsense"},
        {"marking": "law-enforcement"},
        {"recipients": ["XQ-NONE"]},
    ],
)
def test_a_form_that_is_not_filled_in_rightly_judges_nothing(node: nodes.Node, wrong: dict[str, object]) -> None:
    one, other = two()

    status, _ = judged(cast.client(cast.ANALYST_XA), one, other, **wrong)

    assert status == 422
    assert not Same.objects.exists()


def test_who_may_not_judge_is_refused_on_every_page_and_sees_no_form(node: nodes.Node) -> None:
    one, other = two()
    uid = merge(one, other)
    client = cast.client(cast.FIELD_OFFICER_XA)

    statuses = {
        client.get(f"/things/{one}/compare/").status_code,
        client.post(f"/things/{one}/judge/", {"other": other}).status_code,
        client.post(f"/judgements/{uid}/withdraw/").status_code,
        client.post(f"/judgements/{uid}/restore/").status_code,
    }

    assert statuses == {403}
    members = client.get(f"/things/{one}/members/")
    assert members.status_code == 200
    assert b"<form" not in members.content.split(b"<main")[1].split(b"</main>")[0]
    assert b"compare/" not in client.get(f"/things/{one}/").content


def test_another_authority_neither_withdraws_a_judgement_nor_learns_who_made_it(node: nodes.Node) -> None:
    one, other = two()
    uid = merge(one, other)
    client = cast.client(cast.ANALYST_XB)

    assert client.post(f"/judgements/{uid}/withdraw/").status_code == 404
    assert cast.ANALYST_XA.handle not in client.get(f"/things/{one}/members/").content.decode()
    assert "withdraw/" not in client.get(f"/things/{one}/members/").content.decode()


@pytest.mark.parametrize("way", ["withdraw", "restore"])
def test_a_hidden_judgement_is_refused_as_one_that_never_was(node: nodes.Node, way: str) -> None:
    one, other = two()
    uid = merge(one, other, "own-authority")
    if way == "restore":
        withdraw_judgement(by=cast.officer(cast.ANALYST_XA), uid=uid, now=timezone.now())
    client = cast.client(cast.ANALYST_XB)

    answers = {
        (answer.status_code, MASK.sub(b"#", answer.content))
        for named in (uid, "f" * 32)
        for answer in [client.post(f"/judgements/{named}/{way}/")]
    }

    assert len(answers) == 1


@pytest.mark.parametrize("side", [0, 1])
def test_nobody_learns_of_a_hidden_thing_by_comparing_or_judging(node: nodes.Node, side: int) -> None:
    shown, hidden = make.uid("shown"), make.uid("hidden")
    make.file(cast.officer(cast.ANALYST_XA), make.incident("shown"), ref="R-1")
    make.file(cast.officer(cast.ANALYST_XA), make.incident("hidden"), ref="R-2", marked=make.marking("own-authority"))
    client = cast.client(cast.ANALYST_XB)
    answers = set()

    for named in (hidden, "f" * 32):
        one, other = (shown, named) if side == 0 else (named, shown)
        for answer in (
            client.get(f"/things/{one}/compare/", {"with": other}),
            client.post(f"/things/{one}/judge/", {"other": other, "verdict": "same"}),
        ):
            answers.add((answer.status_code, answer.request["REQUEST_METHOD"], MASK.sub(b"#", answer.content)))

    assert len(answers) == 2
    assert {status for status, _, _ in answers} == {404}


def test_nobody_learns_of_a_hidden_judgement_by_judging_the_same(node: nodes.Node) -> None:
    one, other = two()
    merge(one, other, "own-authority")

    assert judged(cast.client(cast.ANALYST_XB), one, other)[0] == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_pages_of_judgements_take_no_other_method(node: nodes.Node, method: str) -> None:
    client = cast.client(cast.ANALYST_XA)

    for address in ("/things/{}/members/", "/things/{}/compare/", "/things/{}/judge/", "/judgements/{}/withdraw/"):
        assert getattr(client, method)(address.format("f" * 32)).status_code == 405
    assert client.get(f"/things/{'f' * 32}/judge/").status_code == 405
    assert client.get(f"/judgements/{'f' * 32}/withdraw/").status_code == 405


@pytest.mark.parametrize("wanted", ["nonsense", "' OR 1=1", "\x00", "self"])
def test_what_names_no_other_thing_asks_again(node: nodes.Node, wanted: str) -> None:
    one, _ = two()
    wanted = one if wanted == "self" else wanted

    answer = cast.client(cast.ANALYST_XA).get(f"/things/{one}/compare/", {"with": wanted})

    assert answer.status_code == 422


def test_roles_are_never_merged_and_no_form_offers_it(node: nodes.Node) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, drafts.role(**SIGNED), drafts.person(), drafts.group(), ref="R-1")
    other = drafts.draft(make.uid("R-2"), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED, "person": drafts.PERSON})
    make.file(by, other, drafts.person(), drafts.group(), ref="R-2")
    client = cast.client(cast.INVESTIGATOR_XA)

    html = client.get(f"/things/{drafts.ROLE}/compare/", {"with": other.uid}).content.decode()

    assert "They cannot be judged the same." in html
    assert 'value="same"' not in html
    assert judged(client, drafts.ROLE, str(other.uid))[0] == 409


def test_a_judgement_does_not_stand_again_when_coercion_came_between(node: nodes.Node) -> None:
    """R-03: what the safeguards forbid by now is not brought back by restoring what they once allowed."""
    by = cast.officer(cast.INVESTIGATOR_XA)
    other = make.uid("other")
    make.file(by, drafts.role(**SIGNED), drafts.person(), drafts.group(), ref="R-1")
    role = drafts.draft(make.uid("R-2"), "Role", **{**drafts.LAWFUL_ROLE, **SIGNED, "person": other})
    make.file(by, role, drafts.draft(other, "Person", name="T. V."), drafts.group(), ref="R-2")
    uid = merge(drafts.PERSON, other, by=cast.INVESTIGATOR_XA)
    withdraw_judgement(by=by, uid=uid, now=timezone.now())
    make.file(by, drafts.draft(other, "Person", coercion="yes"), ref="R-3")

    with pytest.raises(MergeRefused):
        restore_judgement(by=by, uid=uid, now=timezone.now())

    assert dead(by, drafts.PERSON) == ()
    assert len(thing_for(by, drafts.PERSON).cluster) == 1


def test_a_judgement_of_things_that_are_gone_does_not_stand_again(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)
    make.mapping()
    load = make.load(by, make.table([make.row("A", 1), make.row("B", 2)]), mapping="landings")
    one, other = (thing.uid for thing in make.picture(by).rows)
    uid = merge(one, other)
    withdraw_judgement(by=by, uid=uid, now=timezone.now())
    make.undo(by, load)

    with pytest.raises(NotFound):
        restore_judgement(by=by, uid=uid, now=timezone.now())


def test_the_words_of_a_judgement_are_not_in_the_ledger(node: nodes.Node) -> None:
    one, other = two()
    merge(one, other)

    entry = LedgerEntry.objects.order_by("position").last()

    assert entry is not None
    assert one in entry.detail
    assert "hull" not in entry.detail


def test_a_thing_is_not_judged_the_same_as_itself(node: nodes.Node) -> None:
    one, _ = two()

    with pytest.raises(CorridorError):
        merge(one, one)
