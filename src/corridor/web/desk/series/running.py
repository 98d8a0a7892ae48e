"""Works series, tables and forecast inputs out of a file of facts: here on DuckDB, or on a Spark cluster."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corridor.core.kernel.errors import CorridorError
from corridor.web.desk.series.engine import engine, faults

if TYPE_CHECKING:
    from corridor.core.series.expressions import Frame


class SparkMissing(CorridorError):
    """A cluster was named on a node that has no Spark."""

    code = "series.E06"
    template = "Spark is not installed on this node"
    hint = "Install the extra `spark` with Java 17, or leave the cluster out: DuckDB gives the same answers."
    status = 409


class FactsUnfit(CorridorError):
    """A file of facts cannot be read, or has not the columns of one."""

    code = "series.E07"
    template = "the file is no file of facts"
    hint = "Name a file that `corridor analysis --write-facts` wrote."


Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Facts:
    """A file of facts as a frame of one engine, and how this engine keeps what is used several times."""

    frame: Frame
    kept: Callable[[Frame], Frame]


@contextmanager
def opened(facts: Path, *, spark: str = "") -> Iterator[Facts]:
    """Open a file of facts as a frame: of Spark where the address of a cluster is given, else of DuckDB.

    Raises:
        SparkMissing: Spark is asked for and not installed.
        FactsUnfit: The file cannot be read as facts.
    """
    import narwhals as nw

    from corridor.core.series.expressions import FACTS

    if spark:
        with _cluster(spark) as session:
            read = nw.from_native(session.read.parquet(str(facts))).select(*FACTS)
            yield Facts(read, lambda frame: nw.from_native(frame.to_native().cache()))
        return
    unread: tuple[type[Exception], ...] = (*faults(), nw.exceptions.ColumnNotFoundError)
    with engine(file=facts) as database:
        try:
            read = nw.from_native(database.read_parquet(str(facts))).select(*FACTS)
        except unread:
            raise FactsUnfit from None

        def kept(frame: Frame) -> Frame:
            frame.to_native().to_table("kept")
            return nw.from_native(database.table("kept"))

        yield Facts(read, kept)


@contextmanager
def _cluster(master: str) -> Iterator[Any]:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkMissing from None
    built = SparkSession.builder.master(master).appName("corridor-series").config("spark.ui.enabled", "false")
    session = built.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def frames_of(facts: Facts, *, by: Sequence[str], axes: Sequence[str], last: str = "") -> Mapping[str, Frame]:
    """Return what is worked out of facts: series, what has no month, forecast inputs, and a table by some axes.

    Args:
        by: `kind`, `route` or `country`, along which series run; each source and edition is apart in any case.
    """
    from corridor.core.series import expressions

    along = ("source", "edition", *by)
    cells = facts.kept(expressions.cells(facts.frame, along))
    values = expressions.values(cells, along)
    return {
        "series": values,
        "undated": expressions.undated(cells, along),
        "forecast": expressions.forecast_inputs(values, along, last=last),
        "table": expressions.table(facts.frame, axes),
    }


def rows_of(frame: Frame) -> tuple[tuple[str, ...], Rows]:
    """Run a frame on its engine; return its columns, and its rows by the texts that begin them, which no two share."""
    names = tuple(frame.collect_schema().names())
    native = frame.to_native()
    rows = native.fetchall() if hasattr(native, "fetchall") else [tuple(row) for row in native.collect()]
    return names, sorted(rows)


def write(frames: Mapping[str, Frame], folder: Path) -> dict[str, int]:
    """Write each frame as a table of comma-separated values into a new folder; return how many rows each has."""
    folder.mkdir(mode=0o700)
    counts = {}
    for name, frame in frames.items():
        head, rows = rows_of(frame)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(rows)
        counts[name] = len(rows)
    return counts
