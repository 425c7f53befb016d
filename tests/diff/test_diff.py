"""What a change does, on real repositories: by cause, quiet where nothing changed, the user's tree left alone."""

import json
import os

import jsonschema
import pytest
from compared import DATA, of
from repository import LATER, ROWS, SPEC, Site
from typer.testing import CliRunner

from generator.cli import app
from generator.compare.result import Verdict
from generator.diff.model import Cause
from generator.errors import ReportError
from generator.history.goals import What
from generator.pages.diff.comment import LIMIT, MARKER, markdown


def test_nothing_changed_is_quiet(site: Site) -> None:
    found = of(site)
    assert found.quiet
    assert found.identical == 2
    assert markdown(found) == ""


def test_ends_of_lines_as_a_checkout_sets_them_are_no_change(site: Site) -> None:
    for path in site.root.glob("campaigns/**/*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert of(site).quiet


def test_a_moved_target_is_told_with_its_verdict_and_cause(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%"))
    found = of(site)
    assert [(one.what, one.before, one.after, one.started) for one in found.goalposts] == [
        (What.TARGET, "3.4%", "2.9%", True)
    ]
    assert [(one.kpi, one.was, one.now, one.cause) for one in found.verdicts] == [
        ("conversion_rate", Verdict.MISSED, Verdict.MET, Cause.SPEC)
    ]
    assert (found.numbers, found.data, found.identical) == ((), (), 1)
    text = markdown(found)
    assert text.startswith(MARKER)
    assert "**A goalpost was moved after the start.**" in text
    assert found.fails(frozenset({"goalposts"}))
    assert not found.fails(frozenset({"verdict-worse"}))


def test_data_changes_are_told_in_rows(site: Site) -> None:
    lines = ROWS.splitlines(keepends=True)
    first = lines[1].split(",")
    first[4] = "400"
    (site.root / DATA).write_text("".join([lines[0], ",".join(first), *lines[2:-1], "2026-03-30,search,9,9,0,0\n"]))
    site.commit(LATER)
    found = of(site, "HEAD~1", "HEAD")
    (change,) = found.data
    assert (change.added, change.removed, change.restated) == (1, 1, 1)
    assert change.days == ("2026-03-02", "2026-03-30")
    assert {one.cause for one in (*found.numbers, *found.verdicts)} == {Cause.DATA}
    assert found.numbers[0].beyond is True


def test_each_figure_has_its_own_cause_where_spec_and_data_both_changed(site: Site) -> None:
    site.write(SPEC.replace("target: 680", "target: 500"))
    (site.root / DATA).write_text(ROWS.replace("2026-03-02,search,402,201.0", "2026-03-02,search,402,9999"))
    found = of(site)
    causes = {one.kpi: one.cause for one in (*found.numbers, *found.verdicts)}
    assert causes["conversions"] is Cause.SPEC
    assert causes["cost_per_conversion"] is Cause.DATA


def test_settings_are_the_method(site: Site) -> None:
    site.write(site_config_yml="verdict: {near: 30%}\n")
    found = of(site)
    assert {one.cause for one in found.verdicts} == {Cause.METHOD}
    assert {one.campaign for one in found.goalposts} == {"spring", "summer"}


def test_wording_added_and_removed(site: Site) -> None:
    site.write(SPEC.replace("Visitors who buy.", "The share of visitors who buy."))
    site.git("mv", "campaigns/summer", "campaigns/autumn")
    found = of(site)
    assert ([(one.campaign, one.pages) for one in found.wording], found.added, found.removed) == (
        [("spring", 1)],
        ("autumn",),
        ("summer",),
    )


def test_a_new_name_hides_no_moved_target(site: Site) -> None:
    site.git("mv", "campaigns/spring", "campaigns/easter")
    site.write(SPEC.replace("3.4%", "2.9%"), "easter")
    site.commit(LATER, by="Bo")
    found = of(site, "HEAD~1", "HEAD")
    assert (found.added, found.removed, found.renamed) == (("easter",), ("spring",), {"easter": "spring"})
    (change,) = found.goalposts
    assert (change.campaign, change.before, change.after, change.by, change.moved) == (
        "easter", "3.4%", "2.9%", "Bo", True,
    )  # fmt: skip
    assert [(one.campaign, one.kpi, one.cause) for one in found.verdicts] == [("easter", "conversion_rate", Cause.SPEC)]
    assert [one.finding.code for one in found.raised] == ["KPI501"]
    assert found.data == ()
    assert "the folder `spring` is now `easter`" in markdown(found)


def test_a_copy_for_another_period_is_another_campaign(site: Site) -> None:
    site.git("rm", "-rq", "campaigns/summer")
    site.write(
        SPEC.replace("Spring push", "Autumn").replace("2026-03", "2026-02"),
        "autumn",
        campaigns__autumn__data__ads_csv="",
    )
    assert of(site).renamed == {}


def test_a_file_left_out_is_a_goalpost_that_moved(site: Site) -> None:
    more = "date,channel,clicks,cost,conversions\n2026-03-03,tv,5,1,0\n"
    site.write(SPEC.replace("data/ads.csv", "data/*.csv"), campaigns__spring__data__more_csv=more)
    site.commit("2026-02-20")
    site.write(SPEC)
    found = of(site)
    assert [(one.what, one.before, one.after, one.moved) for one in found.goalposts] == [
        (What.FILTER, "data/*.csv", "data/ads.csv", True)
    ]


def test_a_folder_with_a_branchs_name_does_not_stand_for_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.git("checkout", "-q", "-b", "change")
    moved = SPEC.replace("3.4%", "2.9%")
    site.write(moved, main__campaigns__spring__campaign_yml=moved)
    monkeypatch.chdir(site.root)
    assert [one.kpi for one in of(site, "main").goalposts] == ["conversion_rate"]
    assert of(site, "./main").added == ("summer",)


def test_a_file_whose_name_is_no_text_is_told_all_the_same(site: Site) -> None:
    (site.root / os.fsdecode(b"campaigns/spring/data/\xff.csv")).write_text(ROWS)
    found = of(site)
    assert [one.file for one in found.data] == ["data/\ufffd.csv"]
    assert json.loads(found.model_dump_json())["data"][0]["file"] == "data/\ufffd.csv"


def test_a_day_turned_back_does_not_make_a_move_come_early(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Site(tmp_path_factory.mktemp("folder"))
    other.write(SPEC.replace("3.4%", "2.9%").replace("as_of: 2026-04-06", "as_of: 2026-02-10"))
    (change,) = of(site, str(site.root), str(other.root)).goalposts
    assert change.moved


def test_the_work_tree_and_branches_stay_as_they_are(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%"))
    before = site.git("status", "--porcelain"), site.git("for-each-ref"), site.git("worktree", "list")
    of(site)
    assert before == (site.git("status", "--porcelain"), site.git("for-each-ref"), site.git("worktree", "list"))


def test_published_results_and_folders_can_be_compared(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    runner = CliRunner()
    said = runner.invoke(app, ["results", "--root", str(site.root), "--as-of", "2026-04-06", "--format", "json"])
    file = tmp_path_factory.mktemp("old") / "results.json"
    file.write_text(said.stdout)
    site.write(SPEC.replace("3.4%", "2.9%"))
    assert [one.kpi for one in of(site, str(file)).verdicts] == ["conversion_rate"]
    other = Site(tmp_path_factory.mktemp("folder"))
    other.write(SPEC)
    assert of(site, str(other.root)).added == ("summer",)


def test_what_cannot_be_opened_says_what_may_stand_there(site: Site) -> None:
    with pytest.raises(ReportError, match="no revision of this repository"):
        of(site, "no-such-branch")
    with pytest.raises(ReportError, match="no revision of this repository"):
        of(site, "--output=x")


def test_the_command_its_schema_and_its_exit_codes(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%"))
    runner = CliRunner()
    options = ["diff", "HEAD", "--root", str(site.root), "--as-of", "2026-04-06"]
    said = runner.invoke(app, [*options, "--format", "json", "--fail-on", "goalposts"])
    assert said.exit_code == 1
    schema = json.loads(runner.invoke(app, ["schema", "diff"]).stdout)
    jsonschema.validate(json.loads(said.stdout), schema)
    assert runner.invoke(app, [*options, "--fail-on", "verdict-worse"]).exit_code == 0


def test_a_long_comment_is_cut_and_says_of_what(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "2.9%").replace("Spring push", '"@all <b> | `x`"'))
    found = of(site)
    many = found.model_copy(update={"wording": (), "verdicts": found.verdicts * 2000})
    text = markdown(many)
    assert len(text) <= LIMIT
    assert "Left out for length: " in text
    assert "@all" not in text
    assert "<b>" not in text
