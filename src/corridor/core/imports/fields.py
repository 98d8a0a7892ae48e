"""Reads one field of a mapping: which column fills a property, and how its cells are written."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from corridor.core.entities.records import Property
from corridor.core.entities.registry import Registry
from corridor.core.imports.cells import TYPES
from corridor.core.imports.errors import MappingProblem
from corridor.core.imports.lists import LISTS
from corridor.core.imports.records import Field, Grouping
from corridor.core.kernel.counts import AGES, SEXES, Count, CountInvalid
from corridor.core.kernel.dates import STYLES
from corridor.core.kernel.points import ORDERS
from corridor.core.kernel.text import fold
from corridor.core.vocabularies.codes import PARKED
from corridor.core.vocabularies.rules import published_values

_ALWAYS = frozenset(("column", "columns", "constant", "missing", "required", "instead_of"))
_OPTIONS: dict[str, frozenset[str]] = {
    "date": frozenset(("style", "future", "year_begins")),
    "count": frozenset(("sex", "age", "thousands", "between", "below", "ranges", "silent_zero")),
    "number": frozenset(("thousands", "decimal")),
    "money": frozenset(("thousands", "decimal", "currency")),
    "point": frozenset(("order", "zero")),
    "country": frozenset(("several", "codes", "otherwise")),
    "nationality": frozenset(("several", "codes", "otherwise")),
    "code": frozenset(("several", "codes", "combined", "otherwise")),
    "url": frozenset(("several", "otherwise")),
    "text": frozenset(("several",)),
    "name": frozenset(("several",)),
}
_SEVERAL_COLUMNS: dict[str, Container[int]] = {"point": (2,), "date": (2, 3), "money": (2,), "count": range(2, 51)}


def text_list(value: object) -> tuple[str, ...] | None:
    """Return a text or a list of texts and numbers as texts, or nothing where it is neither."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(
        isinstance(one, str | int | float) and not isinstance(one, bool) for one in value
    ):
        return tuple(str(one) for one in value)
    return (str(value),) if isinstance(value, int | float) and not isinstance(value, bool) else None


def field_from(
    spec: object, prop: Property, registry: Registry, where: str
) -> tuple[Field | None, list[MappingProblem]]:
    """Return one field as a mapping writes it, and everything that is wrong with it.

    Args:
        spec: A column, a list of columns, or the column with its options.
        prop: The property that is filled.
        where: The key under which it stands, for the problems.
    """
    entry = {"columns" if isinstance(spec, list) else "column": spec} if isinstance(spec, str | list) else spec
    if not isinstance(entry, Mapping):
        return None, [MappingProblem(where, "is neither a column nor a column with options", "Write column: header")]
    return _Spec(entry, prop, registry, where).field()


