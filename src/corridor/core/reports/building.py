"""A report under way from what was typed to drafts: which field said what, and what is wrong where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from corridor.core.entities.records import Claim, Draft
from corridor.core.kernel.identifiers import Uid
from corridor.core.reports.codes import SCREENED, SENTENCES, Fault, FieldType
from corridor.core.reports.places import place_of
from corridor.core.reports.records import Asking, Field, FieldProblem, Finding, Form, Place, Screen, Searched, Values
from corridor.core.reports.typed import value_of

CONFIRMED = "confirmed"
"""Under this path stand the tokens of the findings that the author confirmed to be nobody on the move."""

BROUGHT = frozenset({"what", "currency"})
"""What a new form brings into its rows; a row that holds nothing else is empty."""

CONFIRMABLE = frozenset({"name", "plate"})
"""What may be confirmed: a ship and a street have names too. Every other finding must be taken out."""


class Building:
    """What has been read of a form so far."""

    def __init__(self, values: Values, asking: Asking) -> None:
        self.asking = asking
        self.problems: list[FieldProblem] = []
        self.confirmed: list[FieldProblem] = []
        self.is_invented = False
        self._typed: Mapping[str, str] = {path: text.strip() for path, text in values.items() if text.strip()}
        self._claims: dict[str, list[Claim]] = {}
        self._kinds: dict[str, tuple[str, Uid]] = {}
        self._origins: dict[tuple[Uid, str], str] = {}
        self._places: dict[str, Place | None] = {}

    # --- what was typed ------------------------------------------------------------------------------------------

    def is_typed(self, path: str) -> bool:
        """Tell whether anything was typed into a field."""
        return path in self._typed

    def text(self, path: str) -> str:
        """Return what was typed."""
        return self._typed.get(path, "")

    def many(self, path: str) -> tuple[str, ...]:
        """Return the entries that were chosen, in their order."""
        return tuple(dict.fromkeys(part.strip() for part in self.text(path).split(",") if part.strip()))

    def rows(self, group: str) -> list[str]:
        """Return the paths of the rows of a group in which anything was typed that the form does not bring itself."""
        own = [path for path in self._typed if path.startswith(f"{group}.") and self._field(path)]
        found = {path.split(".")[1] for path in own if path.rpartition(".")[2] not in BROUGHT}
        return [f"{group}.{number}" for number in sorted(map(int, found))]

    def unread(self) -> list[str]:
        """Return the paths that the form does not have."""
        return [path for path in self._typed if self._field(path) is None and path != CONFIRMED]

    def value(self, path: str) -> str:
        """Return the canonical value of one field; empty where nothing was typed or it is refused."""
        text, field = self.text(path), self._field(path)
        if not text or field is None:
            return ""
        value = value_of(field, text, self.asking)
        if isinstance(value, Fault):
            self.refuse(path, value)
            return ""
        return value

    def place(self, path: str) -> Place | None:
        """Return the place that a field names; nothing where nothing was typed or it is refused."""
        if path in self._places or not self.is_typed(path):
            return self._places.get(path)
        text = self.text(path)
        found = Fault.LONG if len(text) > 300 else place_of(text, self.asking.places)
        if isinstance(found, Fault):
            self.refuse(path, found)
            self._places[path] = None
        else:
            self.is_invented = self.is_invented or found.is_invented
            self._places[path] = found
        return self._places[path]

    def _field(self, path: str) -> Field | None:
        return self.asking.form.field(path)

    # --- what it says --------------------------------------------------------------------------------------------

    def has(self, path: str) -> bool:
        """Tell whether the report speaks of this thing already."""
        return path in self._kinds

    def thing(self, path: str, kind: str, uid: Uid | None = None) -> None:
        """Begin to speak of a thing."""
        self._kinds[path] = (kind, uid or self.asking.things(path))
        self._claims[path] = []

    def say(self, thing: str, prop: str, value: str, path: str, *, ref: Uid | None = None) -> None:
        """Say something of a thing, once, and remember which field it comes from."""
        lang = self.asking.language if self._is_text(path) else None
        claim = Claim(prop, value, None, lang, ref)
        if claim not in self._claims[thing]:
            self._claims[thing].append(claim)
            self._origins.setdefault((self._kinds[thing][1], prop), path)

    def _is_text(self, path: str) -> bool:
        field = self._field(path)
        return field is not None and field.type is FieldType.WORDS

    def refer(self, thing: str, prop: str, to: str) -> None:
        """Say that a thing refers to another one of the report."""
        uid = self._kinds[to][1]
        self.say(thing, prop, uid, "", ref=uid)

    def take(self, thing: str, path: str) -> None:
        """Read a field and say of a thing what it says."""
        field = self._field(path)
        if field is None:
            return
        if field.is_required and not self.is_typed(path):
            self.refuse(path, Fault.MISSING)
        texts = self.many(path) if field.is_many else (self.text(path),) if self.is_typed(path) else ()
        for text in texts:
            value = value_of(field, text, self.asking)
            if isinstance(value, Fault):
                self.refuse(path, value)
                return
            self.say(thing, field.property, value, path)
            if field.type is FieldType.COUNTRY and value in self.asking.invented:
                self.is_invented = True

    def values_of(self, thing: str, prop: str) -> tuple[str, ...]:
        """Return what has been said about a property of a thing."""
        return tuple(claim.value for claim in self.claims_of(thing, prop))

    def claims_of(self, thing: str, prop: str) -> tuple[Claim, ...]:
        """Return the claims about a property of a thing."""
        return tuple(claim for claim in self._claims.get(thing, ()) if claim.prop == prop)

    def drafts(self) -> tuple[Draft, ...]:
        """Return every thing of the report, in the order in which it was spoken of."""
        return tuple(Draft(uid, kind, tuple(self._claims[path])) for path, (kind, uid) in self._kinds.items())

    def origin(self, uid: Uid | None, prop: str | None) -> str:
        """Return the field that said something of a thing's property, or one of the thing's fields, or none."""
        if uid is None or prop is None:
            return ""
        if found := self._origins.get((uid, prop)):
            return found
        own = next((path for path, (_, one) in self._kinds.items() if one == uid), "")
        field = next((one for one in self._fields() if one.property == prop and own == "incident"), None)
        return field.name if field is not None else (own if "." in own else "")

    def _fields(self) -> Iterator[Field]:
        for section in self.asking.form.sections:
            yield from section.fields

    # --- what is wrong -------------------------------------------------------------------------------------------

    def refuse(self, path: str, fault: Fault) -> None:
        """Note why a field is refused; one reason a field is enough."""
        if not any(problem.path == path for problem in self.problems):
            self.problems.append(FieldProblem(path, fault, SENTENCES[fault]))

    def screen_texts(self) -> None:
        """Look through every free text for what names or reaches a person; what is confirmed is noted instead.

        Source: R-01
        """
        searched = search_texts(self._typed, self.asking.form, self.asking.screen)
        self.problems.extend(searched.open)
        self.confirmed.extend(searched.confirmed)


def search_texts(values: Values, form: Form, screen: Screen) -> Searched:
    """Return what the free texts of a form seem to hold that names or reaches a person, by field and place.

    Nothing else is judged, so that a draft can be searched however wrong it is. Places are those of the text without
    the blanks around it.

    Source: R-01
    """
    agreed = {part.strip() for part in values.get(CONFIRMED, "").split(",")}
    found: list[FieldProblem] = []
    for path in sorted(values):
        field, text = form.field(path), values[path].strip()
        if field is not None and field.type in SCREENED and len(text) <= field.longest:
            found += [_finding(path, text, finding) for finding in screen(text)]
    confirmed = tuple(one for one in found if one.token and one.token in agreed)
    return Searched(tuple(one for one in found if one not in confirmed), confirmed)


def _finding(path: str, text: str, finding: Finding) -> FieldProblem:
    """Return what a finding asks of the author; only a name may be confirmed, by the digest of its words."""
    may_stay = finding.kind in CONFIRMABLE
    fault = Fault.PERSON if may_stay else Fault.IDENTIFIER
    words = f"{path}:{finding.kind}:{text[finding.start : finding.end]}"
    token = hashlib.sha256(words.encode()).hexdigest()[:16] if may_stay else ""
    return FieldProblem(path, fault, SENTENCES[fault], finding.start, finding.end, token, kind=finding.kind)
