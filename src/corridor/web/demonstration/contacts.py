"""Fills the directory of the demonstration: contacts that can be asked, one that is stale, one that nobody tried."""

from __future__ import annotations

from datetime import datetime, timedelta

from corridor.demo.contacts import CONTACTS
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.desk.directory.actions import add_contact, note_test

KEEPER, CALLER = "xa.edda:administrator", "int.sorrel:analyst"


def add_contacts(now: datetime) -> None:
    """Add the invented contacts, and the calls that reached them."""
    keeper, caller = (accounts.take_duty(*people.duty_named(one), now=now) for one in (KEEPER, CALLER))
    for told in CONTACTS:
        uid = add_contact(by=keeper, authority=told.authority, contact=told.contact, now=now)
        if told.reached is not None:
            channel = told.contact.channels[0].kind
            on = now.date() - timedelta(days=told.reached)
            note_test(by=caller, uid=uid, channel=channel, outcome="answered", now=now, on=on)
