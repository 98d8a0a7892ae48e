"""Every table with marks, by how long its rows are kept: what tells its own age, and what is kept with something else.

A table that is added later must stand in one of these; `test_of_time` lets the rows of those that tell their age fall
due, and compares what a reader is told with a node from which they are gone.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Model

from corridor.web.base.marks.models import ReaderMark
from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.briefings.models import BriefingPart, BriefingVersion
from corridor.web.desk.capacity.models import CapacityPledge, CapacityPost
from corridor.web.desk.centre.models import CentreAlert, Proposal, ShiftEntry
from corridor.web.desk.deaths.models import DeathsRemaining
from corridor.web.desk.displacement.models import KeptAssessment
from corridor.web.desk.entities.models import Apart
from corridor.web.desk.exchange.models import Received, Release
from corridor.web.desk.forecasting.models import KeptForecast
from corridor.web.desk.imports.models import OwnMapping
from corridor.web.desk.indicators.models import Indicator
from corridor.web.desk.practices.models import Adoption, LibraryEntry
from corridor.web.desk.progress.models import ProgressCell, ProgressEntry, ProgressEvidence
from corridor.web.desk.publishing.models import PublicTable
from corridor.web.desk.requests.models import AuthorityRequest
from corridor.web.desk.retention.models import HeldItem, HoldItem
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from corridor.web.desk.series.models import SeriesBreak
from corridor.web.desk.shifts.models import ShiftJudgement
from corridor.web.desk.statements.models import Dataset, Fact, Load, Record, RetentionTerm, Same, Statement
from corridor.web.desk.stocktaking.models import TakenStock
from corridor.web.desk.vocabularies.models import CodeDecision

Table = type[Model]

ENDS: Final[dict[Table, str]] = {
    RetentionTerm: "ends_on",
    Same: "ends_on",
    Apart: "ends_on",
    AuthorityRequest: "erase_on",
    BriefingVersion: "until",
    KeptAssessment: "until",
    KeptForecast: "until",
}
"""These note the day on which they end."""

TOLD: Final[dict[Table, str]] = {
    CentreAlert: "written_at",
    ShiftEntry: "written_at",
    Proposal: "proposed_at",
    SeriesBreak: "noted_at",
    ShiftJudgement: "judged_at",
}
"""Of these the end is found by the rule of the marking, from the moment in this column."""

BY_LOAD: Final[frozenset[Table]] = frozenset({Dataset, Load, Record, Statement, Fact, Received, Release, CodeDecision})
"""These are known with what a load brought, of which a term is kept; a decision about a word stands beside the word."""

LEVELS: Final[frozenset[Table]] = frozenset(
    {
        AnswerWords,
        CapacityPledge,
        CapacityPost,
        LibraryEntry,
        Adoption,
        ProgressEntry,
        ProgressEvidence,
        ProgressCell,
        PeerReview,
        ReviewTurn,
        TakenStock,
    }
)
"""What authorities answer for, level by level: kept as published information is."""

APART: Final[dict[Table, str]] = {
    ReaderMark: "what readers may do, and no information item",
    OwnMapping: "a tool",
    HoldItem: "names what is held, and says nothing of it",
    HeldItem: "sealed for a live case on purpose, beyond the term",
    DeathsRemaining: "how many died stays counted (R-30)",
    BriefingPart: "an author's own words, until they are removed; the figures last seen have a term of their own",
    Indicator: "a definition; its figures are worked out when they are read",
    PublicTable: "published, or a draft with a term of its own",
}


def tables_with_marks(models: Any) -> set[Table]:
    """Return those of some tables whose rows stand under a mark, or rest on marks."""
    return {model for model in models if {"mark", "marks"} & {one.name for one in model._meta.get_fields()}}
