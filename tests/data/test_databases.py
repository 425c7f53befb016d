"""Parquet and databases: added up where they are, with the same rules."""

import io
import math
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.data.engine import Engine, connect, redacted
from generator.data.files import sha256_of
from generator.errors import Location
from tests.data.conftest import Site, codes, told

ROWS = [
    (date(2026, 3, 2), " a", 1, 10.5),
    (date(2026, 3, 2), "b", 2, 20.25),
    (date(2026, 3, 3), "a", 3, None),
    (date(2026, 3, 4), None, 4, 40.0),
]
NAMES = ["date", "channel", "clicks", "cost"]


def parquet(rows=ROWS, names=NAMES, **columns) -> bytes:
    table = pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)} | columns)
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def check(data, total) -> None:
    assert (total(data, "clicks"), total(data, "cost"), total(data, "rows")) == (10, 70.75, 4)
    assert (total(data, "clicks", "a"), total(data, "cost", "a"), total(data, "rows", "a")) == (4, 10.5, 2)
    assert total(data, "clicks", "(none)") == 4


def test_parquet_is_added_up_and_trimmed(site: Site, total) -> None:
    path = site.write("data/a.parquet", parquet())
    data = site.read()
    check(data, total)
    (record,) = data.files
    assert (record.file, record.rows, record.encoding) == ("data/a.parquet", 4, None)
    assert (record.sha256, record.size) == (sha256_of(path), path.stat().st_size)


def test_parquet_files_with_columns_in_another_order_are_one_table(site: Site, total) -> None:
    site.write("data/a.parquet", parquet(ROWS[:2]))
    site.write("data/b.parquet", parquet([row[::-1] for row in ROWS[2:]], NAMES[::-1]))
    data = site.read()
    check(data, total)
    assert [record.rows for record in data.files] == [2, 2]


def test_parquet_and_text_may_be_one_source(site: Site, total) -> None:
    site.write("data/a.parquet", parquet(ROWS[:2]))
    site.write("data/b.csv", "date,channel,clicks,cost\n2026-03-03,a,3,\n2026-03-04,,4,40\n")
    check(site.read(), total)


def test_a_column_missing_in_one_parquet_file_is_named(site: Site) -> None:
    site.write("data/a.parquet", parquet())
    site.write("data/b.parquet", parquet([row[:3] for row in ROWS], NAMES[:3]))
    assert "there is no column `cost` in campaigns/spring/data/b.parquet" in site.problem()


def test_not_a_number_and_infinity_are_no_values(site: Site, total) -> None:
    rows = [*ROWS, (date(2026, 3, 4), "b", 1, math.nan), (date(2026, 3, 4), "b", 1, math.inf)]
    site.write("data/a.parquet", parquet(rows))
    assert total(site.read(), "cost") == 70.75


def test_totals_rows_in_parquet_are_left_out(site: Site, total) -> None:
    site.write("data/a.parquet", parquet([*ROWS, (date(2026, 3, 4), "合计", 10, 70.75)]))
    data = site.read()
    check(data, total)
    assert told(data, "totals_row") == {"count": 1, "label": "合计"}
    assert data.files[0].rows == 4


def test_moments_fall_on_the_campaigns_days(site: Site) -> None:
    moments = [datetime(2026, 3, 1, 16, tzinfo=UTC), datetime(2026, 3, 2, 15, 59, tzinfo=UTC)]
    site.write("data/a.parquet", parquet([(moment, "a", 1, 1.0) for moment in moments]))
    data = site.read()
    assert data.series["date"].dt.date.unique().tolist() == [date(2026, 3, 2)]
    assert told(data, "offset_converted") == {"count": 2, "timezone": "Asia/Shanghai"}


def test_hours_without_an_offset_are_summed_to_their_days(site: Site) -> None:
    rows = [(datetime(2026, 3, 2, hour), "a", 1, 1.0) for hour in (0, 9, 23)]  # noqa: DTZ001 as in a file
    site.write("data/a.parquet", parquet(rows))
    data = site.read()
    assert told(data, "times_to_days") == {"count": 2, "timezone": "Asia/Shanghai"}
    assert data.series["clicks"].tolist() == [3, 3]


def test_every_aggregate_comes_from_one_scan(site: Site, total) -> None:
    site.write("data/a.parquet", parquet())
    keys = ["mean(cost)", "min(cost)", "max(cost)", "count(cost)", "count_distinct(clicks)", "last(clicks)"]
    data = site.read(keys)
    assert [total(data, key) for key in keys] == pytest.approx([70.75 / 3, 10.5, 40, 3, 4, 4])


def test_distinct_texts_are_told_apart(site: Site, total) -> None:
    site.sources = {"ads": {"measures": {"users": "user"}}}
    rows = [(date(2026, 3, day), "a", user) for day, user in ((2, "ann"), (2, "bob"), (3, "ann"), (3, None))]
    site.write("data/a.parquet", parquet(rows, ["date", "channel", "user"]))
    data = site.read(["count_distinct(users)", "count(users)"])
    assert (total(data, "count_distinct(users)"), total(data, "count(users)")) == (2, 3)


def test_reach_in_parquet_is_never_added_up(site: Site, total) -> None:
    site.sources = {"ads": {"measures": {"reach": "clicks"}}}
    site.write("data/a.parquet", parquet())
    data = site.read()
    assert math.isnan(total(data, "reach"))
    assert total(data, "reach", "b") == 2
    assert data.unsummable["campaign", "", ""] == {"reach": 4}


