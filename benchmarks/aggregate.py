"""Add up 20 million rows of Parquet by campaign and day, six measures: this package against one DuckDB query.

    python benchmarks/aggregate.py [--rows 20000000] [--repeat 3]

Each side is a whole process, start to finish: imports, the scan, and the frames for the query's result. Prints JSON.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

MEASURES = ("impressions", "clicks", "cost", "conversions", "revenue", "sessions")
CAMPAIGNS, DAYS = 500, 120

MAKE = """
COPY (
    SELECT 'campaign-' || (i % {campaigns}) AS campaign,
           DATE '2026-01-01' + CAST((i // {campaigns}) % {days} AS INTEGER) AS date,
           CAST(hash(i) % 100000 AS BIGINT) AS impressions,
           CAST(hash(i + 1) % 2000 AS BIGINT) AS clicks,
           round((hash(i + 2) % 1000000) / 100, 2)::DOUBLE AS cost,
           CAST(hash(i + 3) % 60 AS BIGINT) AS conversions,
           round((hash(i + 4) % 9000000) / 100, 2)::DOUBLE AS revenue,
           CAST(hash(i + 5) % 3000 AS BIGINT) AS sessions
    FROM range({rows}) AS made(i)
) TO '{file}' (FORMAT parquet)
"""

BY_HAND = """
import sys, duckdb
duckdb.execute("SET enable_progress_bar = false")
query = '''SELECT campaign, date, {sums} FROM read_parquet(?) GROUP BY campaign, date ORDER BY campaign, date'''
frame = duckdb.execute(query, [sys.argv[1]]).df()
print(len(frame), repr(float(frame["impressions"].sum())), format(frame["cost"].sum(), ".11g"))
"""

HERE = """
import sys
from datetime import date
from pathlib import Path
from generator.data.read import Request, read_campaigns
from generator.metrics.formula import Leaf
from generator.spec.model import Campaign, Kpi, MeasureSpec, Period, Source, Target, Text, Unit
measures = {measures!r}
root = Path(sys.argv[1]).parent.parent.parent
words = Text(by_language={{"": "made"}})
units = {{"cost": Unit.CURRENCY, "revenue": Unit.CURRENCY}}
campaign = Campaign(
    id="made", folder=root / "campaigns" / "made", file="campaigns/made/campaign.yml", name=words,
    period=Period(start=date(2026, 1, 1), end=date(2026, 4, 30)), currency="USD",
    sources={{"ads": Source(files="data.parquet", date="date", by=("campaign",), measures={{m: m for m in measures}})}},
    kpis=(Kpi(metric="cost", target=Target(text="1", value=1.0)),),
)
specs = {{m: MeasureSpec(title=words, unit=units.get(m, Unit.COUNT)) for m in measures}}
request = Request(campaign, tuple(Leaf("sum", m) for m in measures), specs, date(2026, 6, 5))
data = read_campaigns([request], "duckdb", root)["made"]
if isinstance(data, Exception):
    raise data
rows = data.series[data.series["dimension"] == "campaign"]
print(len(rows), repr(float(rows["impressions"].sum())), format(rows["cost"].sum(), ".11g"))
"""


def make(file: Path, rows: int) -> None:
    with duckdb.connect(config={"memory_limit": "1GB"}) as db:
        db.execute(MAKE.format(campaigns=CAMPAIGNS, days=DAYS, rows=rows, file=file))


def run(code: str, file: Path) -> tuple[float, float, str, float]:
    """Run a program; return its seconds, its peak memory in MB, what it printed and the seconds of all its threads."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(process.returncode)
    return seconds, usage.ru_maxrss / 1024, said.strip(), usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    programs = {
        "by hand": BY_HAND.format(sums=", ".join(f"sum({measure}) AS {measure}" for measure in MEASURES)),
        "goalposts": HERE.format(measures=MEASURES),
    }
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "campaigns" / "made" / "data.parquet"
        file.parent.mkdir(parents=True)
        make(file, asked.rows)
        rounds = [{side: run(code, file) for side, code in programs.items()} for _ in range(asked.repeat + 1)]
        size = file.stat().st_size
    runs = {side: [one[side] for one in rounds[1:]] for side in programs}  # the first round warms the page cache
    seconds = {side: statistics.median(one[0] for one in found) for side, found in runs.items()}
    answers = {one[2] for found in runs.values() for one in found}
    print(
        json.dumps(
            {
                "rows": asked.rows,
                "file_MB": round(size / 1e6, 1),
                "seconds": {side: round(spent, 2) for side, spent in seconds.items()},
                "ratio": round(seconds["goalposts"] / seconds["by hand"], 2),
                "cpu_seconds": {
                    side: round(statistics.median(one[3] for one in found), 2) for side, found in runs.items()
                },
                "peak_MB": {side: round(max(one[1] for one in found), 1) for side, found in runs.items()},
                "same_numbers": len(answers) == 1,
                "numbers": sorted(answers),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
