"""The written form of the schemata: reads parsed YAML documents, noting every mistake."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from corridor.core.entities.codes import Search, Type
from corridor.core.entities.records import Property, Safeguards, Schema
from corridor.core.kernel.documents import LANGUAGES, Document, DocumentReading
from corridor.core.kernel.text import fold

PROPERTY_NAME = re.compile(r"[a-z]+(_[a-z]+)*")
CLASS_NAME = re.compile(r"([A-Z][a-z]+)+")
DOCUMENT_KEYS = frozenset({"area", "version", "classes", "properties", "safeguards"})
CLASS_KEYS = frozenset({"extends", "abstract", "ftm", "labels", "description", "properties", "required", "personal"})
PROPERTY_KEYS = frozenset(
    {"type", "ftm", "labels", "vocabulary", "multiple", "search", "personal", "range", "or_text", "same_kind"}
)
SAFEGUARD_KEYS = ("faithful", "placeholders", "kinds", "migrant", "helper", "barred", "attributes", "protected")


class Reading(DocumentReading):
    """The documents on their way to a registry, with every mistake found so far and where it stands."""

    def __init__(self, vocabularies: Collection[str]) -> None:
        super().__init__()
        self.vocabularies = vocabularies
        self.areas: dict[str, str] = {}
        self.classes: dict[str, tuple[str, Document]] = {}
        self.properties: dict[str, tuple[str, Document]] = {}
        self.safeguards: list[tuple[str, Document]] = []

    def add(self, document: Document) -> None:
        """Take one document in, noting names that are defined twice."""
        area = str(document.get("area", "a document without area"))
        if "area" not in document:
            self.note(area, "the key area is missing; it is the name of the file")
        if area in self.areas:
            self.note(area, "two documents carry this area")
        self.areas[area] = area
        self.unknown_keys(document, DOCUMENT_KEYS, area)
        for section, target in (
            ("classes", self.classes),
            ("properties", self.properties),
        ):
            for name, entry in self.entries(document, section, area):
                if name in target:
                    self.note(f"{area}/{section}/{name}", f"already defined in {target[name][0]}")
                    continue
                target[name] = (f"{area}/{section}/{name}", entry)

        if isinstance(found := document.get("safeguards"), Mapping):
            self.safeguards.append((f"{area}/safeguards", found))

    def flag(self, entry: Document, key: str, where: str, default: bool) -> bool:
        """Return a yes or no, noting anything else."""
        found = entry.get(key, default)
        if not isinstance(found, bool):
            self.note(where, f"{key} must be true or false")
            return default
        return found

    def property(self, name: str) -> Property | None:
        """Read one property."""
        where, entry = self.properties[name]
        self.unknown_keys(entry, PROPERTY_KEYS, where)
        if not PROPERTY_NAME.fullmatch(name):
            self.note(where, "a property's name is lower-case words with underscores")
        if "ftm" not in entry:
            self.note(where, "ftm is missing; say null when nothing is near")
        try:
            kind, search = Type(str(entry.get("type"))), Search(str(entry.get("search", Search.NONE)))
        except ValueError:
            self.note(where, "unknown type or search")
            return None
        vocabulary = entry.get("vocabulary")
        if vocabulary is not None and (kind is not Type.CODE or vocabulary not in self.vocabularies):
            self.note(where, f"vocabulary {vocabulary} is unknown, or the type is not code")
            vocabulary = None
        reach = self.names(entry, "range", where)
        if bool(reach) is not (kind is Type.ENTITY):
            self.note(where, "a range belongs to every property of type entity, and to no other")
        for target in reach:
            if target not in self.classes:
                self.note(where, f"range names the unknown class {target}")
        return Property(
            name=name,
            type=kind,
            labels=self.labels(entry.get("labels"), where),
            ftm=str(entry["ftm"]) if entry.get("ftm") else None,
            vocabulary=vocabulary,
            multiple=self.flag(entry, "multiple", where, default=True),
            search=search,
            personal=self.flag(entry, "personal", where, default=False),
            range=frozenset(reach),
            or_text=self.flag(entry, "or_text", where, default=False),
            same_kind=self.flag(entry, "same_kind", where, default=False),
        )

    def lineage(self, name: str) -> list[str] | None:
        """Return a class and its ancestors, farthest first; none when a parent is unknown or the line is a circle."""
        line: list[str] = []
        open_names: list[str] = []

        def climb(current: str) -> bool:
            if current in open_names:
                self.note(self.classes[name][0], f"extends itself through {' > '.join([*open_names, current])}")
                return False
            if current in line:
                return True
            open_names.append(current)
            where, entry = self.classes[current]
            for parent in self.names(entry, "extends", where):
                if parent not in self.classes:
                    self.note(where, f"extends the unknown class {parent}")
                    return False
                if not climb(parent):
                    return False
            open_names.pop()
            line.append(current)
            return True

        return line if climb(name) else None

    def schema(self, name: str, properties: Mapping[str, Property]) -> Schema | None:
        """Read one class with everything it inherits."""
        where, entry = self.classes[name]
        self.unknown_keys(entry, CLASS_KEYS, where)
        if not CLASS_NAME.fullmatch(name):
            self.note(where, "a class is named in capitalised words without spaces")
        line = self.lineage(name)
        if line is None:
            return None
        for key in ("ftm", "description"):
            if not isinstance(entry.get(key), str) or not str(entry.get(key)).strip():
                self.note(where, f"{key} is missing")
        own: dict[str, Property] = {}
        required: list[str] = []
        for ancestor in line:
            place, document = self.classes[ancestor]
            for prop in self.names(document, "properties", place):
                if prop in own:
                    self.note(where, f"property {prop} is listed here and in a class it extends")
                elif prop in properties:
                    own[prop] = properties[prop]
                elif ancestor == name:
                    self.note(where, f"property {prop} is defined nowhere")
            required += self.names(document, "required", place)
        for prop in required:
            if prop not in own:
                self.note(where, f"requires {prop}, which it does not have")
        return Schema(
            name=name,
            parents=self.names(entry, "extends", where),
            ancestors=frozenset(line) - {name},
            ftm=str(entry.get("ftm")),
            labels=self.labels(entry.get("labels"), where),
            description=str(entry.get("description", "")),
            properties=own,
            required=tuple(dict.fromkeys(required)),
            abstract=self.flag(entry, "abstract", where, default=False),
            personal=any(self.flag(self.classes[a][1], "personal", where, default=False) for a in line),
        )

    def words(self) -> Safeguards:
        """Read the words that the safeguards refuse; there is exactly one such document."""
        if len(self.safeguards) != 1:
            self.note("safeguards", f"exactly one document must hold them, not {len(self.safeguards)}")
            return Safeguards()
        where, entry = self.safeguards[0]
        found: dict[str, frozenset[str]] = {}
        for key in SAFEGUARD_KEYS:
            lists: object = entry.get(key)
            listed: Document = {"all": lists}
            if isinstance(lists, Mapping):
                listed = lists
                if not set(listed) >= set(LANGUAGES):
                    self.note(f"{where}/{key}", f"needs a list for each of {', '.join(LANGUAGES)}")
            words = [word for part in listed for word in self.names(listed, part, f"{where}/{key}")]
            if not words:
                self.note(f"{where}/{key}", "no words")
            found[key] = frozenset(words if key == "faithful" else (fold(word) for word in words))
        self.unknown_keys(entry, frozenset(SAFEGUARD_KEYS), where)
        for name in sorted(found["faithful"] - set(self.properties)):
            self.note(f"{where}/faithful", f"unknown property {name}")
        return Safeguards(**found)
