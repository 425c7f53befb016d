"""A valid folder becomes a Campaign, whole; links, notes and plans are checked with it."""

import pickle
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import Location, ReportError
from generator.spec.load import campaign_folders, load_campaign
from generator.spec.model import FactorKind, Near, Period, Role, Target
from generator.spec.vocabulary import Vocabulary

EXAMPLES = Path(__file__).parent / "examples"
SHORT = """\
name: Spring
period: 2026-03-01..2026-04-30
sources:
  ads: {files: data/*.csv, date: none, measures: {clicks: Clicks, cost: Cost, leads: Leads}}
kpis: [{metric: clicks, target: 300}]
"""


@pytest.fixture
def example(load, folder):
    for name in ("ads-1.csv", "ads-2.csv", "market.xlsx"):
        (folder / "data" / name).write_bytes(b"x")
    (folder / "notes.md").write_text("\ufeffThe analyst's *own* words.\n", encoding="utf-8")
    return load((EXAMPLES / "campaign.yml").read_text(encoding="utf-8"))


def test_the_head_of_the_format_description_is_read(example, folder):
    assert example.id == "spring"
    assert example.folder == folder
    assert example.file == "campaigns/spring/campaign.yml"
    assert example.name.said_in("zh") == "春季注册推广"
    assert example.name.said_in("fr") == "Spring sign-up push"
    assert example.tags == ("acquisition", "paid")
    assert example.period == Period(start=date(2026, 3, 1), end=date(2026, 4, 30))
    assert example.period.days == 61
    assert (example.timezone, example.as_of, example.currency) == ("Asia/Shanghai", date(2026, 6, 5), "CNY")
    assert example.budget == 400_000
    assert example.baseline.period.days == 59
    assert (example.objective, example.kra) == ("grow-signups", "acquisition")
    assert example.notes == "The analyst's *own* words.\n"


def test_the_sources_of_the_format_description_are_read(example):
    source = example.sources["ads"]
    assert (source.files, source.format, source.date) == ("data/ads-*.csv", "auto", "date")
    assert source.by == ("channel", "region")
    assert source.measures["impressions"] == "展示量"
    assert example.sources["market"].measures == {"category_searches": "searches"}


def test_the_kpis_of_the_format_description_are_read(example):
    rate, cost, frequency, bounces = example.kpis
    assert rate.target == Target(text="3.0%", value=0.03)
    assert rate.near == Near(amount=0.1, relative=True, text="10%")
    assert (rate.weight, rate.role, rate.must) == (3.0, Role.PRIMARY, True)
    assert rate.segments["channel"]["search"].value == 0.035
    assert rate.plan == "data/plan.csv"
    assert (cost.target.value, cost.near, cost.weight, cost.must) == (80.0, None, 1.0, False)
    assert (frequency.target.low, frequency.target.high) == (2.0, 4.0)
    assert frequency.target.is_range
    assert bounces.role is Role.GUARDRAIL


def test_the_rest_of_the_format_description_is_read(example):
    competitor, holiday = example.factors
    assert (competitor.kind, competitor.expect, competitor.on) == (FactorKind.COMPETITOR, "lower", ("conversion_rate",))
    assert holiday.what.said_in("en") == "Qingming holiday"
    assert (example.controls[0].source, example.controls[0].measure) == ("market", "category_searches")
    assert (example.amendments[0].before.value, example.amendments[0].after.value) == (0.032, 0.03)
    assert example.learnings[0].check_in == "summer-push"
    assert example.waive[0].check == "KPI301"


def test_every_key_can_be_found_again_in_the_file(example):
    text = (EXAMPLES / "campaign.yml").read_text(encoding="utf-8").splitlines()
    at = example.at("kpis", 0, "target")
    assert text[at.line - 1][at.column - 1 :].startswith("target: 3.0%")
    assert example.at("kpis", 1, "near") == example.at("kpis", 1)
    assert Location("campaigns/spring/campaign.yml", 1, 1) < example.at("kpis")


def test_what_is_not_written_has_its_default(load):
    campaign = load(SHORT)
    assert (campaign.timezone, campaign.currency, campaign.baseline, campaign.notes) == ("UTC", None, None, None)
    assert (campaign.tags, campaign.factors, campaign.kpis[0].weight) == ((), (), 1.0)
    assert campaign.sources["ads"].date is None
    assert campaign.sources["ads"].format == "auto"


