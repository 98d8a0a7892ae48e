"""The words for the codes of forums."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from corridor.core.commitments.codes import Addressee, Pillar
from corridor.core.forums.codes import Template
from corridor.core.partners.codes import Refusal
from corridor.web.desk.exchange.wording import reason
from corridor.web.desk.forums.queries import NO_LINE, WAITS


def templates() -> Mapping[str, str]:
    """Return the forms in which a forum is reported to."""
    return {
        Template.ROMA_LYON.value: gettext("Half-yearly report on an action plan"),
        Template.UNTOC.value: gettext("Questionnaire on a convention"),
        Template.COMPACT.value: gettext("Voluntary review of the Compact"),
        Template.GLOBAL_ALLIANCE.value: gettext("Report to the Global Alliance"),
        Template.REGIONAL.value: gettext("Report to a regional process"),
    }


def pillars() -> Mapping[str, str]:
    """Return the pillars of commitments."""
    return {
        Pillar.PREVENTION.value: gettext("Prevention"),
        Pillar.RESPONSE.value: gettext("Response"),
        Pillar.PROTECTION.value: gettext("Protection"),
        Pillar.ALTERNATIVES.value: gettext("Alternatives"),
        Pillar.COOPERATION.value: gettext("Cooperation"),
        Pillar.KNOWLEDGE.value: gettext("Knowledge"),
    }


def addressees() -> Mapping[str, str]:
    """Return to whom a commitment speaks."""
    return {
        Addressee.GOVERNMENTS.value: gettext("Governments"),
        Addressee.ORGANISATIONS.value: gettext("International organisations"),
        Addressee.PROVIDERS.value: gettext("Online service providers"),
        Addressee.CARRIERS.value: gettext("Carriers"),
        Addressee.FIUS.value: gettext("Financial intelligence units"),
        Addressee.PROSECUTORS.value: gettext("Prosecutors"),
        Addressee.LAW_ENFORCEMENT.value: gettext("Law enforcement"),
        Addressee.CIVIL_SOCIETY.value: gettext("Civil society"),
    }


def not_reached(why: str) -> str:
    """Return why a member elsewhere has not been reached."""
    told = {
        NO_LINE: gettext("No line leads to its node."),
        WAITS: gettext("Its node has not answered yet."),
        Refusal.SUSPENDED.value: gettext("The partner is suspended."),
        Refusal.ABOVE_CEILING.value: gettext("What may go to this partner does not include it."),
    }
    return told.get(why) or reason(why) or gettext("Its node did not take it.")


def problem(field: str, why: str) -> str:
    """Return what must be corrected in a field."""
    told = {
        "missing": gettext("Fill this in."),
        "too-long": gettext("This is too long."),
        "too-many": gettext("There are too many of these."),
        "too-many-words": gettext("A title has at most 12 words, and what is asked at most 40."),
        "malformed": gettext("This cannot be read."),
        "unknown": gettext("Not all of this is known here."),
        "not-yet": gettext("This day has not come."),
        "before": gettext("This day is before the decision."),
        "names-somebody": gettext("Take out what names or reaches a person: bodies are named here, never persons."),
    }
    return f"{_label(field)}: {told.get(why) or gettext('Correct this.')}"


def _label(field: str) -> str:
    """Return what a field of a form is called; a row of a form that grows with its number."""
    name, _, rest = field.partition("-")
    number, _, part = rest.partition("-")
    rows = {
        ("agenda", ""): gettext("Point %(number)s"),
        ("agenda", "items"): gettext("Commitments of point %(number)s"),
        ("papers", ""): gettext("Document %(number)s"),
        ("papers", "reference"): gettext("Where document %(number)s is"),
    }
    if rest and (name, part) in rows:
        return rows[name, part] % {"number": number}
    fields = {
        "name": gettext("Name"),
        "template": gettext("Form of report"),
        "instruments": gettext("Instruments that it follows up"),
        "authority": gettext("Authority"),
        "on": gettext("Day"),
        "place": gettext("Place"),
        "agenda": gettext("Agenda"),
        "papers": gettext("Documents"),
        "minutes": gettext("Minutes"),
        "title": gettext("Title"),
        "paraphrase": gettext("What is asked"),
        "addressee": gettext("Asked of"),
        "pillar": gettext("Pillar"),
        "theme": gettext("Theme"),
        "measure": gettext("How it is measured"),
        "due": gettext("Due"),
        "alike": gettext("Asks for the same as"),
        "meeting": gettext("At the meeting of"),
    }
    return fields.get(name, name)
