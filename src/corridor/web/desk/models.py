"""The tables of the desk, gathered where Django looks for them."""

from corridor.web.desk.compartments.models import Compartment, Identity, Named, Notice, Opening
from corridor.web.desk.directory.models import ContactTest, DirectoryContact
from corridor.web.desk.doors.models import Disclosed
from corridor.web.desk.entities.models import Apart, Choice
from corridor.web.desk.home.models import Visit
from corridor.web.desk.imports.models import OwnMapping, Reject, Upload
from corridor.web.desk.quarantine.models import Quarantined
from corridor.web.desk.reports.models import Report, ReportFile
from corridor.web.desk.retention.models import HeldItem, Hold, HoldItem
from corridor.web.desk.returned.models import Question, Thanks
from corridor.web.desk.rights.models import Request, RequestNotice
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
from corridor.web.desk.vocabularies.models import CodeDecision, ListDraft, ListVersion
from corridor.web.desk.watch.models import Alert, Hearing, Watch

__all__ = [
    "Alert",
    "Apart",
    "Choice",
    "CodeDecision",
    "Compartment",
    "ContactTest",
    "Dataset",
    "DirectoryContact",
    "Disclosed",
    "Entity",
    "Fact",
    "Hearing",
    "HeldItem",
    "Hold",
    "HoldItem",
    "Identity",
    "ListDraft",
    "ListVersion",
    "Load",
    "NameKey",
    "Named",
    "Notice",
    "Opening",
    "OwnMapping",
    "Prop",
    "Quarantined",
    "Question",
    "Record",
    "RecordAbout",
    "Reject",
    "Report",
    "ReportFile",
    "Request",
    "RequestNotice",
    "RetentionTerm",
    "Same",
    "Sighting",
    "Source",
    "Standing",
    "Statement",
    "Thanks",
    "Upload",
    "Visit",
    "Watch",
    "Word",
    "WordPart",
]
