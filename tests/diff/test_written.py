"""A difference as it is written: comment, annotations, code quality, page; in both languages, whatever names say."""

import json
import re
from pathlib import Path

import pytest
from compared import TODAY
from repository import BEFORE, LATER, ROWS, SPEC, Site
from typer.testing import CliRunner

from generator.checks.run import find_check
from generator.cli import app
from generator.diff.compare import diff
from generator.diff.model import Diff
from generator.pages.diff.comment import LIMIT, MARKER, markdown
from generator.pages.diff.lessons import lesson_titles
from generator.pages.diff.notices import MOST, to_github, to_gitlab
from generator.pages.diff.page import changes_page
from generator.pages.diff.voice import plain
from generator.pages.index import index_page
from generator.pages.words import load_words
from generator.report.portfolio import portfolio
from generator.site.changes import write_changes
from generator.site.editions import Edition
from generator.spec.model import SiteConfig

CONFIG = "site: {url: 'https://example.org/r/', languages: [en, zh], repo_url: 'https://github.com/a/b'}\n"
EN, ZH = load_words("en"), load_words("zh")


@pytest.fixture
def moved(tmp_path: Path) -> Diff:
    site = Site(tmp_path)
    site.write(SPEC, site_config_yml=CONFIG)
    site.write(SPEC, "summer")
    site.commit(BEFORE)
    site.write(SPEC.replace("3.4%", "2.9%"))
    (site.root / "campaigns/spring/data/ads.csv").write_text(ROWS.replace(",402,201.0,", ",402,9999.0,"))
    site.commit(LATER, by="Bea @all")
    return diff("HEAD~1", "HEAD", site.root, TODAY)


