"""Judge N made campaigns with diagnosis and checks, one in ten of them with controls, and print JSON.

    python benchmarks/judgement.py [--campaigns 200]

The campaigns are those of benchmarks/portfolio.py. `ms_a_campaign` is for all of them without controls; `ms_a_series`
is what each counterfactual adds to that where one campaign in ten has controls; each is a whole process but for
imports. The `alone` figures are the processor time of one counterfactual and of one forecast, halfway, in a warm
process.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portfolio import BASELINE, DAYS, START, make_site

TENTH = 10
CONTROLLED = """\
  market:
    files: data/market.csv
    date: date
    by: [region]
    measures: {searches: searches}
controls:
  - {source: market, measure: searches, each: region}
kpis:
"""

JUDGE = """
import json, sys, time
from datetime import date
from pathlib import Path
from generator.metrics.project import read_campaigns, read_frame
from generator.report.campaigns import judge_all
from generator.report.models import Models

def main():
    start = time.perf_counter()
    frame = read_frame(Path(sys.argv[1]))
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems, problems[0]
    found = list(judge_all(frame, campaigns, date(2026, 6, 5)))
    spent = time.perf_counter() - start
    print(json.dumps({
        "seconds": spent,
        "campaigns": len(found),
        "series": sum(kpi.counterfactual is not None for one in found for kpi in one.result.kpis),
        "changes": sum(kpi.change is not None for one in found for kpi in one.result.kpis),
        "checks": sum(len(one.result.checks) + len(one.result.passed) for one in found),
    }))

if __name__ == "__main__":
    main()
"""


def add_controls(root: Path) -> None:
    """Give every tenth campaign a second source with three regions that the campaign did not touch."""
    rng = random.Random(3)
    for folder in sorted((root / "campaigns").iterdir())[::TENTH]:
        file = folder / "campaign.yml"
        file.write_text(file.read_text(encoding="utf-8").replace("kpis:\n", CONTROLLED, 1), encoding="utf-8")
        rows = ["date,region,searches"]
        for day in range(DAYS):
            when = date.fromordinal(START.toordinal() + day)
            weekly = 0.8 if when.weekday() > 4 else 1.0
            rows += [f"{when},{region},{round(9000 * weekly * rng.uniform(0.9, 1.1))}" for region in "abc"]
        (folder / "data" / "market.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def judged(root: Path) -> dict[str, float]:
    script = root / "judge.py"
    script.write_text(JUDGE, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), str(root)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def alone() -> dict[str, float]:
    """Processor milliseconds of one counterfactual with three controls and its trials, and of one forecast."""
    import numpy as np
    from forecast import question

    from generator.compare.pacing import answer
    from generator.stats.counterfactual import counterfactual
    from generator.stats.trial import RUNS

    rng = np.random.default_rng(1)
    market = 100 + np.cumsum(rng.normal(size=(DAYS, 3)), axis=0)
    series = market @ [0.5, 0.3, 0.2] + rng.normal(size=DAYS)
    before, after = slice(0, BASELINE), slice(BASELINE, DAYS)
    halfway = question(series, BASELINE, (BASELINE + DAYS) // 2)

    def timed(run: Callable[[], object]) -> float:
        spent = []
        for _ in range(6):
            start = time.process_time()
            run()
            spent.append(time.process_time() - start)
        return round(1000 * statistics.median(spent[1:]), 1)

    return {
        "counterfactual_ms": timed(
            lambda: counterfactual(series[before], series[after], market[before], market[after], season=7, trials=RUNS)
        ),
        "forecast_ms": timed(lambda: answer(halfway)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--campaigns", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make_site(root, asked.campaigns, None)
        plain = judged(root)
        add_controls(root)
        explained = judged(root)
    print(
        json.dumps(
            {
                "cores": os.cpu_count(),
                "without_controls": plain,
                "ms_a_campaign": round(1000 * plain["seconds"] / plain["campaigns"], 1),
                "one_in_ten_with_controls": explained,
                "ms_a_series": round(1000 * (explained["seconds"] - plain["seconds"]) / explained["series"], 1),
                "alone": alone(),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
