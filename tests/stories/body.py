"""A protection body on a node of its own: a process with its own home, keys and database, worked through its pages.

Run as a program, it reads one request a line and answers each with a line; `Body` is the other end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

OFFICERS = "first", "second"


class Body:
    """One body with two protection officers."""

    def __init__(self, home: Path, code: str, name: str) -> None:
        self.home, self.code = home, code
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("CORRIDOR_", "DJANGO_"))}
        founding = ["--authority", code, "--country", "XB", "--kind", "protection", "--name", name]
        made = [sys.executable, "-m", "corridor.cli", "--home", str(home), "init", "--zone", "protection", *founding]
        subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL)
        settings = {"CORRIDOR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "corridor.web.settings.protection"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.stories.body"],
            env=environment | settings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, path: str, *, by: str = "first") -> tuple[int, bytes]:
        """Ask for a page as one of the officers; return its status and content."""
        told = self._told({"by": by, "get": path})
        return told["status"], bytes.fromhex(told["content"])

    def send(
        self, path: str, typed: Mapping[str, Any] | None = None, *, by: str = "first", **files: bytes
    ) -> tuple[int, str]:
        """Send a form as one of the officers; return its status and where it led."""
        told = self._told(
            {"by": by, "post": path, "typed": typed or {}, "files": {name: one.hex() for name, one in files.items()}}
        )
        return told["status"], told["location"]

    def pass_days(self, days: int) -> None:
        """Let days go by on this node's clock, and the node look after what is over."""
        self._told({"days": days})

    def _told(self, request: Mapping[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def leave(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def main() -> None:
    """Hire the officers and answer requests until there are no more."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from corridor.web.base.zone import zone
    from tests import cast

    settings.ALLOWED_HOSTS = ["testserver"]
    now = timezone.now
    code = _hire()
    clients = {
        name: cast.client(cast.Member(name, name, code, "protection-officer", "protection")) for name in OFFICERS
    }
    for line in sys.stdin:
        request = json.loads(line)
        if "days" in request:
            timezone.now = partial(_later, now, timedelta(days=request["days"]))
            zone().look_after(timezone.now())
            for name in OFFICERS:
                clients[name] = cast.client(cast.Member(name, name, code, "protection-officer", "protection"))
            print("{}", flush=True)  # noqa: T201  # the answer to the other end
            continue
        answer = _answered(clients[request["by"]], request)
        told = {"status": answer.status_code, "location": answer.get("Location", ""), "content": answer.content.hex()}
        print(json.dumps(told), flush=True)  # noqa: T201  # the answer to the other end


def _later(now: Callable[[], datetime], by: timedelta) -> datetime:
    return now() + by


def _answered(client: Any, request: Mapping[str, Any]) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    if "get" in request:
        return client.get(request["get"])
    files = {name: SimpleUploadedFile(name, bytes.fromhex(one)) for name, one in request["files"].items()}
    return client.post(request["post"], {**request["typed"], **files})


def _hire() -> str:
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from corridor.core.access.codes import Event
    from corridor.web.base.accounts import actions as accounts
    from corridor.web.base.accounts import models
    from corridor.web.base.accounts import queries as people
    from corridor.web.base.ledger.actions import act

    authority = models.Authority.objects.get()
    by = people.without_content(people.service_handle())
    with act(Event.OFFICER_ADDED, by=by, now=timezone.now(), about="story"):
        for name in OFFICERS:
            account = accounts.add_officer(
                handle=name,
                display_name=name,
                authority=authority,
                duties=[("protection-officer", "protection")],
                password="correct horse battery staple",
            )
            factor = {"secret": "NONENONENONENONE", "seed": "none", "used_mask": 0, "viewed_at": 1}
            for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
                Authenticator.objects.create(user=account, type=kind, data=factor)
    return authority.code


if __name__ == "__main__":
    main()
