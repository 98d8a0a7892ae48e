"""Measures of the demonstration: one that is public knowledge, and two invented ones that the joint centre plans."""

from __future__ import annotations

from datetime import date, timedelta

from corridor.core.displacement.records import Consultation, HarmCheck, Plan

AS_OF = "2016-03-18"
PUBLIC = (
    {
        "measure": "Statement of the European Union and Türkiye",
        "measure_kind": "other",
        "since": "2016-03-20",
        "route": "Eastern Mediterranean Route",
        "summary": "People who arrive on the Greek islands from 20 March 2016 on are to be returned to Türkiye.",
        "source_address": "https://www.consilium.europa.eu/en/press/press-releases/2016/03/18/eu-turkey-statement/",
    },
)
"""Measures that are public knowledge, each with where it was published."""

HARM = HarmCheck(
    lives="Lorries will stop in the hills instead; in winter people may freeze there. (invented)",
    pushed_to="The river below Soolen, and from there the longer Southern crossing. (invented)",
    community="Villages on both sides lose their market; some will hide people, others will report them. (invented)",
    livelihoods="Porters and drivers at Brinpost lose most of what they earn. (invented)",
    mitigation="A warm house at the old customs post, a rescue line, and a gate for the market. (invented)",
)


def closing(today: date) -> Plan:
    """Return the closing of the land leg into XB, which begins in two months."""
    return Plan(
        name="Closing of the land border at Brinpost (invented)",
        kind="closure",
        since=(today + timedelta(days=60)).isoformat(),
        country="XB",
        route="Northern crossing",
        region="Brinpost",
        basis="Border act of XB, section 12 (invented)",
    )


def patrols(today: date) -> Plan:
    """Return patrols that are planned, of which nothing else was written yet."""
    return Plan(
        name="Night patrols off Vendik (invented)",
        kind="patrol",
        since=(today + timedelta(days=30)).isoformat(),
        country="XA",
        route="Southern crossing",
    )


def meeting(today: date) -> Consultation:
    """Return what the community said about the closing."""
    return Consultation(
        whom="The market council of Brinpost and the drivers of Soolen (invented)",
        on=today - timedelta(days=12),
        said="They ask for a gate on market days, and that nobody is turned back in snow. (invented)",
        unmet="Pay for the drivers who lose their work. (invented)",
    )
