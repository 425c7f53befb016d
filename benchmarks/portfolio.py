"""Build N made campaigns cold, again with nothing changed, and again with one changed; print JSON.

    python benchmarks/portfolio.py --campaigns 500 --charts 4

Each campaign has 120 days, 6 channels and 6 KPIs. `--charts` limits the chart files a page (default: the full page).
Each build is a whole process, command start to finished site.
"""

import argparse
import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

CHANNELS = ("search", "social", "display", "email", "video", "affiliate")
START = date(2026, 1, 1)
DAYS, BASELINE = 120, 59

SPEC = """\
name: Made campaign {number}
owner: team-{team}
tags: [made, team-{team}]
period: 2026-03-01..2026-04-30
as_of: 2026-06-05
currency: USD
budget: 100000
baseline: 2026-01-01..2026-02-28
sources:
  ads:
    files: data/ads.csv
    date: date
    by: [channel]
    measures: {{impressions: impressions, clicks: clicks, cost: cost, conversions: conversions, revenue: revenue}}
kpis:
  - {{metric: conversions, target: {conversions}, role: primary, must: true, weight: 3}}
  - {{metric: conversion_rate, target: 3.0%, near: 5%}}
  - {{metric: cost_per_click, target: 1.05}}
  - {{metric: ctr, target: 2.0%}}
  - {{metric: roas, target: 3.2}}
  - {{metric: cpm, target: 21, role: guardrail}}
factors:
  - {{what: A rival's launch, kind: competitor, when: 2026-03-20, expect: lower, on: [conversion_rate]}}
"""


def write_campaign(folder: Path, number: int, rng: random.Random) -> None:
    (folder / "data").mkdir(parents=True)
    lift = rng.uniform(0.9, 1.2)
    spec = SPEC.format(number=number, team=number % 7, conversions=round(61 * 6 * 60 * rng.uniform(0.9, 1.1)))
    (folder / "campaign.yml").write_text(spec, encoding="utf-8")
    rows = ["date,channel,impressions,clicks,cost,conversions,revenue"]
    for day in range(DAYS):
        when = START + timedelta(days=day)
        weekly = 0.8 if when.weekday() > 4 else 1.0
        for channel in CHANNELS:
            impressions = round(100_000 * weekly * rng.uniform(0.8, 1.2))
            clicks = round(impressions * 0.02 * rng.uniform(0.9, 1.1))
            conversions = round(clicks * 0.03 * rng.uniform(0.8, 1.2) * (lift if day >= BASELINE else 1))
            cost = clicks * rng.uniform(0.9, 1.2)
            revenue = conversions * rng.uniform(95, 125)
            rows.append(f"{when},{channel},{impressions},{clicks},{cost:.2f},{conversions},{revenue:.2f}")
    (folder / "data" / "ads.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def make_site(root: Path, campaigns: int, charts: int | None) -> None:
    rng = random.Random(7)
    limit = f"charts: {{files: {charts}}}\n" if charts is not None else ""
    (root / "site_config.yml").write_text(f"site: {{name: Made portfolio}}\n{limit}", encoding="utf-8")
    for number in range(campaigns):
        write_campaign(root / "campaigns" / f"made-{number:05d}", number, rng)


def build(root: Path, *more: str) -> dict[str, float]:
    # As installed: with its bytecode kept, whatever the shell that runs the benchmark says of that.
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "build", "--root", str(root), "--timings", *more],
        check=True,
        capture_output=True,
        text=True,
        env=installed,
    )
    seconds = time.perf_counter() - before
    timings = re.findall(r"^time: (.+): ([0-9.]+) s$", done.stderr, flags=re.MULTILINE)
    return {"seconds": round(seconds, 2), **{f"s {what}": float(spent) for what, spent in timings}}


def over_the_wire(root: Path) -> dict[str, float]:
    """Gzipped bytes of a campaign page before anyone touches a chart: what its HTML names, and the search index."""
    page = root / "site" / "campaigns" / "made-00003" / "index.html"
    html = page.read_text(encoding="utf-8")
    names = re.findall(
        r'(?:<link[^>]+rel="?(?:stylesheet|icon)"?[^>]+href|<script[^>]+src|<img[^>]+src)="?([^" >]+)', html
    )
    names += re.findall(r'<link[^>]+href="?([^" >]+)"?[^>]+rel="?(?:stylesheet|icon)', html)
    site = root / "site"
    worker = re.search(r'"search": "([^"?]+)', html)
    files = {page, site / "search" / "search_index.json", *([(page.parent / worker[1]).resolve()] if worker else [])}
    files |= {(page.parent / name).resolve() for name in names if "://" not in name}
    return {
        "requests": len(files),
        "gzip_kB": round(sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) / 1000, 1),
        "html_gzip_kB": round(len(gzip.compress(page.read_bytes(), 6)) / 1000, 1),
        "search_index_gzip_kB": round(
            len(gzip.compress((site / "search" / "search_index.json").read_bytes(), 6)) / 1000, 1
        ),
        "index_gzip_kB": round(len(gzip.compress((site / "index.html").read_bytes(), 6)) / 1000, 1),
        "site_MB": round(sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) / 1e6, 1),
        "chart_files": len(list((root / ".goalposts/docs/campaigns/made-00003").glob("*.vl.svg"))),
    }


def measure(campaigns: int, charts: int | None) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_site(root, campaigns, charts)
        cold = build(root)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        nothing = build(root)
        data = root / "campaigns" / "made-00003" / "data" / "ads.csv"
        data.write_text(data.read_text(encoding="utf-8").replace("search,", "search ,", 1), encoding="utf-8")
        one = build(root)
        return {
            "campaigns": campaigns,
            "cold": cold,
            "ms_a_campaign": round(1000 * cold["seconds"] / campaigns, 1),
            "nothing_changed": nothing,
            "one_changed": one,
            "peak_MB_of_the_largest_process": round(peak),
            "page": over_the_wire(root),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--campaigns", type=int, nargs="+", default=[500])
    parser.add_argument(
        "--charts", type=int, default=None, help="chart files a page at the most; without it the full page"
    )
    wanted = parser.parse_args()
    runs = [measure(campaigns, wanted.charts) for campaigns in wanted.campaigns]
    print(json.dumps({"cores": os.cpu_count(), "charts": wanted.charts, "runs": runs}, indent=2))


if __name__ == "__main__":
    main()
