"""How the demo campaigns' data files come from the published originals, and how the invented one is made.

`python tests/campaigns/demo_data.py` writes them again; the tests hold the files in the tree to what these functions
return. The bank's original (3.7 MB) is not kept here: give its path as the only argument to write its table again.
"""

import csv
import io
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

CAMPAIGNS = Path(__file__).parents[2] / "campaigns"
GEOLIFT = CAMPAIGNS / "geolift-chicago-portland" / "data"
ROBYN = CAMPAIGNS / "robyn-season-push" / "data"
BANK = CAMPAIGNS / "bank-phone-campaign" / "data"
SPRING = CAMPAIGNS / "spring-signups-zh" / "data"
STARTER = Path(__file__).parents[2] / "generator" / "site" / "starter" / "common" / "campaigns" / "example" / "data"

SPEND = {"tv": "tv_S", "outdoor": "ooh_S", "print": "print_S", "search": "search_S", "facebook": "facebook_S"}
"""Channel -> its column in Robyn's file."""


def rows_of(text: str) -> list[dict[str, str]]:
    """Read a CSV file with a header; every cell stays the text it was."""
    return list(csv.DictReader(io.StringIO(text)))


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a CSV file with a header and plain line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def geolift(original: str) -> dict[str, bytes]:
    """Split the cities: the two that had the campaign, and the 38 that did not."""
    rows = rows_of(original)
    treated = [(r["date"], r["location"], r["Y"]) for r in rows if r["location"] in {"chicago", "portland"}]
    others = [(r["date"], r["location"], r["Y"]) for r in rows if r["location"] not in {"chicago", "portland"}]
    header = ("date", "city", "conversions")
    return {
        "cities.csv": table(header, treated).encode(),
        "controls.csv": table(("date", "control_city", "conversions"), others).encode(),
    }


def robyn(original: str) -> dict[str, bytes]:
    """Turn the five spend columns into rows: one for each week and channel, the amounts as they were written."""
    rows = [(row["DATE"], channel, row[column]) for row in rows_of(original) for channel, column in SPEND.items()]
    return {"spend-by-channel.csv": table(("week", "channel", "cost"), rows).encode()}


def bank(original: str) -> dict[str, bytes]:
    """Count clients, subscriptions, calls and seconds by job, kind of contact and outcome of an earlier campaign."""
    sums: dict[tuple[str, str, str], Counter[str]] = {}
    for row in rows_of(original):
        group = sums.setdefault((row["job"], row["contact"], row["poutcome"]), Counter())
        group["contacts"] += 1
        group["subscriptions"] += row["term deposit"] == "yes"
        group["calls"] += int(row["campaign"])
        group["last_call_seconds"] += int(row["duration"])
    names = ("contacts", "subscriptions", "calls", "last_call_seconds")
    rows = [(*key, *(sums[key][name] for name in names)) for key in sorted(sums)]
    return {"clients.csv": table(("job", "contact", "previous_outcome", *names), rows).encode()}


FIRST, LAUNCH, LAST = date(2026, 1, 5), date(2026, 3, 16), date(2026, 4, 19)
HOLIDAYS = {
    # Spring Festival and Qingming of 2026: share of an ordinary day's clicks.
    **{date(2026, 2, 15) + timedelta(days=n): 0.35 for n in range(9)},
    **{date(2026, 4, 4) + timedelta(days=n): 0.6 for n in range(3)},
}
CHANNELS = {
    # channel: clicks a day, clicks per impression, price of a click, sign-ups per click, growth of clicks, of sign-ups
    "谷歌搜索": (700, 0.040, 6.00, 0.070, 1.35, 1.04),
    "谷歌展示": (1500, 0.006, 1.20, 0.012, 1.30, 0.95),
    "百度搜索": (1600, 0.030, 4.50, 0.060, 1.45, 1.10),
    "百度信息流": (2200, 0.012, 2.00, 0.025, 1.60, 1.02),
}
PAUSED = {("谷歌展示", date(2026, 2, 15) + timedelta(days=n)) for n in range(9)}

Day = tuple[date, str, int, int, int, int]
"""Day, channel, impressions, clicks, cost in fen, sign-ups."""


def spring_days() -> list[Day]:
    """Invent the days of the spring campaign; the same every time."""
    dice = random.Random(20260316)
    mood = dict.fromkeys(CHANNELS, 1.0)
    days: list[Day] = []
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        for channel in CHANNELS:
            # Good and bad days come in spells, as they do in life: today's mood is mostly yesterday's.
            mood[channel] = 1 + 0.6 * (mood[channel] - 1) + 0.24 * (dice.random() - 0.5)
            days.append(_spring_day(day, channel, mood[channel], dice))
    return days


def _spring_day(day: date, channel: str, mood: float, dice: random.Random) -> Day:
    clicks_a_day, ctr, price, rate, more_clicks, more_signups = CHANNELS[channel]
    if (channel, day) in PAUSED:
        return (day, channel, 0, 0, 0, 0)
    running = day >= LAUNCH
    usual = clicks_a_day * (more_clicks if running else 1) * (0.82 if day.weekday() >= 5 else 1)
    clicks = round(usual * HOLIDAYS.get(day, 1) * (0.92 + 0.16 * dice.random()))
    impressions = round(clicks / ctr * (0.94 + 0.12 * dice.random()))
    cost = round(clicks * price * 100 * (1.05 if running else 1) * (0.96 + 0.08 * dice.random()))
    signups = round(clicks * rate * (more_signups if running else 1) * mood * (0.9 + 0.2 * dice.random()))
    return (day, channel, impressions, clicks, cost, signups)


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def _sums(days: Iterable[Day]) -> tuple[int, int, int, int]:
    counted = [day[2:] for day in days]
    return tuple(sum(column) for column in zip(*counted, strict=True))  # type: ignore[return-value]


