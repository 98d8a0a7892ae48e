"""Markings, readers and schemes for the tests of handling: made by hand, and drawn at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from corridor import shelf
from corridor.core.handling.codes import ALL_USES, Audience, Use
from corridor.core.handling.records import Marking, Reader, SchemeCode

ORIGIN = "XA-POL"
TRANSIT = "XB-BRD"
DESTINATION = "XC-POL"
SCHEMES = shelf.schemes()

H0, H1, H2, H3 = (SchemeCode("europol-4x4", "2016", code) for code in ("H0", "H1", "H2", "H3"))
RED, STRICT, AMBER, GREEN, CLEAR = (
    SchemeCode("tlp", "2.0", code) for code in ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
)
P, C = (SchemeCode("uk-3x5x2", "2016", code) for code in ("P", "C"))

OPEN = Marking(
    originator=ORIGIN,
    audience=Audience.PUBLIC,
    recipients=frozenset({TRANSIT}),
    functions=frozenset(),
    purposes=SCHEMES.content_purposes,
    handling=(),
    uses=ALL_USES,
    clearance=0,
    compartments=frozenset(),
    retention="operational-3y",
)
"""A marking that refuses nothing that the schemes know; each test narrows one thing."""


def marking(*handling: SchemeCode, **fields: object) -> Marking:
    """Return the open marking with these codes and changes."""
    return replace(OPEN, handling=handling, **fields)  # type: ignore[arg-type]  # fields of Marking


def reader(
    authority: str = TRANSIT,
    *,
    function: str = "analyst",
    purpose: str = "operational-analysis",
    clearance: int = 0,
    compartments: frozenset[str] = frozenset(),
) -> Reader:
    """Return an analyst of the transit country's border police, or another reader."""
    return Reader(authority, function, purpose, clearance, compartments)


authorities = st.sampled_from([ORIGIN, TRANSIT, DESTINATION])
functions = st.sampled_from([*SCHEMES.functions, "astrologer"])
purposes = st.sampled_from([*SCHEMES.purposes, "curiosity"])
uses = st.integers(0, 127).map(Use)
single_uses = st.sampled_from(list(Use))
compartments = st.frozensets(st.sampled_from(["sources", "money"]))

params = st.lists(
    st.sampled_from(["named-only", "no-print", "strategic-only", "read-only", "A1", "A3", "S1", "S2", "ask us first"]),
    max_size=3,
).map(tuple)
known_codes = st.sampled_from([H0, H1, H2, H3, RED, STRICT, AMBER, GREEN, CLEAR, P, C])
unknown_codes = st.sampled_from(
    [
        SchemeCode("tlp", "2.0", "ex:chr"),
        SchemeCode("tlp", "2.0", "unclear"),
        SchemeCode("tlp", "9.9", "RED"),
        SchemeCode("house-rules", "1", "OPEN"),
        SchemeCode("tlp", "2.0", "CLEAR", ("and more",)),
    ]
)
conditional_codes = st.builds(lambda code, given: code._replace(params=given), st.sampled_from([H3, C]), params)
codes = known_codes | conditional_codes | unknown_codes

markings = st.builds(
    Marking,
    originator=authorities | st.just(""),
    audience=st.sampled_from(Audience),
    recipients=st.frozensets(authorities),
    functions=st.just(frozenset()) | st.frozensets(functions),
    purposes=st.frozensets(purposes, max_size=12),
    handling=st.lists(known_codes | conditional_codes, max_size=3).map(tuple) | st.lists(codes, max_size=2).map(tuple),
    uses=uses,
    clearance=st.integers(0, 2),
    compartments=compartments,
    retention=st.sampled_from([*SCHEMES.retentions] * 3 + ["for-ever"]),
)
open_markings = st.builds(
    replace,
    st.just(OPEN),
    audience=st.sampled_from([Audience.PUBLIC, Audience.PARTNERS, Audience.NAMED]),
    recipients=st.sampled_from([frozenset({ORIGIN, TRANSIT, DESTINATION}), frozenset({TRANSIT}), frozenset()]),
    handling=st.lists(known_codes, max_size=1).map(tuple) | st.lists(conditional_codes, max_size=2).map(tuple),
    uses=st.sampled_from([ALL_USES, ALL_USES, Use.READ, Use.MATCH | Use.PRINT, ALL_USES & ~Use.READ]),
)
"""Markings that leave enough open for the properties to mean something."""
any_markings = open_markings | open_markings | markings

duties = st.sampled_from(sorted(SCHEMES.duties))
likely_readers = st.builds(
    lambda authority, duty: Reader(authority, duty[0], duty[1], 2, frozenset({"sources", "money"})), authorities, duties
)
unlikely_readers = st.builds(Reader, authorities | st.just(""), functions, purposes, st.integers(0, 2), compartments)
readers = likely_readers | likely_readers | unlikely_readers
