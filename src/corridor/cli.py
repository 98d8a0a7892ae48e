"""`corridor …`: a thin face over the same actions that the pages use.

Every command acts as an officer, in a function and for a purpose. With `--json`, each prints exactly one object on
standard output, a refusal included.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corridor.core.kernel.errors import CorridorError
from corridor.web import home as home_of
from corridor.web.base import disk
from corridor.web.commands import analysis_arguments as analysing
from corridor.web.commands import partner_arguments as partnering
from corridor.web.commands import protection_arguments as protecting
from corridor.web.commands import release_arguments as releasing
from corridor.web.commands import request_arguments as requesting
from corridor.web.running.backup import arguments as keeping

RUNNING = ("check", "upgrade", "certificate", "unit")
"""The commands that run a node; what they do stands together with serving it."""

OF_A_ZONE = {"desk": ("desk", "partner", "bases", "request", "releases", "analysis"), "protection": ("protection",)}
"""Where the commands stand that one zone alone has."""


class WrongZone(CorridorError):
    """A command was given to a node of a zone that does not have it."""

    code = "node.E17"
    template = "this home holds the zone {zone}, which does not have this command"
    hint = "Name the home of the other zone with --home."


class PathRefused(CorridorError):
    """A path that was given to a command cannot be used."""

    code = "node.E18"
    template = "a path that was given cannot be used: {why}"
    hint = "Check the paths, and that this account may read and write there."


UNUSABLE = {
    errno.ENAMETOOLONG: "it is too long",
    errno.ELOOP: "it leads in a circle",
    errno.ENOTDIR: "it leads through a file",
    errno.EISDIR: "it is a folder",
    errno.EACCES: "this account may not go there",
}
"""What the system says of a path, in words."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when it did what was asked, 1 when it was refused or found something wrong."""
    chosen = _parser().parse_args(arguments)
    os.environ["CORRIDOR_HOME"] = str(Path(chosen.home).resolve())
    os.umask(0o077)  # What a command writes is for the node's account alone.
    try:
        with disk.told():
            answer = _ran(chosen)
    except CorridorError as refused:
        answer = {
            "ok": False,
            "error": {"code": refused.code, "message": refused.message, "hint": refused.hint},
        }
        if chosen.command == "import_file":
            answer |= dict.fromkeys(("accepted", "rejected", "unchanged", "revised"), 0) | {"rejects_file": None}
    then = answer.pop("then", None)
    _say(answer, as_json=chosen.json)
    if then is not None and (failed := _done(then)):
        return failed
    return 0 if answer.get("ok", True) else 1


def _done(then: Callable[[], None]) -> int:
    """Do what must not happen before it was told; return 1 when the disk refused it, told beside the answer."""
    sys.stdout.flush()
    try:
        with disk.told():
            then()
    except CorridorError as refused:
        sys.stderr.write(f"{refused.message} ({refused.code})\n{refused.hint}\n")
        return 1
    return 0


def _ran(chosen: argparse.Namespace) -> dict[str, Any]:
    """Run the command; a path that the system takes for none is refused like any other argument.

    Raises:
        PathRefused: A path is too long, or leads through what is no folder.
    """
    try:
        return _run(chosen)
    except OSError as fault:
        if (why := UNUSABLE.get(fault.errno or 0)) is None:
            raise
        raise PathRefused(why=why) from None


def _run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Prepare the node's home where the command makes one, set Django up, and hand over to the command."""
    home = Path(os.environ["CORRIDOR_HOME"])
    if chosen.command in ("init", "demo"):
        home_of.lay_out(home, chosen.zone or "desk", demonstration=chosen.command == "demo")
    zone = home_of.zone_of(home)
    if chosen.command == "verify" and chosen.proof:
        from corridor.web.commands.proving import check_proof

        return check_proof(chosen, home, zone)
    if chosen.command == "restore":
        from corridor.web.running.backup.commands import restore

        return restore(chosen)
    if chosen.command != "unit" and not zone:
        return {
            "ok": False,
            "error": {
                "code": "node.E03",
                "message": "there is no node in this home",
                "hint": "Make one with corridor init, or name its folder with --home.",
            },
        }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"corridor.web.settings.{zone or 'desk'}")
    if chosen.command == "serve":
        return _serve(chosen)
    if chosen.command in RUNNING:
        os.environ["CORRIDOR_TLS_CERT"] = chosen.tls_cert
        os.environ["CORRIDOR_TLS_KEY"] = chosen.tls_key
        os.environ["CORRIDOR_PROXIES"] = chosen.behind_proxy
    import django

    django.setup()
    answer: dict[str, Any] = _does(chosen.command, zone)(chosen)
    return answer


