"""What git tells of targets: each way to move them, edits that change nothing, and histories that cannot be trusted."""

from datetime import date
from pathlib import Path

import pytest
from repository import BEFORE, LAST, LATER, METRICS, SPEC, Site, dated
from routes import ROUTES

from generator.history.git import Unconfirmed
from generator.history.goals import What
from generator.history.read import History
from generator.history.story import Standing, Story
from generator.metrics.project import read_campaigns, read_frame
from generator.site.survey import survey

TODAY = date(2026, 4, 6)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def story_of(site: Site, campaign: str = "spring", as_of: date = TODAY) -> Story:
    frame = read_frame(site.root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems, [str(one) for one in problems]
    with History(frame) as history:
        one = campaigns[campaign]
        return history.story(one, one.as_of or as_of)


def told(story: Story) -> list[tuple[What, str, str | None, str | None]]:
    return [
        (
            step.difference.key.what,
            step.difference.key.kpi or step.difference.key.part,
            step.difference.before and step.difference.before.text,
            step.difference.after and step.difference.after.text,
        )
        for step in story.steps
    ]


def moved_by(site: Site, spec: str = SPEC, **files: str) -> Story:
    """Commit the usual spec in time, and another after the start."""
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(spec, **files)
    site.commit(LATER, by="Bo")
    return story_of(site)


def test_targets_that_stood_are_sealed_since_the_commit_that_set_them(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "3.6%"))
    site.commit("2026-02-10")
    site.write(SPEC)
    first = site.commit(BEFORE)
    site.write(f"# reviewed\n{SPEC}")
    site.commit("2026-02-20")
    story = story_of(site)
    assert (story.standing, story.reason, story.steps, story.first) == (Standing.SEALED, None, (), None)
    assert story.since is not None
    assert story.since.id == first


@pytest.mark.parametrize("route", ROUTES)
def test_each_way_to_move_the_goalposts_is_seen(site: Site, route: str) -> None:
    spec, files, expected = ROUTES[route]
    story = moved_by(site, spec, **files)
    assert story.standing is Standing.MOVED
    assert expected in told(story)
    assert all(one[0] is expected[0] for one in told(story))
    step = story.steps[0]
    assert step.commit is not None
    assert (step.commit.by, step.commit.id) == ("Bo", site.git("rev-parse", "HEAD"))
    assert story.first is not None
    named = [name for name in files if "__data__" not in name]
    assert step.path == ({"metrics": "campaigns/metrics.yml", "site": "site_config.yml"}.get(
        next(iter(named), "").replace("campaigns__", "").partition("_")[0], "campaigns/spring/campaign.yml"))  # fmt: skip  # noqa: E501


QUIET = {
    "comments": "# a comment\n" + SPEC.replace("    near", "    # the site's own is wider\n    near"),
    "formatting": SPEC.replace("3.4%", "3.40%").replace("680", '"680"').replace("0.1pp", "0.10pp"),
    "order of keys": "".join(SPEC.partition("sources:")[::2]).replace("", "", 1)
    and "kpis:" + SPEC.partition("kpis:")[2] + SPEC.partition("kpis:")[0],
    "order of KPIs": SPEC.partition("kpis:\n")[0]
    + "kpis:\n  - {metric: cost_per_conversion, target: 28, role: guardrail}\n  - {metric: conversions, target: 680, weight: 2}\n"  # noqa: E501
    + "  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3, why: Visitors who buy.}\n",
    "wording": SPEC.replace("Visitors who buy.", "The share of visitors who buy.").replace("Spring push", "Spring"),
    "weights in proportion": SPEC.replace("weight: 3", "weight: 6")
    .replace("weight: 2", "weight: 4")
    .replace("target: 28,", "target: 28, weight: 2,"),
    "the name of a source": SPEC.replace("  ads:", "  google:"),
    "a glob that takes in more": SPEC.replace("data/ads.csv", "data/ads*.csv"),
    "one more dimension": SPEC.replace("by: [channel]", "by: [channel, clicks]"),
    "a default written out": SPEC.replace("role: guardrail", "role: guardrail, weight: 1, near: 10%"),
    "a currency named": SPEC.replace("as_of", "currency: CNY\nas_of"),
    "another name of the time zone": SPEC.replace("as_of", "timezone: Etc/UTC\nas_of"),
    "a time zone with the same hours in the period": SPEC.replace("as_of", "timezone: Africa/Abidjan\nas_of"),
    "flow style": '{"name": "x", ' + SPEC.partition("\n")[2].partition("sources:")[0].strip().replace("\n", ", ")
    + ", sources: {ads: {files: data/ads.csv, date: date, by: [channel], measures: {clicks: clicks, cost: cost, conversions: conversions}}}, "  # noqa: E501
    "kpis: [{metric: conversion_rate, target: 3.4%, near: 0.1pp, weight: 3}, {metric: conversions, target: 680, weight: 2}, "  # noqa: E501
    "{metric: cost_per_conversion, target: 28, role: guardrail}]}\n",
}  # fmt: skip