def test_a_campaign_survives_the_trip_to_a_worker(example):
    assert pickle.loads(pickle.dumps(example)) == example


@pytest.mark.parametrize(
    ("written", "value"),
    [("3.6%", 0.036), ("0.1 %", 0.001), ("45%", 0.45), ("0.2%", 0.002), ("0%", 0.0), ("120%", 1.2), ("1e1%", 0.1)],
)
def test_a_percent_is_exactly_its_fraction(load, written, value):
    kpi = "[{metric: conversion_rate, target: '" + written + "'}]"
    text = SHORT.replace("[{metric: clicks, target: 300}]", kpi).replace("clicks: Clicks", "clicks: a, conversions: b")
    assert load(text).kpis[0].target == Target(text=written, value=value)


def test_a_target_may_be_below_zero_where_a_measure_may(load):
    text = SHORT.replace("[{metric: clicks, target: 300}]", "[{metric: profit, target: -300}]")
    text = "currency: EUR\n" + text.replace("clicks: Clicks", "profit: a")
    assert load(text).kpis[0].target.value == -300


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("10%", Near(amount=0.1, relative=True, text="10%")),
        ("0.2pp", Near(amount=0.002, relative=False, text="0.2pp")),
        ("0", Near(amount=0.0, relative=False, text="0")),
        ("0%", Near(amount=0.0, relative=True, text="0%")),
    ],
)
def test_near_bands_are_relative_or_absolute(load, written, band):
    kpi = f"[{{metric: conversion_rate, target: 3%, near: {written}}}]"
    text = SHORT.replace("[{metric: clicks, target: 300}]", kpi).replace("clicks: Clicks", "clicks: a, conversions: b")
    assert load(text).kpis[0].near == band


def test_a_target_of_0_needs_no_unit_and_a_ratio_may_be_a_percent(load):
    text = SHORT.replace("clicks: Clicks", "clicks: a, conversions: b, revenue: c").replace(
        "[{metric: clicks, target: 300}]", "[{metric: conversion_rate, target: 0}, {metric: roas, target: 400%}]"
    )
    assert [kpi.target.value for kpi in load(text).kpis] == [0.0, 4.0]


def test_money_needs_no_currency(load):
    text = SHORT.replace("[{metric: clicks, target: 300}]", "[{metric: cost_per_lead, target: 80}]")
    assert load(text).currency is None
    assert load(text + "currency: none\n").currency is None
    assert load(text + "currency: EUR\n").currency == "EUR"


def test_a_day_alone_is_a_factors_period(load):
    campaign = load(SHORT + "factors: [{what: Storm, kind: other, when: 2026-04-04}]\n")
    assert campaign.factors[0].when == Period(start=date(2026, 4, 4), end=date(2026, 4, 4))


@pytest.mark.parametrize(
    ("written", "campaign", "values"),
    [("{campaign: winter}", "winter", None), ("{values: {clicks: 250}}", None, {"clicks": 250.0})],
)
def test_a_baseline_may_be_a_campaign_or_values(load, written, campaign, values):
    baseline = load(SHORT + f"baseline: {written}\n").baseline
    assert (baseline.period, baseline.campaign, baseline.values) == (None, campaign, values)


def test_an_alias_may_stand_for_a_whole_value(load):
    text = SHORT.replace("[{metric: clicks, target: 300}]", "[{metric: clicks, target: 300, near: &b 5%}]")
    assert load(text + "summary: *b\n").summary.said_in("en") == "5%"


@pytest.mark.parametrize("written", ["warehouse", "postgres://host/db"])
def test_a_source_may_be_a_table_behind_a_connection(root, folder, vocabulary, written):
    source = f"{{connect: '{written}', table: ads, measures: {{clicks: clicks}}}}"
    text = SHORT.replace("  ads: {files: data/*.csv, date: none,", f"  db: {source}\n  ads: {{files: data/*.csv,")
    (folder / "campaign.yml").write_text(text, encoding="utf-8")
    known = replace(vocabulary, connections={"warehouse": "postgres://host/db"})
    assert load_campaign(folder, root, known).sources["db"].table == "ads"


