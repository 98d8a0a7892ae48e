"""Who acts in the invented story. Names are made up of no real culture's; so are all authorities."""

from __future__ import annotations

from corridor.demo.records import Authority, Officer, Source

AUTHORITIES = (
    Authority("XA-POL", "National Police of XA (invented)", "XA", "police"),
    Authority("XA-FIU", "Financial Intelligence Unit of XA (invented)", "XA", "financial-intelligence"),
    Authority("XB-BRD", "Border Authority of XB (invented)", "XB", "border"),
    Authority("XB-CGD", "Coast Guard of XB (invented)", "XB", "coastguard"),
    Authority("XC-POL", "Federal Police of XC (invented)", "XC", "police"),
    Authority("XC-PRO", "Prosecution Service of XC (invented)", "XC", "prosecution"),
    Authority("INT-JSC", "Joint Smuggling Centre (invented)", "XC", "joint-centre"),
)

OFFICERS = (
    Officer("xa.tirel", "Tirel Oskandra", "XA-POL", ("investigator",), ("detection-and-investigation",)),
    Officer(
        "xa.bevan",
        "Bevan Strool",
        "XA-POL",
        ("analyst", "import-officer"),
        ("operational-analysis", "strategic-analysis"),
    ),
    Officer("xa.jorul", "Jorul Imbrey", "XA-POL", ("field-officer",), ("border-management", "search-and-rescue")),
    Officer(
        "xa.quenna",
        "Quenna Fost",
        "XA-FIU",
        ("financial-analyst",),
        ("detection-and-investigation", "operational-analysis"),
    ),
    Officer("xa.ralm", "Ralm Wextorel", "XA-FIU", ("financial-analyst",), ("detection-and-investigation",)),
    Officer("xb.ondry", "Ondry Vashk", "XB-BRD", ("field-officer",), ("border-management", "search-and-rescue")),
    Officer("xb.lessit", "Lessit Drouvane", "XB-BRD", ("analyst",), ("operational-analysis", "border-management")),
    Officer("xb.hask", "Hask Torrigo", "XB-CGD", ("field-officer",), ("search-and-rescue", "border-management")),
    Officer(
        "xc.yrsol",
        "Yrsol Pendrask",
        "XC-POL",
        ("investigator",),
        ("detection-and-investigation", "operational-analysis"),
    ),
    Officer(
        "xc.dorn",
        "Dornick Halvo",
        "XC-POL",
        ("analyst", "import-officer"),
        ("operational-analysis", "strategic-analysis"),
    ),
    Officer(
        "xc.pell", "Pellimar Oakesh", "XC-POL", ("liaison-officer",), ("operational-analysis", "border-management")
    ),
    Officer("xc.vantry", "Vantry Ellisk", "XC-PRO", ("prosecutor",), ("prosecution", "detection-and-investigation")),
    Officer(
        "int.sorrel",
        "Sorrel Akenbu",
        "INT-JSC",
        ("analyst", "import-officer"),
        ("strategic-analysis", "operational-analysis"),
    ),
    Officer(
        "int.nim",
        "Nim Overstrask",
        "INT-JSC",
        ("statistician",),
        ("strategic-analysis", "research", "public-information"),
    ),
    Officer("xb.murrin", "Murrin Sallow", "XB-CGD", ("analyst",), ("operational-analysis", "search-and-rescue")),
    Officer("xc.liss", "Lissane Corvey", "XC-PRO", ("prosecutor",), ("prosecution", "detection-and-investigation")),
    Officer("int.mael", "Maelis Thorne", "INT-JSC", ("analyst",), ("strategic-analysis", "operational-analysis")),
    Officer("xa.wick", "Wick Lorrimond", "XA-POL", ("overseer",), ("oversight",)),
    Officer("xa.edda", "Eddanor Prysk", "XA-POL", ("administrator",), ("administration",)),
    Officer("xa.ferrin", "Ferrin Aldous", "XA-POL", ("data-protection-officer",), ("data-protection",)),
    Officer("xa.tarn", "Tarnis Eldane", "XA-POL", ("legal-officer",), ("oversight",)),
    Officer("xa.brine", "Brinell Astow", "XA-POL", ("rapporteur",), ("strategic-analysis", "public-information")),
    Officer("xa.holt", "Holtan Mirsk", "XA-POL", ("focal-point",), ("strategic-analysis", "public-information")),
    Officer("xb.tamsel", "Tamsel Orrick", "XB-BRD", ("rapporteur",), ("strategic-analysis", "public-information")),
    Officer("xb.norva", "Norva Jellis", "XB-BRD", ("focal-point",), ("strategic-analysis", "public-information")),
    Officer("xc.wenna", "Wenna Corblay", "XC-POL", ("rapporteur",), ("strategic-analysis", "public-information")),
    Officer("xc.arlo", "Arlo Dunmeer", "XC-POL", ("focal-point",), ("strategic-analysis", "public-information")),
    Officer("int.ansa", "Ansa Verrin", "INT-JSC", ("rapporteur",), ("strategic-analysis", "public-information")),
    Officer("int.korr", "Korr Ellander", "INT-JSC", ("focal-point",), ("strategic-analysis", "public-information")),
    Officer("xa.oriel", "Oriel Tamsick", "XA-POL", ("statistician",), ("strategic-analysis", "research")),
)

PROTECTION_AUTHORITIES = (
    Authority("INT-MPA", "Migrant Protection Agency (invented)", "XB", "protection"),
    Authority("XB-ASY", "Asylum Office of XB (invented)", "XB", "asylum"),
    Authority("XB-RET", "Office for Status and Return of XB (invented)", "XB", "return"),
    Authority("XB-OMB", "Ombudsperson of XB (invented)", "XB", "oversight"),
)
"""Who works in the zone of protection; the first keeps the node."""

PROTECTION_OFFICERS = (
    Officer("mp.alune", "Alune Tavrick", "INT-MPA", ("protection-officer",), ("protection",)),
    Officer("mp.corin", "Corin Esdale", "INT-MPA", ("protection-officer",), ("protection",)),
    Officer("mp.sefa", "Sefa Brindlow", "INT-MPA", ("volunteer",), ("protection",)),
    Officer("as.wyll", "Wyllan Orsted", "XB-ASY", ("asylum-officer",), ("asylum",)),
    Officer("rt.maroc", "Marocen Pyle", "XB-RET", ("status-officer",), ("status-and-return",)),
    Officer("om.iska", "Iska Feldrane", "XB-OMB", ("return-monitor",), ("return-monitoring",)),
    Officer("om.thale", "Thale Unwick", "XB-OMB", ("complaints-officer",), ("complaints",)),
    Officer("mp.dorne", "Dorne Hesswick", "INT-MPA", ("overseer",), ("oversight",)),
    Officer("mp.verra", "Verra Stoll", "INT-MPA", ("administrator",), ("administration",)),
)

SOURCES = (
    Source("own-observation", "Own observation of the authority", "observation"),
    Source("coastal-watch", "Coastal watch log (invented)", "official"),
    Source("survivor-accounts", "Agreeing accounts of several survivors, without names (invented)", "observation"),
    Source("payment-records", "Payment records obtained by order (invented)", "official"),
    Source("harbour-register", "Harbour register (invented)", "official"),
    Source("court-file", "Court file (invented)", "court-record"),
    Source("local-press", "Local press (invented)", "media"),
    Source("joint-series", "Monthly series of the joint centre (invented)", "statistics"),
)


def officer(handle: str) -> Officer:
    """Return an officer of the cast."""
    return next(found for found in OFFICERS if found.handle == handle)
