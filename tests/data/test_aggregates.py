"""What is added up, and what is not: windows, segments, several sources, measures that do not add up."""

import math
from datetime import date

import numpy as np
import pandas as pd

from generator.data.read import read_campaigns
from generator.data.table import Grain
from generator.errors import ReportError
from tests.data.conftest import Site, codes, told

HEAD = "date,channel,clicks,cost\n"
ROWS = """\
2026-03-01,a,1,10
2026-03-02,a,2,20
2026-03-02,b,3,30
2026-03-03,a,4,40
2026-03-03,b,5,50
2026-03-04,b,6,
2026-03-05,a,7,70
"""


def cells(data, key: str, segment: str = "") -> list[float]:
    return data.series.loc[data.series["segment"] == segment, key].tolist()


def test_series_has_a_row_a_day_for_the_whole_and_each_segment_also_outside_the_period(site: Site) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    data = site.read()
    assert cells(data, "clicks") == [1, 5, 9, 6, 7]
    assert cells(data, "clicks", "a") == [1, 2, 4, 7]
    assert cells(data, "clicks", "b") == [3, 5, 6]
    assert list(data.series.columns) == ["date", "dimension", "segment", "clicks", "cost"]
    assert data.series.sort_values(["dimension", "segment", "date"]).index.tolist() == list(range(12))
    assert pd.api.types.is_datetime64_any_dtype(data.series["date"])
    assert (data.first, data.last) == (pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-05"))


def test_a_cell_without_a_number_is_no_nought(site: Site) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    assert np.isnan(cells(site.read(), "cost", "b")[-1])


def test_totals_are_those_of_the_windows(site: Site, total) -> None:
    site.baseline = (date(2026, 2, 1), date(2026, 3, 1))
    site.write("data/a.csv", HEAD + ROWS)
    data = site.read()
    assert (total(data, "clicks"), total(data, "cost"), total(data, "rows")) == (20, 140, 5)
    assert total(data, "clicks", "b") == 14
    assert total(data, "clicks", window="baseline") == 1
    assert total(data, "rows", "b", "baseline") == 0
    assert math.isnan(total(data, "clicks", "b", "baseline"))
    assert list(data.totals.columns) == ["window", "dimension", "segment", "rows", "rows of ads", "clicks", "cost"]
    assert data.totals["rows"].dtype == np.int64


def test_without_a_baseline_period_there_is_one_window(site: Site) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    data = site.read()
    assert set(data.totals["window"]) == set(data.windows) == {"campaign"}


def test_a_window_without_rows_is_there_and_empty(site: Site, total) -> None:
    site.period = (date(2026, 5, 1), date(2026, 5, 2))
    site.write("data/a.csv", HEAD + ROWS)
    data = site.read()
    assert total(data, "rows") == 0
    assert math.isnan(total(data, "clicks"))


def test_segments_come_largest_first(site: Site) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    assert site.read().dimensions == {"channel": ("b", "a")}


def test_every_aggregate_follows_its_own_definition(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    keys = [
        "mean(cost)",
        "min(cost)",
        "max(cost)",
        "count(cost)",
        "count_distinct(clicks)",
        "last(clicks)",
        "last(cost)",
    ]
    data = site.read(keys)
    assert [total(data, key) for key in keys] == [35, 20, 50, 4, 5, 6, 90]
    assert [total(data, key, "a") for key in keys] == [30, 20, 40, 2, 2, 4, 40]
    day = data.series[(data.series["segment"] == "") & (data.series["date"] == "2026-03-03")].iloc[0]
    assert [day[key] for key in keys] == [45, 40, 50, 2, 2, 9, 90]


def test_distinct_people_are_not_added_up_over_days_nor_files(site: Site, total) -> None:
    site.sources = {"ads": {"measures": {"users": "user"}}}
    site.write("data/a.csv", "date,channel,user\n2026-03-02,a,ann\n2026-03-02,b,bob\n2026-03-03,a,ann\n2026-03-03,a,\n")
    site.write("data/b.csv", "date,channel,user\n2026-03-04,b,ann\n2026-03-04,b,cid\n")
    data = site.read(["count_distinct(users)", "count(users)"])
    assert total(data, "count_distinct(users)") == 3
    assert total(data, "count_distinct(users)", "b") == 3
    assert total(data, "count(users)") == 5
    assert cells(data, "count_distinct(users)") == [2, 1, 2]


def test_reach_is_never_added_up(site: Site, total) -> None:
    site.sources = {"ads": {"measures": {"reach": "reach", "clicks": "clicks"}}}
    site.write("data/a.csv", "date,channel,reach,clicks\n2026-03-02,a,100,1\n2026-03-02,b,80,1\n2026-03-03,a,90,1\n")
    data = site.read()
    assert math.isnan(total(data, "reach"))
    assert math.isnan(total(data, "reach", "a"))
    assert total(data, "reach", "b") == 80
    assert data.unsummable == {("campaign", "", ""): {"reach": 3}, ("campaign", "channel", "a"): {"reach": 2}}
    assert np.isnan(cells(data, "reach")[0])
    assert cells(data, "reach")[1] == 90
    assert total(data, "clicks") == 3


def test_reach_of_one_row_is_its_value(site: Site, total) -> None:
    site.sources = {"ads": {"date": None, "by": (), "measures": {"reach": "reach"}}}
    site.write("data/a.csv", "reach,remark\n1200,all of March\n")
    data = site.read()
    assert total(data, "reach") == 1200
    assert data.unsummable == {}


def test_rows_without_dates_are_the_campaign(site: Site, total) -> None:
    site.baseline = (date(2026, 1, 1), date(2026, 1, 31))
    site.sources = {"ads": {"date": None}}
    site.write("data/a.csv", "channel,clicks,cost\na,1,2\nb,3,4\na,5,6\na,5,6\n")
    data = site.read()
    assert data.grain is Grain.NONE
    assert (total(data, "clicks"), total(data, "clicks", "a"), total(data, "rows")) == (14, 11, 4)
    assert total(data, "rows", window="baseline") == 0
    assert data.series["date"].isna().all()
    assert (data.first, data.last) == (None, None)
    assert codes(data) == set()


def test_sources_are_joined_on_days_and_shared_dimensions(site: Site, total) -> None:
    site.sources = {
        "ads": {"files": "ads.csv", "by": ("channel", "device")},
        "shop": {"files": "shop.csv", "measures": {"revenue": "sales"}},
    }
    site.write("ads.csv", "date,channel,device,clicks,cost\n2026-03-02,a,phone,1,10\n2026-03-03,b,phone,2,20\n")
    site.write("shop.csv", "date,channel,sales\n2026-03-02,a,100\n2026-03-04,c,300\n")
    data = site.read()
    assert (total(data, "clicks"), total(data, "cost"), total(data, "revenue")) == (3, 30, 400)
    assert (total(data, "cost", "a"), total(data, "revenue", "a")) == (10, 100)
    assert math.isnan(total(data, "clicks", "c"))
    assert total(data, "clicks", "phone", dimension="device") == 3
    assert math.isnan(total(data, "revenue", "phone", dimension="device"))
    assert told(data, "dimension_partly") == {"dimension": "device", "source": "shop"}
    found = [dict(one.values) for one in data.notes if one.code == "source_days_differ"]
    assert found == [
        {"source": "ads", "other": "shop", "count": 1, "first": "2026-03-03"},
        {"source": "shop", "other": "ads", "count": 1, "first": "2026-03-04"},
    ]


def test_a_measure_of_two_sources_is_added_up_and_said(site: Site, total) -> None:
    site.sources = {"ads": {"files": "ads.csv"}, "more": {"files": "more.csv", "measures": {"clicks": "hits"}}}
    site.write("ads.csv", HEAD + ROWS)
    site.write("more.csv", "date,channel,hits\n2026-03-02,a,100\n2026-03-03,a,100\n2026-03-04,a,100\n")
    data = site.read()
    assert total(data, "clicks") == 320
    assert told(data, "two_sources") == {"measure": "clicks", "sources": "ads, more"}


def test_days_go_with_weeks_as_weeks(site: Site, total) -> None:
    site.period = (date(2026, 3, 2), date(2026, 3, 22))
    site.sources = {"ads": {"files": "ads.csv"}, "shop": {"files": "shop.csv", "measures": {"revenue": "sales"}}}
    days = "".join(f"2026-03-{day:02},a,1,1\n" for day in range(2, 23))
    site.write("ads.csv", HEAD + days)
    site.write("shop.csv", "date,channel,sales\n" + "".join(f"2026-03-{day:02},a,10\n" for day in (2, 9, 16)))
    data = site.read()
    assert data.grain is Grain.WEEK
    assert cells(data, "clicks") == [7, 7, 7]
    assert told(data, "grain_coarsened") == {"source": "ads", "from": "day", "to": "week"}
    assert (total(data, "clicks"), total(data, "revenue")) == (21, 30)


def test_a_source_without_dates_beside_one_with_is_said(site: Site, total) -> None:
    site.sources = {
        "ads": {"files": "ads.csv"},
        "shop": {"files": "shop.csv", "date": None, "measures": {"revenue": "sales"}},
    }
    site.write("ads.csv", HEAD + ROWS)
    site.write("shop.csv", "channel,sales\na,100\n")
    data = site.read()
    assert total(data, "revenue", "a") == 100
    assert told(data, "undated_source") == {"source": "shop"}
    assert data.grain is Grain.DAY


def test_a_measure_that_no_source_has_is_empty(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    assert math.isnan(total(site.read(["clicks", "revenue"]), "revenue"))


def test_one_campaigns_trouble_does_not_spoil_anothers(tmp_path) -> None:
    good, bad = Site(tmp_path / "one"), Site(tmp_path / "two")
    good.write("data/a.csv", HEAD + ROWS)
    bad.write("data/a.csv", HEAD + "2026-03-02,a,x,1\n")
    first = good.request()
    second = bad.request()
    renamed = second.campaign.model_copy(update={"id": "other"})
    second = type(second)(renamed, second.leaves, second.measures, second.as_of)
    found = read_campaigns([second, first], "duckdb", tmp_path)
    assert list(found) == ["other", "spring"]
    assert isinstance(found["other"], ReportError)
    assert found["spring"].totals["clicks"].iloc[0] == 20


def test_campaigns_with_other_dimensions_and_measures_share_one_reading(tmp_path) -> None:
    one, two = Site(tmp_path / "one"), Site(tmp_path / "two")
    one.write("data/a.csv", HEAD + ROWS)
    two.sources = {"shop": {"by": ("size", "region"), "measures": {"revenue": "sales"}}}
    two.write("data/b.csv", "date,size,region,sales\n2026-03-02,S,north,5\n2026-03-03,L,south,7\n")
    second = two.request(["max(revenue)"])
    renamed = type(second)(
        second.campaign.model_copy(update={"id": "other"}), second.leaves, second.measures, second.as_of
    )
    found = read_campaigns([one.request(), renamed], "duckdb", tmp_path)
    alone = read_campaigns([one.request()], "duckdb", tmp_path)["spring"]
    pd.testing.assert_frame_equal(found["spring"].series, alone.series)
    pd.testing.assert_frame_equal(found["spring"].totals, alone.totals)
    assert found["other"].dimensions == {"region": ("north", "south"), "size": ("L", "S")}
    assert found["other"].totals["max(revenue)"].tolist() == [7, 5, 7, 7, 5]


def test_two_readings_of_the_same_files_are_the_same(site: Site) -> None:
    site.write("data/a.csv", HEAD + ROWS)
    one, two = site.read(), site.read()
    assert (one.notes, one.files, one.dimensions) == (two.notes, two.files, two.dimensions)
    assert one.series.to_csv() == two.series.to_csv()


def test_an_empty_value_of_a_dimension_is_named(site: Site, total) -> None:
    site.write("data/a.csv", HEAD + ROWS + "2026-03-02,,1,1\n2026-03-03,  ,1,1\n")
    assert total(site.read(), "clicks", "(none)") == 2
