"""What an officer may type about partners, legal bases and marks, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.bases.codes import Consent, Form, Measure
from corridor.core.bases.errors import TableUnreadable
from corridor.core.bases.records import Instrument, Reservation, Sheet, Status
from corridor.core.kernel.identifiers import is_uid
from corridor.core.partners.codes import Content, Finding, Ground, Treatment
from corridor.core.partners.records import Assessment, Ceiling
from corridor.web.design.pieces import FormProblem

Code = TypeVar("Code", Content, Finding, Form, Ground, Measure, Treatment, Consent)

LONG_AGO = date(1, 1, 1)
"""Stands for a day that was not written; the rules refuse it at its field."""


def text(typed: QueryDict, name: str) -> str:
    """Return what was typed in a field, without the space around it."""
    return typed.get(name, "").strip()


def uid(typed: QueryDict) -> str:
    """Return the identifier that a button sends; nothing where it has not the form of one."""
    sent = text(typed, "uid")
    return sent if is_uid(sent) else ""


def day(typed: QueryDict, name: str) -> date | None:
    """Return the day of a field; nothing where there is none or it cannot be read."""
    try:
        return date.fromisoformat(text(typed, name))
    except ValueError:
        return None


def code(typed: QueryDict, name: str, codes: type[Code]) -> Code | None:
    """Return the code of a field; nothing where it is none of the list."""
    return next((one for one in codes if one == typed.get(name)), None)


def codes_of(typed: QueryDict, name: str, codes: type[Code]) -> frozenset[Code]:
    """Return those codes of a field that are of the list."""
    sent = set(typed.getlist(name))
    return frozenset(one for one in codes if one in sent)


def ceiling_from(typed: QueryDict) -> Ceiling:
    """Return a ceiling as it was typed; a basis is chosen together with the measure that it carries."""
    measure, _, basis = text(typed, "basis").partition("|")
    return Ceiling(
        contents=codes_of(typed, "contents", Content),
        purposes=frozenset(typed.getlist("purposes")),
        measure=measure,
        basis=basis,
        until=day(typed, "until") or LONG_AGO,
        reference=text(typed, "reference"),
    )


def assessment_from(typed: QueryDict) -> Assessment | None:
    """Return an assessment as it was typed; nothing where no finding was chosen."""
    finding = code(typed, "finding", Finding)
    if finding is None:
        return None
    return Assessment(
        finding, day(typed, "made_on") or date.max, day(typed, "review_on") or LONG_AGO, text(typed, "reference")
    )


def instrument_from(typed: QueryDict) -> Instrument:
    """Return an instrument as it was typed: one article for all the measures that were ticked."""
    article = text(typed, "article")
    parties = text(typed, "parties").upper().replace(",", " ").split()
    return Instrument(
        code=text(typed, "code"),
        form=code(typed, "form", Form) or Form.AGREEMENT,
        title=text(typed, "title"),
        measures=dict.fromkeys(sorted(codes_of(typed, "measures", Measure)), article),
        source=text(typed, "source"),
        in_force_on=day(typed, "in_force_on"),
        ended_on=day(typed, "ended_on"),
        parties=frozenset(parties),
    )


def sheet_from(typed: QueryDict) -> Sheet:
    """Return what one State did about an instrument, as it was typed."""
    article, excluded = text(typed, "article"), codes_of(typed, "excluded", Measure)
    reserved = (Reservation(article, excluded),) if article or excluded else ()
    status = Status(
        state=text(typed, "state").upper(),
        signed_on=day(typed, "signed_on"),
        consented_on=day(typed, "consented_on"),
        by=code(typed, "by", Consent) or Consent.RATIFICATION,
        denounced_from=day(typed, "denounced_from"),
        reservations=reserved,
        authority=text(typed, "authority"),
        languages=tuple(dict.fromkeys(text(typed, "languages").lower().replace(",", " ").split())),
    )
    return Sheet(text(typed, "instrument"), day(typed, "as_of") or LONG_AGO, text(typed, "source"), (status,))


def told(problems: tuple[tuple[str, str], ...], words: Mapping[str, str]) -> tuple[FormProblem, ...]:
    """Return what must be corrected, in the order of the fields."""
    order = tuple(words)
    return tuple(FormProblem(name, words[name]) for name, _ in sorted(problems, key=lambda one: order.index(one[0])))


def ceiling_words() -> Mapping[str, str]:
    """Return what to correct in each field of a ceiling."""
    return {
        "purposes": gettext("Tick at least one purpose for which persons may be shared."),
        "basis": gettext("Choose a legal basis that is in force today between the two States."),
        "until": gettext("Write a day that is yet to come, at most two years ahead."),
        "reference": gettext(
            "Write the reference of the signed paper, in at most 120 characters; no name of a person."
        ),
    }


def assessment_words() -> Mapping[str, str]:
    """Return what to correct in each field of an assessment."""
    return {
        "finding": gettext("Choose what was found."),
        "made_on": gettext("Write the day of the assessment; it has come already."),
        "review_on": gettext("Write the day of the review, at most a year after the assessment."),
        "reference": gettext(
            "Write the reference of the signed paper, in at most 120 characters; no name of a person."
        ),
    }


def instrument_words() -> Mapping[str, str]:
    """Return what to correct in each field of an instrument."""
    return {
        "code": gettext("Write a short code of small letters, digits and hyphens that no other instrument has."),
        "title": gettext("Write the title, in at most 200 characters."),
        "parties": gettext("Write the two letters of each State; an agreement has at least two, a national law one."),
        "measures": gettext("Tick at least one measure that it carries."),
        "articles": gettext("Write the article that carries them."),
        "in_force_on": gettext("Write the day on which it came into force."),
        "ended_on": gettext("Write a day after it came into force, or leave it empty."),
        "source": gettext("Write where this can be looked up, in at most 200 characters."),
    }


def status_words() -> Mapping[str, str]:
    """Return what to correct in each field of a status or of a list that is read in."""
    return {
        "instrument": gettext("Choose the instrument."),
        "state": gettext("Choose the State."),
        "as_of": gettext("Write the day as of which this was looked up; it has come, and nothing told is later."),
        "source": gettext("Write where this can be looked up, in at most 200 characters."),
        "consented_on": gettext("Consent comes after the signature."),
        "denounced_from": gettext("A withdrawal comes after consent."),
        "article": gettext("Write the article that is reserved."),
        "authority": gettext("Write the name of the authority, in at most 200 characters."),
        "languages": gettext("Write languages by their two letters, such as ar or fr."),
        "file": gettext(
            "Choose a list with the columns Participant, Signature and Ratification, with days written as 14 Dec 2000."
        ),
    }


def list_written(sent: bytes) -> str:
    """Return the text of a list that was sent: in UTF-8, or in the encoding of the West where it is not."""
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError:
        return sent.decode("cp1252", "replace")


def declared_problem(refused: TableUnreadable) -> str:
    """Return in words why reservations and declarations cannot be read in, and on which line."""
    line = {"line": refused.params["line"]}
    match refused.params["why"]:
        case "no-list":
            return gettext("Read in the list of participants as of the same day first, and have it confirmed.")
        case "not-listed":
            return gettext("Line %(line)s: the list of participants of this day does not have this State.") % line
        case "no-state":
            return gettext("No line names a State. The name of each State stands on a line of its own.")
        case "no-text":
            return gettext("Line %(line)s: nothing follows the name of this State.") % line
        case "twice":
            return gettext("Line %(line)s: this participant stands in the list twice.") % line
        case "reaches-somebody":
            return gettext("Line %(line)s: this reaches a person. Leave addresses of persons out.") % line
        case "cannot-be-shown":
            return gettext("Line %(line)s: there are signs that cannot be shown.") % line
        case _:
            return gettext("This is too long for reservations and declarations.")


def list_problem(refused: TableUnreadable) -> str:
    """Return in words why a list cannot be read, and on which line."""
    line = {"line": refused.params["line"]}
    match refused.params["why"]:
        case "day-ambiguous":
            return (
                gettext("Line %(line)s: it is not clear which number is the month. Write days as 14 Dec 2000.") % line
            )
        case "day-not-read":
            return gettext("Line %(line)s: a day cannot be read. Write days as 14 Dec 2000 or 2000-12-14.") % line
        case "two-consents":
            return gettext("Line %(line)s: two days of consent are told for one participant.") % line
        case "twice":
            return gettext("Line %(line)s: this participant stands in the list twice.") % line
        case "columns-not-known":
            return gettext("The first line must name the columns: Participant, Signature, and Ratification or another.")
        case _:
            return gettext("The list is too long to be one of participants.")
