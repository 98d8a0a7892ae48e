"""Serves a node: for each zone the parent of web processes and workers, started and ended together.

This process stays small on purpose: it reads no settings and loads no framework.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corridor.web import home as home_of
from corridor.web.settings import environment

READY_SECONDS = 60
UP_TO_DATE = "the database is up to date"
"""What `corridor upgrade` says when it had nothing to do."""
LOOPBACK = ("127.", "::1", "localhost")


@dataclass(frozen=True)
class Serving:
    """How a node is served."""

    host: str
    port: int
    certificate: str = ""
    key: str = ""
    proxies: tuple[str, ...] = ()
    workers: int = 1
    task_workers: int = 1
    quiet: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches the node."""
        return self.host.startswith(LOOPBACK)

    @property
    def address(self) -> str:
        """Where this process asks whether the node answers."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104  # compared, not bound
        shown = f"[{host}]" if ":" in host else host
        return f"{'https' if self.certificate else 'http'}://{shown}:{self.port}"


def refusal(serving: Serving) -> dict[str, str] | None:
    """Return why a node is not served like this, or nothing."""
    if bool(serving.certificate) != bool(serving.key):
        return {
            "code": "node.E06",
            "message": "TLS needs a certificate and its key",
            "hint": "Give both --tls-cert and --tls-key.",
        }
    for path in filter(None, (serving.certificate, serving.key)):
        if not os.access(path, os.R_OK):
            return {
                "code": "node.E07",
                "message": "the certificate or its key cannot be read",
                "hint": "Check the paths, and that the node's account may read both files.",
            }
    is_beyond = not serving.is_loopback
    if is_beyond and not serving.certificate and not serving.proxies:
        return {
            "code": "node.E08",
            "message": f"{serving.host} is beyond loopback, and the node would be served without TLS",
            "hint": "Give --tls-cert and --tls-key, or --behind-proxy with the address of the proxy that ends TLS.",
        }
    if (is_beyond or serving.proxies) and not os.environ.get("CORRIDOR_HOSTS"):
        return {
            "code": "node.E09",
            "message": "the node would answer to others, and no host names are set",
            "hint": "Set CORRIDOR_HOSTS to the names by which browsers reach the node.",
        }
    return _taken(serving.host, serving.port)


def serve(serving: Serving) -> dict[str, Any]:
    """Run the node until it is interrupted; return how it ended."""
    home = Path(os.environ["CORRIDOR_HOME"])
    route = home_of.route_of(home)
    if (refused := refusal(serving) or _route_refusal(route, serving)) is not None:
        return {"ok": False, "error": refused}
    os.umask(0o077)
    os.environ["CORRIDOR_TLS_CERT"], os.environ["CORRIDOR_TLS_KEY"] = serving.certificate, serving.key
    os.environ["CORRIDOR_PROXIES"] = ",".join(serving.proxies)
    for path in (home / "run").glob("metrics-*"):
        path.unlink()
    homes = [home, *filter(None, [_protection(home)]), *(Path(stop.home) for stop in route[1:])]
    if not all(_upgrade(one, quiet=serving.quiet) for one in homes):
        return {
            "ok": False,
            "error": {
                "code": "node.E10",
                "message": "the database was not brought up to date, and the node is not served",
                "hint": "Read the lines above, and run corridor upgrade by itself.",
            },
        }
    held = _held(home)
    zone = home_of.zone_of(home)
    if _protection(home) is not None:
        os.environ["CORRIDOR_BESIDE"] = replace(serving, port=serving.port + 1).address
    processes = [subprocess.Popen(_command(serving, zone), pass_fds=[held])]  # noqa: S603
    if (other := _protection(home)) is not None:
        processes.append(_beside(other, serving, held))
    processes += [_along(further, serving) for further in route[1:]]
    stopping: list[int] = []

    def stop(number: int, frame: types.FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if not serving.quiet and _is_ready(serving, processes, stopping):
        _welcome(home, serving)
    while not stopping and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    _end(processes)
    if not stopping:
        return {
            "ok": False,
            "error": {
                "code": "node.E05",
                "message": "a process of the node ended by itself",
                "hint": "Read the lines above; then start the node again.",
            },
        }
    return {"ok": True, "text": "the node was stopped"}


def _held(home: Path) -> int:
    """Return a handle that holds the home: nobody upgrades the database while a process lives that has it open."""
    held = os.open(home / "serving.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


def _route_refusal(route: list[home_of.RouteStop], serving: Serving) -> dict[str, str] | None:
    """Return why the route of a demonstration is not served like this, or nothing."""
    if route and (not serving.is_loopback or route[0].port != serving.port):
        return {
            "code": "node.E22",
            "message": f"the route of this home was made to be served on loopback from port {route[0].port} on",
            "hint": "Run corridor demo --route --port with the port first, or serve it as it was made.",
        }
    return next(filter(None, (_taken(serving.host, stop.port) for stop in route[1:])), None)


def _taken(host: str, port: int) -> dict[str, str] | None:
    """Return that somebody else listens at a port, or nothing."""
    if _is_free(host, port):
        return None
    return {
        "code": "node.E04",
        "message": f"port {port} on {host} is taken",
        "hint": "Stop what is there, or choose another --port.",
    }


def _along(stop: home_of.RouteStop, first: Serving) -> subprocess.Popen[bytes]:
    """Start one more node of a demonstrated route: own processes, home, port."""
    environment = {**os.environ, "CORRIDOR_HOME": stop.home}
    environment.pop("CORRIDOR_DATABASE", None)
    for path in (Path(stop.home) / "run").glob("metrics-*"):
        path.unlink()
    command = _command(replace(first, port=stop.port), "desk")
    return subprocess.Popen(command, env=environment, pass_fds=[_held(Path(stop.home))])  # noqa: S603


def _protection(home: Path) -> Path | None:
    """Return the home of protection that is served together with this one: in a demonstration only."""
    other = home_of.beside(home)
    return other if (home / "demonstration").exists() and home_of.zone_of(other) else None


def _beside(home: Path, desk: Serving, held: int) -> subprocess.Popen[bytes]:
    """Start the zone of protection of a demonstration: own processes, home, settings, port."""
    environment = {
        **os.environ,
        "CORRIDOR_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "corridor.web.settings.protection",
        "CORRIDOR_BESIDE": desk.address,
    }
    environment.pop("CORRIDOR_DATABASE", None)
    command = _command(replace(desk, port=desk.port + 1), "protection")
    return subprocess.Popen(command, env=environment, pass_fds=[held])  # noqa: S603


def _upgrade(home: Path, *, quiet: bool) -> bool:
    """Bring the database up to date in a process of its own; return whether it is."""
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home), "upgrade"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if not quiet and done.stdout.strip() != UP_TO_DATE:
        sys.stdout.write(done.stdout)
    return done.returncode == 0


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def _command(serving: Serving, zone: str) -> list[str]:
    """Return the command of a zone's processes: one parent, which starts those that serve and those that work."""
    command = [sys.executable, "-m", "corridor.web.running.parent", f"corridor.web.{zone}.wsgi:application"]
    command += ["--host", serving.host, "--port", str(serving.port)]
    command += ["--workers", str(serving.workers), "--task-workers", str(serving.task_workers)]
    if serving.certificate:
        command += ["--certificate", serving.certificate, "--key", serving.key]
    return command


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _is_ready(serving: Serving, processes: list[subprocess.Popen[bytes]], stopping: list[int]) -> bool:
    """Wait until the node answers."""
    request = urllib.request.Request(  # noqa: S310  # our own address
        f"{serving.address}/health/ready", headers={"Host": environment.allowed_hosts()[0]}
    )
    # Whether the certificate is good is for browsers to judge; here the node only asks itself.
    context = ssl._create_unverified_context() if serving.certificate else None  # noqa: S323
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and not stopping and all(process.poll() is None for process in processes):
        try:
            with urllib.request.urlopen(request, timeout=5, context=context):  # noqa: S310  # our own address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _welcome(home: Path, serving: Serving) -> None:
    lines = [f"\nCorridor is served at {serving.address}/ (home: {home})"]
    if not serving.is_loopback or serving.proxies:
        lines = [f"\nCorridor is served on {serving.host} port {serving.port} (home: {home})"]
        lines += ["browsers reach it as: " + ", ".join(f"https://{host}/" for host in environment.allowed_hosts())]
    if home_of.route_of(home):
        from corridor.demo.route import sign_ins_told

        origins = {stop.code: stop.origin for stop in home_of.route_of(home)}
        lines = ["\nFour invented nodes are served, which talk over loopback.", sign_ins_told(origins)]
    elif (home / "demonstration").exists():
        from corridor.core.access.codes import Zone
        from corridor.demo.sign_ins import sign_ins_told as told

        lines += [told(Zone(home_of.zone_of(home)))]
        if _protection(home) is not None:
            other = replace(serving, port=serving.port + 1)
            lines += [f"\nIts zone of protection is served at {other.address}/", told(Zone.PROTECTION)]
            lines += ["Both zones run on this machine, which only a demonstration may."]
    lines += ["Stop with Ctrl-C.\n"]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