def test_negative_numbers_in_parquet_are_counted(site: Site) -> None:
    site.write("data/a.parquet", parquet([*ROWS, (date(2026, 3, 4), "b", -5, 1.0)]))
    assert told(site.read(), "negative_counts") == {"column": "clicks", "count": 1}


def test_days_that_are_text_obey_the_rules_of_text(site: Site) -> None:
    site.write("data/a.parquet", parquet([("05/06/2026", "a", 1, 1.0)]))
    assert "'05/06/2026' in column `date` can be read as 5 June 2026 or as 6 May 2026" in site.problem()


def duckdb_file(site: Site) -> None:
    site.folder.mkdir(parents=True)
    frame = pd.DataFrame(ROWS, columns=NAMES)
    with duckdb.connect(str(site.folder / "sales.duckdb")) as db:
        db.register("frame", frame)
        db.execute(
            "CREATE TABLE sales AS SELECT date::DATE AS date, channel, clicks::INTEGER AS clicks, cost FROM frame"
        )


def test_a_table_of_a_duckdb_file(site: Site, total) -> None:
    duckdb_file(site)
    site.sources = {"shop": {"connect": "duckdb://sales.duckdb", "table": "sales"}}
    data = site.read()
    check(data, total)
    (record,) = data.files
    assert (record.file, record.rows) == ("duckdb://sales.duckdb sales", 4)
    assert record.sha256 == sha256_of(site.folder / "sales.duckdb")


def test_a_query_of_a_duckdb_file(site: Site, total) -> None:
    duckdb_file(site)
    query = "SELECT date, channel, clicks * 2 AS clicks, cost FROM sales WHERE channel IS NOT NULL"
    site.sources = {"shop": {"connect": "duckdb://sales.duckdb", "query": query}}
    assert total(site.read(), "clicks") == 12


def test_a_query_cannot_read_files(site: Site) -> None:
    duckdb_file(site)
    site.write("secret.csv", "date,channel,clicks,cost\n")
    query = f"SELECT * FROM read_csv('{site.folder / 'secret.csv'}')"
    site.sources = {"shop": {"connect": "duckdb://sales.duckdb", "query": query}}
    assert "disabled" in site.problem()


def test_a_table_of_an_sqlite_file(site: Site, total) -> None:
    site.folder.mkdir(parents=True)
    connection = sqlite3.connect(site.folder / "sales.sqlite")
    connection.execute("CREATE TABLE sales (date TEXT, channel TEXT, clicks INTEGER, cost REAL)")
    connection.executemany("INSERT INTO sales VALUES (?, ?, ?, ?)", [(str(row[0]), *row[1:]) for row in ROWS])
    connection.commit()
    connection.close()
    site.sources = {"shop": {"connect": "sqlite://sales.sqlite", "table": "sales"}}
    check(site.read(), total)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"connect": "duckdb://sold.duckdb", "table": "sales"}, "there is no database file `sold.duckdb`"),
        ({"connect": "sqlite://sold.db", "table": "sales"}, "there is no database file `sold.db`"),
        ({"connect": "duckdb://sales.duckdb", "table": "sale"}, "there is no table `sale`; expected one of `sales`"),
        ({"connect": "duckdb://sales.duckdb", "query": "SELEC 1"}, "the query cannot be read"),
        ({"connect": "nowhere://host/db", "table": "sales"}, "cannot be opened"),
        ({"connect": "duckdb://sales.duckdb", "table": "sales", "date": "day"}, "there is no column `day`"),
    ],
)
def test_what_cannot_be_reached_is_named(site: Site, spec: dict[str, str], said: str) -> None:
    duckdb_file(site)
    site.sources = {"shop": spec}
    assert said in site.problem()


def test_another_engine_reads_parquet(site: Site, total, tmp_path) -> None:
    site.write("data/a.parquet", parquet())
    duckdb.connect(str(tmp_path / "engine.duckdb")).close()
    check(site.read(engine=f"duckdb://{tmp_path / 'engine.duckdb'}"), total)


def test_an_engine_that_cannot_be_opened_is_named(site: Site) -> None:
    site.write("data/a.parquet", parquet())
    assert "site_config.yml: `nowhere://host` cannot be opened" in site.problem(engine="nowhere://host")


def test_text_needs_no_engine(site: Site) -> None:
    site.write("data/a.csv", "date,channel,clicks,cost\n2026-03-02,a,1,1\n2026-03-03,a,1,1\n2026-03-04,a,1,1\n")
    assert codes(site.read(engine="nowhere://host")) == set()


@pytest.mark.parametrize("url", ["duckdb", "duckdb://{}"])
def test_no_engine_draws_a_bar_among_the_data(tmp_path: Path, url: str) -> None:
    file = tmp_path / "there.duckdb"
    duckdb.connect(str(file)).close()
    with Engine() as engine:
        backend = engine._connected() if url == "duckdb" else connect(url.format(file), Location("x"))
        assert backend.raw_sql("SELECT current_setting('enable_progress_bar')").fetchall() == [(False,)]


def test_a_password_is_never_shown() -> None:
    assert redacted("postgres://ann:secret@db.example/sales?sslkey=x") == "postgres://db.example/sales"
