"""Lays in a world what authorities promised and told: entries, forums, a review, needs and pledges, the library, words.

For whom each piece is follows here from who laid it and how far it may go, never from the marks of the product.

Some acts are seen by their nature and are in no world: what was public and is narrowed is gone for others, and what a
forum decides is read by everybody (docs/explain/limits.md). Of evidence that is told of, its existence is seen: a
world without its content holds another in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Q
from django.utils import timezone

from corridor.core.answers.codes import WordsState
from corridor.core.capacity import codes as capacity
from corridor.core.capacity.records import Pledge, Post, Quantity
from corridor.core.commitments.codes import Pillar
from corridor.core.forums.codes import Template
from corridor.core.practices import codes as practices
from corridor.core.practices.records import Told
from corridor.core.progress.codes import Level, Proof, State, Status
from corridor.core.progress.records import Evidence, Milestone, Said
from corridor.core.reviews.codes import Kind, Say
from corridor.core.reviews.records import Turn
from corridor.web.desk.answers import actions as answers
from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.capacity import actions as needs
from corridor.web.desk.capacity.models import CapacityPledge, CapacityPost
from corridor.web.desk.commitments import actions as commitments
from corridor.web.desk.forums import actions as forums
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.practices import actions as library
from corridor.web.desk.practices.models import Adoption, LibraryEntry
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress.models import ProgressCell, ProgressEntry, ProgressEvidence
from corridor.web.desk.reviews import actions as reviews
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from tests import cast

PREVENTION, RESPONSE = "ga-2023-prevention-01", "g7-2024-pre-01"
ALIKE = "gcm-9"
FORUM, ELSEWHERE = "forum", "elsewhere"
MEMBERS: Final = {FORUM: frozenset({"XA-POL", "XB-BRD", "XC-POL"}), ELSEWHERE: frozenset({"XC-POL", "XA-POL"})}
PARTIES: Final = frozenset({"XA-POL", "XC-POL"})
OTHER = "Another file"
"""What a proof is called in its place by a world that never held the one of which others are told."""

REPORTING: Final = frozenset({"rapporteur", "focal-point"})
PAIRS: Final = {
    "XA-POL": (cast.RAPPORTEUR_XA, cast.FOCAL_XA),
    "XB-BRD": (cast.RAPPORTEUR_XB, cast.FOCAL_XB),
}
"""Who writes for an authority, and who approves."""


@dataclass(frozen=True)
class Promised:
    """One thing that is promised or told; `of` is whose, `to` how far it goes, `state` how far it came.

    `to` is a level, the name of a forum for its members, or "parties" of the review.
    """

    name: str
    of: str = "XA-POL"
    to: str = "public"
    state: str = State.APPROVED.value

    def is_for(self, member: cast.Member | None) -> bool:
        """Say whether somebody may know of it; nobody is everybody at once."""
        if member is None or self.to == "public":
            return True
        if self.state != State.APPROVED.value and member.function not in REPORTING:
            return False
        readers = {"own": frozenset({self.of}), "parties": PARTIES, **MEMBERS}[self.to]
        return member.authority in readers


PROMISES: Final = (
    Promised("forum", to=FORUM),
    Promised("elsewhere", "XC-POL", to=ELSEWHERE),
    Promised("instrument"),
    Promised("confirmed"),
    Promised("entry first day", "XB-BRD", to="own"),
    Promised("entry told", "XB-BRD"),
    Promised("entry later", "XB-BRD", to="own"),
    Promised("entry anew", "XB-BRD", to="own", state=State.DRAFT.value),
    Promised("entry in the forum", to=FORUM),
    Promised("entry elsewhere", to=ELSEWHERE),
    Promised("entry public"),
    Promised("entry waiting", to="own", state=State.SUBMITTED.value),
    Promised("entry drafted", to="own", state=State.DRAFT.value),
    Promised("review", to=FORUM),
    Promised("question", "XC-POL", to="parties"),
    Promised("answer", to="parties"),
    Promised("finding", "XC-POL", to="parties"),
    Promised("reply", to="own", state=State.DRAFT.value),
    Promised("need"),
    Promised("need own", "XB-BRD", to="own"),
    Promised("offer own", "XB-BRD", to="own"),
    Promised("pledge", "XB-BRD"),
    Promised("pledge own", "XB-BRD", to="own"),
    Promised("pledge drafted", to="own", state=State.DRAFT.value),
    Promised("practice"),
    Promised("practice own", "XB-BRD", to="own"),
    Promised("adopted", "XB-BRD"),
    Promised("adopted own", to="own"),
    Promised("words"),
    Promised("words own", "XB-BRD", to="own"),
    Promised("words drafted", to="own", state=State.DRAFT.value),
)


@dataclass
class Laid:
    """What was laid, by the name of each piece; `member` is who may know of it, nobody for all of it."""

    member: cast.Member | None = None
    uids: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the references of one kind."""
        return tuple(uid for name, uid in self.uids.items() if name.partition(" ")[0] == kind)


