"""KPI208: counting changed between baseline and campaign."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.model import FactorKind


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.baseline is None or campaign.baseline.period is None:
        return
    begin, start = campaign.baseline.period.start, campaign.period.start
    for number, factor in enumerate(campaign.factors):
        if factor.kind is FactorKind.TRACKING and factor.when.end >= begin and factor.when.start <= start:
            what = factor.what.said_in("en").rstrip(".")
            where = (
                "on the first day"
                if factor.when.start == start
                else "after the baseline had begun and before the start"
            )
            message = (
                f"counting changed {where} ({what}, {factor.when.start}): before and after are counted in two ways"
            )
            yield Finding(campaign.at("factors", number), message)


CHECK = Check(
    code="KPI208",
    name="tracking-change-before-start",
    level=Level.WARNING,
    what="A factor of the kind `tracking` from the baseline's first day to the campaign's first.",
    why=(
        "A new consent banner, another attribution window or a repaired tag changes what is counted, not what people "
        "do. The difference from the baseline then measures the change in counting together with the campaign, and "
        "nothing can tell the two apart."
    ),
    mend=(
        "Begin the baseline after the change, or have the earlier numbers counted anew in the new way. If neither can "
        "be done, judge the KPI by its target alone and leave the comparison out."
    ),
    fails=Example(
        "factors:\n  - {what: New consent banner, kind: tracking, when: 2026-02-16, expect: lower}\n",
        note="Half of the baseline was counted before the banner, the campaign after it.",
        key=("factors", 0),
    ),
    passes=Example(
        "factors:\n  - {what: New consent banner, kind: tracking, when: 2026-01-26, expect: lower}\n",
        note="The banner came a week before the baseline; both periods are counted alike.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
