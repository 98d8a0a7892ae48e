"""The forum of the demonstration: what it meets about and what it decided. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NAME: Final = "Route forum of XA, XB and XC (invented)"
INSTRUMENTS: Final = ("ga-2023", "g7-2024")
ALIKE: Final = "ga-2023-prevention-01"


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting so many days from today, past ones below zero."""

    in_days: int
    place: str
    agenda: tuple[str, ...]
    paper: str
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the first meeting, due so many days from today."""

    title: str
    paraphrase: str
    pillar: str
    due_in_days: int | None


MET: Final = (
    Met(
        -70,
        "Harbour house (invented)",
        ("Warnings within a day", "Counsel for those who are met at sea"),
        "Note on warnings (invented), XC 2026/4",
        "Both points were agreed. Members report on them every half-year, with what shows it.",
    ),
    Met(35, "", ("What was reported for the half-year", "Peer review: who goes first"), "Draft agenda (invented)"),
)
DECIDED: Final = (
    Decided(
        "Warn each other within a day",
        "Members warn each other of shifts of the route within one day, and tell when a warning is over.",
        "cooperation",
        -10,
    ),
    Decided(
        "Offer counsel to everybody who is brought ashore",
        "Members see that whoever is brought ashore is offered counsel before any questions are put.",
        "protection",
        120,
    ),
)

REPORTED: Final = {
    "XA-POL": ("under-way", "Two liaison desks answer day and night.", "Order of the police (invented)", "XA 2026/17"),
    "XB-CGD": ("done", "Warnings leave within six hours.", "Evaluation of warnings (invented)", "XB-CGD 2026/9"),
    "XC-POL": ("planned", "A desk is to be opened.", "", ""),
}
"""What the nodes of a route report on the first decision: status, actions, and title and place of the evidence."""
