"""The comment on a pull request: one, edited in place, posted only where it belongs, whatever it is handed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from forge import BOT, LIMIT, TOKEN, Forge, serving

SCRIPT = Path(__file__).parents[2] / "recipes" / "github" / "comment.py"
MARKER = "<!-- goalposts review -->"
RUN = {"head_sha": "b7e03d5", "head_branch": "summer", "head_repository": {"full_name": "ann/results"}}
PULL = {"state": "open", "head": {"sha": "b7e03d5", "ref": "summer", "repo": {"full_name": "ann/results"}}}
TEXT = "<!-- goalposts:diff -->\n### Campaign KPIs: 1 verdict set\n\n| Campaign | Was | Now |\n| --- | --- | --- |\n"


@dataclass
class Done:
    code: int
    said: str
    summary: str


@pytest.fixture
def forge() -> Iterator[Forge]:
    with serving(Forge(pulls={1: PULL})) as served:
        yield served


@pytest.fixture
def run(forge: Forge, tmp_path: Path) -> Callable[..., Done]:
    """Run comment.py as the workflow does, on an artifact with a text and a number."""

    def go(text: str | bytes = TEXT, number: str | None = "1\n", token: str = TOKEN, event: dict = RUN) -> Done:
        folder, summary = tmp_path / "review", tmp_path / "summary.md"
        folder.mkdir(exist_ok=True)
        (folder / "review.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        if number is not None:
            (folder / "number").write_text(number)
        (tmp_path / "event.json").write_text(json.dumps({"workflow_run": event}))
        env = {
            "PATH": os.environ["PATH"],
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_REPOSITORY": "acme/results",
            "GITHUB_API_URL": forge.address,
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_TOKEN": token,
        }
        done = subprocess.run([sys.executable, SCRIPT, folder], env=env, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, summary.read_text() if summary.exists() else "")

    return go


def test_the_first_run_posts_a_comment_that_begins_with_the_marker(run, forge: Forge):
    assert run().code == 0

    [comment] = forge.comments
    assert comment["body"].startswith(f"{MARKER}\n### Campaign KPIs: 1 verdict set")
    assert "goalposts:diff" not in comment["body"]


def test_later_runs_edit_that_comment_and_leave_it_alone_when_it_says_the_same(run, forge: Forge):
    run()
    run(TEXT.replace("1 verdict", "2 verdicts"))
    run(TEXT.replace("1 verdict", "2 verdicts"))

    assert forge.writes() == ["POST", "PATCH"]
    assert "2 verdicts" in forge.comments[0]["body"]


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- goalposts:diff -->\n"])
def test_nothing_is_posted_when_nothing_changed(run, forge: Forge, text: str):
    done = run(text)

    assert done.code == 0
    assert "quiet" in done.said
    assert forge.writes() == []


def test_a_comment_that_no_longer_holds_says_so(run, forge: Forge):
    run()
    run("")

    [comment] = forge.comments
    assert comment["body"] == f"{MARKER}\nThis pull request changes no results any more."


def test_our_comment_is_found_behind_250_others(run, forge: Forge):
    for number in range(250):
        forge.add(f"talk {number}", "ann")
    ours = forge.add(f"{MARKER}\nold")
    run()

    assert forge.writes() == ["PATCH"]
    assert "1 verdict set" in ours["body"]


def test_a_comment_with_our_marker_by_somebody_else_is_not_ours(run, forge: Forge):
    theirs = forge.add(f"{MARKER}\nAll is well!", "mallory")
    run()

    assert theirs["body"] == f"{MARKER}\nAll is well!"
    assert [one["user"]["login"] for one in forge.comments] == ["mallory", BOT]


def test_two_runs_at_the_same_time_leave_one_comment_with_the_later_text(run, forge: Forge):
    forge.meanwhile = [{"id": 1, "body": f"{MARKER}\nfrom the other run", "number": 1, "user": {"login": BOT}}]
    run()

    [comment] = forge.comments
    assert comment["id"] == 1
    assert "1 verdict set" in comment["body"]


def test_a_comment_deleted_meanwhile_is_posted_anew(run, forge: Forge):
    run()
    forge.vanish = True
    run(TEXT + "more")

    assert forge.writes() == ["POST", "PATCH", "POST"]
    assert len(forge.comments) == 1


@pytest.mark.parametrize(
    ("writable", "token"), [(False, TOKEN), (True, ""), (True, "expired")], ids=["read-only", "none", "wrong"]
)
def test_without_a_token_that_may_write_the_text_is_in_the_summary(run, forge: Forge, writable: bool, token: str):  # noqa: FBT001
    forge.writable = writable
    done = run(token=token)

    assert done.code == 0
    assert "1 verdict set" in done.summary
    assert "::notice" in done.said
    assert forge.comments == []


@pytest.mark.parametrize("number", ["", "1; rm -rf /", "1\n2", "-1", "0", "../1", "\uff11", "9" * 30])
def test_what_is_no_number_is_refused(run, forge: Forge, number: str):
    done = run(number=number)

    assert done.code == 0
    assert "not the number of a pull request" in done.said
    assert forge.asked == []


@pytest.mark.parametrize(
    "other",
    [
        {"head": {**PULL["head"], "sha": "0000000"}},
        {"head": {**PULL["head"], "ref": "main"}},
        {"head": {**PULL["head"], "repo": {"full_name": "acme/results"}}},
        {"head": {**PULL["head"], "repo": None}},
        {"state": "closed"},
    ],
    ids=["newer commit", "other branch", "other fork", "fork deleted", "closed"],
)
def test_a_pull_request_that_is_not_the_runs_own_gets_no_comment(run, forge: Forge, other: dict):
    forge.pulls[2] = PULL | other
    done = run(number="2")

    assert done.code == 0
    assert "Nothing posted" in done.said
    assert forge.writes() == []


def test_a_number_without_a_pull_request_gets_no_comment(run, forge: Forge):
    assert "there is no pull request 3" in run(number="3").said
    assert forge.writes() == []


def test_a_run_without_an_artifact_says_nothing(run, forge: Forge):
    assert run(number=None).code == 0
    assert forge.asked == []


def test_a_text_over_the_limit_is_cut_after_a_line_and_closed(run, forge: Forge):
    fold = "<details><summary>all</summary>\n\n```text\n"
    text = TEXT + "first\n" + fold + "".join(f"line {number} @ann\n" for number in range(9_000))
    assert run(text).code == 0

    body = forge.comments[0]["body"]
    assert LIMIT - 400 < len(body) <= LIMIT
    assert body.count("```") == 2
    assert body.count("</details>") == 1
    assert body.rstrip().endswith("The whole text is in the summary of the run.*")


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("ping @ann", "ping @\u200bann"),
        ("ping &#64;ann &#x40;ann &commat;ann", "ping @\u200bann @\u200bann @\u200bann"),
        ("closes #12, GH-12, &#35;12", "closes #\u200b12, GH-\u200b12, #\u200b12"),
        ("a\x1b[31mred\x07\u202egpj", "a[31mredgpj"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
    ids=["mention", "mention by entity", "reference", "escape", "line ends"],
)
def test_a_text_mentions_nobody_and_hides_nothing(run, forge: Forge, text: str, harmless: str):
    run(text)

    assert forge.comments[0]["body"] == f"{MARKER}\n{harmless}"


def test_a_link_in_place_of_the_text_is_not_followed(run, forge: Forge, tmp_path: Path):
    (tmp_path / "secret").write_text("do not tell")
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "number").symlink_to(tmp_path / "secret")
    done = run(number=None)

    assert "do not tell" not in done.said
    assert forge.asked == []


def test_bytes_that_are_no_text_and_a_huge_file_do_no_harm(run, forge: Forge):
    assert run(b"\xff\xfe\x00ok\n" * 500_000).code == 0
    assert len(forge.comments[0]["body"]) <= LIMIT


def test_a_server_that_fails_is_named(run, forge: Forge):
    forge.status = 502
    done = run()

    assert done.code == 1
    assert forge.address in done.said
    assert "502" in done.said
