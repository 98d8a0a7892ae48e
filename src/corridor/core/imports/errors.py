"""What can be refused as a whole: a file that cannot be read, a mapping that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corridor.core.kernel.errors import CorridorError

FAULTS = {
    "empty": ("the file has no header", "Save the table with the names of its columns in the first line."),
    "packed": (
        "the file is packed, and what is in it is no workbook",
        "Unpack it and load the table itself; a single CSV may stay packed with gzip.",
    ),
    "damaged": ("the file is damaged or incomplete", "Download or save it again and load the new copy."),
    "bomb": (
        "the file unpacks to far more than it should hold",
        "Save the table as CSV, without compression, and load that.",
    ),
    "parts": ("the workbook consists of too many parts", "Copy the table into a new workbook, or save it as CSV."),
    "sheet-size": ("the sheet has more rows than a workbook may", "Save the sheet as CSV and load that."),
    "entities": (
        "the workbook declares a document type, which no workbook needs",
        "Open it in a spreadsheet program and save it again.",
    ),
    "token": ("the workbook holds a mark of absurd size", "Open it in a spreadsheet program and save it again."),
    "macros": ("the workbook holds macros", "Save it as a workbook without macros (.xlsx or .ods)."),
    "encrypted": ("the workbook is protected by a password", "Save it without a password and load that."),
    "old-workbook": (
        "the file is a workbook of the old or the binary kind, or protected by a password",
        "Save it as .xlsx, .ods or CSV, without a password.",
    ),
    "document": ("the file is a page, a picture or a document", "Save the table in it as CSV or .xlsx."),
    "program": ("the file is a program", "Leave it alone; tell whoever looks after the node where it came from."),
    "wrong-type": (
        "the ending of the file's name says another kind of file than its content is",
        "Give the file the ending that fits its content, or save it again as what its name says.",
    ),
    "no-sheet": ("no sheet of the workbook fits the mapping", "Choose another mapping, or name the sheet in it."),
    "parquet": ("the Parquet file is damaged, or holds more than can be read", "Export it again, or save it as CSV."),
    "binary": ("the file is not text", "Save the table as CSV or JSON."),
    "mixed-encoding": ("the file mixes two text encodings", "Save the table again as UTF-8."),
    "encoding": (
        "the encoding of the file cannot be told from its bytes",
        "Save the table as UTF-8, or name the encoding in its mapping.",
    ),
    "quote-open": ("a quotation mark is opened here and never closed", "Close or remove the quotation mark."),
    "json": ("the file is not well-formed JSON from here on", "Export the file again; it may be incomplete."),
    "json-shape": (
        "the file holds no list of records",
        'Export a list of objects, or an object with such a list, as {"data": [...]}.',
    ),
    "json-deep": ("the JSON is nested too deeply", "Export a flat list of records."),
    "json-element": ("one record of the JSON is larger than is accepted", "Export a flat list of records."),
    "header": (
        "the names of the columns are longer than is accepted",
        "Shorten the names of the columns and load the table again.",
    ),
    "columns": ("the table has too many columns", "Keep the columns that the mapping reads."),
    "column-twice": ("two columns carry the same name that the mapping reads", "Rename or remove one of them."),
    "column-missing": (
        "a column that the mapping needs is not in the file",
        "Choose another mapping, or add the header as an alias.",
    ),
}


WHOLE_FILE = "file refused: {what}"
"""What is said of a file that is refused as a whole."""


class FileRefused(CorridorError):
    """A file cannot be read as a table; `fault` is a key of `FAULTS`, `line` where it shows (0: the whole file)."""

    code = "imports.E01"
    template = "file refused at line {line}: {what}"
    hint = "Save the table as CSV in UTF-8 with one header line and load it again."
    status = 422

    def __init__(self, *, fault: str, line: int = 0) -> None:
        self.hint_for_fault = FAULTS[fault][1]
        super().__init__(fault=fault, line=line, what=FAULTS[fault][0])

    @classmethod
    def sentence(cls, params: Mapping[str, object]) -> str:
        """Return the template that names a line, or the one for the whole file."""
        return cls.template if params.get("line") else WHOLE_FILE


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
