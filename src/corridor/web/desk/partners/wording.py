"""The words for the codes of partners, legal bases and marks."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from corridor.core.bases.codes import Consent, Form, Measure, Why
from corridor.core.bases.records import Reason
from corridor.core.partners.codes import Content, Finding, Ground, Refusal, Treatment
from corridor.web.design.shown import day
from corridor.web.desk.statements.presenting import country_label


def measures() -> Mapping[Measure, str]:
    """Return what two States may want to do together."""
    return {
        Measure.POLICE_INFORMATION: gettext("Exchange of information between police and border authorities"),
        Measure.SPONTANEOUS_INFORMATION: gettext("Information sent to prosecutors without a request"),
        Measure.MUTUAL_ASSISTANCE: gettext("Mutual legal assistance"),
        Measure.EXTRADITION: gettext("Extradition"),
        Measure.JOINT_INVESTIGATION: gettext("Joint investigation"),
        Measure.CONFISCATION: gettext("Freezing and confiscation"),
        Measure.TRANSFER_OF_PROCEEDINGS: gettext("Transfer of proceedings"),
        Measure.VESSEL_MEASURES: gettext("Questions about vessels and measures on board"),
        Measure.DOCUMENT_VERIFICATION: gettext("Verification of documents"),
        Measure.RETURN: gettext("Return and readmission"),
    }


def forms() -> Mapping[Form, str]:
    """Return what an instrument can be."""
    return {
        Form.AGREEMENT: gettext("Agreement"),
        Form.REGIONAL: gettext("Regional instrument"),
        Form.CONVENTION: gettext("Convention"),
        Form.NATIONAL_LAW: gettext("National law"),
    }


def consents() -> Mapping[Consent, str]:
    """Return how a State can say that it is bound."""
    return {
        Consent.RATIFICATION: gettext("Ratification"),
        Consent.ACCEPTANCE: gettext("Acceptance"),
        Consent.APPROVAL: gettext("Approval"),
        Consent.ACCESSION: gettext("Accession"),
        Consent.SUCCESSION: gettext("Succession"),
        Consent.DEFINITIVE_SIGNATURE: gettext("Definitive signature"),
        Consent.FORMAL_CONFIRMATION: gettext("Formal confirmation"),
    }


def contents() -> Mapping[Content, str]:
    """Return what a ceiling can admit."""
    return {
        Content.NON_PERSONAL: gettext("What tells of no person"),
        Content.IDENTIFIERS: gettext("Telephones, plates, accounts and other identifiers, for matching"),
        Content.PERSONS_IN_A_ROLE: gettext("Persons in a role in smuggling"),
    }


def findings() -> Mapping[Finding, str]:
    """Return how an assessment can come out."""
    return {
        Finding.ACCEPTABLE: gettext("Acceptable"),
        Finding.WITH_CONDITIONS: gettext("Acceptable with conditions"),
        Finding.SERIOUS_RISK: gettext("Serious risk: nothing of persons"),
    }


def grounds() -> Mapping[Ground, str]:
    """Return why a partner can be suspended."""
    return {
        Ground.PRECAUTION: gettext("As a precaution"),
        Ground.ILL_TREATMENT: gettext("Ill-treatment is reported"),
        Ground.MISUSE: gettext("What was shared was misused"),
        Ground.KEYS_LOST: gettext("Its keys may be lost"),
        Ground.LAW_CHANGED: gettext("The law has changed"),
        Ground.NO_ANSWER: gettext("It does not answer for what it got"),
    }


def treatments() -> Mapping[Treatment, str]:
    """Return what can be suspected of how something was obtained."""
    return {
        Treatment.TORTURE: gettext("Torture"),
        Treatment.INHUMAN: gettext("Inhuman or degrading treatment"),
        Treatment.COERCION: gettext("Coercion in custody"),
    }


def refusals() -> Mapping[Refusal, str]:
    """Return why something may not go to a partner, and what to do."""
    return {
        Refusal.SUSPENDED: gettext("The partner is suspended: nothing goes there, and what comes is kept aside."),
        Refusal.PURPOSE_MISSING: gettext("Nothing goes without a purpose."),
        Refusal.CEILING_MISSING: gettext(
            "No ceiling was signed and confirmed. A legal officer signs one, a second person confirms it."
        ),
        Refusal.CEILING_EXPIRED: gettext(
            "The ceiling is over. What it opened is closed, and what it closed stays closed."
        ),
        Refusal.ABOVE_CEILING: gettext("The ceiling does not admit this."),
        Refusal.PURPOSE_ABOVE_CEILING: gettext("The ceiling does not admit this purpose."),
        Refusal.BASIS_NOT_IN_FORCE: gettext(
            "The legal basis of the ceiling is not in force today between the two States."
        ),
        Refusal.ASSESSMENT_MISSING: gettext("No human-rights assessment was written down and confirmed."),
        Refusal.ASSESSMENT_OVERDUE: gettext("The review of the human-rights assessment is overdue."),
        Refusal.ASSESSMENT_ADVERSE: gettext("The human-rights assessment found a serious risk."),
    }


def reason(one: Reason, language: str, titles: Mapping[str, str]) -> str:
    """Return why an instrument is no basis, in a sentence that names State, day, article or instrument."""
    told = {
        "state": country_label(one.state, language) if one.state else "",
        "day": day(one.on.isoformat(), language) if one.on is not None else "",
        "which": titles.get(one.which, one.which),
    }
    return _sentence(one) % told


def _sentence(one: Reason) -> str:
    if one.on is None and one.why in (Why.NOT_IN_FORCE_YET, Why.NOT_BOUND_YET, Why.RESERVED):
        return {
            Why.NOT_IN_FORCE_YET: gettext("It is not in force."),
            Why.NOT_BOUND_YET: gettext("%(state)s is not bound by it yet."),
            Why.RESERVED: gettext("%(state)s made a reservation about article %(which)s, which excludes this."),
        }[one.why]
    return {
        Why.NOT_ABOUT_IT: gettext("It is not about this measure."),
        Why.NOT_IN_FORCE_YET: gettext("It comes into force on %(day)s."),
        Why.ENDED: gettext("It ended on %(day)s."),
        Why.NO_STATUS: gettext(
            "It is not known whether %(state)s is bound by it: no list of participants was read in."
        ),
        Why.NOT_PARTY: gettext("%(state)s is not party to it, as known on %(day)s."),
        Why.SIGNED_ONLY: gettext("%(state)s has signed it (%(day)s) and is not bound by it."),
        Why.NOT_BOUND_YET: gettext("%(state)s is bound by it only from %(day)s."),
        Why.DENOUNCED: gettext("%(state)s has withdrawn from it, with effect from %(day)s."),
        Why.RESERVED: gettext("%(state)s made a reservation about article %(which)s on %(day)s, which excludes this."),
        Why.NEEDS_ANOTHER: gettext("%(state)s is not known to be party to what it rests on: %(which)s."),
    }[one.why]


def article(written: str) -> str:
    """Return an article as it is cited."""
    return pgettext("of a treaty", "article %(number)s") % {"number": written}
