"""The sums of series give the same answers on a local Spark as on DuckDB in the process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from corridor.core.series import expressions
from corridor.web.desk.series import running
from corridor.web.desk.series.engine import engine

SEEDS = (1, 2)
MASTER = "local[2]"
ALONG: tuple[tuple[str, ...], ...] = (("kind", "route"), ("kind", "country"), (), ("route", "country"))
MONTHS = tuple(f"2020-{month:02d}" for month in range(1, 13))
Answers = dict[str, tuple[tuple[str, ...], running.Rows]]


def facts(path: Path, seed: int, count: int = 400) -> Path:
    """Write random facts: blank routes and countries, years, no dates, things without a figure, gaps of months."""
    draw = Random(seed)
    covered = draw.sample(MONTHS, 8)
    rows = []
    for _ in range(count):
        low = draw.choice((None, 0, draw.randrange(1000)))
        rows.append(
            (
                draw.choice(("", "source-one", "Źródło ‘two’")),
                draw.choice(("", "months")),
                draw.choice(("border-detections", "arrivals")),
                draw.choice(("", "Northern crossing", "عبور الجنوب")),
                draw.choice(("", "XA", "XB")),
                draw.choice((*covered, "2020", "")),
                low,
                None if low is None else low + draw.randrange(5),
                draw.choice(("XA-POL", "XB-BRD", "")),
            )
        )
    with engine(file=path) as database:
        typed = ", ".join(f"{name} {'BIGINT' if name in ('low', 'high') else 'VARCHAR'}" for name in expressions.FACTS)
        database.execute(f"CREATE TABLE fact ({typed})")
        database.executemany(f"INSERT INTO fact VALUES ({', '.join('?' * len(expressions.FACTS))})", rows)
        database.execute(f"COPY fact TO '{path}' (FORMAT parquet)")
    return path


def answers(of: running.Facts) -> Answers:
    """Return every answer that can be worked out of facts, along everything."""
    frame = of.frame
    found: Answers = {}
    for by in ALONG:
        along = ("source", "edition", *by)
        cells = expressions.cells(frame)
        values = expressions.values(cells, along)
        frames = {
            "series": values,
            "undated": expressions.undated(cells, along),
            "forecast": expressions.forecast_inputs(values, along, last="2020-10"),
            "table": expressions.table(frame, ("kind", "month")),
            "pivot": expressions.pivot(values, along, MONTHS),
        }
        found |= {f"{name} by {by}": running.rows_of(one) for name, one in frames.items()}
    return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", SEEDS)
def test_spark_answers_what_duckdb_answers(seed: int, tmp_path: Path) -> None:
    path = facts(tmp_path / "facts.parquet", seed)

    with running.opened(path) as here:
        ours = answers(here)
    with running.opened(path, spark=MASTER) as there:
        theirs = answers(there)

    assert theirs == ours
    assert all(rows for name, (_, rows) in ours.items() if not name.startswith("undated"))


@pytest.mark.filterwarnings("ignore")
def test_the_command_on_a_cluster_writes_the_files_it_writes_here(tmp_path: Path) -> None:
    path = facts(tmp_path / "facts.parquet", 4)
    said: Sequence[tuple[str, str]] = (("here", ""), ("there", MASTER))

    for folder, spark in said:
        with running.opened(path, spark=spark) as read:
            frames = running.frames_of(read, by=("kind", "route"), axes=("kind", "route", "month"))
            running.write(frames, tmp_path / folder)

    for name in ("series", "undated", "forecast", "table"):
        assert (tmp_path / "here" / f"{name}.csv").read_text() == (tmp_path / "there" / f"{name}.csv").read_text()
