"""The workflows for GitHub and the pipeline for GitLab: linted, least of permissions, and their scripts really run."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from forge import TOKEN, Forge, serving
from steps import RECIPES, SPEC, Clone, tool

WORKFLOWS = sorted((RECIPES / "github" / "workflows").glob("*.yml"))
PIPELINE = RECIPES / "gitlab" / ".gitlab-ci.yml"
GITLAB = ("bash", "-eo", "pipefail")


def workflow(name: str) -> dict[str, Any]:
    """Read a workflow; YAML takes its `on` for true."""
    return yaml.safe_load((RECIPES / "github" / "workflows" / f"goalposts-{name}.yml").read_text())


def step(name: str, job: str, title: str) -> str:
    """Return a step's script."""
    return next(one["run"] for one in workflow(name)["jobs"][job]["steps"] if one.get("name") == title)


def script(job: str) -> str:
    """Return a GitLab job's script."""
    return "\n".join(yaml.safe_load(PIPELINE.read_text())[job]["script"])


def lint(*command: str | Path) -> str:
    """Return what a linter finds."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_actionlint_finds_nothing(file: Path):
    assert lint(tool("actionlint"), "-shellcheck", tool("shellcheck"), "-no-color", file) == ""


def test_actionlint_and_shellcheck_are_awake(tmp_path: Path):
    bad = tmp_path / "bad.yml"
    bad.write_text(
        WORKFLOWS[0].read_text() + "      - run: echo $HOME && echo ${{ github.event.pull_request.title }}\n"
    )
    found = lint(tool("actionlint"), "-shellcheck", tool("shellcheck"), "-no-color", bad)

    assert "SC2086" in found
    assert "potentially untrusted" in found


def test_zizmor_finds_nothing_and_is_silenced_once():
    assert lint(tool("zizmor"), "--offline", "--no-progress", "--persona=pedantic", *WORKFLOWS) == ""
    assert sum(file.read_text().count("zizmor: ignore") for file in WORKFLOWS) == 1


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_no_more_than_it_needs(file: Path):
    text, read = file.read_text(), yaml.safe_load(file.read_text())
    used = re.findall(r"uses: (\S+)", text)

    assert read["permissions"] == {}
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", one) for one in used)
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == len(used)
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for job in read["jobs"].values():
        assert "permissions" in job
        for one in job["steps"]:
            assert "${{" not in one.get("run", "")
            if one.get("uses", "").startswith("actions/checkout@"):
                assert one["with"]["persist-credentials"] is False
                assert "ref" not in one["with"]


def test_only_the_job_that_runs_nothing_of_a_pull_request_may_write_to_it():
    review, comment = workflow("review"), workflow("comment")

    assert review["jobs"]["review"]["permissions"] == {"contents": "read"}
    assert review[True] == {"pull_request": None}
    assert comment["jobs"]["comment"]["permissions"] == {
        "contents": "read",
        "actions": "read",
        "pull-requests": "write",
    }
    assert list(comment[True]) == ["workflow_run"]
    assert comment[True]["workflow_run"]["workflows"] == [review["name"]]
    scripts = [one["run"] for one in comment["jobs"]["comment"]["steps"] if "run" in one]
    assert scripts == ['python3 .github/comment.py "$RUNNER_TEMP/review"']


def test_both_workflows_mean_the_same_artifact():
    sent = [
        one["with"] for one in workflow("review")["jobs"]["review"]["steps"] if "upload-artifact" in one.get("uses", "")
    ]
    got = [
        one["with"]
        for one in workflow("comment")["jobs"]["comment"]["steps"]
        if "download-artifact" in one.get("uses", "")
    ]

    assert sent[0]["name"] == got[0]["name"]
    assert sent[0]["path"] == "review"
    assert got[0]["path"] == "${{ runner.temp }}/review"


def test_the_pipeline_is_what_gitlab_reads():
    command = (tool("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    assert lint(*command, PIPELINE) == ""


@pytest.mark.parametrize("job", ["review", "code-quality", "pages"])
def test_shellcheck_finds_nothing_in_the_pipeline(job: str, tmp_path: Path):
    file = tmp_path / f"{job}.sh"
    file.write_text(f"#!/bin/bash\n{script(job)}\n")
    assert lint(tool("shellcheck"), file) == ""


@pytest.fixture
def pull(clone: Clone) -> Clone:
    """A pull request that moves a target after the start, as GitHub tries it out: main went on, HEAD is a merge."""
    clone.git("checkout", "-q", "-b", "summer")
    clone.write("campaigns/spring/campaign.yml", SPEC.replace("3.4%", "2.9%"))
    clone.commit("Be realistic", "2026-03-20")
    clone.git("checkout", "-q", "main")
    clone.write("README.md", "Results\n")
    clone.commit("Say what this is", "2026-03-21")
    clone.git("push", "-q", "origin", "main")
    clone.git("checkout", "-q", "--detach", "main")
    clone.git("merge", "-q", "--no-ff", "-m", "Merge summer into main", "summer")
    return clone


@pytest.fixture
def forge(pull: Clone) -> Iterator[Forge]:
    head = {"sha": pull.git("rev-parse", "summer"), "ref": "summer", "repo": {"full_name": "ann/results"}}
    with serving(Forge(pulls={7: {"state": "open", "head": head}})) as served:
        yield served


def reviewed(pull: Clone) -> subprocess.CompletedProcess[str]:
    """Run the review's comparison as GitHub does for pull request 7."""
    env = {"GITHUB_REF_NAME": "7/merge", "GITHUB_STEP_SUMMARY": str(pull.root.parent / "summary.md")}
    return pull.run(step("review", "review", "Compare"), **env)


