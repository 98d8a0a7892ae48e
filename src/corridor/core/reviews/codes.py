"""The closed lists of reviews: what may be said in one, of which kind a finding is, and where the review stands."""

from __future__ import annotations

import enum
from typing import Final


class Say(enum.StrEnum):
    """What one turn of a review is."""

    QUESTION = "question"
    ANSWER = "answer"
    FINDING = "finding"
    REPLY = "reply"
    SUBMISSION = "submission"
    FOLLOW_UP = "follow-up"


class Tell(enum.StrEnum):
    """What an item about a review tells another node."""

    OPENED = "opened"
    SAID = "said"
    CLOSED = "closed"


class Kind(enum.StrEnum):
    """What a finding is; none of them is a grade."""

    GAP = "gap"
    GOOD_PRACTICE = "good-practice"
    SUGGESTION = "suggestion"
    ASSISTANCE = "assistance"


class Step(enum.StrEnum):
    """Where a review stands, each but the last with a clock."""

    ASKING = "asking"
    ANSWERING = "answering"
    FINDING = "finding"
    REPLYING = "replying"
    CLOSED = "closed"


class Why(enum.StrEnum):
    """Why something may not be said now."""

    NOT_A_PARTY = "not-a-party"
    CLOSED = "closed"
    NOT_CLOSED = "not-closed"
    UNANSWERED = "questions-unanswered"
    UNSHOWN = "right-of-reply"
    NOTHING_THERE = "nothing-there"
    SAID_ALREADY = "said-already"
    TOO_MANY = "too-many"


OF_THE_STATE: Final = frozenset({Say.ANSWER, Say.REPLY, Say.FOLLOW_UP})
"""What the reviewed State says; a second officer approves it."""

ABOUT_THE_STATE: Final = frozenset({Say.FINDING, Say.SUBMISSION})
"""What others say about the State: it sees this first, and may reply."""

REFERS_TO: Final = {
    Say.ANSWER: frozenset({Say.QUESTION}),
    Say.REPLY: ABOUT_THE_STATE,
    Say.FOLLOW_UP: frozenset({Say.FINDING}),
}
"""To what each kind of turn refers; the others refer to nothing."""
