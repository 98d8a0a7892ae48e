"""What the frame of every page says: whose node this is, who is acting for what, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Badge(Protocol):
    """A marking in short, with the sentence that explains it; each zone has its own."""

    @property
    def code(self) -> str:
        """The codes, as they stand on paper."""

    @property
    def originator(self) -> str:
        """Whose it is."""

    @property
    def sentence(self) -> str:
        """What it means."""

    @property
    def tone(self) -> str:
        """How far it may travel: clear, green, amber, red, closed."""


@dataclass(frozen=True, slots=True)
class OwnBadge:
    """The badge of what stays with the own authority."""

    code: str
    originator: str
    sentence: str
    tone: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands around a print: when it was made, under which markings (the strictest first), and from which sources.

    `withheld` is how many things may be read but not printed; None where the page does not count them. `screen_url` is
    the same page on the screen.
    """

    printed_at: str
    screen_url: str
    markings: tuple[Badge, ...]
    sources: tuple[str, ...] = ()
    withheld: int | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry of the main navigation."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Acting:
    """The capacity in which the signed-in officer reads, in words of the page's language.

    `duty` stands for function and purpose in every form that acts, so that it acts for what it was shown for.
    """

    officer: str
    authority: str
    authority_name: str
    function: str
    purpose: str
    duty: str
    change_url: str
    sign_out_url: str
    account_url: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """One account of the demonstration, offered on the sign-in page."""

    name: str
    authority: str
    function: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content of a page.

    `acting` is None before sign-in. `find_url` and `tokens_url` are empty where the function has no search, or lets no
    program act for it. `open_pages` are those for anybody, told where nobody is signed in.
    `both_zones` says that protection and law enforcement run on one machine, which only a demonstration may.
    `sign_ins` and `sign_in_password` are filled in a demonstration only, before sign-in.
    `sign_on` is the name of the provider of sign-on before sign-in, where the node has one.
    `tour_url` is the tour of the first sign-in, which the first page offers while it is due.
    `print_url` is the page for paper, empty where it has none; `imprint` is filled on paper only.
    `language_url` takes the POST that changes the language; `path` is the address to come back to.
    """

    node_name: str
    home_url: str = "/"
    acting: Acting | None = None
    destinations: tuple[Destination, ...] = ()
    find_url: str = ""
    tokens_url: str = ""
    open_pages: tuple[Destination, ...] = ()
    demonstration: bool = False
    both_zones: bool = False
    language_url: str = "/i18n/setlang/"
    path: str = "/"
    sign_ins: tuple[SignIn, ...] = ()
    sign_in_password: str = ""
    sign_on: str = ""
    print_url: str = ""
    tour_url: str = ""
    tour_is_due: bool = False
    imprint: Imprint | None = None
