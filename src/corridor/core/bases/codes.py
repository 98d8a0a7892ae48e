"""The closed lists of legal bases: for what one is asked, what an instrument is, and why it is none."""

from __future__ import annotations

import enum


class Measure(enum.StrEnum):
    """What two States want to do together."""

    POLICE_INFORMATION = "police-information"
    SPONTANEOUS_INFORMATION = "spontaneous-information"
    MUTUAL_ASSISTANCE = "mutual-assistance"
    EXTRADITION = "extradition"
    JOINT_INVESTIGATION = "joint-investigation"
    CONFISCATION = "confiscation"
    TRANSFER_OF_PROCEEDINGS = "transfer-of-proceedings"
    VESSEL_MEASURES = "vessel-measures"
    DOCUMENT_VERIFICATION = "document-verification"
    RETURN = "return"


class Form(enum.StrEnum):
    """What an instrument is, the most special first: what two States agreed goes before what many did."""

    AGREEMENT = "agreement"
    REGIONAL = "regional"
    CONVENTION = "convention"
    NATIONAL_LAW = "national-law"


ORDER = tuple(Form)


class Consent(enum.StrEnum):
    """How a State said that it is bound."""

    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    FORMAL_CONFIRMATION = "formal-confirmation"


class Why(enum.StrEnum):
    """Why an instrument is no basis between two States on a day."""

    NOT_ABOUT_IT = "not-about-it"
    NOT_IN_FORCE_YET = "not-in-force-yet"
    ENDED = "ended"
    NO_STATUS = "no-status-known"
    NOT_PARTY = "not-party"
    SIGNED_ONLY = "signed-only"
    NOT_BOUND_YET = "not-bound-yet"
    DENOUNCED = "denounced"
    RESERVED = "reserved"
    NEEDS_ANOTHER = "needs-another-instrument"
