"""The zone of law enforcement and justice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from django.utils.translation import gettext_noop

from corridor.core.access.codes import Permission
from corridor.core.doors.records import Message
from corridor.web.base.zone import Doing, Entry, Lesson, ZoneConfig

log = logging.getLogger("corridor.worker")


class DeskConfig(ZoneConfig):
    """One zone of trust, one migration history; capabilities are folders in it."""

    name = "corridor.web.desk"
    label = "desk"
    default = True
    default_auto_field = "django.db.models.BigAutoField"
    service_functions: ClassVar[tuple[str, ...]] = ("import-officer", "overseer", "administrator")
    destinations: ClassVar[tuple[Entry, ...]] = (
        ("desk:home", Permission.PICTURE_READ, "Home"),
        ("desk:picture", Permission.PICTURE_READ, "Picture"),
        ("desk:analysis", Permission.PICTURE_READ, "Analysis"),
        ("desk:commitments", Permission.COMMITMENT_READ, "Commitments"),
        ("desk:reports", Permission.REPORT_FILE, "Reports"),
        ("desk:centre", Permission.ALERT_READ, "Joint centre"),
        ("desk:watches", Permission.PICTURE_READ, "Watch"),
        ("desk:imports", Permission.IMPORT_RUN, "Imports"),
        ("desk:sources", Permission.PICTURE_READ, "Sources"),
        ("desk:fees", Permission.PICTURE_READ, "Prices"),
        ("desk:threads", Permission.REQUEST_ASK, "Requests"),
        ("desk:exchange", Permission.TRAFFIC_READ, "Exchange"),
        ("desk:directory", Permission.DIRECTORY_READ, "Directory"),
        ("desk:cards", Permission.LEDGER_VERIFY, "Cards"),
        ("desk:matching", Permission.MATCH_ASK, "Matching"),
        ("desk:partners", Permission.PARTNER_READ, "Partners"),
        ("desk:holds", Permission.HOLD_PLACE, "Holds"),
        ("desk:compartments", Permission.COMPARTMENT_KEEP, "Compartments"),
        ("desk:holdings", Permission.RIGHTS_MANAGE, "Data protection"),
        ("desk:hand-over", Permission.PERSON_HAND_OVER, "Hand over"),
        ("desk:disclosed", Permission.DISCLOSED_READ, "Disclosed to us"),
        ("desk:readings", Permission.READING_REVIEW, "Readings"),
    )

    open_pages: ClassVar[tuple[tuple[str, str], ...]] = (("public:front", "Published figures"),)

    search: ClassVar[Entry | None] = ("desk:find", Permission.ENTITY_READ, "Find")

    printed: ClassVar[tuple[tuple[str, Permission], ...]] = (
        *(
            (f"desk:{page}", Permission.ENTITY_PRINT)
            for page in (
                "picture",
                "fees",
                "thing",
                "find",
                "source",
                "import",
                "mapping",
                "vocabular",
                "parked",
                "readings",
                "choices",
                "home",
                "watch",
                "fees",
                "directory",
                "thread",
                "centre",
                "returned",
                "forecast",
                "shift",
                "reports",
                "report$",
            )
        ),
        ("desk:bases", Permission.PARTNER_READ),
        *(
            (f"desk:{page}", Permission.COMMITMENT_READ)
            for page in ("matrix", "country-sheet", "commitments-course", "overdue")
        ),
    )

    lessons: ClassVar[tuple[Lesson, ...]] = (
        Lesson(
            "desk:report-new",
            Permission.REPORT_FILE,
            gettext_noop("File what you saw"),
            gettext_noop(
                "One page opens as far as you need it and is kept as you type, also without a connection. Before "
                "it leaves "
                "you see by name who will read it."
            ),
        ),
        Lesson(
            "desk:picture",
            Permission.PICTURE_READ,
            gettext_noop("Ask the picture"),
            gettext_noop(
                "Choose what to count, when and where. Map, timeline and table answer the same question, and "
                "every figure "
                "leads to who says it."
            ),
        ),
        Lesson(
            "desk:holdings",
            Permission.RIGHTS_MANAGE,
            gettext_noop("Answer for what is held"),
            gettext_noop(
                "Look up what is held about somebody, until when, and who has read it, and answer requests in time."
            ),
        ),
    )

    made_again: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("name_key", "name_word", "lexicon", "lexicon_part"), "desk.0004_search"
    )

    def stock(self) -> None:
        """Number the properties of the schemata, and see that the indexes of prices are for theirs."""
        from corridor.web.desk.statements.actions import add_props
        from corridor.web.desk.statements.classed import keep_index
        from corridor.web.desk.statements.priced import keep_indexes

        add_props()
        keep_indexes()
        keep_index()

    def catch_up(self, migrations: Sequence[str]) -> None:
        """Fill the index of search, and find the terms of retention, for what was stored before there were any."""
        from corridor.web.desk.statements import search_index, terms

        if search_index.SINCE in migrations:
            search_index.fill()
        if terms.SINCE in migrations:
            terms.settle()

    def make_again(self) -> None:
        """Find again what the statements say."""
        from corridor.web.desk.statements import search_index

        search_index.fill()

    def receive(self, message: Message, *, doing: Doing) -> None:
        """Carry out what a protection body sent."""
        from corridor.web.desk.doors import actions as doors

        doors.receive(message, now=doing.now)

    def taking(self, kind: str) -> Callable[..., None] | None:
        """Return who carries out a kind of item that partner nodes send."""
        from corridor.core.exchange.codes import Kind
        from corridor.web.desk.receiving import taking

        return taking(Kind(kind))

    def carry(self, now: datetime) -> None:
        """Exchange letters with the partner nodes for whom something waits."""
        from corridor.web.desk.lines import carrying

        carrying.carry_due(taking=self.taking, now=now)

    def follow_up(self, now: datetime) -> None:
        """Erase the disclosures that have passed their day."""
        from corridor.web.desk.doors import actions as doors

        doors.erase_over(now=now)

    def come_up_to_date(self) -> None:
        """Read the lists of codes that another process released."""
        from corridor.web.desk.vocabularies import released

        released.come_up_to_date()

    def look_after(self, now: datetime) -> None:
        """Take up the imports whose process died, and erase what is overdue."""
        from corridor.web.base.accounts import queries as people
        from corridor.web.base.doors import actions as doors
        from corridor.web.desk.briefings import versions as briefings
        from corridor.web.desk.cards import keeping as cards
        from corridor.web.desk.centre import actions as centre
        from corridor.web.desk.displacement import actions as displacement
        from corridor.web.desk.exchange import actions as releases
        from corridor.web.desk.exchange import following, telling
        from corridor.web.desk.forecasting import actions as forecasting
        from corridor.web.desk.forums import telling as forums
        from corridor.web.desk.holds import schedule
        from corridor.web.desk.imports import abandoned
        from corridor.web.desk.lines import actions as lines
        from corridor.web.desk.matching import schedule as matching
        from corridor.web.desk.overview import actions as overview
        from corridor.web.desk.progress import keeping as drafts
        from corridor.web.desk.progress import sending as progress
        from corridor.web.desk.publishing import actions as publishing
        from corridor.web.desk.quarantine import actions as quarantine
        from corridor.web.desk.reports import writing as reports
        from corridor.web.desk.requests import actions as requests
        from corridor.web.desk.returned import actions as returned
        from corridor.web.desk.reviews import telling as reviews
        from corridor.web.desk.series import actions as series
        from corridor.web.desk.series import worked
        from corridor.web.desk.shifts import actions as shifts
        from corridor.web.desk.shifts import schedule as scans
        from corridor.web.desk.watch import schedule as watch

        by = people.without_content(f"{people.service_handle()}:import-officer")
        if found := abandoned.take_up(by=by, now=now):
            log.warning("imports were abandoned and are looked after", extra={"facts": {"imports": found}})
        if not (erased := schedule.erase_overdue(by=by, now=now)).is_nothing:
            log.info("what was overdue is erased", extra={"facts": {"loads": erased.loads}})
        cares: tuple[Callable[[], object], ...] = (
            partial(doors.look_after, now=now),
            partial(quarantine.destroy_expired, by=by, now=now),
            partial(reports.erase_expired, now),
            returned.erase_over,
            partial(requests.erase_over, by=by, now=now),
            partial(releases.expire, by=by, now=now),
            partial(following.follow, by=by, now=now),
            partial(telling.tell_uses, by=by, now=now),
            partial(lines.sweep, now=now),
            partial(cards.look_after, now=now),
            partial(watch.look_after, now=now),
            partial(scans.look_after, now),
            partial(matching.look_after, by=by, now=now),
            partial(centre.erase_over, now),
            partial(publishing.look_after, now),
            partial(series.erase_over, now),
            partial(shifts.erase_over, now),
            partial(forecasting.erase_over, now),
            partial(displacement.erase_over, now),
            partial(briefings.erase_over, now),
            partial(drafts.erase_over, now),
            partial(forums.resend, now),
            partial(progress.resend, now),
            partial(reviews.resend, now),
            partial(overview.look_after, now),
            partial(worked.forget, now=now),
        )
        for care in cares:
            try:
                care()
            except Exception:
                log.exception("a part of the desk could not be looked after; the others are, and it is tried again")
