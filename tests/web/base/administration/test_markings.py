"""Ready markings are made, withdrawn and offered again; none is ever changed, or mistaken for another."""

from __future__ import annotations

import pytest
from django.test import Client

from corridor.core.access.codes import Event
from corridor.core.handling.codes import Audience
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.marks.presets import presets
from corridor.web.desk.imports.queries import presets_for
from tests import cast

pytestmark = pytest.mark.django_db

START, NEW = "/administration/markings/", "/administration/markings/new/"
GOOD = {
    "name": "joint-patrol",
    "label-en": "Joint patrol",
    "label-fr": "Patrouille commune",
    "label-es": "Patrulla conjunta",
    "label-ar": "دورية مشتركة",
    "meaning-en": "Partner authorities may read it for rescue.",
    "meaning-fr": "Les autorités partenaires peuvent le lire pour le sauvetage.",
    "meaning-es": "Las autoridades asociadas pueden leerlo para el salvamento.",
    "meaning-ar": "للسلطات الشريكة قراءته من أجل الإنقاذ.",
    "audience": "partners",
    "tlp": "GREEN",
    "functions": ["analyst", "field-officer"],
    "purposes": ["search-and-rescue", "operational-analysis"],
    "uses": ["read", "count"],
    "retention": "operational-1y",
}


@pytest.fixture
def administrator() -> Client:
    """Return the browser of the node's administrator."""
    return cast.client(cast.ADMINISTRATOR_XA)


def test_a_ready_marking_is_made_and_offered_to_who_may_read_under_it(administrator: Client) -> None:
    answer = administrator.post(NEW, GOOD)

    assert (answer.status_code, answer["Location"]) == (302, START)
    made = presets()["joint-patrol"].template
    assert (made.audience, made.functions) == (Audience.PARTNERS, frozenset({"analyst", "field-officer"}))
    assert LedgerEntry.objects.filter(event=Event.PRESET_MADE, about="joint-patrol").count() == 1
    assert "joint-patrol" in presets_for(cast.officer(cast.ANALYST_XA))
    assert "دورية مشتركة" in administrator.get(START, headers={"accept-language": "ar"}).content.decode()


def test_one_that_is_withdrawn_is_offered_to_nobody_until_it_is_offered_again(administrator: Client) -> None:
    administrator.post(f"{START}of/partners/withdraw/")
    assert "partners" not in presets()
    assert "partners" not in presets_for(cast.officer(cast.ANALYST_XA))

    administrator.post(f"{START}of/partners/offer/")

    assert "partners" in presets()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "Joint Patrol"}, "name"),
        ({"name": "own-authority"}, "name"),
        ({"label-ar": "Joint patrol"}, "label-ar"),
        ({"meaning-es": ""}, "meaning-es"),
        ({"label-en": "Joint \u202epatrol"}, "label-en"),
        ({"audience": "everybody"}, "audience"),
        ({"audience": "public", "tlp": "RED"}, "audience"),
        ({"purposes": []}, "purposes"),
        ({"purposes": ["administration"]}, "purposes"),
        ({"functions": ["king"]}, "functions"),
        ({"uses": ["count"]}, "uses"),
        ({"retention": "for-ever"}, "retention"),
    ],
)
def test_what_is_not_sound_is_refused_at_its_field_and_nothing_is_made(
    administrator: Client, changed: dict[str, object], field: str
) -> None:
    answer = administrator.post(NEW, {**GOOD, **changed})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert "joint-patrol" not in presets()


@pytest.mark.parametrize("label", ["Own authority", "OWN  AUTHORITY", "Ówn authority"])
def test_an_administrator_cannot_have_a_wide_marking_mistaken_for_a_narrow_one(
    administrator: Client, label: str
) -> None:
    answer = administrator.post(NEW, {**GOOD, "audience": "public", "tlp": "CLEAR", "label-en": label})

    assert answer.status_code == 422
    assert 'id="label-en-problem"' in answer.content.decode()


def test_a_ready_marking_is_never_changed_by_making_it_again(administrator: Client) -> None:
    administrator.post(NEW, GOOD)
    before = presets()["joint-patrol"]

    wider = {**GOOD, **{f"label-{one}": f"{GOOD[f'label-{one}']} 2" for one in ("en", "fr", "es", "ar")}}
    answer = administrator.post(NEW, {**wider, "audience": "public", "tlp": "CLEAR"})

    assert answer.status_code == 422
    assert presets()["joint-patrol"] == before


def test_nobody_but_the_administrator_of_the_node_makes_or_withdraws_one() -> None:
    for member in (cast.ANALYST_XA, cast.OVERSEER_XA, cast.OUTSIDER):
        browser = cast.client(member)
        answers = [browser.get(START), browser.post(NEW, GOOD), browser.post(f"{START}of/partners/withdraw/")]
        assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "partners" in presets()


def test_one_that_is_not_there_cannot_be_withdrawn(administrator: Client) -> None:
    assert administrator.post(f"{START}of/nothing-here/withdraw/").status_code == 404
