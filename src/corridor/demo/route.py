"""A route of four nodes: a joint centre with officers of three States, and one authority of each at a node of its own.

All authorities, officers, boats and places are invented. What happens is told step by step; the demonstration lets the
officers do it at their nodes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.demo.records import Authority, Officer
from corridor.demo.sign_ins import PASSWORD


@dataclass(frozen=True, slots=True)
class RouteNode:
    """One node of the route: its authorities, of which the first keeps it, and who works there."""

    name: str
    authorities: tuple[Authority, ...]
    officers: tuple[Officer, ...]

    @property
    def code(self) -> str:
        """The code by which the others know the node."""
        return self.authorities[0].code

    @property
    def administrator(self) -> str:
        """Who accepts the cards of others, as handle and function."""
        return self._who("administrator")

    @property
    def overseer(self) -> str:
        """Who confirms what somebody else accepted."""
        return self._who("overseer")

    @property
    def legal_officer(self) -> str:
        """Who signs what may go to a partner."""
        return self._who("legal-officer")

    def _who(self, function: str) -> str:
        return next(f"{one.handle}:{function}" for one in self.officers if function in one.functions)


_WORK = ("operational-analysis", "search-and-rescue", "border-management")
_TOLD = ("strategic-analysis", "public-information")
_CASE = ("detection-and-investigation", "operational-analysis")


def _keepers(prefix: str, authority: str, names: tuple[str, str, str]) -> tuple[Officer, ...]:
    """Return who keeps a node: administrator, overseer and legal officer."""
    administrator, overseer, legal = names
    return (
        Officer(f"{prefix}.admin", administrator, authority, ("administrator",), ("administration",)),
        Officer(f"{prefix}.watch", overseer, authority, ("overseer",), ("oversight",)),
        Officer(f"{prefix}.legal", legal, authority, ("legal-officer",), ("oversight",)),
    )


def _reporters(prefix: str, authority: str, names: tuple[tuple[str, str], tuple[str, str]]) -> tuple[Officer, ...]:
    """Return who reports for a node's State or organisation, and who approves it."""
    (rapporteur, told), (focal, approved) = names
    return (
        Officer(f"{prefix}.{rapporteur}", told, authority, ("rapporteur",), _TOLD),
        Officer(f"{prefix}.{focal}", approved, authority, ("focal-point",), _TOLD),
    )


CENTRE = RouteNode(
    "Joint route centre",
    (
        Authority("INT-JRC", "Joint Route Centre (invented)", "XC", "joint-centre"),
        Authority("XA-LNO", "Liaison post of XA at the centre (invented)", "XA", "police"),
        Authority("XB-LNO", "Liaison post of XB at the centre (invented)", "XB", "coastguard"),
        Authority("XC-LNO", "Liaison post of XC at the centre (invented)", "XC", "police"),
    ),
    (
        Officer("jc.sorrel", "Sorrel Akenbu", "INT-JRC", ("analyst",), _WORK),
        Officer("jc.mael", "Maelis Thorne", "INT-JRC", ("liaison-officer",), _WORK),
        Officer("jc.ilvan", "Ilvan Quorst", "XA-LNO", ("liaison-officer",), _WORK),
        Officer("jc.brida", "Brida Hallocks", "XB-LNO", ("liaison-officer",), _WORK),
        Officer("jc.tamsin", "Tamsin Orrel", "XC-LNO", ("liaison-officer",), _WORK),
        *_reporters("jc", "INT-JRC", (("ansa", "Ansa Verrin"), ("korr", "Korr Ellander"))),
        *_keepers("jc", "INT-JRC", ("Corvin Adle", "Hesper Lunt", "Marl Ossick")),
    ),
)
POLICE_XA = RouteNode(
    "Police of XA",
    (Authority("XA-POL", "National Police of XA (invented)", "XA", "police"),),
    (
        Officer("xa.bevan", "Bevan Strool", "XA-POL", ("analyst",), _WORK),
        Officer("xa.tirel", "Tirel Oskandra", "XA-POL", ("investigator",), _CASE),
        *_reporters("xa", "XA-POL", (("brine", "Brinell Astow"), ("holt", "Holtan Mirsk"))),
        *_keepers("xa", "XA-POL", ("Eddanor Prysk", "Wick Lorrimond", "Fennic Dray")),
    ),
)
COAST_XB = RouteNode(
    "Coast guard of XB",
    (Authority("XB-CGD", "Coast Guard of XB (invented)", "XB", "coastguard"),),
    (
        Officer("xb.murrin", "Murrin Sallow", "XB-CGD", ("analyst",), _WORK),
        Officer("xb.hask", "Hask Torrigo", "XB-CGD", ("liaison-officer",), _WORK),
        *_reporters("xb", "XB-CGD", (("tamsel", "Tamsel Orrick"), ("norva", "Norva Jellis"))),
        *_keepers("xb", "XB-CGD", ("Orsa Vellim", "Jarn Keddle", "Pelia Strand")),
    ),
)
POLICE_XC = RouteNode(
    "Police of XC",
    (Authority("XC-POL", "Federal Police of XC (invented)", "XC", "police"),),
    (
        Officer("xc.dorn", "Dornick Halvo", "XC-POL", ("analyst",), _WORK),
        Officer("xc.yrsol", "Yrsol Pendrask", "XC-POL", ("investigator",), _CASE),
        *_reporters("xc", "XC-POL", (("wenna", "Wenna Corblay"), ("arlo", "Arlo Dunmeer"))),
        *_keepers("xc", "XC-POL", ("Ruddic Amory", "Sella Brankoft", "Tobin Varrick")),
    ),
)
NODES = (CENTRE, POLICE_XA, COAST_XB, POLICE_XC)
AT_THE_CENTRE = tuple(one.code for one in CENTRE.authorities)


