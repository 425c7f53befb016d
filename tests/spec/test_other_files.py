"""site_config.yml, metrics.yml and strategy.yml: read whole, defaults where nothing is written, every mistake told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.errors import Location, ReportError
from generator.spec.load import load_metrics, load_site, load_strategy
from generator.spec.model import Better, Near, ObjectiveKind, SiteConfig, Stage, Unit

EXAMPLES = Path(__file__).parent / "examples"
METRICS = ("ctr", "cost_per_click", "conversion_rate", "bounce_rate", "signups")


def read_site(root, text):
    (root / "site_config.yml").write_text(text, encoding="utf-8")
    return load_site(root)


def read_strategy(root, text):
    (root / "strategy.yml").write_text(text, encoding="utf-8")
    return load_strategy(root / "strategy.yml", root, METRICS)


def read_metrics(root, text):
    (root / "metrics.yml").write_text(text, encoding="utf-8")
    return load_metrics(root / "metrics.yml", root)


def told(read, root, text):
    """What is wrong with a text: place within the file, and the sentence with its hint."""
    with pytest.raises(ReportError) as raised:
        read(root, text)
    return [(str(problem.at).split(":", 1)[1], str(problem)) for problem in raised.value.problems]


def test_a_site_without_settings_has_the_defaults(tmp_path):
    assert load_site(tmp_path) == SiteConfig()
    assert read_site(tmp_path, "# nothing yet\n").paths.campaigns == "campaigns"


def test_the_settings_of_the_format_description_are_read(tmp_path):
    shutil.copy(EXAMPLES / "site_config.yml", tmp_path)
    config = load_site(tmp_path)
    assert (config.site.name, config.site.languages) == ("Growth results", ("en", "zh"))
    assert config.verdict.near == Near(amount=0.1, relative=True, text="10%")
    assert (config.verdict.confidence, config.scorecard.cap, config.scorecard.near) == (0.95, 1.2, 0.9)
    assert (config.checks.select, config.engine, config.mkdocs) == (("KPI",), "duckdb", {})
    assert config.file == "site_config.yml"
    assert config.places["verdict", "near"] == Location("site_config.yml", 3, 11)


def test_mkdocs_settings_keep_their_numbers_and_truths(tmp_path):
    text = "mkdocs:\n  use_directory_urls: false\n  extra: {depth: 3, version: '1.0'}\n"
    assert read_site(tmp_path, text).mkdocs == {"use_directory_urls": False, "extra": {"depth": 3, "version": "1.0"}}


def test_chart_files_are_a_whole_number(tmp_path):
    assert read_site(tmp_path, "charts: {files: 4}\n").charts.files == 4
    assert "is not a whole number" in told(read_site, tmp_path, "charts: {files: 1.5}\n")[0][1]


@pytest.mark.parametrize("written", ["80%", "0.9", "95 %", "98%"])
def test_a_confidence_is_one_that_can_be_computed(tmp_path, written):
    assert read_site(tmp_path, f"verdict: {{confidence: {written}}}\n").verdict.confidence in (0.8, 0.9, 0.95, 0.98)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("verdict: {confidence: 99%}", "1:11", "write 98%"),
        ("verdict: {confidence: 95}", "1:11", "write 95%"),
        ("verdict: {near: 0.2pp}", "1:11", "metrics of every unit"),
        ("verdict: {near: 5}", "1:11", "metrics of every unit"),
        ("scorecard: {cap: 120}", "1:13", "write 120%"),
        ("scorecard: {met: 0%}", "1:13", "is not above 0"),
        ("scorecard: {met: 90%, near: 95%}", "1:1", "does not rise from `near` over `met` to `cap`"),
        ("site: {url: growth.example}", "1:8", "is not a web address"),
        ("site: {languages: [english]}", "1:20", "is not one of those that may stand here"),
        ("site: {languages: []}", "1:8", "`languages` is empty"),
        ("site: {nam: x}", "1:8", "did you mean `name`?"),
        ("paths: {campaigns: /srv}", "1:9", "is not a path relative to site_config.yml"),
        ("paths: {campaigns: ../c}", "1:9", "is not a folder inside the site's own"),
        ("paths: {output: .}", "1:9", "is not a folder inside the site's own"),
        ("paths: {output: campaigns/site}", "1:1", "share a folder"),
        ("paths: {output: a, content: a/b}", "1:1", "a build replaces everything in `output`"),
        ("checks: {select: [KPI9999]}", "1:19", "does not select checks"),
        ("engine: sqlite", "1:1", "is not an engine"),
        ("charts: {files: -1}", "1:10", "is not a whole number of 0 or more"),
        ("mkdocs: [x]", "1:1", "`mkdocs` is a list"),
        ("cap: 120%", "1:1", "`cap` belongs to each of `scorecard`"),
    ],
)
def test_a_mistake_in_the_settings(tmp_path, text, at, words):
    ((place, said),) = told(read_site, tmp_path, text)
    assert place == at
    assert words in said


def test_the_strategy_of_the_format_description_is_read(tmp_path):
    shutil.copy(EXAMPLES / "strategy.yml", tmp_path)
    strategy = load_strategy(tmp_path / "strategy.yml", tmp_path, METRICS)
    objective = strategy.objectives["grow-signups"]
    assert (objective.kind, objective.stage) == (ObjectiveKind.ASPIRATIONAL, Stage.CONVERSION)
    signups, nps = objective.key_results
    assert (signups.metric, signups.start, signups.goal) == ("signups", 8000.0, 12000.0)
    assert nps.readings == {date(2026, 4, 30): 26.0}
    area = strategy.key_result_areas["acquisition"]
    assert area.success_factors[1].metrics == ("conversion_rate", "bounce_rate")
    assert strategy.file == "strategy.yml"


RESULT = "objectives: {grow: {title: Grow, key_results: [%s]}}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (RESULT % "{id: a, title: A, from: 1, to: 1}", "goes from and to the same number"),
        (RESULT % "{id: a, title: A, from: 1, to: 2}, {id: a, title: B, from: 1, to: 2}", "the id of two key results"),
        (RESULT % "{id: a, title: A, from: 1, to: 2, metric: signup}", "did you mean `signups`?"),
        (RESULT % "{id: a, title: A, from: 1}", "`to` is missing"),
        (RESULT % "{id: A b, title: A, from: 1, to: 2}", "is not an id"),
        (RESULT % "{id: a, title: A, from: 1, to: 2, readings: {soon: 2}}", "the key `soon` is not a day"),
        (RESULT % "{id: a, title: A, from: 1, to: 2, readings: {2026-04-31: 2}}", "a day that does not exist"),
        (RESULT % "{id: a, title: A, from: 1, to: 1_000}", "write 1000"),
        ("objectives: {Grow It: {title: Grow}}", "`Grow It` cannot be an id"),
        ("objectives: {grow: {}}", "`title` is missing"),
        ("objectives: {grow: {title: x, kind: comitted}}", "did you mean `committed`?"),
        (
            "key_result_areas: {a: {title: A, success_factors: [{title: B, metrics: [ctr, crt]}]}}",
            "did you mean `ctr`?",
        ),
        ("objective: {}", "did you mean `objectives`?"),
    ],
)
def test_a_mistake_in_the_strategy(tmp_path, text, words):
    ((_, said),) = told(read_strategy, tmp_path, text)
    assert words in said


def test_the_metrics_of_the_format_description_are_read(tmp_path):
    shutil.copy(EXAMPLES / "metrics.yml", tmp_path)
    metric = load_metrics(tmp_path / "metrics.yml", tmp_path).metrics["cost_per_trial"]
    assert (metric.unit, metric.better, metric.stage) == (Unit.CURRENCY, Better.LOWER, Stage.CONVERSION)
    assert metric.formula == "cost / trials"
    assert metric.drivers == "cost_per_click / (trials / clicks)"
    assert metric.title.said_in("zh") == "试用获客成本"


ENTRY = "metrics: {m: {title: M, formula: a / b, unit: ratio, better: lower, stage: conversion%s}}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ENTRY.replace("unit: ratio, ", "") % "", "`unit` is missing; expected `percent`, `ratio`"),
        (ENTRY.replace("unit: ratio", "unit: percentage") % "", "did you mean `percent`?"),
        (ENTRY.replace("better: lower", "better: low") % "", "did you mean `lower`?"),
        (ENTRY % ", explain: x", "did you mean `explains`?"),
        (ENTRY % ", subset: yes", "write true"),
        (ENTRY.replace("{m:", "{../m:") % "", "`../m` cannot be an id"),
        (ENTRY.replace("{m:", "{Cost Per Trial:") % "", "write `cost_per_trial`"),
        ("measures: {reach: {title: Reach, additive: no}}", "write false"),
        ("measures: {2nd: {title: Second}}", "`2nd` cannot be an id"),
        ("metrics: {m: a / b}", "`m: a / b` is a single value"),
        ("metric: {}", "did you mean `metrics`?"),
    ],
)
def test_a_mistake_in_the_metrics(tmp_path, text, words):
    ((_, said),) = told(read_metrics, tmp_path, text)
    assert words in said


@pytest.mark.parametrize("read", [read_strategy, read_metrics, read_site])
def test_an_empty_file_says_nothing_and_a_list_is_refused(tmp_path, read):
    assert read(tmp_path, "# later\n").places == {}
    ((place, said),) = told(read, tmp_path, "- a\n")
    assert place == "1:1"
    assert "the file holds a list; expected keys such as" in said
