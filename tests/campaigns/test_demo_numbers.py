"""The demo campaigns through the whole reading and judging, against figures worked out here from the files alone."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import demo_data
import pandas as pd
import pytest

from generator.compare.judged import Judged
from generator.compare.result import CampaignResult, KpiResult, State
from generator.metrics.project import read_campaigns, read_frame
from generator.report.campaigns import judge_all
from generator.site.scaffold import write_campaign, write_site

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)

Results = Mapping[str, CampaignResult]


def judged(root: Path) -> Results:
    """Judge every campaign of a site; any problem fails the test with its text."""
    frame = read_frame(root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert [str(problem) for problem in problems] == []
    found = list(judge_all(frame, campaigns, AS_OF))
    assert [str(one) for one in found if not isinstance(one, Judged)] == []
    return {one.result.campaign.id: one.result for one in found if isinstance(one, Judged)}


@pytest.fixture(scope="module")
def results() -> Results:
    return judged(ROOT)


def kpi(result: CampaignResult, metric: str, segment: Mapping[str, str] | None = None) -> KpiResult:
    (found,) = [one for one in result.kpis if one.metric == metric and one.segment == segment]
    return found


def lift(result: CampaignResult, metric: str) -> float | None:
    baseline = kpi(result, metric).baseline
    return baseline.lift if baseline else None


def test_geolift_counts_conversions_as_the_file_does(results: Results) -> None:
    result = results["geolift-chicago-portland"]
    rows = pd.read_csv(demo_data.GEOLIFT / "GeoLift_Test.csv")
    treated = rows["location"].isin(["chicago", "portland"])
    during = rows["date"].between("2021-04-01", "2021-04-15")
    for city in ("chicago", "portland"):
        expected = rows.loc[during & rows["location"].eq(city), "Y"].sum()
        assert kpi(result, "conversions", {"city": city}).value == expected
    assert kpi(result, "conversions").value == rows.loc[during & treated, "Y"].sum() == 90_717
    assert kpi(result, "quietest_city_day").value == rows.loc[during & treated, "Y"].min() == 1_994
    ratio = rows.loc[during & treated, "Y"].sum() / rows.loc[during & ~treated, "Y"].sum()
    assert kpi(result, "conversions_against_controls").value == pytest.approx(ratio)


def test_geolift_compares_with_the_same_weekdays(results: Results) -> None:
    """April's fifteen days hold three Thursdays: the baseline's 90 days are weighted to that mix."""
    rows = pd.read_csv(demo_data.GEOLIFT / "cities.csv", parse_dates=["date"])
    days = rows.groupby("date")["conversions"].sum()
    before, during = days[:"2021-03-31"], days["2021-04-01":"2021-04-15"]
    usual = before.groupby(before.index.day_of_week).mean()
    expected = usual.reindex(during.index.day_of_week).sum()
    compared = kpi(results["geolift-chicago-portland"], "conversions").baseline
    assert compared is not None
    assert compared.reweighted
    assert compared.value == pytest.approx(expected)
    assert compared.lift == pytest.approx(during.sum() / expected - 1)
    assert compared.lift == pytest.approx(0.0476, abs=5e-5)


def test_robyns_spring_is_summed_by_week_and_channel(results: Results) -> None:
    result = results["robyn-season-push"]
    weeks = pd.read_csv(demo_data.ROBYN / "dt_simulated_weekly.csv")
    now = weeks.loc[weeks["DATE"].between("2019-02-04", "2019-05-26")].sum(numeric_only=True)
    before = weeks.loc[weeks["DATE"].between("2018-02-05", "2018-05-27")].sum(numeric_only=True)
    spend = list(demo_data.SPEND.values())
    expected = {
        "revenue": now["revenue"],
        "roas": now["revenue"] / now[spend].sum(),
        "sales_against_competitor": now["revenue"] / now["competitor_sales_B"],
        "search_cost_per_click": now["search_S"] / now["search_clicks_P"],
        "facebook_cpm": now["facebook_S"] / now["facebook_I"] * 1000,
    }
    assert {one.metric: one.value for one in result.kpis} == pytest.approx(expected)
    assert result.campaign.grain == "week"
    assert kpi(result, "revenue").days == 16
    assert lift(result, "revenue") == pytest.approx(now["revenue"] / before["revenue"] - 1)
    assert result.campaign.spent == pytest.approx(now[spend].sum())


def test_the_bank_is_judged_without_a_date(results: Results) -> None:
    """11.70% of 45,211 with Wilson's interval, worked out here by its formula."""
    result = results["bank-phone-campaign"]
    rate = kpi(result, "subscription_rate")
    n, share, z = 45_211, 5_289 / 45_211, 1.959964
    middle, half = share + z**2 / (2 * n), z * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    assert rate.value == pytest.approx(share)
    assert rate.interval == pytest.approx(((middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)))
    assert rate.baseline is None
    assert kpi(result, "calls_per_contact").value == pytest.approx(124_956 / 45_211)
    assert kpi(result, "talk_time_per_subscription").value == pytest.approx(11_671_811 / 5_289)
    shares = {"cellular": (4_369, 29_285), "telephone": (390, 2_906), "unknown": (530, 13_020)}
    for contact, (yes, asked) in shares.items():
        assert kpi(result, "subscription_rate", {"contact": contact}).value == pytest.approx(yes / asked)


