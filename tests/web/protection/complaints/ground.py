"""What the tests of complaints stand on."""

from __future__ import annotations

from django.utils import timezone

from corridor.core.complaints.codes import ComplaintKind
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.protection.complaints import actions
from corridor.web.protection.complaints.models import Complaint
from tests import cast


def sent(words: str = "They took my telephone.", **more: object) -> tuple[Complaint, actions.Taken]:
    """Send a complaint, and return what is kept and what the sender is told."""
    fields = {"kind": ComplaintKind.THEFT, "words": words, **more}
    before = set(Complaint.objects.values_list("ref", flat=True))
    taken = actions.send_complaint(sent=actions.Sent(**fields), now=timezone.now())  # type: ignore[arg-type]  # by name
    return Complaint.objects.exclude(ref__in=before).get(), taken


def hired(handle: str, name: str, authority: str) -> cast.Member:
    """Hire another complaints officer, as an administrator may at any time."""
    member = cast.Member(handle, name, authority, "complaints-officer", "complaints")
    accounts.add_officer(
        handle=handle,
        display_name=name,
        authority=people.authority_of(authority),
        duties=[(member.function, member.purpose)],
        password=cast.PASSWORD,
    )
    return member