def commented(pull: Clone, forge: Forge, token: str = TOKEN) -> subprocess.CompletedProcess[str]:
    """Run the comment's job as GitHub does after the review's."""
    (pull.root / ".github").mkdir(exist_ok=True)
    (pull.root / ".github" / "comment.py").write_bytes((RECIPES / "github" / "comment.py").read_bytes())
    event = pull.root.parent / "event.json"
    run = {"head_sha": pull.git("rev-parse", "summer"), "head_branch": "summer"}
    event.write_text(json.dumps({"workflow_run": {**run, "head_repository": {"full_name": "ann/results"}}}))
    return pull.run(
        step("comment", "comment", "Comment"),
        RUNNER_TEMP=str(pull.root),
        GITHUB_EVENT_PATH=str(event),
        GITHUB_REPOSITORY="acme/results",
        GITHUB_API_URL=forge.address,
        GITHUB_STEP_SUMMARY=str(pull.root.parent / "summary.md"),
        GITHUB_TOKEN=token,
    )


def test_a_review_compares_the_pull_request_with_where_it_began(pull: Clone, forge: Forge):
    """What is asked of `goalposts diff`, by a program that repeats it; the real one is asked below."""
    pull.program("goalposts", 'printf "<!-- goalposts -->\\n%s\\n" "$*"')
    assert reviewed(pull).returncode == 0
    assert commented(pull, forge).returncode == 0

    began, head = pull.git("merge-base", "main", "summer"), pull.git("rev-parse", "summer")
    assert began != pull.git("rev-parse", "main")
    asked = f"diff {began} {head} --format markdown"
    assert (pull.root / "review" / "number").read_text() == "7\n"
    assert [one["body"] for one in forge.comments] == [f"<!-- goalposts review -->\n{asked}"]
    assert asked in (pull.root.parent / "summary.md").read_text()


def test_a_moved_target_reaches_the_pull_request_and_a_quiet_push_changes_nothing(pull: Clone, forge: Forge):
    assert reviewed(pull).returncode == 0
    assert commented(pull, forge).returncode == 0
    assert commented(pull, forge).returncode == 0

    [comment] = forge.comments
    assert forge.writes() == ["POST"]
    assert "Spring push" in comment["body"]
    assert re.search(r"3\.40?%.*2\.90?%", comment["body"])


