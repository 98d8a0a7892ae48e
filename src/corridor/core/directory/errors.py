"""What the directory refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ContactIncomplete(CorridorError):
    """A contact does not say what whoever needs it must know."""

    code = "directory.E01"
    template = "the contact cannot be added: {field}"
    hint = "A contact needs kind, name, country, mandate, language, hours and channel."
    status = 422


class CallUnknown(CorridorError):
    """A test call names a channel that the contact does not have, or an outcome that is none."""

    code = "directory.E02"
    template = "this is no call to this contact"
    hint = "Choose a channel of the contact and an outcome of the list."
    status = 422


class ContactsRefused(CorridorError):
    """Contacts that another node published are not taken: one of them is not what a contact must be."""

    code = "directory.E03"
    template = "the contacts of {node} are not taken: {field}"
    hint = "Ask the node to correct its contact; those that were taken before stay."
    status = 422