def test_everything_is_told_at_once_however_broken_the_rest_is(find):
    found = find(
        """\
nmae: Spring
period: 2026-04-30..2026-03-01
period: 2026-03-01..2026-04-30
timezone: Mars
baseline: {campaign: winte}
sources:
  ads: {files: ../x.csv, measures: {click: a}}
kpis:
  - {metric: conversion_rat, target: ten, weight: yes}
  - {metric: bounce_rate, target: 45, near: 1}
factors: [{what: x, kind: war, when: soon, on: [clicks]}]
"""
    )
    assert [str(problem).split("campaign.yml:")[1].split(";")[0].split("\n")[0] for problem in found] == [
        "1:1: `nmae` is not a key that may stand here",
        "2:1: `period: 2026-04-30..2026-03-01` ends before it begins",
        "3:1: `period` is written twice: first at line 2, column 1",
        "4:1: `timezone: Mars` is not a time zone",
        "5:12: `campaign: winte` is not known",
        "7:9: `files: ../x.csv` leaves the campaign's folder",
        "7:37: `click` is not known",
        "9:6: `metric: conversion_rat` is not known",
        "9:30: `target: ten` is not a plain number",
        "9:43: `weight: yes` is not a plain number",
        "10:6: `bounce_rate` needs `bounces`, which no source maps to a column",
        "10:6: `bounce_rate` needs `sessions`, which no source maps to a column",
        "10:27: `target: 45` has no unit, and `bounce_rate` is a percent",
        "10:39: `near: 1` has no unit, and `bounce_rate` is a percent",
        "11:21: `kind: war` is not one of the choices",
        "11:32: `when: soon` is not a day",
        "11:49: `on: clicks` is not known",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("# nothing\n", "the file is empty"),
        ("- a\n", "holds a list"),
        ("a\n", "a single value"),
    ],
)
def test_a_file_without_keys_is_told_what_it_needs(find, text, words):
    (problem,) = find(text)
    assert words in str(problem.what)
    assert "`name" in str(problem.expected)


def test_a_measure_that_only_serves_as_a_control_need_not_be_in_the_catalogue(load):
    text = SHORT.replace("clicks: Clicks", "clicks: Clicks, weather: Rain")
    campaign = load(text + "controls: [{source: ads, measure: weather}]\n")
    assert campaign.sources["ads"].measures["weather"] == "Rain"


