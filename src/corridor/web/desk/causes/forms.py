"""What is asked of causes, read from an address."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corridor import shelf
from corridor.web.desk.causes.queries import Question

KEY = re.compile(r"[a-z0-9~._-]{1,200}", re.ASCII)


def asked(values: Mapping[str, str]) -> Question:
    """Read a question; what is none is left out."""
    area = values.get("area", "").strip().upper()
    keys = {name: values.get(name, "") for name in ("outcome", "beside")}
    return Question(
        area=area if area in shelf.countries().by_code else "",
        **{name: key if KEY.fullmatch(key) else "" for name, key in keys.items()},
        by_year=values.get("years", "") == "yes",
    )
