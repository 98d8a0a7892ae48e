"""The codes of reviews in words of the page's language."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from corridor.core.progress.codes import Standing, Status
from corridor.core.reviews.codes import Kind, Say, Step
from corridor.web.desk.pages.imports import State
from corridor.web.desk.statements.presenting import country_label


def say_words(say: Say) -> str:
    """Return what a turn is called."""
    return {
        Say.QUESTION: gettext("Question"),
        Say.ANSWER: gettext("Answer"),
        Say.FINDING: gettext("Finding"),
        Say.REPLY: gettext("Reply of the State"),
        Say.SUBMISSION: gettext("Submission of civil society"),
        Say.FOLLOW_UP: gettext("Follow-up"),
    }[say]


def write_words(say: Say) -> str:
    """Return what the link to the form of a turn is called."""
    return {
        Say.QUESTION: gettext("Ask a question"),
        Say.ANSWER: gettext("Answer"),
        Say.FINDING: gettext("Write a finding"),
        Say.REPLY: gettext("Reply"),
        Say.SUBMISSION: gettext("Enter a submission of civil society"),
        Say.FOLLOW_UP: gettext("Tell what became of it"),
    }[say]


def lead_words(say: Say) -> str:
    """Return who will read a turn, and when."""
    return {
        Say.QUESTION: gettext("The reviewed State and its reviewers read it, and nobody else."),
        Say.ANSWER: gettext(
            "The reviewers read it once your focal point approved it, and nobody else. It cannot be changed then."
        ),
        Say.FINDING: gettext(
            "The reviewed State and its reviewers read it at once. The forum reads it with the reply, or after 30 days."
        ),
        Say.REPLY: gettext(
            "Once your focal point approved it, the forum reads it together with what it replies to, at once."
        ),
        Say.SUBMISSION: gettext(
            "The reviewed State reads it first; the reviewers and the forum with the reply, or after 30 days. It stays "
            "apart from the findings and names who said it."
        ),
        Say.FOLLOW_UP: gettext("The forum reads it once your focal point approved it."),
    }[say]


def kind_words(kind: Kind) -> str:
    """Return what a finding is."""
    return {
        Kind.GAP: gettext("gap or challenge"),
        Kind.GOOD_PRACTICE: gettext("good practice"),
        Kind.SUGGESTION: gettext("suggestion"),
        Kind.ASSISTANCE: gettext("need for technical assistance"),
    }[kind]


def step_words(step: Step) -> str:
    """Return what a step is called."""
    return {
        Step.ASKING: pgettext("step of a review", "questions"),
        Step.ANSWERING: pgettext("step of a review", "answers"),
        Step.FINDING: pgettext("step of a review", "findings"),
        Step.REPLYING: pgettext("step of a review", "replies"),
        Step.CLOSED: pgettext("step of a review", "closed"),
    }[step]


def step_state(step: Step) -> State:
    """Return where a review stands, as a tag."""
    return State(step.value, step_words(step), "good" if step is Step.CLOSED else "working")


def standing_words(standing: Standing) -> str:
    """Return a standing in words."""
    return {
        Standing.EVIDENCED: pgettext("standing", "evidenced"),
        Standing.CLAIMED: pgettext("standing", "claimed"),
        Standing.SILENT: pgettext("standing", "silent"),
    }[standing]


def status_words(status: Status) -> str:
    """Return a status in words."""
    return {
        Status.NONE: pgettext("status of a commitment", "nothing done"),
        Status.PLANNED: pgettext("status of a commitment", "planned"),
        Status.UNDER_WAY: pgettext("status of a commitment", "under way"),
        Status.DONE: pgettext("status of a commitment", "done"),
        Status.ENDED: pgettext("status of a commitment", "ended"),
    }[status]


def subject_words(subject: str, language: str) -> str:
    """Return what a State is called, or an organisation by its code."""
    return country_label(subject, language) if len(subject) == 2 else subject  # an ISO code, or an invented one


def why_words(field: str, why: str) -> str:
    """Return what to do about a field."""
    told = {
        "missing": gettext("This is needed."),
        "unknown": gettext("Choose from the list."),
        "own-state": gettext("Nobody reviews its own State. Choose another."),
        "same-state": gettext("The two reviewers must be of different States."),
        "too-many": gettext("These are too many at once. Choose fewer."),
        "too-long": gettext("Write it in at most 2,000 characters."),
        "names-somebody": gettext("This may name or reach a person. Name bodies and places only."),
    }
    if field == "near" and why == "missing":
        return gettext("Name at least one State that reviews.")
    if field == "items" and why == "missing":
        return gettext("Choose at least one commitment.")
    return told.get(why) or gettext("Correct this.")
