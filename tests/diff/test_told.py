"""What a difference tells: the past, git's story, sides that cannot be judged, published results, workbooks."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from compared import DATA, of
from repository import BEFORE, LATER, METRICS, ROWS, SPEC, START, Site
from typer.testing import CliRunner

from generator.cli import app
from generator.compare.result import CampaignResult, Verdict
from generator.diff.model import Cause, Diff, Look, Which
from generator.diff.rows import data_change
from generator.history.goals import What


def raised(found: Diff) -> set[tuple[str, str]]:
    return {(one.campaign, one.finding.code) for one in found.raised}


def test_a_moved_target_tells_who_when_and_both_judgements(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%"))
    commit = site.commit(LATER, by="Bea")
    (one,) = of(site, "HEAD~1", "HEAD").goalposts
    assert (one.by, one.on, one.days, one.commit) == ("Bea", date(2026, 3, 20), 18, commit)
    assert (one.first, one.now, one.moved, one.at) == (
        Verdict.MISSED, Verdict.MET, True, "campaigns/spring/campaign.yml:12:5",
    )  # fmt: skip
    assert ("spring", "KPI501") in raised(of(site, "HEAD~1", "HEAD"))


def test_a_target_set_before_the_start_did_not_move(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%"))
    site.commit("2026-02-20")
    (one,) = of(site, "HEAD~1", "HEAD").goalposts
    assert (one.started, one.days, one.moved) == (False, None, False)
    assert not of(site, "HEAD~1", "HEAD").fails(frozenset({"goalposts"}))


def test_an_amendment_excuses_only_the_change_that_it_names(site: Site) -> None:
    reason = "amendments:\n  - {kpi: conversion_rate, on: 2026-03-20, from: 3.4%, to: 2.9%, because: Misread.}\n"
    site.write(SPEC.replace("3.4%", "2.9%") + reason)
    (one,) = of(site).goalposts
    assert (one.because, one.moved) == ("Misread.", False)
    site.write(SPEC.replace("3.4%", "2.9%") + reason.replace("3.4%", "3.5%"))
    assert [one.moved for one in of(site).goalposts] == [True]


def test_a_target_put_back_is_told_and_not_held_against_anyone(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%"))
    site.commit(LATER)
    site.write(SPEC)
    (one,) = of(site).goalposts
    assert (one.restored, one.started, one.moved) == (True, True, False)


def test_targets_are_held_against_earlier_campaigns(site: Site) -> None:
    for month in ("2025-09", "2025-10", "2025-11", "2025-12"):
        site.write(SPEC.replace("2026-03-02..2026-03-29", f"{month}-02..{month}-29"), f"past-{month}")
        data = site.root / f"campaigns/past-{month}/data/ads.csv"
        data.write_text(ROWS.replace("2026-03", month))
    site.commit(BEFORE)
    site.write(SPEC.replace("target: 3.4%", "target: 1%"))
    found = of(site)
    assert "KPI112" in {code for _, code in raised(found)}
    assert [one.finding.code for one in found.resolved if "4 earlier" in one.finding.message] == ["KPI109"]
    assert {one.campaign for one in found.raised} == {"spring"}


def test_a_side_that_cannot_be_judged_is_named_and_the_rest_is_compared(site: Site) -> None:
    site.write(SPEC.replace("target: 3.4%", "target: nonsense"))
    site.write(SPEC.replace("Spring push", "Summer").replace("3.4%", "2.9%"), "summer")
    found = of(site)
    (lost,) = found.unjudged
    assert (lost.side, lost.campaign) == (Which.HEAD, "spring")
    assert "campaigns/spring/campaign.yml:12" in lost.problems[0]
    assert {one.campaign for one in found.goalposts} == {"summer"}
    assert found.look[0].why is Look.UNJUDGED
    said = CliRunner().invoke(app, ["diff", "HEAD", "--root", str(site.root), "--as-of", "2026-04-06"])
    assert said.exit_code == 2
    assert "Spring push, as it is now:" in said.stdout or "spring, as it is now:" in said.stdout


def test_broken_settings_of_one_side_are_named(site: Site) -> None:
    site.write(site_config_yml="verdict: {near: much}\n")
    site.commit(START)
    site.write(site_config_yml="verdict: {near: 20%}\n")
    found = of(site)
    assert [(one.side, one.campaign) for one in found.unjudged] == [(Which.BASE, None)]


def test_a_metric_reaches_only_the_campaigns_that_have_it(site: Site) -> None:
    other = SPEC.replace("  - {metric: conversions, target: 680, weight: 2}\n", "").replace("conversion_rate", "ctr")
    site.write(
        other.replace("clicks: clicks,", "clicks: clicks, impressions: orders,").replace("3.4%", "90%"), "summer"
    )
    site.commit(BEFORE)
    site.write(campaigns__metrics_yml=METRICS.replace("conversions / clicks", "conversions / (clicks * 2)"))
    found = of(site)
    assert {one.campaign for one in (*found.numbers, *found.verdicts)} == {"spring"}
    assert {one.cause for one in found.numbers} == {Cause.METHOD}
    assert [one.what for one in found.goalposts] == [What.FORMULA]
    assert found.unchanged == ("summer",)


def test_a_metrics_title_is_wording_with_the_pages_it_reaches(site: Site) -> None:
    site.write(campaigns__metrics_yml=METRICS)
    site.commit(BEFORE)
    site.write(campaigns__metrics_yml=METRICS.replace("title: Conversion rate", "title: Rate of conversion"))
    found = of(site)
    assert [(one.file, one.campaign, one.pages) for one in found.wording] == [("campaigns/metrics.yml", None, 3)]
    assert (found.verdicts, found.numbers, found.goalposts) == ((), (), ())


def test_a_campaign_follows_the_one_it_is_compared_with(site: Site) -> None:
    site.write(
        SPEC.replace("Spring push", "Summer").replace("2026-03-02..2026-03-29", "2026-03-16..2026-03-29")
        + "baseline: {campaign: spring}\n",
        "summer",
    )
    site.write(SPEC.replace("2026-03-02..2026-03-29", "2026-03-02..2026-03-15"))
    site.commit(BEFORE)
    (site.root / DATA).write_text(ROWS.replace("2026-03-02,search,402,201.0,12", "2026-03-02,search,402,201.0,90"))
    found = of(site)
    assert {"spring"} == {one.campaign for one in found.numbers}
    assert "summer" in found.names


def results_of(site: Site, folder: Path) -> Path:
    said = CliRunner().invoke(app, ["results", "--root", str(site.root), "--as-of", "2026-04-06", "--format", "json"])
    file = folder / "results.json"
    file.write_text(said.stdout)
    return file


def test_published_results_tell_goalposts_and_files(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    old = results_of(site, tmp_path_factory.mktemp("old"))
    site.write(SPEC.replace("3.4%", "2.9%").replace("weight: 3", "weight: 1"))
    (site.root / DATA).write_text(ROWS + "2026-03-29,other,10,5.0,1,1\n")
    site.commit(LATER, by="Bea")
    found = of(site, str(old), str(results_of(site, tmp_path_factory.mktemp("new"))))
    assert [(one.what, one.before, one.after, one.by, one.moved) for one in found.goalposts] == [
        (What.TARGET, "3.4%", "2.9%", "Bea", True),
        (What.WEIGHT, "3", "1", "Bea", True),
    ]
    assert [(one.file, one.rows, one.added) for one in found.data] == [("data/ads.csv", (56, 57), None)]
    assert (found.identical, found.unchanged) == (1, ("summer",))
    assert isinstance(json.loads(old.read_text())["campaigns"][0], dict)
    assert CampaignResult.model_fields["targets"] is not None


def workbook(rows: list[list[object]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def parquet(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    names, *values = rows
    columns = [list(column) for column in zip(*values, strict=True)]
    pq.write_table(pa.table(dict(zip(map(str, names), columns, strict=True))), stream)
    return stream.getvalue()


@pytest.mark.parametrize(("make", "suffix"), [(workbook, "xlsx"), (parquet, "parquet")])
def test_workbooks_and_parquet_are_compared_by_rows(make: object, suffix: str) -> None:
    assert callable(make)
    head, one, two = ["date", "channel", "clicks"], ["2026-03-02", "search", 4], ["2026-03-03", "search", 5]
    three = ["2026-03-04", "social", 6]
    old, new = make([head, one, two]), make([head, ["2026-03-02", "search", 7], two, three])
    found = data_change("spring", f"data/ads.{suffix}", old, new, ["clicks"])
    assert (found.added, found.removed, found.restated, found.rows) == (1, 0, 1, (2, 3))
    assert found.days == ("2026-03-02", "2026-03-04")


def test_a_new_column_is_no_new_row() -> None:
    old, new = b"date,clicks\n2026-03-02,4\n", b"date,clicks,cost\n2026-03-02,4,1.5\n"
    found = data_change("spring", "data/ads.csv", old, new)
    assert (found.added, found.removed, found.restated, found.new_columns) == (0, 0, 0, ("cost",))


def test_semicolons_and_other_encodings_are_read_as_the_reader_does() -> None:
    old = "Tag;Kanal;Klicks\n2026-03-02;Österreich;4\n".encode("cp1252")
    new = "Tag;Kanal;Klicks\n2026-03-02;Österreich;5\n".encode("cp1252")
    assert data_change("spring", "data/ads.csv", old, new).restated == 1


def test_what_to_look_at_is_short_and_names_lessons_that_exist(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%").replace("target: 680", "target: 900"))
    (site.root / DATA).write_text(ROWS.replace(",402,201.0,", ",402,9999.0,"))
    found = of(site)
    content = Path(__file__).parents[2] / "content"
    assert 1 < len(found.look) <= 5
    assert found.look[0].why is Look.MOVED
    assert [one.lesson for one in found.look if not (content / "en/learn" / one.lesson / "index.md").exists()] == []
    assert {one.value for one in Look} >= {one.why.value for one in found.look}
