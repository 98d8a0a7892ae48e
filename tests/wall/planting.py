"""Plants marked records in the zone of protection, by its own actions, and marked words in the desk's own forms."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.two_zones import Browser, Zones

STEM = "quorblimey"
"""What every mark begins with: it may be asked for; a mark with its number behind may stand nowhere."""


@dataclass(frozen=True)
class Planted:
    """The marks, and every reference that was made for them."""

    marks: tuple[str, ...]
    references: tuple[str, ...]


def mark(number: int) -> str:
    """Return one mark: a word that stands nowhere else."""
    return f"{STEM}{7301 + number}x"


MARKS = tuple(mark(number) for number in range(26))

SCRIPT = """
import json, sys, django
django.setup()
from datetime import timedelta
from django.utils import timezone
from corridor.core.casework.codes import MUST_EXPLAIN, Basis, GivenBy, Item
from corridor.core.casework.records import Giving
from corridor.core.claims.codes import ClaimKind
from corridor.core.doors.codes import Ground, Outcome
from corridor.core.doors.records import FieldChosen, Proposal
from corridor.web.protection.claims.actions import Wish, record_claim
from corridor.web.protection.doors import actions as doors
from corridor.web.protection.vault import actions as vault, sharing
from corridor.core.interviews.exchange import interview_from
from corridor.web.protection.interviews import actions as interviews
from tests import cast
from tests.web.protection.interviews.ground import told
m = {marks}
now = timezone.now()
officer, second = cast.officer(cast.PROTECTION_OFFICER), cast.officer(cast.SECOND_PROTECTION_OFFICER)
person = dict(called=("stated", m[0]), full_name=("stated", m[1]), contact=("stated", m[2]), account=("stated", m[3]))
needs = (dict(kind="shelter", words=m[4]),)
ref = vault.open_case(by=officer, opening=vault.Opening(Basis.VITAL_INTERESTS, person, needs), now=now)
vault.write_entry(by=officer, ref=ref, item=Item.NOTE, values=dict(words=m[5]), now=now)
giving = Giving("investigation-of-those-who-harmed", "XA-POL", frozenset(["name"]))
way = sorted(vault.lists()["consent-ways"])[0]
agreed = sharing.Agreed(giving, now + timedelta(days=90), GivenBy.PERSON, MUST_EXPLAIN, way, m[6])
consent = sharing.record_consent(by=officer, ref=ref, agreed=agreed, now=now)
wish = Wish(ClaimKind.FEARS_RETURN, now.date(), name=m[7], place=m[8], words=m[9])
claim = record_claim(by=officer, wish=wish, now=now)
def proposed(field, ground, particulars):
    fields = (FieldChosen("name", field, m[12]),)
    one = Proposal(ground, particulars, "XA-POL", "investigator", "detection-and-investigation", fields,
        now.date() + timedelta(days=20), their_ref=m[13])
    return doors.propose(by=officer, case_ref=ref, proposal=one, now=now)
refused = proposed(m[10], Ground.DANGER_TO_LIFE, dict(whose=m[14], why_now=m[15]))
doors.decide(by=second, uid=refused, outcome=Outcome.PRIVILEGE, remark=m[16], now=now)
told_there = interview_from(told(words=f"{m[24]} {m[25]}", confirmed=True))
interviews.keep(by=officer, interviews={told_there.uid: told_there}, now=now)
waiting = proposed(m[11], Ground.CONSENT, dict(consent=consent))
print(json.dumps([ref, consent, claim.receipt.ref, claim.receipt.person, claim.code, refused, waiting,
    told_there.uid, told_there.slip]))
"""


def plant(zones: Zones) -> Planted:
    """Plant a marked case with consent, claim and disclosures that were refused or wait."""
    told = zones.script("protection", SCRIPT.replace("{marks}", json.dumps(list(MARKS))))
    return Planted(MARKS, tuple(json.loads(told.splitlines()[-1])))


def type_into_forms(zones: Zones) -> str:
    """Type marked words into the hand-over form, some of which cannot be sent; return the receipt of what was."""
    browser = Browser(zones.origins["desk"]).sign_in("xa.field")
    typed = {"reach": mark(17), "languages": mark(18), "together": mark(19), "contact": mark(20), "asks": "yes"}
    wrong = (
        {"to": "", "reach": mark(21)},
        {"to": "INT-MPA", "reach": mark(22), "age": mark(23)},
        {"to": mark(21), "reach": mark(22) * 400},
        {"to": "INT-MPA", "reach": mark(21), "csrfmiddlewaretoken": "x" * 64},
        {"to": "INT-MPA", "reach": mark(22), "duty": "999999"},
    )
    for form in wrong:
        page = browser.post("/hand-over/", form)
        assert page.status in (403, 409, 422), page.status
    page = browser.post("/hand-over/", {"to": "INT-MPA", **typed})
    assert page.status == 200, page.status
    assert STEM not in page.text
    return page.text.split('<bdi dir="ltr">', 1)[1].split("<", 1)[0]
