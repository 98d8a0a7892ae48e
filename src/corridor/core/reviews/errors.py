"""What reviews refuse."""

from __future__ import annotations

from corridor.core.kernel.errors import CorridorError


class ReviewIncomplete(CorridorError):
    """Something in a review does not say what it must; each field is named with its reason."""

    code = "reviews.E01"
    template = "this cannot be kept: {fields}"
    hint = "Correct each field that is named; what was typed is still there."
    status = 422


class ReviewUnreadable(CorridorError):
    """What came from outside says nothing of a review."""

    code = "reviews.E02"
    template = "this is no word of a review: {field}"
    hint = "Its sender must write it in the form of the specification."
    status = 422


class NotForYou(CorridorError):
    """Who is no party to a review, or may not say this in it, wants to."""

    code = "reviews.E03"
    template = "this authority may not say this in the review"
    hint = "Reviewers ask and find, the reviewed State answers and replies, and who opened a review does neither."
    status = 403


class NotNow(CorridorError):
    """The review stands where this may not be said."""

    code = "reviews.E04"
    template = "this cannot be said now: {why}"
    hint = "Open the review again to see where it stands."
    status = 409


class SecondPersonNeeded(CorridorError):
    """Who wrote what the State says wants to approve it too."""

    code = "reviews.E05"
    template = "who wrote it does not approve it"
    hint = "Ask the focal point of your authority to read and approve it."
    status = 409