@pytest.mark.parametrize("edit", QUIET)
def test_innocent_edits_stay_quiet(site: Site, edit: str) -> None:
    story = moved_by(site, QUIET[edit])
    assert (story.standing, told(story)) == (Standing.SEALED, [])


def test_notes_data_and_metrics_that_say_the_same_stay_quiet(site: Site) -> None:
    story = moved_by(
        site,
        SPEC,
        campaigns__metrics_yml=METRICS.replace("conversions / clicks", "(conversions) / clicks").replace("Conversion rate", "Share who buy"),  # noqa: E501
        campaigns__spring__notes_md="A word.\n",
        campaigns__spring__data__late_csv="date,clicks\n",
        site_config_yml="verdict: {near: 10%}\nsite: {name: Growth}\n",
    )  # fmt: skip
    assert told(story) == []
    assert story.standing is Standing.SEALED


def test_a_file_left_out_is_seen(site: Site) -> None:
    site.write(
        SPEC.replace("data/ads.csv", "data/*.csv"),
        campaigns__spring__data__more_csv="date,channel,clicks,cost,conversions\n2026-03-03,tv,5,1,0\n",
    )
    site.commit(BEFORE)
    site.write(SPEC)
    site.commit(LATER)
    assert told(story_of(site)) == [(What.FILTER, "files clicks", "data/*.csv", "data/ads.csv")]


AMENDMENT = (
    "amendments:\n  - {kpi: conversion_rate, on: 2026-03-20, from: 3.4%, to: 3.2%, because: The page came late.}\n"
)


def test_targets_in_another_currency_are_others(site: Site) -> None:
    spec = SPEC.replace("as_of", "currency: CNY\nas_of")
    site.write(spec)
    site.commit(BEFORE)
    site.write(spec.replace("CNY", "USD"))
    site.commit(LATER)
    story = story_of(site)
    assert (story.standing, told(story)) == (Standing.MOVED, [(What.UNIT, "cost_per_conversion", "CNY", "USD")])


def test_an_amendment_explains_the_change_that_it_names(site: Site) -> None:
    story = moved_by(site, SPEC.replace("3.4%", "3.2%") + AMENDMENT)
    assert story.standing is Standing.AMENDED
    assert story.steps[0].amended is not None
    assert story.steps[0].amended.because == "The page came late."


def test_an_amendment_explains_no_other_change(site: Site) -> None:
    other = moved_by(site, SPEC.replace("3.4%", "3.2%") + AMENDMENT.replace("from: 3.4%", "from: 3.3%"))
    assert other.standing is Standing.MOVED
    site.write(SPEC.replace("3.4%", "3.2%").replace("target: 28", "target: 35") + AMENDMENT)
    site.commit(LAST)
    assert story_of(site).standing is Standing.MOVED


