"""The tables of the desk, gathered where Django looks for them."""

from corridor.web.desk.entities.models import Apart, Choice
from corridor.web.desk.imports.models import OwnMapping, Reject, Upload
from corridor.web.desk.statements.models import (
    Dataset,
    Entity,
    Fact,
    Load,
    NameKey,
    Prop,
    Record,
    RecordAbout,
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
    "Dataset",
    "Entity",
    "Fact",
    "Load",
    "NameKey",
    "OwnMapping",
    "Prop",
    "Record",
    "RecordAbout",
    "Reject",
    "Same",
    "Sighting",
    "Source",
    "Standing",
    "Statement",
    "Upload",
    "Word",
    "WordPart",
]
