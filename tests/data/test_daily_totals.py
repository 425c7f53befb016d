"""Each day's row for all segments is left out where it is their sum on every day, and kept and said where it is not."""

import io
from datetime import date

import pandas as pd
import pytest

from generator.data.table import NoteKind
from tests.data.conftest import Site, codes, noted, told

HEAD = "date,channel,clicks,cost\n"


def rows(label: str, *, total: tuple[int, int] = (22, 26)) -> str:
    return HEAD + (
        f"2026-03-02,a,10,1.25\n2026-03-02,b,12,2.5\n2026-03-02,{label},{total[0]},3.75\n"
        f"2026-03-03,{label},{total[1]},5\n2026-03-03,a,12,2\n2026-03-03,b,14,3\n"
    )


@pytest.mark.parametrize("label", ["", "All", "(all)", "全部", "所有", " ALL "])
def test_a_total_for_each_day_is_left_out(site: Site, total, label: str) -> None:
    site.write("data/a.csv", rows(label))
    data = site.read()
    assert (total(data, "clicks"), total(data, "cost")) == (48, 8.75)
    found = noted(data, "totals_row_agrees")
    assert (found.kind, found.rows) == (NoteKind.DROPPED, (4, 5))
    assert told(data, "totals_row_agrees") == {
        "count": 2,
        "label": label.strip() or "(none)",
        "columns": "clicks, cost",
    }
    assert set(data.dimensions["channel"]) == {"a", "b"}
    assert data.files[0].dropped == ((4, "totals_row"), (5, "totals_row"))
    assert not codes(data) & {"empty_dimension", "looks_like_total"}


@pytest.mark.parametrize("label", ["", "All"])
def test_rows_that_are_totals_on_some_days_only_are_kept_and_said(site: Site, total, label: str) -> None:
    site.write("data/a.csv", rows(label, total=(22, 27)))
    data = site.read()
    assert total(data, "clicks") == 48 + 49
    found = noted(data, "looks_like_total")
    assert (found.kind, found.rows) == (NoteKind.WARNING, (4, 5))


def test_rows_without_a_segment_that_are_no_sums_are_a_segment(site: Site, total) -> None:
    site.write("data/a.csv", rows("", total=(3, 4)))
    data = site.read()
    assert total(data, "clicks", "(none)") == 7
    assert not codes(data) & {"totals_row_agrees", "looks_like_total"}


def test_one_row_beside_each_days_total_proves_nothing(site: Site, total) -> None:
    site.write(
        "data/a.csv", HEAD + "".join(f"2026-03-0{day},{name},5,1\n" for day in (2, 3, 4) for name in ("a", "All"))
    )
    data = site.read()
    assert total(data, "clicks") == 30
    assert "totals_row_agrees" not in codes(data)


def test_totals_over_one_of_two_dimensions_and_over_both_are_left_out(site: Site, total) -> None:
    site.sources = {"ads": {"by": ("channel", "device"), "measures": {"clicks": "clicks"}}}
    lines = ["date,channel,device,clicks"]
    for day in ("2026-03-02", "2026-03-03"):
        lines += [f"{day},{channel},{device},{count}" for channel, device, count in (
            ("a", "phone", 1), ("a", "desk", 2), ("b", "phone", 3), ("b", "desk", 4),
            ("a", "All", 3), ("b", "All", 7), ("All", "phone", 4), ("All", "desk", 6), ("All", "All", 10),
        )]  # fmt: skip
    site.write("data/a.csv", "\n".join(lines))
    data = site.read()
    assert total(data, "clicks") == 20
    assert told(data, "totals_row_agrees")["count"] == 10


def test_a_total_at_the_end_is_compared_with_the_rows_that_stay(site: Site, total) -> None:
    site.write("data/a.csv", rows("All") + "Total,,48,8.75\n")
    data = site.read()
    assert total(data, "clicks") == 48
    assert "totals_differ" not in codes(data)


def test_daily_totals_of_a_typed_table_are_left_out(site: Site, total) -> None:
    frame = pd.read_csv(io.StringIO(rows("All")))
    frame["date"] = pd.to_datetime(frame["date"]).dt.date
    stream = io.BytesIO()
    frame.to_parquet(stream)
    site.period = (date(2026, 3, 2), date(2026, 3, 3))
    site.write("data/a.parquet", stream.getvalue())
    data = site.read()
    assert total(data, "clicks") == 48
    assert noted(data, "totals_row_agrees").rows == ()
