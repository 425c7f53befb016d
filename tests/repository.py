"""Sites in real git repositories, each commit with the dates and the author that a test gives it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SPEC = """\
name: Spring push
period: 2026-03-02..2026-03-29
as_of: 2026-04-06
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {clicks: clicks, cost: cost, conversions: conversions}
kpis:
  - metric: conversion_rate
    target: 3.4%
    near: 0.1pp
    weight: 3
    why: Visitors who buy.
  - {metric: conversions, target: 680, weight: 2}
  - {metric: cost_per_conversion, target: 28, role: guardrail}
"""
METRICS = """\
metrics:
  conversion_rate:
    title: Conversion rate
    formula: conversions / clicks
    unit: percent
    better: higher
    stage: conversion
"""
ROWS = "date,channel,clicks,cost,conversions,orders\n" + "".join(
    f"2026-03-{day:02},{channel},{clicks},{clicks / 2},{clicks // 32},{clicks // 20}\n"
    for day in range(2, 30)
    for channel, clicks in (("search", 400 + day), ("social", 250 - day))
)
BEFORE, START, LATER, LAST = "2026-02-13", "2026-03-02", "2026-03-20", "2026-04-02"
BY_ANN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_NAME": "Ann" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ann@example.org" for who in ("AUTHOR", "COMMITTER")},
}
"""The environment of a git that knows nothing of the machine's own settings."""


class Site:
    """A site in a repository of its own; `prefix` puts it in a folder of a larger one."""

    def __init__(self, top: Path, prefix: str = "") -> None:
        """Begin an empty repository."""
        self.top, self.root = top, top / prefix
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, env: Mapping[str, str] | None = None) -> str:
        done = subprocess.run(
            ["git", "-C", self.top, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **BY_ANN, **(env or {})},
        )
        return done.stdout.strip()

    def write(self, spec: str | None = None, campaign: str = "spring", **files: str) -> None:
        """Write a campaign's spec, and files by their names from the site's root (`__` for `/`)."""
        if spec is not None:
            folder = self.root / "campaigns" / campaign
            (folder / "data").mkdir(parents=True, exist_ok=True)
            (folder / "campaign.yml").write_text(spec, encoding="utf-8")
            if not (folder / "data" / "ads.csv").exists():
                (folder / "data" / "ads.csv").write_text(ROWS, encoding="utf-8")
        for name, text in files.items():
            path = self.root / name.replace("__", "/").replace("_yml", ".yml").replace("_md", ".md").replace(
                "_csv", ".csv"
            )
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, day: str, *, authored: str = "", by: str = "Ann", message: str = "Change") -> str:
        """Commit everything at noon of a day, UTC; return the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, env=dated(day, authored, by))
        return self.git("rev-parse", "HEAD")


def dated(day: str, authored: str = "", by: str = "Ann") -> Mapping[str, str]:
    """What makes a commit of a day; a time may be given with it."""
    committer, author = (one if "T" in one else f"{one}T12:00:00+00:00" for one in (day, authored or day))
    return {"GIT_COMMITTER_DATE": committer, "GIT_AUTHOR_DATE": author, "GIT_AUTHOR_NAME": by}
