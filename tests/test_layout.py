"""The shape of the project, as docs/decisions/0001-zones-and-processes.md and the house rules describe it."""

from __future__ import annotations

import ast
import configparser
import importlib.util
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "corridor"
DOCS = ROOT / "docs"

HOMELESS = {"utils", "helpers", "common", "misc", "services", "managers"}
HOMES_EXCUSED = {"web/settings/common.py"}
"""What every zone's settings share; its readers know the word from Django."""

NO_CAPABILITY = {"migrations", "pages"}
"""Folders of a zone that hold one kind of file: no order stands inside them."""

LONGEST_MODULE = 400

IMPURE = re.compile(r"\.(?:now|today|utcnow)\(|(?<![\w.])(?:open|print|input)\(")
PLACE = re.compile(r"`((?:src|tests|docs|bench|frontend)/[\w./*-]+?)(?:::(\w+))?`")
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def modules() -> list[Path]:
    """Return every module of the project."""
    return sorted(SOURCES.rglob("*.py"))


def named(path: Path) -> str:
    """Return a module's place below the package."""
    return path.relative_to(SOURCES).as_posix()


def contracts() -> list[configparser.SectionProxy]:
    """Return the contracts of who may import whom."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return [parser[name] for name in parser.sections() if name.startswith("importlinter:contract:")]


def listed(section: configparser.SectionProxy, key: str) -> list[str]:
    """Return the words that a contract lists under one key."""
    return [
        word.strip("() ")
        for line in section.get(key, "").splitlines()
        for word in re.split(r"[|:]", line)
        if word.strip()
    ]


def packages_in(folder: Path) -> list[str]:
    """Return the folders that hold modules of ours, as they would be placed in a contract."""
    return sorted(path.name for path in folder.iterdir() if (path / "__init__.py").exists())


@cache
def reference_pages() -> ModuleType:
    """Return the module that writes the reference pages."""
    spec = importlib.util.spec_from_file_location("reference_pages", DOCS / "reference" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", ["core", "web", "web/base", "web/desk"])
def test_every_folder_has_its_place_in_the_order_of_imports(folder: str) -> None:
    container = "corridor." + folder.replace("/", ".")
    ordered = [one for one in contracts() if one["type"] == "layers" and container in listed(one, "containers")]
    placed = {layer for one in ordered if one.get("exhaustive") == "True" for layer in listed(one, "layers")}

    assert set(packages_in(SOURCES / folder)) <= placed


@pytest.mark.parametrize("zone", ["base", "desk"])
def test_every_capability_of_the_web_keeps_the_order_inside_its_folder(zone: str) -> None:
    folders = next(one for one in contracts() if one.name.endswith(":folders"))
    wanted = {
        f"corridor.web.{zone}.{name}" for name in packages_in(SOURCES / "web" / zone) if name not in NO_CAPABILITY
    }

    assert wanted <= set(listed(folders, "containers"))


def test_every_zone_of_the_web_is_known_to_the_contracts_and_to_these_tests() -> None:
    no_zones = {"base", "commands", "demonstration", "design", "running", "settings"}

    assert set(packages_in(SOURCES / "web")) - no_zones == {"desk", "protection", "public"}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    paths = [path for root in (SOURCES, ROOT / "tests", ROOT / "bench") for path in root.rglob("*.py")]
    homeless = [path for path in paths if HOMELESS & {path.stem, *path.parent.parts[len(ROOT.parts) :]}]

    assert [path for path in homeless if not path.as_posix().endswith(tuple(HOMES_EXCUSED))] == []


def test_modules_stay_short_enough_to_be_read() -> None:
    long = {named(path) for path in modules() if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE}

    assert long == set()


def test_the_core_neither_looks_at_the_clock_nor_opens_anything() -> None:
    found = [
        named(path)
        for path in modules()
        if named(path).startswith("core/") and IMPURE.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def tables() -> Iterator[tuple[str, str]]:
    """Yield every table and its docstring."""
    for path in modules():
        if path.name != "models.py":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
            if isinstance(node, ast.ClassDef) and bases & {"models.Model", "AbstractBaseUser"}:
                yield f"{named(path)} {node.name}", ast.get_docstring(node) or ""


def test_every_table_ends_its_description_with_the_personal_data_it_holds() -> None:
    silent = [name for name, told in tables() if not told.split("\n\n")[-1].startswith("Personal data: ")]

    assert silent == []


def test_no_code_of_an_error_is_given_twice() -> None:
    codes = Counter(one.code for one in reference_pages().errors_told())

    assert [code for code, times in codes.items() if times > 1] == []


def test_every_code_of_an_error_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8")

    assert [one.code for one in reference_pages().errors_told() if f"| {one.code} |" not in page] == []


def test_the_reference_pages_say_what_the_code_says() -> None:
    stale = [path.name for path, text in reference_pages().pages().items() if path.read_text(encoding="utf-8") != text]

    assert stale == [], "run make docs"


def test_every_source_that_a_docstring_cites_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "sources.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"^\| `([^`]+)`", page, flags=re.MULTILINE))
    cited = {
        (named(path), re.split(r",? (?:art|para|section)", source)[0].strip())
        for path in modules()
        for line in re.findall(r"^ *Source: (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for source in re.split(r", (?=[A-Z])", line)
    }

    assert {(path, key) for path, key in cited if key not in keys} == set()


def test_every_place_that_the_papers_name_is_there() -> None:
    missing = []
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for place, name in PLACE.findall(page.read_text(encoding="utf-8")):
            found = list(ROOT.glob(place.rstrip("/")))
            if not found or (name and not any(f"def {name}(" in one.read_text(encoding="utf-8") for one in found)):
                missing.append((page.name, place, name))

    assert missing == []


def test_the_tour_names_only_what_the_code_has() -> None:
    told = set(re.findall(r"`([^`\n]+)`", (DOCS / "tour.md").read_text(encoding="utf-8")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*") if path.suffix in (".py", ".yaml"))
    files = {one for one in told if re.fullmatch(r"(?:core|web|demo)/[\w/.-]+|\w+\.py", one)}
    names = {
        one.rsplit(".", 1)[-1] for one in told - files if re.fullmatch(r"[a-z_]+(?:\.[a-z_]+)?|[A-Z][A-Za-z]+", one)
    }

    assert [one for one in files if not (SOURCES / one).exists()] == []
    assert [one for one in names if not re.search(rf"\b{one}\b", code)] == []


def test_every_link_between_the_papers_leads_somewhere() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    lost = [
        (page.name, link)
        for page in pages
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]

    assert lost == []
