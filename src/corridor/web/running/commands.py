"""What the commands do that run a node: serve, check, upgrade, certificate, unit."""

from __future__ import annotations

import argparse
import getpass
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corridor.web.running import certificate as certificates
from corridor.web.running import unit as units

Answer = dict[str, Any]


def certificate(chosen: argparse.Namespace) -> Answer:
    """Make a certificate for trials in the node's home."""
    folder = Path(os.environ["CORRIDOR_HOME"]) / "tls"
    hosts = chosen.host or ["localhost", "127.0.0.1"]
    kept, key, fingerprint = certificates.make_trial(folder, hosts, days=chosen.days, now=datetime.now(UTC))
    text = (
        f"TRIAL certificate for {', '.join(hosts)}; not for service, browsers warn of it\n"
        f"fingerprint (SHA-256): {fingerprint}\n"
        f"serve with: --tls-cert {kept} --tls-key {key}"
    )
    told = {"certificate": str(kept), "key": str(key), "fingerprint": fingerprint, "trial": True}
    return {"ok": True, **told, "text": text}


def unit(chosen: argparse.Namespace) -> Answer:
    """Print the service of the machine's service manager."""
    program = shutil.which("corridor") or str(Path(sys.executable).with_name("corridor"))
    arguments = ["--host", chosen.host, "--port", str(chosen.port)]
    for option in ("tls_cert", "tls_key"):
        if getattr(chosen, option):
            arguments += [f"--{option.replace('_', '-')}", str(Path(getattr(chosen, option)).resolve())]
    if chosen.behind_proxy:
        arguments += ["--behind-proxy", chosen.behind_proxy]
    arguments += ["--workers", str(chosen.workers), "--task-workers", str(chosen.task_workers)]
    text = units.written(
        home=Path(os.environ["CORRIDOR_HOME"]),
        user=chosen.user or getpass.getuser(),
        program=Path(program),
        arguments=tuple(arguments),
        port=chosen.port,
    )
    return {"ok": True, "unit": text, "text": text.rstrip("\n")}


def upgrade(chosen: argparse.Namespace) -> Answer:
    """Bring the database up to date, after a backup."""
    from django.utils import timezone

    from corridor.web.running import upgrade as upgrading

    done = upgrading.upgrade(now=timezone.now(), with_backup=not chosen.no_backup)
    backup = str(done.backup) if done.backup is not None else None
    text = "the database is up to date"
    if done.migrations:
        kept = f"backup: {backup}" if backup else "no backup was made"
        text = f"{len(done.migrations)} migrations applied; {kept}; the ledger is whole: {done.entries} entries"
    if done.papers_left:
        text += f"\nPAPERS of a new recovery key lie in {os.environ['CORRIDOR_HOME']}/recovery.txt: carry them away"
    told = {"migrations": list(done.migrations), "backup": backup, "entries": done.entries}
    return {"ok": True, **told, "text": text}


def check(chosen: argparse.Namespace) -> Answer:
    """Say whether the node is fit for service, finding by finding."""
    from django.utils import timezone

    from corridor.core.access.codes import Permission
    from corridor.core.access.rules import check_permission
    from corridor.web.base.accounts import queries as people
    from corridor.web.running import fitness

    if chosen.actor:
        check_permission(people.without_content(chosen.actor), Permission.LEDGER_VERIFY)
    found = fitness.findings(timezone.now())
    is_fit = all(finding.state != fitness.State.FAIL for finding in found)
    lines = []
    for finding in found:
        lines.append(f"{finding.state:5} {finding.about:14} {finding.what}")
        if finding.todo:
            lines.append(f"{'':5} {'':14} → {finding.todo}")
    lines.append("fit for service" if is_fit else "NOT fit for service")
    told = [{"about": one.about, "state": one.state, "what": one.what, "todo": one.todo} for one in found]
    return {"ok": is_fit, "findings": told, "text": "\n".join(lines)}
