"""What can be refused as a whole: a file that cannot be read, a mapping that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corridor.core.kernel.errors import CorridorError

FAULTS = {
    "empty": ("the file has no header", "Save the table with the names of its columns in the first line."),
    "workbook": ("the file is a workbook or another packed file, not a table", "Save the sheet as CSV and load that."),
    "binary": ("the file is not text", "Save the table as CSV or JSON."),
    "mixed-encoding": ("the file mixes two text encodings", "Save the table again as UTF-8."),
    "quote-open": ("a quotation mark is opened here and never closed", "Close or remove the quotation mark."),
    "json": ("the file is not well-formed JSON from here on", "Export the file again; it may be incomplete."),
    "json-shape": (
        "the file holds no list of records",
        'Export a list of objects, or an object with such a list, as {"data": [...]}.',
    ),
    "json-deep": ("the JSON is nested too deeply", "Export a flat list of records."),
    "json-element": ("one record of the JSON is larger than is accepted", "Export a flat list of records."),
    "columns": ("the table has too many columns", "Keep the columns that the mapping reads."),
    "column-twice": ("two columns carry the same name that the mapping reads", "Rename or remove one of them."),
    "column-missing": (
        "a column that the mapping needs is not in the file",
        "Choose another mapping, or add the header as an alias.",
    ),
}


class FileRefused(CorridorError):
    """A file cannot be read as a table; `fault` is a key of `FAULTS`, `line` where it shows (0: the whole file)."""

    code = "imports.E01"
    template = "file refused at line {line}: {what}"
    hint = "Save the table as CSV in UTF-8 with one header line and load it again."
    status = 422

    def __init__(self, *, fault: str, line: int = 0) -> None:
        self.hint_for_fault = FAULTS[fault][1]
        super().__init__(fault=fault, line=line, what=FAULTS[fault][0])


class MappingProblem(NamedTuple):
    """One thing that is wrong in a mapping: under which key, what, and what to do."""

    key: str
    wrong: str
    remedy: str


class MappingInvalid(CorridorError):
    """A mapping cannot be used; `problems` holds everything that is wrong with it."""

    code = "imports.E02"
    template = "mapping {mapping} refused: {count} problems"
    hint = "Correct every key that is listed and load the mapping again."
    status = 422

    def __init__(self, *, mapping: str, problems: Sequence[MappingProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(mapping=mapping, count=len(self.problems))

    def __str__(self) -> str:
        """List every problem on a line of its own."""
        lines = [f"  {problem.key}: {problem.wrong}. {problem.remedy}" for problem in self.problems]
        return "\n".join([f"{self.code} {self.message}", *lines])
