"""Short ways to make things as they leave a node."""

from __future__ import annotations

from corridor.core.exports.records import Handling, Item, Origin, Said

UID = "a" * 32
HANDLINGS = {
    1: Handling("1" * 64, "TLP:GREEN", "XA-POL", "partners"),
    2: Handling("2" * 64, "TLP:AMBER", "XB-BRD", "named"),
}
ORIGINS = {
    1: Origin("iom-missing-migrants", "export", "", "2021-03-20"),
    2: Origin("XB-BRD", "reports", "europol-4x4:B2", "2021-04-01"),
}


def said(prop: str, value: str, *, about: str = UID, record: int = 1, mark: int = 1, ref: str | None = None) -> Said:
    """Return one statement."""
    return Said(about, prop, value, None, None, ref, record, mark)


def parked(prop: str, value: str, original: str, *, record: int = 1, mark: int = 1) -> Said:
    """Return one statement whose text had no code."""
    return Said(UID, prop, value, original, None, None, record, mark, is_parked=True)


def item(*statements: Said, title: str = "Coast of Ashmar") -> Item:
    """Return a thing of which these statements leave."""
    return Item(
        uid=min((one.about for one in statements), default=UID),
        title=title,
        said=statements,
        origins={one.record: ORIGINS[one.record] for one in statements if one.record in ORIGINS},
        handlings={one.mark: HANDLINGS[one.mark] for one in statements},
    )


def thing(kind: str, /, *, about: str = UID, record: int = 1, mark: int = 1, **claims: str | tuple[str, ...]) -> Item:
    """Return a thing of a kind; a tuple says several values."""
    listed = [("kind", kind)] + [
        (prop, value) for prop, values in claims.items() for value in ((values,) if isinstance(values, str) else values)
    ]
    return item(*(said(prop, value, about=about, record=record, mark=mark) for prop, value in listed))


def incident(*, about: str = UID, record: int = 1, mark: int = 1, **claims: str | tuple[str, ...]) -> Item:
    """Return an incident."""
    return thing("Incident", about=about, record=record, mark=mark, **claims)


def together(*items: Item) -> Item:
    """Return things as one."""
    return item(*(one for part in items for one in part.said))
