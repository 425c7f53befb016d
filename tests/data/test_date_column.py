"""A source that names no date column: the one there is, is taken and said; none or several are not passed over."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from generator.data.table import Grain, NoteKind
from generator.spec.model import AUTO
from tests.data.conftest import Site, codes, noted, told

ROWS = "2026-03-02,search,10,5.50\n2026-03-03,search,12,6.25\nTotal,,22,11.75\n"


@pytest.fixture
def open_date(site: Site) -> Site:
    site.sources = {"ads": {"date": AUTO}}
    return site


@pytest.mark.parametrize("name", ["date", "Day", "日期", "数据时间", "Reporting starts", "Date (UTC)", "fecha"])
def test_the_only_column_called_like_a_date_that_holds_days_is_taken(open_date: Site, name: str) -> None:
    open_date.write("data/a.csv", f"{name},channel,clicks,cost\n{ROWS}")
    data = open_date.read()
    assert (noted(data, "date_column").kind, told(data, "date_column")) == (
        NoteKind.GUESSED, {"source": "ads", "column": name}
    )  # fmt: skip
    assert (data.grain, data.first) == (Grain.DAY, pd.Timestamp("2026-03-02"))


def test_a_name_without_days_is_no_date_column(open_date: Site, total) -> None:
    open_date.write("data/a.csv", "Time on page,channel,clicks,cost,Day of week\n41,search,10,5.50,Monday\n")
    data = open_date.read()
    assert told(data, "no_date_column") == {"source": "ads"}
    assert data.grain is Grain.NONE
    assert total(data, "clicks") == 10


def test_several_date_columns_are_refused_and_listed(open_date: Site) -> None:
    open_date.write("data/a.csv", "Day,Week,channel,clicks,cost\n2026-03-03,2026-03-02,search,10,5.50\n")
    said = open_date.problem()
    assert "names no date column, and data/a.csv has 2 that may be it: `Day`, `Week`; expected `date:` with" in said


def test_a_column_with_another_use_is_not_taken(open_date: Site) -> None:
    open_date.sources = {"ads": {"date": AUTO, "by": ("Week",)}}
    open_date.write("data/a.csv", "Day,Week,clicks,cost\n2026-03-03,2026-03-02,10,5.50\n")
    assert told(open_date.read(), "date_column")["column"] == "Day"


def test_a_file_that_lacks_the_column_the_others_have_is_refused(open_date: Site) -> None:
    open_date.write("data/a.csv", f"Day,channel,clicks,cost\n{ROWS}")
    open_date.write("data/b.csv", "channel,clicks,cost\nsearch,1,1\n")
    assert "there is no column `Day` in campaigns/spring/data/b.csv" in open_date.problem()


def test_none_is_none_without_a_word(open_date: Site) -> None:
    open_date.sources = {"ads": {"date": None}}
    open_date.write("data/a.csv", "Day,channel,clicks,cost\n2026-03-03,search,10,5.50\n")
    data = open_date.read()
    assert data.grain is Grain.NONE
    assert codes(data) == set()


def test_a_header_alone_names_no_date_column_and_no_problem_before_launch(open_date: Site) -> None:
    open_date.as_of = date(2026, 3, 1)
    open_date.write("data/a.csv", "Day,Week,channel,clicks,cost\n")
    assert open_date.read().notes == ()


@pytest.mark.parametrize("kind", ["text", "date"])
def test_parquet_and_databases_are_asked_by_type_and_cells(open_date: Site, total, kind: str) -> None:
    days = "['2026-03-02', '2026-03-03']" if kind == "text" else "[date '2026-03-02', date '2026-03-03']"
    rows = f"SELECT unnest({days}) AS day, 'search' AS channel, 5 AS clicks, 1.5 AS cost"
    open_date.write("data/x", "")
    target = open_date.folder / "data" / "a.parquet"
    duckdb.sql(rows).write_parquet(str(target))
    (open_date.folder / "data" / "x").unlink()
    assert told(open_date.read(), "date_column")["column"] == "day"
    with duckdb.connect(str(open_date.folder / "b.duckdb")) as made:
        made.execute(f"CREATE TABLE ads AS {rows}")
    open_date.sources = {"ads": {"date": AUTO, "connect": "duckdb://b.duckdb", "table": "ads"}}
    data = open_date.read()
    assert told(data, "date_column") == {"source": "ads", "column": "day"}
    assert total(data, "clicks") == 10
