"""The tables of the desk, gathered where Django looks for them."""

from corridor.web.desk.imports.models import Reject, Upload
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
)

__all__ = [
    "Dataset",
    "Entity",
    "Fact",
    "Load",
    "NameKey",
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
]
