"""Plain git on a laptop: the hook looks at what is committed, the driver shows what a spec's change comes to."""

import re
import subprocess

import pytest
from steps import RECIPES, SPEC, Clone, tool

SCRIPTS = sorted(file for file in RECIPES.rglob("*") if file.is_file() and file.read_bytes().startswith(b"#!/bin/sh"))


@pytest.fixture
def laptop(clone: Clone) -> Clone:
    """A clone with the recipe installed."""
    done = clone.run(f"sh '{RECIPES}/git/install.sh'", ("sh", "-e"))
    assert done.returncode == 0, done.stderr
    clone.commit("Show results in diffs", "2026-02-14")
    return clone


def commit(laptop: Clone, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Try to commit, as a person would."""
    command = ["git", "commit", "-q", "-m", "Change", *arguments]
    return subprocess.run(command, cwd=laptop.root, env=laptop.env(), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_is_plain_shell(file):
    for command in (["bash", "-n", file], ["sh", "-n", file], [tool("shellcheck"), "--shell=sh", file]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.stat().st_mode & 0o100


def test_a_spec_that_cannot_be_read_is_not_committed(laptop: Clone):
    before = laptop.git("rev-parse", "HEAD")
    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("period", "perod"))
    laptop.git("add", "-A")
    done = commit(laptop)

    assert done.returncode != 0
    assert "campaigns/spring/campaign.yml:2" in done.stderr + done.stdout
    assert laptop.git("rev-parse", "HEAD") == before


def test_what_lies_about_unstaged_is_not_looked_at(laptop: Clone):
    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("28", "30"))
    laptop.git("add", "-A")
    laptop.write("campaigns/spring/campaign.yml", "half a thou")
    done = commit(laptop)

    assert done.returncode == 0, done.stderr
    assert "target: 30" in laptop.git("show", "HEAD:campaigns/spring/campaign.yml")


def test_findings_are_shown_and_stop_a_commit_only_where_that_is_asked_for(laptop: Clone):
    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("near: 0.1pp, ", ""))
    laptop.git("add", "-A")
    laptop.git("config", "goalposts.strict", "true")
    strict = commit(laptop)
    laptop.git("config", "goalposts.strict", "false")
    lenient = commit(laptop)

    assert strict.returncode == 1
    assert "KPI" in strict.stdout + strict.stderr
    assert lenient.returncode == 0
    assert "stop no commit" in lenient.stderr


def test_other_files_are_committed_without_a_check(laptop: Clone):
    laptop.program("goalposts", "echo called >&2; exit 2")
    laptop.write("README.md", "Results\n")
    laptop.git("add", "-A")

    assert commit(laptop).returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "asked"),
    [
        ("campaigns/metrics.yml", "metrics: {}\n", []),
        ("campaigns/spring/data/ads-2.csv", "a\n", ["spring"]),
        ("campaigns/été/campaign.yml", SPEC, ["été"]),
        ('campaigns/a"b/campaign.yml', SPEC, []),
    ],
    ids=["metrics concern all", "data concern one", "any letters", "a name that git quotes"],
)
def test_the_campaigns_that_a_commit_changes_are_checked(laptop: Clone, name: str, text: str, asked: list[str]):
    laptop.program("goalposts", 'shift 3; printf "%s\\n" "$@" > "$HOME/asked"')
    laptop.write(name, text)
    laptop.git("add", "-A")

    assert commit(laptop).returncode == 0
    assert (laptop.root.parent / "asked").read_text().split() == ["--", *asked]


def test_a_campaign_that_is_removed_is_not_asked_for(laptop: Clone):
    laptop.git("rm", "-rq", "campaigns/spring")

    assert commit(laptop).returncode == 0


def test_the_hook_sees_the_history(laptop: Clone):
    laptop.program(
        "goalposts", 'git -C "$3" log --format=%s > "$HOME/log"; git -C "$3" status --short > "$HOME/status"'
    )
    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("28", "30"))
    laptop.git("add", "-A")
    done = commit(laptop)

    assert done.returncode == 0, done.stderr
    assert (laptop.root.parent / "status").read_text() == "M  campaigns/spring/campaign.yml\n"
    assert (laptop.root.parent / "log").read_text().split("\n")[1] == "Set the targets"


def test_a_diff_shows_what_the_change_of_a_spec_comes_to(laptop: Clone):
    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("3.4%", "2.5%"))
    shown = laptop.git("diff")

    assert "-  - {metric: conversion_rate, target: 3.4%" in shown
    assert "+  - {metric: conversion_rate, target: 2.5%" in shown
    assert "--- results before\n+++ results after" in shown
    [was] = re.findall(r"^-\s+conversion_rate .*$", shown, re.MULTILINE)
    [now] = re.findall(r"^\+\s+conversion_rate .*$", shown, re.MULTILINE)
    assert "≥ 3.4%" in was
    assert "✕ missed" in was
    assert "≥ 2.5%" in now
    assert "✓ met" in now


def test_a_diff_says_when_the_results_are_the_same_and_when_a_spec_cannot_be_read(laptop: Clone):
    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("Visitors who buy.", "Visitors buy."))
    assert laptop.git("diff").endswith("The results are the same.")

    laptop.write("campaigns/spring/campaign.yml", SPEC.replace("period", "perod"))
    assert "+campaigns/spring/campaign.yml:2" in laptop.git("diff")


def test_a_new_spec_a_removed_one_and_two_commits_are_shown(laptop: Clone):
    laptop.write("campaigns/summer/campaign.yml", SPEC)
    laptop.write("campaigns/summer/data/ads.csv", (laptop.root / "campaigns/spring/data/ads.csv").read_text())
    laptop.git("add", "-A")
    added = laptop.git("diff", "--cached", "--", "campaigns/summer/campaign.yml")
    laptop.git("commit", "-qm", "Add", "--no-verify")
    removed = laptop.git("diff", "HEAD", "HEAD~1", "--", "campaigns/summer/campaign.yml")

    assert "+summer" in added
    assert "-summer" in removed


def test_an_own_hook_is_not_overwritten(clone: Clone):
    hook = clone.root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\n")
    done = clone.run(f"sh '{RECIPES}/git/install.sh'", ("sh", "-e"))

    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert hook.read_text() == "#!/bin/sh\n"


def test_installing_twice_changes_nothing(laptop: Clone):
    before = (laptop.root / ".gitattributes").read_text()
    assert laptop.run(f"sh '{RECIPES}/git/install.sh'", ("sh", "-e")).returncode == 0
    assert (laptop.root / ".gitattributes").read_text() == before


def test_a_site_in_a_folder_of_a_larger_repository(clone: Clone):
    for name in ("site_config.yml", "campaigns"):
        (clone.root / "sites" / "eu").mkdir(parents=True, exist_ok=True)
        clone.git("mv", name, f"sites/eu/{name}")
    clone.commit("Make room", "2026-02-14")
    clone.git("config", "goalposts.root", "sites/eu")
    assert clone.run(f"sh '{RECIPES}/git/install.sh'", ("sh", "-e")).returncode == 0
    clone.write("sites/eu/campaigns/spring/campaign.yml", SPEC.replace("3.4%", "2.5%"))
    shown = clone.git("diff", "--", "sites/eu/campaigns")
    clone.write("sites/eu/campaigns/spring/campaign.yml", SPEC.replace("period", "perod"))
    clone.git("add", "-A")
    done = commit(clone)

    assert "+++ results after" in shown
    assert done.returncode != 0
    assert "campaigns/spring/campaign.yml:2" in done.stderr


def test_a_linked_work_tree_installs_into_the_repository(clone: Clone):
    clone.git("worktree", "add", "-q", "../second")
    done = clone.run(f"cd ../second && sh '{RECIPES}/git/install.sh'", ("sh", "-e"))

    assert done.returncode == 0, done.stderr
    assert (clone.root / ".git" / "goalposts-diff").is_file()
    assert (clone.root / ".git" / "hooks" / "pre-commit").is_file()


def test_the_first_commit_of_a_repository_is_checked_too(clone: Clone):
    assert clone.run(f"sh '{RECIPES}/git/install.sh'", ("sh", "-e")).returncode == 0
    clone.program("goalposts", 'shift 3; printf "%s\\n" "$@" > "$HOME/asked"')
    clone.git("checkout", "-q", "--orphan", "fresh")

    assert commit(clone).returncode == 0
    assert (clone.root.parent / "asked").read_text().split() == ["--"]