def test_a_pull_request_that_changes_no_result_gets_no_comment(clone: Clone):
    clone.git("checkout", "-q", "-b", "summer")
    clone.write("README.md", "Results\n")
    clone.commit("Say what this is", "2026-03-21")
    clone.git("checkout", "-q", "--detach", "main")
    clone.git("merge", "-q", "--no-ff", "-m", "Merge", "summer")
    head = {"sha": clone.git("rev-parse", "summer"), "ref": "summer", "repo": {"full_name": "ann/results"}}
    with serving(Forge(pulls={7: {"state": "open", "head": head}})) as forge:
        assert reviewed(clone).returncode == 0
        done = commented(clone, forge)

    assert "quiet" in done.stdout
    assert forge.comments == []


def test_a_comparison_that_fails_fails_the_step(pull: Clone):
    pull.program("goalposts", "echo no such spec >&2; exit 2")
    assert reviewed(pull).returncode == 2


def test_findings_are_shown_at_their_line_and_block_nothing_but_what_cannot_be_read_does(clone: Clone):
    clone.write("campaigns/spring/campaign.yml", SPEC.replace("near: 0.1pp, ", ""))
    check = step("review", "review", "Check")
    shown = clone.run(check)
    clone.write("campaigns/spring/campaign.yml", SPEC.replace("period", "perod"))
    broken = clone.run(check)

    assert shown.returncode == 0, shown.stderr
    assert re.search(r"^::warning file=campaigns/spring/campaign\.yml,line=\d+", shown.stdout, re.MULTILINE)
    assert broken.returncode != 0
    assert "::error file=campaigns/spring/campaign.yml,line=2" in broken.stdout


def test_the_install_and_build_steps_make_what_is_uploaded(lasting: Clone):
    for name, job in (("publish", "build"), ("review", "review")):
        assert lasting.run(step(name, job, "Install")).returncode == 0
    assert step("publish", "build", "Build the site") == step("review", "review", "Build the site")
    built = lasting.run(step("publish", "build", "Build the site"))

    assert built.returncode == 0, built.stderr
    [upload] = [
        one["with"]["path"] for one in workflow("publish")["jobs"]["build"]["steps"] if "upload" in one.get("uses", "")
    ]
    assert (lasting.root / upload / "index.html").is_file()


def test_gitlab_gets_its_pages_and_code_quality(lasting: Clone):
    quality = lasting.run(script("code-quality"), GITLAB)
    pages = lasting.run(script("pages"), GITLAB)

    assert quality.returncode == 0, quality.stderr
    for finding in json.loads((lasting.root / "gl-code-quality-report.json").read_text()):
        assert {"description", "fingerprint", "severity", "location"} <= finding.keys()
    assert pages.returncode == 0, pages.stderr
    assert (lasting.root / "public" / "index.html").is_file()


@pytest.mark.parametrize("merged", ["", "yes"], ids=["branch pipeline", "merged results pipeline"])
def test_gitlab_gets_a_note(pull: Clone, merged: str):
    pull.program("goalposts", 'printf "<!-- goalposts -->\\n%s\\n" "$*"')
    began, head = pull.git("merge-base", "main", "summer"), pull.git("rev-parse", "summer")
    (pull.root / ".gitlab").mkdir()
    (pull.root / ".gitlab" / "note.py").write_bytes((RECIPES / "gitlab" / "note.py").read_bytes())
    env = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": began,
        "CI_COMMIT_SHA": pull.git("rev-parse", "HEAD") if merged else head,
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": head if merged else "",
        "CI_PROJECT_ID": "5",
        "CI_MERGE_REQUEST_IID": "1",
        "GOALPOSTS_TOKEN": TOKEN,
    }
    with serving(Forge()) as forge:
        done = pull.run(script("review"), GITLAB, CI_API_V4_URL=forge.address, **env)

    assert done.returncode == 0, done.stderr
    assert [one["body"] for one in forge.comments] == [
        f"<!-- goalposts review -->\ndiff {began} {head} --format markdown"
    ]
