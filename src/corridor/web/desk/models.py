"""The tables of the desk, gathered where Django looks for them."""

from corridor.web.desk.compartments.models import Compartment, Identity, Named, Notice, Opening
from corridor.web.desk.doors.models import Disclosed
from corridor.web.desk.entities.models import Apart, Choice
from corridor.web.desk.imports.models import OwnMapping, Reject, Upload
from corridor.web.desk.quarantine.models import Quarantined
from corridor.web.desk.retention.models import HeldItem, Hold, HoldItem
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
from corridor.web.desk.vocabularies.models import CodeDecision

__all__ = [
    "Apart",
    "Choice",
    "CodeDecision",
    "Compartment",
    "Dataset",
    "Disclosed",
    "Entity",
    "Fact",
    "HeldItem",
    "Hold",
    "HoldItem",
    "Identity",
    "Load",
    "NameKey",
    "Named",
    "Notice",
    "Opening",
    "OwnMapping",
    "Prop",
    "Quarantined",
    "Record",
    "RecordAbout",
    "Reject",
    "Request",
    "RequestNotice",
    "RetentionTerm",
    "Same",
    "Sighting",
    "Source",
    "Standing",
    "Statement",
    "Upload",
    "Word",
    "WordPart",
]
