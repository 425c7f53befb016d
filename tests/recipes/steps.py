"""What the recipes are run with: a small site in a repository with a bare origin, and `goalposts` on the path."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from repository import BY_ANN

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "recipes"
SPEC = """\
name: Spring push
period: 2026-03-02..2026-03-29
as_of: 2026-04-06
currency: EUR
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {clicks: clicks, cost: cost, conversions: conversions}
kpis:
  - {metric: conversion_rate, target: 3.4%, near: 0.1pp, must: true, why: Visitors who buy.}
  - {metric: cost_per_conversion, target: 28, role: guardrail}
"""
ROWS = "date,channel,clicks,cost,conversions\n" + "".join(
    f"2026-03-{day:02},{channel},{clicks},{clicks / 2},{clicks // 32}\n"
    for day in range(2, 30)
    for channel, clicks in (("search", 400 + day), ("social", 250 - day))
)


def tool(name: str) -> str:
    """Return the path of a development tool: from this environment, else from the machine."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    assert found, f"{name} is not installed: it comes with requirements-dev.lock"
    return found


class Clone:
    """A work tree with a site in it, whose origin is a bare repository, and the programs that a step calls."""

    def __init__(self, folder: Path) -> None:
        """Make both, with the site committed in February and pushed."""
        self.root, self.origin, self.bin = folder / "work", folder / "origin.git", folder / "bin"
        self.bin.mkdir(parents=True)
        self.program("goalposts", f'exec "{sys.executable}" -m generator.cli "$@"')
        self.program("python", f'exec "{sys.executable}" "$@"')
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.origin], check=True, env=self.env())
        subprocess.run(["git", "clone", "-q", self.origin, self.root], check=True, capture_output=True, env=self.env())
        self.git("checkout", "-q", "-b", "main")
        self.write("site_config.yml", "site: {name: Results, languages: [en]}\n")
        self.write("campaigns/spring/campaign.yml", SPEC)
        self.write("campaigns/spring/data/ads.csv", ROWS)
        self.write(".gitignore", "site/\n.goalposts/\npublic/\n")
        self.write("requirements.txt", "")
        self.commit("Set the targets", "2026-02-13")
        self.git("push", "-q", "origin", "main")

    def program(self, name: str, script: str) -> None:
        """Put a program on the path of the steps."""
        file = self.bin / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def write(self, name: str, text: str) -> None:
        """Write a file of the work tree."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def git(self, *arguments: str, env: Mapping[str, str] = {}) -> str:
        """Return what a git command prints."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=self.env(**env), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self, message: str, day: str) -> str:
        """Commit everything at noon of a day, and return the commit."""
        when = f"{day}T12:00:00+00:00"
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, env={"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when})
        return self.git("rev-parse", "HEAD")

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment of a step: little more than its own."""
        path = f"{self.bin}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        home = {"HOME": str(self.root.parent), "PYTHONPATH": str(ROOT), "PIP_NO_INDEX": "1", "LC_ALL": "C.UTF-8"}
        return {"PATH": path, **home, **BY_ANN, **more}

    def run(self, script: str, shell: tuple[str, ...] = ("bash", "-e"), **env: str) -> subprocess.CompletedProcess[str]:
        """Run a step's script at the top of the work tree as the host does, from a file."""
        file = self.bin.parent / "step.sh"
        file.write_text(script, encoding="utf-8")
        return subprocess.run(
            [*shell, file], cwd=self.root, env=self.env(**env), capture_output=True, text=True, check=False
        )
