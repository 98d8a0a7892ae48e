"""The tables of protection, gathered where Django looks for them."""

from corridor.web.protection.claims.models import (
    Claim,
    ClaimAct,
    FileEntry,
    FilesReview,
    Finding,
    FindingAnswer,
    PersonFile,
    StatusStep,
)
from corridor.web.protection.complaints.models import Complaint, ComplaintEntry, ComplaintFile, HandlerAdmitted
from corridor.web.protection.doors.models import Disclosure, HandOver
from corridor.web.protection.interviews.models import HeldInterview, InterviewRelease
from corridor.web.protection.publishing.models import FixedTables
from corridor.web.protection.vault.models import (
    Case,
    CaseEntry,
    CaseMember,
    CaseNotice,
    CasePaper,
    CaseReading,
    CaseShare,
    DataKey,
    ProtectionBody,
    ReceivedPart,
    VaultProposal,
)

__all__ = [
    "Case",
    "CaseEntry",
    "CaseMember",
    "CaseNotice",
    "CasePaper",
    "CaseReading",
    "CaseShare",
    "Claim",
    "ClaimAct",
    "Complaint",
    "ComplaintEntry",
    "ComplaintFile",
    "DataKey",
    "Disclosure",
    "FileEntry",
    "FilesReview",
    "Finding",
    "FindingAnswer",
    "FixedTables",
    "HandOver",
    "HandlerAdmitted",
    "HeldInterview",
    "InterviewRelease",
    "PersonFile",
    "ProtectionBody",
    "ReceivedPart",
    "StatusStep",
    "VaultProposal",
]