def test_a_change_that_is_not_committed_counts(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(SPEC.replace("3.4%", "3.2%"))
    story = story_of(site)
    assert story.standing is Standing.MOVED
    assert story.steps[0].commit is None


def test_moved_there_and_back_is_told_and_is_no_move(site: Site) -> None:
    moved_by(site, SPEC.replace("3.4%", "3.2%"))
    site.write(SPEC)
    site.commit(LAST)
    story = story_of(site)
    assert story.standing is Standing.SEALED
    assert [one[2:] for one in told(story)] == [("3.4%", "3.2%"), ("3.2%", "3.4%")]


def test_changes_before_the_start_are_free_to_the_hour_in_the_campaigns_time_zone(site: Site) -> None:
    """Midnight of 2 March in Shanghai is 16:00 of 1 March, UTC."""
    spec = SPEC.replace("as_of", "timezone: Asia/Shanghai\nas_of")
    site.write(spec)
    site.commit(BEFORE)
    site.write(spec.replace("3.4%", "3.5%"))
    site.commit("2026-03-01T15:59:00+00:00")
    assert story_of(site).standing is Standing.SEALED
    site.write(spec.replace("3.4%", "3.3%"))
    site.commit("2026-03-01T16:01:00+00:00")
    assert told(story_of(site)) == [(What.TARGET, "conversion_rate", "3.5%", "3.3%")]


def test_a_start_put_off_afterwards_does_not_hide_what_was_moved_before_it(site: Site) -> None:
    story = moved_by(site, SPEC.replace("3.4%", "3.2%").replace("period: 2026-03-02", "period: 2026-03-23"))
    assert story.standing is Standing.MOVED
    assert {one[0] for one in told(story)} == {What.TARGET, What.PERIOD}


def test_before_the_start_targets_are_open(site: Site) -> None:
    site.write(SPEC.replace("as_of: 2026-04-06\n", ""))
    site.commit(BEFORE)
    assert story_of(site, as_of=date(2026, 2, 20)).standing is Standing.OPEN


# What cannot be confirmed


def test_without_git(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write(SPEC)
    (tmp_path / ".git").rename(tmp_path / "no-longer")
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.NO_GIT)


def test_in_a_repository_but_not_in_it(site: Site) -> None:
    site.write(SPEC)
    assert story_of(site).reason is Unconfirmed.NOT_COMMITTED
    (site.top / ".gitignore").write_text("campaigns\n")
    site.commit(BEFORE)
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.NOT_COMMITTED)


def test_first_committed_after_the_start(site: Site) -> None:
    site.write(SPEC)
    site.commit("2026-03-05")
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.LATE)
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit(LATER)
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.MOVED, Unconfirmed.LATE)


def test_a_shallow_clone(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site.write(SPEC)
    site.commit("2026-02-10")
    site.write(f"# again\n{SPEC}")
    site.commit(LATER)
    clone = tmp_path_factory.mktemp("clone")
    site.git("clone", "-q", "--depth", "1", f"file://{site.top}", str(clone))
    cloned = Site(clone)
    story = story_of(cloned)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.SHALLOW)


def test_a_rebase_after_the_start(site: Site) -> None:
    site.write(SPEC)
    site.commit(LAST, authored=BEFORE)
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.REWRITTEN)


def test_a_rebase_before_the_start_is_no_doubt(site: Site) -> None:
    site.write(SPEC)
    site.commit("2026-02-20", authored=BEFORE)
    assert story_of(site).standing is Standing.SEALED