def google_export(days: Sequence[Day], title: str) -> bytes:
    """Write days as Google Ads does for Excel, in Chinese: UTF-16LE, tabs, two lines above the header, totals below."""
    lines = ["广告系列报告", title, "天\t渠道\t展示次数\t点击次数\t费用\t转化次数\t货币代码"]
    for day, channel, impressions, clicks, cost, signups in days:
        numbers = (f"{impressions:,}", f"{clicks:,}", _yuan(cost), f"{signups}.00" if clicks else " --")
        lines.append("\t".join((day.isoformat(), channel, *numbers, "CNY")))
    for label, part in (
        ("总计：账号", days),
        *((f"总计：{name[2:]}", [d for d in days if d[1] == name]) for name in CHANNELS),
    ):
        if part:
            impressions, clicks, cost, signups = _sums(part)
            numbers = (f"{impressions:,}", f"{clicks:,}", _yuan(cost), f"{signups}.00")
            lines.append("\t".join((label, " --", *numbers, "CNY")))
    return b"\xff\xfe" + ("\r\n".join(lines) + "\r\n").encode("utf-16-le")


def baidu_export(days: Sequence[Day]) -> bytes:
    """Write days as Baidu does: GB18030, six lines above the header, amounts with the yuan sign, a totals row last."""
    out = io.StringIO()
    out.write("数据生成时间：2026-04-20 09:12:31\r\n数据生成条件：\r\n")
    out.write(f"1. 时间范围：{FIRST:%Y%m%d} - {LAST:%Y%m%d}\r\n2. 时间单位：分日\r\n3. 账户：合成数据示例\r\n\r\n")
    writer = csv.writer(out)
    writer.writerow(("日期", "渠道", "展现", "点击", "消费", "注册数"))
    for day, channel, impressions, clicks, cost, signups in days:
        writer.writerow((f"{day:%Y%m%d}", channel, impressions, clicks, f"¥{_yuan(cost)}", signups))
    impressions, clicks, cost, signups = _sums(days)
    writer.writerow(("合计", "--", impressions, clicks, f"¥{_yuan(cost)}", signups))
    return out.getvalue().encode("gb18030")


PLAN_WEEKS = (1900, 2200, 2500, 2600, 2800, 2900, 2700, 2400)
"""Sign-ups planned for each of the eight weeks; the last one has the Labour Day holiday."""
WEEKDAY_SHARES = (0.150, 0.150, 0.150, 0.150, 0.150, 0.125, 0.125)


def plan() -> bytes:
    """Write the plan, day by day."""
    shares = ((week, day) for week in range(len(PLAN_WEEKS)) for day in range(7))
    rows = (
        ((LAUNCH + timedelta(days=7 * week + day)).isoformat(), f"{PLAN_WEEKS[week] * WEEKDAY_SHARES[day]:g}")
        for week, day in shares
    )
    return table(("date", "signups"), rows).encode()


def spring() -> dict[str, bytes]:
    """Make the files of the invented campaign."""
    days = spring_days()
    google = [day for day in days if day[1].startswith("谷歌")]
    april = date(2026, 4, 1)
    return {
        "google-ads-q1.csv": google_export([d for d in google if d[0] < april], "2026年1月5日 - 2026年3月31日"),
        "google-ads-april.csv": google_export([d for d in google if d[0] >= april], "2026年4月1日 - 2026年4月19日"),
        "baidu.csv": baidu_export([day for day in days if day[1].startswith("百度")]),
        "plan.csv": plan(),
    }


STARTER_CHANNELS = {
    # channel: clicks a day, clicks per impression, price of a click, conversions per click; then the same while it runs
    "search": (400, 0.035, 1.50, 0.035, 480, 0.036, 1.48, 0.041),
    "social": (600, 0.012, 0.70, 0.018, 780, 0.0125, 0.80, 0.0195),
}


def starter() -> dict[str, bytes]:
    """Invent the example that `goalposts init` writes: nine weeks before a campaign and its nine weeks."""
    dice = random.Random(20260302)
    first, launch, last = date(2025, 12, 29), date(2026, 3, 2), date(2026, 5, 3)
    rows: list[tuple[str, str, int, int, str, int]] = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        for channel, figures in STARTER_CHANNELS.items():
            usual, ctr, price, rate = figures[4:] if day >= launch else figures[:4]
            rivals = 0.9 if date(2026, 3, 23) <= day <= date(2026, 3, 29) else 1
            clicks = round(usual * (0.85 if day.weekday() >= 5 else 1) * (0.9 + 0.2 * dice.random()))
            impressions = round(clicks / ctr * (0.94 + 0.12 * dice.random()))
            cost = round(clicks * price * 100 * (0.96 + 0.08 * dice.random()))
            conversions = round(clicks * rate * rivals * (0.75 + 0.5 * dice.random()))
            rows.append((day.isoformat(), channel, impressions, clicks, f"{cost // 100}.{cost % 100:02d}", conversions))
    return {"ads.csv": table(("date", "channel", "impressions", "clicks", "cost", "conversions"), rows).encode()}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder."""
    for name, content in files.items():
        (folder / name).write_bytes(content)


def main(arguments: Sequence[str]) -> None:
    """Write every demo data file that can be made from what is at hand."""
    write(GEOLIFT, geolift((GEOLIFT / "GeoLift_Test.csv").read_text(encoding="utf-8")))
    write(ROBYN, robyn((ROBYN / "dt_simulated_weekly.csv").read_text(encoding="utf-8")))
    write(SPRING, spring())
    write(STARTER, starter())
    if arguments:
        write(BANK, bank(Path(arguments[0]).read_text(encoding="utf-8")))


if __name__ == "__main__":
    main(sys.argv[1:])
