"""The commands, run as a user runs them: exit codes, stdout and stderr, and what is left behind."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ("init", "new", "check", "results", "build", "serve", "explain", "schema")


def goalposts(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "160"}
    command = [sys.executable, "-m", "generator.cli", *words]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site, as `init` writes it."""
    folder = tmp_path_factory.mktemp("started") / "site"
    done = goalposts("init", str(folder), cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def site(started: Path, tmp_path: Path) -> Path:
    """A copy of it, to break."""
    copy = tmp_path / "site"
    for source in (path for path in started.rglob("*") if path.is_file()):
        target = copy / source.relative_to(started)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return copy


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    done = goalposts(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage: " in done.stdout
    assert "\x1b[" not in done.stdout


def test_help_lists_every_command(tmp_path: Path) -> None:
    done = goalposts("--help", cwd=tmp_path)
    assert [command for command in COMMANDS if command not in done.stdout] == []


def test_results_are_data_on_stdout(site: Path) -> None:
    done = goalposts("results", "--format", "json", cwd=site)
    assert done.returncode == 0, done.stderr
    parsed = json.loads(done.stdout)
    assert parsed["schema"] == "goalposts/results/1"
    assert [one["campaign"]["id"] for one in parsed["campaigns"]] == ["example"]
    done = goalposts("results", "example", "--format", "csv", cwd=site)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["metric"] for row in rows if not row["segment"]] == [
        kpi["metric"] for kpi in parsed["campaigns"][0]["kpis"] if kpi["segment"] is None
    ]
    done = goalposts("results", cwd=site)
    assert "example" in done.stdout
    assert done.stderr == ""


def test_an_unknown_campaign_is_named_with_its_nearest(site: Path) -> None:
    done = goalposts("results", "exampel", cwd=site)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "there is no campaign `exampel`" in done.stderr
    assert "did you mean `example`?" in done.stderr


def test_check_exits_0_where_there_are_notes_alone(site: Path) -> None:
    done = goalposts("check", "--format", "json", cwd=site)
    assert done.returncode == 0
    assert {one["level"] for one in json.loads(done.stdout)} <= {"note"}


def test_check_prints_every_problem_with_its_place(site: Path) -> None:
    spec = site / "campaigns" / "example" / "campaign.yml"
    spec.write_text(spec.read_text(encoding="utf-8") + "ownr: me\nbudgt: 3\n", encoding="utf-8")
    done = goalposts("check", cwd=site)
    assert done.returncode == 2
    assert done.stdout.count("campaigns/example/campaign.yml:") == 2
    assert "did you mean `owner`?" in done.stdout
    found = json.loads(goalposts("check", "--format", "json", cwd=site).stdout)
    assert [problem["file"] for problem in found] == ["campaigns/example/campaign.yml"] * 2
    assert all(problem["line"] and problem["column"] for problem in found)


def test_a_failed_build_leaves_the_last_good_site(site: Path) -> None:
    assert goalposts("build", cwd=site).returncode == 0
    before = {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    spec = site / "campaigns" / "example" / "campaign.yml"
    good = spec.read_text(encoding="utf-8")
    spec.write_text(good.replace("period:", "perod:"), encoding="utf-8")
    failed = goalposts("build", cwd=site)
    assert failed.returncode == 2
    assert "Traceback" not in failed.stderr
    assert {path: path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()} == before
    spec.write_text(good, encoding="utf-8")
    again = goalposts("build", "--explain", cwd=site)
    assert again.returncode == 0
    assert "nothing changed" in again.stderr


def test_explain_says_why_a_page_was_made_again(site: Path) -> None:
    first = goalposts("build", "--explain", cwd=site)
    assert "example: it is new" in first.stdout
    (site / "campaigns" / "example" / "notes.md").write_text("A word of mine.\n", encoding="utf-8")
    second = goalposts("build", "--explain", cwd=site)
    assert "example: notes.md changed" in second.stdout


def test_two_builds_of_the_same_inputs_are_the_same_to_the_byte(site: Path) -> None:
    assert goalposts("build", "--as-of", "2026-06-05", cwd=site).returncode == 0
    first = {path.relative_to(site): path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    subprocess.run(["rm", "-rf", site / "site", site / ".goalposts"], check=True)
    assert goalposts("build", "--as-of", "2026-06-05", cwd=site).returncode == 0
    second = {path.relative_to(site): path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    assert [str(name) for name in sorted({*first, *second}) if first.get(name) != second.get(name)] == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("campaigns/example/campaign.yml", "why:", "why: now "),
        ("campaigns/example/data/ads.csv", "0\n", "1\n"),
        ("campaigns/strategy.yml", "\n", "\n# read again\n"),
        ("content/playbook/en/of-ours.md", "", ""),
    ],
)
def test_what_is_built_after_a_change_is_what_is_built_from_nothing(site: Path, file: str, old: str, new: str) -> None:
    """A second campaign is compared with the first one's past: what changes in one may change the other's page."""
    done = goalposts("new", "later", cwd=site)
    assert done.returncode == 0, done.stderr
    assert goalposts("build", "--as-of", "2027-06-05", cwd=site).returncode == 0
    path = site / file
    if old:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 3), encoding="utf-8")
    else:
        path.parent.mkdir(parents=True)
        shipped = Path(__file__).parents[1] / "content" / "playbook" / "en"
        entry = min(shipped.glob("*.md"))
        path.write_bytes(entry.read_bytes())
    done = goalposts("build", "--as-of", "2027-06-05", cwd=site)
    assert done.returncode == 0, done.stderr
    after = {path.relative_to(site): path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    subprocess.run(["rm", "-rf", site / "site", site / ".goalposts"], check=True)
    assert goalposts("build", "--as-of", "2027-06-05", cwd=site).returncode == 0
    anew = {path.relative_to(site): path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    assert [str(name) for name in sorted({*after, *anew}) if after.get(name) != anew.get(name)] == []


def test_new_writes_a_valid_campaign_and_never_over_one(site: Path) -> None:
    assert goalposts("new", "summer-push", cwd=site).returncode == 0
    assert goalposts("check", cwd=site).returncode == 0
    taken = goalposts("new", "summer-push", cwd=site)
    assert taken.returncode == 2
    assert "is there already" in taken.stderr
    misnamed = goalposts("new", "Summer Push!", cwd=site)
    assert misnamed.returncode == 2
    assert "try `summer-push`" in misnamed.stderr


def test_pages_are_written_into_another_sites_docs(site: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    done = goalposts("build", "--pages", str(docs), cwd=site)
    assert done.returncode == 0, done.stderr
    assert (docs / "campaigns" / "example" / "index.md").read_text(encoding="utf-8").startswith(("---", "#"))
    assert not (site / "site").exists()
    assert [path.name for path in tmp_path.iterdir() if path != site] == ["docs"]
    assert goalposts("build", "--pages", str(docs), cwd=site).returncode == 0


@pytest.mark.parametrize("name", ["campaign", "strategy", "metrics", "site", "results"])
def test_schemas_are_draft_07(name: str, tmp_path: Path) -> None:
    done = goalposts("schema", name, cwd=tmp_path)
    assert json.loads(done.stdout)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_explain_prints_a_check_by_its_code_or_name(site: Path) -> None:
    by_code, by_name = goalposts("explain", "kpi303", cwd=site), goalposts("explain", "no-guardrail", cwd=site)
    assert by_code.returncode == 0
    assert by_code.stdout == by_name.stdout
    assert "KPI303" in by_code.stdout
    unknown = goalposts("explain", "KPI399", cwd=site)
    assert unknown.returncode == 2
    assert "did you mean `KPI3" in unknown.stderr
    everything = goalposts("explain", cwd=site).stdout
    assert "KPI303  no-guardrail" in everything
    assert "conversion_rate  Conversion rate (CVR)" in everything


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_findings_are_printed_for_each_reader(site: Path, form: str) -> None:
    spec = site / "campaigns" / "example" / "campaign.yml"
    text = spec.read_text(encoding="utf-8").replace("owner: growth-team", "owner: growth-team # x")
    spec.write_text(text.replace("objective: grow-signups", "# objective: grow-signups"), encoding="utf-8")
    done = goalposts("check", "--format", form, cwd=site)
    assert done.returncode == 1
    assert "KPI103" in done.stdout
    assert "campaigns/example/campaign.yml" in done.stdout
    if form in {"json", "gitlab", "sarif"}:
        json.loads(done.stdout)


def test_a_selector_that_fits_no_check_is_refused(site: Path) -> None:
    config = site / "site_config.yml"
    config.write_text("checks: {ignore: [KPI399]}\n", encoding="utf-8")
    done = goalposts("check", cwd=site)
    assert done.returncode == 2
    assert "site_config.yml:1:" in done.stderr
    assert "KPI399" in done.stderr


def test_explain_prints_a_metric(site: Path) -> None:
    done = goalposts("explain", "conversion_rate", cwd=site)
    assert done.returncode == 0
    assert "conversions / clicks" in done.stdout
    unknown = goalposts("explain", "conversion_rat", cwd=site)
    assert unknown.returncode == 2
    assert "did you mean `conversion_rate`?" in unknown.stderr


def test_data_that_makes_one_wonder_is_raised_and_strict_fails(site: Path) -> None:
    file = site / "campaigns" / "example" / "data" / "ads.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*rows, rows[-1]]) + "\n", encoding="utf-8")
    done = goalposts("check", cwd=site)
    assert done.returncode == 1
    assert "campaigns/example/data/ads.csv:" in done.stdout
    assert ": warning KPI602: " in done.stdout
    found = json.loads(goalposts("check", "--format", "json", cwd=site).stdout)
    assert [one["code"] for one in found if one["level"] == "warning"] == ["KPI602"]
    assert goalposts("build", "--strict", cwd=site).returncode == 1
    again = goalposts("build", "--strict", cwd=site)
    assert "nothing changed" in again.stderr
    assert again.returncode == 1
    assert "1 finding to look at" in goalposts("results", cwd=site).stderr


def test_the_policy_allows_this_host_and_the_pages_own_scripts(site: Path) -> None:
    missing = goalposts("csp", cwd=site)
    assert missing.returncode == 2
    assert "run `goalposts build` first" in missing.stderr
    goalposts("build", cwd=site)
    policy = goalposts("csp", cwd=site).stdout
    assert "default-src 'self'" in policy
    assert "'sha256-" in policy
    assert "unsafe" not in policy


def test_pages_are_never_written_over_what_they_are_made_from(site: Path) -> None:
    theirs = site / "theirs"
    theirs.mkdir()
    (theirs / "index.md").write_text("# Home\n", encoding="utf-8")
    for target in ("campaigns", ".", "site_config.yml", ".goalposts/docs", "theirs", "no/such/folder"):
        done = goalposts("build", "--pages", target, cwd=site)
        assert done.returncode == 2, target
        assert "Traceback" not in done.stderr
    assert not (site / "campaigns" / "index.md").exists()
    assert (theirs / "index.md").read_text(encoding="utf-8") == "# Home\n"
    assert not (site / "no").exists()


def test_places_that_cannot_be_written_are_named_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for command in (("init", "file/site"), ("init", "/proc/site")):
        done = goalposts(*command, cwd=tmp_path)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    outside = goalposts("new", "summer-push", cwd=tmp_path)
    assert outside.returncode == 2
    assert "goalposts init" in outside.stderr


def test_a_site_without_campaigns_is_a_site(site: Path) -> None:
    subprocess.run(["rm", "-rf", site / "campaigns"], check=True)
    done = goalposts("build", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "site" / "index.html").exists()


def test_targets_alone_pass_the_check_before_the_launch(site: Path) -> None:
    assert goalposts("new", "next-push", cwd=site).returncode == 0
    (site / "campaigns" / "next-push" / "campaign.yml").write_text(
        "name: Next push\nperiod: 2099-03-01..2099-04-30\ncurrency: EUR\nbaseline: 2099-01-01..2099-02-28\n"
        "sources:\n  ads:\n    files: data/ads-*.csv\n    date: Day\n    by: [Campaign type]\n"
        "    measures: {clicks: Clicks, cost: Cost, conversions: Conversions}\n"
        "kpis:\n  - {metric: conversion_rate, target: 3.0%, near: 10%, must: true}\n",
        encoding="utf-8",
    )
    subprocess.run(["rm", "-rf", site / "campaigns" / "next-push" / "data"], check=True)
    done = goalposts("check", cwd=site)
    assert "Traceback" not in done.stderr
    assert "error" not in done.stdout
    found = json.loads(goalposts("results", "next-push", "--format", "json", cwd=site).stdout)
    assert found["campaigns"][0]["campaign"]["state"] == "upcoming"
