"""How long a review of a few changed campaigns takes beside judging all of them, on the same made repository.

    python benchmarks/diff.py [--campaigns 300] [--changed 5]

The campaigns are those of benchmarks/portfolio.py, committed; then a target is changed in some of them and committed.
Prints JSON: seconds of `goalposts diff HEAD~1 HEAD` and of `goalposts results`, each a whole process.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from portfolio import make_site

WHO = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.com",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.com",
}


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, env={**os.environ, **WHO})


def timed(root: Path, *arguments: str) -> tuple[float, str]:
    start = time.perf_counter()
    command = [sys.executable, "-m", "generator.cli", *arguments, "--root", str(root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--campaigns", type=int, default=300)
    parser.add_argument("--changed", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_site(root, asked.campaigns, None)
        git(root, "init", "-q")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "Campaigns")
        for campaign in sorted((root / "campaigns").iterdir())[: asked.changed]:
            file = campaign / "campaign.yml"
            text = file.read_text(encoding="utf-8")
            changed = re.sub(r"target: ([\d.]+)", lambda found: f"target: {float(found[1]) * 0.9:g}", text, count=1)
            assert changed != text
            file.write_text(changed, encoding="utf-8")
        git(root, "commit", "-qam", "Lower some targets")
        seconds, said = timed(root, "diff", "HEAD~1", "HEAD", "--format", "json")
        whole, _ = timed(root, "results", "--format", "json")
    found = json.loads(said)
    print(
        json.dumps(
            {
                "campaigns": asked.campaigns,
                "changed": asked.changed,
                "diff_seconds": round(seconds, 1),
                "results_seconds": round(whole, 1),
                "goalposts": len(found["goalposts"]),
            }
        )
    )


if __name__ == "__main__":
    main()
