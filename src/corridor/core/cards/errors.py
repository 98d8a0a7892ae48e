"""What cards refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class RosterMalformed(CorridorError):
    """What came as the roster, the contacts or the head of a node does not have the agreed form."""

    code = "cards.E01"
    template = "this is not what a node says of itself: {where}"
    hint = "Ask the node to send its card again; the document of exchange says what a card must be."
    status = 422


class RosterRefused(CorridorError):
    """A roster contradicts what is known of the node, of an authority or of a key."""

    code = "cards.E02"
    template = "the card is not taken: {trouble}"
    hint = "Call the node by a way that you know already, and compare."
    status = 409


class CardRevoked(CorridorError):
    """A card was brought whose key was revoked here."""

    code = "cards.E03"
    template = "the signing key of this card was revoked here"
    hint = "Ask the node for a card with new keys, and compare its fingerprint by another way."
    status = 409


class DrillUnderway(CorridorError):
    """A drill is begun or ended that is not in the state for it."""

    code = "cards.E04"
    template = "the drill for this node is {state}"
    hint = "End the drill that is under way, or begin one."
    status = 409


class AuthorityStays(CorridorError):
    """An authority cannot be handed over to another node."""

    code = "cards.E05"
    template = "the authority {authority} is not handed over: {why}"
    hint = "Name an authority of this node other than the one that keeps it, and a confirmed partner."
    status = 409


class ClaimStays(CorridorError):
    """An authority that a partner claims cannot be given to it."""

    code = "cards.E06"
    template = "the claim to the authority {authority} is not settled: {why}"
    hint = "Ask the partner to renew the key of the authority; an authority of this node is handed over by itself."
    status = 409
