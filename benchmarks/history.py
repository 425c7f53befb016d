"""How long the history of a site takes to read: campaigns with many commits each, in one repository.

Every commit changes one campaign's spec: every fourth a target, the others words, comments and their order. Twenty
commits change metrics.yml. Half of the commits come before the campaigns' start. The repository is made with
`git fast-import`. Prints JSON: seconds for the log and for all stories, of which the
processor's (git's too), and how the targets stand.

    python benchmarks/history.py [--campaigns 1000] [--commits 20]
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from generator.history.read import History
from generator.metrics.project import read_campaigns, read_frame

START = date(2026, 3, 2)
SPEC = """\
# version {version}
name: Campaign {number}
summary: What it is about, for the {version}. time.
owner: growth-team
period: {start}..2026-03-29
as_of: 2026-04-06
currency: EUR
budget: 20000
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {{impressions: impressions, clicks: clicks, cost: cost, conversions: conversions}}
kpis:
  - {{metric: conversion_rate, target: {target}%, near: 0.1pp, weight: 3, must: true, why: The objective is orders.}}
  - {{metric: conversions, target: 680, near: 5%, weight: 2, why: A better rate among fewer would not help.}}
  - {{metric: cost_per_conversion, target: 28, near: 2%, weight: 2}}
  - {{metric: ctr, target: 2.1%, role: guardrail}}
"""
METRICS = """\
metrics:
  {name}:
    title: Of my own
    formula: cost / clicks
    unit: currency
    better: lower
    stage: conversion
"""
DATA = "date,channel,impressions,clicks,cost,conversions\n2026-03-02,search,1000,50,60,2\n"


def main() -> None:
    """Make a repository, read its history, print JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--campaigns", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, asked.campaigns, asked.commits)
        print(json.dumps(measure(root), indent=2))


def make(root: Path, campaigns: int, commits: int) -> None:
    """Write the repository and check it out."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "fast-import", "--quiet", text="".join(stream(campaigns, commits)))
    git(root, "reset", "--quiet", "--hard", "main")


def stream(campaigns: int, commits: int) -> Iterator[str]:
    """Say it all to git, commit after commit, a quarter of an hour apart around the start."""
    total = campaigns * commits
    middle = datetime(START.year, START.month, START.day, tzinfo=UTC)
    for number in range(total):
        campaign, version = number % campaigns, number // campaigns
        stamp = f"{(middle + timedelta(minutes=15 * (number - total // 2))).timestamp():.0f} +0000"
        yield "commit refs/heads/main\n"
        yield f"author Ann <ann@example.org> {stamp}\ncommitter Ann <ann@example.org> {stamp}\n"
        yield data(f"Change {number}")
        target = f"{3 + (version // 4) / 10:.1f}"
        spec = SPEC.format(version=version, number=campaign, start=START, target=target)
        yield put(f"campaigns/c{campaign:04}/campaign.yml", spec)
        if not version:
            yield put(f"campaigns/c{campaign:04}/data/ads.csv", DATA)
        if number % max(total // 20, 1) == 0:
            yield put("campaigns/metrics.yml", METRICS.format(name=f"of_my_own_{number}"))
        yield "\n"


def put(path: str, text: str) -> str:
    return f"M 100644 inline {path}\n{data(text)}"


def data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def measure(root: Path) -> dict[str, object]:
    frame = read_frame(root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems
    began, used = time.perf_counter(), sum(os.times()[:4])
    with History(frame) as history:
        prints = {history.fingerprint(name) for name in campaigns}
        read = time.perf_counter()
        stories = [history.story(campaign, date(2026, 4, 6)) for campaign in campaigns.values()]
    ended = time.perf_counter()
    return {
        "campaigns": len(campaigns),
        "different": len(prints),
        "log_seconds": round(read - began, 2),
        "stories_seconds": round(ended - read, 2),
        "seconds": round(ended - began, 2),
        "processor_seconds": round(sum(os.times()[:4]) - used, 2),
        "standing": Counter(story.standing.value for story in stories),
        "changes": sum(len(story.steps) for story in stories),
    }


def git(root: Path, *arguments: str, text: str = "") -> None:
    subprocess.run(["git", "-C", root, *arguments], check=True, input=text.encode())


if __name__ == "__main__":
    main()
