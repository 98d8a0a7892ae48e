"""The name under which an attachment is shown and saved: one that no system takes for something else."""

from __future__ import annotations

import re

from corridor.core.attachments.codes import ENDINGS, Kind
from corridor.core.kernel.text import clean

LONGEST = 80
_UNSAFE = re.compile(r'[\\/:*?"<>|%$`\'&;#=+@!^~{}\[\]\u200b-\u200f\u061c\ufeff\ue000-\uf8ff\ufff0-\uffff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def safe_name(name: str, kind: Kind) -> str:
    """Return a name without folders, without signs that mean something to a system, with the ending of its kind.

    What hides the ending is left out: characters that turn the reading direction, further dots, trailing blanks.
    """
    last = re.split(r"[\\/]", clean(name))[-1]
    stem = last.rpartition(".")[0] or last
    stem = _UNSAFE.sub("_", stem).replace(".", "_").strip(" _-")[:LONGEST].rstrip(" _-")
    if not stem or _RESERVED.fullmatch(stem):
        stem = "attachment"
    return f"{stem}.{ENDINGS[kind]}"
