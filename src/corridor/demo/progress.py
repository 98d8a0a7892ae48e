"""What the invented States report on what was promised: every body, bill and file is made up and says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corridor.core.progress.codes import Level, Money, Proof, Status
from corridor.core.progress.records import Budget, Evidence, Milestone, Said


@dataclass(frozen=True)
class Told:
    """One entry: who writes, what it says, its half-year, how far it goes, and how far it came."""

    state: str
    said: Said
    half: int
    level: Level
    is_approved: bool = True
    is_withdrawn: bool = False
    forums: bool = False


def told(today: date) -> tuple[Told, ...]:
    """Return the entries; `half` counts from the half-year before this one, which is 0."""
    last_year, this = today.year - 1, today.year
    return (
        Told("XB", _join(this), 0, Level.PUBLIC),
        Told("XB", _border(last_year), 0, Level.FORUM, forums=True),
        Told(
            "XB",
            Said(
                "ga-2023-prevention-04",
                Status.DONE,
                responsible="Ministry of Information of XB (invented)",
                actions="A campaign on risks and on lawful ways ran in four coastal towns (invented).",
            ),
            0,
            Level.PUBLIC,
        ),
        Told(
            "XB",
            Said(
                "ga-2023-response-06",
                Status.UNDER_WAY,
                responsible="Ministry of Social Affairs of XB (invented)",
                actions="Shelters were opened beside the two largest harbours (invented).",
                evidence=(
                    Evidence("", Proof.EVALUATION, "Review of the shelters (invented)", "XB-MSA/31", Level.FORUM, True),
                    Evidence("", Proof.CASE, "Inspection notes (invented)", "XB-MSA/31-2", Level.OWN, True),
                ),
            ),
            0,
            Level.PUBLIC,
            forums=True,
        ),
        Told(
            "XB",
            Said(
                "ga-2023-alternatives-01",
                Status.PLANNED,
                responsible="Ministry of Labour of XB (invented)",
                actions="A seasonal work scheme is prepared with XC (invented).",
                milestones=(Milestone("", "Agreement signed", date(this + 1, 3, 31)),),
            ),
            1,
            Level.PUBLIC,
            is_approved=False,
        ),
        Told(
            "XB",
            Said(
                "ga-2023-response-04",
                Status.UNDER_WAY,
                responsible="Financial Intelligence Unit of XB (invented)",
                actions="A desk for asset recovery was set up (invented).",
            ),
            1,
            Level.OWN,
            is_approved=False,
        ),
        Told(
            "XA",
            Said(
                "ga-2023-prevention-02",
                Status.DONE,
                responsible="Parliament of XA (invented)",
                actions="The act on smuggling of migrants is in force; no smuggled migrant is liable (invented).",
                evidence=(
                    Evidence("", Proof.LAW, "Act 4 of XA (invented)", "https://gazette.xa.example/4", Level.PUBLIC),
                ),
            ),
            0,
            Level.PUBLIC,
            forums=True,
        ),
        Told(
            "XA",
            Said(
                "ga-2023-response-03",
                Status.UNDER_WAY,
                responsible="Central authority of XA (invented)",
                actions="Two clerks more answer requests for assistance (invented).",
                evidence=(Evidence("", Proof.BUDGET, "Budget line 12 (invented)", "XA budget, line 12", Level.FORUM),),
            ),
            0,
            Level.FORUM,
            forums=True,
        ),
        Told(
            "XA",
            Said(
                "g7-2024-V-04",
                Status.NONE,
                actions="Figures by sex and age are not collected yet (invented).",
            ),
            0,
            Level.PUBLIC,
        ),
        Told(
            "XC",
            Said(
                "ga-2023-response-02",
                Status.DONE,
                responsible="Federal Police of XC (invented)",
                actions="A joint team with XB began its work (invented).",
                evidence=(Evidence("", Proof.AGREEMENT, "Agreement on the team (invented)", "XC-XB 7", Level.PUBLIC),),
            ),
            0,
            Level.PUBLIC,
            forums=True,
        ),
        Told(
            "XC",
            Said(
                "ga-2023-io-01",
                Status.UNDER_WAY,
                responsible="Ministry of Foreign Affairs of XC (invented)",
                actions="A meeting of the route was announced by mistake (invented).",
            ),
            0,
            Level.PUBLIC,
            is_withdrawn=True,
        ),
        Told(
            "XC",
            Said(
                "g7-2024-V-02",
                Status.UNDER_WAY,
                responsible="Federal Police of XC (invented)",
                actions="Three practices were written down and shared (invented).",
                evidence=(Evidence("", Proof.TRAINING, "Course papers (invented)", "XC-POL 88", Level.OWN),),
            ),
            0,
            Level.PUBLIC,
        ),
    )


def _join(this: int) -> Said:
    return Said(
        "ga-2023-prevention-01",
        Status.UNDER_WAY,
        answers=("g7-2019-01", "gcm-9-a"),
        responsible="Ministry of Foreign Affairs of XB (invented)",
        actions="The bill on accession to the Smuggling Protocol passed its first reading (invented).",
        milestones=(Milestone("", "Instrument of accession deposited", date(this - 1, 10, 31)),),
        budgets=(),
        evidence=(
            Evidence("", Proof.LAW, "Bill 12 of XB (invented)", "https://gazette.xb.example/12", Level.PUBLIC),
            Evidence("", Proof.OTHER, "Minutes of the committee (invented)", "XB-MFA/7", Level.OWN),
        ),
    )


def _border(last_year: int) -> Said:
    return Said(
        "ga-2023-prevention-03",
        Status.UNDER_WAY,
        responsible="Border Authority of XB (invented)",
        actions="Officers at three crossings were trained to recognise who needs protection (invented).",
        budgets=(Budget(Decimal(240_000), "EUR", last_year, Money.SPENT),),
        evidence=(
            Evidence("", Proof.TRAINING, "Course papers (invented)", "XB-BRD 2/19", Level.FORUM),
            Evidence("", Proof.STATISTIC, "Attendance (invented)", "XB-BRD 2/20", Level.OWN, True),
        ),
    )
