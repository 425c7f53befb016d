"""KPI210: a baseline of bare numbers."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    baseline = context.campaign.baseline
    if baseline is not None and baseline.values is not None:
        message = f"the baseline is {counted(len(baseline.values), 'bare value')}, which nothing here can confirm"
        yield Finding(context.campaign.at("baseline", "values"), message)


CHECK = Check(
    code="KPI210",
    name="unsourced-baseline-values",
    level=Level.NOTE,
    what="A baseline given as values, not as a period or a campaign.",
    why=(
        "A typed number carries no days, no count and no spread. It cannot be checked, nobody sees whether it was "
        "counted in the same way, and it is taken as known exactly, so the range of the change comes out too narrow."
    ),
    mend=(
        "Put the earlier rows into the source's files and give their period. If the data is not to be had, waive this "
        "check and say in `because` where the values come from."
    ),
    fails=Example(
        "baseline: {values: {conversion_rate: 3.1%, conversions: 560, cost_per_conversion: 30}}\n",
        note="Three numbers, and no word on where they come from.",
        key=("baseline", "values"),
    ),
    passes=Example("baseline: 2026-02-02..2026-03-01\n", note="The days are in the file, and anyone can add them up."),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
