"""Lines of the log: when, where and what kind, and nothing of what people typed, read or are called.

A message of ours is a fixed sentence. Of other packages only the pattern of a message is kept, never what it was filled
with, and of an exception its class and where it was raised, never its words: a database repeats the row it refuses.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from corridor.core.kernel.errors import CorridorError

OURS = "corridor"
DEEPEST = 8
"""How many places of a traceback are told, the innermost last."""


class Lines(logging.Formatter):
    """Writes each record as one line: a JSON object, or words for people."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        told = told_of(record)
        if self.as_json:
            return json.dumps(told, ensure_ascii=False)
        return " ".join(str(value) if name in ("at", "level") else f"{name}={value}" for name, value in told.items())


def told_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what may be told of a record."""
    told: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
    }
    told |= getattr(record, "facts", {})
    if record.name == OURS or record.name.startswith(f"{OURS}."):
        if record.msg:
            told["message"] = str(record.msg)
    else:
        told["where"] = f"{record.module}:{record.lineno}"
        if record.args and isinstance(record.msg, str):
            told["pattern"] = record.msg
    request = getattr(record, "request", None)
    if request is not None:
        told |= {"status": getattr(record, "status_code", 0), "route": route_of(request), "id": id_of(request)}
    if record.exc_info and record.exc_info[1] is not None:
        told["exception"] = exception_told(record.exc_info[1])
    return told


def route_of(request: Any) -> str:
    """Return the name of the route that answers, never the address, which may hold a reference."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name) if match is not None else "none"


def id_of(request: Any) -> str:
    """Return the number under which a request is logged."""
    return str(getattr(request, "request_id", ""))


def exception_told(raised: BaseException) -> dict[str, Any]:
    """Return the class of an exception and where it was raised; the code too where it is a refusal of ours."""
    told: dict[str, Any] = {"type": f"{type(raised).__module__}.{type(raised).__qualname__}"}
    if isinstance(raised, CorridorError):
        told["code"] = raised.code
    told["places"] = _places(raised.__traceback__)
    if raised.__cause__ is not None:
        told["cause"] = exception_told(raised.__cause__)
    return told


def _places(traceback: TracebackType | None) -> list[str]:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places[-DEEPEST:]
