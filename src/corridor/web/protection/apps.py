"""The zone of protection."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from corridor.core.access.codes import Permission
from corridor.core.doors.records import Message
from corridor.web.base.zone import Doing, Entry, ZoneConfig

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
        ("protection:vault", Permission.VAULT_ADMINISTER, "Vault"),
        ("protection:complaints", Permission.COMPLAINT_HANDLE, "Complaints"),
        ("protection:complaints-held", Permission.LEDGER_VERIFY, "Complaints that are held"),
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
        """Deliver, open and end what is due at the doors; bring complaints away from whom they concern by now."""
        from corridor.web.base.doors import actions as doors
        from corridor.web.protection.complaints import actions as complaints
        from corridor.web.protection.vault import receiving as vault
        from corridor.web.protection.vault import sharing

        doors.look_after(now=now)
        vault.erase_what_has_run_out(now)
        sharing.drop_what_has_run_out(now)
        complaints.look_after(now=now)