def lay(step: Promised, laid: Laid) -> None:
    """Lay one piece, if who may know of what is laid may know of it."""
    if step.is_for(laid.member):
        lays = LAYS[step.name.partition(" ")[0]]
        if uid := lays(step, laid):
            laid.uids[step.name] = uid


# --- forums, the catalogue, reviews -----------------------------------------------------------------------------------


def _forum(step: Promised, laid: Laid) -> str:
    now, is_first = timezone.now(), step.name == FORUM
    host = cast.officer(cast.RAPPORTEUR_XA if is_first else cast.RAPPORTEUR_XC)
    uid = forums.open_space(
        by=host,
        name=f"Zephyr {step.name}",
        instruments=["ga-2023", "gcm-9"] if is_first else ["g7-2024"],
        template=Template.REGIONAL,
        now=now,
    )
    for authority in sorted(MEMBERS[step.name]):
        forums.add_member(by=host, uid=uid, authority=authority, now=now)
    return uid


def _instrument(step: Promised, laid: Laid) -> str:
    item = {
        "id": "tern-2024-1",
        "instrument_key": "tern-2024",
        "origin": "added",
        "locator": "1",
        "pillar": "cooperation",
        "kind": "commitment",
        "binding": "political",
        "theme": "channels",
        "title": "Name one contact",
        "paraphrase": "Each State names one contact.",
        "addressed_to": ["governments"],
        "related": [RESPONSE],
        "indicators": [{"id": "tern-2024-1.i1", "unit": "yes_no", "measure": "A contact is named"}],
    }
    head = {"key": "tern-2024", "name": "Tern statement", "issuer": "Ministers", "date": "2024-05-01"}
    document = {"instrument": {**head, "date_note": "", "origin": "added"}, "items": [item]}
    return commitments.add_instrument(by=cast.officer(cast.RAPPORTEUR_XA), document=document, now=timezone.now())


def _confirmed(step: Promised, laid: Laid) -> str:
    by = cast.officer(cast.LAWYER_XA)
    commitments.confirm(by=by, item="som-art2", source="Text, page 2", now=timezone.now())
    return ""


def _review(step: Promised, laid: Laid) -> str:
    planned = reviews.Planned(laid.uids["forum"], "XA-POL", "XC-POL", "", "2025-H2", [PREVENTION])
    return reviews.open_review(by=cast.officer(cast.RAPPORTEUR_XA), planned=planned, now=timezone.now())


def _turn(say: Say, **said: object) -> Turn:
    return Turn("", say, "", date(2026, 6, 1), f"A word of Zephyr {say.value}.", **said)  # type: ignore[arg-type]


def _question(step: Promised, laid: Laid) -> str:
    return _said(laid, cast.RAPPORTEUR_XC, _turn(Say.QUESTION))


def _answer(step: Promised, laid: Laid) -> str:
    turn = _said(laid, cast.RAPPORTEUR_XA, _turn(Say.ANSWER, to=laid.uids["question"]))
    reviews.approve(by=cast.officer(cast.FOCAL_XA), uid=laid.uids["review"], turn=turn, now=timezone.now())
    return turn


def _finding(step: Promised, laid: Laid) -> str:
    """Let a finding be told to the parties; the forum has it only once the State had its days for a reply."""
    return _said(laid, cast.RAPPORTEUR_XC, _turn(Say.FINDING, kind=Kind.GAP, item=PREVENTION))


def _reply(step: Promised, laid: Laid) -> str:
    return _said(laid, cast.RAPPORTEUR_XA, _turn(Say.REPLY, to=laid.uids["finding"]))


def _said(laid: Laid, by: cast.Member, turn: Turn) -> str:
    return reviews.say(by=cast.officer(by), uid=laid.uids["review"], turn=turn, now=timezone.now())


# --- entries ----------------------------------------------------------------------------------------------------------


def _steps(due: str, done: str = "") -> tuple[Milestone, ...]:
    day = date.fromisoformat(done) if done else None
    return (Milestone("m1", "A law is passed.", date.fromisoformat(due), day),)


def _says(item: str, **said: object) -> Said:
    told = {"responsible": "A ministry", "actions": "A bill was tabled.", "status": Status.UNDER_WAY}
    return Said(item, **{**told, **said})  # type: ignore[arg-type]


