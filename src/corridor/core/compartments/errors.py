"""What sealed compartments refuse. Whoever is not named is told that there is none."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ReferenceMalformed(CorridorError):
    """A pseudonym, name of a compartment or file mark could hold words about somebody."""

    code = "compartments.E01"
    template = "the {field} is up to 64 letters a-z, digits and . _ / -"
    hint = "Give a number or mark that says nothing about the person."
    status = 422


class PseudonymKnown(CorridorError):
    """The compartment keeps an identity under this pseudonym already."""

    code = "compartments.E02"
    template = "there is an identity under this pseudonym already"
    hint = "Choose another pseudonym."
    status = 409


class NotColleague(CorridorError):
    """Nobody of the own authority with this handle may be named, or is named already."""

    code = "compartments.E03"
    template = "nobody with this handle can be named for this compartment"
    hint = "Name a colleague of your authority whose function keeps compartments and who is not named yet."
    status = 422


class SecondPersonMissing(CorridorError):
    """One person would do what two must do."""

    code = "compartments.E04"
    template = "this needs two named people, and you are the first of them"
    hint = "Ask another person who is named for the compartment."
    status = 403


class OpeningState(CorridorError):
    """The opening is in a state in which this cannot be done: decided, used, or its time is over."""

    code = "compartments.E05"
    template = "an opening that is {state} cannot be {act}"
    hint = "Ask anew; another named person decides."
    status = 409


class ContentMissing(CorridorError):
    """There is nothing to seal, or too much."""

    code = "compartments.E06"
    template = "an identity is written in 1 to {longest} characters"
    hint = "Write who the person is and how to reach them."
    status = 422
