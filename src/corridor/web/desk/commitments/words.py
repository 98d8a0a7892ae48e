"""The words of the catalogue's closed lists."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from corridor.core.commitments.codes import Addressee, Binding, Compared, Kind, Pillar, Unit


def pillars() -> Mapping[Pillar, str]:
    """Return the pillars."""
    return {
        Pillar.PREVENTION: gettext("Prevention"),
        Pillar.RESPONSE: gettext("Response"),
        Pillar.PROTECTION: gettext("Protection"),
        Pillar.ALTERNATIVES: gettext("Alternatives"),
        Pillar.COOPERATION: gettext("Cooperation"),
        Pillar.KNOWLEDGE: gettext("Knowledge"),
    }


def kinds() -> Mapping[Kind, str]:
    """Return what an item can be in its document."""
    return {
        Kind.COMMITMENT: pgettext("catalogue", "commitment"),
        Kind.CALL: pgettext("catalogue", "call"),
        Kind.OBLIGATION: pgettext("catalogue", "obligation"),
        Kind.PRINCIPLE: pgettext("catalogue", "principle"),
        Kind.PRACTICE: gettext("practice"),
        Kind.MECHANISM: pgettext("catalogue", "mechanism"),
        Kind.SYSTEM: pgettext("catalogue", "system"),
        Kind.DATAKIND: pgettext("catalogue", "kind of data"),
        Kind.MEASURE: pgettext("catalogue", "cited figure"),
        Kind.LESSON: gettext("lesson"),
        Kind.QUESTION: pgettext("catalogue", "question"),
    }


def bindings() -> Mapping[Binding, str]:
    """Return how binding the source of an item can be."""
    return {
        Binding.TREATY: gettext("treaty"),
        Binding.POLITICAL: gettext("political undertaking"),
        Binding.PRACTICE: gettext("practice"),
        Binding.LESSON: gettext("lesson"),
    }


def addressees() -> Mapping[Addressee, str]:
    """Return to whom an item can speak."""
    return {
        Addressee.GOVERNMENTS: gettext("governments"),
        Addressee.ORGANISATIONS: gettext("international organisations"),
        Addressee.PROVIDERS: gettext("online service providers"),
        Addressee.CARRIERS: gettext("carriers"),
        Addressee.FIUS: gettext("financial intelligence units"),
        Addressee.PROSECUTORS: gettext("prosecutors"),
        Addressee.LAW_ENFORCEMENT: gettext("law enforcement"),
        Addressee.CIVIL_SOCIETY: gettext("civil society"),
    }


def units() -> Mapping[Unit, str]:
    """Return what the value of an indicator can be told in."""
    return {
        Unit.COUNT: pgettext("unit", "number"),
        Unit.PERCENT: pgettext("unit", "per cent"),
        Unit.DAYS: pgettext("unit", "days"),
        Unit.HOURS: pgettext("unit", "hours"),
        Unit.CURRENCY: pgettext("unit", "amount of money"),
        Unit.YES_NO: pgettext("unit", "yes or no"),
        Unit.RATIO: pgettext("unit", "ratio"),
        Unit.SCORE: pgettext("unit", "score"),
    }


def compared() -> Mapping[Compared, str]:
    """Return what can come of comparing an item from memory with its source; none is a lawyer's confirmation."""
    return {
        Compared.NOT: gettext("Not compared with its text yet."),
        Compared.PARTLY: gettext("Compared with its text in part."),
        Compared.CORRECTED: gettext("Compared with its text, and corrected."),
        Compared.AGREES: gettext("Compared with its text, and found to agree."),
    }


def reasons() -> Mapping[str, str]:
    """Return why a line of a further instrument is refused."""
    return {
        "missing": gettext("is missing"),
        "malformed": gettext("cannot be kept as it is written"),
        "unknown": gettext("is not of the list, or names nothing that is known"),
        "twice": gettext("stands in the file twice"),
        "taken": gettext("is taken by another instrument"),
        "moved": gettext("stood at another paragraph before; give the item a new id"),
        "changed": gettext("was another before, and reports have answered it; give the item a new id"),
        "left-out": gettext("an item of the version that stands is left out; keep every item"),
        "too-long": gettext("has too many words"),
        "too-many": gettext("are too many"),
        "nothing": gettext("no line says anything"),
    }


def columns() -> Mapping[str, str]:
    """Return the names of the columns of a further instrument."""
    return {
        "id": gettext("Id"),
        "paragraph": gettext("Paragraph"),
        "kind": gettext("Kind"),
        "pillar": gettext("Pillar"),
        "theme": gettext("Theme"),
        "title": gettext("Title, at most 12 words"),
        "paraphrase": gettext("In your own words, at most 40"),
        "addressed_to": gettext("Addressed to"),
        "equivalents": gettext("Asked elsewhere: ids"),
        "sdg_targets": gettext("Sustainable development targets"),
        "legal_refs": gettext("Legal references"),
        "indicator": gettext("Indicator"),
        "unit": gettext("Unit"),
    }
