"""What publishing refuses."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class AskedWrongly(CorridorError):
    """What was asked for is no table."""

    code = "publishing.E01"
    template = "no table can be made of this: {field}"
    hint = "Choose what is counted and at least one thing to break it down by; the table has at most 6000 cells."
    status = 422


class NothingCounted(CorridorError):
    """Nothing that the officer may see and count answers the question."""

    code = "publishing.E02"
    template = "nothing is counted here"
    hint = "Choose another source or a longer time."
    status = 422


class KeptIn(CorridorError):
    """A table rests on what others shared under a marking that does not let it be published."""

    code = "publishing.E03"
    template = "the table rests on what is not for the public and belongs to {authorities}"
    hint = "Leave that source out, or ask its authority to mark the figures as public."
    status = 403


class Recovered(CorridorError):
    """The attack worked cells out, or there was none of these bytes: the table is not published."""

    code = "publishing.E04"
    template = "the table is not published: {reason}"
    hint = "Use longer periods or fewer breakdowns, protect the table again and have it attacked again."
    status = 409


class SameHand(CorridorError):
    """Who made a table may not publish it."""

    code = "publishing.E05"
    template = "a table is published by somebody else than who made it"
    hint = "Ask a second officer who may publish tables."
    status = 403


class NotNow(CorridorError):
    """A table does not stand where this act would move it on."""

    code = "publishing.E06"
    template = "the table is {state}; this cannot be done with it"
    hint = "Open its page again and see what can be done."
    status = 409


class FileUnreadable(CorridorError):
    """A published file is not of its form, or its signature does not hold."""

    code = "publishing.E07"
    template = "the published file cannot be read: {reason}"
    hint = "Ask the node that signed it for the file again."
    status = 422


class Isolating(CorridorError):
    """A question, with those answered before, would narrow down few people."""

    code = "publishing.E08"
    template = "the question is not answered: {reason}"
    hint = "Ask for the fixed table as it is; nested filters and small differences are refused and written down."
    status = 403


class CountedAnew(CorridorError):
    """What a table counts is not there any more as it was counted: a source was corrected, undone or laid together."""

    code = "publishing.E10"
    template = "the table is not published: counted anew, its figures differ"
    hint = "Give this version up and make it anew from what is here now."
    status = 409


class NoLongerGiven(CorridorError):
    """The figures of a version were withdrawn because they no longer protect those they count."""

    code = "publishing.E11"
    template = "these figures are no longer given out"
    hint = "Read on the page of the table why it was withdrawn, and delete copies of its figures."
    status = 410


class NotTheDay(CorridorError):
    """The fixed calendar does not let this period be published, or it was published already."""

    code = "publishing.E09"
    template = "the period {period} is not published now: {reason}"
    hint = "The calendar is fixed: each period is published once, on its day or after."
    status = 409