def _proofs(whose: str, level: Level, laid: Laid) -> tuple[Evidence, ...]:
    """Return three proofs: one for all who read the entry, one own that others are told of, and one that none is."""
    knows = laid.member is None or laid.member.authority == whose
    own = "Zephyr file" if knows else OTHER
    told = Evidence("e2", Proof.CASE, own, f"{whose}/7", Level.OWN, is_told=True)
    secret = Evidence("e3", Proof.BUDGET, "Zephyr budget", f"{whose}/8", Level.OWN)
    law = Evidence("e1", Proof.LAW, "Act 12", "Gazette 2026/12", level)
    return (law, told, *((secret,) if knows else ()))


def _writing(step: Promised, laid: Laid) -> progress.Writing:
    """Return what an entry says; the days of its step are told first where not everybody may know."""
    named = (laid.uids["forum"],) if "forum" in laid.uids else ()
    elsewhere = (laid.uids["elsewhere"],) if "elsewhere" in laid.uids else ()
    secret = _says(PREVENTION, actions="Zephyr is drafted.", answers=("gcm-9-a",))
    told = _says(PREVENTION, milestones=_steps("2025-11-01"), evidence=_proofs("XB-BRD", Level.PUBLIC, laid))
    later = replace(secret, status=Status.DONE, milestones=_steps("2025-12-01", "2026-01-05"))
    shared = _says(RESPONSE, answers=(ALIKE,), milestones=_steps("2026-02-01"))
    return {
        "entry first day": progress.Writing(replace(secret, milestones=_steps("2024-12-01")), "2024-H2", Level.OWN),
        "entry told": progress.Writing(told, "2025-H1", Level.PUBLIC),
        "entry later": progress.Writing(later, "2025-H2", Level.OWN),
        "entry anew": progress.Writing(replace(told, actions="Zephyr anew."), "2025-H1", Level.PUBLIC),
        "entry in the forum": progress.Writing(
            replace(shared, evidence=_proofs("XA-POL", Level.FORUM, laid)), "2025-H1", Level.FORUM, named
        ),
        "entry elsewhere": progress.Writing(
            replace(shared, status=Status.PLANNED, actions="Zephyr elsewhere."), "2024-H2", Level.FORUM, elsewhere
        ),
        "entry public": progress.Writing(
            _says(RESPONSE, evidence=_proofs("XA-POL", Level.PUBLIC, laid)), "2025-H2", Level.PUBLIC, named
        ),
        "entry waiting": progress.Writing(secret, "2025-H2", Level.PUBLIC),
        "entry drafted": progress.Writing(secret, "2025-H1", Level.PUBLIC),
    }[step.name]


def _entry(step: Promised, laid: Laid) -> str:
    writer, approver = (cast.officer(one) for one in PAIRS[step.of])
    now, about = timezone.now(), laid.uids["entry told"] if step.name == "entry anew" else ""
    row = progress.write(by=writer, writing=_writing(step, laid), about=about, now=now)
    if step.state != State.DRAFT.value:
        progress.submit(by=writer, about=row.about, now=now)
    if step.state == State.APPROVED.value:
        progress.approve(by=approver, about=row.about, now=now)
    return row.about


# --- needs, the library, words ----------------------------------------------------------------------------------------

TWENTY = Quantity(Decimal(20), capacity.Unit.PLACES)
NEED = Post(
    side=capacity.Side.NEED,
    kind=capacity.Kind.TRAINING,
    pillar=Pillar.RESPONSE,
    corridor="Northern crossing",
    title="Courses at sea",
    words="",
    quantity=TWENTY,
    until=date(2027, 6, 1),
    level=Level.PUBLIC,
)
PLEDGE = Pledge(
    donors=("XB-BRD",),
    receiver="XC-POL",
    kind=capacity.Kind.TRAINING,
    pillar=Pillar.RESPONSE,
    corridor="Northern crossing",
    title="Courses",
    quantity=TWENTY,
    since=date(2026, 1, 1),
    until=date(2026, 12, 31),
    level=Level.PUBLIC,
)
PRACTICE = Told(
    kind=practices.Kind.PRACTICE,
    title="A joint desk",
    done="Two authorities shared one desk.",
    context="At a land border.",
    limits="One year alone.",
    pillar=Pillar.RESPONSE,
    method="Interviews before and after.",
    source="A report of 2024",
    items=(RESPONSE,),
)


def _need(step: Promised, laid: Laid) -> str:
    said = replace(NEED, title="Zephyr courses", level=Level.OWN) if step.to == "own" else NEED
    return needs.post(by=cast.officer(PAIRS[step.of][0]), said=said, now=timezone.now())


def _offer(step: Promised, laid: Laid) -> str:
    """Let an offer that nobody else knows of answer a need that everybody does."""
    by, now = cast.officer(PAIRS[step.of][0]), timezone.now()
    said = replace(NEED, side=capacity.Side.OFFER, title="Zephyr places", conditions="At sea.", level=Level.OWN)
    uid = needs.post(by=by, said=said, now=now)
    needs.match(by=by, need=laid.uids["need"], offer=uid, now=now)
    return uid


