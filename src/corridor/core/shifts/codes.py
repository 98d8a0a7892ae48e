"""The closed lists of shifts."""

from __future__ import annotations

import enum


class Rival(enum.StrEnum):
    """Another explanation than that people moved from one route to the other."""

    SEASON = "season"
    REPORTING = "reporting"
    DEMAND = "demand"
    OTHER_ROUTES = "other-routes"
    EARLIER = "earlier"
    MEETING = "meeting"


class Weight(enum.StrEnum):
    """What the figures say of a rival explanation."""

    AGAINST = "against"
    FOR = "for"
    UNKNOWN = "unknown"


class Verdict(enum.StrEnum):
    """What an officer says after looking into a shift."""

    PLAUSIBLE = "plausible"
    EXPLAINED = "explained"
    NOT = "not"


class Along(enum.StrEnum):
    """What the routes of a family are: routes, or countries in which incidents happened. Never nationalities (R-24)."""

    ROUTE = "route"
    COUNTRY = "country"
