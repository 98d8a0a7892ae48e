"""`corridor …`: a thin face over the same actions that the pages use.

Every command acts as an officer, in a function and for a purpose. With `--json`, each prints exactly one object on
standard output, a refusal included.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corridor.core.kernel.errors import CorridorError

ZONE_SETTINGS = "corridor.web.settings.desk"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it did what was asked, 1 when it was refused or found something wrong."""
    chosen = _parser().parse_args(arguments)
    os.environ["CORRIDOR_HOME"] = str(Path(chosen.home).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", ZONE_SETTINGS)
    try:
        answer = _run(chosen)
    except CorridorError as refused:
        answer = {
            "ok": False,
            "error": {"code": refused.code, "message": refused.message, "hint": refused.hint},
        }
        if chosen.command == "import_file":
            answer |= dict.fromkeys(("accepted", "rejected", "unchanged", "revised"), 0) | {"rejects_file": None}
    _say(answer, as_json=chosen.json)
    return 0 if answer.get("ok", True) else 1


def _run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Prepare the node's home where the command makes one, set Django up, and hand over to the command."""
    if chosen.command in ("init", "demo"):
        _prepare_home(Path(os.environ["CORRIDOR_HOME"]), demonstration=chosen.command == "demo")
    elif not (Path(os.environ["CORRIDOR_HOME"]) / "keys").is_dir():
        return {
            "ok": False,
            "error": {
                "code": "node.E03",
                "message": "there is no node in this home",
                "hint": "Make one with corridor init, or name its folder with --home.",
            },
        }
    if chosen.command == "serve":
        from corridor.web import serving

        return serving.serve(host=chosen.host, port=chosen.port, quiet=chosen.json)
    import django

    django.setup()
    from corridor.web import commands

    answer: dict[str, Any] = getattr(commands, chosen.command)(chosen)
    return answer


def _prepare_home(home: Path, *, demonstration: bool) -> None:
    """Make keys before the settings are read, since the settings read them."""
    from corridor.web.home import lay_out

    lay_out(home, "desk", demonstration=demonstration)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="corridor", description="A node of Corridor.")
    parser.add_argument(
        "--home",
        default=os.environ.get("CORRIDOR_HOME", ".corridor"),
        metavar="DIR",
        help="the node's folder (or CORRIDOR_HOME)",
    )
    _common(parser, suppress=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    init = _command(commands, "init", "make a node, its keys, its first authority and service officer")
    init.add_argument("--authority", required=True, help="code of the authority, such as XA-POL")
    init.add_argument("--country", required=True, help="two letters; XA, XB and XC are invented")
    init.add_argument("--kind", required=True, help="police, border-guard, prosecution, financial-intelligence, …")
    init.add_argument("--name", required=True, help="name of the authority or of the node")

    officer = _command(commands, "officer", "add an officer and print a password to hand over once")
    officer.add_argument("handle", help="how the officer signs in")
    officer.add_argument("--name", required=True, help="how the officer is shown")
    officer.add_argument(
        "--duty", action="append", required=True, metavar="FUNCTION:PURPOSE", help="may be given several times"
    )

    _command(commands, "demo", "fill the home with the demonstration, unless it is there already")

    serve = _command(commands, "serve", "serve the node on loopback until interrupted")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)

    load = _command(commands, "import", "read a file into the node and publish it as one act")
    load.set_defaults(command="import_file")
    load.add_argument("file", metavar="FILE")
    load.add_argument("--mapping", default="", metavar="NAME", help="how the file is read; recognised when left out")
    load.add_argument(
        "--marking", default="", metavar="PRESET", help="how it is marked; the mapping's own when left out"
    )
    load.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="AUTHORITY",
        help="who may have it beside the own authority, where the marking names its recipients",
    )
    load.add_argument("--released", default="", metavar="DAY", help="day of the release, as 2021-03-14")

    undo = _command(commands, "undo", "take one import back; everything is as if it had never come")
    undo.add_argument("load", metavar="IMPORT", help="the reference that the import printed")
    redo = _command(commands, "redo", "let an import stand again that was undone")
    redo.add_argument("load", metavar="IMPORT")

    picture = _command(commands, "picture", "answer the picture's question in figures")
    picture.add_argument("--measure", default="deaths", choices=["deaths", "incidents", "people", "detections"])
    for name in ("since", "until", "kind", "country", "route", "place", "source"):
        picture.add_argument(f"--{name}", default="")

    _command(commands, "verify", "check that the ledger is whole and agrees with its signed heads")
    return parser


def _command(commands: Any, name: str, purpose: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=purpose, description=purpose)
    _common(parser, suppress=True)
    return parser


def _common(parser: argparse.ArgumentParser, *, suppress: bool) -> None:
    """Add what every command takes, before or after its name."""
    parser.add_argument(
        "--as",
        dest="actor",
        default=argparse.SUPPRESS if suppress else "",
        metavar="OFFICER[:FUNCTION[:PURPOSE]]",
        help="who acts; the node's service officer when left out",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS if suppress else False,
        help="print exactly one JSON object",
    )
    if suppress:
        parser.add_argument("--home", default=argparse.SUPPRESS, metavar="DIR", help="the node's folder")


def _say(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    text = answer.pop("text", None)
    if text:
        sys.stdout.write(f"{text}\n")
        return
    if "error" in answer:
        error = answer["error"]
        sys.stderr.write(f"{error['message']} ({error['code']})\n{error['hint']}\n")
        return
    for key, value in answer.items():
        sys.stdout.write(f"{key}: {value}\n")


if __name__ == "__main__":
    sys.exit(main())
