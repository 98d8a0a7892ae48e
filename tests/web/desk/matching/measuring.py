"""Times a question between two nodes, and prints it: `python -m tests.web.desk.matching.measuring FOLDER HELD ROUNDS`.

The owner has so many keys ready; a thousand are asked, of two hundred things, a tenth of them held. Counted is all from
the click to the hits: reading the things, covering, the letter there, its ledger, the answer back, finding the hits.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corridor.core.entities.records import Draft

THINGS, A_THING = 200, 5


def main(folder: Path, held: int, rounds: int) -> dict[str, object]:
    """Make two nodes, a set and the things of the asker; return the seconds of each round and of making the set."""
    from corridor.web.home import lay_out

    os.environ["CORRIDOR_HOME"] = str(folder / "home")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.web.settings.desk")
    lay_out(folder / "home", "desk", demonstration=False)
    import django

    django.setup()
    from tests import cast
    from tests.exchanging import two_nodes

    cast.found()
    with two_nodes(folder) as pair:
        return _measured(pair, held, rounds)


def _measured(pair: object, held: int, rounds: int) -> dict[str, object]:
    from django.utils import timezone

    from corridor.web.base.ledger import turn
    from corridor.web.desk.matching.models import AskedKey, MatchQuestion
    from tests.exchanging import XA, XB, Pair, at, carry, settle
    from tests.web.desk.matching import make

    assert isinstance(pair, Pair)
    for node, partner in ((pair.xa, XB), (pair.xb, XA)):
        with at(node):
            make.open_for(partner)
    begun = time.perf_counter()
    prepare(held)
    prepared = time.perf_counter() - begun
    for _ in range(4):  # Eight parts, at first one to a letter.
        settle(pair)
    with at(pair.xb):
        make.held_by_asker(*(boat(number) for number in range(THINGS)))
    seconds, hits = [], 0
    for number in range(rounds):
        with at(pair.xb):
            with turn.write():
                AskedKey.objects.all().delete()
            cast_is_warm()
            begun = time.perf_counter()
            uid = make.asked(*(f"boat {one}" for one in range(THINGS)), case=f"B-{number}")
        carry(pair, pair.xb)
        seconds.append(time.perf_counter() - begun)
        with at(pair.xb):
            question = MatchQuestion.objects.get(uid=uid)
            assert (question.result, question.keys) == ("answered", THINGS * A_THING), question.result
            hits = question.hits
        settle(pair)
    return {"seconds": seconds, "prepared": prepared, "hits": hits, "at": timezone.now().isoformat()}


def cast_is_warm() -> None:
    """Open the reader class of the asker, as signing in does."""
    from tests import cast

    cast.officer(cast.ANALYST_XB)


def imo(number: int) -> str:
    """Return a number of a vessel that adds up."""
    digits = f"{900000 + number:06}"
    return digits + str(sum(int(sign) * weight for sign, weight in zip(digits, range(7, 1, -1), strict=True)) % 10)


def identifiers(number: int) -> dict[str, str]:
    """Return five identifiers of a vessel, far from those of others."""
    far = number * 7919 % 1_000_000
    return {
        "imo_number": imo(far % 100_000),
        "mmsi": f"2{far:06}{number % 100:02}",
        "call_sign": f"9H{far % 10_000:04}"[:6],
        "hull_number": f"H{far:06}{number % 10}X",
        "engine_number": f"E{far:06}{number % 10}Y",
    }


def boat(number: int) -> Draft:
    """Return a vessel of the asker."""
    from tests import make as things

    return things.draft(f"boat {number}", "Vessel", **identifiers(number))


def prepare(held: int) -> None:
    """Make a set of so many keys ready at the owner, a tenth of the asker's among them."""
    from django.utils import timezone

    from corridor.core.access.codes import Event
    from corridor.core.matching.codes import Domain, KeyKind, Telling
    from corridor.core.matching.eligibility import IDENTIFIERS
    from corridor.core.matching.keys import Key, keys_of
    from corridor.web.base.ledger.actions import act
    from corridor.web.desk.matching.actions import making_of, put_set
    from corridor.web.desk.matching.holdings import OwnKey
    from corridor.web.desk.matching.making import made
    from tests import cast
    from tests.web.desk.matching import make

    kinds = IDENTIFIERS["Vessel"]
    common = [
        key for n in range(THINGS // 10) for prop, said in identifiers(n).items() for key in keys_of(kinds[prop], said)
    ]
    own = [*common, *(Key(KeyKind.HULL, f"held{number:07}") for number in range(held - len(common)))]
    found = {key.written: OwnKey(key, f"{number:032x}", Telling.VISIBLE) for number, key in enumerate(own)}
    making = making_of(make.OWNER, make.ASKER, make.PURPOSE, Domain.HOLDINGS)
    fresh = made(making, found)
    by = cast.officer(cast.ANALYST_XA)
    with act(Event.MATCH_SET_MADE, by=by, now=timezone.now(), about=fresh.uid) as doing:
        put_set(making, fresh, doing=doing)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))) + "\n")
