"""The true numbers on the knowledge pages and in the campaigns' learnings, worked out from the published files."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import correlation, mean

import demo_data
import pytest

LEARN = Path(__file__).parents[2] / "content" / "en" / "learn"
DURING = (date(2021, 4, 1), date(2021, 4, 15))


def text(slug: str = "pitfalls") -> str:
    return " ".join((LEARN / slug / "index.md").read_text(encoding="utf-8").split())


def geolift_days(wanted: Callable[[str], bool]) -> dict[date, int]:
    """Conversions of some cities, a day."""
    days: dict[date, int] = {}
    with (demo_data.GEOLIFT / "GeoLift_Test.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            days[day] = days.get(day, 0) + (int(row["Y"]) if wanted(row["location"]) else 0)
    return days


def same_weekdays(days: dict[date, int]) -> tuple[float, float]:
    """Conversions a day: before, on the campaign's mix of weekdays, and during the campaign."""
    during = {day: n for day, n in days.items() if DURING[0] <= day <= DURING[1]}
    before = {day: n for day, n in days.items() if day < DURING[0]}
    usual = [mean(n for day, n in before.items() if day.weekday() == weekday) for weekday in range(7)]
    return mean(usual[day.weekday()] for day in during), mean(during.values())


def robyn_weeks(start: str, end: str) -> list[dict[str, float]]:
    with (demo_data.ROBYN / "dt_simulated_weekly.csv").open(encoding="utf-8", newline="") as file:
        kept = [row for row in csv.DictReader(file) if start <= row["DATE"] <= end]
    return [{name: float(cell) for name, cell in row.items() if name not in {"DATE", "events"}} for row in kept]


def total(weeks: list[dict[str, float]], *columns: str) -> float:
    return sum(week[column] for week in weeks for column in columns)


SPRING_2019 = robyn_weeks("2019-02-04", "2019-05-26")
SPRING_2018 = robyn_weeks("2018-02-05", "2018-05-27")
WEEKS_BEFORE = robyn_weeks("2018-10-15", "2019-02-03")


def test_the_two_cities_rose_on_the_same_weekdays() -> None:
    before, during = same_weekdays(geolift_days(lambda city: city in {"chicago", "portland"}))
    assert (f"{before:,.0f}", f"{during:,.0f}", f"{during / before - 1:.1%}") == ("5,773", "6,048", "4.8%")
    assert "sold 6,048 a day. On the same weekdays before it they sold 5,773" in text()
    assert "were 4.8% better" in text()


def test_the_other_cities_fell_on_the_same_weekdays() -> None:
    before, during = same_weekdays(geolift_days(lambda city: city not in {"chicago", "portland"}))
    assert (f"{before:,.0f}", f"{during:,.0f}", f"{during / before - 1:.1%}") == ("168,293", "164,968", "-2.0%")
    assert "sold 168,293 on those weekdays before and 164,968 a day during it, 2.0% less" in text()


@pytest.mark.parametrize(("city", "change"), [("portland", "16.6%"), ("chicago", "-7.4%")])
def test_each_citys_change_is_as_its_learning_says(city: str, change: str) -> None:
    before, during = same_weekdays(geolift_days(lambda name: name == city))
    assert f"{during / before - 1:.1%}" == change
    learning = (demo_data.GEOLIFT.parent / "campaign.yml").read_text(encoding="utf-8")
    assert change.removeprefix("-") in learning


def test_the_season_makes_one_baseline_fair_and_another_not() -> None:
    assert len(SPRING_2019) == len(SPRING_2018) == len(WEEKS_BEFORE) == 16
    now, year_ago, just_before = (total(w, "revenue") for w in (SPRING_2019, SPRING_2018, WEEKS_BEFORE))
    assert [f"{n / 1e6:.1f}" for n in (now, year_ago, just_before)] == ["22.2", "23.4", "41.6"]
    assert (f"{now / just_before - 1:.0%}", f"{now / year_ago - 1:.0%}") == ("-47%", "-5%")
    assert "it was 41.6 million, so revenue fell by 47%" in text()
    assert "it was 23.4 million, so revenue fell by 5%" in text()


