"""Writes the reference pages that are made from the code: errors, commands, functions. Run by `make docs`.

tests/test_layout.py compares what stands here with what the code says, so a page cannot fall behind.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "corridor"
HERE = ROOT / "docs" / "reference"
NOTICE = "<!-- Made from the code by `make docs`; edit the code, not this page. -->"
CODE = re.compile(r"[a-z]+\.E\d\d")


class ErrorTold(NamedTuple):
    """One refusal as the code defines it."""

    code: str
    module: str
    name: str
    meaning: str
    template: str
    hint: str


@cache
def errors_told() -> tuple[ErrorTold, ...]:
    """Return every refusal of the code, by code."""
    found = []
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = path.relative_to(SOURCES).as_posix()
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for node in classes:
            texts = dict(_texts(node))
            if CODE.fullmatch(texts.get("code", "")):
                meaning = (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")
                told = (texts["code"], module, node.name, meaning, texts.get("template", ""), texts.get("hint", ""))
                found.append(ErrorTold(*told))
        for mapping in (node for node in ast.walk(tree) if isinstance(node, ast.Dict)):
            texts = dict(_entries(mapping))
            if CODE.fullmatch(texts.get("code", "")):
                told = (texts["code"], module, "", "", texts.get("message", ""), texts.get("hint", ""))
                found.append(ErrorTold(*told))
    return tuple(sorted(found))


def _texts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            name, value = line.targets[0].id, line.value
        elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value is not None:
            name, value = line.target.id, line.value
        else:
            continue
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield name, value.value


def _entries(node: ast.Dict) -> Iterator[tuple[str, str]]:
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant | ast.JoinedStr):
            # An f-string is told with the names of what is filled in.
            parts = value.values if isinstance(value, ast.JoinedStr) else [value]
            told = [
                f"{{{ast.unparse(one.value)}}}" if isinstance(one, ast.FormattedValue) else str(ast.literal_eval(one))
                for one in parts
            ]
            yield str(key.value), "".join(told)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


def errors_page() -> str:
    """Return the page of every refusal."""
    from corridor.core.imports.codes import SENTENCES

    lines = [
        "# Errors",
        "",
        NOTICE,
        "",
        "Every refusal has a code. A code is never used again for something else. Words in braces are identifiers and",
        "codes; no message repeats a name, a document number or free text. “What to do” is told with the message.",
        "",
        "| code | what is told | what to do | where |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {one.code} | {_cell(one.template)} | {_cell(one.hint)} | `{one.module}` {one.name} |".replace("  ", " ")
        for one in errors_told()
    ]
    lines += [
        "",
        "## Why a row of a file is refused",
        "",
        "Told for each row with its line and column, and written into the rejects file beside the row.",
        "",
        "| reason | what is told |",
        "|---|---|",
    ]
    lines += [f"| {reason.value} | {_cell(sentence)} |" for reason, sentence in SENTENCES.items()]
    lines += [
        "",
        "## Why a draft or a merge is refused",
        "",
        "Told all at once for the things of one report. A warning is shown and does not refuse. What the codes R-01 to",
        "R-05 and R-24 stand for is in [safeguards](../explain/safeguards.md).",
        "",
        "| code | what is told |",
        "|---|---|",
    ]
    lines += [f"| {code} | {_cell(' / '.join(sorted(told)))} |" for code, told in sorted(_draft_problems().items())]
    return "\n".join(lines) + "\n"


def _draft_problems() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((SOURCES / "core" / "entities").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "Problem":
                continue
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if texts and re.fullmatch(r"[A-Za-z]+[\w-]*\.[\w-]+", texts[0]):
                found.setdefault(texts[0], set()).update(texts[-1:] if len(texts) > 1 else ())
    return found


def commands_page() -> str:
    """Return the page of every command."""
    from corridor.cli import _parser

    parser = _parser()
    choices = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    purposes = {action.dest: action.help or "" for action in choices._choices_actions}
    lines = [
        "# Commands",
        "",
        NOTICE,
        "",
        "`corridor` stands at `.venv/bin/corridor` after `make run` or `make test`. Every command acts as an officer,",
        "in a function and for a purpose, and goes through the same actions as the pages. It ends with 0 when it did",
        "what was asked, with 1 when it was refused or found something wrong, and with 2 when it was called wrongly.",
        "",
        "Every command takes, before or after its name:",
        "",
        *_options(parser),
    ]
    shared = {option for action in parser._actions for option in action.option_strings}
    for name, command in choices.choices.items():
        words = " ".join(str(one.metavar or one.dest) for one in command._actions if not one.option_strings)
        lines += ["", f"## corridor {name} {words}".rstrip(), "", f"{_sentence(purposes[name])}"]
        if own := _options(command, besides=shared):
            lines += ["", *own]
    return "\n".join(lines) + "\n"


def _options(parser: argparse.ArgumentParser, *, besides: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]  # read only
    lines = []
    for action in parser._actions:
        if (
            isinstance(action, argparse._SubParsersAction | argparse._HelpAction)
            or set(action.option_strings) & besides
        ):
            continue
        name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        takes = f" {action.metavar or action.dest.upper()}" if action.option_strings and action.nargs != 0 else ""
        if action.choices:
            takes = f" {{{', '.join(map(str, action.choices))}}}"
        told = _sentence(action.help) if action.help else ""
        need = " Required." if action.required and action.option_strings else ""
        lines.append(f"- `{name}{takes}`{': ' if told or need else ''}{told}{need}")
    return lines


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def functions_page() -> str:
    """Return the page of functions, purposes, presets and events."""
    from corridor import shelf
    from corridor.core.access.codes import Event, Permission

    functions, purposes, presets = shelf.functions(), shelf.schemes().purposes, shelf.presets()
    lines = [
        "# Functions, purposes and markings to choose",
        "",
        NOTICE,
        "",
        "An officer acts in one function and for one purpose. The function says what may be done at all; the marking",
        "of each information item says whether it may be done with that item. A duty is written `FUNCTION:PURPOSE`.",
        "",
        "| function | what for | purposes | permissions |",
        "|---|---|---|---|",
    ]
    for code, function in functions.items():
        allowed = ", ".join(f"`{permission}`" for permission in Permission if permission in function.permissions)
        lines.append(f"| `{code}` | {_cell(function.meaning['en'])} | {', '.join(function.purposes)} | {allowed} |")
    lines += ["", "## Purposes", "", "| purpose | name |", "|---|---|"]
    lines += [f"| `{code}` | {_cell(term.labels['en'])} |" for code, term in purposes.items()]
    lines += ["", "## Markings to choose", "", "| preset | name | what it does |", "|---|---|---|"]
    lines += [f"| `{code}` | {one.labels['en']} | {_cell(one.meaning['en'])} |" for code, one in presets.items()]
    lines += [
        "",
        "## What the ledger can record",
        "",
        "One entry an act; an act that no page or command offers yet is not written:",
        "",
    ]
    lines.append(", ".join(f"`{event}`" for event in Event) + ".")
    return "\n".join(lines) + "\n"


def vocabularies_page() -> str:
    """Return the page of every list of codes."""
    from corridor import shelf

    registry = shelf.registry()
    lines = [
        "# Vocabularies",
        "",
        NOTICE,
        "",
        "The closed lists of codes, as they stand in `src/corridor/core/vocabularies/lists/`. Every code has a name in",
        "English, French, Spanish and Arabic; the node shows them at `/vocabularies/`. A code is never",
        "taken out of a list. It is superseded, and what was said with it stays readable. Marks in the last column are",
        "read by the safeguards; a list with marks takes no text that waits for a code.",
    ]
    for vocabulary in sorted(shelf.vocabularies().values(), key=lambda one: one.name):
        props = sorted(name for name, prop in registry.properties.items() if prop.vocabulary == vocabulary.name)
        since = ", ".join(f"version {version.number} since {version.since}" for version in vocabulary.versions)
        used = f" Property: {', '.join(f'`{prop}`' for prop in props)}." if props else ""
        lines += ["", f"## {vocabulary.name}", "", f"{vocabulary.labels['en']}; {since}.{used}", ""]
        lines += ["| code | name | meaning | remarks |", "|---|---|---|---|"]
        for term in vocabulary.terms.values():
            remarks = [f"since version {term.since}"] if term.since > 1 else []
            remarks += [f"under {term.broader}"] if term.broader else []
            if (ended := term.superseded) is not None:
                how = f" by {', '.join(ended.by)} ({ended.relation})" if ended.by else ", without a successor"
                remarks.append(f"superseded in version {ended.version}{how}")
            remarks += sorted(term.marks)
            told = (term.code, _cell(term.labels["en"]), _cell(term.definition), "; ".join(remarks))
            lines.append(f"| {' | '.join(told)} |".replace("  ", " "))
        for partner in vocabulary.partners.values():
            pairs = "; ".join(f"{_cell(pair.value)} → {pair.code} ({pair.relation})" for pair in partner.pairs)
            lines += ["", f"From **{_cell(partner.source)}**: {pairs}."]
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """Return every page made from the code, by the file it stands in."""
    return {
        HERE / "errors.md": errors_page(),
        HERE / "commands.md": commands_page(),
        HERE / "functions.md": functions_page(),
        HERE / "vocabularies.md": vocabularies_page(),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
