"""Serves a node: one web process and one worker for background tasks, started and ended together.

This process stays small on purpose: it reads no settings and loads no framework.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

READY_SECONDS = 60


def serve(*, host: str, port: int, quiet: bool) -> dict[str, Any]:
    """Run the node until it is interrupted; return how it ended."""
    home = Path(os.environ["CORRIDOR_HOME"])
    if not _is_free(host, port):
        return {
            "ok": False,
            "error": {
                "code": "node.E04",
                "message": f"port {port} on {host} is taken",
                "hint": "Stop what is there, or choose another --port.",
            },
        }
    os.umask(0o077)
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], check=True)
    processes = [subprocess.Popen(command) for command in _commands(host, port)]  # noqa: S603
    stopping: list[int] = []

    def stop(number: int, frame: types.FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if not quiet and _is_ready(host, port, processes):
        _welcome(home, host, port)
    while not stopping and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    failed = not stopping
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
    if failed:
        return {
            "ok": False,
            "error": {
                "code": "node.E05",
                "message": "a process of the node ended by itself",
                "hint": "Read the lines above; then start the node again.",
            },
        }
    return {"ok": True, "text": "the node was stopped"}


def _commands(host: str, port: int) -> list[list[str]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "--no-ws"]
    web += ["corridor.web.desk.wsgi:application"]
    worker = [sys.executable, "-m", "django", "db_worker", "--interval", "1", "--verbosity", "0"]
    return [web, worker]


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _is_ready(host: str, port: int, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until the first page answers."""
    address = f"http://{host}:{port}/accounts/login/"
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        try:
            with urllib.request.urlopen(address, timeout=5):  # our own address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _welcome(home: Path, host: str, port: int) -> None:
    lines = [f"\nCorridor is served at http://{host}:{port}/ (home: {home})"]
    if (home / "demonstration").exists():
        from corridor.demo.sign_ins import PASSWORD, sign_ins

        lines += [f"  {one['handle']:12} {one['authority']:8} {', '.join(one['functions'])}" for one in sign_ins()]
        lines += [f"password for each of these invented officers: {PASSWORD}"]
    lines += ["Stop with Ctrl-C.\n"]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
