"""The same table in every dress an export comes in: the numbers must not change."""

import io
import json
from collections.abc import Callable
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.data.table import CampaignData
from tests.data.conftest import Site, codes

DAYS = ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05")
CHANNELS = ("搜索", "社交")
ROWS = [
    (day, channel, 1200 + 310 * place + 7 * at, 1234.5 + 1000.25 * place * (at + 1))
    for place, day in enumerate(DAYS)
    for at, channel in enumerate(CHANNELS)
]
CLICKS = sum(row[2] for row in ROWS)
COST = sum(row[3] for row in ROWS)


def table(
    delimiter: str = ",",
    day: Callable[[str], str] = str,
    clicks: Callable[[int], str] = str,
    cost: Callable[[float], str] = "{:.2f}".format,
    header: tuple[str, ...] = ("date", "channel", "clicks", "cost"),
) -> str:
    lines = [delimiter.join(header)]
    lines += [delimiter.join((day(row[0]), row[1], clicks(row[2]), cost(row[3]))) for row in ROWS]
    return "\n".join(lines) + "\n"


def german(number: float) -> str:
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


def quoted(number: float) -> str:
    return f'"{number:,.2f}"'


def google() -> str:
    total = f'Total: Campaigns, --,"{CLICKS:,}","{COST:,.2f}"\nTotal: Account, --,"{CLICKS:,}","{COST:,.2f}"\n'
    body = table(clicks='"{:,}"'.format, cost=quoted)
    return f'Campaign report\n"March 1, 2026 - March 5, 2026"\n{body}{total}'


def baidu() -> str:
    head = "数据生成时间：2026-03-06\n数据生成条件：\n1. 时间范围：20260301\n2. 时间单位：分日\n\n"
    return head + table(day=lambda text: text.replace("-", ""), header=("日期", "推广计划", "点击", "消费(元)"))


def sogou() -> str:
    lines = table(header=("日期", "推广计划", "点击", "消费")).splitlines()
    return "\n".join([lines[0], f"总计,--,{CLICKS},{COST:.2f}", *lines[1:]])


def microsoft() -> str:
    head = "Report Name: Campaigns\nReport Time: 2026-03-01,2026-03-05\nTime Zone: UTC+8\nRows: 10\n\n"
    return head + table() + "@2026 Microsoft Corporation. All rights reserved.\n"


def hourly() -> str:
    lines = ["date,channel,clicks,cost"]
    for day, channel, clicks, cost in ROWS:
        lines += [f"{day} {hour:02}:00:00,{channel},{clicks // 4},{cost / 4:.4f}" for hour in (0, 8, 16)]
        lines.append(f"{day} 23:30:00,{channel},{clicks - 3 * (clicks // 4)},{cost / 4:.4f}")
    return "\n".join(lines)


def with_offset() -> str:
    """Moments in UTC: the evening before in UTC is the day itself in Shanghai."""
    lines = ["date,channel,clicks,cost"]
    for day, channel, clicks, cost in ROWS:
        before = pd.Timestamp(day) - pd.Timedelta(hours=8)
        for hours, share in ((0, 1), (23, 0)):
            moment = before + pd.Timedelta(hours=hours)
            lines.append(f"{moment.isoformat()}Z,{channel},{clicks * share},{cost * share:.2f}")
    return "\n".join(lines)


def workbook() -> bytes:
    frame = pd.DataFrame(ROWS, columns=["date", "channel", "clicks", "cost"])
    frame["date"] = pd.to_datetime(frame["date"])
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="openpyxl") as writer:
        pd.DataFrame({"note": ["made for a test"]}).to_excel(writer, sheet_name="About", index=False)
        frame.to_excel(writer, sheet_name="Data", index=False, startrow=2)
    return stream.getvalue()


def parquet(*, text_dates: bool = False, text_numbers: bool = False, moments: bool = False) -> bytes:
    frame = pd.DataFrame(ROWS, columns=["date", "channel", "clicks", "cost"])
    if not text_dates:
        frame["date"] = pd.to_datetime(frame["date"]).dt.date
    if moments:
        frame["date"] = pd.to_datetime(frame["date"]).dt.tz_localize("Asia/Shanghai") + pd.Timedelta(hours=1)
    if text_numbers:
        frame["cost"] = frame["cost"].map("¥{:,.2f}".format)
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), stream)
    return stream.getvalue()


def records() -> list[dict[str, object]]:
    return [dict(zip(("date", "channel", "clicks", "cost"), row, strict=True)) for row in ROWS]


CHINESE = {"date": "日期", "by": ("推广计划",), "measures": {"clicks": "点击", "cost": "消费"}}