def test_a_rebased_edit_of_words_is_no_doubt(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(f"# reviewed\n{SPEC}")
    site.commit(LAST, authored="2026-02-20")
    assert story_of(site).standing is Standing.SEALED


def test_a_commit_given_an_early_date_on_top_of_later_ones(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(other_md="x")
    site.commit(LATER)
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit("2026-02-20")
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.REWRITTEN)
    assert story.steps[0].doubtful


def test_a_commit_that_is_older_than_what_it_stands_on_says_not_when_it_was_made(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit("2001-01-01")
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.UNKNOWN, Unconfirmed.REWRITTEN)
    # Before the next one that says when it was made, which came before the start.
    site.write(other_md="x")
    site.commit("2026-02-20")
    assert story_of(site).standing is Standing.SEALED


@pytest.mark.parametrize("day", ["@253402300900 +0000", "@99999999999999 +0000"])
def test_a_date_beyond_all_calendars_is_a_late_one(site: Site, day: str) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.git("commit", "-qam", "Late", env={"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day})
    (told,) = survey(site.root, (), TODAY).judged
    assert told.result.targets is not None
    assert told.result.targets.state is Standing.MOVED


def test_a_commit_without_dates_confirms_nothing(site: Site) -> None:
    site.write(SPEC)
    site.git("add", "-A")
    tree = site.git("write-tree")
    (site.top / "raw").write_text(f"tree {tree}\nauthor nobody\ncommitter nobody\n\nx\n")
    site.git("reset", "-q", site.git("hash-object", "-t", "commit", "-w", "--literally", "raw"))
    assert story_of(site).standing is Standing.UNKNOWN


SETTINGS = {
    "log.showRoot": "false",
    "log.diffMerges": "off",
    "diff.relative": "true",
    "diff.renames": "false",
    "i18n.logOutputEncoding": "GBK",
    "color.ui": "always",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_users_own_settings_of_git_hide_nothing(tmp_path: Path, setting: str) -> None:
    site = Site(tmp_path, "marketing")
    site.write(SPEC)
    site.commit(BEFORE)
    site.git("checkout", "-q", "-b", "side")
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit(LATER, by="王小明")
    site.git("checkout", "-q", "main")
    site.git("merge", "-q", "--no-ff", "-m", "Merge", "side", env=dated(LAST, by="王小明"))
    site.git("config", setting, SETTINGS[setting])
    story = story_of(site)
    assert (story.standing, story.reason) == (Standing.MOVED, None)
    assert [step.commit and step.commit.by for step in story.steps] == ["王小明"]


# Renames, merges, larger repositories


def test_renames_of_the_folder_are_followed(site: Site) -> None:
    site.write(SPEC)
    first = site.commit(BEFORE)
    site.git("mv", "campaigns/spring", "campaigns/easter")
    site.commit(LATER)
    story = story_of(site, "easter")
    assert story.standing is Standing.SEALED
    assert story.since is not None
    assert story.since.id == first
    site.git("mv", "campaigns/easter", "campaigns/may")
    site.write(SPEC.replace("3.4%", "3.2%"), "may")
    site.commit(LAST)
    assert told(story_of(site, "may")) == [(What.TARGET, "conversion_rate", "3.4%", "3.2%")]


def test_a_rename_of_the_folder_of_all_campaigns_is_followed(site: Site) -> None:
    site.write(SPEC, campaigns__metrics_yml=METRICS)
    site.commit(BEFORE)
    site.git("mv", "campaigns", "pushes")
    site.write(site_config_yml="paths: {campaigns: pushes}\n")
    site.commit(LATER)
    assert story_of(site).standing is Standing.SEALED


def test_removed_and_put_back_with_another_target(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.git("rm", "-q", "-r", "campaigns/spring")
    site.commit("2026-03-10")
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit(LATER)
    assert told(story_of(site)) == [(What.TARGET, "conversion_rate", "3.4%", "3.2%")]


def test_a_merge_counts_when_it_reaches_the_branch(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.git("checkout", "-q", "-b", "side")
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit("2026-02-20")
    site.git("checkout", "-q", "main")
    site.write(readme_md="x")
    site.commit("2026-02-21")
    assert story_of(site).standing is Standing.SEALED
    site.git("merge", "-q", "--no-ff", "-m", "Merge", "side", env=dated(LATER, by="Bo"))
    story = story_of(site)
    assert (story.standing, story.steps[0].commit and story.steps[0].commit.by) == (Standing.MOVED, "Bo")


def test_a_merge_before_the_start_and_one_of_words_are_quiet(site: Site) -> None:
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit(BEFORE)
    for branch, day, text in (("early", "2026-02-20", SPEC), ("late", LATER, f"# words\n{SPEC}")):
        site.git("checkout", "-q", "-b", branch)
        site.write(text)
        site.commit(day)
        site.git("checkout", "-q", "main")
        site.git("merge", "-q", "--no-ff", "-m", "Merge", branch, env=dated(day))
    story = story_of(site)
    assert (story.standing, story.steps) == (Standing.SEALED, ())


def test_a_site_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    site = Site(tmp_path, "marketing/results")
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit(LATER)
    story = story_of(site)
    assert story.standing is Standing.MOVED
    assert story.steps[0].path == "campaigns/spring/campaign.yml"


def test_a_version_that_could_not_be_read_is_passed_over(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(SPEC.replace("target: 3.4%", "target: [oops"))
    site.commit("2026-02-20")
    site.write(SPEC)
    site.commit(LATER)
    assert story_of(site).standing is Standing.SEALED


def test_the_fingerprint_changes_with_the_history_alone(site: Site) -> None:
    def fingerprints() -> str:
        with History(read_frame(site.root)) as history:
            return history.fingerprint("spring")

    site.write(SPEC)
    before = fingerprints()
    site.commit(BEFORE)
    committed = fingerprints()
    site.write(other_md="x")
    site.commit(LATER)
    assert before != committed == fingerprints()


def test_an_authors_name_brings_no_control_characters(site: Site) -> None:
    site.write(SPEC)
    site.commit(BEFORE)
    site.write(SPEC.replace("3.4%", "3.2%"))
    site.commit(LATER, by="Bo \x1b[31m\u202eB")
    commit = story_of(site).steps[0].commit
    assert commit is not None
    assert commit.by == "Bo [31mB"
