"""Attacks a wall that is really served, and prints what was found: `python -m tests.wall.measuring FOLDER ROUNDS`."""

from __future__ import annotations

import json
import os
import random
import sys
from functools import partial
from pathlib import Path

from tests import two_zones
from tests.two_zones import Zones
from tests.wall import driving, planting, timing

THOROUGH = 2000
"""From so many rounds on, everything is asked with every reference."""

DISCLOSE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from corridor.core.doors import bodies
from corridor.core.doors.codes import Kind
from corridor.core.doors.records import Disclosed, Message
from corridor.web.base import identity
from corridor.web.base.ledger import turn
from corridor.web.desk.doors import actions
now = timezone.now()
until = (now + timedelta(days=30)).date().isoformat()
for number in range(40):
    uid = identity.uid()
    one = Disclosed(uid, "XA-POL", "investigator", "detection-and-investigation", until, "Order", (("name", "x" * 40),))
    with turn.write():
        actions.receive(Message(Kind.DISCLOSURE, uid, "INT-MPA", "XA-POL", "", bodies.disclosed_body(one)), now=now)
    print(uid)
"""
"""What was disclosed to investigators of XA is hidden from a prosecutor of XC."""

ENVELOPES = """
import django; django.setup()
from dataclasses import replace
from django.utils import timezone
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from corridor.core.doors import bodies, exchange
from corridor.core.doors.codes import Kind
from corridor.core.doors.records import HandOver, Message
from corridor.web.base import identity, keys, sealing
from corridor.web.base.doors import keyring, queries
from corridor.web.base.doors.models import Door
to = bytes(Door.objects.get().sealing_key)
head = exchange.header(to)
stranger = Ed25519PrivateKey.generate()
for number in range({count}):
    now = timezone.now()
    one = HandOver(str(number), now.date().isoformat(), "shed")
    at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    message = Message(Kind.HAND_OVER, identity.uid(), "XA-POL", "INT-MPA", at, bodies.hand_over_body(one))
    for sign in (keys.sign, stranger.sign):
        content = exchange.content_of(message, sign(exchange.signed_form(message)), keyring.signing_key())
        print((head + sealing.seal_to(to, content, bound=head)).hex())
"""
"""Hand-overs that are taken in, and the same with a signature that is not the desk's."""


def main(folder: Path, rounds: int) -> dict[str, object]:
    """Plant, drive and time; return the traces and how well time tells, by entrance, with the interval of each."""
    zones, log = two_zones.make(folder), folder / "log"
    planted = planting.plant(zones)
    hidden = zones.script("desk", DISCLOSE).split()
    envelopes = ENVELOPES.replace("{count}", str(rounds + timing.WARMING))
    sent = [bytes.fromhex(one) for one in zones.script("desk", envelopes).split()]
    with two_zones.served(zones, log):
        planting.type_into_forms(zones)
        os.environ |= {"CORRIDOR_HOME": str(zones.desk), "DJANGO_SETTINGS_MODULE": "corridor.web.settings.desk"}
        import django

        django.setup()
        answers = list(driving.drive(zones, planted, each=8 if rounds >= THOROUGH else 1))
        told = _times(zones, hidden, planted, sent, rounds)
    places = list(driving.files_of(zones, log, folder / "kept"))
    stolen = [(str(path), path.read_bytes()) for path in zones.protection.rglob("*") if path.is_file()]
    found = driving.traces([*answers, *places, *stolen], planted.marks)
    return {"traces": found, "asked": len(answers), "auc": told}


def _times(
    zones: Zones, hidden: list[str], planted: planting.Planted, sent: list[bytes], rounds: int
) -> dict[str, timing.Telling]:
    """Return how well time tells the hidden from what never existed, by entrance, and the same from the same."""
    prosecutor = timing.signed_in(zones, "xc.prosecutor")
    investigator = timing.signed_in(zones, "xa.investigator")
    door = timing.Line(zones.origins["protection"])
    draw = random.Random(5)  # repeatable on purpose
    never = [f"{draw.getrandbits(128):032x}" for _ in hidden]
    real = planted.references[-1]
    words = planting.MARKS, [planting.mark(1000 + number) for number in range(len(planting.MARKS))]

    def cycled(line: timing.Line, pattern: str, values: list[str]) -> partial[float]:
        turn = iter(range(10**9))
        return partial(lambda: line.timed("GET", pattern.format(values[next(turn) % len(values)])))

    def posted(values: list[bytes]) -> partial[float]:
        waiting = iter(values)
        return partial(lambda: door.timed("POST", "/door/", next(waiting)))

    asked = {
        "disclosed": (cycled(prosecutor, "/disclosed/{}/", hidden), cycled(prosecutor, "/disclosed/{}/", never)),
        "thing": (cycled(investigator, "/things/{}/", [real]), cycled(investigator, "/things/{}/", never[:1])),
        "find": (
            cycled(investigator, "/find/?words={}", list(words[0])),
            cycled(investigator, "/find/?words={}", words[1]),
        ),
        "export": (
            cycled(investigator, "/things/{}/export.json", [real]),
            cycled(investigator, "/things/{}/export.json", never[:1]),
        ),
    }
    asked["door"] = posted(sent[::2]), posted(sent[1::2])
    asked["same"] = cycled(prosecutor, "/disclosed/{}/", never), cycled(prosecutor, "/disclosed/{}/", never)
    return {
        name: timing.telling(*timing.pairs(one, other, rounds=rounds, seed=seed), among=len(asked))
        for seed, (name, (one, other)) in enumerate(asked.items())
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