DRESSES: dict[str, tuple[str, bytes, dict[str, object]]] = {
    "utf-8": ("a.csv", table().encode(), {}),
    "utf-8 with a mark": ("a.csv", table().encode("utf-8-sig"), {}),
    "utf-16 and tabs named csv": ("a.csv", table("\t").encode("utf-16"), {}),
    "utf-16 without a mark": ("a.csv", table("\t").encode("utf-16-le"), {}),
    "gb18030": ("a.csv", table().encode("gb18030"), {}),
    "CRLF": ("a.csv", table().replace("\n", "\r\n").encode(), {}),
    "CR": ("a.csv", table().replace("\n", "\r").encode(), {}),
    "tabs": ("a.tsv", table("\t").encode(), {}),
    "pipes": ("a.txt", table("|").encode(), {}),
    "semicolons and decimal commas": ("a.csv", table(";", cost=german).encode(), {}),
    "spaces between thousands": ("a.csv", table(";", cost=lambda n: german(n).replace(".", "\u202f")).encode(), {}),
    "apostrophes between thousands": ("a.csv", table(cost=lambda n: f"{n:,.2f}".replace(",", "’")).encode(), {}),
    "currency signs": ("a.csv", table(cost=lambda n: f'"¥{n:,.2f}"').encode(), {}),
    "currency codes": ("a.csv", table(cost=lambda n: f'"{n:,.2f} CNY"').encode(), {}),
    "full-width digits": (
        "a.csv",
        table(cost=lambda n: f"{n:.2f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})).encode(),
        {},
    ),
    "compact days": ("a.csv", table(day=lambda text: text.replace("-", "")).encode(), {}),
    "slashes": ("a.csv", table(day=lambda text: f"2026/3/{int(text[-2:])}").encode(), {}),
    "Chinese days": ("a.csv", table(day=lambda text: f"2026年3月{int(text[-2:])}日").encode(), {}),
    "German days": ("a.csv", table(day=lambda text: f"{int(text[-2:])}.3.2026").encode(), {}),
    "American days, said": (
        "a.csv",
        table(day=lambda text: f"3/{int(text[-2:])}/2026").encode(),
        {"date_format": "%m/%d/%Y"},
    ),
    "named months": ("a.csv", table(day=lambda text: f'"March {int(text[-2:])}, 2026"').encode(), {}),
    "spreadsheet days": ("a.csv", table(day=lambda text: str(46082 + int(text[-2:]) - 1)).encode(), {}),
    "Google": ("a.csv", google().encode("utf-8"), {}),
    "Baidu": ("a.csv", baidu().encode("gb18030"), CHINESE),
    "Sogou": ("a.csv", sogou().encode("utf-8"), CHINESE),
    "Microsoft": ("a.csv", microsoft().encode("utf-8-sig"), {}),
    "hourly": ("a.csv", hourly().encode(), {}),
    "moments in UTC": ("a.csv", with_offset().encode(), {}),
    "workbook": ("a.xlsx", workbook(), {}),
    "parquet": ("a.parquet", parquet(), {}),
    "parquet with text days": ("a.parquet", parquet(text_dates=True), {}),
    "parquet with text numbers": ("a.parquet", parquet(text_numbers=True), {}),
    "parquet with moments": ("a.parquet", parquet(moments=True), {}),
    "json": ("a.json", json.dumps(records()).encode(), {}),
    "json in an object": ("a.json", json.dumps({"data": records(), "page": 1}).encode(), {}),
    "ndjson": ("a.ndjson", "\n".join(map(json.dumps, records())).encode(), {}),
    "columns in another order": (
        "a.csv",
        "\n".join(",".join(line.split(",")[::-1]) for line in table().splitlines()).encode(),
        {},
    ),
    "rows in another order": (
        "a.csv",
        "\n".join([table().splitlines()[0], *table().splitlines()[:0:-1]]).encode(),
        {},
    ),
}  # fmt: skip


def plain(site: Site) -> CampaignData:
    site.write("data/a.csv", table())
    return site.read()


def renamed(data: CampaignData) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frames with the dimension's name as in the plain file."""
    return tuple(frame.replace({"dimension": {"推广计划": "channel"}}) for frame in (data.series, data.totals))


@pytest.mark.parametrize("dress", DRESSES)
def test_the_numbers_do_not_depend_on_how_the_table_was_written(dress: str, tmp_path: object) -> None:
    name, content, spec = DRESSES[dress]
    expected = plain(Site(tmp_path / "plain", baseline=(date(2026, 3, 1), date(2026, 3, 1))))
    site = Site(tmp_path / "dressed", baseline=(date(2026, 3, 1), date(2026, 3, 1)), sources={"ads": spec})
    site.write(f"data/{name}", content)
    series, totals = renamed(site.read())
    pd.testing.assert_frame_equal(series, expected.series, rtol=1e-12)
    relevant = totals.drop(columns=["rows", "rows of ads"]) if dress in {"hourly", "moments in UTC"} else totals
    pd.testing.assert_frame_equal(relevant, expected.totals[relevant.columns], rtol=1e-12)


def test_the_plain_file_leaves_nothing_to_note_but_the_days_outside(site: Site) -> None:
    data = plain(site)
    assert codes(data) == set()
    assert data.totals["clicks"].iloc[0] == sum(row[2] for row in ROWS if "2026-03-02" <= row[0] <= "2026-03-04")


@pytest.mark.parametrize("split", [1, 3, 5])
def test_a_table_may_be_split_over_files(site: Site, tmp_path: object, split: int) -> None:
    whole = plain(Site(tmp_path / "whole"))
    lines = table().splitlines()
    for part in range(split):
        site.write(f"data/part-{part}.csv", "\n".join([lines[0], *lines[1 + part :: split]]))
    data = site.read()
    pd.testing.assert_frame_equal(data.series, whole.series, rtol=1e-12)
    pd.testing.assert_frame_equal(data.totals, whole.totals, rtol=1e-12)
    assert [record.rows for record in data.files] == [len(lines[1 + part :: split]) for part in range(split)]
