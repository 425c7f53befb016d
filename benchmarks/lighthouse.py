"""Lighthouse on index, campaign and knowledge page of a built site, in both languages; print JSON.

    python benchmarks/lighthouse.py site --form desktop

Needs node with npx (Lighthouse comes from npm, at the version below) and Chromium. `machine` is Lighthouse's own
measure of the processor (benchmarkIndex: an office computer has 1500 and more): on a busy machine performance says
more about its neighbours. Pages go out compressed, as hosts send them.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tests" / "browser"))
from chromium import programs
from server import served

LIGHTHOUSE = "lighthouse@12.8.2"
"""The last line of versions that runs on node 20."""
KINDS = {
    "index": "index.html",
    "campaign": "campaigns/geolift-chicago-portland/index.html",
    "knowledge": "learn/smart/index.html",
}
CATEGORIES = ("performance", "accessibility", "best-practices")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--form", choices=["mobile", "desktop"], default="desktop")
    arguments = parser.parse_args()
    with served(arguments.site.resolve()) as address:
        found = {
            f"{kind}{home and ' zh'}": measure(f"{address}{home}{page}", arguments.form)
            for kind, page in KINDS.items()
            for home in ("", "zh/")
        }
    print(json.dumps({"version": LIGHTHOUSE, "form": arguments.form, "pages": found}, indent=1, ensure_ascii=False))


def measure(url: str, form: str) -> dict[str, Any]:
    """Scores from 0 to 100 of a page, and the audits that cost any of it points."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={out}"]
        command += [f"--only-categories={','.join(CATEGORIES)}", "--chrome-flags=--headless=new --no-sandbox"]
        command += ["--preset=desktop"] if form == "desktop" else []
        subprocess.run(command, check=True, env=_environment(), stdout=subprocess.DEVNULL)
        report = json.loads(out.read_bytes())
    weighed = {one["id"] for group in report["categories"].values() for one in group["auditRefs"] if one["weight"]}
    short = {
        name: audit.get("displayValue") or audit["score"]
        for name, audit in report["audits"].items()
        if name in weighed and audit["score"] is not None and audit["score"] < 1
    }
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    return {**scores, "machine": round(report["environment"]["benchmarkIndex"]), "short": short}


def _environment() -> dict[str, str]:
    return {**os.environ, "CHROME_PATH": programs()[0]}


if __name__ == "__main__":
    main()
