#!/usr/bin/env python3
"""Put what `goalposts diff` says into one comment on a pull request, and edit that one from then on.

Runs in the `workflow_run` job, with a token that may write. What it is given comes from the pull request's own run,
where anybody's code has run, so nothing of it is trusted: the number must be that of an open pull request whose branch
and commit are those of the run; the text is cut, cleaned and mentions nobody.

Needs Python 3.9 or newer and no package.

    comment.py FOLDER    a folder with `review.md` and `number`, from the run's artifact

Reads GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_STEP_SUMMARY (set by Actions) and GITHUB_TOKEN. A
token that may not write is no error: the text then goes to the job's summary.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MARKER = "<!-- goalposts review -->"
BOT = os.environ.get("GOALPOSTS_BOT", "github-actions[bot]")  # whose comment it is; another app has another name
LIMIT = 65_536  # characters of a comment
READ = 1_048_576  # bytes of a text that are looked at, and of a job's summary
GONE = "This pull request changes no results any more."
CUT = "\n\n*Cut here: a comment holds no more. The whole text is in the summary of the run.*\n"


class RefusedError(Exception):
    """What was handed over does not fit the run; the message says what."""


class ReadOnlyError(Exception):
    """The token may not write here."""


def cleaned(text: str) -> str:
    """Return a text that cannot mention, refer or hide: no control or direction characters, `@` and `#1` cut."""
    text = re.sub(r"\r\n?", "\n", text)
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    text = re.sub(r"&(?:#0*64|#x0*40|commat);?", "@", text, flags=re.IGNORECASE)
    text = re.sub(r"&(?:#0*35|#x0*23|num);?", "#", text, flags=re.IGNORECASE)
    text = text.replace("@", "@\u200b")
    return re.sub(r"(#|\bGH-)(?=[\d&])", "\\1\u200b", text, flags=re.IGNORECASE)


def fitted(text: str, room: int) -> str:
    """Return a text of at most so many characters: cut after a line, with what was open closed, and said so."""
    if len(text) <= room:
        return text
    lines = text[: room - len(CUT) - 200].rpartition("\n")[0]
    fence = "\n```" if len(re.findall(r"^```", lines, re.MULTILINE)) % 2 else ""
    folds = len(re.findall(r"<details\b", lines)) - lines.count("</details>")
    return lines + fence + "\n</details>" * min(max(folds, 0), 10) + CUT


def body_of(text: str) -> str:
    """Return the comment for a text, or nothing where the text says nothing. A marker of the text's own is dropped."""
    first, _, rest = text.lstrip("\ufeff\n ").partition("\n")
    told = cleaned(rest if first.startswith("<!--") and first.rstrip().endswith("-->") else text).strip()
    return f"{MARKER}\n{fitted(told, LIMIT - len(MARKER) - 1)}" if told else ""


class Api:
    """The few calls that are needed of GitHub's REST interface."""

    def __init__(self, address: str, repository: str, token: str) -> None:
        self.address, self.repository, self.token = address.rstrip("/"), repository, token

    def call(self, method: str, path: str, **fields: str) -> Any:
        """Return the answer's JSON; raises ReadOnlyError where the token is not let in, else urllib's HTTPError."""
        if not self.token:
            raise ReadOnlyError("there is no token")
        request = urllib.request.Request(
            f"{self.address}/repos/{self.repository}/{path}",
            method=method,
            data=json.dumps(fields).encode() if fields else None,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": "goalposts",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                said = answer.read()
        except urllib.error.HTTPError as error:
            if error.code in (401, 403):
                raise ReadOnlyError(f"{method} {path}: {error.code}") from None
            raise
        return json.loads(said) if said else None

    def ours(self, number: int) -> list[dict[str, Any]]:
        """Return our comments on a pull request, the oldest first: with our marker, and written by our bot."""
        found, page = [], 1
        while True:
            some = self.call("GET", f"issues/{number}/comments?per_page=100&page={page}")
            found += [
                one
                for one in some
                if (one.get("body") or "").startswith(MARKER) and (one.get("user") or {}).get("login") == BOT
            ]
            if len(some) < 100:
                return sorted(found, key=lambda one: one["id"])
            page += 1

    def edit(self, comment: dict[str, Any], body: str) -> bool:
        """Edit a comment; returns whether it was still there."""
        try:
            self.call("PATCH", f"issues/comments/{comment['id']}", body=body)
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            return False
        return True

    def remove(self, comment: dict[str, Any]) -> None:
        """Delete a comment, if somebody else has not."""
        try:
            self.call("DELETE", f"issues/comments/{comment['id']}")
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise


def pull_request(api: Api, number: str, run: dict[str, Any]) -> int:
    """Return the number if it is that of an open pull request that this run was for, else raise RefusedError."""
    if not re.fullmatch(r"[1-9][0-9]{0,9}", number):
        raise RefusedError("the artifact's `number` is not the number of a pull request")
    try:
        pull = api.call("GET", f"pulls/{number}")
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        raise RefusedError(f"there is no pull request {number}") from None
    head = pull["head"]
    told = (head["sha"], head["ref"], (head["repo"] or {}).get("full_name"))
    asked = (run["head_sha"], run["head_branch"], (run["head_repository"] or {}).get("full_name"))
    if pull["state"] != "open":
        raise RefusedError(f"pull request {number} is closed")
    if told != asked:
        raise RefusedError(f"pull request {number} is of another branch, or has newer commits than this run")
    return int(number)


def post(api: Api, number: int, body: str) -> str:
    """Create, edit, or leave the one comment as it is; returns in a word what was done."""
    before = api.ours(number)
    if not before and not body:
        return "quiet"
    body = body or f"{MARKER}\n{GONE}"
    done = "unchanged" if before and before[0]["body"] == body else ""
    if before and not done and api.edit(before[0], body):
        done = "edited"
    if not done:
        api.call("POST", f"issues/{number}/comments", body=body)
        done = "created"
        # Another run may have had the same thought at the same time.
        before = api.ours(number)
        if len(before) > 1:
            api.edit(before[0], body)
    for spare in before[1:]:
        api.remove(spare)
    return done


def summarise(text: str) -> None:
    """Put a text into the job's summary, or where there is none into its log."""
    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        print(text)
        return
    kept = text.encode()[: READ - 1].decode("utf-8", "ignore")
    with Path(file).open("a", encoding="utf-8") as summary:
        summary.write(f"{kept}\n")


def read(file: Path) -> str:
    """Return the beginning of a file as text; nothing where there is none, or where it is a link."""
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as opened:
        return opened.read(READ).decode("utf-8", "replace")


def main(folder: Path) -> int:
    """Do it; returns the exit code."""
    if not (folder / "number").is_file():
        print("The run handed over no review: there is nothing to say.")
        return 0
    body = body_of(read(folder / "review.md"))
    token = os.environ.get("GITHUB_TOKEN", "")
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["workflow_run"]
    api = Api(os.environ["GITHUB_API_URL"], os.environ["GITHUB_REPOSITORY"], token)
    try:
        number = pull_request(api, read(folder / "number").strip(), run)
        print(f"Comment on pull request {number}: {post(api, number, body)}")
    except RefusedError as error:
        print(f"::notice title=Goalposts::Nothing posted: {error}")
    except ReadOnlyError as error:
        print(f"::notice title=Goalposts::Not allowed to comment ({error}); see the summary of this run")
        summarise(body or GONE)
    except OSError as error:  # no answer, or one that says no
        print(f"::error title=Goalposts::{os.environ['GITHUB_API_URL']}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: comment.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
