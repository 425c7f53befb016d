#!/usr/bin/env python3
"""Put what `goalposts diff` says into one note on a merge request, and edit that one from then on.

The text has come from a campaign's files, so it is cleaned first: it mentions nobody, refers to nothing, and no line of
it is a quick action such as `/merge`. Needs Python 3.9 or newer, no package.

    note.py FILE    what `goalposts diff` printed as Markdown; nothing where nothing changed

Reads CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID (set by GitLab) and GOALPOSTS_TOKEN, a project access token
with the role Reporter and the scope api. Without one, as in a fork's pipeline, or with one that may
not write, the text is printed.
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
LIMIT = 65_536  # characters; GitLab takes more, but nobody reads it
READ = 1_048_576  # bytes of the text that are looked at
GONE = "This merge request changes no results any more."
CUT = "\n\n*Cut here. The whole text is in the job's artifact.*\n"


class ReadOnlyError(Exception):
    """The token may not write here."""


def cleaned(text: str) -> str:
    """Return a text that cannot mention, refer, hide or command."""
    text = re.sub(r"\r\n?", "\n", text)
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    text = re.sub(r"&(?:#0*64|#x0*40|commat);?", "@", text, flags=re.IGNORECASE)
    text = text.replace("@", "@\u200b")
    text = re.sub(r"([#!$%&~^])(?=\d)", "\\1\u200b", text)
    # A quick action is a line that begins with a slash, however far it is set in or quoted.
    return re.sub(r"^([\s>]*)/(?=\w)", "\\1\u200b/", text, flags=re.MULTILINE)


def fitted(text: str, room: int) -> str:
    """Return a text of at most so many characters: cut after a line, with what was open closed, and said so."""
    if len(text) <= room:
        return text
    lines = text[: room - len(CUT) - 200].rpartition("\n")[0]
    fence = "\n```" if len(re.findall(r"^```", lines, re.MULTILINE)) % 2 else ""
    folds = len(re.findall(r"<details\b", lines)) - lines.count("</details>")
    return lines + fence + "\n</details>" * min(max(folds, 0), 10) + CUT


def body_of(text: str) -> str:
    """Return the note for a text, or nothing where the text says nothing. A marker of the text's own is dropped."""
    first, _, rest = text.lstrip("\ufeff\n ").partition("\n")
    told = cleaned(rest if first.startswith("<!--") and first.rstrip().endswith("-->") else text).strip()
    return f"{MARKER}\n{fitted(told, LIMIT - len(MARKER) - 1)}" if told else ""


class Api:
    """The few calls that are needed of GitLab's REST interface, on one merge request's notes."""

    def __init__(self, address: str, project: str, merge_request: str, token: str) -> None:
        self.notes = f"projects/{project}/merge_requests/{merge_request}/notes"
        self.address, self.token = address.rstrip("/"), token

    def call(self, method: str, path: str, **fields: str) -> Any:
        """Return the answer's JSON; raises ReadOnlyError where the token is not let in, else urllib's HTTPError."""
        if not self.token:
            raise ReadOnlyError("GOALPOSTS_TOKEN is not set")
        request = urllib.request.Request(
            f"{self.address}/{path}",
            method=method,
            data=json.dumps(fields).encode() if fields else None,
            headers={"PRIVATE-TOKEN": self.token, "Content-Type": "application/json", "User-Agent": "goalposts"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                said = answer.read()
        except urllib.error.HTTPError as error:
            if error.code in (401, 403):
                raise ReadOnlyError(f"{method} {path}: {error.code}") from None
            raise
        return json.loads(said) if said else None

    def ours(self) -> list[dict[str, Any]]:
        """Return our notes, the oldest first: with our marker, and written by whose the token is."""
        me = self.call("GET", "user")["id"]
        found, page = [], 1
        while True:
            some = self.call("GET", f"{self.notes}?per_page=100&page={page}&sort=asc&order_by=created_at")
            found += [one for one in some if one["body"].startswith(MARKER) and one["author"]["id"] == me]
            if len(some) < 100:
                return sorted(found, key=lambda one: one["id"])
            page += 1

    def change(self, method: str, note: dict[str, Any], **fields: str) -> bool:
        """Edit or delete a note; returns whether it was still there."""
        try:
            self.call(method, f"{self.notes}/{note['id']}", **fields)
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            return False
        return True


def post(api: Api, body: str) -> str:
    """Create, edit, or leave the one note as it is; returns in a word what was done."""
    before = api.ours()
    if not before and not body:
        return "quiet"
    body = body or f"{MARKER}\n{GONE}"
    done = "unchanged" if before and before[0]["body"] == body else ""
    if before and not done and api.change("PUT", before[0], body=body):
        done = "edited"
    if not done:
        api.call("POST", api.notes, body=body)
        done = "created"
    for spare in before[1:]:
        api.change("DELETE", spare)
    return done


def main(file: Path) -> int:
    """Do it; returns the exit code."""
    with file.open("rb") as opened:
        text = opened.read(READ).decode("utf-8", "replace")
    body, address = body_of(text), os.environ["CI_API_V4_URL"]
    token = os.environ.get("GOALPOSTS_TOKEN", "")
    try:
        api = Api(address, os.environ["CI_PROJECT_ID"], os.environ["CI_MERGE_REQUEST_IID"], token)
        print(f"Note on the merge request: {post(api, body)}")
    except ReadOnlyError as error:
        print(f"No note written ({error}). What it would say:\n\n{cleaned(text).strip() or GONE}")
    except OSError as error:  # no answer, or one that says no
        print(f"{address}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: note.py FILE")
    sys.exit(main(Path(sys.argv[1])))
