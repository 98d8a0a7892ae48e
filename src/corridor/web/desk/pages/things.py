"""The records behind the pages of one thing: what is said, by whom, what it touches and who judged it."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem, Link, Pagination
from corridor.web.desk.pages.picture import MapView
from corridor.web.desk.pages.pieces import Figure, GradeBadge, MarkingBadge


@dataclass(frozen=True, slots=True)
class SayerShown:
    """Who says something, under which marking. `original` is the text as recorded when it differs from the value.

    `members` name of which things it was said, where several were judged the same; `disbelieved` that the reader chose
    not to trust the source here; `loaded_on` the day on which this node had it.
    """

    source: str
    marking: MarkingBadge
    original: str = ""
    source_url: str = ""
    grade: GradeBadge | None = None
    stated_on: str = ""
    loaded_on: str = ""
    members: tuple[str, ...] = ()
    disbelieved: bool = False


@dataclass(frozen=True, slots=True)
class ValueShown:
    """One value and everybody who says it; `figures` are written from left to right in every language.

    `token` stands for the value in the form that pins it; `count` is how many sources say it; `romanised` is a name in
    Latin letters where it is recorded in others.
    """

    text: str
    sayers: tuple[SayerShown, ...]
    url: str = ""
    free_text: bool = False
    figures: bool = False
    token: str = ""
    count: int = 0
    drawn: bool = False
    pinned: bool = False
    romanised: str = ""


@dataclass(frozen=True, slots=True)
class PropertyShown:
    """A property and everything that is said about it; `competing` when sources do not agree.

    `why` says which value is drawn and for which reason; `end_url` ends the reader's choice.
    """

    name: str
    label: str
    values: tuple[ValueShown, ...]
    competing: bool = False
    why: str = ""
    pinnable: bool = False
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class BreakdownCell:
    """One figure of the table by sex and age; empty where the source said nothing."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """What one source says about one measure by sex and age."""

    measure: str
    total: str
    cells: tuple[BreakdownCell, ...]
    sayer: SayerShown


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts by sex and age, one row for each source and measure."""

    columns: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role of a person: the ground, the law, who wrote it and who confirmed it.

    Of a suspended role nothing that it says of the person is here.
    """

    url: str
    title: str = ""
    ground: str = ""
    legal_reference: str = ""
    standing: str = ""
    author: str = ""
    reviewer: str = ""
    reviewed_on: str = ""
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another thing connected with this one, and how."""

    title: str
    url: str
    relation: str
    on: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Things connected with one by one property, some of them; `url` leads to all, `count` is how many they are."""

    relation: str
    count: int
    things: tuple[Neighbour, ...]
    incoming: bool = True
    url: str = ""


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """A judgement that two things are the same, or are not: whose, on which ground, and since when.

    `withdraw_url` and `restore_url` are sent by POST with a `ground`; `by` is empty where the officer is of another
    authority.
    """

    one: str
    other: str
    on: str
    marking: MarkingBadge
    reason: str = ""
    ground: str = ""
    same: bool = True
    by: str = ""
    one_url: str = ""
    other_url: str = ""
    withdrawn_on: str = ""
    withdraw_url: str = ""
    restore_url: str = ""


@dataclass(frozen=True, slots=True)
class SourceSaid:
    """A source that speaks of a thing; `code` stands for it in the form by which it is not believed here."""

    label: str
    url: str
    code: str = ""
    disbelieved: bool = False
    end_url: str = ""


@dataclass(frozen=True, slots=True)
class ThingPage:
    """One thing as this reader's readable items about it, laid together.

    `suspended` is a role that rests until coercion has been reviewed; it must not be shown as standing. `apart` are
    judgements that contradict those which laid the page together; `lacking` names what the thing should say and, for
    this reader, does not; `choices` is how many of the reader's own have an effect here. `choose_url` takes a POST with
    `prop` and `value`, or `source`.
    """

    ref: str
    title: str
    kind: str
    on: str
    place: str
    figures: tuple[Figure, ...]
    properties: tuple[PropertyShown, ...]
    sources: tuple[SourceSaid, ...]
    markings: tuple[MarkingBadge, ...]
    neighbours: tuple[Neighbours, ...] = ()
    map: MapView | None = None
    back_url: str = ""
    print_url: str = ""
    export_url: str = ""
    invented: bool = False
    breakdown: Breakdown | None = None
    grades: tuple[GradeBadge, ...] = ()
    roles: tuple[RoleShown, ...] = ()
    suspended: bool = False
    judgements: tuple[JudgementShown, ...] = ()
    apart: tuple[JudgementShown, ...] = ()
    choices: int = 0
    choose_url: str = ""
    choices_url: str = ""
    history_url: str = ""
    reports_url: str = ""
    received_url: str = ""
    files_url: str = ""
    romanised: str = ""
    members_url: str = ""
    hold_url: str = ""
    match_url: str = ""
    compare_url: str = ""
    lacking: tuple[str, ...] = ()
    barred: bool = False
    barred_url: str = ""


@dataclass(frozen=True, slots=True)
class NeighboursPage:
    """One page of the things connected with one by one property."""

    title: str
    back_url: str
    relation: str
    incoming: bool
    things: tuple[Neighbour, ...]
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """What became of one property: the values before and after; empty where nothing was said."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MomentShown:
    """One moment of a thing's history; `by` is empty where the officer is of another authority."""

    on: str
    label: str
    source: str = ""
    source_url: str = ""
    released_on: str = ""
    by: str = ""
    marking: MarkingBadge | None = None
    changes: tuple[ChangeShown, ...] = ()
    as_known_url: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What was said of a thing when; with `on`, what was known of it on that day."""

    title: str
    back_url: str
    action: str
    moments: tuple[MomentShown, ...]
    on: str = ""
    known: tuple[ChangeShown, ...] = ()
    undated: int = 0
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberShown:
    """One of the things that were judged the same; `items` is how many readable items speak of it."""

    ref: str
    title: str
    url: str
    kind: str
    items: int


@dataclass(frozen=True, slots=True)
class MembersPage:
    """The things that one page lays together, and every judgement between them that the reader may know of."""

    title: str
    back_url: str
    members: tuple[MemberShown, ...]
    judgements: tuple[JudgementShown, ...]
    withdrawn: tuple[JudgementShown, ...] = ()
    grounds: tuple[Choice, ...] = ()
    compare_url: str = ""


@dataclass(frozen=True, slots=True)
class ComparedShown:
    """What is said about one property of either thing; `differs` when no value is said of both."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two things side by side and the form of a judgement; without another thing, the form that names one.

    The judgement is posted with `other`, `verdict` (same or apart), `ground`, `reason`, `marking` and `recipients`.
    `warnings` are reasons to look twice, `refusals` why the things cannot be judged the same.
    """

    title: str
    back_url: str
    action: str
    wanted: str = ""
    other: Link | None = None
    other_ref: str = ""
    kinds: tuple[str, str] = ("", "")
    rows: tuple[ComparedShown, ...] = ()
    found: tuple[Neighbour, ...] = ()
    judge_url: str = ""
    verdicts: tuple[Choice, ...] = ()
    grounds: tuple[Choice, ...] = ()
    markings: tuple[Choice, ...] = ()
    recipients: tuple[Choice, ...] = ()
    reason: str = ""
    warnings: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    judgements: tuple[JudgementShown, ...] = ()
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """One choice of the reader: about which thing, and what it changes; `resting` when nothing readable says so."""

    title: str
    url: str
    label: str
    before: str
    after: str
    on: str
    end_url: str
    resting: bool = False


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """What the reader chose to trust, thing by thing."""

    rows: tuple[OwnChoice, ...]
    picture_url: str = ""