@dataclass(frozen=True, slots=True)
class RouteReport:
    """A report that one node files and releases to authorities of others."""

    node: str
    officer: str
    ref: str
    days_ago: int
    said: dict[str, str]
    to: tuple[str, ...]
    is_recalled: bool = False


REPORTS = (
    RouteReport(
        "XB-CGD",
        "xb.murrin:analyst:operational-analysis",
        "XB-CGD-R1",
        2,
        {
            "incident_kind": "movement",
            "point": "-33.4,-21.2",
            "place_precision": "area",
            "border_type": "sea",
            "people": "40..50",
            "transport": "wooden-boat",
            "summary": "Wooden boat met at first light, heading south; everybody was brought ashore alive.",
        },
        (*AT_THE_CENTRE, "XA-POL", "XC-POL"),
    ),
    RouteReport(
        "XA-POL",
        "xa.bevan:analyst:operational-analysis",
        "XA-POL-R1",
        1,
        {
            "incident_kind": "movement",
            "point": "-31.9,-20.6",
            "place_precision": "area",
            "people": "20..30",
            "transport": "lorry",
            "summary": "Lorries bring people to the eastern beaches after dark; two departures in one week.",
        },
        (*AT_THE_CENTRE, "XB-CGD"),
    ),
    RouteReport(
        "XC-POL",
        "xc.dorn:analyst:operational-analysis",
        "XC-POL-R1",
        1,
        {
            "incident_kind": "movement",
            "point": "-35.8,-22.9",
            "place_precision": "area",
            "people": "12",
            "transport": "van",
            "summary": "Van met at the southern landing; it had been waiting since noon.",
        },
        (*AT_THE_CENTRE, "XA-POL"),
        is_recalled=True,
    ),
)

ALERT = {
    "words": "Boats now leave from the eastern beaches before dawn, two or three together.",
    "area": "Eastern beaches (invented)",
}
ALERT_FROM = "xa.bevan:analyst:operational-analysis"
ALERT_TO = (*AT_THE_CENTRE, "XB-CGD", "XC-POL")
ALERT_ANSWERED = (
    ("XB-CGD", "xb.murrin:analyst:operational-analysis", "acting"),
    ("INT-JRC", "jc.mael:liaison-officer:operational-analysis", "seen"),
    ("INT-JRC", "jc.brida:liaison-officer:operational-analysis", "seen"),
)
"""Who answers the alert, at which node; the police of XC has not answered yet, and that shows."""

ASKED_BY, ASKED = "xc.yrsol:investigator:detection-and-investigation", "XA-POL"
QUESTION = "Have the lorries of the eastern beaches been seen elsewhere in the last month?"
ANSWERED_BY = "xa.tirel:investigator:detection-and-investigation"
ANSWER = "Twice at the southern market, both times at night; nobody was stopped."

FORUM_BY = "jc.ansa:rapporteur:strategic-analysis"
"""Who opens the forum at the centre; the other three nodes are its members, and report on its first decision."""
REPORTED_BY = {
    "XA-POL": ("xa.brine:rapporteur:strategic-analysis", "xa.holt:focal-point:strategic-analysis"),
    "XB-CGD": ("xb.tamsel:rapporteur:strategic-analysis", "xb.norva:focal-point:strategic-analysis"),
    "XC-POL": ("xc.wenna:rapporteur:strategic-analysis", "xc.arlo:focal-point:strategic-analysis"),
}

LOG = (
    (
        "jc.ilvan:liaison-officer:operational-analysis",
        "message",
        "Police of XA sent an alert: the route has shifted.",
        True,
    ),
    (
        "jc.brida:liaison-officer:operational-analysis",
        "measure",
        "Coast guard of XB sends a boat at first light.",
        False,
    ),
)
HANDED_BY, HANDED_TO = "jc.ilvan:liaison-officer:operational-analysis", "jc.brida"
HANDED_WORDS = "Quiet since noon. The answer of the police of XC is still missing."


def node_of(code: str) -> RouteNode:
    """Return a node of the route by its code."""
    return next(one for one in NODES if one.code == code)


def sign_ins_told(origins: Mapping[str, str]) -> str:
    """Return where each node is served and who signs in there, as lines of text."""
    lines = []
    for node in NODES:
        lines.append(f"\n{node.name} ({node.code}): {origins[node.code]}/")
        lines += [f"  {one.handle:12} {one.authority:8} {', '.join(one.functions)}" for one in node.officers]
    return "\n".join([*lines, f"\npassword for each: {PASSWORD}"])