def _does(command: str, zone: str) -> Any:
    """Return what carries out a command: for running a node, of every zone, or of this one.

    One place is loaded after the other: a command need not wait for what others stand on.
    """
    places = ["corridor.web.running.commands"]
    if zone:
        places += ["corridor.web.running.backup.commands"]
        places += [f"corridor.web.commands.{one}" for one in ("shared", "oversight", "doors", *OF_A_ZONE[zone])]
    for place in map(importlib.import_module, places):
        found = getattr(place, command, None)
        if getattr(found, "__module__", "") == place.__name__:
            return found
    raise WrongZone(zone=zone)


def _serve(chosen: argparse.Namespace) -> dict[str, Any]:
    from corridor.web import serving

    return serving.serve(
        serving.Serving(
            host=chosen.host,
            port=chosen.port,
            certificate=chosen.tls_cert,
            key=chosen.tls_key,
            proxies=tuple(address.strip() for address in chosen.behind_proxy.split(",") if address.strip()),
            workers=chosen.workers,
            task_workers=chosen.task_workers,
            quiet=chosen.json,
        )
    )


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
    init.add_argument("--zone", default="desk", choices=["desk", "protection"], help="desk when left out")

    officer = _command(commands, "officer", "add an officer and print a password to hand over once")
    officer.add_argument("handle", help="how the officer signs in")
    officer.add_argument("--name", required=True, help="how the officer is shown")
    officer.add_argument("--authority", default="", metavar="CODE", help="the own authority when left out")
    officer.add_argument(
        "--duty", action="append", required=True, metavar="FUNCTION:PURPOSE", help="may be given several times"
    )

    demo = _command(commands, "demo", "fill the home with the demonstration, unless it is there already")
    demo.add_argument("--zone", default="", choices=["desk", "protection"], help="only one zone, in this home")
    demo.add_argument("--route", action="store_true", help="a joint centre and three nodes that talk, instead")
    demo.add_argument("--port", type=int, default=8000, help="from which port on a route will be served (8000)")

    serve = _command(commands, "serve", "serve the node until interrupted; beyond loopback by TLS only")
    _add_reach(serve)
    check = _command(commands, "check", "say whether the node is fit for service, and what to do")
    _add_tls(check)
    upgrade = _command(commands, "upgrade", "back up, bring the database up to date, and verify the ledger")
    upgrade.add_argument("--no-backup", action="store_true", help="a backup was made by other means")
    _add_tls(upgrade)
    keeping.add_to(commands, _command)
    certificate = _command(commands, "certificate", "make a certificate for trying TLS out; not for service")
    certificate.add_argument("--host", action="append", default=[], metavar="NAME", help="may be given several times")
    certificate.add_argument("--days", type=int, default=30, help="90 at most")
    _add_tls(certificate)
    unit = _command(commands, "unit", "print the service for systemd that runs this node")
    unit.add_argument("--user", default="", help="the node's account; this one when left out")
    _add_reach(unit)

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

    mapping = _command(
        commands, "mapping", "propose how a table could be read, or keep a mapping for the own authority"
    )
    mapping.add_argument("what", choices=["propose", "add"], help="propose: for a table; add: a mapping as YAML")
    mapping.add_argument("file", metavar="FILE")

    _command(commands, "retain", "erase what is overdue by its rule of retention; the worker does so by itself")
    undo = _command(commands, "undo", "take one import back; everything is as if it had never come")
    undo.add_argument("load", metavar="IMPORT", help="the reference that the import printed")
    redo = _command(commands, "redo", "let an import stand again that was undone")
    redo.add_argument("load", metavar="IMPORT")

    picture = _command(commands, "picture", "answer the picture's question in figures")
    _add_question(picture, measure="deaths")

    analysing.add_to(commands, _command)

    fees = _command(commands, "fees", "what movements cost: prices made comparable, the model, the lawful route")
    fees.add_argument("--scope", default="leg", choices=["leg", "journey"], help="what prices are for; leg if not said")
    fees.add_argument("--currency", default="USD", choices=["USD", "EUR", "GBP"], help="USD when left out")
    fees.add_argument("--since", default="", metavar="MONTH", help="from a year or month on, as 2021-03")
    fees.add_argument("--until", default="", metavar="MONTH", help="until a year or month")
    fees.add_argument("--route", default="", metavar="ROUTE", help="of one route")
    fees.add_argument("--world", default="", choices=["", "invented"], help="the invented corridor of a demonstration")

    find = _command(commands, "find", "find things by words: names, places, identifiers and texts in any script")
    find.add_argument("words", nargs="+", metavar="WORDS")
    find.add_argument("--kind", default="", metavar="KIND", help="only things of a kind, such as Vessel")
    find.add_argument("--page", default="1", metavar="N", help="twenty things to a page")

    export = _command(commands, "export", "write what may be exported to a file, with a signed manifest beside it")
    export.add_argument("--format", default="", choices=["", "csv", "geojson", "ftm", "ftm-statements"], metavar="FORM")
    export.add_argument("--out", default="", metavar="FILE", help="the manifest goes to FILE.manifest.json")
    export.add_argument(
        "--view",
        default="",
        choices=["", "picture", "find", "thing", "source", "everything"],
        metavar="VIEW",
        help="picture, find, thing, source or everything; what the other options say when left out",
    )
    export.add_argument("--thing", default="", metavar="UID")
    export.add_argument("--words", default="", help="what words find")
    export.add_argument("--edition", default="", help="one edition of the source")
    export.add_argument("--check", default="", metavar="FILE", help="check a file against its manifest instead")
    export.add_argument("--key", default="", metavar="FINGERPRINT", help="of the node that must have signed")
    _add_question(export, measure="")

    token = _command(commands, "token", "make a token by which a program acts for an officer, list or revoke them")
    token.add_argument("name", nargs="?", default="", help="what will use it; lists the tokens when left out")
    token.add_argument("--days", type=int, default=30, help="90 at most")
    token.add_argument("--revoke", default="", metavar="TOKEN", help="the reference that the list shows")

    staff = _command(commands, "staff", "write keyed digests of the staff, or compare them with the other zone's")
    staff.add_argument("what", choices=["digest", "compare"], help="digest: to a file; compare: MINE THEIRS")
    staff.add_argument("files", nargs="*", metavar="FILE")
    staff.add_argument("--out", default="", metavar="FILE", help="a file that is not there yet")
    staff.add_argument(
        "--key-file", default="", metavar="FILE", help="holds the agreed words; or they are in CORRIDOR_STAFF_WORDS"
    )

    partnering.add_to(commands, _command)
    requesting.add_to(commands, _command)
    releasing.add_to(commands, _command)
    protecting.add_to(commands, _command)

    verify = _command(commands, "verify", "check that the ledger is whole and agrees with its signed heads")
    verify.add_argument(
        "--since",
        default="",
        metavar="HEAD",
        help="only from a head on: the file of one, or the last kept before a position or a day",
    )
    verify.add_argument("--proof", default="", metavar="FILE", help="check a proof instead; needs no node")
    verify.add_argument("--key", default="", metavar="FINGERPRINT", help="of the key that must have signed the proof")
    return parser


