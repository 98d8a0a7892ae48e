"""The tables of the desk, gathered where Django looks for them."""

from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.briefings.models import Briefing, BriefingPart, BriefingVersion
from corridor.web.desk.capacity.models import (
    CapacityCheck,
    CapacityEvaluation,
    CapacityHandOver,
    CapacityJudgement,
    CapacityMatch,
    CapacityPledge,
    CapacityPost,
)
from corridor.web.desk.cards.models import (
    Claim,
    Drill,
    HeadFault,
    HeadTold,
    HeadWanted,
    KeptHead,
    Moved,
    OwnCard,
    OwnKey,
    PartnerCard,
    RevokedAuthority,
)
from corridor.web.desk.centre.models import AgencyNamed, AlertAnswer, CentreAlert, Proposal, ShiftEntry
from corridor.web.desk.commitments.models import AddedInstrument, Confirmation
from corridor.web.desk.compartments.models import Compartment, Identity, Named, Notice, Opening
from corridor.web.desk.deaths.models import DeathsRemaining
from corridor.web.desk.directory.models import ContactTest, DirectoryContact
from corridor.web.desk.displacement.models import (
    KeptAssessment,
    MeasureConsultation,
    MeasureHarmCheck,
    MeasureReview,
    PlannedMeasure,
)
from corridor.web.desk.doors.models import Disclosed
from corridor.web.desk.entities.models import Apart, Choice
from corridor.web.desk.exchange.models import (
    CountedUse,
    Delivery,
    Leave,
    Moving,
    Received,
    Release,
    ToldUse,
    UseCounting,
)
from corridor.web.desk.forecasting.models import ForecastWithdrawal, KeptForecast
from corridor.web.desk.forums.models import ForumDecision, ForumMeeting, ForumMember, ForumSpace, ForumTold
from corridor.web.desk.home.models import Visit
from corridor.web.desk.imports.models import OwnMapping, Reject, Upload
from corridor.web.desk.indicators.models import Indicator
from corridor.web.desk.lines.models import AuthorityKey, Came, Holding, Line, Posted
from corridor.web.desk.matching.models import (
    AskedKey,
    HeldPart,
    HeldSet,
    MatchAsked,
    MatchChoice,
    MatchHit,
    MatchQuestion,
    MatchSet,
    Target,
    TargetMet,
)
from corridor.web.desk.overview.models import PublicProgress
from corridor.web.desk.partners.models import Assessment, Barred, Ceiling, OwnInstrument, StatusSheet, Suspension
from corridor.web.desk.practices.models import Adoption, LibraryEntry, LibraryGrade
from corridor.web.desk.progress.models import ProgressCell, ProgressEntry, ProgressEvidence
from corridor.web.desk.publishing.models import FiguresAnswer, FiguresRound, PublicTable
from corridor.web.desk.quarantine.models import Quarantined
from corridor.web.desk.reports.models import Report, ReportFile
from corridor.web.desk.requests.models import AuthorityRequest, RequestTurn
from corridor.web.desk.retention.models import HeldItem, Hold, HoldItem
from corridor.web.desk.returned.models import Question, Thanks
from corridor.web.desk.reviews.models import PeerReview, ReviewTurn
from corridor.web.desk.rights.models import NoticeTold, Request, RequestArrived, RequestNotice
from corridor.web.desk.series.models import Worked
from corridor.web.desk.shifts.models import ShiftCount, ShiftJudgement
from corridor.web.desk.statements.models import (
    Dataset,
    Entity,
    Fact,
    Load,
    NameKey,
    Prop,
    Record,
    RecordAbout,
    RetentionTerm,
    Same,
    Sighting,
    Source,
    Standing,
    Statement,
    Word,
    WordPart,
)
from corridor.web.desk.stocktaking.models import TakenStock
from corridor.web.desk.vocabularies.models import CodeDecision, ListDraft, ListVersion
from corridor.web.desk.watch.models import Alert, Hearing, Watch

__all__ = [
    "AddedInstrument",
    "Adoption",
    "AgencyNamed",
    "Alert",
    "AlertAnswer",
    "AnswerWords",
    "Apart",
    "AskedKey",
    "Assessment",
    "AuthorityKey",
    "AuthorityRequest",
    "Barred",
    "Briefing",
    "BriefingPart",
    "BriefingVersion",
    "Came",
    "CapacityCheck",
    "CapacityEvaluation",
    "CapacityHandOver",
    "CapacityJudgement",
    "CapacityMatch",
    "CapacityPledge",
    "CapacityPost",
    "Ceiling",
    "CentreAlert",
    "Choice",
    "Claim",
    "CodeDecision",
    "Compartment",
    "Confirmation",
    "ContactTest",
    "CountedUse",
    "Dataset",
    "DeathsRemaining",
    "Delivery",
    "DirectoryContact",
    "Disclosed",
    "Drill",
    "Entity",
    "Fact",
    "FiguresAnswer",
    "FiguresRound",
    "ForecastWithdrawal",
    "ForumDecision",
    "ForumMeeting",
    "ForumMember",
    "ForumSpace",
    "ForumTold",
    "HeadFault",
    "HeadTold",
    "HeadWanted",
    "Hearing",
    "HeldItem",
    "HeldPart",
    "HeldSet",
    "Hold",
    "HoldItem",
    "Holding",
    "Identity",
    "Indicator",
    "KeptAssessment",
    "KeptForecast",
    "KeptHead",
    "Leave",
    "LibraryEntry",
    "LibraryGrade",
    "Line",
    "ListDraft",
    "ListVersion",
    "Load",
    "MatchAsked",
    "MatchChoice",
    "MatchHit",
    "MatchQuestion",
    "MatchSet",
    "MeasureConsultation",
    "MeasureHarmCheck",
    "MeasureReview",
    "Moved",
    "Moving",
    "NameKey",
    "Named",
    "Notice",
    "NoticeTold",
    "Opening",
    "OwnCard",
    "OwnInstrument",
    "OwnKey",
    "OwnMapping",
    "PartnerCard",
    "PeerReview",
    "PlannedMeasure",
    "Posted",
    "ProgressCell",
    "ProgressEntry",
    "ProgressEvidence",
    "Prop",
    "Proposal",
    "PublicProgress",
    "PublicTable",
    "Quarantined",
    "Question",
    "Received",
    "Record",
    "RecordAbout",
    "Reject",
    "Release",
    "Report",
    "ReportFile",
    "Request",
    "RequestArrived",
    "RequestNotice",
    "RequestTurn",
    "RetentionTerm",
    "ReviewTurn",
    "RevokedAuthority",
    "Same",
    "ShiftCount",
    "ShiftEntry",
    "ShiftJudgement",
    "Sighting",
    "Source",
    "Standing",
    "Statement",
    "StatusSheet",
    "Suspension",
    "TakenStock",
    "Target",
    "TargetMet",
    "Thanks",
    "ToldUse",
    "Upload",
    "UseCounting",
    "Visit",
    "Watch",
    "Word",
    "WordPart",
    "Worked",
]
