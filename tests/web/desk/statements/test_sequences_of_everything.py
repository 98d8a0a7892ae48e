"""Whatever was imported, revised, undone, withdrawn, reported, judged and chosen: only what stands counts.

After a story the answers to a reader are those of a node that only ever did what still stands, in the order in which it
was done: the pages of things, the picture, and what is found by words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from corridor.core.access.records import Officer
from corridor.core.entities.codes import Ground
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.web.desk.entities import choosing, views
from corridor.web.desk.entities.actions import Basis, judge_same, restore_judgement, withdraw_judgement
from corridor.web.desk.entities.choices import token_of
from corridor.web.desk.entities.models import Choice
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.imports import actions as imports
from corridor.web.desk.search.queries import found_for
from corridor.web.desk.statements.store import uids_of
from tests import cast, make, nodes
from tests.web.desk.imports.live import rows

pytestmark = pytest.mark.store

STORIES = 25 if connection.vendor == "sqlite" else 4
DEEP_STORIES = 400
STEPS = 14
LOOKS = 7
"""Every so many steps the whole is compared."""

DAYS = ("2019-01-01", "2020-01-01", "2021-01-01")
KEYS = tuple("ABCD")
REPORTED = {"wreck-0": "public", "wreck-1": "public", "secret": "own-authority"}
ACTS = (
    *("release", "release", "report", "report", "undo", "undo", "redo", "withdraw", "restore"),
    *("merge", "merge", "unmerge", "remerge", "pick", "pick", "distrust", "end"),
)
PLACES = ("Ashmar", "Tern Bay", "Old Harbour")
NAMELESS = re.compile(r"[0-9a-f]{32}|\b[0-9a-f]{8}\b")


@dataclass(frozen=True)
class Release:
    """A file of an edition, complete or not: figure and place by key."""

    edition: str
    day: str
    is_whole: bool
    contents: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Report:
    """A report about a thing under its own name."""

    ref: str
    name: str
    dead: int
    place: str


@dataclass
class Brought:
    """A release or report that was brought, and whether it stands."""

    what: Release | Report
    load: str = ""
    state: str = "published"


@dataclass
class Merge:
    """A judgement and whether it stands."""

    uid: str
    one: str
    other: str
    stands: bool = True


@dataclass(frozen=True)
class Pick:
    """A choice: a value pinned for a property of a thing, or a source not trusted of it."""

    thing: str
    prop: str = ""
    value: str = ""
    source: str = ""


@dataclass
class Told:
    """Everything that was done, as somebody outside would note it down."""

    brought: list[Brought] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    picks: dict[str, Pick] = field(default_factory=dict)

    def standing(self) -> tuple[Any, ...]:
        """Return what stands, in the order in which it was done."""
        kept = list(Choice.objects.order_by("made_at", "id").values_list("uid", flat=True))
        return (
            tuple(one.what for one in self.brought if one.state == "published"),
            tuple((one.one, one.other) for one in self.merges if one.stands),
            tuple(self.picks[uid] for uid in kept),
        )


THINGS = (*(f"{edition}-{key}" for edition in ("one", "other") for key in KEYS), *REPORTED)


def uid_of(label: str) -> str:
    """Return the identifier that a thing has at this node, whether or not anything of it counts; "" if it has none."""
    if label in REPORTED:
        return make.uid(label)
    found = rows(
        "SELECT DISTINCT s.entity FROM statement s JOIN desk_prop p ON p.id = s.prop "
        "WHERE p.name = %s AND s.value = %s",
        "summary",
        label,
    )
    return next(iter(uids_of([entity for (entity,) in found]).values()), "")


def prepare() -> Officer:
    """Give the node its layouts; return the analyst who does everything."""
    for edition in ("one", "other"):
        for whole in (False, True):
            name = f"{edition}-{'whole' if whole else 'part'}"
            make.mapping(name, source=f"source-{edition}", edition=edition, whole=whole)
    return cast.officer(cast.ANALYST_XA)


# --- doing ---------------------------------------------------------------------------------------------------------


def bring(by: Officer, what: Release | Report) -> str:
    """Import a release or file a report; return the load of a release."""
    if isinstance(what, Report):
        said = make.incident(what.name, dead=str(what.dead), place_text=what.place, summary=what.name)
        make.file(by, said, ref=what.ref, marked=make.marking(REPORTED[what.name]))
        return ""
    content = make.table(
        [key, "2021-03-14", str(dead), place, "-35.5,-20", f"{what.edition}-{key}"]
        for key, dead, place in what.contents
    )
    mapping = f"{what.edition}-{'whole' if what.is_whole else 'part'}"
    return make.load(by, content, mapping=mapping, released=what.day).uid


def merge(by: Officer, one: str, other: str) -> str:
    """Judge two things the same; return the judgement, or "" where it is refused."""
    basis = Basis("own-authority", Ground.SAME_EVENT, "Told twice")
    try:
        return judge_same(by=by, one=uid_of(one), other=uid_of(other), basis=basis, now=timezone.now())
    except CorridorError:
        return ""


def pick(by: Officer, pick: Pick) -> str:
    """Choose what to trust; return the choice, or "" where it is refused."""
    thing, now = uid_of(pick.thing), timezone.now()
    try:
        if pick.source:
            choosing.distrust_source(by=by, thing=thing, source=pick.source, now=now)
        else:
            value = token_of(pick.prop, pick.value)
            choosing.choose_value(by=by, thing=thing, prop=pick.prop, value=value, now=now)
    except NotFound:
        return ""
    return Choice.objects.order_by("id").values_list("uid", flat=True).last() or ""


def release(random: Random) -> Release:
    """Return a release."""
    keys = random.sample(KEYS, random.randint(1, len(KEYS)))
    contents = tuple((key, random.randint(0, 3), random.choice(PLACES)) for key in keys)
    return Release(random.choice(["one", "other"]), random.choice(DAYS), random.random() < 0.5, contents)


def step(random: Random, by: Officer, told: Told, number: int) -> str:
    """Do something, note it down, and return what it was."""
    now = timezone.now()
    act = random.choice(ACTS)
    loads = [one for one in told.brought if one.load]
    if act == "release" or not loads:
        made = release(random)
        told.brought.append(Brought(made, bring(by, made)))
    elif act == "report":
        said = Report(f"R-{number}", random.choice(list(REPORTED)), random.randint(0, 9), random.choice(PLACES))
        bring(by, said)
        told.brought.append(Brought(said))
    elif act in ("undo", "redo"):
        state, after = ("published", "undone") if act == "undo" else ("undone", "published")
        if fitting := [one for one in loads if one.state == state]:
            chosen = random.choice(fitting)
            (imports.undo if act == "undo" else imports.redo)(by=by, load=chosen.load, now=now)
            chosen.state = after
    elif act in ("withdraw", "restore"):
        flip_source(act, random.choice(["source-one", "source-other", "XA-POL"]), by, told)
    elif act == "merge":
        one, other = random.sample(THINGS, 2)
        if uid := merge(by, one, other):
            told.merges.append(Merge(uid, one, other))
    elif act in ("unmerge", "remerge"):
        if fitting_merges := [one for one in told.merges if one.stands is (act == "unmerge")]:
            turn_merge(act, random.choice(fitting_merges), by)
    elif act == "end":
        if kept := list(Choice.objects.order_by("id").values_list("uid", flat=True)):
            choosing.end_choice(by=by, choice=random.choice(kept), now=now)
    else:
        choose(act, random, by, told)
    return act


def flip_source(act: str, source: str, by: Officer, told: Told) -> None:
    """Withdraw or restore a source; reports are those of the own authority."""
    state, after = ("published", "withdrawn") if act == "withdraw" else ("withdrawn", "published")
    meant = [
        one
        for one in told.brought
        if one.state == state
        and source == (f"source-{one.what.edition}" if isinstance(one.what, Release) else "XA-POL")
    ]
    carry = imports.withdraw_source if act == "withdraw" else imports.restore_source
    try:
        carry(by=by, source=source, now=timezone.now())
    except NotFound:
        assert not meant
    for one in meant:
        one.state = after


def turn_merge(act: str, meant: Merge, by: Officer) -> None:
    """Take a judgement back, or let it stand again if its things are there."""
    try:
        if act == "unmerge":
            withdraw_judgement(by=by, uid=meant.uid, now=timezone.now())
        else:
            restore_judgement(by=by, uid=meant.uid, now=timezone.now())
        meant.stands = act == "remerge"
    except NotFound:
        assert act == "remerge"


def choose(act: str, random: Random, by: Officer, told: Told) -> None:
    """Choose what to trust of a thing that is there."""
    label = random.choice(THINGS)
    try:
        thing = thing_for(by, uid_of(label))
    except NotFound:
        return
    if act == "distrust":
        made = Pick(label, source=random.choice([one.source.code for one in thing.datasets.values()]))
    else:
        prop = random.choice(["dead", "place_text"])
        made = Pick(label, prop, random.choice(thing.laid.values(prop)))
    if uid := pick(by, made):
        told.picks[uid] = made


# --- asking --------------------------------------------------------------------------------------------------------


def nameless(answer: Any) -> Any:
    """Return an answer without identifiers, which are random."""
    return json.loads(NAMELESS.sub("#", json.dumps(answer, default=str, sort_keys=True)))


def answers(member: cast.Member) -> dict[str, Any]:
    """Return what one reader is told of everything."""
    by = cast.officer(member)
    told: dict[str, Any] = {}
    for label in THINGS:
        try:
            told[label] = nameless(asdict(views._page(by, thing_for(by, uid_of(label)))))
        except NotFound:
            told[label] = None
    for question in ({"measure": "deaths"}, {"measure": "incidents", "place": "tern"}, {"own_view": True}):
        told[str(question)] = picture(by, **question)
    for words in ("ashmar", "tern", "one-a", "wreck"):
        found = found_for(by, words).found
        told[words] = sorted(json.dumps([one.rank, sorted(one.said)], default=str) for one in found)
    return told


def picture(by: Officer, **question: object) -> Any:
    """Return the answer of the picture without the numbers of rows."""
    answer = make.picture(by, **question)
    drawn = sorted(json.dumps([one.strip, one.low, one.high, len(one.datasets)], default=str) for one in answer.rows)
    editions = sorted((one.dataset.edition, one.coverage.records, one.is_drawn) for one in answer.editions)
    months = [(one.on, one.things, one.low, one.high) for one in answer.months]
    figures = (answer.things, answer.low, answer.high, answer.told, answer.placed, answer.bounds, answer.choices)
    return nameless([figures, months, drawn, editions])


def anew(standing: tuple[Any, ...], ground: Path, start: nodes.Node) -> dict[str, dict[str, Any]]:
    """Return the answers of a node that only ever did what stands."""
    brought, merges, picks = standing
    with nodes.visiting(ground, start):
        by = prepare()
        for what in brought:
            bring(by, what)
        for one, other in merges:
            merge(by, one, other)
        for made in picks:
            pick(by, made)
        return {member.handle: answers(member) for member in READERS}


READERS = (cast.ANALYST_XA, cast.ANALYST_XB)


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with django_db_blocker.unblock():
        yield tmp_path_factory.mktemp("everything")


def hold(seed: int, ground: Path, *, looks: int = LOOKS) -> None:
    """Carry a story out and compare on the way and at its end."""
    random, told, done = Random(seed), Told(), []
    start = nodes.here()
    with nodes.visiting(ground):
        by = prepare()
        for number in range(STEPS):
            done.append(step(random, by, told, number))
            if (number + 1) % looks:
                continue
            seen = {member.handle: answers(member) for member in READERS}
            expected = anew(told.standing(), ground, start)
            for handle, asked in seen.items():
                for what, answer in asked.items():
                    assert answer == expected[handle][what], (seed, handle, what, done)


@pytest.mark.parametrize("seed", range(STORIES))
def test_every_answer_is_that_of_a_node_that_only_did_what_stands(seed: int, ground: Path) -> None:
    hold(seed, ground)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(1000, 1000 + DEEP_STORIES))
def test_every_answer_holds_after_every_step_of_very_many_stories(seed: int, ground: Path) -> None:
    hold(seed, ground, looks=1)
