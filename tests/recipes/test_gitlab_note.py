"""The note on a merge request: one, edited in place, that commands nothing, whatever the text says."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forge import BOT, LIMIT, TOKEN, Forge, serving

SCRIPT = Path(__file__).parents[2] / "recipes" / "gitlab" / "note.py"
MARKER = "<!-- goalposts review -->"
TEXT = "<!-- goalposts:diff -->\n### Campaign KPIs: 1 verdict set\n"


@pytest.fixture
def forge() -> Iterator[Forge]:
    with serving(Forge()) as served:
        yield served


@pytest.fixture
def run(forge: Forge, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run note.py as the pipeline does."""

    def go(text: str = TEXT, token: str | None = TOKEN) -> subprocess.CompletedProcess[str]:
        (tmp_path / "review.md").write_text(text)
        env = {
            "PATH": os.environ["PATH"],
            "CI_API_V4_URL": forge.address,
            "CI_PROJECT_ID": "5",
            "CI_MERGE_REQUEST_IID": "1",
            **({} if token is None else {"GOALPOSTS_TOKEN": token}),
        }
        command = [sys.executable, SCRIPT, tmp_path / "review.md"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return go


def test_one_note_is_written_then_edited_then_left_alone(run, forge: Forge):
    run()
    run(TEXT + "more")
    run(TEXT + "more")

    assert forge.writes() == ["POST", "PUT"]
    assert [one["body"] for one in forge.comments] == [f"{MARKER}\n### Campaign KPIs: 1 verdict set\nmore"]


@pytest.mark.parametrize("text", ["", "\n", "<!-- goalposts:diff -->\n"])
def test_nothing_is_written_when_nothing_changed(run, forge: Forge, text: str):
    assert run(text).returncode == 0
    assert forge.writes() == []


def test_a_note_that_no_longer_holds_says_so(run, forge: Forge):
    run()
    run("")

    assert forge.comments[0]["body"] == f"{MARKER}\nThis merge request changes no results any more."


def test_our_note_is_found_behind_others_and_theirs_with_our_marker_are_left(run, forge: Forge):
    theirs = forge.add(f"{MARKER}\nAll is well!", "mallory")
    for number in range(120):
        forge.add(f"talk {number}", "ann")
    ours, spare = forge.add(f"{MARKER}\nold"), forge.add(f"{MARKER}\nold too")
    run()

    assert forge.writes() == ["PUT", "DELETE"]
    assert "1 verdict set" in ours["body"]
    assert theirs["body"] == f"{MARKER}\nAll is well!"
    assert spare not in forge.comments


def test_a_note_deleted_meanwhile_is_written_anew(run, forge: Forge):
    run()
    forge.vanish = True
    run(TEXT + "more")

    assert forge.writes() == ["POST", "PUT", "POST"]
    assert [one["user"]["login"] for one in forge.comments] == [BOT]


@pytest.mark.parametrize(("may", "token"), [("read", TOKEN), ("write", None), ("write", "expired")])
def test_without_a_token_that_may_write_the_text_is_in_the_log(run, forge: Forge, may: str, token: str | None):
    forge.writable = may == "write"
    done = run(token=token)

    assert done.returncode == 0
    assert "1 verdict set" in done.stdout
    assert forge.comments == []


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("text\n/merge", "text\n\u200b/merge"),
        ("text\n  /close now", "text\n  \u200b/close now"),
        ("text\n> /label ~bug", "text\n> \u200b/label ~bug"),
        ("text\r/approve", "text\n\u200b/approve"),
        ("ping @all &#64;all", "ping @\u200ball @\u200ball"),
        ("see !12 #12 %3", "see !\u200b12 #\u200b12 %\u200b3"),
        ("a\x1b]0;title\x07b", "a]0;titleb"),
        ("a / b and 1/2", "a / b and 1/2"),
    ],
)
def test_a_text_commands_nothing_and_mentions_nobody(run, forge: Forge, text: str, harmless: str):
    run(text)

    assert forge.comments[0]["body"] == f"{MARKER}\n{harmless}"


def test_a_long_text_is_cut_after_a_line(run, forge: Forge):
    assert run(TEXT + "0123456789\n" * 9_000).returncode == 0

    body = forge.comments[0]["body"]
    assert LIMIT - 400 < len(body) <= LIMIT
    assert "\n0123456789\n\n*Cut here." in body


def test_a_server_that_fails_is_named(run, forge: Forge):
    forge.status = 500
    done = run()

    assert done.returncode == 1
    assert forge.address in done.stderr
