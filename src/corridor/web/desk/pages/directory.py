"""What the templates of the directory are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact in the list; without `channels` it is not offered as an address. `node` is who told it."""

    url: str
    name: str
    authority: str
    country: str
    kind: str
    mandates: tuple[str, ...]
    languages: str
    hours: str
    now: State
    tested: str
    channels: tuple[tuple[str, str], ...]
    node: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """The contacts that answer a question: those that can be asked, and those that nobody has reached in time."""

    mandates: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    offered: tuple[ContactRow, ...]
    stale: tuple[ContactRow, ...]
    new_url: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call that tried a contact."""

    on: str
    by: str
    channel: str
    outcome: str
    good: bool


@dataclass(frozen=True, slots=True)
class ContactPage:
    """One contact with its calls. Posts channel and outcome to `test_url`, `publish` to `publish_url`."""

    row: ContactRow
    channels: tuple[tuple[str, str], ...]
    means: tuple[tuple[str, str], ...]
    stale_from: str
    tests: tuple[CallRow, ...]
    test_url: str
    test_channels: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    withdraw_url: str
    publish_url: str = ""
    is_published: bool = False
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ChannelField:
    """One line of the form for a channel."""

    n: int
    kinds: tuple[Choice, ...]
    address: str


@dataclass(frozen=True, slots=True)
class NewContactPage:
    """The form for another contact, filled as it was sent."""

    action: str
    authorities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    name: str
    country: str
    mandates: tuple[Choice, ...]
    languages: str
    days: tuple[Choice, ...]
    begins: str
    ends: str
    offset: str
    channels: tuple[ChannelField, ...]
    problems: tuple[FormProblem, ...] = ()
