"""Which texts a spreadsheet would carry out instead of showing.

A text that begins with an equals sign is a formula, always. One that begins with +, - or @ is refused where what
follows can be carried out: a function, a reference to a cell, a sum, a call of another program. `- en route`, `@user`
and `+33 6 12` stay text.
"""

from __future__ import annotations

import re
import unicodedata

_STARTS = "=+-@＝＋－＠﹢﹣﹦﹫⁺⁼₊₌"

_CARRIED_OUT = re.compile(
    r"""
    ^[+\-@=]*\s*(?:
        (?:hyperlink|webservice|import\w{1,9}|image|filterxml|dde|call|exec|register|rtd|cmd|indirect|sum)\s*\(
      | \$?[A-Z]{1,3}\$?[0-9]{1,7}\s*(?:$|[-+*/^&=<>:%!,;)])          # a cell, alone or in a sum
      | \(*\s*[0-9.]+\s*[-+*/^&]\s*[-+(]*\s*(?:[0-9.]+|\$?[A-Z]{1,3}\$?[0-9]{1,7})\s*(?:$|[-+*/^&=<>%)])   # a sum
      | '[^']*'!                                                       # another sheet
      | \[[^\]]*\][^!]*!                                               # another workbook
    )
  | (?<![a-z0-9_.])[a-z_][a-z0-9_.]{0,60}\(                            # a function, anywhere
  | \|[^|!]*!                                                          # another program, as in cmd|'...'!A1
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would carry a text out as a formula."""
    start = text.lstrip()[:1]
    if not start or start not in _STARTS:
        return False
    plain = unicodedata.normalize("NFKC", text.strip())
    if plain[0] == "=":
        return len(plain) > 1
    return _CARRIED_OUT.search(plain) is not None