def _add_reach(parser: argparse.ArgumentParser) -> None:
    """Add how the node is reached and by how many processes it is served."""
    parser.add_argument("--host", default="127.0.0.1", help="where to listen; loopback when left out")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that serve pages")
    parser.add_argument("--task-workers", type=int, default=1, metavar="N", help="processes for background jobs")
    _add_tls(parser)


def _add_tls(parser: argparse.ArgumentParser) -> None:
    """Add where TLS ends."""
    chosen = os.environ.get
    parser.add_argument("--tls-cert", default=chosen("CORRIDOR_TLS_CERT", ""), metavar="FILE", help="certificate chain")
    parser.add_argument("--tls-key", default=chosen("CORRIDOR_TLS_KEY", ""), metavar="FILE", help="its key, PKCS #8")
    parser.add_argument(
        "--behind-proxy",
        default=chosen("CORRIDOR_PROXIES", ""),
        metavar="ADDRESS",
        help="addresses of the proxies that end TLS, with commas; only their word on it is taken",
    )


def _add_question(parser: argparse.ArgumentParser, *, measure: str) -> None:
    """Add the parts of a question of the picture."""
    parser.add_argument("--measure", default=measure, choices=["deaths", "incidents", "people", "detections"])
    for name in ("since", "until", "kind", "country", "route", "place", "source", "method", "transport"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--reliability", default="", choices=["", "A", "B", "C"], help="at least this good, by rank")
    parser.add_argument("--accuracy", default="", choices=["", "1", "2", "3"], help="at least this good, by rank")
    parser.add_argument(
        "--known", default="", metavar="DAY", help="as known on a day, as 2026-03-01; now when left out"
    )
    parser.add_argument("--world", default="", choices=["", "invented"], help="the corridor of a demonstration")


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
