"""What disclosure control refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class TableInvalid(CorridorError):
    """What was given is no table of counts."""

    code = "disclosure.E01"
    template = "not a table of counts: {reason}"
    hint = "Give whole numbers that are not negative, one code of each axis for each cell, and the codes of every axis."
    status = 422


class PolicyInvalid(CorridorError):
    """What was given is no policy that protects."""

    code = "disclosure.E02"
    template = "no policy of disclosure control: {reason}"
    hint = "Choose a threshold that is not below the floor, and a base of 3 at least."
    status = 422


class TablesTooLarge(CorridorError):
    """Tables that hang together have more combinations of codes than can be attacked."""

    code = "disclosure.E03"
    template = "the tables have {many} combinations of codes together, more than {most}"
    hint = "Merge codes, leave out an axis, or publish fewer tables that overlap."
    status = 422


class FormRefused(CorridorError):
    """What came as a published table does not have the agreed form."""

    code = "disclosure.E04"
    template = "this is no published table: {where}"
    hint = "Ask for the table to be sent again; the page on disclosure control says what it must be."
    status = 422


class AttackFailed(CorridorError):
    """No whole table agrees with what was published, so that nothing can be said of what it gives away."""

    code = "disclosure.E05"
    template = "the attack found no whole table behind {lines} published figures; nothing is published"
    hint = "Look whether tables that count the same contradict each other; say in each what it is narrowed to."
    status = 409