def _pledge(step: Promised, laid: Laid) -> str:
    """Let a pledge be reported; of the own one, its donor judges that it is the public one.

    What everybody knows answers no need: for others, the need of all stays unmet, whatever answers it unseen.
    """
    writer, approver = (cast.officer(one) for one in PAIRS[step.of])
    now, is_own = timezone.now(), step.to == "own"
    said = replace(PLEDGE, donors=(step.of,), title="Zephyr", level=Level.OWN) if is_own else PLEDGE
    uid = needs.pledge(by=writer, said=said, need="" if step.name == "pledge" else laid.uids["need"], now=now)
    if step.state == State.APPROVED.value:
        needs.confirm(by=approver, uid=uid, now=now)
        if is_own:
            needs.judge(by=approver, one=laid.uids["pledge"], other=uid, is_same=True, now=now)
    return uid


def _practice(step: Promised, laid: Laid) -> str:
    told, level = (replace(PRACTICE, title="Zephyr desk"), Level.OWN) if step.to == "own" else (PRACTICE, Level.PUBLIC)
    now = timezone.now()
    about = library.file(by=cast.officer(PAIRS[step.of][0]), told=told, level=level, now=now)
    judge = cast.officer(cast.FOCAL_XB)
    library.judge(by=judge, about=about, grade=practices.Grade.MONITORED, reason="Two sites.", now=now)
    return about


def _adopted(step: Promised, laid: Laid) -> str:
    how, level = ("A Zephyr desk.", Level.OWN) if step.to == "own" else ("One desk.", Level.PUBLIC)
    return library.adopt(
        by=cast.officer(PAIRS[step.of][0]),
        about=laid.uids["practice"],
        stage=practices.Stage.ADAPTED if step.to == "own" else practices.Stage.CONSIDERED,
        on=date(2026, 1, 2),
        how=how,
        came="",
        level=level,
        now=timezone.now(),
    )


def _words(step: Promised, laid: Laid) -> str:
    writer, approver = (cast.officer(one) for one in PAIRS[step.of])
    now, is_public = timezone.now(), step.to == "public"
    text, question = ("Two desks.", "good-practice") if is_public else ("Zephyr desks.", "challenges")
    level = Level.PUBLIC if is_public else Level.OWN
    row = answers.write_words(
        by=writer, writing=answers.Writing("compact", question, "2025-H2", text, "en", level), now=now
    )
    if step.state == WordsState.APPROVED.value:
        answers.submit_words(by=writer, uid=row.uid, now=now)
        answers.approve_words(by=approver, uid=row.uid, now=now)
    return row.uid


LAYS: Final[dict[str, Callable[[Promised, Laid], str]]] = {
    FORUM: _forum,
    ELSEWHERE: _forum,
    "instrument": _instrument,
    "confirmed": _confirmed,
    "review": _review,
    "question": _question,
    "answer": _answer,
    "finding": _finding,
    "reply": _reply,
    "entry": _entry,
    "need": _need,
    "offer": _offer,
    "pledge": _pledge,
    "practice": _practice,
    "adopted": _adopted,
    "words": _words,
}


def delete(hidden: Sequence[int], member: cast.Member) -> None:
    """Delete the rows under some marks, and what waits for a second officer where somebody works on no reports."""
    works = member.function in REPORTING
    waits = Q(pk__in=[]) if works else Q(state__in=(State.DRAFT.value, State.SUBMITTED.value))
    under = Q(mark__in=hidden)
    _delete_entries(under, under | waits)
    for what in (AnswerWords, CapacityPledge):
        what.objects.filter(under | waits).delete()
    for row in (LibraryEntry, Adoption, CapacityPost):
        row.objects.filter(under).delete()
    later = Q(forum_mark=None) | Q(forum_mark__in=hidden) | Q(shown_from=None) | Q(shown_from__gt=timezone.now())
    ReviewTurn.objects.filter(is_pending=False).filter(under & later).delete()
    ReviewTurn.objects.filter(is_pending=True).exclude(authority=member.authority if works else "").delete()
    PeerReview.objects.filter(under).delete()
    ours = ForumSpace.objects.filter(Q(host=member.authority) | Q(members__authority=member.authority))
    ForumSpace.objects.exclude(pk__in=list(ours.values_list("pk", flat=True))).delete()


def _delete_entries(under: Q, unknown: Q) -> None:
    """Delete entries; of a proof that is told of, only what it is goes."""
    ProgressEntry.objects.filter(unknown).delete()
    ProgressCell.objects.filter(under).delete()
    for proof in ProgressEvidence.objects.filter(under):
        if proof.content["is_told"]:
            proof.content |= {"title": OTHER}
            proof.save()
        else:
            proof.delete()