class _Spec:
    def __init__(self, entry: Mapping[str, Any], prop: Property, registry: Registry, where: str) -> None:
        self.entry = entry
        self.prop = prop
        self.registry = registry
        self.where = where
        self.problems: list[MappingProblem] = []
        self.patterns: list[tuple[re.Pattern[str], str]] = []
        self.type = "text" if prop.or_text else str(prop.type)

    def note(self, option: str, wrong: str, remedy: str) -> None:
        self.problems.append(MappingProblem(f"{self.where}.{option}" if option else self.where, wrong, remedy))

    def field(self) -> tuple[Field | None, list[MappingProblem]]:
        if self.type not in TYPES:
            self.note("", f"takes a value of the type {self.type}, which no cell can give", "Remove this field")
            return None, self.problems
        allowed = _ALWAYS | _OPTIONS[self.type]
        for option in self.entry:
            if option not in allowed:
                self.note(
                    str(option), f"is not an option of a {self.type}", f"Use one of: {', '.join(sorted(allowed))}"
                )
        codes = self.codes()
        field = Field(
            prop=self.prop.name,
            type=self.type,
            columns=self.columns(),
            constant=self.constant(),
            required=self.flag("required"),
            missing=frozenset(self.texts("missing")),
            styles=self.styles(),
            future=self.flag("future"),
            year_begins=self.year_begins(),
            order=self.one_of("order", ORDERS, "lat,lon"),
            zero=self.flag("zero"),
            thousands=self.mark("thousands"),
            decimal=self.mark("decimal") or ".",
            between=self.mark("between"),
            below=self.mark("below"),
            ranges=self.ranges(),
            silent_zero=self.flag("silent_zero"),
            instead_of=str(self.entry.get("instead_of", "")),
            is_closed=isinstance(self.entry.get("codes"), str),
            sex=self.one_of("sex", SEXES, ""),
            age=self.one_of("age", AGES, ""),
            sex_from=self.grouping("sex", SEXES),
            age_from=self.grouping("age", AGES),
            currency=self.currency(),
            several=self.mark("several"),
            codes=codes,
            patterns=tuple(self.patterns),
            combined=self.combined(),
            otherwise=self.otherwise(),
        )
        return field, self.problems

    def year_begins(self) -> int:
        month = self.entry.get("year_begins", 1)
        if isinstance(month, bool) or not isinstance(month, int) or not 1 <= month <= 12:
            self.note("year_begins", "is not a month", "Write its number, from 1 to 12")
            return 1
        return month

    def columns(self) -> tuple[str, ...]:
        given = [option for option in ("column", "columns", "constant") if option in self.entry]
        if len(given) != 1:
            self.note("", "needs one of column, columns and constant", "Write column: header")
            return ()
        if given[0] == "constant":
            return ()
        names = text_list(self.entry[given[0]])
        if not names or (given[0] == "column" and len(names) != 1):
            self.note(given[0], "is not the name of a column", "Write the header as text")
            return ()
        if len(names) > 1 and len(names) not in _SEVERAL_COLUMNS.get(self.type, ()):
            self.note("columns", f"are too many for a {self.type}", "Write one field for each column")
        return names

    def constant(self) -> str | None:
        if "constant" not in self.entry:
            return None
        value = str(self.entry["constant"])
        if reason := "parked" if value == PARKED else self.registry.fault(self.prop.name, value):
            self.note("constant", f"does not fit the property ({reason})", self.terms() or "Write it in canonical form")
        return value

    def terms(self) -> str:
        vocabulary = self.registry.vocabulary_of(self.prop.name)
        return f"Use one of: {', '.join(vocabulary.terms)}" if vocabulary else ""

    def flag(self, option: str) -> bool:
        value = self.entry.get(option, False)
        if not isinstance(value, bool):
            self.note(option, "is neither yes nor no", "Write true or false")
        return value is True

    def texts(self, option: str) -> tuple[str, ...]:
        listed = text_list(self.entry.get(option, []))
        if listed is None:
            self.note(option, "is not a list of texts", 'Write ["n/a", "-"]')
        return listed or ()

    def styles(self) -> tuple[str, ...]:
        listed = tuple(text_list(self.entry.get("style", ["iso"])) or ())
        if not listed or any(style not in STYLES for style in listed):
            self.note("style", "is not a way of writing dates", f"Use one of: {', '.join(map(repr, STYLES))}")
            return ("iso",)
        return listed

    def one_of(self, option: str, values: tuple[str, ...], default: str) -> str:
        value = self.entry.get(option, default)
        if value == default or isinstance(value, Mapping):
            return default
        value = str(value).replace(" ", "")
        if value not in values:
            self.note(option, "is not one of its values", f"Use one of: {', '.join(values)}")
            return default
        return value

    def grouping(self, option: str, values: tuple[str, ...]) -> Grouping | None:
        """Read from which column a sex or an age comes; `all` lists texts that mean no group in particular."""
        entry = self.entry.get(option)
        if not isinstance(entry, Mapping):
            return None
        table = entry.get("codes", {})
        is_named = isinstance(entry.get("column"), str)
        if set(entry) - {"column", "codes"} or not is_named or not isinstance(table, Mapping):
            self.note(option, "is not complete", "Write column: header, and codes: {female: [F], all: [Total]}")
            return None
        codes = {fold(value): value for value in values}
        for code, texts in table.items():
            if code not in (*values, "all"):
                self.note(f"{option}.codes.{code}", "is not one of its values", f"Use one of: all, {', '.join(values)}")
            codes.update((fold(text), "" if code == "all" else str(code)) for text in text_list(texts) or ())
        return Grouping(entry["column"], codes)

    def ranges(self) -> dict[str, str]:
        """Read which texts stand for a count between two figures."""
        table = self.entry.get("ranges", {})
        ranges: dict[str, str] = {}
        if not isinstance(table, Mapping):
            self.note("ranges", "is not a table", 'Write each range with the texts of the file: 1..4: ["<5"]')
            return ranges
        for written, texts in table.items():
            try:
                count = Count.parse(str(written))
            except CountInvalid:
                self.note(f"ranges.{written}", "is not a range of figures", "Write 1..4, 10.. or ..14")
                continue
            ranges.update((text.strip(), count.text) for text in text_list(texts) or ())
        return ranges

    def mark(self, option: str) -> str:
        value = self.entry.get(option, "")
        if value is True and option == "several":
            return ","
        if not isinstance(value, str) or len(value) > 5:
            self.note(option, "is not a mark", 'Write the character, such as ","')
            return ""
        return value

    def currency(self) -> str:
        value = self.entry.get("currency", "")
        if value and not (isinstance(value, str) and len(value) == 3 and value.isalpha() and value.isupper()):
            self.note("currency", "is not a currency", "Write three capital letters, such as EUR")
            return ""
        return str(value)

    def codes(self) -> dict[str, str]:
        """Return the texts of the file, folded, with their codes; a code of the vocabulary stands for itself.

        Texts with * stand for several texts and are kept apart, as patterns.
        """
        vocabulary = self.registry.vocabulary_of(self.prop.name) if self.type == "code" else None
        codes = {fold(code): code for code in vocabulary.terms} if vocabulary else {}
        if vocabulary:
            codes |= published_values(vocabulary)
        table = self.entry.get("codes", {})
        if isinstance(table, str) and self.type in ("country", "nationality") and table in LISTS:
            return dict(LISTS[table])
        if not isinstance(table, Mapping):
            self.note("codes", "is not a table", "Write each code with the texts of the file: sea: [Sea, Maritime]")
            return codes
        given: dict[str, str] = {}
        for code, texts in table.items():
            option = f"codes.{code}"
            reason = "parked" if code == PARKED else self.registry.fault(self.prop.name, str(code))
            if reason is not None:
                self.note(option, f"does not fit the property ({reason})", self.terms() or "Use a canonical value")
            for text in text_list(texts) or ():
                if "*" in text:
                    parts = [re.escape(fold(part)) for part in text.split("*")]
                    self.patterns.append((re.compile(".*".join(parts)), str(code)))
                elif given.setdefault(fold(text), str(code)) != str(code):
                    self.note(option, "has a text that another code has too", "Keep the text under one code")
        return codes | given

    def combined(self) -> str:
        value = str(self.entry.get("combined", ""))
        if value and self.registry.fault(self.prop.name, value) is not None:
            self.note("combined", "is not a code of the property", self.terms())
        return value

    def otherwise(self) -> str:
        value = str(self.entry.get("otherwise", "reject"))
        way, _, prop = value.partition(":")
        if way == "text":
            target = self.registry.properties.get(prop)
            if target is None or str(target.type) != "text":
                self.note("otherwise", "names no property for text", "Write text:summary, or another property for text")
        elif value in ("park", PARKED):
            if self.type != "code" or not self.registry.parks(self.prop.name):
                self.note(
                    "otherwise",
                    "cannot wait for a decision: a safeguard reads this code",
                    "Write reject, or list every text under codes",
                )
        elif value != "reject" and (reason := self.registry.fault(self.prop.name, value)) is not None:
            self.note("otherwise", f"is not a way out ({reason})", "Write reject, park, text:property or a code")
        return value