def test_the_chinese_exports_give_what_was_put_into_them(results: Results) -> None:
    result = results["spring-signups-zh"]
    columns = ["day", "channel", "impressions", "clicks", "cost", "signups"]
    days = pd.DataFrame(demo_data.spring_days(), columns=columns)
    during = days.loc[days["day"] >= demo_data.LAUNCH]
    total = during[columns[2:]].sum()
    expected = {
        "signups": total["signups"],
        "signup_rate": total["signups"] / total["clicks"],
        "cost_per_signup": total["cost"] / 100 / total["signups"],
        "cost_per_click": total["cost"] / 100 / total["clicks"],
        "ctr": total["clicks"] / total["impressions"],
        "cost": total["cost"] / 100,
    }
    assert {one.metric: one.value for one in result.kpis if one.segment is None} == pytest.approx(expected)
    one = during.loc[during["channel"].eq("百度搜索"), columns[2:]].sum()
    measured = kpi(result, "signup_rate", {"渠道": "百度搜索"}).value
    assert measured == pytest.approx(one["signups"] / one["clicks"])
    assert result.campaign.state is State.RUNNING


def test_the_chinese_exports_lose_their_preambles_and_totals_alone(results: Results) -> None:
    files = {file.file: file for file in results["spring-signups-zh"].data}
    left_out = {name: [row.why for row in file.dropped] for name, file in files.items()}
    assert left_out["data/google-ads-q1.csv"].count("totals_row") == 3
    assert left_out["data/google-ads-april.csv"].count("totals_row") == 3
    assert left_out["data/baidu.csv"].count("totals_row") == 1
    assert sum(file.rows for file in files.values()) == len(demo_data.spring_days())
    assert files["data/baidu.csv"].encoding == "gb18030"


def test_the_demonstration_shows_every_verdict(results: Results) -> None:
    """Targets were set from what came before: some are met, some near, some missed, and one campaign still runs."""
    verdicts = {one.verdict.value for result in results.values() for one in result.kpis}
    assert verdicts >= {"met", "near", "missed", "running"}


def test_what_init_writes_is_judged_as_its_numbers_say(tmp_path: Path) -> None:
    write_site(tmp_path / "site")
    result = judged(tmp_path / "site")["example"]
    rows = pd.read_csv(BytesIO(demo_data.starter()["ads.csv"]))
    total = rows.loc[rows["date"].between("2026-03-02", "2026-05-03")].sum(numeric_only=True)
    assert kpi(result, "conversion_rate").value == pytest.approx(total["conversions"] / total["clicks"])
    assert kpi(result, "cost_per_conversion").value == pytest.approx(total["cost"] / total["conversions"])
    assert {one.verdict.value for one in result.kpis} == {"met", "near", "missed"}


@pytest.mark.parametrize("name", ["summer-push", "no", "2026"])
def test_what_new_writes_can_be_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    """`no` and `2026` are words and numbers to YAML; a campaign may be called so all the same."""
    write_site(tmp_path / "site")
    write_campaign(tmp_path / "site", name, date(2026, 5, 1))
    frame = read_frame(tmp_path / "site")
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert [str(problem) for problem in problems] == []
    assert campaigns[name].name.said_in("en") == name.replace("-", " ").capitalize()
    assert campaigns[name].period.days == 28


def test_a_kpi_counts_the_rows_of_its_own_sources_alone(results: Results) -> None:
    """Two cities for 15 days are 30 rows; only the KPI that also needs the other 38 cities rests on all 600."""
    rows = {one.metric: one.rows for one in results["geolift-chicago-portland"].kpis if one.segment is None}
    assert (rows["conversions"], rows["conversions_against_controls"]) == (30, 600)
