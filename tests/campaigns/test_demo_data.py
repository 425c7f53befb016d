"""The demo campaigns' data: nothing lost or added on the way from the published originals."""

import csv
import io
from collections import Counter
from pathlib import Path

import demo_data
import pytest

MADE = {
    demo_data.GEOLIFT: demo_data.geolift((demo_data.GEOLIFT / "GeoLift_Test.csv").read_text(encoding="utf-8")),
    demo_data.ROBYN: demo_data.robyn((demo_data.ROBYN / "dt_simulated_weekly.csv").read_text(encoding="utf-8")),
    demo_data.SPRING: demo_data.spring(),
    demo_data.STARTER: demo_data.starter(),
}
FILES = [(folder, name) for folder, files in MADE.items() for name in files]


def rows(path: Path) -> list[dict[str, str]]:
    return demo_data.rows_of(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("folder", "name"), FILES, ids=[name for _, name in FILES])
def test_every_made_file_is_what_the_script_makes(folder: Path, name: str) -> None:
    assert (folder / name).read_bytes() == MADE[folder][name]


def test_the_two_cities_and_the_others_are_all_rows_of_the_original_and_no_more() -> None:
    original = Counter((r["date"], r["location"], r["Y"]) for r in rows(demo_data.GEOLIFT / "GeoLift_Test.csv"))
    cities = rows(demo_data.GEOLIFT / "cities.csv")
    others = rows(demo_data.GEOLIFT / "controls.csv")
    split = Counter((r["date"], r.get("city") or r["control_city"], r["conversions"]) for r in [*cities, *others])
    assert split == original
    assert {r["city"] for r in cities} == {"chicago", "portland"}
    assert len({r["control_city"] for r in others}) == 38


def test_the_cities_sums_are_those_of_the_original() -> None:
    during = [r for r in rows(demo_data.GEOLIFT / "GeoLift_Test.csv") if r["date"] >= "2021-04-01"]
    sums = {city: sum(int(r["Y"]) for r in during if r["location"] == city) for city in ("chicago", "portland")}
    assert sums == {"chicago": 39_709, "portland": 51_008}
    made = [r for r in rows(demo_data.GEOLIFT / "cities.csv") if r["date"] >= "2021-04-01"]
    assert sum(int(r["conversions"]) for r in made) == 39_709 + 51_008


def test_spend_by_channel_adds_up_to_the_columns_it_comes_from() -> None:
    original = rows(demo_data.ROBYN / "dt_simulated_weekly.csv")
    made = rows(demo_data.ROBYN / "spend-by-channel.csv")
    assert len(made) == len(original) * len(demo_data.SPEND)
    for channel, column in demo_data.SPEND.items():
        spent = sum(float(r["cost"]) for r in made if r["channel"] == channel)
        assert spent == pytest.approx(sum(float(r[column]) for r in original))


def test_the_banks_counts_are_those_its_publisher_gives() -> None:
    """45,211 rows of which 5,289 are `yes`, as the data set's own description says."""
    clients = rows(demo_data.BANK / "clients.csv")
    assert sum(int(r["contacts"]) for r in clients) == 45_211
    assert sum(int(r["subscriptions"]) for r in clients) == 5_289
    assert sum(int(r["contacts"]) for r in clients if r["previous_outcome"] == "unknown") == 36_959
    assert all(int(r["subscriptions"]) <= int(r["contacts"]) <= int(r["calls"]) for r in clients)


def test_the_banks_table_counts_rows_as_it_says() -> None:
    original = (
        "job,contact,poutcome,campaign,duration,term deposit\n"
        "clerk,cellular,success,2,60,yes\nclerk,cellular,success,1,30,no\nnone,unknown,other,5,10,no\n"
    )
    made = demo_data.bank(original)["clients.csv"].decode()
    assert [list(row.values()) for row in demo_data.rows_of(made)] == [
        ["clerk", "cellular", "success", "2", "1", "3", "90"],
        ["none", "unknown", "other", "1", "0", "5", "10"],
    ]


@pytest.mark.parametrize("name", ["google-ads-q1.csv", "google-ads-april.csv"])
def test_a_google_export_has_its_encoding_preamble_and_totals(name: str) -> None:
    content = (demo_data.SPRING / name).read_bytes()
    assert content.startswith(b"\xff\xfe")
    lines = content.decode("utf-16").splitlines()
    assert lines[0] == "广告系列报告"
    table = list(csv.DictReader(lines[2:], delimiter="\t"))
    days = [row for row in table if not row["天"].startswith("总计")]
    totals = {row["天"]: row for row in table if row["天"].startswith("总计")}
    assert set(totals) == {"总计：账号", "总计：搜索", "总计：展示"}
    for column in ("展示次数", "点击次数", "费用", "转化次数"):
        added = sum(number(row[column]) for row in days)
        assert added == pytest.approx(number(totals["总计：账号"][column]))
        assert added == pytest.approx(number(totals["总计：搜索"][column]) + number(totals["总计：展示"][column]))


def test_the_baidu_export_has_its_encoding_preamble_and_totals() -> None:
    content = (demo_data.SPRING / "baidu.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    lines = content.decode("gb18030").split("\r\n")
    assert lines[5] == ""
    *days, totals = csv.DictReader(io.StringIO("\r\n".join(lines[6:])))
    assert totals["日期"] == "合计"
    assert totals["消费"].startswith("¥")
    assert "," in totals["消费"]
    for column in ("展现", "点击", "消费", "注册数"):
        assert sum(number(row[column]) for row in days) == pytest.approx(number(totals[column]))


def test_the_plan_adds_up_to_the_target() -> None:
    plan = rows(demo_data.SPRING / "plan.csv")
    assert len(plan) == 56
    assert sum(float(row["signups"]) for row in plan) == pytest.approx(20_000)


def number(cell: str) -> float:
    """Read a cell of the exports: thousands, a yuan sign, and `--` for nothing."""
    cell = cell.strip().replace(",", "").removeprefix("¥")
    return 0.0 if cell == "--" else float(cell)
