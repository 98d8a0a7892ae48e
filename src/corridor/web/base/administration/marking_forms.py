"""What an administrator may type for another ready marking, read field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.handling.codes import USE_NAMES, Audience, Flaw
from corridor.core.handling.presets import likened, preset_flaws
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.kernel.text import has_forbidden
from corridor.web.base.administration.forms import text_typed
from corridor.web.base.marks.presets import all_presets
from corridor.web.design.pieces import FormProblem

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_NAME, LONGEST_LABEL, LONGEST_MEANING = 40, 60, 200
ARABIC = re.compile("[\u0620-\u064a]")
TLP, TLP_VERSION = "tlp", "2.0"


@dataclass(frozen=True, slots=True)
class MarkingAsked:
    """A ready marking as asked for."""

    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    audience: str = Audience.ORIGINATOR.value
    tlp: str = ""
    functions: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    retention: str = ""

    @property
    def document(self) -> dict[str, Any]:
        """The form in which `presets.yaml` writes a ready marking."""
        code = {"scheme": TLP, "version": TLP_VERSION, "code": self.tlp, "params": []}
        return {
            "label": dict(self.labels),
            "meaning": dict(self.meanings),
            "marking": {
                "audience": self.audience,
                "functions": sorted(self.functions),
                "purposes": sorted(self.purposes),
                "handling": [code] if self.tlp else [],
                "uses": [name for name in USE_NAMES if name in self.uses],
                "retention": self.retention,
            },
        }


def tlp_codes() -> tuple[str, ...]:
    """Return the codes of the Traffic Light Protocol that a ready marking can carry, as the scheme orders them."""
    return tuple(shelf.schemes().schemes[TLP, TLP_VERSION].codes)


def content_functions() -> tuple[str, ...]:
    """Return the functions that see content in this zone or another."""
    schemes = shelf.schemes()
    return tuple(
        code for code, one in shelf.functions().items() if not schemes.content_purposes.isdisjoint(one.purposes)
    )


def marking_asked(typed: QueryDict) -> tuple[MarkingAsked, tuple[FormProblem, ...]]:
    """Return a ready marking and what must be corrected, in the order of the fields."""
    schemes = shelf.schemes()
    asked = MarkingAsked(
        name=text_typed(typed, "name"),
        labels={language: text_typed(typed, f"label-{language}") for language in LANGUAGES},
        meanings={language: text_typed(typed, f"meaning-{language}") for language in LANGUAGES},
        audience=text_typed(typed, "audience"),
        tlp=text_typed(typed, "tlp"),
        functions=frozenset(typed.getlist("functions")),
        purposes=frozenset(typed.getlist("purposes")),
        uses=frozenset(typed.getlist("uses")),
        retention=text_typed(typed, "retention"),
    )
    problems = _word_problems(asked)
    closed = (
        ("audience", {asked.audience}, frozenset(Audience)),
        ("tlp", {asked.tlp} - {""}, frozenset(tlp_codes())),
        ("functions", asked.functions, frozenset(content_functions())),
        ("purposes", asked.purposes, schemes.content_purposes),
        ("uses", asked.uses, USE_NAMES.keys()),
        ("retention", {asked.retention}, schemes.retentions.keys()),
    )
    unknown = [name for name, chosen, known in closed if not chosen <= set(known)]
    problems += [FormProblem(name, gettext("Choose from the list only.")) for name in unknown]
    if "read" not in asked.uses:
        problems.append(
            FormProblem("uses", gettext("Tick reading at least: what nobody may read cannot be worked with."))
        )
    return asked, (*problems, *([] if problems else _flaw_problems(asked)))


def taken() -> FormProblem:
    """Return what to say where another ready marking took the name or the label meanwhile."""
    return FormProblem("name", gettext("A ready marking of this name or label is there already. Choose another."))


def _word_problems(asked: MarkingAsked) -> list[FormProblem]:
    problems = []
    known = all_presets()
    if not NAME.fullmatch(asked.name) or len(asked.name) > LONGEST_NAME:
        problems.append(
            FormProblem("name", gettext("Write up to 40 small letters a-z, digits and hyphens as the name."))
        )
    elif asked.name in known:
        problems.append(taken())
    mistaken = likened(asked.labels, known)
    for language in LANGUAGES:
        for kind, words, longest in (
            ("label", asked.labels[language], LONGEST_LABEL),
            ("meaning", asked.meanings[language], LONGEST_MEANING),
        ):
            if found := _words_problem(words, longest, language):
                problems.append(FormProblem(f"{kind}-{language}", found))
        if asked.labels[language] and language in mistaken:
            words = gettext("Another ready marking is called so. Choose a label that nobody mistakes for it.")
            problems.append(FormProblem(f"label-{language}", words))
    return problems


def _words_problem(words: str, longest: int, language: str) -> str:
    if not words:
        return gettext("Write it in every language: whoever marks something must understand it.")
    if len(words) > longest:
        return gettext("Write at most %(longest)s characters.") % {"longest": longest}
    if has_forbidden(words):
        return gettext("Leave out hidden characters and those that turn the reading direction.")
    if language == "ar" and not ARABIC.search(words):
        return gettext("Write this one in Arabic letters.")
    return ""


def _flaw_problems(asked: MarkingAsked) -> list[FormProblem]:
    """Return what contradicts itself in a marking whose fields are each sound."""
    found = preset_flaws(asked.document["marking"], shelf.schemes())
    return [FormProblem(*_flaw_told(flaw)) for flaw in sorted(found)]


def _flaw_told(flaw: Flaw) -> tuple[str, str]:
    if flaw == Flaw.AUDIENCE_TOO_WIDE:
        return "audience", gettext(
            "The TLP code does not let it go so far: choose a narrower audience or another code."
        )
    if flaw == Flaw.PURPOSE_MISSING:
        return "purposes", gettext("Tick at least one purpose: without one nobody may have it.")
    return "name", gettext("The marking contradicts itself (%(code)s).") % {"code": flaw.value}
