"""KPI212: a baseline that the data covers in part, or not at all."""

from collections.abc import Iterator
from datetime import date

from generator.checks import base
from generator.checks.baseline_days import baseline_key, steps_with_data
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import days_by
from generator.compare.result import Level
from generator.data.table import Grain

STEP_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}
COVERED = 0.9
"""Share of the steps from which a baseline counts as covered."""


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is None or baseline.period is None or context.data.series.empty:
        return
    found, days = steps_with_data(context, baseline.period), days_by(baseline.period, context)
    if not found:
        said = (
            "the rows have no date" if context.data.grain is Grain.NONE else "no row of the data lies in the baseline"
        )
        yield Finding(baseline_key(context), f"{said} ({baseline.period.start} to {baseline.period.end})")
        return
    step = STEP_DAYS.get(context.data.grain)
    if step is not None and len(found) < COVERED * (days // step):
        message = (
            f"the data has rows on {len(found)} of the baseline's {days // step} {context.data.grain.value}s, "
            f"the first {found[0]}, the last {found[-1]}"
        )
        yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI212",
    name="baseline-without-data",
    level=Level.WARNING,
    what="A baseline period of which the data covers less than nine tenths of the days (or weeks), or nothing.",
    why=(
        "The comparison is then with fewer days than the spec says, and not with a choice anybody made. Days without a "
        "row may be days without sales, or days that were never exported; the two have opposite meanings."
    ),
    mend=(
        "Add the missing export, or let the baseline begin where the data does. Days on which nothing happened belong "
        "in the file as rows of 0."
    ),
    fails=Example(
        files={"data/ads.csv": base.ads(first=date(2026, 2, 16), days=42)},
        note="The file begins on 16 February, two weeks after the baseline does.",
        key=("baseline",),
    ),
    passes=Example(
        "baseline: 2026-02-16..2026-03-01\n",
        {"data/ads.csv": base.ads(first=date(2026, 2, 16), days=42)},
        "The baseline begins where the file does.",
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
