"""KPI201: nothing to compare with."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    if context.campaign.baseline is None:
        message = "the campaign has no baseline: a result can be held against its target, not against what was before"
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI201",
    name="no-baseline",
    level=Level.WARNING,
    what="A campaign without `baseline`.",
    why=(
        "A conversion rate of 3.5% is good after 3.0% and bad after 4.0%. Without what came before, nobody can say "
        "whether the campaign changed anything, nor whether the target asked for anything."
    ),
    mend=(
        "Give a period before the start in the same data: `baseline: 2026-02-02..2026-03-01`. Where the earlier data "
        "is not at hand, another campaign (`{campaign: id}`) or known values (`{values: {conversion_rate: 3.1%}}`) "
        "will do."
    ),
    fails=Example(
        "baseline: null\n",
        note="The target was met; nobody can say whether it would have been anyway.",
        key=("period",),
    ),
    passes=Example("baseline: 2026-02-02..2026-03-01\n", note="The four weeks before, in the same file."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