def test_an_objective_where_there_is_no_strategy_says_so(root, folder):
    (folder / "campaign.yml").write_text(SHORT + "objective: grow\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"an objective of strategy\.yml, and there is none"):
        load_campaign(folder, root, Vocabulary(metrics={}, measures=frozenset()))


def test_a_metric_is_offered_however_many_there_are(root, folder, load):
    assert load(SHORT).kpis[0].metric == "clicks"
    (folder / "campaign.yml").write_text(SHORT, encoding="utf-8")
    vocabulary = replace(Vocabulary(metrics={}, measures=frozenset({"clicks", "cost", "leads"})))
    with pytest.raises(ReportError, match="a metric of the catalogue, and there is none"):
        load_campaign(folder, root, vocabulary)


def link(path, target):
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def test_a_data_file_that_is_a_link_out_of_the_folder_is_refused(root, folder, find):
    (root / "secret.csv").write_text("x\n", encoding="utf-8")
    link(folder / "data" / "ads-2.csv", root / "secret.csv")
    (problem,) = find(SHORT)
    assert str(problem.what) == "`data/ads-2.csv` is a link that leads out of the campaign's folder"
    assert problem.at == Location("campaigns/spring/campaign.yml", 4, 9)


def test_a_link_to_a_folder_outside_is_refused_too(root, folder, find):
    outside = root / "elsewhere"
    outside.mkdir()
    (outside / "x.csv").write_text("x\n", encoding="utf-8")
    (folder / "more").symlink_to(outside)
    (problem,) = find(SHORT.replace("data/*.csv", "more/*.csv"))
    assert "`more` is a link that leads out" in str(problem.what)


def test_links_inside_the_folder_are_followed(folder, load):
    link(folder / "data" / "same.csv", folder / "data" / "ads.csv")
    assert load(SHORT.replace("data/*.csv", "data/same.csv")).sources["ads"].files == "data/same.csv"


def test_links_that_lead_nowhere_or_in_a_circle_are_no_way_out(folder, load):
    link(folder / "data" / "a.tsv", folder / "data" / "gone.tsv")
    link(folder / "data" / "b.tsv", folder / "data" / "b.tsv")
    assert load(SHORT.replace("data/*.csv", "data/*.tsv")).sources["ads"].files == "data/*.tsv"


def test_files_need_not_be_there_for_the_targets_to_be_read(load):
    assert load(SHORT.replace("data/*.csv", "data/to-come-*.csv")).sources["ads"].files == "data/to-come-*.csv"


@pytest.mark.parametrize("name", ["campaign.yml", "notes.md"])
def test_the_campaigns_own_files_may_not_be_links_out_of_the_folder(root, folder, find, name):
    secret = root / "secret.txt"
    secret.write_text(SHORT, encoding="utf-8")
    if name == "campaign.yml":
        link(folder / name, secret)
        with pytest.raises(ReportError) as raised:
            load_campaign(folder, root, Vocabulary(metrics={}, measures=frozenset()))
        (problem,) = raised.value.problems
    else:
        link(folder / name, secret)
        (problem,) = find(SHORT)
    assert str(problem.at) == f"campaigns/spring/{name}"
    assert str(problem.what) == "is a link that leads out of the campaign's folder"


def test_notes_that_are_no_text_are_a_problem_beside_the_others(folder, find):
    (folder / "notes.md").write_bytes(b"x\xff\n")
    found = find(SHORT.replace("target: 300", "target: x"))
    assert [problem.at.file.rpartition("/")[2] for problem in found] == ["campaign.yml", "notes.md"]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("data/plan.cvs", "there is no file `data/plan.cvs`"),
        ("../plan.csv", "`plan: ../plan.csv` leaves the campaign's folder"),
        ("/etc/passwd", "`plan: /etc/passwd` is an absolute path"),
        ("data", "there is no file `data`"),
        ("data/link.csv", "`data/link.csv` is a link that leads out"),
    ],
)
def test_a_plan_is_a_file_of_the_folder(root, folder, find, plan, words):
    (root / "secret.csv").write_text("x\n", encoding="utf-8")
    text = SHORT.replace("target: 300", f"target: 300, plan: {plan}").replace("data/*.csv", "data/ads.csv")
    link(folder / "data" / "link.csv", root / "secret.csv")
    (problem,) = find(text)
    assert words in str(problem.what)


def test_the_nearest_plan_is_offered(find):
    (problem,) = find(SHORT.replace("target: 300", "target: 300, plan: data/plan.cvs"))
    assert str(problem.hint) == "did you mean `data/plan.csv`?"


def test_campaign_folders_are_those_with_a_campaign_file_sorted(root):
    campaigns = root / "campaigns"
    for name in ("winter_2", "autumn-1", ".hidden", "2025"):
        (campaigns / name).mkdir()
        (campaigns / name / "campaign.yml").write_text(SHORT, encoding="utf-8")
    (campaigns / "metrics.yml").write_text("", encoding="utf-8")
    (campaigns / "Only Notes").mkdir()
    assert [folder.name for folder in campaign_folders(campaigns)] == ["2025", "autumn-1", "winter_2"]


def test_a_folder_whose_name_is_no_id_is_told_with_a_name_that_is(root):
    campaigns = root / "campaigns"
    for name in ("Spring Push!", "春季", "ok"):
        (campaigns / name).mkdir()
        (campaigns / name / "campaign.yml").write_text(SHORT, encoding="utf-8")
    (campaigns / "ok2").mkdir()
    (campaigns / "ok2" / "campaign.yaml").write_text(SHORT, encoding="utf-8")
    with pytest.raises(ReportError) as raised:
        campaign_folders(campaigns)
    assert [(problem.at.file, str(problem.hint)) for problem in raised.value.problems] == [
        ("campaigns/Spring Push!", "rename it to `spring-push`"),
        ("campaigns/ok2", "rename it"),
        ("campaigns/春季", ""),
    ]


def test_a_campaign_folder_may_not_be_a_link_out_of_the_campaigns(root):
    outside = root / "elsewhere"
    outside.mkdir()
    (outside / "campaign.yml").write_text(SHORT, encoding="utf-8")
    (root / "campaigns" / "linked").symlink_to(outside)
    with pytest.raises(ReportError, match="leads out of the campaigns' folder"):
        campaign_folders(root / "campaigns")


def test_a_campaigns_folder_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(ReportError, match="gone: there is no such folder"):
        campaign_folders(tmp_path / "gone")