def test_the_return_doubled_because_spend_fell() -> None:
    spend = tuple(demo_data.SPEND.values())
    now, before = (total(w, "revenue") / total(w, *spend) for w in (SPRING_2019, SPRING_2018))
    assert (f"{before:.1f}", f"{now:.1f}", f"{now / 33:.0%}") == ("29.8", "69.0", "209%")
    assert f"{total(SPRING_2019, *spend) / total(SPRING_2018, *spend) - 1:.0%}" == "-59%"
    assert "went from 29.8 to 69.0. A target of 33 is met at 209%" in text()
    assert "spend fell by 59%" in text()


def test_one_unexplained_week_makes_the_difference_to_the_year_before() -> None:
    """With the mean of its neighbours in its place, revenue would be level with the year before."""
    revenue = [week["revenue"] for week in SPRING_2018]
    odd = revenue.index(max(revenue[:12]))
    assert odd == 8
    neighbours = mean((revenue[odd - 1], revenue[odd + 1]))
    assert revenue[odd] / neighbours == pytest.approx(1.9, abs=0.05)
    assert abs(total(SPRING_2019, "revenue") / (sum(revenue) - revenue[odd] + neighbours) - 1) < 0.005


def test_the_competitor_sold_more_in_the_three_weeks_named() -> None:
    sold = total(robyn_weeks("2019-02-11", "2019-03-03"), "competitor_sales_B")
    assert f"{sold / total(robyn_weeks('2018-02-12', '2018-03-04'), 'competitor_sales_B') - 1:.0%}" == "12%"


def test_activity_rose_in_the_spring_in_which_revenue_fell() -> None:
    """Newsletters and search clicks, against the same sixteen weeks a year before."""
    for column, before, now in (("newsletter", "299,919", "411,833"), ("search_clicks_P", "221,854", "294,263")):
        assert (f"{total(SPRING_2018, column):,.0f}", f"{total(SPRING_2019, column):,.0f}") == (before, now)
    assert "rose from 299,919 to 411,833" in text()
    assert "294,263 ÷ 221,854" in text("leading-and-lagging")
    spend = tuple(demo_data.SPEND.values())
    assert [f"{total(weeks, *spend):,.0f}" for weeks in (SPRING_2018, SPRING_2019)] == ["786,364", "321,222"]
    assert "from 786,364 to 321,222" in text("goodhart")


@pytest.mark.parametrize(
    ("series", "column", "printed"),
    [
        ("Search clicks", "search_clicks_P", "0.43 | 0.14"),
        ("Newsletters", "newsletter", "0.41 | 0.14"),
        ("Facebook impressions", "facebook_I", "0.32 | −0.01"),
        ("The competitor's sales", "competitor_sales_B", "0.92 | 0.48"),
    ],
)
def test_how_closely_a_series_follows_revenue(series: str, column: str, printed: str) -> None:
    weeks = robyn_weeks("2015-01-01", "2019-12-31")
    assert len(weeks) == 208
    values, revenue = ([week[name] for week in weeks] for name in (column, "revenue"))
    plain = correlation(values, revenue)
    on_the_year = correlation(over_the_year(values), over_the_year(revenue))
    assert f"{plain:.2f} | {on_the_year:.2f}".replace("-", "−") == printed
    assert f"| {series} | {printed} |" in text("leading-and-lagging")


def over_the_year(weeks: list[float]) -> list[float]:
    """Each week less the same week a year before."""
    return [now - before for now, before in zip(weeks[52:], weeks, strict=False)]


def test_earlier_buyers_alone_would_bring_the_rate_and_not_the_deposits() -> None:
    with (demo_data.BANK / "clients.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bought = [row for row in rows if row["previous_outcome"] == "success"]
    assert [sum(int(row[name]) for row in bought) for name in ("contacts", "subscriptions")] == [1511, 978]
    assert [sum(int(row[name]) for row in rows) for name in ("contacts", "subscriptions", "calls")] == [
        45211, 5289, 124956,
    ]  # fmt: skip
    page = text("goodhart")
    assert "978 of 1,511 said yes" in page
    assert "The bank made 124,956" in page
    # The demo's table does not have the calls for each client; what is printed of them must at least add up to it.
    parts = re.findall(r"\| (?:First to third call|Fourth and later) \| ([\d,]+) \| ([\d,]+) \|", page)
    calls, deposits = (sum(int(cell.replace(",", "")) for cell in column) for column in zip(*parts, strict=True))
    assert (len(parts), calls, deposits) == (2, 124956, 5289)
