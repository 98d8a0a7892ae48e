"""What an officer may choose when releasing a report to partners."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.exchange.codes import Urgency
from corridor.core.exchange.errors import DecidedMeanwhile, ReleaseRefused
from corridor.core.kernel.errors import CorridorError, NotFound
from corridor.core.partners.errors import DerivedFromIllTreatment, NotToPartner
from corridor.web.design.pieces import FormProblem
from corridor.web.desk.exchange import wording
from corridor.web.desk.exchange.actions import Wanted

CORRECTABLE = (ReleaseRefused, NotToPartner, DerivedFromIllTreatment, DecidedMeanwhile)
FIELDS = {"recipients": "recipients", "until": "until"}
"""What in a refusal names a field of the form; all else is about who is ticked."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A release as it was chosen: whom, for what, until when; `looked` is what was shown before."""

    recipients: tuple[str, ...] = ()
    purpose: str = ""
    until: str = ""
    urgency: str = Urgency.ROUTINE.value
    looked: str = ""

    @property
    def choice(self) -> str:
        """What was chosen, in one line, to tell whether it is what was looked at."""
        return " ".join((*sorted(self.recipients), self.purpose, self.until))


def typed_release(sent: QueryDict) -> Typed:
    """Return a release as it was chosen."""
    return Typed(
        recipients=tuple(dict.fromkeys(sent.getlist("recipients"))),
        purpose=sent.get("purpose", ""),
        until=sent.get("until", "").strip(),
        urgency=sent.get("urgency", Urgency.ROUTINE.value),
        looked=sent.get("looked", ""),
    )


def wanted_from(load: str, typed: Typed) -> tuple[Wanted | None, tuple[FormProblem, ...]]:
    """Return what is wanted, or what must be corrected first."""
    problems = []
    ends_on = None
    if typed.until:
        try:
            ends_on = date.fromisoformat(typed.until)
        except ValueError:
            problems.append(FormProblem("until", gettext("Write the day as 2031-01-31.")))
    if not typed.purpose:
        problems.append(FormProblem("purpose", gettext("Choose for what they may use it.")))
    if problems or typed.urgency not in set(Urgency):
        return None, tuple(problems)
    return Wanted(load, typed.recipients, typed.purpose, Urgency(typed.urgency), ends_on), ()


def problem_of(refused: CorridorError) -> FormProblem:
    """Return what must be corrected, in the words of the page."""
    if isinstance(refused, ReleaseRefused):
        where = str(refused.params["where"])
        return FormProblem(FIELDS.get(where, "recipients"), wording.refused(str(refused.params["why"]), where))
    if isinstance(refused, NotToPartner):
        hint = gettext(refused.hint)
        return FormProblem("recipients", f"{refused.params['partner']}: {hint}")
    if isinstance(refused, DecidedMeanwhile):
        return FormProblem("recipients", gettext("One of them has it already, or it waits for a second officer."))
    if isinstance(refused, NotFound):
        return FormProblem("recipients", gettext("No partner speaks for one of these authorities any more."))
    return FormProblem("recipients", gettext(refused.hint))