def test_the_comment_says_the_finding_first(moved: Diff) -> None:
    lines = markdown(moved, EN, lesson_titles("en")).splitlines()
    assert lines[0] == MARKER
    assert lines[1].startswith("### Campaign KPIs: 2 verdicts changed, 1 goalpost moved after the start")
    assert lines[3] == "> [!WARNING]"
    assert "3.4% became **2.9%**, 18 days after the start, by Bea @\u200ball in `" in lines[4]
    assert re.search(
        r"\(\[`campaigns/spring/campaign\.yml` line 12\]\(https://github\.com/a/b/blob/[0-9a-f]{40}/", lines[4]
    )
    assert "Judged by both: **✕ missed** by the first version, **✓ met** now." in lines[4]
    text = "\n".join(lines)
    order = [
        "[!WARNING]",
        "**Verdicts**",
        "**What to look at**",
        "**Numbers",
        "**New findings (",
        "**Data**",
        "campaign unchanged</summary>",
        "<sub>",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "[Goodhart" in text
    assert "](https://example.org/r/learn/goodhart/index.html)" in text
    assert re.search(r"▰+▱+ \d+%", text)


def test_the_comment_in_chinese_is_whole(moved: Diff) -> None:
    text = markdown(moved, ZH, lesson_titles("zh"), "zh/")
    assert text.startswith(f"{MARKER}\n### 活动 KPI：")
    assert "由 3.4% 改为 **2.9%**，开始 18 天后，改动人 Bea" in text
    assert "https://example.org/r/zh/campaigns/spring/index.html" in text
    left = re.sub(
        r"`[^`]*`|\(https?:[^)]*\)|<[^>]+>|Spring push|Bea @\u200ball|KPI\d*|CVR|CPA|CPO|WARNING|SMART|Goodhart",
        "",
        text,
    )
    assert re.findall(r"[A-Za-z]{3,}", left) == []


def test_hostile_names_act_on_nothing() -> None:
    name = (
        "@all <b>|`x`|</b> #12 GH-3 https://evil.example www.evil.example :tada: [a](http://b) $x$ \u202e\x1b[31m\n- y"
    )
    text = plain(name)
    assert "\n" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    for acts in ("@all", "#12", "GH-3", "://evil", "www.evil", ":tada", "a](", " <b>", " |", "$x$"):
        assert acts not in text, acts
    assert plain("- a").startswith("\\-")
    assert plain("&lt;script&gt;") == "&amp;lt;script&amp;gt;"


def test_a_comment_that_is_too_long_is_cut_from_its_end(moved: Diff) -> None:
    many = moved.model_copy(update={"raised": moved.raised * 2000, "numbers": moved.numbers})
    text = markdown(many, EN)
    assert len(text) <= LIMIT
    assert re.search(r"Left out for length: [\d,]+ findings", text)
    assert "**Verdicts**" in text


def test_annotations_stand_at_the_line_and_are_ten_a_level(moved: Diff) -> None:
    lines = to_github(moved, EN).splitlines()
    assert lines[0].startswith(
        "::warning file=campaigns/spring/campaign.yml,line=12,title=goalposts-moved::Spring push, Target"
    )
    assert "3.4%25 became 2.9%25" in lines[0]
    many = moved.model_copy(update={"goalposts": moved.goalposts * 30})
    found = to_github(many, EN).splitlines()
    assert sum(one.startswith("::warning") for one in found) == MOST
    assert any("more of this level" in one for one in found)


def test_code_quality_has_fingerprints_that_outlive_edits_above(moved: Diff) -> None:
    issues = json.loads(to_gitlab(moved, EN))
    prints = [one["fingerprint"] for one in issues]
    assert len(set(prints)) == len(prints) > 0
    assert issues[0]["location"] == {"path": "campaigns/spring/campaign.yml", "lines": {"begin": 12}}
    lower = [one.model_copy(update={"at": one.at.replace(":12:", ":40:")}) for one in moved.goalposts]
    again = json.loads(to_gitlab(moved.model_copy(update={"goalposts": tuple(lower)}), ZH))
    assert again[0]["fingerprint"] == prints[0]
    assert again[0]["location"]["lines"]["begin"] == 40


def test_the_job_summary_is_added_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path / "site")
    site.write(SPEC)
    site.commit(BEFORE)
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    options = ["diff", "HEAD", "--root", str(site.root), "--as-of", "2026-04-06", "--format", "github"]
    quiet = CliRunner().invoke(app, options)
    assert (quiet.exit_code, quiet.stdout, summary.read_text()) == (0, "", "Before.\n")
    site.write(SPEC.replace("3.4%", "2.9%"))
    said = CliRunner().invoke(app, options)
    assert "::warning file=campaigns/spring/campaign.yml,line=12" in said.stdout
    assert summary.read_text().startswith(f"Before.\n{MARKER}\n### ")


def test_the_page_has_pictures_and_goes_when_it_is_not_asked_for(moved: Diff, tmp_path: Path) -> None:
    edition = Edition("zh", "zh/", tmp_path, {})
    assert write_changes(moved, edition, (), "default") == {"changes/index.md"}
    page = (tmp_path / "changes/index.md").read_text()
    assert "# 改动带来的变化：" in page
    assert "](../campaigns/spring/index.md)" in page
    picture = (tmp_path / "changes/number-1.svg").read_text()
    assert picture.count("<rect") == 3  # the ground, before and now
    assert "prefers-color-scheme" in picture
    assert write_changes(None, edition, (), "default") == {"changes/index.md"}
    assert not (tmp_path / "changes").exists()


def test_a_target_that_moved_is_drawn_at_both_places(moved: Diff) -> None:
    number = moved.numbers[0].model_copy(update={"was_target": 1.0, "target": 2.0})
    page = changes_page(moved.model_copy(update={"numbers": (number,)}), EN, {})
    assert page.files["number-1.svg"].count("stroke-dasharray") == 1


def test_the_index_leads_to_the_page() -> None:
    together = portfolio((), TODAY)
    shown = index_page((), together, SiteConfig(), EN, changes="What changed since main").markdown
    assert '<a href="changes/">What changed since main</a>' in shown
    assert "changes/" not in index_page((), together, SiteConfig(), EN).markdown


def test_codes_are_those_of_checks(moved: Diff) -> None:
    assert all(find_check(one.finding.code) for one in moved.raised)
