"""The zone of protection."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from django.utils.translation import gettext_noop

from corridor.core.access.codes import Permission
from corridor.core.doors.records import Message
from corridor.web.base.zone import Doing, Entry, Lesson, ZoneConfig

if TYPE_CHECKING:
    from corridor.web.base.ledger.actions import Act


class ProtectionConfig(ZoneConfig):
    """One zone of trust, one migration history; capabilities are folders in it."""

    name = "corridor.web.protection"
    label = "protection"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
    destinations: ClassVar[tuple[Entry, ...]] = (
        ("protection:cases", Permission.CASE_READ, "Cases"),
        ("protection:hand-overs", Permission.HAND_OVER_TAKE, "Handed over"),
        ("protection:disclosures", Permission.DISCLOSURE_REVIEW, "Disclosures"),
        ("protection:disclosures-overseen", Permission.REGISTER_READ, "Disclosure register"),
        ("protection:claims", Permission.CLAIM_HANDLE, "Wishes for protection"),
        ("protection:files", Permission.STEP_TAKE, "Files"),
        ("protection:monitoring", Permission.STEP_MONITOR, "Files of return"),
        ("protection:claim-new", Permission.CLAIM_RECORD, "Record a wish"),
        ("protection:interviews", Permission.INTERVIEW_RECORD, "Interviews"),
        ("protection:fixed-tables", Permission.FIXED_TABLES_PUBLISH, "Fixed tables"),
        ("protection:vault", Permission.VAULT_ADMINISTER, "Vault"),
        ("protection:complaints", Permission.COMPLAINT_HANDLE, "Complaints"),
        ("protection:complaints-held", Permission.LEDGER_VERIFY, "Complaints that are held"),
    )

    lessons: ClassVar[tuple[Lesson, ...]] = (
        Lesson(
            "protection:cases",
            Permission.CASE_READ,
            gettext_noop("Open a case"),
            gettext_noop(
                "It is sealed under a key of its own, and nobody beyond its team reads it. Nothing leaves it without "
                "a consent, "
                "or a reason that a second officer has reviewed."
            ),
        ),
        Lesson(
            "protection:claim-new",
            Permission.CLAIM_RECORD,
            gettext_noop("Record a wish for protection"),
            gettext_noop(
                "It counts from the moment it is written, stops every step of return, and nobody can remove it."
            ),
        ),
        Lesson(
            "protection:complaints",
            Permission.COMPLAINT_HANDLE,
            gettext_noop("Answer complaints"),
            gettext_noop("Who complains has no account and no name here: answer under the code that was given."),
        ),
    )

    open_pages: ClassVar[tuple[tuple[str, str], ...]] = (
        ("protection:complain", "Complain about officials"),
        ("protection:complaint-follow", "Follow a complaint"),
        ("protection:claim-follow", "Follow a wish for protection"),
    )

    def receive(self, message: Message, *, doing: Doing) -> None:
        """Carry out what a desk sent."""
        from corridor.web.protection.doors import actions as doors

        doors.receive(message, doing=cast("Act", doing))

    def follow_up(self, now: datetime) -> None:
        """End the disclosures that are over."""
        from corridor.web.protection.doors import actions as doors

        doors.follow_up(now=now)

    def look_after(self, now: datetime) -> None:
        """Deliver, open and end what is due at the doors, erase what is over, move complaints away."""
        from corridor.web.base.doors import actions as doors
        from corridor.web.protection.claims import actions as claims
        from corridor.web.protection.complaints import actions as complaints
        from corridor.web.protection.interviews import actions as interviews
        from corridor.web.protection.publishing import actions as publishing
        from corridor.web.protection.vault import erasing, sharing
        from corridor.web.protection.vault import receiving as vault

        doors.look_after(now=now)
        vault.erase_what_has_run_out(now)
        sharing.drop_what_has_run_out(now)
        erasing.erase_cases_once_an_hour(now)
        claims.erase_again(now=now)
        complaints.look_after(now=now)
        interviews.erase_overdue(now=now)
        publishing.look_after()
